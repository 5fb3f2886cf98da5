"""A line of a file around a range of it, as far as it may be shown: the same excerpt for a terminal and for a page."""

from __future__ import annotations

from typing import NamedTuple

from fastpath_checks.core.spans import SourceFile, Span
from fastpath_checks.reports.cells import COMMAND, OPENING, cell_width, drawn
from fastpath_checks.reports.masking import MASK, Mask, masked_ranges

TAB = "    "
ELLIPSIS = "..."
_BEFORE = 2000
_AFTER = 1000
"""Code points of a line that are looked at around a range: a minified file is one line of megabytes."""


class Excerpt(NamedTuple):
    """One line: its number, what stands before the range, the range, and what stands behind it.

    All of it is safe to draw; what was cut off is an ellipsis. ``last_line`` is where the range ends.
    """

    number: int
    before: str
    marked: str
    after: str
    last_line: int


class _Cut(NamedTuple):
    """Part of a line: each code point as drawn, and the offset in the file of the first of them."""

    drawn: list[str]
    start: int


def excerpt(span: Span, room: int, mask: Mask) -> Excerpt:
    """The first line of a range in ``room`` cells."""
    file = span.file
    line, _ = file.position(span.start)
    last_line, _ = file.position(max(span.start, span.end - 1))
    cut = _cut(span, mask)
    first = span.start - cut.start
    beyond = len(cut.drawn) if last_line > line else min(span.end - cut.start, len(cut.drawn))
    left, right, clipped_left, clipped_right = _window(cut, first, beyond, room)
    return Excerpt(
        line,
        (ELLIPSIS if clipped_left else "") + "".join(cut.drawn[left:first]),
        "".join(cut.drawn[first : min(beyond, right)]),
        "".join(cut.drawn[max(first, min(beyond, right)) : right]) + (ELLIPSIS if clipped_right else ""),
        last_line,
    )


def neighbor(file: SourceFile, line: int, room: int, mask: Mask) -> str:
    """A line beside a range in ``room`` cells; empty where there is none, or nothing on it."""
    whole = file.line_span(line)
    text = file.text[whole.start : min(whole.end, whole.start + _BEFORE + _AFTER)]
    if not text.strip():
        return ""
    cells = _draw(text, whole.start, Span(file, whole.start, whole.start), mask)
    left, right, _, clipped = _window(_Cut(cells, whole.start), 0, 0, room)
    return "".join(cells[left:right]) + (ELLIPSIS if clipped else "")


def _cut(span: Span, mask: Mask) -> _Cut:
    """The line around a range's beginning, as far as it could be shown."""
    file = span.file
    _, column = file.position(span.start)
    offset = min(span.start, len(file.text))
    start = max(offset - column + 1, offset - _BEFORE)
    end = file.text.find("\n", offset, offset + _AFTER)
    text = file.text[start : end if end >= 0 else offset + _AFTER].rstrip("\r\n")
    return _Cut(_draw(text, start, span, mask), start)


def _draw(text: str, start: int, shown: Span, mask: Mask) -> list[str]:
    cells = [TAB if char == "\t" else drawn(char) for char in text.rstrip()]
    for match in COMMAND.finditer(text):
        cells[match.start()] = OPENING
    for first, beyond in masked_ranges(shown.file, start, text, mask, shown):
        for index in range(first, min(beyond, len(cells))):
            cells[index] = MASK if index == first else ""
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
