"""What other tools say about the subjects of our rules: complete, valid, shipped."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fastpath_checks.policy.crosswalk import other_rules
from fastpath_checks.policy.generating import POLICIES, generated
from fastpath_checks.policy.model import PolicyError
from fastpath_checks.policy.shipped import shipped
from fastpath_checks.rules.rulebook import RULES


def test_each_entry_is_about_one_of_our_rules_and_each_tool_is_used() -> None:
    data = shipped("crosswalk.json")
    assert {entry["rule"] for entry in data["entries"]} <= {rule.id for rule in RULES}
    assert {entry["tool"] for entry in data["entries"]} == set(data["tools"])


def test_entries_are_in_the_order_of_our_rules_and_none_is_there_twice() -> None:
    entries = shipped("crosswalk.json")["entries"]
    assert [entry["rule"] for entry in entries] == sorted(entry["rule"] for entry in entries)
    keys = [(entry["rule"], entry["tool"], entry["id"]) for entry in entries]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize(
    ("rule", "id", "relation"),
    [
        ("FASTPATH_101", "Azure.VNG.ERAvailabilityZoneSKU (AZR-000273)", "conflicts"),
        ("FASTPATH_107", "f6a14b32-a727-4ace-b5fa-7b1c6bdff402", "conflicts"),
        ("FASTPATH_201", "Azure.LB.StandardSKU (AZR-000128)", "agrees"),
        ("FASTPATH_102", "azurerm_virtual_network_gateway_connection_invalid_type", "narrower"),
    ],
)
def test_where_advice_agrees_and_where_it_conflicts(rule: str, id: str, relation: str) -> None:
    [found] = [one for one in other_rules(rule) if one.id == id]
    assert found.relation == relation
    assert found.url.startswith("https://")


def test_a_rule_that_nobody_else_has_has_no_entry() -> None:
    assert other_rules("FASTPATH_105") == ()


@pytest.fixture
def policies(tmp_path: Path) -> Callable[[str, str], Path]:
    def altered(old: str, new: str) -> Path:
        for path in (one for one in POLICIES.rglob("*") if one.is_file()):
            target = tmp_path / path.relative_to(POLICIES)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
        return tmp_path

    return altered


def test_an_entry_of_a_tool_that_is_not_listed_is_refused(policies: Callable[[str, str], Path]) -> None:
    with pytest.raises(ValueError, match="does not say what trivy is"):
        generated(policies("tool: kics", "tool: trivy"))


def test_another_relation_is_refused(policies: Callable[[str, str], Path]) -> None:
    with pytest.raises(PolicyError, match=r"`entries\[\d+\]\.relation` is `opposes`"):
        generated(policies("relation: conflicts", "relation: opposes"))
