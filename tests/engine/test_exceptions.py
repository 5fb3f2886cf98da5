"""Overrides and waivers: other severities in some places, and findings that somebody answers for."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from fastpath_checks.engine.analyze import analyze
from fastpath_checks.engine.exit_codes import exit_code
from fastpath_checks.engine.findings import Finding, Report, Verdict
from fastpath_checks.engine.request import Request
from fastpath_checks.reports.json_report import json_data
from fastpath_checks.reports.layout import plain
from fastpath_checks.reports.sarif import sarif_data
from fastpath_checks.reports.text import text_lines

ROOT = Path(__file__).parents[2]
FIXTURE = ROOT / "fixtures/gateway-sku-without-fastpath/fail-ergw1az/main.tf"
RULE = "FASTPATH_101"
WAIVER = f"version: 1\nwaivers:\n  - rule: {RULE}\n    subject: SUBJECT\n    reason: it is replaced\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "infra/dev").mkdir(parents=True)
    shutil.copy(FIXTURE, tmp_path / "infra/dev/main.tf")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def scan(project: Path, text: str, *paths: str, **more: Any) -> Report:
    (project / "fastpath.yaml").write_text(text)
    return analyze(Request(paths or (".",), today="2026-06-15", **more))


def of_rule(report: Report, rule: str = RULE) -> list[Finding]:
    return [one for one in report.findings if one.rule == rule and one.verdict is Verdict.FAIL]


@pytest.mark.parametrize(
    ("condition", "severity"),
    [
        ("path: infra/dev", "LOW"),
        ("path: infra/dev/main.tf", "LOW"),
        ("path: infra/prod", "HIGH"),
        ("resource: CONN-*", "LOW"),
        ("resource: vgw-*", "HIGH"),
        ("scenario: dev.tfvars", "HIGH"),
        ("{path: infra/dev, resource: vgw-*}", "HIGH"),
    ],
)
def test_an_override_holds_where_all_its_conditions_are_true(project: Path, condition: str, severity: str) -> None:
    conditions = condition.strip("{}").replace(", ", "\n    ")
    text = f"version: 1\noverrides:\n  - {conditions}\n    rules: {{{RULE}: {{severity: LOW}}}}\n"
    assert [one.severity for one in of_rule(scan(project, text))] == [severity]


def test_a_rule_can_be_switched_off_or_on_in_one_place(project: Path) -> None:
    place = "overrides:\n  - path: infra/dev\n    rules: {FASTPATH_101: {severity: WORD}}\n"
    assert of_rule(scan(project, "version: 1\n" + place.replace("WORD", '"OFF"'))) == []
    everywhere = "version: 1\nrules: {FASTPATH_101: {severity: OFF}}\n"
    assert of_rule(scan(project, everywhere)) == []
    assert [one.severity for one in of_rule(scan(project, everywhere + place.replace("WORD", "INFO")))] == ["INFO"]


@pytest.mark.parametrize("subject", ["conn-hub", "CONN-*", "azurerm_virtual_network_gateway_connection.*"])
def test_a_waived_finding_is_shown_and_does_not_count(project: Path, subject: str) -> None:
    policy = WAIVER.replace("SUBJECT", subject) + "    owner: net\n    ticket: NET-1\n    expires: 2026-06-15\n"
    report = scan(project, policy + "fail_on: HIGH\n")
    (finding,) = of_rule(report)
    assert finding.suppressed is not None
    others = [one for one in report.findings if one.verdict.value == "fail" and one.rule != RULE]
    assert (report.summary.failed, report.summary.suppressed, exit_code(report)) == (len(others), 1, 0)
    shown = next(one for one in json_data(report)["findings"] if one["rule"] == RULE)
    assert {key: shown["suppressed"][key] for key in ("kind", "reason", "owner", "expires", "ticket")} == {
        "kind": "waiver",
        "reason": "it is replaced",
        "owner": "net",
        "expires": "2026-06-15",
        "ticket": "NET-1",
    }
    assert shown["suppressed"]["location"]["line"] == 3
    result = next(one for one in sarif_data(report)["runs"][0]["results"] if one["ruleId"] == RULE)
    assert [(one["kind"], one["justification"]) for one in result["suppressions"]] == [("external", "it is replaced")]
    said = plain(text_lines(report, 120))
    assert "waived HIGH FASTPATH_101" in said
    assert "it is replaced; net; NET-1; until 2026-06-15" in said


def test_a_waiver_that_is_over_waives_nothing_and_is_a_finding(project: Path) -> None:
    report = scan(project, WAIVER.replace("SUBJECT", "conn-hub") + "    expires: 2026-06-14\n")
    (finding,) = of_rule(report)
    assert finding.suppressed is None
    (over,) = of_rule(report, "FASTPATH_902")
    assert (over.severity, over.root, over.location is not None and over.location.line) == (
        "MEDIUM",
        "fastpath.yaml",
        6,
    )
    assert of_rule(report, "FASTPATH_901") == []
    assert exit_code(report) == 1


@pytest.mark.parametrize("reason", ["", "    reason: ''\n", "    reason: ' '\n"])
def test_a_waiver_without_a_reason_waives_nothing_and_is_a_finding(project: Path, reason: str) -> None:
    waiver = WAIVER.replace("SUBJECT", "conn-hub").replace("    reason: it is replaced\n", reason)
    report = scan(project, waiver)
    (finding,) = of_rule(report)
    assert finding.suppressed is None
    (refused,) = of_rule(report, "FASTPATH_905")
    assert refused.message == "the waiver of FASTPATH_101 for conn-hub has no reason, so that it waives nothing"
    assert (refused.severity, refused.location is not None and refused.location.line) == ("MEDIUM", 3)
    assert of_rule(report, "FASTPATH_901") == []
    assert exit_code(report) == 1


def test_a_waiver_that_nothing_needs_is_a_finding(project: Path) -> None:
    (unused,) = of_rule(scan(project, WAIVER.replace("SUBJECT", "conn-spoke")), "FASTPATH_901")
    assert unused.message == "the waiver of FASTPATH_101 for conn-spoke matches no finding"
    assert unused.severity == "LOW"


def test_a_scan_of_a_part_calls_no_waiver_unused(project: Path) -> None:
    policy = WAIVER.replace("SUBJECT", "conn-spoke")
    assert of_rule(scan(project, policy, "infra/dev"), "FASTPATH_901") == []
    assert of_rule(scan(project, policy, changed=("infra/dev/main.tf",)), "FASTPATH_901") == []
    assert of_rule(scan(project, policy, "infra/dev", policy="fastpath.yaml"), "FASTPATH_901") != []


def test_findings_about_waivers_can_be_switched_off(project: Path) -> None:
    policy = WAIVER.replace("SUBJECT", "conn-spoke") + "rules: {FASTPATH_901: {severity: OFF}}\n"
    assert of_rule(scan(project, policy), "FASTPATH_901") == []


def test_the_report_follows_its_schema_and_nothing_fails_under_advisory(project: Path) -> None:
    from jsonschema import Draft202012Validator

    schema = json.loads((ROOT / "policies/schema/report.schema.json").read_text("utf-8"))
    report = scan(project, WAIVER.replace("SUBJECT", "conn-*") + "    expires: 2020-01-01\nextends: advisory\n")
    data = json_data(report, passes=True)
    assert list(Draft202012Validator(schema).iter_errors(data)) == []
    assert (data["fail_on"], data["summary"]["failed"] > 0, exit_code(report)) == ("NONE", True, 0)
    waived = json_data(scan(project, WAIVER.replace("SUBJECT", "conn-*")))
    assert list(Draft202012Validator(schema).iter_errors(waived)) == []
