"""The command that shows data paths."""

from __future__ import annotations

import sys
from argparse import Namespace

from fastpath_checks.cli.judging import request_of
from fastpath_checks.cli.outputs import outputs_of, write_files
from fastpath_checks.cli.progress import watching
from fastpath_checks.cli.writing import emit, in_color, line_width, send
from fastpath_checks.engine.analyze import trace
from fastpath_checks.engine.exit_codes import trace_exit_code
from fastpath_checks.reports.path_formats import rendered_paths
from fastpath_checks.reports.paths_text import paths_lines


def paths(arguments: Namespace) -> int:
    """Which way traffic takes to each destination. Files are written first, as by a scan."""
    outputs = outputs_of(arguments)
    request = request_of(arguments, tuple(arguments.paths) or (".",))
    with watching(arguments) as watch:
        report = trace(request, watch)
    write_files(outputs, lambda format: rendered_paths(format, report, quiet=arguments.quiet))
    for one in outputs:
        if one.path is None and one.format == "text":
            lines = paths_lines(report, line_width(), quiet=arguments.quiet)
            emit(lines, sys.stdout, in_color(arguments, sys.stdout))
        elif one.path is None:
            send(rendered_paths(one.format, report, quiet=arguments.quiet), sys.stdout)
    return trace_exit_code(report)
