"""What could not be read, or was left out, as text: errors with their line, the rest one line each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from fastpath_checks.core.diagnostics import Diagnostic, Level
from fastpath_checks.reports.cells import escaped
from fastpath_checks.reports.frames import NOTHING_MASKED, deciding
from fastpath_checks.reports.layout import EMPTY, GUTTER, Line, Piece, arrow, paragraph, position
from fastpath_checks.reports.masking import Mask

ERROR_LIMIT = 50
REMARK_LIMIT = 5
"""Of one code, more errors, or other remarks, than this are counted, not shown; the JSON report has all of them."""

ORDER = (Level.ERROR, Level.WARNING, Level.NOTE)


def remarks(
    diagnostics: Iterable[Diagnostic], width: int, *, mask: Mask = NOTHING_MASKED, errors_only: bool = False
) -> Iterator[Line]:
    """The diagnostics, errors first, otherwise in the order that they have; an empty line behind each block."""
    levels = ORDER[:1] if errors_only else ORDER
    known = tuple(diagnostics)
    for level in levels:
        shown: Counter[str] = Counter()
        limit = ERROR_LIMIT if level is Level.ERROR else REMARK_LIMIT
        of_level = [one for one in known if one.level is level]
        for one in of_level:
            shown[one.code] += 1
            if shown[one.code] <= limit:
                yield from _error(one, width, mask) if level is Level.ERROR else _remark(one, width)
        for code, number in shown.items():
            if number > limit:
                yield (
                    Piece(f"{level.value}[{code}]", level.value),
                    Piece(f": and {number - limit} more like these (--format json has all)"),
                )
        if of_level and level is not Level.ERROR:
            yield EMPTY


def _error(one: Diagnostic, width: int, mask: Mask) -> Iterator[Line]:
    yield _head(one)
    if one.span is not None:
        yield arrow(one.span.location())
        yield from deciding(one.span, width, mask=mask)
    elif one.path:
        yield (Piece(" " * (GUTTER - 2) + "--> ", "frame"), Piece(escaped(one.path), "path"))
    yield from _more(one, width)
    yield EMPTY


def _remark(one: Diagnostic, width: int) -> Iterator[Line]:
    place = position(one.span.location()) if one.span is not None else escaped(one.path)
    yield (*_head(one), Piece(f"  {place}" if place else "", "path"))
    yield from _more(one, width)


def _head(one: Diagnostic) -> Line:
    return (
        Piece(f"{one.level.value}[{one.code}]", one.level.value),
        Piece(f": {escaped(one.summary)}", "message"),
    )


def _more(one: Diagnostic, width: int) -> Iterator[Line]:
    if one.detail:
        yield from paragraph("", one.detail, width)
    if one.hint:
        yield from paragraph("hint: ", one.hint, width, label_style="fix")
