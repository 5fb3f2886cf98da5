"""Functions of numbers."""

from __future__ import annotations

import math

from fastpath_checks.core.values import Known, Value
from fastpath_checks.evaluate.terraform.conversion import convert
from fastpath_checks.evaluate.terraform.failures import Unmodelled
from fastpath_checks.evaluate.terraform.functions.signatures import Function, declare, listed, refuse
from fastpath_checks.evaluate.terraform.numbers_text import DIGITS_LIMIT, Number, calculate
from fastpath_checks.evaluate.terraform.shapes import Inexact, ListData, settled, undecided
from fastpath_checks.evaluate.terraform.type_constraints import NUMBER

RANGE_LIMIT = 1024
"""Terraform's own limit for ``range``."""

_CLOSE = 1e-9


def _clear(number: Number) -> Number:
    """The number, given up where its digits do not end and it is so close to a whole one that the side matters."""
    if isinstance(number, Inexact) and abs(number - round(number)) < _CLOSE * max(1.0, abs(number)):
        raise Unmodelled("rounding of a number without an end")
    return number


def _abs(number: Number) -> Number:
    if isinstance(number, Inexact):
        return Inexact(abs(number))
    return abs(number)


def _from_float(value: float) -> Number:
    """What Go's floating-point mathematics give: exact only where the last digit cannot differ."""
    if math.isnan(value) or math.isinf(value):
        raise Unmodelled("a number without value")
    return int(value) if value.is_integer() and abs(value) < 2**53 else Inexact(value)


def _log(number: Number, base: Number) -> Number:
    if number <= 0 or base <= 0 or base == 1:
        raise Unmodelled("logarithm without a finite value")
    return _from_float(math.log(number) / math.log(base))


def _pow(number: Number, power: Number) -> Number:
    from fractions import Fraction

    try:
        exact = Fraction(repr(number)) ** int(power) if isinstance(power, int) and abs(power) < 1100 else None
        value = math.pow(number, power)
    except (ValueError, OverflowError, ZeroDivisionError) as error:
        raise Unmodelled("power without a finite value") from error
    if exact is not None and not isinstance(number, Inexact) and Fraction(value) == exact:
        if exact.denominator > 1:
            return value
        return int(exact) if abs(exact) < 2**53 else Inexact(value)
    return Inexact(value)


def _signum(number: Number) -> int:
    if not isinstance(number, int):
        raise refuse("a whole number is required")
    return (number > 0) - (number < 0)


def _extreme(numbers: tuple[Number, ...], largest: bool) -> Number:
    if not numbers:
        raise refuse("at least one number is required")
    return max(numbers) if largest else min(numbers)


def _sum(value: Value) -> Value | Number:
    if not settled(value):
        return undecided([value], never_null=True)
    items = listed(value)
    if not items:
        raise refuse("an empty list has no sum")
    total: Number = 0
    for item in items:
        number = convert(item, NUMBER)
        if not isinstance(number, Known) or number.data is None:
            raise refuse("a null value cannot be added")
        total = calculate("+", total, number.data)
    return total


def _parseint(value: Known, base: Number) -> int:
    text = value.data
    if not isinstance(text, str):
        raise refuse("a string is required")
    if not isinstance(base, int) or not 2 <= base <= 62:
        raise refuse("the base must be a whole number from 2 to 62")
    digits = text[1:] if text[:1] in ("+", "-") else text
    if len(digits) > DIGITS_LIMIT:
        raise Unmodelled("very large number")
    total = 0
    for one in digits:
        worth = _digit(one, base)
        if worth >= base:
            raise refuse(f'"{text}" is not a whole number in base {base}')
        total = total * base + worth
    if not digits:
        raise refuse("an empty text is not a number")
    return -total if text.startswith("-") else total


def _digit(one: str, base: int) -> int:
    if "0" <= one <= "9":
        return ord(one) - ord("0")
    if "a" <= one <= "z":
        return ord(one) - ord("a") + 10
    if "A" <= one <= "Z":
        return ord(one) - ord("A") + (36 if base > 36 else 10)
    return 99


def _range(*numbers: Number) -> ListData:
    if not 1 <= len(numbers) <= 3:
        raise refuse("range takes one, two or three numbers")
    if any(isinstance(number, Inexact) for number in numbers):
        raise Unmodelled("range over a number without an end")
    start = numbers[0] if len(numbers) > 1 else 0
    end = numbers[1] if len(numbers) > 1 else numbers[0]
    step = numbers[2] if len(numbers) == 3 else 1 if end >= start else -1
    if start == end:
        return ListData([], NUMBER)
    if step == 0:
        raise refuse("the step must not be zero")
    if (step > 0) != (end > start):
        raise refuse("the step leads away from the end")
    made: list[Value] = []
    at: Number = start
    while at < end if step > 0 else at > end:
        if len(made) >= RANGE_LIMIT:
            raise refuse(f"more than {RANGE_LIMIT} values")
        made.append(Known(at))
        at = calculate("+", at, step)
    return ListData(made, NUMBER)


FUNCTIONS: dict[str, Function] = {
    "abs": declare("number", _abs),
    "ceil": declare("number", lambda number: math.ceil(_clear(number))),
    "floor": declare("number", lambda number: math.floor(_clear(number))),
    "log": declare("number number", _log),
    "max": declare("number*", lambda *numbers: _extreme(numbers, True)),
    "min": declare("number*", lambda *numbers: _extreme(numbers, False)),
    "parseint": declare("settled number", _parseint),
    "pow": declare("number number", _pow),
    "range": declare("number*", _range),
    "signum": declare("number", _signum),
    "sum": declare("open", _sum),
}
