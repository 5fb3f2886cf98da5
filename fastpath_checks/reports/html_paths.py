"""The data paths as a part of a page: which way traffic from on-premises takes to each destination, and why."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from fastpath_checks.engine.path_report import PathReport, PathSummary, ToldPath
from fastpath_checks.reports.html_code import text
from fastpath_checks.reports.layout import counted

ROWS = 1_000
"""Of data paths, more than this are counted, not shown."""

_SIGNS = {"FASTPATH": "\u21d2", "GATEWAY": "\u2192", "BLOCKED": "\u2715", "UNDECIDED": "?"}
_ARROW = " \u2192 "
_HEADS = ("Destination", "Network", "Way", "Inspection", "Why")


def data_paths(report: PathReport) -> Iterator[str]:
    """A section with the sums and a table for each connection; nothing where there is no path."""
    if not report.paths:
        return
    yield '<section aria-labelledby="paths"><h2 id="paths">Data paths from on-premises</h2>'
    yield f'<p class="quiet">{text(_sums(report.summary))}</p>'
    for _, group in groupby(report.paths[:ROWS], key=lambda one: (one.root, one.route)):
        yield from _connection(list(group))
    if len(report.paths) > ROWS:
        yield f'<p class="quiet">and {counted(len(report.paths) - ROWS, "more data path")}</p>'
    yield "</section>"


def _sums(sums: PathSummary) -> str:
    ways = f"{sums.fastpath} by FastPath, {sums.gateway} through the gateway"
    rest = f", {sums.blocked} blocked, {sums.undecided} undecided"
    return f"{ways}{rest}; on {sums.inspection_skipped} of them inspection is skipped"


def _connection(paths: list[ToldPath]) -> Iterator[str]:
    route = paths[0].route
    kind = f" ({route.circuit_kind})" if route.circuit_kind else ""
    sku = f" ({route.gateway_sku})" if route.gateway_sku else ""
    way = [f"circuit {route.circuit}{kind}", f"connection {route.connection}"]
    way += [f"gateway {route.gateway}{sku}"] if route.gateway else []
    title = f"{_ARROW.join(way)}, FastPath {route.fastpath}"
    yield f'<h3 class="way">{text(title)} <span class="place quiet">{text(paths[0].root)}</span></h3>'
    yield '<div class="scroll" tabindex="0"><table class="paths"><thead><tr>'
    yield "".join(f'<th scope="col">{head}</th>' for head in _HEADS)
    yield "</tr></thead><tbody>"
    yield from map(_row, paths)
    yield "</tbody></table></div>"


def _row(path: ToldPath) -> str:
    end = path.end
    prefix = f' <code class="quiet">{text(end.prefix)}</code>' if end.prefix and end.prefix != end.name else ""
    scenarios = f" (only in {', '.join(path.scenarios)})" if path.scenarios else ""
    sign = f'<span aria-hidden="true">{_SIGNS[path.answer]}</span>'
    cells = (
        f'{text(end.name)}{prefix}<br><span class="quiet">{text(end.kind.replace("-", " "))}</span>',
        text(end.network),
        f'<span class="tag {path.answer}">{sign} {path.answer.lower()}</span>',
        f'<span class="inspection {path.inspection}">{path.inspection}</span>',
        text(f"{path.message}{scenarios}"),
    )
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"
