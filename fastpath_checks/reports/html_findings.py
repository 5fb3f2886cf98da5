"""One finding as a part of a page: what is wrong, the code that decides it, why, and what to do."""

from __future__ import annotations

from collections.abc import Iterator

from fastpath_checks.core.spans import Location
from fastpath_checks.core.values import Because
from fastpath_checks.reports.html_code import Note, listings, text
from fastpath_checks.reports.records import Record
from fastpath_checks.reports.text_undecided import WHAT_WOULD_HELP

NOTES = 12
"""Of a longer story only the beginning is shown with its code."""

_SIGNS = {"failed": "\u2715", "undecided": "?", "waived": "\u2013", "passed": "\u2713"}


def article(record: Record, anchor: str) -> Iterator[str]:
    """The finding, folded together unless it failed; ``anchor`` is its id in the page."""
    finding = record.finding
    yield (
        f'<article class="finding {record.status} {finding.severity}" id="{anchor}" data-status="{record.status}"'
        f' data-severity="{finding.severity}">'
    )
    yield f"<details{' open' if record.status == 'failed' else ''}>"
    yield (
        f'<summary><span><span class="tag severity">{finding.severity}</span> <span class="tag status">'
        f'<span aria-hidden="true">{_SIGNS[record.status]}</span> {record.status}</span></span>'
        f' <span class="rule">{text(record.title)}</span><span class="turn" aria-hidden="true">\u25b8</span>'
    )
    yield f'<h3>{text(record.message)}</h3> <span class="place">{_position(record.place)}</span></summary>'
    yield '<div class="body">'
    yield from _story(record)
    yield from _facts(record)
    yield "</div></details></article>"


def _story(record: Record) -> Iterator[str]:
    """The code that decides and the code that led there, a listing for each file; then what no code says."""
    span = record.finding.span
    notes = []
    if span is not None and record.status != "passed":
        notes.append(Note(record.label or "this decides", span, True))
    placed = [step for step in record.steps if step.span is not None][:NOTES]
    notes += [Note(f"because {step.message}", step.span, False) for step in placed if step.span is not None]
    yield from listings(notes, record.mask)
    others = [step for step in record.steps if step not in placed]
    if others:
        yield '<ul class="reasons">'
        yield from (f"<li>because {text(step.told)}</li>" for step in others)
        yield "</ul>"


def _facts(record: Record) -> Iterator[str]:
    finding = record.finding
    yield "<dl>"
    if record.waived:
        yield f"<dt>Waived</dt><dd>{text(record.waived)}</dd>"
    for reason in dict.fromkeys(one.because for one in finding.missing):
        yield f"<dt>Would help</dt><dd>{text(WHAT_WOULD_HELP[Because(reason)])}</dd>"
    if finding.fix and record.status != "passed":
        yield f'<dt>Fix</dt><dd class="fix">{text(finding.fix)}</dd>'
    yield f"<dt>Resource</dt><dd><code>{text(record.resource)}</code></dd>"
    yield f"<dt>Root</dt><dd><code>{text(finding.root)}</code> ({text(finding.language)})</dd>"
    yield f'<dt>Rule</dt><dd><a href="{text(finding.url)}" rel="noreferrer">{text(record.title)}</a></dd>'
    yield "</dl>"


def _position(place: Location) -> str:
    return text(f"{place.path}:{place.line}:{place.column}")
