"""Where output goes: a terminal in color, a pipe plainly, or a file."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Iterable
from typing import TextIO

from fastpath_checks.core.diagnostics import Diagnostic
from fastpath_checks.engine.findings import Report
from fastpath_checks.engine.request import UsageError
from fastpath_checks.reports.layout import Line, plain

MINIMUM_WIDTH = 60
MAXIMUM_WIDTH = 120


def check_output(path: str | None) -> None:
    """Raise UsageError where no report can be written to a path, before anything is scanned."""
    if path is None:
        return
    directory = os.path.dirname(path) or "."
    if os.path.isdir(path):
        raise UsageError(f"--output {path}: it is a directory", "give the name of a file")
    if not os.path.isdir(directory):
        raise UsageError(f"--output {path}: there is no directory {directory}")
    if not os.access(path if os.path.exists(path) else directory, os.W_OK):
        raise UsageError(f"--output {path}: it cannot be written")


def write_report(report: Report, arguments: Namespace) -> None:
    """Write a report in the format that was asked for. A reader that goes away early changes nothing else."""
    passes = arguments.show == "all"
    if arguments.format == "text":
        from fastpath_checks.reports.text import PLAIN_WIDTH, text_lines

        in_color = _in_color(arguments, sys.stdout)
        width = line_width() if arguments.output is None else PLAIN_WIDTH
        lines = text_lines(report, width, show=arguments.show, quiet=arguments.quiet)
        if arguments.output is None:
            _emit(lines, sys.stdout, in_color)
            return
        text = plain(lines)
    elif arguments.format == "json":
        from fastpath_checks.reports.json_report import json_text

        text = json_text(report, passes=passes)
    else:
        from fastpath_checks.reports.sarif import sarif_text

        text = sarif_text(report, passes=passes)
    if arguments.output is None:
        _send(text, sys.stdout)
        return
    from fastpath_checks.sources.writing import write_text

    refusal = write_text(arguments.output, text)
    if refusal:
        raise UsageError(f"--output {arguments.output}: {refusal}")


def write_lines(lines: Iterable[Line], arguments: Namespace) -> None:
    """Write lines to standard output."""
    _emit(lines, sys.stdout, _in_color(arguments, sys.stdout))


def write_diagnostics(diagnostics: Iterable[Diagnostic], arguments: Namespace) -> None:
    """Write what is wrong with a policy to standard error."""
    from fastpath_checks.reports.text import PLAIN_WIDTH
    from fastpath_checks.reports.text_diagnostics import remarks

    _emit(remarks(diagnostics, PLAIN_WIDTH), sys.stderr, _in_color(arguments, sys.stderr))


def _in_color(arguments: Namespace, stream: TextIO) -> bool:
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


def _emit(lines: Iterable[Line], stream: TextIO, in_color: bool) -> None:
    if not in_color:
        _send(plain(lines), stream)
        return
    from fastpath_checks.reports.painting import painted

    _send(painted(lines), stream)


def _send(text: str, stream: TextIO) -> None:
    """Write text; what the stream's encoding lacks is written as its escape, and a closed pipe ends it quietly."""
    encoding = stream.encoding or "utf-8"
    try:
        stream.write(text.encode(encoding, "backslashreplace").decode(encoding))
        stream.flush()
    except BrokenPipeError:
        # Python flushes standard output once more when it ends; that must not fail, too.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
