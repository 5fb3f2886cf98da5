"""The command that judges a change: exit codes, formats, and what it says to people."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import jsonschema
import pytest

from fastpath_checks.cli.main import main

ROOT = Path(__file__).parents[2]
ESTATE = ROOT / "fixtures/inspection-skipped-by-fastpath/fail-route-equals-hub-prefix/main.bicep"


def git(*words: str) -> None:
    subprocess.run(["git", "-c", "user.name=n", "-c", "user.email=n@example.com", *words], check=True)


@pytest.fixture
def change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository whose last commit switches FastPath on."""
    monkeypatch.chdir(tmp_path)
    git("init", "-q", "-b", "main")
    text = ESTATE.read_text(encoding="utf-8")
    for state in (text.replace("expressRouteGatewayBypass: true", "expressRouteGatewayBypass: false"), text):
        (tmp_path / "main.bicep").write_text(state, encoding="utf-8")
        git("add", "-A")
        git("commit", "-q", "-m", "a state")
    return tmp_path


def test_only_what_is_new_fails_a_change(change: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["gate", "--base", "HEAD~1"]) == 1
    shown = capsys.readouterr().out
    assert "CRITICAL FASTPATH_301" in shown
    assert re.search(r"conn-hub -> vnet-hub/snet-app IPv4 +GATEWAY -> FASTPATH", shown)
    assert "inspection that FastPath newly skips" in shown
    assert "limit 25,000" in shown
    assert main(["gate", "--base", "HEAD"]) == 0
    shown = capsys.readouterr().out
    assert "CRITICAL" not in shown
    assert re.search(r"0 new, 0 fixed, [1-9]\d* unchanged", shown)
    assert main(["gate", "--base", "HEAD~1", "--fail-on", "none"]) == 0


def test_what_a_baseline_holds_and_what_a_comment_suppresses_is_nothing_new(change: Path) -> None:
    assert main(["scan", "main.bicep", "--create-baseline"]) == 1
    assert main(["gate", "--base", "HEAD~1", "--baseline", ".checkov.baseline"]) == 0
    bicep = change / "main.bicep"
    said = "// fastpath:skip=FASTPATH_301 because it is inspected elsewhere"
    switch = "    expressRouteGatewayBypass: true"
    text = bicep.read_text("utf-8")
    assert switch in text
    bicep.write_text(text.replace(switch, f"    {said}\n{switch}"), "utf-8")
    assert main(["gate", "--base", "HEAD~1", "--worktree"]) == 0


def test_every_format_lists_what_is_new(change: Path, capsys: pytest.CaptureFixture[str]) -> None:
    formats = ("text", "json", "sarif", "junit", "gitlab", "github", "azure", "markdown", "html", "csv")
    wanted = [word for name in formats for word in ("--format", f"{name}=report.{name}")]
    assert main(["gate", "--base", "HEAD~1", *wanted]) == 1
    for name in formats:
        assert "FASTPATH_301" in (change / f"report.{name}").read_text(encoding="utf-8"), name
    assert main(["gate", "--base", "HEAD", *wanted]) == 0
    told_of_all = ("json", "markdown", "text")
    for name in set(formats) - set(told_of_all):
        text = (change / f"report.{name}").read_text(encoding="utf-8")
        assert "conn-hub sends traffic" not in text, name
    capsys.readouterr()


def test_json_keeps_to_its_schema_and_markdown_begins_with_its_mark(change: Path) -> None:
    assert main(["gate", "--base", "HEAD~1", "--format", "json=r.json", "--format", "markdown=r.md"]) == 1
    data = json.loads((change / "r.json").read_text(encoding="utf-8"))
    jsonschema.validate(data, json.loads((ROOT / "policies/schema/report.schema.json").read_text(encoding="utf-8")))
    told = {one["fingerprint"] for one in data["findings"] if one["verdict"] == "fail"}
    assert set(data["changes"]["new"]) == told
    assert {(one["before"], one["after"]) for one in data["changes"]["moved_paths"]} == {("GATEWAY", "FASTPATH")}
    assert data["changes"]["address_budgets"][0]["after"]["limit"] == {"low": 25000, "high": 25000}
    text = (change / "r.md").read_text(encoding="utf-8")
    assert text.startswith("<!-- fastpath-checks gate -->\n")
    assert "| GATEWAY |" in re.sub(r"[^\x00-\x7f]\s*", "", text)


def test_wrong_usage_says_what_would_help(change: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["gate", "--base", "elsewhere"]) == 2
    assert "hint: git fetch origin" in capsys.readouterr().err
    assert main(["gate"]) == 2
    assert "--base" in capsys.readouterr().err


def test_a_file_that_cannot_be_read_is_no_clean_change(change: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (change / "broken.bicep").write_text("resource {{{\n", encoding="utf-8")
    assert main(["gate", "--base", "HEAD"]) == 0
    assert main(["gate", "--base", "HEAD", "--worktree"]) == 3
    assert "broken.bicep" in capsys.readouterr().out
