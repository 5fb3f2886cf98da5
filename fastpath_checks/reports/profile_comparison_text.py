"""The verdicts of one estate that differ between two dates, side by side as text."""

from __future__ import annotations

from collections.abc import Iterator

from fastpath_checks.engine.findings import Finding, Verdict
from fastpath_checks.engine.profile_comparison import Comparison
from fastpath_checks.reports.cells import escaped
from fastpath_checks.reports.layout import EMPTY, Line, Piece, arrow, counted, paragraph


def comparison_lines(comparison: Comparison, before: str, after: str, width: int) -> Iterator[Line]:
    """For each verdict that differs the rule, the subject, what either date says of it, and where it is decided."""
    for one in comparison.changed:
        told = one.told
        yield (
            Piece(told.rule, "rule"),
            Piece(f"  {told.name}", "message"),
            Piece(f"  {escaped(told.subject.name)}", "name"),
        )
        for profile, findings in ((before, one.before), (after, one.after)):
            yield from _side(profile, findings, width)
        if told.location is not None:
            yield arrow(told.location)
        yield EMPTY
    total = len(comparison.changed) + comparison.same
    differ = f"{len(comparison.changed)} of {counted(total, 'verdict')} differ"
    yield (Piece(f"{differ} between {before} and {after}", "message"),)


def _side(profile: str, findings: tuple[Finding, ...], width: int) -> Iterator[Line]:
    if not findings:
        yield from paragraph(f"{profile}  ", "does not concern it", width, style="context")
    for one in findings:
        scenarios = f" ({', '.join(one.scenarios)})" if one.scenarios else ""
        yield from paragraph(f"{profile}  ", _told(one) + scenarios, width)


def _told(finding: Finding) -> str:
    """The verdict with its sentence: an undecided one's begins with the word, a passed one's adds nothing."""
    match finding.verdict:
        case Verdict.PASS:
            return "pass"
        case Verdict.FAIL:
            return f"fail: {escaped(finding.message)}"
        case Verdict.UNDECIDED:
            return escaped(finding.message)
