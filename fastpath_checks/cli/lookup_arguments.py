"""The options of the commands that look something up. Imports no room, like the other options."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from fastpath_checks.cli.argument_types import Choice
from fastpath_checks.cli.judging_arguments import add_judging
from fastpath_checks.cli.words import FAMILIES, SEVERITIES

_Actions = argparse._SubParsersAction  # argparse has no public name for what add_subparsers gives

AddCommand = Callable[[str, str], argparse.ArgumentParser]

LOOKUPS = ("rules", "explain", "doubts", "facts", "policy")

_POLICY_HELP = "a policy file, or the name of a shipped policy (default: fastpath.yaml)"


def add_lookups(command: AddCommand) -> None:
    """Add the commands to the program's; ``command`` makes one from its name and summary."""
    _add_rules(command("rules", "list the rules, with their severities"))
    explain = command("explain", "show the page of a rule")
    explain.add_argument("rules", nargs="+", metavar="RULE", help="an id, such as FASTPATH_101, or a name")
    explain.add_argument("--policy", metavar="FILE|NAME", help=_POLICY_HELP)
    explain.add_argument("--profile", metavar="DATE", help="the date of the facts (default: the policy's)")
    doubts = command("doubts", "tell which few inputs would decide most undecided verdicts")
    doubts.add_argument("paths", nargs="*", metavar="PATH", help="files and directories (default: .)")
    add_judging(doubts)
    doubts.add_argument("--format", choices=("text", "json"), default="text", help="text (default) or json")
    facts = _actions(command("facts", "show what Azure's documentation said on a date, or what changed"))
    show = _action(facts, "show", "every fact of a profile, with its pages and the rules that cite it")
    show.add_argument("--profile", metavar="DATE", help="the date of the facts (default: the policy's)")
    show.add_argument("--policy", metavar="FILE|NAME", help=_POLICY_HELP)
    diff = _action(facts, "diff", "what two profiles say differently, and which rules judge by it")
    diff.add_argument("before", metavar="A", help="the date of a profile")
    diff.add_argument("after", metavar="B", help="the date of another profile")
    diff.add_argument("paths", nargs="*", metavar="PATH", help="judge these by both, and show the verdicts that differ")
    diff.add_argument("--policy", metavar="FILE|NAME", help=_POLICY_HELP)
    _add_policy(_actions(command("policy", "check policy files, show what counts in the end, or begin a file")))


def _add_rules(rules: argparse.ArgumentParser) -> None:
    rules.add_argument("--policy", metavar="FILE|NAME", help=_POLICY_HELP)
    rules.add_argument(
        "--family",
        metavar="NAME",
        action="append",
        default=[],
        type=Choice(FAMILIES),
        help=f"only {', '.join(FAMILIES[:-1])} or {FAMILIES[-1]}; repeatable",
    )
    rules.add_argument(
        "--severity",
        metavar="SEVERITY",
        action="append",
        default=[],
        type=Choice((*SEVERITIES, "OFF"), str.upper),
        help="only critical, high, medium, low, info or off; repeatable",
    )
    rules.add_argument("--format", choices=("text", "json"), default="text", help="text (default) or json")


def _add_policy(policy: _Actions[argparse.ArgumentParser]) -> None:
    check = _action(policy, "check", "validate policy files, and those that they extend")
    check.add_argument(
        "files", nargs="*", metavar="FILE", help="policy files (default: the fastpath.yaml that governs this directory)"
    )
    show = _action(policy, "show", "every key of the effective policy, and the layer that decided it")
    show.add_argument("path", nargs="?", default=".", metavar="PATH", help="what the policy shall govern (default: .)")
    show.add_argument("--policy", metavar="FILE|NAME", help=_POLICY_HELP)
    show.add_argument("--profile", metavar="DATE", help="the date of the facts (default: the policy's)")
    show.add_argument("--format", choices=("text", "json", "yaml"), default="text", help="yaml is a policy file itself")
    init = _action(policy, "init", "write a policy file that changes nothing and shows what could be changed")
    init.add_argument(
        "file", nargs="?", default="fastpath.yaml", metavar="FILE", help="what to write (default: fastpath.yaml)"
    )
    init.add_argument("--force", action="store_true", help="write over a file that exists")


def _actions(parser: argparse.ArgumentParser) -> _Actions[argparse.ArgumentParser]:
    return parser.add_subparsers(dest="action", metavar="ACTION", title="actions", required=True)


def _action(actions: _Actions[argparse.ArgumentParser], name: str, summary: str) -> argparse.ArgumentParser:
    return actions.add_parser(name, help=summary, description=f"{summary[0].upper()}{summary[1:]}.", allow_abbrev=False)
