"""What one date's documentation says otherwise than another's."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from fastpath_checks.policy.facts import PROFILES, Facts, load_facts
from fastpath_checks.policy.profile_changes import changes

SOURCE = {"title": "A page", "url": "https://example.org", "version": "1", "date": "2025"}


def entry(value: Any, status: str = "GA", summary: str = "So it is.") -> dict[str, Any]:
    applies = dict.fromkeys(("circuits", "ip_versions", "regions", "services"), "any")
    said = {"summary": summary, "value": value, "status": status, "applies": applies}
    return {**said, "since": "2025", "until": None, "sources": [SOURCE]}


def facts(profile: str, **entries: dict[str, Any]) -> Facts:
    return Facts(profile, {"gateway_skus": entry([{"sku": "ErGw3AZ"}]), **entries})


def test_a_profile_differs_from_itself_in_nothing() -> None:
    assert changes(load_facts(), load_facts()) == ((), 0)


@pytest.mark.parametrize(("before", "after"), [*pairwise(PROFILES), *pairwise(reversed(PROFILES))])
def test_what_changed_one_way_changed_the_other_way(before: str, after: str) -> None:
    there = {one.key: (one.before, one.after) for one in changes(load_facts(before), load_facts(after)).entries}
    back = {one.key: (one.after, one.before) for one in changes(load_facts(after), load_facts(before)).entries}
    assert there
    assert there == back


def test_values_and_statuses_count_and_words_are_only_counted() -> None:
    old = facts("old", value=entry(1), status=entry(1), words=entry(1), same=entry(1))
    new = facts("new", value=entry(2), status=entry(1, "retired"), words=entry(1, summary="Thus."), same=entry(1))
    found = changes(old, new)
    assert [one.key for one in found.entries] == ["value", "status"]
    assert found.reworded == 1


def test_what_is_not_spoken_of_equals_what_is_not_there() -> None:
    found = changes(facts("old", gone=entry(1), quiet=entry(None, "undocumented")), facts("new", fresh=entry(2)))
    assert [(one.key, one.before is None, one.after is None) for one in found.entries] == [
        ("fresh", True, False),
        ("gone", False, True),
    ]


def test_the_address_limits_appear_in_2023_and_stay() -> None:
    keys = [
        {one.key for one in changes(load_facts(before), load_facts(after)).entries}
        for before, after in pairwise(PROFILES)
    ]
    assert ["ip_limits" in one for one in keys] == [True, False, False]
    assert ["gateway_skus" in one for one in keys] == [False, False, True]
