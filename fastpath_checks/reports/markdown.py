"""Markdown for the comment of a merge request and for the summary of a job: GitHub, GitLab and Azure DevOps draw it.

GitHub refuses a comment of more than 65,536 characters: beyond ``LIMIT`` details are left out, the least severe first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fastpath_checks.core.diagnostics import Diagnostic, Level
from fastpath_checks.core.values import Because
from fastpath_checks.engine.findings import Finding, Report
from fastpath_checks.reports.frames import deciding
from fastpath_checks.reports.layout import counted, listed, plain
from fastpath_checks.reports.markdown_text import fenced, html, prose
from fastpath_checks.reports.records import Record, records
from fastpath_checks.reports.text_summary import summary
from fastpath_checks.reports.text_undecided import WHAT_WOULD_HELP, doubts

LIMIT = 60_000
FRAME = 110
"""Cells of a line of code with its gutter."""

_STATUSES = ("failed", "undecided", "waived", "passed")
_ROOMS = {"failed": 18_000, "undecided": 12_000, "waived": 4_000, "unread": 6_000, "passed": 6_000, "sums": 2_000}
"""Characters that each part may take; what is left of the limit is for the details."""


def markdown_text(report: Report, *, passes: bool = False) -> str:
    """The report; ``passes`` adds the passed verdicts as a list that is closed at first."""
    told = records(report, passes=passes)
    by_status = {status: [one for one in told if one.status == status] for status in _STATUSES}
    head = [*_head(report), *_failed(by_status["failed"])]
    end = [*_undecided(by_status["undecided"]), *_waived(by_status["waived"]), *_unread(report)]
    end += [*_passed(by_status["passed"]), *_sums(report)]
    room = LIMIT - sum(len(row) + 1 for row in (*head, *end))
    details = ("\n".join(_detail(record)) for record in by_status["failed"])
    more = "\nThe details of {} more are left out here."
    return "\n".join([*head, *_within(details, room, more, len(by_status["failed"])), *end]) + "\n"


def _within(rows: Iterable[str], room: int, more: str, number: int) -> Iterator[str]:
    """As many of a number of rows as there is room for, and how many more there are."""
    room -= len(more) + 10
    shown = 0
    for row in rows:
        room -= len(row) + 1
        if room < 0:
            break
        shown += 1
        yield row
    if shown < number:
        yield more.format(number - shown)


def _head(report: Report) -> Iterator[str]:
    sums = report.summary
    yield f"## ExpressRoute FastPath: {sums.failed} failed, {sums.undecided} undecided, {sums.passed} passed"


def _failed(told: list[Record]) -> Iterator[str]:
    rows = (f"| **{one.finding.severity}** | {_rule(one)} | {prose(one.message)} | {_place(one)} |" for one in told)
    yield from _table("Failed", ("severity", "rule", "what is wrong", "where"), rows, _ROOMS["failed"], len(told))


def _detail(record: Record) -> Iterator[str]:
    finding = record.finding
    yield ""
    yield f"<details><summary><b>{finding.severity}</b> {finding.rule}: {html(record.message)}</summary>"
    yield ""
    if finding.span is not None:
        frame = plain(deciding(finding.span, FRAME, label=record.label, mask=record.mask))
        yield from fenced(frame)
    for step in record.steps:
        yield f"- because {prose(step.told)}"
    yield f"- **fix:** {prose(finding.fix)}"
    yield f"- resource: {prose(record.resource)}"
    yield ""
    yield "</details>"


def _undecided(told: list[Record]) -> Iterator[str]:
    groups = doubts(one.finding for one in told)
    rows = (_doubt(root, members) for root, members in groups)
    heads = ("input", "in", "undecided", "what would help")
    yield from _table("Undecided, by what would decide", heads, rows, _ROOMS["undecided"], len(groups))


def _doubt(root: str, members: list[Finding]) -> str:
    inputs = {one.name: one for one in members[0].missing}
    names = listed(inputs) or "an input"
    helps = dict.fromkeys(WHAT_WOULD_HELP[Because(one.because)] for one in inputs.values())
    rules = ", ".join(dict.fromkeys(one.rule for one in members))
    return f"| {prose(names)} | {prose(root)} | {rules} | {prose('; '.join(helps))} |"


def _waived(told: list[Record]) -> Iterator[str]:
    if told:
        yield from ("", "### Waived", "")
        rows = (f"- {_rule(one)} {prose(one.message)} at {_place(one)}: {prose(one.waived)}" for one in told)
        yield from _within(rows, _ROOMS["waived"], "- and {} more", len(told))


def _passed(told: list[Record]) -> Iterator[str]:
    if told:
        yield from ("", f"<details><summary>{counted(len(told), 'passed verdict')}</summary>", "")
        rows = (f"- {_rule(one)} {prose(one.message)} at {_place(one)}" for one in told)
        yield from _within(rows, _ROOMS["passed"], "- and {} more", len(told))
        yield from ("", "</details>")


def _unread(report: Report) -> Iterator[str]:
    remarks = [one for level in (Level.ERROR, Level.WARNING) for one in report.diagnostics if one.level is level]
    if remarks:
        yield from ("", "### Not read, or left out", "")
        yield from _within(map(_remark, remarks), _ROOMS["unread"], "- and {} more", len(remarks))


def _remark(one: Diagnostic) -> str:
    line = f":{one.span.location().line}" if one.span is not None else ""
    place = f" ({one.where}{line})" if one.where else ""
    hint = f" - {one.hint}" if one.hint else ""
    return f"- {one.level.value}: {prose(one.summary + place + hint)}"


def _sums(report: Report) -> Iterator[str]:
    rows = [f"<sub>{prose(line)}</sub><br>" for line in plain(summary(report)).splitlines()]
    yield from ("", *_within(rows, _ROOMS["sums"], "<sub>and {} more lines</sub>", len(rows)))


def _table(title: str, heads: tuple[str, ...], rows: Iterable[str], room: int, number: int) -> Iterator[str]:
    if number:
        yield from ("", f"### {title}", "", f"| {' | '.join(heads)} |", f"|{' --- |' * len(heads)}")
        yield from _within(rows, room, "\nand {} more", number)


def _rule(record: Record) -> str:
    return f"[{record.finding.rule}]({record.finding.url})"


def _place(record: Record) -> str:
    place = record.place
    return f"<code>{prose(f'{place.path}:{place.line}')}</code>"
