"""The data paths as a part of a page: the picture of them, and a table for each connection, which tells why.

The picture is an image with a style sheet of its own: neither the page's rules nor its script touch it, and
browsers draw it in the page's theme.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator

from fastpath_checks.engine.path_report import PathReport
from fastpath_checks.reports.html_code import text
from fastpath_checks.reports.layout import counted, listed
from fastpath_checks.reports.path_rows import MEANINGS, Row, Table, kind_of, name_of, sums_of, tables, way_of
from fastpath_checks.reports.paths_svg import paths_svg_text

DRAWN = 200
"""More data paths than this make no picture that anybody could look at."""
ROWS = 1_000
"""Of data paths, more than this are counted, not shown."""

_SIGNS = {"FASTPATH": "\u21d2", "GATEWAY": "\u2192", "BLOCKED": "\u2715", "UNDECIDED": "?"}
_HEADS = ("Destination", "Prefix", "Network", "Way", "Inspection", "Why")


def data_paths(report: PathReport) -> Iterator[str]:
    """A section with the sums, the picture and the tables; nothing where there is no path."""
    if not report.paths:
        return
    shown = report._replace(paths=report.paths[:ROWS])
    yield '<section aria-labelledby="paths"><h2 id="paths">Data paths from on-premises</h2>'
    yield f'<p class="quiet">{text(sums_of(report.summary))}</p>'
    if len(report.paths) <= DRAWN:
        picture = b64encode(paths_svg_text(report).encode("utf-8", "backslashreplace")).decode("ascii")
        alternative = text(f"{sums_of(report.summary)}. The table below says the same.")
        yield '<div class="scroll picture" tabindex="0">'
        yield f'<img alt="{alternative}" src="data:image/svg+xml;base64,{picture}"></div>'
    yield f'<details class="tables"{"" if len(report.paths) <= DRAWN else " open"}>'
    yield '<summary><span class="turn" aria-hidden="true">\u25b8</span> As a table, with the reasons</summary>'
    for table in tables(shown):
        yield from _connection(table)
    if len(report.paths) > ROWS:
        yield f'<p class="quiet">and {counted(len(report.paths) - ROWS, "more data path")}</p>'
    yield "</details></section>"


def _connection(table: Table) -> Iterator[str]:
    scenarios = f" (only in {listed(table.scenarios)})" if table.scenarios else ""
    yield f'<h3 class="connection">{text(table.route.connection)}</h3>'
    yield f'<p class="quiet">{text(way_of(table.route))}; <code>{text(table.root)}</code>{text(scenarios)}</p>'
    yield '<div class="scroll" tabindex="0"><table class="paths"><thead><tr>'
    yield "".join(f'<th scope="col">{head}</th>' for head in _HEADS)
    yield "</tr></thead><tbody>"
    yield from map(_row, table.rows)
    yield "</tbody></table></div>"


def _row(row: Row) -> str:
    path = row.path
    sign = f'<span aria-hidden="true">{_SIGNS[path.answer]}</span>'
    meaning = f' title="{text(MEANINGS[path.answer])}"'
    cells = (
        f'{text(name_of(path))}<br><span class="quiet">{text(kind_of(path))}</span>',
        f'<code>{text(path.end.prefix or "not known")}</code><br><span class="quiet">IPv{path.key.ip_version}</span>',
        text(path.end.network),
        f'<span class="tag {path.answer}"{meaning}>{sign} {path.answer}</span>',
        f'<span class="inspection {path.inspection}">{path.inspection}</span>',
        text(path.message),
    )
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"
