"""A few lines of a file, with the exact range underlined."""

from __future__ import annotations

from collections.abc import Iterator

from fastpath_checks.core.spans import SourceFile, Span
from fastpath_checks.reports.cells import cell_width, escaped, wrapped
from fastpath_checks.reports.excerpts import excerpt, neighbor
from fastpath_checks.reports.layout import GUTTER, Line, Piece
from fastpath_checks.reports.masking import Mask

NOTHING_MASKED = Mask()


def deciding(span: Span, width: int, *, label: str = "", mask: Mask = NOTHING_MASKED) -> Iterator[Line]:
    """The range that decides, between the lines around it.

    ``width`` is the number of cells of a whole line, gutter included. A ``label`` stands behind the underline, or below
    it where there is no room.
    """
    line, _ = span.file.position(span.start)
    last_line, _ = span.file.position(max(span.start, span.end - 1))
    yield _row("", ())
    yield from _context(span.file, line - 1, width, mask)
    yield from marked(span, width, stroke="^", style="caret", label=label, mask=mask)
    if last_line == line:
        yield from _context(span.file, line + 1, width, mask)


def marked(
    span: Span, width: int, *, stroke: str = "-", style: str = "reason", label: str = "", mask: Mask = NOTHING_MASKED
) -> Iterator[Line]:
    """The line of a range, with ``stroke`` under the range and the label; the rest as for ``deciding``."""
    label = escaped(label)
    available = _available(width)
    shown = excerpt(span, available, mask)
    yield _row(str(shown.number), (Piece(shown.before + shown.marked + shown.after, "code"),))
    before = cell_width(shown.before)
    under = max(cell_width(shown.marked), 1)
    tail = f" ... to line {shown.last_line}" if shown.last_line > shown.number else ""
    beside = label if before + under + len(tail) + 1 + cell_width(label) <= available else ""
    yield _row("", (Piece(" " * before), Piece(stroke * under + tail, style), Piece(f" {beside}" if beside else "")))
    if label and not beside:
        for text in wrapped(label, available):
            yield _row("", (Piece(text),))


def _available(width: int) -> int:
    return max(width - GUTTER - 3, 24)


def _row(number: str, pieces: Line) -> Line:
    return (Piece(f"{number:>{GUTTER}} | ", "frame"), *pieces)


def _context(file: SourceFile, line: int, width: int, mask: Mask) -> Iterator[Line]:
    text = neighbor(file, line, _available(width), mask)
    if text:
        yield _row(str(line), (Piece(text, "context"),))
