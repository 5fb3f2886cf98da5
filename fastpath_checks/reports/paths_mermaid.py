"""The data paths as a Mermaid flowchart: circuit, connection, gateway and destinations, an arrow for each answer.

The arrows differ by their line and their label as well as by color.
"""

from __future__ import annotations

from collections.abc import Iterator

from fastpath_checks.engine.path_report import PathReport, ToldPath
from fastpath_checks.reports.cells import escaped
from fastpath_checks.reports.path_rows import MEANINGS, Table, name_of, reason_of, tables

ARROWS = {"FASTPATH": "==>", "GATEWAY": "-->", "BLOCKED": "--x", "UNDECIDED": "-.->"}
COLORS = {"FASTPATH": "#1a7f37", "GATEWAY": "#9a6700", "BLOCKED": "#cf222e", "UNDECIDED": "#6e7781"}


def paths_mermaid_text(report: PathReport) -> str:
    """One flowchart; a line of nothing but a legend where there is no path."""
    chart = _Chart()
    lines = [
        "flowchart LR",
        *(line for index, table in enumerate(tables(report), 1) for line in chart.table(index, table)),
    ]
    lines += chart.legend(sorted({path.answer for path in report.paths}, key=list(ARROWS).index))
    lines += chart.styles()
    return "\n".join(lines) + "\n"


class _Chart:
    """Counts the arrows, which Mermaid styles by their number in the chart."""

    def __init__(self) -> None:
        self._arrows: list[str] = []

    def table(self, index: int, table: Table) -> Iterator[str]:
        route = table.route
        scenarios = f" ({', '.join(table.scenarios)})" if table.scenarios else ""
        yield f'  subgraph t{index}["{_text(table.root + scenarios)}"]'
        yield f'    c{index}(["circuit {_text(route.circuit)}<br/>{_text(route.circuit_kind)}"])'
        yield f'    n{index}["{_text(route.connection)}<br/>FastPath {route.fastpath}"]'
        yield f"    c{index} --- n{index}"
        self._arrows.append("")
        if route.gateway:
            yield f'    g{index}[["gateway {_text(route.gateway)}<br/>{_text(route.gateway_sku)}"]]'
            yield f"    n{index} --- g{index}"
            self._arrows.append("")
        for number, row in enumerate(table.rows, 1):
            yield f'    d{index}_{number}["{_end(row.path)}"]'
            yield self._arrow(row.path, index, number)
        yield "  end"

    def legend(self, answers: list[str]) -> Iterator[str]:
        yield '  subgraph legend["legend"]'
        for answer in answers:
            left, right = f"l{answer}", f"r{answer}"
            yield f'    {left}[" "] {ARROWS[answer]}|"{answer}"| {right}["{MEANINGS[answer]}"]'
            self._arrows.append(answer)
        yield "  end"

    def styles(self) -> Iterator[str]:
        for answer, color in COLORS.items():
            numbers = [str(number) for number, of in enumerate(self._arrows) if of == answer]
            if numbers:
                yield f"  linkStyle {','.join(numbers)} stroke:{color},color:{color}"

    def _arrow(self, path: ToldPath, index: int, number: int) -> str:
        passes = path.answer == "FASTPATH" or not path.route.gateway
        start = f"n{index}" if passes else f"g{index}"
        inspection = f"<br/>inspection {path.inspection}" if path.inspection != "none" else ""
        self._arrows.append(path.answer)
        label = f"{path.answer}<br/>{reason_of(path)}{inspection}"
        return f'    {start} {ARROWS[path.answer]}|"{label}"| d{index}_{number}'


def _end(path: ToldPath) -> str:
    prefix = f"<br/>{_text(path.end.prefix)}" if path.end.prefix else ""
    return f"{_text(name_of(path))}{prefix}<br/>IPv{path.key.ip_version}"


def _text(text: str) -> str:
    """Text inside a quoted label: what is a mark in Mermaid, in HTML or in Markdown is written as its entity."""
    return "".join(char if char.isalnum() or char in " -./:_," else f"#{ord(char)};" for char in escaped(text)) or "?"
