"""What is printed: in color on a terminal, plainly into a pipe."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Iterable
from typing import TextIO

from fastpath_checks.core.diagnostics import Diagnostic
from fastpath_checks.reports.layout import Line, plain

MINIMUM_WIDTH = 60
MAXIMUM_WIDTH = 120


def write_lines(lines: Iterable[Line], arguments: Namespace) -> None:
    """Write lines to standard output."""
    emit(lines, sys.stdout, in_color(arguments, sys.stdout))


def write_diagnostics(diagnostics: Iterable[Diagnostic], arguments: Namespace) -> None:
    """Write what is wrong with a policy to standard error."""
    from fastpath_checks.reports.text import PLAIN_WIDTH
    from fastpath_checks.reports.text_diagnostics import remarks

    emit(remarks(diagnostics, PLAIN_WIDTH), sys.stderr, in_color(arguments, sys.stderr))


def in_color(arguments: Namespace, stream: TextIO) -> bool:
    """Whether a stream is written in color: a terminal, unless the environment forbids it, or as it was asked for."""
    wanted = getattr(arguments, "color", "auto")
    if wanted != "auto":
        return bool(wanted == "always")
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def line_width() -> int:
    """Cells of a line on standard output."""
    from fastpath_checks.reports.text import PLAIN_WIDTH

    return _terminal_width() if sys.stdout.isatty() else PLAIN_WIDTH


def _terminal_width() -> int:
    from shutil import get_terminal_size

    return max(MINIMUM_WIDTH, min(get_terminal_size((MAXIMUM_WIDTH, 24)).columns, MAXIMUM_WIDTH))


def emit(lines: Iterable[Line], stream: TextIO, colored: bool) -> None:
    """Write lines, in color or plainly."""
    if not colored:
        send(plain(lines), stream)
        return
    from fastpath_checks.reports.painting import painted

    send(painted(lines), stream)


def send(text: str, stream: TextIO) -> None:
    """Write text; what the stream's encoding lacks is written as its escape, and a closed pipe ends it quietly."""
    encoding = stream.encoding or "utf-8"
    try:
        stream.write(text.encode(encoding, "backslashreplace").decode(encoding))
        stream.flush()
    except BrokenPipeError:
        # Python flushes standard output once more when it ends; that must not fail, too.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
