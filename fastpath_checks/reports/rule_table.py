"""The rules as a table, with the severities that a policy gives them."""

from __future__ import annotations

from collections.abc import Iterator

from fastpath_checks.policy.model import Policy, Severity
from fastpath_checks.reports.cells import escaped
from fastpath_checks.reports.layout import EMPTY, Line, Piece
from fastpath_checks.rules.rulebook import DOCUMENTED


def rule_table(policy: Policy) -> Iterator[Line]:
    """One line a rule: id, severity, name, and the first sentence of its documentation below it."""
    width = max(len(severity.name) for severity in Severity)
    for rule in DOCUMENTED:
        severity = policy.severity(rule.id).name
        yield (
            Piece(rule.id, "rule"),
            Piece("  "),
            Piece(f"{severity:<{width}}", severity),
            Piece(f"  {rule.name}", "message"),
        )
        first = rule.documentation.strip().split("\n\n")[0]
        yield (Piece(" " * (len(rule.id) + width + 4) + " ".join(first.split()), "context"),)
    yield EMPTY
    yield (Piece(f"severities of policy {escaped(policy.name)}, facts of {policy.profile}", "context"),)
