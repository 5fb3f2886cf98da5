"""Comments in the code that keep findings from counting, and what is said of those that do not."""

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
FIXTURE = ROOT / "fixtures/gateway-sku-without-fastpath/fail-ergw1az"
RULE = "FASTPATH_101"
TODAY = "2026-06-15"

INSIDE = {
    "main.tf": ("  express_route_gateway_bypass = true", "  # {}\n  express_route_gateway_bypass = true"),
    "main.bicep": ("    expressRouteGatewayBypass: true", "    // {}\n    expressRouteGatewayBypass: true"),
    "azuredeploy.json": ('"expressRouteGatewayBypass": true', '/* {} */ "expressRouteGatewayBypass": true'),
}
"""Where a comment stands in the connection's block, in each language."""

BEFORE = {
    "main.tf": (
        'resource "azurerm_virtual_network_gateway_connection"',
        '# {}\nresource "azurerm_virtual_network_gateway_connection"',
    ),
    "main.bicep": ("resource connection ", "// {}\nresource connection "),
}
"""Where it stands on the line before the block."""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def scan(project: Path, name: str, place: tuple[str, str], comment: str, policy: str = "", **more: Any) -> Report:
    text = (FIXTURE / name).read_text("utf-8")
    assert place[0] in text
    (project / name).write_text(text.replace(place[0], place[1].format(comment)), "utf-8")
    if policy:
        (project / "policy.yaml").write_text(f"version: 1\n{policy}\n")
        more["policy"] = "policy.yaml"
    return analyze(Request((".",), today=TODAY, **more))


def failed(report: Report, rule: str = RULE) -> list[Finding]:
    return [one for one in report.findings if one.rule == rule and one.verdict is Verdict.FAIL]


def remarks(report: Report) -> list[tuple[str, str]]:
    return [(one.rule, one.message) for one in report.findings if one.language == "policy"]


@pytest.mark.parametrize("name", INSIDE)
@pytest.mark.parametrize(
    ("comment", "reason", "expires"),
    [
        ("checkov:skip=FASTPATH_101:it is replaced", "it is replaced", None),
        ("checkov:skip=CKV_AZURE_1,FASTPATH_101: it is replaced ", "it is replaced", None),
        ("bridgecrew:skip=FASTPATH_101", "", None),
        ("fastpath:skip=FASTPATH_101 until=2026-06-15 because it is replaced", "it is replaced", TODAY),
        ("fastpath:skip=FASTPATH_101, FASTPATH_102 because it is replaced", "it is replaced", None),
        ("fastpath:skip=FASTPATH_101", "", None),
    ],
)
def test_a_comment_in_the_block_suppresses(
    project: Path, name: str, comment: str, reason: str, expires: str | None
) -> None:
    report = scan(project, name, INSIDE[name], comment)
    (finding,) = failed(report)
    assert finding.suppressed is not None
    assert (finding.suppressed.kind, finding.suppressed.reason, finding.suppressed.expires) == (
        "comment",
        reason,
        expires,
    )
    assert finding.suppressed.location is not None
    assert finding.suppressed.location.path == name
    assert (report.summary.suppressed, exit_code(report)) == (1, 0)


@pytest.mark.parametrize("name", BEFORE)
def test_our_form_may_stand_on_the_line_before_the_block(project: Path, name: str) -> None:
    ours = "fastpath:skip=FASTPATH_101 because it is replaced"
    (finding,) = failed(scan(project, name, BEFORE[name], ours))
    assert finding.suppressed is not None
    more = "// it is the partner's" if name.endswith("bicep") else "# it is the partner's"
    (finding,) = failed(scan(project, name, BEFORE[name], f"{ours}\n{more}"))
    assert finding.suppressed is not None
    for apart in (f"{ours}\n", f"checkov{ours[8:34]}"):
        report = scan(project, name, BEFORE[name], apart)
        (finding,) = failed(report)
        assert finding.suppressed is None
        assert remarks(report) == [("FASTPATH_901", "the comment that skips FASTPATH_101 suppresses nothing")]


def test_a_comment_behind_the_end_of_a_block_does_not_speak_of_the_next(project: Path) -> None:
    text = (FIXTURE / "main.tf").read_text("utf-8")
    head, start, rest = text.partition('resource "azurerm_virtual_network_gateway_connection"')
    (project / "main.tf").write_text(f"{head.rstrip()} # fastpath:skip=FASTPATH_101\n{start}{rest}")
    (finding,) = failed(analyze(Request((".",), today=TODAY)))
    assert finding.suppressed is None


def test_a_comment_where_the_finding_points_suppresses(project: Path) -> None:
    """The connection is the subject, and the gateway's SKU decides."""
    place = ('  sku                 = "ErGw1AZ"', '  sku                 = "ErGw1AZ" # {}')
    (finding,) = failed(scan(project, "main.tf", place, "fastpath:skip=FASTPATH_101 because it is replaced"))
    assert finding.suppressed is not None


def test_a_comment_in_another_block_suppresses_nothing(project: Path) -> None:
    head, start, rest = (FIXTURE / "main.tf").read_text("utf-8").partition('resource "azurerm_express_route_circuit"')
    name, brace, body = rest.partition("{\n")
    assert body
    (project / "main.tf").write_text(f"{head}{start}{name}{brace}  # checkov:skip=FASTPATH_101:no\n{body}")
    report = analyze(Request((".",), today=TODAY))
    (finding,) = failed(report)
    assert finding.suppressed is None
    assert [rule for rule, _ in remarks(report)] == ["FASTPATH_901"]


@pytest.mark.parametrize(
    "said",
    [
        '"checkov:skip=FASTPATH_101:it is replaced"',
        '"FASTPATH_101: it is replaced"',
        '["CKV_AZURE_1", "FASTPATH_101: it is replaced"]',
        '{"skip": [{"id": "FASTPATH_101", "comment": "it is replaced"}]}',
        '"fastpath:skip=FASTPATH_101 until=2026-06-15 because it is replaced"',
    ],
)
def test_a_template_says_it_in_the_metadata_of_a_resource(project: Path, said: str) -> None:
    place = (
        '"type": "Microsoft.Network/connections",',
        '"type": "Microsoft.Network/connections", "metadata": {{"checkov": {}}},',
    )
    (finding,) = failed(scan(project, "azuredeploy.json", place, said))
    assert finding.suppressed is not None
    assert finding.suppressed.reason == "it is replaced"


def test_a_comment_in_the_call_of_a_module_suppresses_what_is_declared_in_it(project: Path) -> None:
    (project / "hub").mkdir()
    shutil.copy(FIXTURE / "main.tf", project / "hub/main.tf")
    call = 'module "hub" {\n  # checkov:skip=FASTPATH_101:it is replaced\n  source = "./hub"\n}\n'
    (project / "main.tf").write_text(call + call.replace('"hub"', '"other"').replace("skip", "none"))
    found = {one.subject.address.split(".")[1]: one.suppressed for one in failed(analyze(Request((".",), today=TODAY)))}
    assert {name: one is not None for name, one in found.items()} == {"hub": True, "other": False}


def test_a_comment_in_a_bicep_module_suppresses_what_is_declared_in_it(project: Path) -> None:
    (project / "hub.bicep").write_text((FIXTURE / "main.bicep").read_text("utf-8"))
    (project / "main.bicep").write_text(
        "module hub 'hub.bicep' = {\n  // checkov:skip=FASTPATH_101:it is replaced\n  name: 'hub'\n}\n"
    )
    (finding,) = failed(analyze(Request((".",), today=TODAY)))
    assert finding.suppressed is not None


def test_a_comment_in_the_configuration_counts_for_its_plan(project: Path) -> None:
    shutil.copy(FIXTURE / "tfplan.json", project)
    report = scan(project, "main.tf", INSIDE["main.tf"], "checkov:skip=FASTPATH_101:it is replaced")
    (finding,) = failed(report)
    assert (finding.language, finding.suppressed is None) == ("terraform-plan", False)


def test_an_undecided_verdict_is_suppressed_and_a_passed_one_needs_no_comment(project: Path) -> None:
    fixtures = FIXTURE.parent
    place, comment = INSIDE["main.tf"], "# checkov:skip=FASTPATH_101:it is known"
    for folder, expected in (("undecided-sku-variable", []), ("pass-ergw3az", ["FASTPATH_901"])):
        text = (fixtures / folder / "main.tf").read_text("utf-8")
        assert place[0] in text
        (project / "main.tf").write_text(text.replace(place[0], f"{comment}\n{place[0]}"))
        report = analyze(Request((".",), today=TODAY))
        (finding,) = [one for one in report.findings if one.rule == RULE]
        assert (finding.suppressed is None) == bool(expected)
        assert [rule for rule, _ in remarks(report)] == expected


def test_a_comment_that_is_over_suppresses_nothing_and_is_a_finding(project: Path) -> None:
    report = scan(project, "main.tf", INSIDE["main.tf"], "fastpath:skip=FASTPATH_101 until=2026-06-14 because of May")
    (finding,) = failed(report)
    assert finding.suppressed is None
    assert remarks(report) == [("FASTPATH_902", "the comment that skips FASTPATH_101 is over since 2026-06-14")]
    (over,) = failed(report, "FASTPATH_902")
    assert [one.message for one in over.because] == ["its reason was: of May"]


@pytest.mark.parametrize(
    ("mode", "comment", "counts", "expected"),
    [
        ("allowed", "checkov:skip=FASTPATH_101", False, []),
        ("reason-required", "checkov:skip=FASTPATH_101:May", False, []),
        (
            "reason-required",
            "checkov:skip=FASTPATH_101",
            True,
            ["a comment skips FASTPATH_101 without a reason, which the policy asks for"],
        ),
        (
            "forbidden",
            "checkov:skip=FASTPATH_101:May",
            True,
            ["a comment skips FASTPATH_101, which the policy forbids"],
        ),
    ],
)
@pytest.mark.parametrize("of_rule", [True, False])
def test_the_policy_says_which_comments_count(
    project: Path, mode: str, comment: str, counts: bool, expected: list[str], of_rule: bool
) -> None:
    policy = f"rules: {{{RULE}: {{suppressions: {mode}}}}}" if of_rule else f"suppressions: {mode}"
    report = scan(project, "main.tf", INSIDE["main.tf"], comment, policy)
    (finding,) = failed(report)
    assert (finding.suppressed is None) == counts
    assert remarks(report) == [("FASTPATH_905", message) for message in expected]


@pytest.mark.parametrize(
    "comment",
    [
        "fastpath:skip=FASTPATH_101 untl=2026-12-31 because of May",
        "fastpath:skip=FASTPATH_101 until=2026-02-30 because of May",
        "fastpath:skip=FASTPATH_101: of May",
        "fastpath:skip=",
    ],
)
def test_a_comment_of_ours_that_is_not_understood_is_a_finding(project: Path, comment: str) -> None:
    report = scan(project, "main.tf", INSIDE["main.tf"], comment)
    (finding,) = failed(report)
    assert finding.suppressed is None
    (refused,) = failed(report, "FASTPATH_905")
    assert refused.because[-1].message == "expected fastpath:skip=ID[,ID] [until=YYYY-MM-DD] [because REASON]"
    assert refused.location is not None


def test_an_id_that_no_rule_has_is_told_with_the_nearest(project: Path) -> None:
    (unused,) = failed(scan(project, "main.tf", INSIDE["main.tf"], "checkov:skip=FASTPATH_1O1:May"), "FASTPATH_901")
    assert unused.because[-1].message == "FASTPATH_1O1 is no rule: did you mean FASTPATH_101?"


def test_a_comment_of_others_and_words_in_a_text_are_none_of_our_business(project: Path) -> None:
    place = ("  express_route_gateway_bypass = true", '  express_route_gateway_bypass = true\n  tags = {{ a = "{}" }}')
    report = scan(project, "main.tf", place, "checkov:skip=FASTPATH_101:May")
    assert [one.suppressed for one in failed(report)] == [None]
    assert remarks(report) == []
    assert remarks(scan(project, "main.tf", INSIDE["main.tf"], "checkov:skip=CKV_AZURE_1:May")) == []


def test_a_scan_of_a_part_calls_no_comment_unused(project: Path) -> None:
    comment = "checkov:skip=FASTPATH_102:May"
    assert len(remarks(scan(project, "main.tf", INSIDE["main.tf"], comment))) == 1
    assert remarks(scan(project, "main.tf", INSIDE["main.tf"], comment, changed=("main.tf",))) == []
    assert remarks(analyze(Request(("main.tf",), today=TODAY))) == []


def test_the_reports_say_where_and_why(project: Path) -> None:
    from jsonschema import Draft202012Validator

    report = scan(project, "main.tf", INSIDE["main.tf"], "fastpath:skip=FASTPATH_101 until=2026-07-01 because of May")
    schema = json.loads((ROOT / "policies/schema/report.schema.json").read_text("utf-8"))
    assert list(Draft202012Validator(schema).iter_errors(json_data(report, passes=True))) == []
    said = plain(text_lines(report, 120))
    assert "waived HIGH FASTPATH_101" in said
    assert "because of May; until 2026-07-01; said in a comment" in said
    result = next(one for one in sarif_data(report)["runs"][0]["results"] if one["ruleId"] == RULE)
    (suppression,) = result["suppressions"]
    assert suppression["kind"] == "inSource"
    line = suppression["location"]["physicalLocation"]["region"]["startLine"]
    assert "fastpath:skip" in (project / "main.tf").read_text("utf-8").splitlines()[line - 1]
