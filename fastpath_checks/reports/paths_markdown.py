"""The data paths as Markdown: a table for each connection, and below it what decides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fastpath_checks.core.diagnostics import Diagnostic, Level
from fastpath_checks.engine.path_report import PathReport
from fastpath_checks.reports.layout import listed, position
from fastpath_checks.reports.markdown_text import prose
from fastpath_checks.reports.path_rows import (
    INSPECTIONS,
    Row,
    Story,
    Table,
    fact_of,
    kind_of,
    missing_names,
    name_of,
    reason_of,
    sums_of,
    tables,
    way_of,
)

SIGNS = {"FASTPATH": "🟢 FASTPATH", "GATEWAY": "🟠 GATEWAY", "BLOCKED": "⛔ BLOCKED", "UNDECIDED": "❔ UNDECIDED"}

_HEADS = ("answer", "to", "", "prefix", "IP", "inspection", "why")


def paths_markdown_text(report: PathReport) -> str:
    lines = ["## ExpressRoute data paths", "", f"{prose(sums_of(report.summary))}.", ""]
    for table in tables(report):
        lines += _table(table)
    lines += _unread(report.diagnostics)
    lines.append(f"Policy {prose(report.policy)}, facts of {report.profile}.")
    return "\n".join(lines) + "\n"


def _table(table: Table) -> Iterator[str]:
    scenarios = f", only in {prose(listed(table.scenarios))}" if table.scenarios else ""
    yield f"### {prose(table.route.connection)}"
    yield ""
    yield f"{prose(table.root)}{scenarios}: {prose(way_of(table.route))}"
    yield ""
    yield f"| {' | '.join(_HEADS)} |"
    yield f"|{' --- |' * len(_HEADS)}"
    for row in table.rows:
        yield f"| {' | '.join(_cells(row))} |"
    yield ""
    for number, story in enumerate(table.stories, 1):
        yield from _told(number, story)
    yield ""


def _cells(row: Row) -> Iterator[str]:
    path = row.path
    yield SIGNS[path.answer]
    yield prose(name_of(path))
    yield kind_of(path)
    yield prose(path.end.prefix) or "?"
    yield f"v{path.key.ip_version}"
    word = INSPECTIONS[path.inspection]
    yield f"**{word}** ({row.inspection_story})" if row.inspection_story else word
    yield f"{reason_of(path)} ({row.story})"


def _told(number: int, story: Story) -> Iterator[str]:
    yield f"{number}. **{prose(story.head)}**: {prose(story.message)}"
    if story.missing:
        yield f"   - missing: {prose(missing_names(story.missing))}"
    for one in story.because:
        place = f"{prose(position(one.location))}: " if one.location is not None else "fact: "
        yield f"   - {place}{prose(one.message)}"
    if story.fact is not None:
        yield f"   - fact: {prose(fact_of(story.fact))}"
    if story.rule:
        yield f"   - rule: {story.rule}"


def _unread(diagnostics: Iterable[Diagnostic]) -> Iterator[str]:
    errors = [one for one in diagnostics if one.level is Level.ERROR]
    for one in errors:
        place = position(one.span.location()) if one.span is not None else one.path
        yield f"- not read: {prose(place)}: {prose(one.summary)}"
    if errors:
        yield ""
