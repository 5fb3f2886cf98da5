"""A rule declares each entry of the facts that turns its verdicts, and no other: differences of facts rest on it."""

from __future__ import annotations

from typing import Any

import pytest
from fixture_cases import ALL, Case

from fastpath_checks.core.claims import Truth
from fastpath_checks.engine.analyze import topologies
from fastpath_checks.engine.judging import subjects
from fastpath_checks.policy.facts import PROFILES, Facts
from fastpath_checks.policy.shipped import shipped
from fastpath_checks.rules.rulebook import RULES
from fastpath_checks.rules.ruletype import World


class Recorded(dict[str, Any]):
    """The entries of a profile, which remember the keys that they are asked for."""

    def __init__(self, entries: dict[str, Any]) -> None:
        super().__init__(entries)
        self.asked: set[str] = set()

    def __getitem__(self, key: str) -> Any:
        self.asked.add(key)
        return super().__getitem__(key)

    def get(self, key: str, default: Any = None) -> Any:
        self.asked.add(key)
        return super().get(key, default)


def bicep_cases() -> list[Case]:
    """One language says what all of them say: the topologies are the same."""
    return [case for case in ALL if case.language == "bicep"]


@pytest.fixture(scope="module")
def reads() -> dict[str, set[str]]:
    """The keys that each rule asks for, over all fixtures and profiles."""
    found: dict[str, set[str]] = {rule.id: set() for rule in RULES}
    profiles = {profile: Recorded(shipped(f"facts-{profile}.json")["facts"]) for profile in PROFILES}
    for topology in (one for case in bicep_cases() for one in topologies(case.request())):
        for profile, entries in profiles.items():
            world = World(topology, Facts(profile, entries))
            for rule in RULES:
                entries.asked.clear()
                for subject in subjects(rule, topology):
                    if rule.applies_to(subject, world).truth is not Truth.NO:
                        rule.holds_for(subject, world)
                found[rule.id] |= entries.asked
    return found


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_reads_what_it_declares(rule: Any, reads: dict[str, set[str]]) -> None:
    assert sorted(reads[rule.id]) == sorted(rule.reads)


def test_each_entry_that_a_rule_cites_is_in_each_profile() -> None:
    for profile in PROFILES:
        entries = shipped(f"facts-{profile}.json")["facts"]
        assert [key for rule in RULES for key in (*rule.cites, *rule.reads) if key not in entries] == []
