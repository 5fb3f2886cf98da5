"""The commands that look something up: the facts of a date, and what changed between two."""

from __future__ import annotations

from argparse import Namespace

from fastpath_checks.cli.writing import line_width, write_lines
from fastpath_checks.engine.exit_codes import CLEAN
from fastpath_checks.engine.policies import policy_of
from fastpath_checks.engine.request import Request, UsageError
from fastpath_checks.policy.facts import PROFILES, Facts, load_facts
from fastpath_checks.policy.nearest import suggestion


def facts(arguments: Namespace) -> int:
    """The facts of one profile, or the difference of two."""
    if arguments.action == "diff":
        return _difference(arguments, _profile(arguments.before), _profile(arguments.after))
    from fastpath_checks.reports.facts_text import profile_lines

    named = arguments.profile
    if named is None:
        named = policy_of(Request(paths=(".",), policy=arguments.policy))[1].profile
    write_lines(profile_lines(_profile(named), line_width()), arguments)
    return CLEAN


def _difference(arguments: Namespace, before: Facts, after: Facts) -> int:
    """What two profiles say differently; with paths, what they make of the verdicts there."""
    if not arguments.paths:
        from fastpath_checks.reports.facts_difference import difference_lines

        write_lines(difference_lines(before, after, line_width()), arguments)
        return CLEAN
    from fastpath_checks.engine.profile_comparison import compare_profiles
    from fastpath_checks.reports.profile_comparison_text import comparison_lines

    request = Request(paths=tuple(arguments.paths), policy=arguments.policy)
    comparison = compare_profiles(request, before.profile, after.profile)
    write_lines(comparison_lines(comparison, before.profile, after.profile, line_width()), arguments)
    return CLEAN


def _profile(date: str) -> Facts:
    if date not in PROFILES:
        raise UsageError(f"there are no facts of {date!r}", suggestion(date, PROFILES))
    return load_facts(date)
