"""The rules as a table, or as JSON, with the severities that a policy gives them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from fastpath_checks.engine.judging import RULE_PAGES
from fastpath_checks.policy.model import Policy, Severity
from fastpath_checks.reports.cells import escaped
from fastpath_checks.reports.layout import EMPTY, Line, Piece
from fastpath_checks.rules.rulebook import DOCUMENTED
from fastpath_checks.rules.sections import Documented, finds

VERSION = 1


def chosen(policy: Policy, families: Iterable[str], severities: Iterable[str]) -> list[Documented]:
    """The rules of the families (categories) and severities; all of them where none is named."""
    wanted, severe = set(families), set(severities)
    return [
        rule
        for rule in DOCUMENTED
        if (not wanted or rule.category.value in wanted) and (not severe or policy.severity(rule.id).name in severe)
    ]


def rule_table(rules: Iterable[Documented], policy: Policy) -> Iterator[Line]:
    """One line a rule: id, severity, name, and the first sentence of its documentation below it."""
    width = max(len(severity.name) for severity in Severity)
    for rule in rules:
        severity = policy.severity(rule.id).name
        yield (
            Piece(rule.id, "rule"),
            Piece("  "),
            Piece(f"{severity:<{width}}", severity),
            Piece(f"  {rule.name}", "message"),
        )
        yield (Piece(" " * (len(rule.id) + width + 4) + finds(rule), "context"),)
    yield EMPTY
    yield (Piece(f"severities of policy {escaped(policy.name)}, facts of {policy.profile}", "context"),)


def rules_json(rules: Iterable[Documented], policy: Policy) -> str:
    """The same as JSON, in ASCII."""
    told = [
        {
            "id": rule.id,
            "name": rule.name,
            "family": rule.category.value,
            "severity": policy.severity(rule.id).name,
            "layer": policy.rules[rule.id].layer,
            "finds": finds(rule),
            "url": f"{RULE_PAGES}/{rule.id}.md",
        }
        for rule in rules
    ]
    data = {"version": VERSION, "policy": policy.name, "profile": policy.profile, "rules": told}
    return json.dumps(data, indent=2) + "\n"
