"""What evaluators remark and a policy judges: dropped inputs (903) and files that could not be read (904)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from fastpath_checks.engine.analyze import analyze
from fastpath_checks.engine.exit_codes import exit_code
from fastpath_checks.engine.findings import Finding, Report, Verdict
from fastpath_checks.engine.request import Request

CALL = """
variable "on" {
  type = bool
}
module "wan" {
  source  = "Azure/avm-ptn-virtualwan/azurerm"
  version = "0.14.0"
  er_circuit_connections = {
    lon = { name = "lon", express_route_gateway_bypass_enabled = var.on }
  }
}
"""
SUBJECT = 'module.wan.er_circuit_connections["lon"].express_route_gateway_bypass_enabled'


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "infra").mkdir()
    (tmp_path / "infra/main.tf").write_text(CALL)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def scan(project: Path, policy: str = "", **more: Any) -> Report:
    (project / "fastpath.yaml").write_text("version: 1\n" + policy)
    return analyze(Request((".",), today="2026-06-15", **more))


def of(report: Report, rule: str) -> list[Finding]:
    return [one for one in report.findings if one.rule == rule]


def test_a_dropped_input_is_a_finding_at_the_value_that_is_set(project: Path) -> None:
    (project / "infra/terraform.tfvars").write_text("on = true\n")
    report = scan(project)
    (found,) = of(report, "FASTPATH_903")
    assert (found.verdict, found.severity, found.root) == (Verdict.FAIL, "MEDIUM", "infra")
    assert (found.subject.name, found.subject.address) == (SUBJECT, SUBJECT)
    assert found.span is not None
    assert (found.span.file.path, found.span.text) == ("infra/terraform.tfvars", "true")
    for word in ("Azure/avm-ptn-virtualwan/azurerm", "0.14.0", "express_route_gateway_bypass_enabled"):
        assert word in found.message
    assert [one.span.text for one in found.because if one.span is not None][1:] == ["var.on", 'module "wan"']
    assert "no resource of the module sets it" in [one.message for one in found.because]
    assert "input-not-used" not in [one.code for one in report.diagnostics]
    assert exit_code(report) == 1


def test_an_input_that_is_not_known_is_undecided_and_one_that_is_off_is_none(project: Path) -> None:
    (found,) = of(scan(project), "FASTPATH_903")
    assert found.verdict is Verdict.UNDECIDED
    assert [one.name for one in found.missing] == ["var.on"]
    assert "var.on" in found.message
    assert of(scan(project, given={"on": "false"}), "FASTPATH_903") == []


@pytest.mark.parametrize(
    ("policy", "severity"),
    [
        ("rules: {FASTPATH_903: {severity: LOW}}\n", "LOW"),
        ("rules: {FASTPATH_903: {severity: OFF}}\n", None),
        ("overrides:\n  - path: infra\n    rules: {FASTPATH_903: {severity: INFO}}\n", "INFO"),
        ("overrides:\n  - resource: module.wan.*\n    rules: {FASTPATH_903: {severity: OFF}}\n", None),
        ("overrides:\n  - path: other\n    rules: {FASTPATH_903: {severity: OFF}}\n", "MEDIUM"),
    ],
)
def test_the_policy_says_how_severe_a_dropped_input_is(project: Path, policy: str, severity: str | None) -> None:
    found = of(scan(project, policy, given={"on": "true"}), "FASTPATH_903")
    assert [one.severity for one in found] == ([] if severity is None else [severity])


def test_a_dropped_input_can_be_waived(project: Path) -> None:
    policy = "waivers:\n  - rule: FASTPATH_903\n    subject: module.wan.*\n    reason: it is replaced\n"
    report = scan(project, policy, given={"on": "true"})
    (found,) = of(report, "FASTPATH_903")
    assert found.suppressed is not None
    assert of(report, "FASTPATH_901") == []
    assert exit_code(report) == 0


def test_a_file_that_is_not_text_is_a_finding_beside_exit_code_3(project: Path) -> None:
    (project / "infra/more.tf").write_bytes(b"\xff\xfe\x00\x00binary")
    report = scan(project)
    (found,) = of(report, "FASTPATH_904")
    assert (found.verdict, found.severity, found.subject.name) == (Verdict.FAIL, "LOW", "infra/more.tf")
    assert found.location is not None
    assert (found.location.path, found.location.line) == ("infra/more.tf", 1)
    assert found.message.startswith("infra/more.tf could not be read: ")
    assert exit_code(report) == 3


def test_a_file_with_errors_is_one_finding_at_the_first(project: Path) -> None:
    (project / "infra/more.tf").write_text("locals {\n  a = = 1\n  b = 2\n  c = )\n}\n")
    report = scan(project)
    (found,) = of(report, "FASTPATH_904")
    assert found.location is not None
    assert found.location.line == 2
    assert "infra/more.tf could not be read whole: " in found.message
    assert any("more error" in one.message for one in found.because)
    assert [one.code for one in report.diagnostics].count("syntax-error") == 2
    assert exit_code(report) == 3


def test_an_error_that_is_none_of_reading_is_no_unread_file(project: Path) -> None:
    (project / "infra/more.tf").write_text('module "again" {\n  source = "."\n}\n')
    report = scan(project)
    assert "module-cycle" in [one.code for one in report.diagnostics]
    assert of(report, "FASTPATH_904") == []


def test_a_policy_can_make_an_unread_file_fail_or_keep_quiet_about_it(project: Path) -> None:
    (project / "infra/more.tf").write_text("locals {\n  a = = 1\n}\n")
    assert exit_code(scan(project, "rules: {FASTPATH_904: {severity: HIGH}}\n")) == 1
    quiet = scan(project, "rules: {FASTPATH_904: {severity: OFF}}\n")
    assert of(quiet, "FASTPATH_904") == []
    assert exit_code(quiet) == 3


def test_a_file_that_two_roots_load_is_a_finding_of_each(project: Path) -> None:
    for root in ("a", "b"):
        (project / root).mkdir()
        (project / root / "main.tf").write_text('module "m" {\n  source = "../m"\n}\n')
    (project / "m").mkdir()
    (project / "m/main.tf").write_text("locals {\n  a = = 1\n}\n")
    assert [one.root for one in of(scan(project), "FASTPATH_904")] == ["a", "b"]


def test_a_plan_tells_the_inputs_that_its_configuration_has_in_vain(project: Path) -> None:
    plan = {
        "format_version": "1.2",
        "terraform_version": "1.11.0",
        "variables": {"on": {"value": True}},
        "planned_values": {"root_module": {}},
        "resource_changes": [],
        "configuration": {"root_module": {"module_calls": {"wan": {}}, "variables": {"on": {}}}},
    }
    (project / "infra/tfplan.json").write_text(json.dumps(plan))
    report = scan(project)
    (found,) = of(report, "FASTPATH_903")
    assert (found.verdict, found.language, found.root) == (Verdict.FAIL, "terraform-plan", "infra/tfplan.json")
