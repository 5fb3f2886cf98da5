"""Markdown for the comment of a merge request and for the summary of a job: GitHub, GitLab and Azure DevOps draw it.

GitHub refuses a comment of more than 65,536 characters: beyond ``LIMIT`` details are left out, the least severe first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fastpath_checks.core.diagnostics import Level
from fastpath_checks.core.values import Because
from fastpath_checks.engine.findings import Report
from fastpath_checks.reports.frames import deciding
from fastpath_checks.reports.layout import counted, listed, plain
from fastpath_checks.reports.markdown_text import fenced, html, prose
from fastpath_checks.reports.records import Record, records
from fastpath_checks.reports.text_summary import summary
from fastpath_checks.reports.text_undecided import WHAT_WOULD_HELP, doubts

LIMIT = 60_000
ROWS = 100
"""Of a table, more rows than this are counted, not shown."""
FRAME = 110
"""Cells of a line of code with its gutter."""


def markdown_text(report: Report, *, passes: bool = False) -> str:
    """The report; ``passes`` adds the passed verdicts as a list that is closed at first."""
    told = records(report, passes=passes)
    by_status = {status: [one for one in told if one.status == status] for status in _STATUSES}
    failed = by_status["failed"]
    ends = [*_waived(by_status["waived"]), *_unread(report), *_passed(by_status["passed"]), *_sums(report)]
    text = "\n".join([*_head(report), *_failed(failed), *_undecided(by_status["undecided"])])
    end = "\n".join(["", *ends]) + "\n"
    details: list[str] = []
    room = LIMIT - len(text) - len(end)
    for record in failed:
        detail = "\n".join(_detail(record))
        room -= len(detail)
        if room < 0:
            break
        details.append(detail)
    if len(details) < len(failed):
        details.append(f"\nThe details of {counted(len(failed) - len(details), 'more finding')} are left out here.")
    return "\n".join([text, *details]) + end


_STATUSES = ("failed", "undecided", "waived", "passed")


def _head(report: Report) -> Iterator[str]:
    sums = report.summary
    yield f"## ExpressRoute FastPath: {sums.failed} failed, {sums.undecided} undecided, {sums.passed} passed"


def _failed(told: list[Record]) -> Iterator[str]:
    rows = (
        f"| **{one.finding.severity}** | {_rule(one)} | {prose(one.message)} | {_place(one)} |" for one in told[:ROWS]
    )
    yield from _table(("severity", "rule", "what is wrong", "where"), rows, len(told))


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
    rows = []
    for root, members in groups[:ROWS]:
        inputs = {one.name: one for one in members[0].missing}
        names = listed(inputs) or "an input"
        helps = dict.fromkeys(WHAT_WOULD_HELP[Because(one.because)] for one in inputs.values())
        rules = ", ".join(dict.fromkeys(one.rule for one in members))
        rows.append(f"| {prose(names)} | {prose(root)} | {rules} | {prose('; '.join(helps))} |")
    yield from _table(("would decide", "in", "undecided", "what would help"), rows, len(groups))


def _waived(told: list[Record]) -> Iterator[str]:
    if told:
        yield from ("", "**Waived**", "")
        yield from (f"- {_rule(one)} {prose(one.message)} at {_place(one)}: {prose(one.waived)}" for one in told)


def _passed(told: list[Record]) -> Iterator[str]:
    if told:
        yield from ("", f"<details><summary>{counted(len(told), 'passed verdict')}</summary>", "")
        yield from (f"- {_rule(one)} {prose(one.message)} at {_place(one)}" for one in told[:ROWS])
        if len(told) > ROWS:
            yield f"- and {len(told) - ROWS} more"
        yield from ("", "</details>")


def _unread(report: Report) -> Iterator[str]:
    remarks = [one for level in (Level.ERROR, Level.WARNING) for one in report.diagnostics if one.level is level]
    if remarks:
        yield from ("", "**Not read, or left out**", "")
    for one in remarks[:ROWS]:
        line = f":{one.span.location().line}" if one.span is not None else ""
        place = f" ({one.where}{line})" if one.where else ""
        hint = f" - {one.hint}" if one.hint else ""
        yield f"- {one.level.value}: {prose(one.summary + place + hint)}"
    if len(remarks) > ROWS:
        yield f"- and {len(remarks) - ROWS} more"


def _sums(report: Report) -> Iterator[str]:
    yield ""
    yield from (f"<sub>{prose(line)}</sub><br>" for line in plain(summary(report)).splitlines())


def _table(heads: Iterable[str], rows: Iterable[str], number: int) -> Iterator[str]:
    if number:
        names = list(heads)
        yield from ("", f"| {' | '.join(names)} |", f"|{' --- |' * len(names)}", *rows)
    if number > ROWS:
        yield from ("", f"and {number - ROWS} more")


def _rule(record: Record) -> str:
    return f"[{record.finding.rule}]({record.finding.url})"


def _place(record: Record) -> str:
    place = record.place
    return f"<code>{prose(f'{place.path}:{place.line}')}</code>"
