"""Lines made of styled pieces, laid out once and drawn twice: plainly, or in color by ``painting``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from fastpath_checks.core.spans import Location
from fastpath_checks.reports.cells import escaped, wrapped

GUTTER = 5
"""Cells of the column that holds line numbers; more digits push their own line to the right."""

LONGEST_LABEL = 16
"""Cells up to which a label sets the indentation of its prose."""


class Piece(NamedTuple):
    """Text that is safe to show, the name of its style (a key of ``painting.STYLES``), and where it leads."""

    text: str
    style: str = ""
    link: str = ""


Line = tuple[Piece, ...]

EMPTY: Line = ()


def plain(lines: Iterable[Line]) -> str:
    """The lines as plain text, without trailing spaces."""
    return "".join(sent("".join(piece.text for piece in line).rstrip()) + "\n" for line in lines)


def sent(row: str) -> str:
    """A row as it may be printed in a workflow of GitHub, whose runner obeys a line that begins with ``::``."""
    return row.replace("::", "\\x3a:", 1) if row.lstrip().startswith("::") else row


def arrow(location: Location, style: str = "path") -> Line:
    """``   --> path:line:column``: where something is, in the form that editors and terminals make clickable."""
    return (Piece(" " * (GUTTER - 2) + "--> ", "frame"), Piece(position(location), style))


def position(location: Location) -> str:
    return f"{escaped(location.path)}:{location.line}:{location.column}"


def paragraph(label: str, text: str, width: int, *, style: str = "", label_style: str = "label") -> Iterator[Line]:
    """Prose behind an indented label (``  fix: ...``), its further lines indented to where the prose begins."""
    head = f"  {label}"
    hanging = len(head) if len(head) <= LONGEST_LABEL else 4
    for index, line in enumerate(wrapped(text, max(width - len(head), 24))):
        yield (Piece(head if index == 0 else " " * hanging, label_style), Piece(line, style))


def counted(number: int, noun: str, plural: str = "") -> str:
    """``1 file``, ``2 files``."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def listed(items: Iterable[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    parts = list(items)
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""
