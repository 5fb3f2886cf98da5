"""The command that tells which few inputs would decide most undecided verdicts."""

from __future__ import annotations

import sys
from argparse import Namespace

from fastpath_checks.cli.judging import request_of
from fastpath_checks.cli.writing import line_width, send, write_lines
from fastpath_checks.engine import doubts as engine
from fastpath_checks.engine.analyze import analyze
from fastpath_checks.engine.exit_codes import CLEAN, NOT_READ


def doubts(arguments: Namespace) -> int:
    """Judge as a scan does, and show what is undecided by what would decide it."""
    from fastpath_checks.reports.doubts import doubts_json, doubts_lines

    report = analyze(request_of(arguments, tuple(arguments.paths) or (".",)))
    found = engine.doubts(report.findings)
    if arguments.format == "json":
        send(doubts_json(found), sys.stdout)
    else:
        write_lines(doubts_lines(found, line_width()), arguments)
    return CLEAN if report.summary.roots else NOT_READ
