"""The command line: what it is asked for, what it says, and how it ends."""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module

from fastpath_checks.cli.words import MODULES

CLEAN, USAGE, OUR_BUG, INTERRUPTED = 0, 2, 70, 130


TREES_GROW = 100_000, 50, 1_000
"""Thresholds of Python's collector. A scan allocates trees that stay until their root is judged, and hardly a cycle:
by the default thresholds the collector walks all of them over and over, which takes a third of a large scan's time."""


def run() -> None:
    """The console script. The process is ours alone, so it may set what is global; ``main`` sets nothing."""
    gc.set_threshold(*TREES_GROW)
    sys.exit(main())


def main(argv: list[str] | None = None) -> int:
    """Carry out a command line (``sys.argv`` without one) and return its exit code. Only SystemExit 0 may escape."""
    words = sys.argv[1:] if argv is None else argv
    try:
        return _carried_out(words)
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        return INTERRUPTED
    except Exception as bug:  # noqa: BLE001 - the last door: whatever comes here is our bug, and is said so
        return _apologize(bug, "--debug" in words or bool(os.environ.get("FASTPATH_DEBUG")))


def _carried_out(words: list[str]) -> int:
    from fastpath_checks.cli.arguments import WrongArguments, help_text, parse

    try:
        arguments = parse(words)
    except WrongArguments as wrong:
        return _refuse(str(wrong), wrong.hint)
    if arguments.command is None:
        print(help_text(), end="")
        return CLEAN
    module = import_module(f"fastpath_checks.cli.{MODULES[arguments.command]}")
    carry_out = getattr(module, arguments.command.replace("-", "_"))
    try:
        return int(carry_out(arguments))
    except Exception as wrong:
        # Imported only now: a command that nothing is wrong with may need no room at all.
        from fastpath_checks.engine.request import UsageError
        from fastpath_checks.policy.model import PolicyError

        if isinstance(wrong, UsageError):
            return _refuse(str(wrong), wrong.hint)
        if not isinstance(wrong, PolicyError):
            raise
        from fastpath_checks.cli.writing import write_diagnostics

        write_diagnostics(wrong.diagnostics, arguments)
        print("fastpath-checks: the policy cannot be followed, so nothing was scanned", file=sys.stderr)
        return USAGE


def _refuse(message: str, hint: str) -> int:
    from fastpath_checks.reports.cells import escaped

    print(f"fastpath-checks: {escaped(message)}", file=sys.stderr)
    if hint:
        print(f"  hint: {escaped(hint)}", file=sys.stderr)
    return USAGE


def _apologize(bug: Exception, debug: bool) -> int:
    from fastpath_checks.reports.cells import escaped

    if debug:
        import traceback

        traceback.print_exception(bug)
    print(
        f"fastpath-checks: sorry, a bug of ours ended this run ({type(bug).__name__}: {escaped(str(bug))})",
        file=sys.stderr,
    )
    if not debug:
        print("  hint: run it again with --debug and send us the traceback", file=sys.stderr)
    return OUR_BUG
