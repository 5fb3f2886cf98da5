"""What the documentation of one date says otherwise than that of another."""

from __future__ import annotations

from typing import Any, NamedTuple

from fastpath_checks.policy.citations import Citation
from fastpath_checks.policy.facts import Facts


class Said(NamedTuple):
    """One entry of a profile: how it is quoted, and the plain data that a program needs of it."""

    citation: Citation
    value: Any


class Change(NamedTuple):
    """An entry whose value or status differs; None on the side of the profile that does not have it."""

    key: str
    before: Said | None
    after: Said | None

    @property
    def turns_verdicts(self) -> bool:
        """Whether a rule that reads the entry gets another answer: its data differ, or there are none on one side."""
        return bool(_data(self.before) != _data(self.after))


class Changes(NamedTuple):
    """All changes in the order of the second profile; ``reworded`` counts entries that say the same in other words."""

    entries: tuple[Change, ...]
    reworded: int


def changes(before: Facts, after: Facts) -> Changes:
    """What differs between two profiles, whichever of them is the older."""
    keys = dict.fromkeys((*after.keys(), *before.keys()))
    found, reworded = [], 0
    for key in keys:
        change = Change(key, said(before, key), said(after, key))
        if _meaning(change.before) != _meaning(change.after):
            found.append(change)
        elif _words(change.before) != _words(change.after):
            reworded += 1
    return Changes(tuple(found), reworded)


def said(facts: Facts, key: str) -> Said | None:
    """An entry of a profile; None where it has none of that key."""
    try:
        return Said(facts.cite(key), facts.value(key))
    except LookupError:
        return None


def _meaning(entry: Said | None) -> tuple[Any, str] | None:
    """What no page speaks of is the same whether an entry says so or none is there."""
    if entry is None or entry.citation.status == "undocumented":
        return None
    return (entry.value, entry.citation.status)


def _data(entry: Said | None) -> Any:
    return None if entry is None or entry.citation.status == "undocumented" else entry.value


def _words(entry: Said | None) -> str:
    return entry.citation.summary if entry is not None and entry.citation.status != "undocumented" else ""
