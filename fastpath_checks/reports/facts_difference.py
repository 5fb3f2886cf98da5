"""What two profiles say differently as text: entry by entry, and rule by rule."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fastpath_checks.policy.facts import Facts
from fastpath_checks.policy.profile_changes import Change, changes
from fastpath_checks.reports.facts_text import headline, shown
from fastpath_checks.reports.layout import EMPTY, Line, Piece, counted, paragraph
from fastpath_checks.rules.rulebook import RULES
from fastpath_checks.rules.ruletype import Rule


def difference_lines(before: Facts, after: Facts, width: int) -> Iterator[Line]:
    """The entries whose value or status differs, each with what was and what is; then the rules that judge by them."""
    found = changes(before, after)
    for change in found.entries:
        yield headline(change.key)
        yield from _sides(change, before.profile, after.profile, width)
        yield EMPTY
    yield from _rules(found.entries, before.profile, after.profile, width)
    told = f"{counted(len(found.entries), 'entry', 'entries')} differ" + ("s" if len(found.entries) == 1 else "")
    yield (
        Piece(f"{told} between {before.profile} and {after.profile}", "message"),
        Piece(f"; {found.reworded} more say the same in other words" if found.reworded else "", "context"),
    )
    differing = sum(1 for _ in rules_that_judge_differently(found.entries))
    yield (Piece(f"{differing} of {counted(len(RULES), 'rule')} judge differently", "message"),)


def rules_that_judge_differently(entries: tuple[Change, ...]) -> Iterator[tuple[Rule, list[Change]]]:
    """Each rule that reads an entry whose data differ, with these entries. What is cited only turns no verdict."""
    turning = {change.key: change for change in entries if change.turns_verdicts}
    for rule in RULES:
        read = [turning[key] for key in rule.reads if key in turning]
        if read:
            yield rule, read


def told(before: Any, after: Any) -> str:
    """How plain data became other plain data: ``ErGwScale`` came, ``direct`` was one thing and is another."""
    if isinstance(before, dict) and isinstance(after, dict):
        keys = [key for key in dict.fromkeys((*before, *after)) if before.get(key) != after.get(key)]
        return ", ".join(f"{key} {shown(before.get(key))} -> {shown(after.get(key))}" for key in keys)
    if isinstance(before, list) and isinstance(after, list):
        gone = [f"- {shown(one)}" for one in before if one not in after]
        return ", ".join((*gone, *(f"+ {shown(one)}" for one in after if one not in before)))
    return f"{shown(before)} -> {shown(after)}"


def _rules(entries: tuple[Change, ...], before: str, after: str, width: int) -> Iterator[Line]:
    yield (Piece(f"Rules that judge differently under {after} than under {before}", "message"),)
    for rule, read in rules_that_judge_differently(entries):
        yield (Piece(rule.id, "rule"), Piece(f"  {rule.name}", "message"))
        for change in read:
            values = (None if entry is None else entry.value for entry in (change.before, change.after))
            yield from paragraph(f"{change.key}: ", told(*values), width)
    yield EMPTY


def _sides(change: Change, before: str, after: str, width: int) -> Iterator[Line]:
    for sign, profile, entry in (("-", before, change.before), ("+", after, change.after)):
        if entry is None:
            yield (Piece(f"{sign} {profile}", "label"), Piece("  does not speak of it", "context"))
            continue
        yield (Piece(f"{sign} {profile}", "label"), Piece(f"  {entry.citation.status}", "reason"))
        yield from paragraph("", entry.citation.summary, width)
        yield from paragraph("value: ", shown(entry.value), width)
