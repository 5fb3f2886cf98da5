"""The text report: what fails, what is undecided and by which input, what was not read, and the sums."""

from __future__ import annotations

from collections.abc import Iterator

from fastpath_checks.engine.findings import Finding, Report, Verdict
from fastpath_checks.policy.model import Severity
from fastpath_checks.reports.cells import escaped
from fastpath_checks.reports.layout import EMPTY, Line, Piece, position
from fastpath_checks.reports.masking import Mask
from fastpath_checks.reports.records import mask_of
from fastpath_checks.reports.text_diagnostics import remarks
from fastpath_checks.reports.text_findings import failed, title
from fastpath_checks.reports.text_summary import summary
from fastpath_checks.reports.text_suppressed import suppressed
from fastpath_checks.reports.text_undecided import undecided

PLAIN_WIDTH = 120
"""Cells of a line where there is no terminal."""


def text_lines(report: Report, width: int, *, show: str = "undecided", quiet: bool = False) -> Iterator[Line]:
    """The whole report, laid out for ``width`` cells.

    ``show`` is ``failed`` (undecided verdicts only as the inputs that would decide them), ``undecided`` (each of
    them) or ``all`` (passes, too). ``quiet`` leaves out passes, warnings, notes and the summary.
    """
    by_verdict: dict[Verdict, list[Finding]] = {verdict: [] for verdict in Verdict}
    waived = []
    for finding in sorted(report.findings, key=lambda one: -Severity[one.severity]):
        if finding.suppressed is not None:
            waived.append(finding)
        else:
            by_verdict[finding.verdict].append(finding)
    for finding in by_verdict[Verdict.FAIL]:
        yield from failed(finding, width, mask_of(finding, report))
    yield from undecided(by_verdict[Verdict.UNDECIDED], width, report.sensitive_inputs, listing=show != "failed")
    if not quiet:
        yield from suppressed(waived, width)
    if show == "all" and not quiet:
        yield from _passed(by_verdict[Verdict.PASS])
    yield from remarks(report.diagnostics, width, mask=Mask(report.sensitive_inputs), errors_only=quiet)
    if not quiet:
        yield from summary(report)


def _passed(findings: list[Finding]) -> Iterator[Line]:
    for finding in findings:
        place = position(finding.location) if finding.location is not None else escaped(finding.root)
        about = escaped(finding.subject.name or finding.subject.address)
        yield (Piece("passed ", "passed"), *title(finding)[2:], Piece(f"  {about}  "), Piece(place, "path"))
    if findings:
        yield EMPTY
