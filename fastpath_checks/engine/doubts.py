"""Which few inputs would decide most undecided verdicts: the greedy answer to the covering of sets.

A verdict is decided once all that it misses is known. Each step takes what decides the most verdicts for each input
that it asks for; what nobody can give (a contradiction between pages, what Azure decides while it deploys) is never
asked for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import combinations
from typing import NamedTuple

from fastpath_checks.core.spans import Location
from fastpath_checks.core.values import Because
from fastpath_checks.engine.findings import Finding, MissingInput, Verdict

NOBODY_CAN_GIVE = frozenset(
    one.value
    for one in (
        Because.CONTRADICTORY, Because.CYCLE, Because.DEPLOYMENT_CONTEXT, Because.ERROR, Because.IMPURE, Because.LIMIT,
        Because.NOT_DOCUMENTED, Because.RUNTIME_ATTRIBUTE, Because.SENSITIVE, Because.UNMODELLED, Because.UNPARSED,
    )
)  # fmt: skip

SUBSETS_LIMIT = 6

_Key = tuple[str, str, str, Location | None]


class Step(NamedTuple):
    """Inputs to give together, and the findings that they decide once those of the steps before are given."""

    inputs: tuple[MissingInput, ...]
    decides: tuple[Finding, ...]


class Doubts(NamedTuple):
    """The steps in their order, and the undecided findings that no input would decide."""

    steps: tuple[Step, ...]
    beyond: tuple[Finding, ...]

    @property
    def undecided(self) -> int:
        return sum(len(step.decides) for step in self.steps) + len(self.beyond)


def doubts(findings: Iterable[Finding]) -> Doubts:
    """What would decide the undecided findings that count."""
    open_: dict[int, frozenset[_Key]] = {}
    beyond: list[Finding] = []
    inputs: dict[_Key, MissingInput] = {}
    undecided = [one for one in findings if one.verdict is Verdict.UNDECIDED and one.suppressed is None]
    for index, finding in enumerate(undecided):
        keys = {_key(one, finding): one for one in finding.missing}
        if not keys or any(one.because in NOBODY_CAN_GIVE for one in finding.missing):
            beyond.append(finding)
            continue
        inputs.update(keys)
        open_[index] = frozenset(keys)
    steps: list[Step] = []
    while open_:
        needs = Counter(open_.values())
        best = min(needs, key=lambda asked: _rank(asked, needs))
        decided = [index for index, needed in open_.items() if needed <= best]
        steps.append(
            Step(tuple(inputs[key] for key in sorted(best, key=_order)), tuple(undecided[index] for index in decided))
        )
        open_ = {index: needed - best for index, needed in open_.items() if index not in decided}
    return Doubts(tuple(steps), tuple(beyond))


def _key(one: MissingInput, finding: Finding) -> _Key:
    """What makes two inputs the same: where they are declared, else the root that lacks them."""
    return one.because, one.name, "" if one.location is not None else finding.root, one.location


def _rank(asked: frozenset[_Key], needs: Counter[frozenset[_Key]]) -> tuple[float, int, list[tuple[str, ...]]]:
    """The most verdicts for each input first, then the fewest inputs, then by name."""
    return -_gain(asked, needs) / len(asked), len(asked), sorted(_order(key) for key in asked)


def _gain(asked: frozenset[_Key], needs: Counter[frozenset[_Key]]) -> int:
    """How many verdicts need nothing else; where few inputs are asked for, their subsets are fewer than all needs."""
    if len(asked) > SUBSETS_LIMIT:
        return sum(number for one, number in needs.items() if one <= asked)
    sizes = range(1, len(asked) + 1)
    return sum(needs[frozenset(one)] for size in sizes for one in combinations(asked, size))


def _order(key: _Key) -> tuple[str, ...]:
    because, name, root, location = key
    place = f"{location.path}:{location.line:08}:{location.column:08}" if location is not None else ""
    return name, root, place, because
