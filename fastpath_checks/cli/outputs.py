"""The reports that a command line asks for: each in its format, to a file or to standard output."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Callable
from typing import NamedTuple

from fastpath_checks.cli.writing import emit, in_color, line_width, send
from fastpath_checks.engine.changes import Changes
from fastpath_checks.engine.findings import Report
from fastpath_checks.engine.path_report import PathReport
from fastpath_checks.engine.request import UsageError
from fastpath_checks.reports.formats import rendered


class Output(NamedTuple):
    """One report that is asked for; ``path`` is None for standard output."""

    format: str
    path: str | None

    @property
    def spelled(self) -> str:
        """As the command line says it."""
        return f"--format {self.format}" + (f"={self.path}" if self.path is not None else "")


def outputs_of(arguments: Namespace) -> list[Output]:
    """What is asked for, or text on standard output. UsageError, before anything is scanned, for what cannot be."""
    wanted = [Output(format, path) for format, path in arguments.format] or [Output("text", None)]
    shown = [one for one in wanted if one.path is None]
    if len(shown) > 1:
        said = f"{shown[0].spelled} and {shown[1].spelled} both go to standard output"
        raise UsageError(said, f"give one of them a file: {shown[1].spelled}=FILE")
    seen: dict[str, Output] = {}
    for one in wanted:
        if one.path is not None:
            _check(one, one.path)
            other = seen.setdefault(os.path.realpath(one.path), one)
            if other is not one:
                raise UsageError(f"{other.spelled} and {one.spelled} write the same file")
    return wanted


def _check(output: Output, path: str) -> None:
    directory = os.path.dirname(path) or "."
    if os.path.isdir(path):
        raise UsageError(f"{output.spelled}: it is a directory", "give the name of a file")
    if not os.path.isdir(directory):
        raise UsageError(f"{output.spelled}: there is no directory {directory}")
    if not os.access(path if os.path.exists(path) else directory, os.W_OK):
        raise UsageError(f"{output.spelled}: it cannot be written")


def write_reports(
    report: Report,
    outputs: list[Output],
    arguments: Namespace,
    changes: Changes | None = None,
    paths: PathReport | None = None,
) -> None:
    """Write the files, then standard output: a reader of that one who goes away early loses no file."""
    write_files(outputs, lambda format: _rendered(format, report, arguments, changes, paths))
    for one in outputs:
        if one.path is None:
            _print(report, one.format, arguments, changes, paths)


def write_files(outputs: list[Output], text: Callable[[str], str]) -> None:
    """Write what goes to files: ``text`` is the report in a format."""
    from fastpath_checks.sources.writing import write_text

    for one in outputs:
        if one.path is not None:
            refusal = write_text(one.path, text(one.format))
            if refusal:
                raise UsageError(f"{one.spelled}: {refusal}")


def _rendered(
    format: str, report: Report, arguments: Namespace, changes: Changes | None, paths: PathReport | None
) -> str:
    return rendered(format, report, show=arguments.show, quiet=arguments.quiet, changes=changes, paths=paths)


def _print(
    report: Report, format: str, arguments: Namespace, changes: Changes | None, paths: PathReport | None
) -> None:
    if format == "text":
        from fastpath_checks.reports.text import text_lines

        lines = text_lines(report, line_width(), show=arguments.show, quiet=arguments.quiet)
        emit(lines, sys.stdout, in_color(arguments, sys.stdout))
        if changes is not None:
            from fastpath_checks.reports.changes_text import change_lines

            emit(change_lines(changes, line_width()), sys.stdout, in_color(arguments, sys.stdout))
    else:
        send(_rendered(format, report, arguments, changes, paths), sys.stdout)
