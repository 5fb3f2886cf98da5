"""What other tools and guides say about the subject of a rule, and where following them breaks it."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

from fastpath_checks.policy.shipped import shipped


class OtherRule(NamedTuple):
    """A rule or advice of another tool. ``relation`` is ``agrees``, ``narrower`` or ``conflicts``; ``why`` says so.

    ``version`` says what of the tool was read, and as of when.
    """

    tool: str
    url: str
    version: str
    id: str
    says: str
    relation: str
    why: str


def other_rules(rule_id: str) -> tuple[OtherRule, ...]:
    """What others say about the subject of one of our rules, in the order of the file."""
    data = _crosswalk()
    return tuple(_other(one, data["tools"][one["tool"]]) for one in data["entries"] if one["rule"] == rule_id)


@lru_cache(maxsize=1)
def _crosswalk() -> Any:
    return shipped("crosswalk.json")


def _other(entry: dict[str, str], tool: dict[str, str]) -> OtherRule:
    about = (entry["id"], entry["says"], entry["relation"], entry["why"])
    return OtherRule(tool["name"], tool["url"], tool["version"], *about)
