"""Baselines as Checkov writes them: what they hold is shown, and does not count."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from fastpath_checks.cli.main import main
from fastpath_checks.engine.analyze import analyze
from fastpath_checks.engine.baselines import baseline_text, checkov_names
from fastpath_checks.engine.exit_codes import exit_code
from fastpath_checks.engine.findings import Finding, Report, Subject, Verdict
from fastpath_checks.engine.request import Request, UsageError
from fastpath_checks.reports.json_report import json_data
from fastpath_checks.reports.sarif import sarif_data

ROOT = Path(__file__).parents[2]
FIXTURES = ROOT / "fixtures"
FIXTURE = FIXTURES / "gateway-sku-without-fastpath/fail-ergw1az"
RULE = "FASTPATH_101"
CONNECTION = "azurerm_virtual_network_gateway_connection.hub"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(FIXTURE, tmp_path / "infra")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def theirs(file: str, resource: str, *rules: str) -> str:
    findings = [{"resource": resource, "check_ids": list(rules)}]
    return json.dumps({"failed_checks": [{"file": file, "findings": findings}]})


def failed(report: Report, rule: str = RULE) -> list[Finding]:
    return [one for one in report.findings if one.rule == rule and one.verdict is Verdict.FAIL]


def judged(project: Path, baseline: str, path: str = "infra/main.tf") -> Finding:
    (project / "old.baseline").write_text(baseline)
    (finding,) = failed(analyze(Request((path,), baseline="old.baseline")))
    return finding


@pytest.mark.parametrize(
    ("file", "resource", "rule", "is_held"),
    [
        ("/main.tf", CONNECTION, RULE, True),
        ("/infra/main.tf", CONNECTION, RULE, True),
        ("/../infra/main.tf", CONNECTION, RULE, True),
        ("/other/main.tf", CONNECTION, RULE, False),
        ("/ain.tf", CONNECTION, RULE, False),
        ("/main.tf", f"{CONNECTION}2", RULE, False),
        ("/main.tf", CONNECTION, "FASTPATH_102", False),
    ],
)
def test_a_baseline_of_checkov_holds_a_rule_of_a_resource_in_a_file(
    project: Path, file: str, resource: str, rule: str, is_held: bool
) -> None:
    finding = judged(project, theirs(file, resource, "CKV_AZURE_1", rule))
    assert (finding.suppressed is not None) == is_held
    if finding.suppressed is not None:
        assert (finding.suppressed.kind, finding.suppressed.reason) == (
            "baseline",
            "it is in the baseline old.baseline",
        )


@pytest.mark.parametrize(
    ("path", "resource"),
    [
        ("infra/main.bicep", "Microsoft.Network/connections.connection"),
        ("infra/azuredeploy.json", "Microsoft.Network/connections.conn-hub"),
        ("infra/tfplan.json", CONNECTION),
    ],
)
def test_each_language_has_the_names_that_checkov_gives(project: Path, path: str, resource: str) -> None:
    assert judged(project, theirs(f"/{path}", resource, RULE), path).suppressed is not None


@pytest.mark.parametrize(
    ("language", "type", "name", "address", "expected"),
    [
        (
            "terraform",
            "T/x",
            "n",
            'module.a["b/c"].t.n["d"]',
            ['module.a["b/c"].t.n["d"]', 'module.a["b/c"].t.n', "module.a.t.n"],
        ),
        ("terraform", "T/lb/fe", "lb/fe", "azurerm_lb.app/frontendIPConfigurations[0]", ["azurerm_lb.app"]),
        ("terraform-plan", "T/x", "n", "t.n[0]", ["t.n[0]", "t.n"]),
        ("bicep", "T/lb/fe", "lb/fe", "hub/balancer[1]/fe[0]", ["T/lb.balancer"]),
        ("bicep", "T/lb", "lb", "hub/balancer[1]", ["T/lb.balancer"]),
        ("arm", "T/lb/fe", "lb/fe", "T/lb/lb/fe[0]", ["T/lb.lb", "T/lb.[parameters('name')]"]),
    ],
)
def test_one_resource_may_have_several_names(
    language: str, type: str, name: str, address: str, expected: list[str]
) -> None:
    from fastpath_checks.core.spans import SourceFile, Span

    file = SourceFile("a.json", "\"[parameters('name')]\"")
    (finding,) = failed(analyze(Request((str(FIXTURE / "main.tf"),))))
    subject = Subject(type, name, address, Span(file, 0, len(file.text)))
    assert checkov_names(finding._replace(language=language, subject=subject)) == expected


@pytest.mark.parametrize("name", ["main.tf", "main.bicep", "azuredeploy.json", "tfplan.json"])
def test_what_is_written_is_held_by_the_next_run(project: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scan", f"infra/{name}", "--create-baseline"]) == 1
    assert "infra/.checkov.baseline" in capsys.readouterr().err
    assert main(["scan", f"infra/{name}", "--baseline", "infra/.checkov.baseline"]) == 0
    assert "it is in the baseline infra/.checkov.baseline" in capsys.readouterr().out
    again = ["scan", f"infra/{name}", "--baseline", "infra/.checkov.baseline", "--create-baseline"]
    before = (project / "infra/.checkov.baseline").read_text()
    assert RULE in before
    assert main(again) == 0
    assert (project / "infra/.checkov.baseline").read_text() == before


def test_a_new_instance_of_a_resource_that_is_held_is_not(project: Path) -> None:
    """Checkov knows it by the name of all; what we wrote beside it tells them apart."""
    text = (project / "infra/main.tf").read_text("utf-8")
    start = f'resource "{CONNECTION.partition(".")[0]}" "hub" {{\n'
    assert start in text
    counted = text.replace(start, f"{start}  count = COUNT\n")
    path = project / "infra/main.tf"
    path.write_text(counted.replace("COUNT", "1"))
    written = baseline_text(failed(analyze(Request(("infra/main.tf",)))), "infra")
    (entry,) = json.loads(written)["failed_checks"]
    assert [one["resource"] for one in entry["findings"]] == [CONNECTION, f"{CONNECTION}[0]"]
    path.write_text(counted.replace("COUNT", "2"))
    (project / "new.baseline").write_text(written)
    found = failed(analyze(Request(("infra/main.tf",), baseline="new.baseline")))
    assert {one.subject.address: one.suppressed is not None for one in found} == {
        f"{CONNECTION}[0]": True,
        f"{CONNECTION}[1]": False,
    }


def test_only_what_failed_and_counts_is_written(project: Path) -> None:
    undecided = FIXTURES / "gateway-sku-without-fastpath/undecided-sku-variable/main.tf"
    report = analyze(Request((str(undecided),)))
    assert [one for one in report.findings if one.verdict is Verdict.UNDECIDED and one.rule == RULE]
    assert RULE not in baseline_text(report.findings, ".")
    policy = f"version: 1\nwaivers:\n  - {{rule: {RULE}, subject: conn-*, reason: it is replaced}}\n"
    (project / "policy.yaml").write_text(policy)
    waived = analyze(Request(("infra/main.tf",), policy="policy.yaml"))
    assert RULE not in baseline_text(waived.findings, ".")


def test_an_undecided_verdict_is_not_held(project: Path) -> None:
    shutil.copy(FIXTURES / "gateway-sku-without-fastpath/undecided-sku-variable/main.tf", project / "infra/main.tf")
    (project / "old.baseline").write_text(theirs("/main.tf", CONNECTION, RULE))
    report = analyze(Request(("infra/main.tf",), baseline="old.baseline"))
    assert [one.suppressed for one in report.findings if one.verdict is Verdict.UNDECIDED and one.rule == RULE] == [
        None
    ]


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"failed_checks": [1]}', '{"failed_checks": [{"file": "a"}]}', "[" * 9999]
)
def test_what_is_no_baseline_is_wrong_usage(project: Path, text: str) -> None:
    with pytest.raises(UsageError, match="no baseline of Checkov"):
        judged(project, text)
    with pytest.raises(UsageError, match="there is no such file"):
        analyze(Request(("infra",), baseline="none"))


def test_the_reports_say_that_it_is_in_the_baseline(project: Path) -> None:
    from jsonschema import Draft202012Validator

    (project / "old.baseline").write_text(theirs("/main.tf", CONNECTION, RULE))
    report = analyze(Request(("infra/main.tf",), baseline="old.baseline"))
    data: dict[str, Any] = json_data(report, passes=True)
    schema = json.loads((ROOT / "policies/schema/report.schema.json").read_text("utf-8"))
    assert list(Draft202012Validator(schema).iter_errors(data)) == []
    assert (report.summary.suppressed, exit_code(report)) == (1, 0)
    result = next(one for one in sarif_data(report)["runs"][0]["results"] if one["ruleId"] == RULE)
    assert [one["kind"] for one in result["suppressions"]] == ["external"]
