"""The commands that tell about rules: the table of them, and the page of one."""

from __future__ import annotations

import sys
from argparse import Namespace

from fastpath_checks.cli.writing import line_width, send, write_lines
from fastpath_checks.engine.exit_codes import CLEAN
from fastpath_checks.engine.policies import policy_of
from fastpath_checks.engine.request import Request, UsageError
from fastpath_checks.policy.facts import load_facts
from fastpath_checks.policy.nearest import suggestion
from fastpath_checks.rules.rulebook import DOCUMENTED
from fastpath_checks.rules.sections import Documented


def rules(arguments: Namespace) -> int:
    """The rules with the severities of a policy."""
    from fastpath_checks.reports.rule_table import chosen, rule_table, rules_json

    _, policy = policy_of(Request(paths=(".",), policy=arguments.policy))
    wanted = chosen(policy, arguments.family, arguments.severity)
    if arguments.format == "json":
        send(rules_json(wanted, policy), sys.stdout)
    else:
        write_lines(rule_table(wanted, policy), arguments)
    return CLEAN


def explain(arguments: Namespace) -> int:
    """The pages of rules, named by id or by name."""
    from fastpath_checks.reports.layout import EMPTY
    from fastpath_checks.reports.rule_page import rule_page

    named = [_rule(word) for word in arguments.rules]
    request = Request(paths=(".",), policy=arguments.policy, profile=arguments.profile)
    _, policy = policy_of(request)
    facts = load_facts(policy.profile)
    for position, rule in enumerate(dict.fromkeys(named)):
        if position:
            write_lines([EMPTY, EMPTY], arguments)
        write_lines(rule_page(rule, policy, facts, line_width()), arguments)
    return CLEAN


def _rule(word: str) -> Documented:
    by_word = {one.id.casefold(): one for one in DOCUMENTED} | {one.name: one for one in DOCUMENTED}
    found = by_word.get(word.casefold())
    if found is None:
        digits = word.casefold().removeprefix("fastpath_").removeprefix("fastpath-")
        found = by_word.get(f"fastpath_{digits}") if digits.isdigit() else None
    if found is None:
        known = [one.id for one in DOCUMENTED] if any(letter.isdigit() for letter in word) else list(by_word)
        near = suggestion(word, known)
        raise UsageError(
            f"{word!r} is no rule", near if near.startswith("did") else "fastpath-checks rules lists all of them"
        )
    return found
