"""The options of every command that judges. Imports no room, like the other options."""

from __future__ import annotations

import argparse

from fastpath_checks.cli.argument_types import Choice, pair
from fastpath_checks.cli.words import FAIL_ON


def add_judging(parser: argparse.ArgumentParser, *, verdicts: bool = True) -> None:
    """Policy, inputs, and what does not count; the last only where there are ``verdicts`` that could count."""
    group = parser.add_argument_group("judging")
    group.add_argument(
        "--policy", metavar="FILE|NAME", help="a policy file, or the name of a shipped policy (default: fastpath.yaml)"
    )
    group.add_argument(
        "--profile", metavar="DATE", help="judge by the documentation of this date (default: the policy's)"
    )
    parser.set_defaults(fail_on=None, baseline=None)
    if verdicts:
        _add_counting(group)
    group.add_argument(
        "--var-file",
        metavar="FILE",
        action="append",
        default=[],
        help="inputs: .tfvars, .tfvars.json, ARM parameters (.json) or .bicepparam; repeatable, a later one wins",
    )
    group.add_argument(
        "--var", metavar="NAME=VALUE", action="append", default=[], type=pair, help="one input; repeatable"
    )
    group.add_argument(
        "--env-vars",
        action="store_true",
        help="let TF_VAR_NAME in the environment give Terraform's variables, below all files (default: never read)",
    )
    group.add_argument("--workspace", metavar="NAME", help="Terraform's workspace (default: not known)")
    group.add_argument(
        "--bicep-modules",
        metavar="DIR",
        help="where `bicep restore` keeps the modules of registries (default: ~/.bicep, where it exists)",
    )


def _add_counting(group: argparse._ArgumentGroup) -> None:
    group.add_argument(
        "--fail-on",
        metavar="SEVERITY",
        type=Choice(FAIL_ON, str.upper),
        help="the lowest severity that fails the run: critical, high, medium, low or info; none: nothing does "
        "(default: the policy's)",
    )
    group.add_argument(
        "--baseline", metavar="FILE", help="a baseline of Checkov's or of ours: what it holds does not count"
    )
