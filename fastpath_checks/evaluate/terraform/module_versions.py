"""Which published versions of a module a call accepts, by the constraints that Terraform has for them."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable

Number = tuple[int, int, int]

_PART = re.compile(r"\s*(=|!=|>=|<=|>|<|~>)?\s*v?(\d+(?:\.\d+){0,2})\s*$")
_COMPARISONS: dict[str, Callable[[Number, Number], bool]] = {
    "=": operator.eq, "!=": operator.ne, ">": operator.gt, ">=": operator.ge, "<": operator.lt, "<=": operator.le,
}  # fmt: skip


def accepted(versions: Iterable[str], constraint: str | None) -> tuple[str, ...]:
    """Those of the versions that a constraint accepts: all where nothing is said, none where it cannot be read.

    A version that only a prerelease of it would match is none of those: Terraform takes no others by a constraint.
    """
    if constraint is None:
        return tuple(versions)
    tests = [_test(part) for part in constraint.split(",")]
    readable = [test for test in tests if test is not None]
    if len(readable) < len(tests):
        return ()
    return tuple(one for one in versions if all(test(number(one)) for test in readable))


def _test(part: str) -> Callable[[Number], bool] | None:
    match = _PART.match(part)
    if match is None:
        return None
    sign, written = match.group(1) or "=", match.group(2)
    bound = number(written)
    if sign != "~>":
        compare = _COMPARISONS[sign]
        return lambda version: compare(version, bound)
    fixed = max(written.count("."), 1)  # all but the last number that is written; ``~> 1`` is ``~> 1.0``
    return lambda version: version >= bound and version[:fixed] == bound[:fixed]


def number(version: str) -> Number:
    """``0.3`` -> ``(0, 3, 0)``."""
    major, minor, patch = ([int(part) for part in version.split(".")] + [0, 0])[:3]
    return (major, minor, patch)
