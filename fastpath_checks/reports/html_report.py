"""The report as one page of HTML that needs nothing else: no network, no file beside it, and even no script.

A content security policy admits this page's own style and script by their hashes and nothing more, so that what a
scanned file says could not run even if it were not escaped.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Iterable, Iterator

from fastpath_checks import __version__
from fastpath_checks.core.diagnostics import Level
from fastpath_checks.core.values import Because
from fastpath_checks.engine.exit_codes import CLEAN, FINDINGS, exit_code, fails
from fastpath_checks.engine.findings import Report
from fastpath_checks.engine.path_report import PathReport
from fastpath_checks.reports.html_code import text
from fastpath_checks.reports.html_findings import article
from fastpath_checks.reports.html_paths import data_paths
from fastpath_checks.reports.html_script import SCRIPT
from fastpath_checks.reports.html_style import STYLE
from fastpath_checks.reports.layout import counted, listed, plain
from fastpath_checks.reports.records import Record, records
from fastpath_checks.reports.text_summary import summary
from fastpath_checks.reports.text_undecided import WHAT_WOULD_HELP, doubts

STATUSES = ("failed", "undecided", "waived", "passed")
SEVERITIES = ("CRITICAL", "HIGH", "MEDIUM", "LOW", "INFO")
REMARKS = 200
"""Of diagnostics, more than this are counted, not shown."""


def html_text(report: Report, *, passes: bool = False, paths: PathReport | None = None) -> str:
    """The page; ``passes`` adds the passed verdicts, ``paths`` are the data paths that it shows, too."""
    told = records(report, passes=passes)
    sums = report.summary
    title = f"ExpressRoute FastPath: {sums.failed} failed, {sums.undecided} undecided"
    rows = [
        "<!DOCTYPE html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_content_policy()}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        f'<meta name="generator" content="fastpath-checks {__version__}">',
        f"<title>{text(title)}</title>",
        f"<style>{STYLE}</style>",
        "</head>",
        "<body>",
        *_header(report),
        *_filters(told),
        "<main>",
        *_findings(told),
        *(data_paths(paths) if paths is not None else ()),
        *_inputs(told),
        *_remarks(report),
        "</main>",
        *_footer(report),
        f"<script>{SCRIPT}</script>",
        "</body>",
        "</html>",
    ]
    return "\n".join(rows) + "\n"


def _content_policy() -> str:
    style, script = _digest(STYLE), _digest(SCRIPT)
    own = f"img-src data:; style-src '{style}'; script-src '{script}'"
    return f"default-src 'none'; {own}; base-uri 'none'; form-action 'none'"


def _digest(code: str) -> str:
    return f"sha256-{b64encode(hashlib.sha256(code.encode()).digest()).decode()}"


def _header(report: Report) -> Iterator[str]:
    sums = report.summary
    yield "<header>"
    yield f'<h1><span class="over">ExpressRoute FastPath</span>{text(_headline(report))}</h1>'
    yield f'<p class="quiet">policy {text(report.policy)}, facts of {text(report.profile)}</p>'
    yield '<ul class="sums">'
    for status, count in zip(STATUSES, (sums.failed, sums.undecided, sums.suppressed, sums.passed), strict=True):
        yield f'<li class="{status}"><b>{count}</b> {status}</li>'
    yield "</ul>"
    yield "</header>"


def _headline(report: Report) -> str:
    code = exit_code(report)
    if code == FINDINGS:
        number = sum(fails(finding, report) for finding in report.findings)
        return f"{counted(number, 'finding')} {'fails' if number == 1 else 'fail'} this run"
    return "Nothing fails this run" if code == CLEAN else "Not everything could be read"


def _filters(told: list[Record]) -> Iterator[str]:
    yield '<form id="filters" hidden aria-label="Which findings are shown">'
    yield from _boxes("Verdict", "status", STATUSES, {one.status for one in told})
    yield from _boxes("Severity", "severity", SEVERITIES, {one.finding.severity for one in told})
    yield '<label>Search <input type="search" name="words" autocomplete="off"></label>'
    yield '<label>Theme <select name="theme"><option>auto</option><option>light</option><option>dark</option></select>'
    yield '</label><output id="shown" aria-live="polite"></output>'
    yield "</form>"


def _boxes(legend: str, name: str, values: Iterable[str], present: set[str]) -> Iterator[str]:
    yield f"<fieldset><legend>{legend}</legend>"
    for value in values:
        if value in present:
            yield f'<label><input type="checkbox" name="{name}" value="{value}" checked>{value.lower()}</label>'
    yield "</fieldset>"


def _findings(told: list[Record]) -> Iterator[str]:
    yield '<section aria-labelledby="findings"><h2 id="findings">Findings</h2>'
    ids: dict[str, int] = {}
    for record in told:
        mark = record.finding.fingerprint
        ids[mark] = ids.get(mark, 0) + 1
        yield from article(record, f"f-{mark}" if ids[mark] == 1 else f"f-{mark}-{ids[mark]}")
    if not told:
        yield '<p class="quiet">There is no verdict to show.</p>'
    yield '<p id="none" class="quiet" hidden>No finding fits these filters.</p>'
    yield "</section>"


def _inputs(told: list[Record]) -> Iterator[str]:
    groups = doubts(one.finding for one in told if one.status == "undecided")
    if not groups:
        return
    yield '<section aria-labelledby="inputs"><h2 id="inputs">Inputs that would decide</h2>'
    yield '<div class="scroll" tabindex="0"><table><thead><tr>'
    yield from (f'<th scope="col">{head}</th>' for head in ("Input", "Checks", "Where", "What would help"))
    yield "</tr></thead><tbody>"
    for root, members in groups:
        inputs = {one.name: one for one in members[0].missing}
        helps = dict.fromkeys(WHAT_WOULD_HELP[Because(one.because)] for one in inputs.values())
        cells = (listed(inputs) or "an input", len(members), root, "; ".join(helps))
        yield f"<tr>{''.join(f'<td>{text(str(cell))}</td>' for cell in cells)}</tr>"
    yield "</tbody></table></div></section>"


def _remarks(report: Report) -> Iterator[str]:
    remarks = [one for level in Level for one in report.diagnostics if one.level is level]
    if not remarks:
        return
    yield '<section aria-labelledby="unread"><h2 id="unread">Not read, or left out</h2>'
    yield '<div class="scroll" tabindex="0"><table><tbody>'
    for one in remarks[:REMARKS]:
        line = f":{one.span.location().line}" if one.span is not None else ""
        more = " ".join(part for part in (one.detail, one.hint) if part)
        yield (
            f"<tr><td>{one.level.value}</td><td>{text(one.summary)}<br>"
            f'<span class="place quiet">{text(one.where + line)}</span></td><td>{text(more)}</td></tr>'
        )
    yield "</tbody></table></div>"
    if len(remarks) > REMARKS:
        yield f'<p class="quiet">and {counted(len(remarks) - REMARKS, "more remark")}</p>'
    yield "</section>"


def _footer(report: Report) -> Iterator[str]:
    yield "<footer>"
    yield from (f"<div>{text(line)}</div>" for line in plain(summary(report)).splitlines())
    yield f"<div>fastpath-checks {__version__}</div>"
    yield "</footer>"
