"""The command that judges a change: what it brings, fixes and moves."""

from __future__ import annotations

from argparse import Namespace

from fastpath_checks.cli.judging import request_of
from fastpath_checks.cli.outputs import outputs_of, write_reports
from fastpath_checks.cli.progress import watching
from fastpath_checks.engine.exit_codes import exit_code
from fastpath_checks.engine.gating import gate as compared


def gate(arguments: Namespace) -> int:
    """Only what is new counts for the exit code."""
    outputs = outputs_of(arguments)
    request = request_of(arguments, tuple(arguments.paths) or (".",))
    with watching(arguments) as watch:
        gated = compared(request, arguments.base, worktree=arguments.worktree, watch=watch)
    write_reports(gated.report, outputs, arguments, gated.changes, gated.paths)
    return exit_code(gated.report)
