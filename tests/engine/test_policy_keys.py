"""Each key of a policy, by what it changes of a scan."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from fastpath_checks.engine.analyze import analyze
from fastpath_checks.engine.exit_codes import exit_code
from fastpath_checks.engine.findings import Finding, Report
from fastpath_checks.engine.request import Request

FIXTURES = Path(__file__).parents[2] / "fixtures"
FAILING = FIXTURES / "gateway-sku-without-fastpath/fail-ergw1az/main.tf"
UNDECIDED = FIXTURES / "gateway-sku-without-fastpath/undecided-sku-variable/main.tf"
FOREIGN_GATEWAY = FIXTURES / "gateway-sku-without-fastpath/undecided-gateway-by-id/main.tf"
PORT = FIXTURES / "direct-port-over-subscribed/undecided-bandwidth-variable/main.tf"
PORT_ID = "/subscriptions/S/resourceGroups/rg-hub/providers/Microsoft.Network/expressRoutePorts/erport-london"


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "infra").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def scan(project: Path, source: Path, policy: str, **replaced: str) -> Report:
    text = source.read_text("utf-8")
    for old, new in replaced.items():
        assert old in text
        text = text.replace(old, new)
    (project / "infra/main.tf").write_text(text, "utf-8")
    (project / "fastpath.yaml").write_text(f"version: 1\n{policy}\n")
    return analyze(Request((".",)))


def verdicts(report: Report, rule: str) -> list[str]:
    return [one.verdict.value for one in report.findings if one.rule == rule]


def resting_on_policy(report: Report, rule: str) -> list[Finding]:
    """The findings of a rule that name a line of the policy among their reasons."""
    return [
        one
        for one in report.findings
        if one.rule == rule
        and any(
            span is not None and span.file.path == "fastpath.yaml"
            for span in (one.span, *(b.span for b in one.because))
        )
    ]


def test_the_profile_is_the_date_of_the_facts(project: Path) -> None:
    assert scan(project, FAILING, 'profile: "2021-08-10"').profile == "2021-08-10"
    assert scan(project, FAILING, "extends: default").profile == "2025-11-05"


@pytest.mark.parametrize(("fail_on", "code"), [("CRITICAL", 0), ("HIGH", 1), ("INFO", 1), ("NONE", 0)])
def test_fail_on_is_the_lowest_severity_that_fails_a_run(project: Path, fail_on: str, code: int) -> None:
    assert exit_code(scan(project, FAILING, f"fail_on: {fail_on}")) == code
    (project / "fastpath.yaml").unlink()
    assert exit_code(analyze(Request((".",), fail_on=fail_on.lower()))) == code


@pytest.mark.parametrize(("undecided", "code"), [("report", 0), ("fail", 1)])
def test_undecided_verdicts_are_reported_or_fail_a_run(project: Path, undecided: str, code: int) -> None:
    assert exit_code(scan(project, UNDECIDED, f"undecided: {undecided}")) == code


def test_no_scan_enters_what_is_excluded(project: Path) -> None:
    (project / "examples").mkdir()
    shutil.copy(FAILING, project / "examples/main.tf")
    assert scan(project, FAILING, "exclude: [examples]").summary.roots == 1
    assert scan(project, FAILING, "extends: default").summary.roots == 2


def test_a_severity_is_the_one_of_the_policy_and_off_is_no_finding(project: Path) -> None:
    (finding,) = [
        one
        for one in scan(project, FAILING, "rules: {FASTPATH_101: {severity: INFO}}").findings
        if one.rule == "FASTPATH_101"
    ]
    assert finding.severity == "INFO"
    assert verdicts(scan(project, FAILING, "rules: {FASTPATH_101: {severity: OFF}}"), "FASTPATH_101") == []


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("sku: ErGw3AZ", "pass"),
        ("sku: ErGw1AZ", "fail"),
        ("sku: ErGwScale, minimum_scale_units: 10", "pass"),
        ("sku: ErGwScale, minimum_scale_units: 2", "fail"),
        ("subnet_has_routes: false", "undecided"),
    ],
)
def test_what_is_asserted_of_a_foreign_gateway_decides(project: Path, said: str, verdict: str) -> None:
    report = scan(project, FOREIGN_GATEWAY, f'assertions: [{{gateway: "*", {said}}}]')
    assert verdicts(report, "FASTPATH_101") == [verdict]
    assert bool(resting_on_policy(report, "FASTPATH_101")) == (verdict != "undecided")


def test_routes_that_are_asserted_to_be_absent_leave_no_inspection_to_skip(project: Path) -> None:
    said = 'gateway: "*", subnet_has_routes: '
    before = verdicts(scan(project, FOREIGN_GATEWAY, "extends: default"), "FASTPATH_301")
    assert before == ["undecided"]
    assert verdicts(scan(project, FOREIGN_GATEWAY, f"assertions: [{{{said}false}}]"), "FASTPATH_301") != before
    assert verdicts(scan(project, FOREIGN_GATEWAY, f"assertions: [{{{said}true}}]"), "FASTPATH_301") == before


@pytest.mark.parametrize(("gbps", "verdict"), [("5", "pass"), ("10", "fail")])
def test_the_bandwidth_of_a_circuit_is_asserted(project: Path, gbps: str, verdict: str) -> None:
    report = scan(project, PORT, f"assertions: [{{circuit: erc-two, bandwidth_in_gbps: {gbps}}}]")
    assert verdicts(report, "FASTPATH_403") == [verdict]
    assert resting_on_policy(report, "FASTPATH_403")


def test_what_the_files_say_is_believed_before_an_assertion(project: Path) -> None:
    said = "assertions: [{circuit: erc-one, bandwidth_in_gbps: 1}, {circuit: erc-two, bandwidth_in_gbps: 10}]"
    assert verdicts(scan(project, PORT, said), "FASTPATH_403") == ["fail"]


@pytest.mark.parametrize(("gbps", "verdict"), [("100", "pass"), ("10", "fail")])
def test_the_bandwidth_of_a_port_is_asserted(project: Path, gbps: str, verdict: str) -> None:
    unknown = {"= 10\n  encapsulation": "= var.bandwidth\n  encapsulation"}
    said = f"assertions: [{{port: erport-*, bandwidth_in_gbps: {gbps}}}, {{circuit: erc-two, bandwidth_in_gbps: 10}}]"
    assert verdicts(scan(project, PORT, said, **unknown), "FASTPATH_403") == [verdict]


def test_the_port_of_a_circuit_is_asserted(project: Path) -> None:
    unknown = {
        "azurerm_express_route_port.port.id": "var.port",
        'variable "bandwidth"': 'variable "port" {}\nvariable "bandwidth"',
    }
    said = f'{{circuit: "*", on_port: {PORT_ID}}}, {{circuit: erc-two, bandwidth_in_gbps: 10}}'
    report = scan(project, PORT, f"assertions: [{said}]", **unknown)
    assert verdicts(report, "FASTPATH_403") == ["fail"]


def test_an_override_may_hold_for_some_scenarios_only(project: Path) -> None:
    source = FIXTURES / "gateway-sku-without-fastpath/undecided-sku-variable/azuredeploy.json"
    shutil.copy(source, project / "azuredeploy.json")
    for name in ("dev", "prod"):
        parameters = '{"parameters": {"gatewaySku": {"value": "Standard"}}}'
        (project / f"azuredeploy.parameters.{name}.json").write_text(parameters)
    override = 'overrides: [{scenario: "*.dev.json", rules: {FASTPATH_101: {severity: LOW}}}]'
    (project / "fastpath.yaml").write_text(f"version: 1\n{override}\n")
    found = [one for one in analyze(Request((".",))).findings if one.rule == "FASTPATH_101"]
    assert {(one.severity, one.scenarios) for one in found} == {
        ("LOW", ("azuredeploy.parameters.dev.json",)),
        ("HIGH", ("azuredeploy.parameters.prod.json",)),
    }
