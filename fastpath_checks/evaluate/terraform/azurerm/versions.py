"""Which versions of a provider a module may get: whether all of them, none or some come after a change."""

from __future__ import annotations

import re
from functools import lru_cache

from fastpath_checks.core.claims import Truth

Version = tuple[int, ...]

_PART = re.compile(r"\s*(=|!=|>=|<=|>|<|~>)?\s*v?(\d+(?:\.\d+)*)(?:[-+][0-9A-Za-z.+-]*)?\s*$")
_FIRST: Version = (0,)


@lru_cache(maxsize=1024)
def at_least(bound: str, constraint: str, locked: str) -> Truth:
    """Whether the provider's version is ``bound`` or later, by the locked version or else by the constraint.

    MAYBE where the constraint allows both, or where nothing is said: `terraform init` then takes the newest, but which
    one that was is not in the files. A part of a constraint that is none is as good as not there.
    """
    wanted = _numbers(bound)
    settled = _PART.match(locked) if locked else None
    if settled is not None:
        return Truth.YES if _numbers(settled.group(2)) >= wanted else Truth.NO
    low, below = _range(constraint)
    if low >= wanted:
        return Truth.YES
    return Truth.NO if below is not None and below <= wanted else Truth.MAYBE


def _range(constraint: str) -> tuple[Version, Version | None]:
    """The lowest version that is allowed, and the lowest that is not allowed any more."""
    low = _FIRST
    below: Version | None = None
    for part in constraint.split(","):
        match = _PART.match(part)
        if match is None:
            continue
        sign = match.group(1) or "="
        numbers = _numbers(match.group(2))
        after = (*_padded(numbers), 0)  # the smallest tuple above the version itself
        floor, ceiling = _FIRST, None
        if sign == "=":
            floor, ceiling = numbers, after
        elif sign == ">=":
            floor = numbers
        elif sign == ">":
            floor = after
        elif sign == "<":
            ceiling = numbers
        elif sign == "<=":
            ceiling = after
        elif sign == "~>":
            floor, ceiling = numbers, _pessimistic(match.group(2))
        low = max(low, floor)
        if ceiling is not None:
            below = ceiling if below is None else min(below, ceiling)
    return low, below


def _pessimistic(text: str) -> Version | None:
    """``~> 4.1`` ends before 5, ``~> 4.1.2`` before 4.2; ``~> 4`` allows everything from 4 on."""
    written = [int(part) for part in text.split(".")]
    if len(written) < 2:
        return None
    head = written[:-1]
    return _trimmed((*head[:-1], head[-1] + 1))


def _numbers(text: str) -> Version:
    return _trimmed(tuple(int(part) for part in text.split(".")[:4]))


def _trimmed(version: Version) -> Version:
    """Without the zeros at the end, so that 4 and 4.0.0 are the same."""
    end = len(version)
    while end > 1 and version[end - 1] == 0:
        end -= 1
    return version[:end]


def _padded(version: Version) -> Version:
    return (*version, *(0 for _ in range(4 - len(version))))
