"""What a change brings: told from what git holds of both states, whatever was moved, renamed or re-ordered."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path

import pytest

from fastpath_checks.engine.changes import ABSENT
from fastpath_checks.engine.gating import Gated, gate
from fastpath_checks.engine.request import Request, UsageError

FIXTURES = Path(__file__).parents[2] / "fixtures"
INSPECTED = FIXTURES / "inspection-skipped-by-fastpath" / "fail-route-equals-hub-prefix"
SMALL = FIXTURES / "gateway-sku-without-fastpath" / "fail-ergw1az"


class Clone:
    """A repository in a folder of its own; ``commit`` writes files (None deletes one) and commits all that is there."""

    def __init__(self, top: Path) -> None:
        self.top = top
        self.git("init", "-q", "-b", "main")

    def git(self, *words: str) -> str:
        names = ("-c", "user.name=n", "-c", "user.email=n@example.com", "-c", "commit.gpgsign=false")
        done = subprocess.run(["git", *names, *words], cwd=self.top, capture_output=True, text=True, check=True)
        return done.stdout.strip()

    def commit(self, **files: str | None) -> str:
        for name, text in files.items():
            path = self.top / name
            if text is None:
                path.unlink()
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "a state")
        return self.git("rev-parse", "HEAD")


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Clone:
    top = tmp_path / "clone"
    top.mkdir()
    monkeypatch.chdir(top)
    return Clone(top)


def text_of(folder: Path, name: str) -> str:
    return (folder / name).read_text(encoding="utf-8")


def off(text: str) -> str:
    """The same estate with FastPath off."""
    return re.sub(r"(expressRouteGatewayBypass\"?:|express_route_gateway_bypass\s*=) true", r"\1 false", text)


def rules(gated: Gated, part: str = "new") -> list[str]:
    return sorted(finding.rule for finding in getattr(gated.changes, part))


def judged(*paths: str, base: str = "HEAD~1", worktree: bool = False, **options: object) -> Gated:
    return gate(Request(paths or (".",))._replace(**options), base, worktree=worktree)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["main.tf", "main.bicep", "azuredeploy.json"])
def test_fastpath_switched_on_brings_findings_moves_paths_and_skips_inspection(clone: Clone, name: str) -> None:
    text = text_of(INSPECTED, name)
    assert off(text) != text
    clone.commit(**{name: off(text)})
    clone.commit(**{name: text})
    gated = judged()
    assert "FASTPATH_301" in rules(gated)
    assert rules(gated) == sorted(
        one.rule for one in gated.report.findings if one.verdict.value == "fail" and one.suppressed is None
    )
    assert {(one.before, one.after) for one in gated.changes.moved} == {("GATEWAY", "FASTPATH")}
    assert gated.changes.skipped
    (budget,) = gated.changes.budgets
    assert budget.before is None
    assert budget.after is not None
    assert budget.after.limit.high == 25_000


def test_fastpath_switched_off_fixes_what_failed_and_brings_nothing(clone: Clone) -> None:
    text = text_of(INSPECTED, "main.bicep")
    clone.commit(**{"main.bicep": text})
    clone.commit(**{"main.bicep": off(text)})
    gated = judged()
    assert "FASTPATH_301" in rules(gated, "fixed")
    assert "FASTPATH_301" not in rules(gated)
    assert {(one.before, one.after) for one in gated.changes.moved} == {("FASTPATH", "GATEWAY")}
    assert gated.changes.skipped == ()


def test_moved_lines_renamed_files_and_reordered_blocks_bring_nothing(clone: Clone) -> None:
    hcl = text_of(INSPECTED, "main.tf")
    first, *blocks = re.split(r"(?m)^(?=resource )", hcl)
    assert len(blocks) > 3
    bicep = text_of(INSPECTED, "main.bicep")
    clone.commit(**{"net/main.tf": hcl, "templates/main.bicep": bicep})
    clone.commit(
        **{
            "net/main.tf": None,
            "net/hub.tf": first + "\n# moved\n\n" + "".join(blocks[1:]),
            "net/first.tf": blocks[0],
            "templates/main.bicep": None,
            "templates/deeper/hub.bicep": "// moved\n\n" + bicep,
        }
    )
    gated = judged()
    assert rules(gated) == rules(gated, "fixed") == rules(gated, "doubts") == []
    assert rules(gated, "unchanged").count("FASTPATH_301") == 2
    assert gated.changes.moved == gated.changes.skipped == ()


def test_a_renamed_block_is_known_by_its_name_in_azure(clone: Clone) -> None:
    text = text_of(SMALL, "main.tf")
    label = re.search(r'resource "azurerm_virtual_network_gateway_connection" "(\w+)"', text)
    assert label is not None
    clone.commit(**{"main.tf": text})
    clone.commit(**{"main.tf": text.replace(label.group(), label.group().replace(label.group(1), "another"))})
    gated = judged()
    assert rules(gated) == rules(gated, "fixed") == []
    assert "FASTPATH_101" in rules(gated, "unchanged")


def test_the_same_names_in_another_root_are_another_estate(clone: Clone) -> None:
    text = text_of(SMALL, "main.tf")
    clone.commit(**{"one/main.tf": text, "two/main.tf": off(text)})
    clone.commit(**{"one/main.tf": off(text), "two/main.tf": text})
    gated = judged()
    assert "FASTPATH_101" in rules(gated)
    assert "FASTPATH_101" in rules(gated, "fixed")


def test_the_working_tree_is_judged_only_when_it_is_asked_for(clone: Clone) -> None:
    text = text_of(SMALL, "main.tf")
    clone.commit(**{"main.tf": off(text)})
    (clone.top / "main.tf").write_text(text, encoding="utf-8")
    before = {path: path.stat().st_mtime_ns for path in clone.top.rglob("*") if ".git" not in path.parts}
    assert rules(judged(base="HEAD")) == []
    assert "FASTPATH_101" in rules(judged(base="HEAD", worktree=True))
    assert {path: path.stat().st_mtime_ns for path in clone.top.rglob("*") if ".git" not in path.parts} == before
    assert clone.git("status", "--porcelain") == "M main.tf"


def test_what_the_base_gained_since_is_not_counted_against_the_change(clone: Clone) -> None:
    """The change is compared with where it left its base, as a merge would do."""
    text = text_of(SMALL, "main.tf")
    clone.commit(**{"main.tf": text})
    clone.git("checkout", "-q", "-b", "change")
    clone.commit(**{"notes.md": "nothing\n"})
    clone.git("checkout", "-q", "main")
    clone.commit(**{"main.tf": off(text)})
    clone.git("checkout", "-q", "change")
    gated = judged(base="main")
    assert rules(gated) == rules(gated, "fixed") == []
    assert "FASTPATH_101" in rules(gated, "unchanged")


def test_downloaded_modules_serve_both_states(clone: Clone) -> None:
    module = text_of(SMALL, "main.tf").replace(
        "express_route_gateway_bypass = true", "express_route_gateway_bypass = var.on"
    )
    assert "var.on" in module
    below = clone.top / ".terraform" / "modules"
    (below / "net").mkdir(parents=True)
    (below / "net" / "main.tf").write_text(module + '\nvariable "on" {}\n', encoding="utf-8")
    root = {"Key": "", "Source": "", "Dir": "."}
    net = {"Key": "net", "Source": "registry.example/n/n/a", "Dir": ".terraform/modules/net"}
    (below / "modules.json").write_text(json.dumps({"Modules": [root, net]}), encoding="utf-8")
    call = 'module "net" {\n  source = "registry.example/n/n/a"\n  on = %s\n}\n'
    clone.commit(**{".gitignore": ".terraform\n", "main.tf": call % "false"})
    clone.commit(**{"main.tf": call % "true"})
    gated = judged()
    assert "FASTPATH_101" in rules(gated)
    assert "FASTPATH_101" not in rules(gated, "unchanged")


def test_both_states_are_judged_by_the_newer_policy(clone: Clone) -> None:
    text = text_of(SMALL, "main.tf")
    clone.commit(
        **{"main.tf": text, "fastpath.yaml": "version: 1\nrules:\n  FASTPATH_101: {severity: 'OFF', reason: no}\n"}
    )
    clone.commit(**{"fastpath.yaml": "version: 1\n"})
    gated = judged()
    assert "FASTPATH_101" in rules(gated, "unchanged")
    assert rules(gated) == []


def test_an_input_that_is_new_is_absent_from_the_older_state(clone: Clone) -> None:
    text = text_of(SMALL, "main.tf")
    with_input = text.replace("express_route_gateway_bypass = true", "express_route_gateway_bypass = var.fastpath")
    clone.commit(**{"main.tf": off(text)})
    clone.commit(**{"main.tf": with_input + '\nvariable "fastpath" {}\n', "prod.tfvars": "fastpath = true\n"})
    assert "FASTPATH_101" in rules(judged(given={"fastpath": "true"}))
    assert "FASTPATH_101" in rules(judged(var_files=("prod.tfvars",)))


def test_a_folder_that_is_new_has_only_new_findings(clone: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    clone.commit(**{"notes.md": "nothing\n"})
    clone.commit(**{"hub/main.tf": text_of(SMALL, "main.tf")})
    monkeypatch.chdir(clone.top / "hub")
    gated = judged()
    assert "FASTPATH_101" in rules(gated)
    assert {one.before for one in gated.changes.moved} == {ABSENT}
    assert gated.report.findings[0].span is not None
    assert gated.report.findings[0].span.file.path == "main.tf"


def test_a_shallow_clone_without_the_base_says_how_to_fetch_it(clone: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    base = clone.commit(**{"main.tf": off(text_of(SMALL, "main.tf"))})
    clone.commit(**{"main.tf": text_of(SMALL, "main.tf")})
    shallow = clone.top.parent / "shallow"
    clone.git("clone", "-q", "--depth=1", clone.top.as_uri(), str(shallow))
    monkeypatch.chdir(shallow)
    with pytest.raises(UsageError) as wrong:
        judged(base=base)
    assert "shallow" in wrong.value.hint
    assert f"git fetch origin {base} --depth=1" in wrong.value.hint
    subprocess.run(["git", "fetch", "-q", "origin", base, "--depth=1"], check=True, capture_output=True)
    gated = judged(base=base)
    assert "FASTPATH_101" in rules(gated)
    assert "does not show where HEAD left" in gated.changes.remarks[0]


def test_what_cannot_be_compared_is_wrong_usage(clone: Clone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clone.commit(**{"main.tf": "\n"})
    with pytest.raises(UsageError, match="no commit 'nowhere'"):
        judged(base="nowhere")
    with pytest.raises(UsageError, match="outside the repository"):
        judged("..", base="HEAD")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match="no git repository"):
        judged(base="HEAD")


def test_an_older_state_that_cannot_be_read_is_said(clone: Clone) -> None:
    clone.commit(**{"main.tf": 'resource "a" {{{\n'})
    clone.commit(**{"main.tf": text_of(SMALL, "main.tf")})
    gated = judged()
    assert "FASTPATH_101" in rules(gated)
    assert any("older state could be read" in remark for remark in gated.changes.remarks)


def test_nothing_of_a_revision_is_written_through_its_links(clone: Clone, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    os.symlink(outside, clone.top / "link")
    clone.commit(**{"main.tf": text_of(SMALL, "main.tf")})
    gated = judged(base="HEAD")
    assert "FASTPATH_101" in rules(gated, "unchanged")
    assert list(outside.iterdir()) == []


def test_a_partial_clone_need_not_hold_what_is_no_infrastructure(clone: Clone) -> None:
    text = text_of(SMALL, "main.tf")
    clone.commit(**{"main.tf": off(text), "slides.pptx": "slides\n"})
    clone.commit(**{"main.tf": text})

    def lose(name: str) -> None:
        blob = clone.git("rev-parse", f"HEAD:{name}")
        (clone.top / ".git" / "objects" / blob[:2] / blob[2:]).unlink()

    lose("slides.pptx")
    assert "FASTPATH_101" in rules(judged())
    lose("main.tf")
    with pytest.raises(UsageError, match="has not got main"):
        judged()
