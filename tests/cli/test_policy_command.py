"""``policy check``, ``policy show`` and ``policy init``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fastpath_checks.cli.main import main
from fastpath_checks.core.files import Loaded
from fastpath_checks.core.spans import SourceFile
from fastpath_checks.policy.layering import policy_of_file
from fastpath_checks.policy.resolved import as_policy, as_yaml
from fastpath_checks.policy.starter import STARTER

POLICY = """\
version: 1
extends: strict
fail_on: HIGH
suppressions: reason-required
exclude: ["**/examples/**"]
rules:
  FASTPATH_202: {severity: OFF, reason: little traffic}
  FASTPATH_403: {parameters: {oversubscription: 1}}
overrides:
  - path: dev/**
    rules: {FASTPATH_101: {severity: LOW}}
waivers:
  - {rule: FASTPATH_301, subject: conn-*, reason: it is inspected, owner: net, expires: 2030-01-01, ticket: N-1}
assertions:
  - {gateway: vgw-hub, sku: ErGw3AZ, subnet_has_routes: false}
"""


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "infra").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_valid_policy_is_found_upward_and_said_to_be_so(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "fastpath.yaml").write_text(POLICY)
    monkeypatch.chdir(project / "infra")
    assert main(["policy", "check"]) == 0
    assert "fastpath.yaml is valid" in capsys.readouterr().out


def test_a_waiver_without_a_reason_is_told_and_the_policy_still_valid(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "one.yaml").write_text("version: 1\nwaivers:\n  - {rule: FASTPATH_101, subject: conn-hub}\n")
    assert main(["policy", "check", "one.yaml"]) == 0
    said = capsys.readouterr()
    assert "one.yaml is valid" in said.out
    assert "the waiver of FASTPATH_101 for conn-hub has no `reason`" in said.err
    assert "one.yaml:3:12" in said.err


def test_every_complaint_of_every_named_file_is_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "good.yaml").write_text("version: 1\n")
    (project / "one.yaml").write_text("version: 1\nrulez: {}\nfail_on: HIHG\n")
    (project / "two.yaml").write_text("version: 1\nextends: one.yaml\n")
    assert main(["policy", "check", "one.yaml", "good.yaml", "two.yaml"]) == 2
    said = capsys.readouterr()
    assert said.out == "good.yaml is valid\n"
    assert said.err.count("one.yaml:2:1") == 2
    assert "unknown key `rulez`" in said.err
    assert "did you mean rules?" in said.err
    assert said.err.count("one.yaml:3:10") == 2
    assert "expected one of INFO" in said.err


def test_a_policy_that_is_not_there_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["policy", "check", "none.yaml"]) == 2
    assert "none.yaml: there is no such file" in capsys.readouterr().err
    assert main(["policy", "check"]) == 3
    assert "nothing to check" in capsys.readouterr().err


def test_what_counts_is_shown_with_the_layer_that_says_it(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "fastpath.yaml").write_text(POLICY)
    assert main(["policy", "show", "--profile", "2021-08-10"]) == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    for row in (
        ["profile", "2021-08-10", "--profile"],
        ["fail_on", "HIGH", "fastpath.yaml"],
        ["undecided", "fail", "strict"],
        ["suppressions", "reason-required", "fastpath.yaml"],
        ["exclude", "**/examples/**", "fastpath.yaml"],
        ["FASTPATH_101", "HIGH", "default"],
        ["FASTPATH_202", "OFF", "fastpath.yaml"],
        ["little", "traffic"],
        ["oversubscription:", "1", "(fastpath.yaml)"],
        ["gateway", "vgw-hub,", "sku", "ErGw3AZ,", "subnet_has_routes", "false"],
        ["fastpath.yaml:13"],
    ):
        assert row in lines


def test_the_json_names_layers_and_lines(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "fastpath.yaml").write_text(POLICY)
    assert main(["policy", "show", "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["version"], data["policy"], data["fail_on"]) == (
        1,
        "fastpath.yaml",
        {"value": "HIGH", "layer": "fastpath.yaml"},
    )
    assert data["rules"]["FASTPATH_202"]["layer"] == "fastpath.yaml"
    assert data["rules"]["FASTPATH_403"]["parameters"] == {"oversubscription": {"value": 1, "layer": "fastpath.yaml"}}
    assert data["waivers"] == [
        {
            "rule": "FASTPATH_301",
            "subject": "conn-*",
            "reason": "it is inspected",
            "owner": "net",
            "expires": "2030-01-01",
            "ticket": "N-1",
            "layer": "fastpath.yaml",
            "line": 13,
        }
    ]
    assert [(one["layer"], one["line"]) for one in data["overrides"]] == [("fastpath.yaml", 10)]


def test_the_yaml_is_a_policy_that_means_the_same(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "fastpath.yaml").write_text(POLICY)
    assert main(["policy", "show", "--format", "yaml"]) == 0
    text = capsys.readouterr().out
    again = policy_of_file(SourceFile("again.yaml", text), lambda path: Loaded(None, None))
    assert as_yaml(again) == text
    assert as_policy(again)["overrides"] == [{"path": "dev/**", "rules": {"FASTPATH_101": {"severity": "LOW"}}}]


def test_a_new_policy_is_valid_changes_nothing_and_is_never_written_over(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["policy", "show", "--format", "yaml"]) == 0
    before = capsys.readouterr().out
    assert main(["policy", "init"]) == 0
    assert main(["policy", "check"]) == 0
    capsys.readouterr()
    assert main(["policy", "show", "--format", "yaml"]) == 0
    assert capsys.readouterr().out == before
    (project / "fastpath.yaml").write_text(POLICY)
    assert main(["policy", "init"]) == 2
    assert "--force" in capsys.readouterr().err
    assert (project / "fastpath.yaml").read_text() == POLICY
    assert main(["policy", "init", "--force"]) == 0
    assert (project / "fastpath.yaml").read_text() == STARTER


def test_what_a_new_policy_shows_can_be_followed() -> None:
    """All its commented keys, taken for good."""
    shown = [line[2:] if line.startswith("# ") and _is_yaml(line[2:]) else line for line in STARTER.splitlines()]
    policy = policy_of_file(SourceFile("starter.yaml", "\n".join(shown)), lambda path: Loaded(None, None))
    said = as_policy(policy)
    assert said["suppressions"] == "reason-required"
    assert {key for key in said if said[key]} >= {"exclude", "overrides", "waivers", "assertions"}
    assert policy.rules["FASTPATH_403"].parameters["oversubscription"].value == 1


def _is_yaml(text: str) -> bool:
    key = text.split(":")[0]
    return text.startswith((" ", "-")) or (":" in text and key.isidentifier())
