"""The page of a rule for a terminal: what it checks and why, how severe a policy finds it, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from fastpath_checks.engine.judging import RULE_PAGES
from fastpath_checks.policy.crosswalk import other_rules
from fastpath_checks.policy.facts import Facts
from fastpath_checks.policy.model import Policy
from fastpath_checks.policy.parameters import parameters
from fastpath_checks.policy.profile_changes import Said
from fastpath_checks.reports.cells import escaped
from fastpath_checks.reports.facts_text import entry_lines
from fastpath_checks.reports.layout import EMPTY, Line, Piece, paragraph
from fastpath_checks.rules.ruletype import Rule
from fastpath_checks.rules.sections import Documented, sections_of, subject_of


def rule_page(rule: Documented, policy: Policy, facts: Facts, width: int) -> Iterator[Line]:
    """Everything that there is to say of a rule, under a policy and the facts of a date."""
    setting = policy.rules[rule.id]
    summary, sections = sections_of(rule)
    severity = setting.severity.name
    yield (Piece(rule.id, "rule"), Piece(" "), Piece(rule.name, "name"), Piece("  "), Piece(severity, severity))
    yield from paragraph("", summary.replace("\n", " "), width, style="message")
    yield EMPTY
    yield from paragraph("about: ", f"{subject_of(rule)}; {rule.category.value}, since version {rule.since}", width)
    yield from paragraph("severity: ", f"{severity}, says policy {setting.layer}", width)
    if setting.reason:
        yield from paragraph("", setting.reason, width, style="context")
    yield from paragraph("comments: ", _WHAT_COMMENTS_DO[policy.suppressions_of(rule.id)], width)
    for parameter in parameters().get(rule.id, ()):
        given = setting.parameters.get(parameter.name)
        told = f"{given.value:g}, says policy {given.layer}" if given is not None else "what the facts say"
        bounds = f"from {parameter.minimum:g} to {parameter.maximum:g}"
        yield from paragraph(f"{parameter.name}: ", f"{told} ({bounds}). {parameter.meaning}", width)
    for heading, text in sections.items():
        yield EMPTY
        yield (Piece(heading, "rule"),)
        for part in text.split("\n\n"):
            yield from paragraph("", " ".join(part.split()), width)
    if isinstance(rule, Rule):
        yield from _facts(rule, facts, width)
        yield from _others(rule, width)
    yield EMPTY
    page = f"{RULE_PAGES}/{rule.id}.md"
    yield (Piece("see: ", "label"), Piece(page, "link", page))


_WHAT_COMMENTS_DO = {
    "allowed": "may suppress its findings",
    "reason-required": "may suppress its findings if they give a reason",
    "forbidden": "suppress nothing",
}


def _facts(rule: Rule, facts: Facts, width: int) -> Iterator[Line]:
    known = set(facts.keys())
    if not rule.cites:
        return
    yield EMPTY
    yield (Piece(f"What the documentation says, as of {facts.profile}", "rule"),)
    for key in rule.cites:
        if key in known:
            yield (Piece(f"  {key}", "name"),)
            yield from entry_lines(Said(facts.cite(key), facts.value(key)), width)
        else:
            yield from paragraph(f"{key}: ", "nothing", width)


def _others(rule: Rule, width: int) -> Iterator[Line]:
    found = other_rules(rule.id)
    if not found:
        return
    yield EMPTY
    yield (Piece("What other tools say", "rule"),)
    for one in found:
        told = f"{one.relation}. {one.says} {one.why}"
        yield from paragraph(f"{escaped(one.tool)} {escaped(one.id)}: ", told, width)
