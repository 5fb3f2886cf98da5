"""The rules as SARIF's reporting descriptors, with their documentation as help."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from fastpath_checks.engine.findings import Finding
from fastpath_checks.engine.judging import RULE_PAGES
from fastpath_checks.policy.crosswalk import other_rules
from fastpath_checks.policy.model import Severity
from fastpath_checks.rules.housekeeping import Housekeeping
from fastpath_checks.rules.rulebook import DOCUMENTED
from fastpath_checks.rules.ruletype import Category, Rule

LEVELS = {
    Severity.CRITICAL: "error",
    Severity.HIGH: "error",
    Severity.MEDIUM: "warning",
    Severity.LOW: "note",
    Severity.INFO: "note",
}

_SECURITY_SCORES = {
    Severity.CRITICAL: "9.5",
    Severity.HIGH: "8.0",
    Severity.MEDIUM: "5.5",
    Severity.LOW: "2.0",
    Severity.INFO: "0.5",
}
"""Within the bands that GitHub's code scanning names: above 9.0 critical, 7.0 high, 4.0 medium, 0.1 low."""

_PROBLEMS = {"error": "error", "warning": "warning", "note": "recommendation"}


def descriptors(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """A descriptor for each rule of the rulebook and each check beside it, ordered by id.

    A rule's own level is the highest severity that this run gave it; a rule without a finding says none.
    """
    severities: dict[str, Severity] = {}
    for finding in findings:
        severity = Severity[finding.severity]
        severities[finding.rule] = max(severity, severities.get(finding.rule, severity))
    found = []
    for rule in sorted(DOCUMENTED, key=lambda rule: rule.id):
        descriptor = _documented(rule)
        severity_here = severities.get(rule.id)
        if severity_here is not None:
            descriptor["defaultConfiguration"] = {"level": LEVELS[severity_here]}
            descriptor["properties"].update(_properties(rule, severity_here))
        found.append(descriptor)
    return found


def _properties(rule: Rule | Housekeeping, severity: Severity) -> dict[str, str]:
    """``security-severity`` makes a result one of security, so only rules of that category carry it."""
    if rule.category is Category.SECURITY:
        return {"security-severity": _SECURITY_SCORES[severity]}
    return {"problem.severity": _PROBLEMS[LEVELS[severity]]}


def _documented(rule: Rule | Housekeeping) -> dict[str, Any]:
    paragraphs = _paragraphs(rule.documentation)
    return {
        "id": rule.id,
        "name": rule.name,
        "shortDescription": {"text": paragraphs[0]},
        "fullDescription": {"text": " ".join(paragraphs[:2]).removesuffix(":")[:1000]},
        "helpUri": f"{RULE_PAGES}/{rule.id}.md",
        "help": {"text": "\n\n".join(paragraphs), "markdown": _markdown(rule)},
        "properties": {
            "tags": ["azure", "expressroute", "fastpath", rule.category.value],
            "precision": "very-high",
            **_elsewhere(rule.id),
        },
    }


def _elsewhere(rule_id: str) -> dict[str, Any]:
    """What other tools say about the same thing, for who reads the results of several."""
    found = [{"tool": one.tool, "id": one.id, "relation": one.relation, "why": one.why} for one in other_rules(rule_id)]
    return {"otherTools": found} if found else {}


def _paragraphs(documentation: str) -> list[str]:
    """The docstring's paragraphs, each as one line: a heading stays before its text."""
    blocks = documentation.strip().split("\n\n")
    return [" ".join(line.strip() for line in block.splitlines()) for block in blocks]


def _markdown(rule: Rule | Housekeeping) -> str:
    """The docstring with its headings (``What it checks:``) as Markdown's."""
    lines = [f"# {rule.id} {rule.name}", ""]
    for line in rule.documentation.strip().splitlines():
        if line and not line.startswith(" ") and line.endswith(":"):
            lines.extend([f"## {line[:-1]}", ""])
        else:
            lines.append(line.removeprefix("    "))
    return "\n".join(lines).rstrip() + "\n"
