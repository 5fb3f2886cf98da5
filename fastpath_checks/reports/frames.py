"""A few lines of a file, with the exact range underlined."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from fastpath_checks.core.spans import SourceFile, Span
from fastpath_checks.reports.cells import cell_width, drawn, wrapped
from fastpath_checks.reports.layout import GUTTER, Line, Piece
from fastpath_checks.reports.masking import MASK, literal_ranges, secret_ranges

TAB = "    "
ELLIPSIS = "..."
_BEFORE = 2000
_AFTER = 1000
"""Code points of a line that are looked at around a range: a minified file is one line of megabytes."""


class _Cut(NamedTuple):
    """Part of a line: each code point as drawn, and the offset in the file of the first of them."""

    drawn: list[str]
    start: int


def deciding(span: Span, width: int, *, label: str = "", hide: bool = False) -> Iterator[Line]:
    """The range that decides, between the lines around it.

    ``width`` is the number of cells of a whole line, gutter included. ``hide`` masks every literal of the lines. A
    ``label`` stands behind the underline, or below it where there is no room.
    """
    line, _ = span.file.position(span.start)
    last_line, _ = span.file.position(max(span.start, span.end - 1))
    yield _row("", ())
    yield from _context(span.file, line - 1, width, hide)
    yield from marked(span, width, mark="^", style="caret", label=label, hide=hide)
    if last_line == line:
        yield from _context(span.file, line + 1, width, hide)


def marked(
    span: Span, width: int, *, mark: str = "-", style: str = "reason", label: str = "", hide: bool = False
) -> Iterator[Line]:
    """The line of a range, with ``mark`` under the range and the label; the rest as for ``deciding``."""
    file = span.file
    line, _ = file.position(span.start)
    last_line, _ = file.position(max(span.start, span.end - 1))
    available = _available(width)
    cut = _cut(file, span.start, hide)
    first = span.start - cut.start
    beyond = len(cut.drawn) if last_line > line else min(span.end - cut.start, len(cut.drawn))
    left, right, clipped_left, clipped_right = _window(cut, first, beyond, available)
    code = "".join(cut.drawn[left:right])
    head = ELLIPSIS if clipped_left else ""
    yield _row(str(line), (Piece(f"{head}{code}{ELLIPSIS if clipped_right else ''}", "code"),))
    before = cell_width(head) + cell_width("".join(cut.drawn[left:first]))
    under = max(cell_width("".join(cut.drawn[first : min(beyond, right)])), 1)
    tail = f" ... to line {last_line}" if last_line > line else ""
    beside = label if before + under + len(tail) + 1 + cell_width(label) <= available else ""
    yield _row("", (Piece(" " * before), Piece(mark * under + tail, style), Piece(f" {beside}" if beside else "")))
    if label and not beside:
        for text in wrapped(label, available):
            yield _row("", (Piece(text),))


def _available(width: int) -> int:
    return max(width - GUTTER - 3, 24)


def _row(number: str, pieces: Line) -> Line:
    return (Piece(f"{number:>{GUTTER}} | ", "frame"), *pieces)


def _context(file: SourceFile, line: int, width: int, hide: bool) -> Iterator[Line]:
    text = file.line_text(line)
    if not text.strip():
        return
    cells = _draw(text[: _BEFORE + _AFTER], hide)
    left, right, _, clipped = _window(_Cut(cells, 0), 0, 0, _available(width))
    yield _row(str(line), (Piece("".join(cells[left:right]) + (ELLIPSIS if clipped else ""), "context"),))


def _cut(file: SourceFile, offset: int, hide: bool) -> _Cut:
    """The line around an offset, as far as it could be shown."""
    _, column = file.position(offset)
    offset = min(offset, len(file.text))
    start = max(offset - column + 1, offset - _BEFORE)
    end = file.text.find("\n", offset, offset + _AFTER)
    text = file.text[start : end if end >= 0 else offset + _AFTER].rstrip("\r\n")
    return _Cut(_draw(text, hide), start)


def _draw(text: str, hide: bool) -> list[str]:
    cells = [TAB if char == "\t" else drawn(char) for char in text.rstrip()]
    for start, end in literal_ranges(text) if hide else secret_ranges(text):
        for index in range(start, min(end, len(cells))):
            cells[index] = MASK if index == start else ""
    return cells


def _window(cut: _Cut, first: int, beyond: int, available: int) -> tuple[int, int, bool, bool]:
    """Which of the drawn code points fit, the range's beginning among them: left, right, and what is cut off."""
    widths = [cell_width(text) for text in cut.drawn]
    if sum(widths) <= available:
        return 0, len(widths), False, False
    room = available - 2 * len(ELLIPSIS)
    left = 0
    if sum(widths[:beyond]) > room:
        left = min(first, len(widths))
        spare = max(room - sum(widths[first:beyond]), room // 3)
        while left > 0 and spare >= widths[left - 1]:
            left -= 1
            spare -= widths[left]
    right = left
    while right < len(widths) and room >= widths[right]:
        room -= widths[right]
        right += 1
    return left, right, left > 0, right < len(widths)
