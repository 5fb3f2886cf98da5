"""What a scan's exit code says. Wrong usage or policy (2) and a bug of ours (70) never reach a report."""

from __future__ import annotations

from fastpath_checks.core.diagnostics import Level
from fastpath_checks.engine.findings import Finding, Report, Verdict
from fastpath_checks.engine.path_report import PathReport
from fastpath_checks.policy.layering import NOTHING
from fastpath_checks.policy.model import Severity

CLEAN = 0
FINDINGS = 1
USAGE = 2
NOT_READ = 3
OUR_BUG = 70


def exit_code(report: Report) -> int:
    """1 where a finding is at or above ``fail_on``; else 3 where nothing was judged or not all of it was read."""
    if any(fails(finding, report) for finding in report.findings):
        return FINDINGS
    if not report.summary.roots or any(one.level is Level.ERROR for one in report.diagnostics):
        return NOT_READ
    return CLEAN


def trace_exit_code(report: PathReport) -> int:
    """3 where there was nothing to look at or not all of it was read; else 0, whatever the answers."""
    if not report.summary.roots or any(one.level is Level.ERROR for one in report.diagnostics):
        return NOT_READ
    return CLEAN


def fails(finding: Finding, report: Report) -> bool:
    """Whether a finding makes the run fail; one that is suppressed does not, and ``NONE`` lets nothing do so."""
    if finding.suppressed is not None or report.fail_on == NOTHING:
        return False
    counted = (Verdict.FAIL, Verdict.UNDECIDED) if report.undecided_fails else (Verdict.FAIL,)
    return finding.verdict in counted and Severity[finding.severity] >= Severity[report.fail_on]
