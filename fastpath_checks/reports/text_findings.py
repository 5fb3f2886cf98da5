"""A failed verdict as text: what is wrong, the line that decides it, why, and what to do."""

from __future__ import annotations

from collections.abc import Iterator

from fastpath_checks.engine.findings import Because, Finding
from fastpath_checks.reports.cells import escaped
from fastpath_checks.reports.frames import deciding, marked
from fastpath_checks.reports.layout import EMPTY, Line, Piece, arrow, listed, paragraph
from fastpath_checks.reports.masking import Mask
from fastpath_checks.reports.records import resource

BECAUSE_LIMIT = 12
"""More reasons than this are counted, not shown; the JSON report has all of them."""


def failed(finding: Finding, width: int, mask: Mask) -> Iterator[Line]:
    """The block of one finding, with an empty line behind it."""
    yield title(finding)
    yield from paragraph("", finding.message, width, style="message")
    if finding.span is not None and finding.location is not None:
        yield arrow(finding.location)
        label = " and ".join(one.message for one in finding.because if one.span == finding.span)
        yield from deciding(finding.span, width, label=label, mask=mask)
    reasons = [one for one in finding.because if one.span is None or one.span != finding.span]
    for reason in reasons[:BECAUSE_LIMIT]:
        yield from _because(reason, width, mask)
    if len(reasons) > BECAUSE_LIMIT:
        yield from paragraph("because ", f"... and {len(reasons) - BECAUSE_LIMIT} more", width)
    if finding.scenarios:
        yield from paragraph("only in ", listed(finding.scenarios), width)
    yield from paragraph("resource: ", resource(finding), width)
    yield from paragraph("fix: ", finding.fix, width, label_style="fix")
    yield (Piece("  see: ", "label"), Piece(escaped(finding.url), "link", escaped(finding.url)))
    yield EMPTY


def title(finding: Finding) -> Line:
    return (
        Piece(finding.severity, finding.severity),
        Piece(" "),
        Piece(finding.rule, "rule"),
        Piece(" "),
        Piece(finding.name, "name"),
    )


def _because(reason: Because, width: int, mask: Mask) -> Iterator[Line]:
    if reason.span is None or reason.location is None:
        yield from paragraph("because ", reason.message, width)
        return
    yield arrow(reason.location)
    yield from marked(reason.span, width, label=f"because {reason.message}", mask=mask)
