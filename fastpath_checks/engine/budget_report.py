"""The addresses behind FastPath of each circuit against their limit, told."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from fastpath_checks.core.claims import Truth
from fastpath_checks.engine.scenarios import Scenario
from fastpath_checks.policy.facts import Facts
from fastpath_checks.topology.amounts import Amount
from fastpath_checks.topology.budgets import address_budget, is_on_over
from fastpath_checks.topology.model import Topology


class Range(NamedTuple):
    """Whole numbers from ``low`` to ``high``; ``high`` is None where there is no knowing how many there may be."""

    low: int
    high: int | None

    def __str__(self) -> str:
        if self.high == self.low:
            return f"{self.low:,}"
        return f"{self.low:,} or more" if self.high is None else f"{self.low:,} to {self.high:,}"


class ToldBudget(NamedTuple):
    """The budget of one circuit over which FastPath is on, or may be, in one scenario of a root."""

    root: str
    scenario: str
    circuit: str
    declared: Range
    capacity: Range
    limit: Range


def told_budgets(by_scenario: Sequence[tuple[Scenario, Topology]], facts: Facts) -> list[ToldBudget]:
    told = []
    for scenario, topology in by_scenario:
        for circuit in topology.circuits:
            if is_on_over(circuit, topology).truth is Truth.NO:
                continue
            budget = address_budget(circuit, topology, facts)
            amounts = (_range(one) for one in (budget.declared, budget.capacity, budget.limit))
            told.append(ToldBudget(scenario.root.path, scenario.name, circuit.resource.name, *amounts))
    return told


def _range(amount: Amount) -> Range:
    return Range(math.ceil(amount.low), None if math.isinf(amount.high) else math.floor(amount.high))
