"""The lines of a report in color, for a terminal. Only here is rich imported, and only when a terminal asks for it."""

from __future__ import annotations

from collections.abc import Iterable

from rich.color import ColorSystem
from rich.style import Style

from fastpath_checks.reports.layout import Line, sent

STYLES = {
    "CRITICAL": "bold white on red",
    "HIGH": "bold red",
    "MEDIUM": "bold yellow",
    "LOW": "bold cyan",
    "INFO": "bold blue",
    "OFF": "dim",
    "error": "bold red",
    "warning": "bold yellow",
    "note": "bold blue",
    "rule": "bold",
    "name": "",
    "message": "bold",
    "path": "cyan",
    "link": "blue underline",
    "frame": "blue",
    "caret": "bold red",
    "code": "",
    "context": "dim",
    "reason": "yellow",
    "input": "bold yellow",
    "label": "dim",
    "fix": "green",
    "passed": "green",
}
"""Colors of the terminal's own palette, so that they fit its theme."""


def painted(lines: Iterable[Line]) -> str:
    """The lines, already laid out, with the control sequences of colors and links, whatever the environment says."""
    styles = {name: Style.parse(definition) for name, definition in STYLES.items()}
    nothing = Style.null()
    rows: list[str] = []
    for line in lines:
        row = []
        for piece in line:
            style = styles.get(piece.style, nothing)
            style = style.update_link(piece.link) if piece.link else style
            row.append(style.render(piece.text, color_system=ColorSystem.STANDARD) if style else piece.text)
        rows.append(sent("".join(row)) + "\n")
    return "".join(rows)
