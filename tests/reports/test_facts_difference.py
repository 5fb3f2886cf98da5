"""How a difference of two profiles is told: values, and the rules that judge by them."""

from __future__ import annotations

from typing import Any

import pytest

from fastpath_checks.policy.facts import load_facts
from fastpath_checks.policy.profile_changes import changes
from fastpath_checks.reports.facts_difference import rules_that_judge_differently, told


@pytest.mark.parametrize(
    ("before", "after", "text"),
    [
        (None, "same-region", "nothing -> same-region"),
        ({"provider": "a", "direct": "b"}, {"provider": "a", "direct": "c"}, "direct b -> c"),
        ({"Basic": "gateway"}, {"spoke": "gateway"}, "Basic gateway -> nothing, spoke nothing -> gateway"),
        (["UltraPerformance"], ["UltraPerformance", "ErGwScale"], "+ ErGwScale"),
        ([100], [10], "- 100, + 10"),
        ([1], None, "1 -> nothing"),
    ],
)
def test_only_what_differs_of_a_value_is_told(before: Any, after: Any, text: str) -> None:
    assert told(before, after) == text


def differing(before: str, after: str) -> dict[str, list[str]]:
    found = changes(load_facts(before), load_facts(after)).entries
    return {rule.id: [change.key for change in read] for rule, read in rules_that_judge_differently(found)}


def test_rules_judge_differently_by_what_they_read_not_by_what_they_cite() -> None:
    found = differing("2021-08-10", "2025-11-05")
    assert found["FASTPATH_101"] == ["gateway_skus"]
    assert "matrix.gateway-subnet-routes" in found["FASTPATH_301"]
    assert "FASTPATH_106" not in found  # it cites what the pages say of Virtual WAN, and finds the same under all
    assert "FASTPATH_503" not in found


def test_a_status_alone_turns_no_verdict() -> None:
    found = changes(load_facts("2024-11-07"), load_facts("2025-11-05")).entries
    said = {change.key: change.turns_verdicts for change in found}
    assert said["gateway_skus"] is True
    assert said["dns_resolver.placement"] is True
    assert said["virtual_wan.bypass"] is True
    assert said["load_balancer.basic_on_older_pages"] is False


def test_between_2023_and_2024_the_scalable_gateway_changes_nothing() -> None:
    assert "FASTPATH_101" not in differing("2023-01-05", "2024-11-07")
    assert "FASTPATH_204" in differing("2023-01-05", "2024-11-07")
