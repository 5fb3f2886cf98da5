"""Integers, as .NET computes them: 64 bits, division toward zero, the remainder with the dividend's sign."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from fastpath_checks.core.values import Value
from fastpath_checks.evaluate.arm.functions.calling import Refused, Use, plain_function, value_function

_ALPHABETIC = re.compile(r"[a-z]*\Z|[0-9]*\Z")
"""Texts that every culture puts into the same order; in which Azure puts others is documented nowhere."""

_SMALLEST, _LARGEST = -(2**63), 2**63 - 1


def _checked(number: int) -> int:
    if not _SMALLEST <= number <= _LARGEST:
        raise Refused("the result does not fit into 64 bits")
    return number


@plain_function("add", "int", "int")
def add(left: int, right: int) -> int:
    return _checked(left + right)


@plain_function("sub", "int", "int")
def sub(left: int, right: int) -> int:
    return _checked(left - right)


@plain_function("mul", "int", "int")
def mul(left: int, right: int) -> int:
    return _checked(left * right)


@plain_function("div", "int", "int")
def div(left: int, right: int) -> int:
    if right == 0:
        raise Refused("division by zero")
    quotient = abs(left) // abs(right)
    return _checked(quotient if (left < 0) == (right < 0) else -quotient)


@plain_function("mod", "int", "int")
def mod(left: int, right: int) -> int:
    if right == 0:
        raise Refused("division by zero")
    rest = abs(left) % abs(right)
    return -rest if left < 0 else rest


@plain_function("int", "text|number")
def int_(data: str | int | float) -> int:
    try:
        return _checked(int(data.strip() if isinstance(data, str) else data))
    except (ValueError, OverflowError) as error:
        raise Refused("the text is no integer") from error


@plain_function("float", "text|number")
def float_(data: str | int | float) -> float:
    try:
        return float(data)
    except (ValueError, OverflowError) as error:
        raise Refused("the text is no number") from error


def _extreme(name: str, pick: Callable[[list[int]], int]) -> None:
    @plain_function(name, "int|array", least=1, more=True)
    def extreme(*arguments: Any) -> int:
        numbers = [one for part in arguments for one in (part if isinstance(part, list) else [part])]
        if not numbers or any(not isinstance(one, int) or isinstance(one, bool) for one in numbers):
            raise Refused("it takes integers, at least one")
        return pick(numbers)


_extreme("min", min)
_extreme("max", max)


def _comparison(name: str, holds: Callable[[Any, Any], bool]) -> None:
    @value_function(name, "number|text", "number|text")
    def compare(use: Use, left: Any, right: Any) -> Value:
        texts = [isinstance(side.data, str) for side in (left, right)]
        if all(texts):
            if not (_ALPHABETIC.match(left.data) and _ALPHABETIC.match(right.data)):
                return use.unmodelled(f"the order of texts in {name}()")
            return use.plain(holds(left.data, right.data), [left, right])
        if any(texts):
            raise Refused("a text and a number cannot be compared")
        return use.plain(holds(left.data, right.data), [left, right])


_comparison("less", lambda left, right: left < right)
_comparison("lessOrEquals", lambda left, right: left <= right)
_comparison("greater", lambda left, right: left > right)
_comparison("greaterOrEquals", lambda left, right: left >= right)
