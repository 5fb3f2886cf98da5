"""The data paths as text: a table for each connection, and below it what decides, each story once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from fastpath_checks.engine.path_report import PathReport
from fastpath_checks.reports.cells import cell_width, escaped, wrapped
from fastpath_checks.reports.layout import EMPTY, Line, Piece, listed, position
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
    shortened,
    sums_of,
    tables,
    way_of,
)
from fastpath_checks.reports.text_diagnostics import remarks

MARKS = {"FASTPATH": "==>", "GATEWAY": "-->", "BLOCKED": "--x", "UNDECIDED": "--?"}
"""Arrows beside the answers, so that a table can be read without color at a glance."""

STYLES = {"FASTPATH": "passed", "GATEWAY": "reason", "BLOCKED": "error", "UNDECIDED": "input", "": "label"}
INSPECTION_STYLES = {"none": "context", "passed": "passed", "skipped": "error", "undecided": "input"}

BECAUSE_LIMIT = 6
"""More places than this are counted, not shown; the JSON report has all of them."""

GAP = 2
INDENT = 2
NARROWEST_NAME = 18


class _Column(NamedTuple):
    head: str
    cells: tuple[str, ...]
    styles: tuple[str, ...]

    @property
    def width(self) -> int:
        return max(map(cell_width, (self.head, *self.cells)))


def paths_lines(report: PathReport, width: int, *, quiet: bool = False) -> Iterator[Line]:
    """The whole report, laid out for ``width`` cells; ``quiet`` leaves out warnings, notes and the summary."""
    for table in tables(report):
        yield from _table(table, width)
    yield from remarks(report.diagnostics, width, errors_only=quiet)
    if not quiet:
        yield from ((Piece(line, "message"),) for line in wrapped(sums_of(report.summary), width))
        yield (Piece(f"policy {escaped(report.policy)}, facts of {report.profile}", "context"),)


def _table(table: Table, width: int) -> Iterator[Line]:
    scenarios = f" (only in {escaped(listed(table.scenarios))})" if table.scenarios else ""
    connection, root = escaped(table.route.connection), f"{escaped(table.root)}{scenarios}"
    if cell_width(connection) + GAP + cell_width(root) <= width:
        yield (Piece(connection, "message"), Piece(f"{' ' * GAP}{root}", "path"))
    else:
        yield (Piece(connection, "message"),)
        yield (Piece(f"{' ' * INDENT}{root}", "path"),)
    for line in wrapped(way_of(table.route), width - INDENT):
        yield (Piece(" " * INDENT), Piece(line, "context"))
    yield EMPTY
    columns = _columns(table.rows, width)
    yield tuple(_cells(columns, [column.head for column in columns], ["label"] * len(columns)))
    for index in range(len(table.rows)):
        cells = [column.cells[index] for column in columns]
        yield tuple(_cells(columns, cells, [column.styles[index] for column in columns]))
    yield EMPTY
    for number, story in enumerate(table.stories, 1):
        yield from _told(number, story, width)
    yield EMPTY


def _columns(rows: tuple[Row, ...], width: int) -> list[_Column]:
    """As many columns as have room beside the names: the reasons' codes go first, then kinds, then prefixes."""
    answers = _Column(
        "",
        tuple(f"{MARKS[one.path.answer]} {one.path.answer}" for one in rows),
        tuple(STYLES[one.path.answer] for one in rows),
    )
    plain = ("",) * len(rows)
    names = tuple(escaped(name_of(one.path)) for one in rows)
    kinds = _Column("", tuple(kind_of(one.path) for one in rows), ("context",) * len(rows))
    prefixes = _Column("prefix", tuple(escaped(one.path.end.prefix) or "?" for one in rows), plain)
    versions = _Column("IP", tuple(f"v{one.path.key.ip_version}" for one in rows), plain)
    inspections = _Column(
        "inspection", tuple(map(_inspection, rows)), tuple(INSPECTION_STYLES[one.path.inspection] for one in rows)
    )
    reasons = _Column("why", tuple(f"[{one.story}] {reason_of(one.path)}" for one in rows), plain)
    bare = _Column("why", tuple(f"[{one.story}]" for one in rows), plain)
    choices = (
        (kinds, prefixes, versions, inspections, reasons),
        (kinds, prefixes, versions, inspections, bare),
        (prefixes, versions, inspections, bare),
        (versions, inspections, bare),
    )
    longest = max(map(cell_width, (*names, "to")))
    for others in choices:
        room = width - INDENT - answers.width - GAP - sum(GAP + one.width for one in others)
        if room >= min(longest, NARROWEST_NAME):
            break
    shown = tuple(shortened(name, max(room, NARROWEST_NAME)) for name in names)
    return [answers, _Column("to", shown, plain), *others]


def _inspection(row: Row) -> str:
    word = INSPECTIONS[row.path.inspection]
    return f"{word} [{row.inspection_story}]" if row.inspection_story else word


def _cells(columns: list[_Column], cells: list[str], styles: list[str]) -> Iterator[Piece]:
    yield Piece(" " * INDENT)
    for column, cell, style in zip(columns, cells, styles, strict=True):
        yield Piece(cell, style)
        yield Piece(" " * (column.width - cell_width(cell) + GAP))


def _told(number: int, story: Story, width: int) -> Iterator[Line]:
    mark = f"[{number}] "
    inner = " " * (INDENT + len(mark))
    head = f"{story.head}: "
    lines = wrapped(head + story.message, width - len(inner))
    for index, line in enumerate(lines):
        if index:
            yield (Piece(inner), Piece(line))
        else:
            yield (
                Piece(" " * INDENT),
                Piece(mark, "label"),
                Piece(line[: len(head)], STYLES[story.answer]),
                Piece(line[len(head) :]),
            )
    if story.missing:
        yield from _labelled("missing: ", missing_names(story.missing), "input", inner, width)
    yield from _places(story, inner, width)
    if story.fact is not None:
        yield from _labelled("fact: ", fact_of(story.fact), "context", inner, width)
    if story.rule:
        yield (Piece(inner), Piece("rule: ", "label"), Piece(story.rule, "rule"))


def _labelled(label: str, text: str, style: str, inner: str, width: int) -> Iterator[Line]:
    for index, line in enumerate(wrapped(text, width - len(inner) - len(label))):
        yield (Piece(inner), Piece(" " * len(label) if index else label, "label"), Piece(line, style))


def _places(story: Story, inner: str, width: int) -> Iterator[Line]:
    for one in story.because[:BECAUSE_LIMIT]:
        if one.location is None:
            yield from _labelled("fact: ", one.message, "context", inner, width)
            continue
        place = position(one.location)
        note = escaped(one.message)
        if len(inner) + cell_width(place) + GAP + cell_width(note) <= width:
            yield (Piece(inner), Piece(place, "path"), Piece(f"{' ' * GAP}{note}"))
            continue
        yield (Piece(inner), Piece(place, "path"))
        yield from ((Piece(f"{inner}  "), Piece(line)) for line in wrapped(note, width - len(inner) - GAP))
    if len(story.because) > BECAUSE_LIMIT:
        more = len(story.because) - BECAUSE_LIMIT
        yield (Piece(inner), Piece(f"... and {more} more (--format json has all)", "context"))
