"""The commands of GitHub's runner and of Azure Pipelines' agent: how many, in which order, and how they are written."""

from __future__ import annotations

import re

import pytest
from report_samples import FAILED, MAIN, MISSING_MODULE, PASSED, SYNTAX_ERROR, UNDECIDED, report_of, span_of

from fastpath_checks.engine.findings import Finding, Suppression
from fastpath_checks.reports.azure import azure_text
from fastpath_checks.reports.github import data, github_text, property_value


def many(number: int, severity: str) -> list[Finding]:
    return [FAILED._replace(severity=severity, message=f"{severity} {one}") for one in range(number)]


def test_an_annotation_stands_on_the_exact_range() -> None:
    (row,) = github_text(report_of(FAILED)).splitlines()
    head, _, message = row.partition("::conn-hub")
    assert head == (
        "::error file=infra/main.tf,line=3,col=10,endColumn=19,title=FASTPATH_101 gateway-sku-without-fastpath"
    )
    assert message.split("%0A")[1:] == [
        "because the gateway bypass of conn-hub is true (infra/main.tf:9:34)",
        "because the profile says so",
        f"fix: {FAILED.fix}",
        FAILED.url,
    ]


def test_a_range_of_several_lines_has_no_columns() -> None:
    block = span_of(MAIN, '{\n  name = "vgw-hub"')
    assert "line=1,endLine=2,title" in github_text(report_of(FAILED._replace(span=block)))


@pytest.mark.parametrize(
    ("severity", "github", "azure"),
    [
        ("CRITICAL", "error", "error"),
        ("HIGH", "error", "error"),
        ("MEDIUM", "warning", "warning"),
        ("LOW", "notice", "warning"),
        ("INFO", "notice", "warning"),
    ],
)
def test_the_kind_follows_the_severity(severity: str, github: str, azure: str) -> None:
    report = report_of(FAILED._replace(severity=severity))
    assert github_text(report).startswith(f"::{github} ")
    assert azure_text(report).startswith(f"##vso[task.logissue type={azure};")


def test_an_undecided_verdict_is_a_notice_unless_it_fails_the_run() -> None:
    assert github_text(report_of(UNDECIDED)).startswith("::notice ")
    assert github_text(report_of(UNDECIDED, undecided_fails=True)).startswith("::error ")


def test_only_what_counts_is_annotated() -> None:
    waived = FAILED._replace(suppressed=Suppression("waiver", "known"))
    assert github_text(report_of(waived, PASSED)) == ""
    assert azure_text(report_of(waived, PASSED)) == ""


def test_what_was_not_read_is_annotated_behind_the_findings() -> None:
    rows = github_text(report_of(FAILED, diagnostics=(MISSING_MODULE, SYNTAX_ERROR))).splitlines()
    assert [row.split()[0] for row in rows] == ["::error", "::error", "::warning"]
    assert "file=infra/variables.tf,line=2,col=10" in rows[1]


def test_no_more_are_written_than_are_shown_and_the_most_severe_are_kept() -> None:
    report = report_of(*many(30, "LOW"), *many(9, "CRITICAL"), *many(5, "HIGH"), *many(12, "MEDIUM"))
    rows = github_text(report).splitlines()
    kinds = [row.split()[0] for row in rows]
    assert [kinds.count(kind) for kind in ("::error", "::warning", "::notice")] == [10, 10, 10]
    assert [int(re.findall(r"CRITICAL (\d)", row)[0]) for row in rows[:9]] == list(range(9))
    assert "HIGH 0" in rows[9]
    assert rows[-1].startswith("::notice title=fastpath-checks::27 more remarks not shown here, the least severe")


def test_azure_keeps_ten_of_each_of_its_two_kinds() -> None:
    rows = azure_text(report_of(*many(12, "LOW"), *many(12, "HIGH"))).splitlines()
    assert sum("type=error" in row for row in rows) == 10
    assert sum("type=warning" in row for row in rows) == 10
    assert "5 more remarks not shown here" in rows[-1]


def test_ten_of_a_kind_are_all_shown() -> None:
    assert "more remark" not in github_text(report_of(*many(10, "HIGH"), *many(9, "LOW")))


def test_text_is_escaped_as_the_runner_reads_it() -> None:
    assert data("50%\r\n:,") == "50%25%0D%0A:,"
    assert property_value("50%\n:,") == "50%25%0A%3A%2C"


def test_text_is_escaped_as_the_agent_reads_it() -> None:
    renamed = FAILED._replace(rule="A]B;C", message="50% ]; done")
    row = azure_text(report_of(renamed)).splitlines()[0]
    assert ";code=A%5DB%3BC]" in row
    assert "50%AZP25 ]; done" in row


def test_a_run_that_passes_with_findings_succeeds_with_issues() -> None:
    rows = azure_text(report_of(FAILED._replace(severity="LOW"))).splitlines()
    assert rows[-1].startswith("##vso[task.complete result=SucceededWithIssues;]")
    assert "task.complete" not in azure_text(report_of(FAILED))
    assert azure_text(report_of(PASSED)) == ""
