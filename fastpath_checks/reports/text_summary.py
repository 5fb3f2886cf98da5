"""The sums of a run as text: verdicts, what was read, and by what it was judged."""

from __future__ import annotations

from collections.abc import Iterator

from fastpath_checks.engine.exit_codes import CLEAN, FINDINGS, exit_code, fails
from fastpath_checks.engine.findings import Report, Summary
from fastpath_checks.policy.layering import NOTHING
from fastpath_checks.reports.cells import escaped
from fastpath_checks.reports.layout import Line, Piece, counted


def summary(report: Report) -> Iterator[Line]:
    sums = report.summary
    yield (
        Piece(f"{sums.failed} failed", "error" if sums.failed else ""),
        Piece(", "),
        Piece(f"{sums.undecided} undecided", "reason" if sums.undecided else ""),
        Piece(", "),
        Piece(f"{sums.passed} passed", "passed" if sums.passed else ""),
        Piece(f", {sums.suppressed} waived" if sums.suppressed else ""),
        Piece(_remark(sums)),
    )
    if sums.untouched:
        more = f"{sums.untouched} more in the same roots, with which the changed files have nothing to do: see --all"
        yield (Piece(more, "context"),)
    yield (
        Piece(f"{counted(sums.files_read, 'file')} read, {sums.files_not_read} not read", "context"),
        Piece(f", {counted(sums.compiled, 'compiled template')} judged from its source", "context")
        if sums.compiled
        else Piece(""),
        Piece(
            f": {counted(sums.roots, 'root')}, {counted(sums.scenarios, 'scenario')}, "
            f"{counted(sums.resources, 'resource')}, {counted(sums.connections, 'ExpressRoute connection')}",
            "context",
        ),
    )
    yield (
        Piece(
            f"policy {escaped(report.policy)}, facts of {report.profile}, {_bar(report)}: {_outcome(report)}",
            "context",
        ),
    )


def _bar(report: Report) -> str:
    if report.fail_on == NOTHING:
        return "no finding fails a run"
    undecided = ", undecided verdicts too" if report.undecided_fails else ""
    return f"fails at {report.fail_on} and above{undecided}"


def _remark(sums: Summary) -> str:
    if not sums.roots:
        return " - nothing to scan: no Terraform, plan, ARM or Bicep file that is a deployment was found"
    if not sums.failed + sums.undecided + sums.passed + sums.suppressed + sums.untouched:
        return " - nothing here that a rule is about"
    return ""


def _outcome(report: Report) -> str:
    code = exit_code(report)
    if code == CLEAN:
        return "exit code 0"
    if code == FINDINGS:
        blocking = sum(fails(finding, report) for finding in report.findings)
        return f"exit code 1, for {counted(blocking, 'finding')}"
    why = "not everything could be read" if report.summary.roots else "there was nothing to scan"
    return f"exit code {code}, for {why}"
