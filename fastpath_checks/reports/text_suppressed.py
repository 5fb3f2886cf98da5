"""What a waiver keeps from counting, as text: one line each, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fastpath_checks.engine.findings import Finding
from fastpath_checks.reports.cells import escaped
from fastpath_checks.reports.layout import EMPTY, Line, Piece, paragraph, position
from fastpath_checks.reports.records import suppression
from fastpath_checks.reports.text_findings import title


def suppressed(findings: Iterable[Finding], width: int) -> Iterator[Line]:
    """The suppressed verdicts, with the reason that was given for each and who answers for it."""
    empty = True
    for finding in findings:
        waiver = finding.suppressed
        if waiver is None:
            continue
        empty = False
        place = position(finding.location) if finding.location is not None else escaped(finding.root)
        about = escaped(finding.subject.name or finding.subject.address)
        yield (Piece("waived ", "label"), *title(finding), Piece(f"  {about}  "), Piece(place, "path"))
        yield from paragraph("because ", suppression(waiver), width)
    if not empty:
        yield EMPTY
