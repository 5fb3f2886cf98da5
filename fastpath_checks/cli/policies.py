"""The command about policies: check files, show what counts in the end, begin a file."""

from __future__ import annotations

import os
import sys
from argparse import Namespace

from fastpath_checks.cli.writing import line_width, send, write_diagnostics, write_lines
from fastpath_checks.core.diagnostics import Diagnostic, Level
from fastpath_checks.engine.exit_codes import CLEAN, NOT_READ, USAGE
from fastpath_checks.engine.policies import checked_policy, policy_above, policy_of
from fastpath_checks.engine.request import Request, UsageError
from fastpath_checks.engine.touching import POLICY_NAMES
from fastpath_checks.policy.model import Policy, PolicyError
from fastpath_checks.reports.layout import Piece


def policy(arguments: Namespace) -> int:
    """Carry out one of the actions."""
    match arguments.action:
        case "check":
            return _check(arguments)
        case "show":
            return _show(arguments)
        case _:
            return _init(arguments)


def _check(arguments: Namespace) -> int:
    """Validate the named files, or the one that governs the working directory; all complaints of all of them."""
    own = policy_above(".")
    files = arguments.files or ([own] if own is not None else [])
    if not files:
        print("fastpath-checks: no policy governs this directory, so there is nothing to check", file=sys.stderr)
        print("  hint: fastpath-checks policy init writes one", file=sys.stderr)
        return NOT_READ
    code = CLEAN
    for path in files:
        try:
            found = checked_policy(path)
        except PolicyError as wrong:
            write_diagnostics(wrong.diagnostics, arguments)
            code = USAGE
        else:
            write_diagnostics(_idle_waivers(found), arguments)
            write_lines([(Piece(found.name, "path"), Piece(" is valid", "passed"))], arguments)
    return code


def _idle_waivers(policy: Policy) -> tuple[Diagnostic, ...]:
    """What a scan will find about waivers, as far as the policy alone tells."""
    return tuple(
        Diagnostic(
            "policy-waiver-without-reason",
            Level.WARNING,
            f"the waiver of {one.rule} for {one.subject} has no `reason`, so that it waives nothing",
            span=one.span,
        )
        for one in policy.waivers
        if not one.reason
    )


def _show(arguments: Namespace) -> int:
    request = Request(paths=(arguments.path,), policy=arguments.policy, profile=arguments.profile)
    _, found = policy_of(request)
    if arguments.format == "json":
        import json

        from fastpath_checks.policy.resolved import with_layers

        send(json.dumps(with_layers(found), indent=2) + "\n", sys.stdout)
    elif arguments.format == "yaml":
        from fastpath_checks.policy.resolved import as_yaml

        send(as_yaml(found), sys.stdout)
    else:
        from fastpath_checks.reports.policy_text import policy_lines

        write_lines(policy_lines(found, line_width()), arguments)
    return CLEAN


def _init(arguments: Namespace) -> int:
    from fastpath_checks.policy.starter import STARTER
    from fastpath_checks.sources.writing import write_text

    path = arguments.file
    if os.path.lexists(path) and not arguments.force:
        raise UsageError(f"{path} exists", "--force writes over it")
    refusal = write_text(path, STARTER)
    if refusal:
        raise UsageError(f"{path}: {refusal}")
    write_lines([(Piece("wrote "), Piece(path, "path"))], arguments)
    if os.path.basename(path) not in POLICY_NAMES:
        write_lines(
            [(Piece(f"only a {POLICY_NAMES[0]} is found by itself; name this one with --policy", "note"),)], arguments
        )
    return CLEAN
