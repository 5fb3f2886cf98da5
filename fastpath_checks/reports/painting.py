"""The lines of a report in color, for a terminal. Only here is rich imported, and only when a terminal asks for it."""

from __future__ import annotations

from collections.abc import Iterable
from io import StringIO

from rich.console import Console
from rich.style import Style
from rich.text import Text

from fastpath_checks.reports.layout import Line

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
    target = StringIO()
    console = Console(file=target, force_terminal=True, no_color=False, highlight=False, markup=False, emoji=False)
    for line in lines:
        text = Text()
        for piece in line:
            style = Style.parse(STYLES.get(piece.style, ""))
            text.append(piece.text, style.update_link(piece.link) if piece.link else style)
        console.print(text, soft_wrap=True)
    return target.getvalue()
