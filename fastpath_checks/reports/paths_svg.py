"""The data paths as one SVG picture: for each connection the way up to its gateway, and an arrow to each destination.

Drawn by ourselves, without script, style sheet or font from elsewhere. Arrows differ by their line as well as by color,
every answer is written out, and the legend explains both. Names that are too long lose their middle; the whole name is
in the row's tooltip.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

from fastpath_checks.engine.path_report import PathReport, Route, ToldPath
from fastpath_checks.reports.cells import cell_width, escaped
from fastpath_checks.reports.layout import listed
from fastpath_checks.reports.path_rows import (
    ANSWERS,
    INSPECTION_SENTENCES,
    MEANINGS,
    UNKNOWN,
    Row,
    Table,
    kind_of,
    name_of,
    reason_of,
    shortened,
    sums_of,
    tables,
)
from fastpath_checks.reports.paths_svg_style import STYLE

WIDTH = 1360
MARGIN = 24
CHARACTER = 7.3
"""Pixels of one cell of the 12-pixel monospaced font, on the safe side."""
ROW = 28
BOX_WIDTH, BOX_HEIGHT, BOX_GAP = 216, 54, 30
HEADER = 62
"""Pixels of a panel above its rows."""
TABLE = 372
"""Where the rows begin."""
COLUMNS = {
    "name": TABLE + 14,
    "kind": 646,
    "prefix": 750,
    "version": 910,
    "answer": 944,
    "inspection": 1056,
    "reason": 1144,
}
BUSES = {"FASTPATH": 332, "GATEWAY": 308, "UNDECIDED": 284, "BLOCKED": 260}
"""Where the line of each answer runs down along the rows."""
LEGEND = 112


def paths_svg_text(report: PathReport) -> str:
    """A whole SVG document."""
    parts: list[str] = []
    y = 72
    for table in tables(report):
        height = _height(table)
        parts.extend(_panel(table, y, height))
        y += height + MARGIN
    parts.extend(_legend(y))
    height = y + LEGEND + MARGIN
    return "\n".join([*_head(report, height), *parts, "</svg>"]) + "\n"


def _head(report: PathReport, height: int) -> Iterator[str]:
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        'role="img" aria-labelledby="title description">'
    )
    yield '<title id="title">ExpressRoute data paths</title>'
    yield f'<desc id="description">{_text(sums_of(report.summary))}</desc>'
    yield f"<style>{STYLE}</style>"
    yield f'<rect class="page" width="{WIDTH}" height="{height}"/>'
    yield _label(MARGIN, 34, "ExpressRoute data paths", "heading")
    said = f"{sums_of(report.summary)} - policy {report.policy}, facts of {report.profile}"
    yield _label(MARGIN, 54, said, "faint", WIDTH - 2 * MARGIN)


def _height(table: Table) -> int:
    boxes = 3 if table.route.gateway else 2
    return HEADER + max(len(table.rows) * ROW, boxes * BOX_HEIGHT + (boxes - 1) * BOX_GAP) + 16


def _panel(table: Table, y: int, height: int) -> Iterator[str]:
    scenarios = f" (only in {listed(table.scenarios)})" if table.scenarios else ""
    yield f'<rect class="panel" x="{MARGIN / 2:g}" y="{y}" width="{WIDTH - MARGIN}" height="{height}" rx="8"/>'
    yield _label(MARGIN, y + 24, table.route.connection, "strong", TABLE - 2 * MARGIN)
    yield _label(TABLE + 14, y + 24, table.root + scenarios, "faint", WIDTH - TABLE - 2 * MARGIN)
    top = y + HEADER
    yield from _boxes(table.route, top)
    for heading, column in (("to", "name"), ("prefix", "prefix"), ("IP", "version"), ("answer", "answer"),
                            ("inspection", "inspection"), ("why", "reason")):  # fmt: skip
        yield _label(COLUMNS[column], top - 10, heading, "faint")
    for answer in ANSWERS:
        places = [top + index * ROW + ROW // 2 for index, row in enumerate(table.rows) if row.path.answer == answer]
        if places:
            yield from _lines(answer, table.route, top, places)
    for index, row in enumerate(table.rows):
        yield from _row(row, top + index * ROW, index)


def _boxes(route: Route, top: int) -> Iterator[str]:
    boxes = [
        ("circuit", route.circuit, _or_not_known(route.circuit_kind, "its kind")),
        ("connection", route.connection, f"FastPath {route.fastpath}"),
    ]
    if route.gateway:
        size = _or_not_known(route.gateway_sku, "its SKU")
        boxes.append(("gateway", route.gateway, size if route.network == UNKNOWN else f"{size}, {route.network}"))
    for index, (kind, name, more) in enumerate(boxes):
        y = top + index * (BOX_HEIGHT + BOX_GAP)
        if index:
            yield f'<path class="way" d="M{MARGIN + BOX_WIDTH // 2} {y - BOX_GAP}v{BOX_GAP - 7}"/>'
            yield f'<path class="tip" d="M{MARGIN + BOX_WIDTH // 2 - 5} {y - 8}h10l-5 8z"/>'
        yield f"<g><title>{_text(f'{kind} {name}: {more}')}</title>"
        yield f'<rect class="box" x="{MARGIN}" y="{y}" width="{BOX_WIDTH}" height="{BOX_HEIGHT}" rx="6"/>'
        yield _label(MARGIN + 12, y + 16, kind, "small")
        yield _label(MARGIN + 12, y + 31, name, "name", BOX_WIDTH - 24)
        yield _label(MARGIN + 12, y + 46, more, "small", BOX_WIDTH - 24)
        yield "</g>"


def _or_not_known(text: str, what: str) -> str:
    return text if text != UNKNOWN else f"{what} is not known"


def _start(answer: str, route: Route, top: int) -> int:
    """Where the line of an answer leaves its box: past the gateway for FastPath, from the gateway for all others."""
    is_past = answer == "FASTPATH" or not route.gateway
    step = {"FASTPATH": 18, "GATEWAY": 12, "UNDECIDED": 27, "BLOCKED": 42}[answer]
    return top + (1 if is_past else 2) * (BOX_HEIGHT + BOX_GAP) + step


def _lines(answer: str, route: Route, top: int, places: list[int]) -> Iterator[str]:
    start, bus, kind = _start(answer, route, top), BUSES[answer], answer.lower()
    low, high = min(start, *places), max(start, *places)
    branches = "".join(f"M{bus} {place}H{TABLE - 8}" for place in places)
    yield f'<path class="line {kind}" d="M{MARGIN + BOX_WIDTH} {start}H{bus}M{bus} {low}V{high}{branches}"/>'
    for place in places:
        end = TABLE - 8
        if answer == "BLOCKED":
            yield f'<path class="cross {kind}" d="M{end - 5} {place - 5}l10 10m0-10l-10 10"/>'
        else:
            yield f'<path class="head {kind}" d="M{end - 2} {place - 5}l9 5l-9 5z"/>'


def _row(row: Row, y: int, index: int) -> Iterator[str]:
    path = row.path
    middle = y + ROW // 2 + 4
    yield f"<g><title>{_text(_whole(path))}</title>"
    if index % 2 == 0:
        yield f'<rect class="band" x="{TABLE + 4}" y="{y}" width="{WIDTH - TABLE - MARGIN - 4}" height="{ROW}" rx="4"/>'
    name = shortened(escaped(name_of(path)), int((COLUMNS["kind"] - COLUMNS["name"] - 10) / CHARACTER))
    yield _label(COLUMNS["name"], middle, name, "name")
    yield _label(COLUMNS["kind"], middle, kind_of(path), "small")
    yield _label(COLUMNS["prefix"], middle, path.end.prefix or "not known", "" if path.end.prefix else "faint",
                 COLUMNS["version"] - COLUMNS["prefix"] - 8)  # fmt: skip
    yield _label(COLUMNS["version"], middle, f"v{path.key.ip_version}")
    left, kind = COLUMNS["answer"], path.answer.lower()
    yield f'<rect class="pill {kind}" x="{left}" y="{y + 4}" width="92" height="20" rx="10"/>'
    yield f'<text class="answer" x="{left + 46}" y="{middle}">{path.answer}</text>'
    yield _label(COLUMNS["inspection"], middle, _INSPECTIONS[path.inspection], f"inspection-{path.inspection}")
    yield _label(COLUMNS["reason"], middle, reason_of(path), "small", WIDTH - MARGIN - COLUMNS["reason"])
    yield "</g>"


_INSPECTIONS = {"none": "-", "passed": "passed", "skipped": "SKIPPED", "undecided": "not known"}


def _whole(path: ToldPath) -> str:
    inspection = INSPECTION_SENTENCES.get(path.inspection, "no route leads it to an appliance")
    return f"{path.end.name} (IPv{path.key.ip_version}): {path.answer}, {path.message}; {inspection}"


def _legend(y: int) -> Iterator[str]:
    yield f'<rect class="panel" x="{MARGIN / 2:g}" y="{y}" width="{WIDTH - MARGIN}" height="{LEGEND}" rx="8"/>'
    for index, answer in enumerate(ANSWERS):
        middle, kind = y + 22 + index * 22, answer.lower()
        yield f'<path class="line {kind}" d="M{MARGIN} {middle}h54"/>'
        if answer == "BLOCKED":
            yield f'<path class="cross {kind}" d="M{MARGIN + 49} {middle - 5}l10 10m0-10l-10 10"/>'
        else:
            yield f'<path class="head {kind}" d="M{MARGIN + 52} {middle - 5}l9 5l-9 5z"/>'
        yield _label(MARGIN + 74, middle + 4, answer, "strong")
        yield _label(MARGIN + 164, middle + 4, MEANINGS[answer])
    for index, (word, meaning) in enumerate(_INSPECTION_MEANINGS):
        yield _label(640, y + 26 + index * 22, _INSPECTIONS[word], f"inspection-{word}")
        yield _label(730, y + 26 + index * 22, meaning)


_INSPECTION_MEANINGS = (
    ("passed", "routes lead to an appliance, and traffic passes it"),
    ("skipped", "routes lead to an appliance, and FastPath passes it by"),
    ("undecided", "an input is missing that tells"),
    ("none", "no route leads to an appliance"),
)


def _label(x: float, y: float, text: str, kind: str = "", width: float = 0) -> str:
    """Text at a place, shortened to a width in pixels where one is given."""
    said = shortened(escaped(text), int(width / CHARACTER)) if width else escaped(text)
    title = f"<title>{_text(text)}</title>" if cell_width(said) < cell_width(escaped(text)) else ""
    named = f' class="{kind}"' if kind else ""
    return f'<text{named} x="{x:g}" y="{y:g}">{title}{escape(said)}</text>'


def _text(text: str) -> str:
    return escape(escaped(text))
