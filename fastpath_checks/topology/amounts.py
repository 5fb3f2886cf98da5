"""Sums of numbers of which some are not known."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple

from fastpath_checks.core.claims import EVIDENCE_LIMIT, Attribute, Claim, Evidence, Truth, shown
from fastpath_checks.core.values import Because, Known, Missing, OneOf, Unknown, Value


class Amount(NamedTuple):
    """A number between ``low`` and ``high``, both inclusive, with what tells it and what would tell it exactly."""

    low: float
    high: float
    evidence: tuple[Evidence, ...]
    missing: tuple[Missing, ...]

    def at_most(self, limit: Amount) -> Claim:
        """Whether the amount surely does not exceed a limit, surely does, or may."""
        evidence = (*self.evidence, *limit.evidence)
        if self.high <= limit.low:
            return Claim(Truth.YES, evidence)
        if self.low > limit.high:
            return Claim(Truth.NO, evidence)
        return Claim(Truth.MAYBE, evidence, (*self.missing, *limit.missing))

    def times(self, factor: float) -> Amount:
        return self._replace(low=self.low * factor, high=self.high * factor)


def amount(attribute: Attribute) -> Amount:
    """A value as an amount; what is not a number may be any."""
    value = attribute.value
    evidence = (Evidence(f"{attribute.label} is {shown(value)}", value.origin),)
    numbers = _numbers(value)
    if not numbers:
        missing = value.missing if isinstance(value, (OneOf, Unknown)) else ()
        return Amount(
            0, math.inf, evidence, missing or (Missing(Because.NOT_DOCUMENTED, attribute.label, value.origin),)
        )
    return Amount(min(numbers), max(numbers), evidence, value.missing if isinstance(value, OneOf) else ())


def total(parts: Iterable[tuple[Claim, Amount]]) -> Amount:
    """The sum of the amounts whose claim holds; one whose claim may hold counts from nothing on."""
    low = high = 0.0
    evidence: list[Evidence] = []
    missing: list[Missing] = []
    for counts, part in parts:
        if counts.truth is Truth.NO:
            continue
        low += part.low if counts.truth is Truth.YES else 0
        high += part.high
        evidence += [*part.evidence, *counts.evidence]
        missing += [*part.missing, *counts.missing]
    return Amount(low, high, tuple(dict.fromkeys(evidence))[:EVIDENCE_LIMIT], tuple(dict.fromkeys(missing)))


def _numbers(value: Value) -> list[float]:
    """The numbers that a value can be; none where one of them is not a number."""
    match value:
        case Known(data):
            return [float(data)] if isinstance(data, (int, float)) and not isinstance(data, bool) else []
        case OneOf(choices):
            found = [_numbers(choice) for choice in choices]
            return [number for one in found for number in one] if all(found) else []
        case Unknown():
            return []
