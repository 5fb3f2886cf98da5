"""Code as a part of a page: for each file the lines that matter, marked, each with what it says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from itertools import pairwise
from typing import NamedTuple

from fastpath_checks.core.spans import Span
from fastpath_checks.reports.cells import escaped
from fastpath_checks.reports.excerpts import excerpt, neighbor
from fastpath_checks.reports.masking import Mask

ROOM = 160
"""Cells of a line of code; the page lets its reader scroll."""


class Note(NamedTuple):
    """What a range says; ``decides`` sets off the one that the finding points at."""

    message: str
    span: Span
    decides: bool


class _Row(NamedTuple):
    """A line of a listing in HTML, by its number and the place of its mark in it."""

    number: int
    column: int
    code: str


def text(words: str) -> str:
    """Text of others, safe between tags and in quoted attributes."""
    return escape(escaped(words))


def listings(notes: Iterable[Note], mask: Mask) -> Iterator[str]:
    """A listing for each file, in the order in which the notes name them."""
    by_file: dict[str, list[Note]] = {}
    for note in notes:
        by_file.setdefault(note.span.file.path, []).append(note)
    for path, members in by_file.items():
        rows = sorted(_rows(members, mask))
        code = [rows[0].code]
        for last, row in pairwise(rows):
            code += ['<span class="gap" aria-hidden="true">\u22ef</span>'] if row.number > last.number + 1 else []
            code.append(row.code)
        # Nothing stands between the rows, for each line end would be drawn.
        yield f'<figure><figcaption class="place">{text(path)}</figcaption>'
        yield f'<pre tabindex="0"><code>{"".join(code)}</code></pre></figure>'


def _rows(notes: list[Note], mask: Mask) -> Iterator[_Row]:
    taken = set()
    for note in notes:
        number, column = note.span.file.position(note.span.start)
        taken.add(number)
        yield _Row(number, column, _marked(note, mask))
    for note in notes:
        if note.decides:
            number, _ = note.span.file.position(note.span.start)
            last, _ = note.span.file.position(max(note.span.start, note.span.end - 1))
            for beside in (number - 1, number + 1):
                code = neighbor(note.span.file, beside, ROOM, mask) if beside not in taken and last == number else ""
                if code:
                    yield _Row(beside, 0, f'<span class="row beside">{_number(beside)}{escape(code)}</span>')


def _marked(note: Note, mask: Mask) -> str:
    shown = excerpt(note.span, ROOM, mask)
    until = f" (to line {shown.last_line})" if shown.last_line > shown.number else ""
    kind = "decides" if note.decides else "leads"
    return (
        f'<span class="row {kind}">{_number(shown.number)}{escape(shown.before)}<mark>{escape(shown.marked)}</mark>'
        f'{escape(shown.after)}</span><span class="note {kind}">{text(note.message)}{until}</span>'
    )


def _number(number: int) -> str:
    return f'<span class="number">{number}</span>'
