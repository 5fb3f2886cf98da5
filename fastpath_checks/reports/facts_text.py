"""The facts of a profile as text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fastpath_checks.policy.facts import Facts
from fastpath_checks.policy.profile_changes import Said
from fastpath_checks.reports.layout import EMPTY, Line, Piece, counted, paragraph
from fastpath_checks.rules.rulebook import RULES


def profile_lines(facts: Facts, width: int) -> Iterator[Line]:
    """Every entry of a profile: its status, our sentence, the value, the pages, and the rules that cite it."""
    keys = facts.keys()
    for key in keys:
        yield headline(key)
        yield from entry_lines(Said(facts.cite(key), facts.value(key)), width)
        yield EMPTY
    yield (Piece(f"{counted(len(keys), 'entry', 'entries')} in profile {facts.profile}", "context"),)


def entry_lines(entry: Said, width: int) -> Iterator[Line]:
    """Status and sentence, value, what it is about, from when to when it is said, and pages of one entry."""
    citation = entry.citation
    yield from paragraph(f"{citation.status}: ", citation.summary, width, label_style="reason")
    yield from paragraph("value: ", shown(entry.value), width)
    yield from paragraph("about: ", str(citation.scope), width)
    yield from paragraph("said: ", citation.period, width)
    for source in citation.sources:
        yield from paragraph("page: ", f"{source.title}, {source.date} ({source.version})", width, style="context")


def shown(value: Any) -> str:
    """Plain data in one line of prose; ``nothing`` where the pages give none."""
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_inner(one)}" for key, one in value.items())
    if isinstance(value, list):
        return ", ".join(_inner(one) for one in value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def rules_that_cite(key: str) -> tuple[str, ...]:
    """The ids of the rules whose verdicts rest on an entry."""
    return tuple(rule.id for rule in RULES if key in rule.cites)


def _inner(value: Any) -> str:
    return f"({shown(value)})" if isinstance(value, (dict, list)) else shown(value)


def headline(key: str) -> Line:
    """The key of an entry, with the rules that cite it."""
    citing = rules_that_cite(key)
    return (Piece(key, "name"), Piece(f"  cited by {', '.join(citing)}" if citing else "", "rule"))
