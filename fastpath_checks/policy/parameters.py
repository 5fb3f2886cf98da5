"""The parameters that rules have: what a policy may set in the place of what facts say. The schema declares them."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from fastpath_checks.policy.shipped import shipped


class Declared(NamedTuple):
    """A parameter's meaning and its bounds, both inclusive; without it, the facts count."""

    name: str
    meaning: str
    minimum: float
    maximum: float


@lru_cache(maxsize=1)
def parameters() -> dict[str, tuple[Declared, ...]]:
    """The parameters of the rules that have some, by the rule's id."""
    declared = shipped("policy.schema.json")["$defs"]["parameters"]
    return {
        rule_id: tuple(
            Declared(name, one["description"], one["minimum"], one["maximum"])
            for name, one in schema["properties"].items()
        )
        for rule_id, schema in declared.items()
    }
