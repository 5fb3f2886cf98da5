from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from report_samples import FAILED, report_of

from fastpath_checks.cli import judging
from fastpath_checks.cli.main import main
from fastpath_checks.engine.findings import Report
from fastpath_checks.engine.request import Request
from fastpath_checks.engine.watching import Watch

HOOKS = {
    hook["id"]: hook
    for hook in yaml.safe_load((Path(__file__).parents[2] / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
}


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Request]:
    """The requests of hooks that run in a repository; each is answered with one finding."""
    requests: list[Request] = []

    def analyze(request: Request, watch: Watch) -> Report:
        requests.append(request)
        return report_of(FAILED)

    monkeypatch.setattr(judging, "analyze", analyze)
    (tmp_path / ".git").mkdir()
    (tmp_path / "infra" / "hub").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    return requests


def test_changed_files_are_judged_from_the_top_of_the_repository(asked: list[Request], capsys: object) -> None:
    assert main(["hook", "infra/main.tf", "infra/x.tfvars"]) == 1
    assert asked == [Request((".",), changed=("infra/main.tf", "infra/x.tfvars"), touched_only=True)]
    assert main(["hook", "--all", "infra/main.tf"]) == 1
    assert not asked[1].touched_only


def test_below_the_top_the_way_up_is_found(
    asked: list[Request], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path / "infra" / "hub")
    main(["hook", "main.tf"])
    assert asked[0].paths == ("../..",)


def test_a_change_that_touches_no_root_is_clean_and_silent(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    untouched = report_of(summary=report_of().summary._replace(roots=0))
    monkeypatch.setattr(judging, "analyze", lambda request, watch: untouched)
    assert main(["hook", "README.json"]) == 0
    assert capsys.readouterr() == ("", "")


def test_a_file_that_a_report_was_asked_for_is_written_even_then(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    untouched = report_of(summary=report_of().summary._replace(roots=0))
    monkeypatch.setattr(judging, "analyze", lambda request, watch: untouched)
    assert main(["hook", "README.json", "--format", f"sarif={tmp_path / 'fastpath.sarif'}"]) == 0
    assert (tmp_path / "fastpath.sarif").is_file()


def test_no_file_is_clean_and_silent(asked: list[Request], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["hook"]) == 0
    assert asked == []
    assert capsys.readouterr() == ("", "")


def test_the_hook_takes_the_options_of_a_scan(asked: list[Request]) -> None:
    main(["hook", "--fail-on", "critical", "--policy", "strict", "a.tf"])
    assert (asked[0].fail_on, asked[0].policy, asked[0].changed) == ("CRITICAL", "strict", ("a.tf",))


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("main.tf", True),
        ("a/b.tf.json", True),
        ("main.tofu", True),
        ("prod.tfvars", True),
        ("prod.auto.tfvars.json", True),
        ("main.bicep", True),
        ("prod.bicepparam", True),
        ("azuredeploy.parameters.json", True),
        ("fastpath.yaml", True),
        ("infra/fastpath.yml", True),
        ("not-fastpath.yaml", False),
        ("main.tf.bak", False),
        ("README.md", False),
    ],
)
def test_the_hook_runs_for_the_files_that_matter(path: str, expected: bool) -> None:
    assert bool(re.search(HOOKS["fastpath-checks"]["files"], path)) is expected


@pytest.mark.parametrize(
    ("path", "expected"), [("fastpath.yaml", True), ("a/fastpath.yml", True), ("a/other.yaml", False), ("a.tf", False)]
)
def test_the_hook_for_policies_runs_for_policies(path: str, expected: bool) -> None:
    assert bool(re.search(HOOKS["fastpath-policy"]["files"], path)) is expected


def test_every_hook_runs_once_for_all_files() -> None:
    assert {name: hook["entry"] for name, hook in HOOKS.items()} == {
        "fastpath-checks": "fastpath-checks hook",
        "fastpath-policy": "fastpath-checks policy check",
        "fastpath-checkov": "python -m fastpath_checks.checkov_plugin",
    }
    assert {hook["language"] for hook in HOOKS.values()} == {"python"}
    assert all(hook["require_serial"] is True for hook in HOOKS.values())
