"""Terraform's numbers: read from text, written as text, and calculated with in decimal rather than in binary."""

from __future__ import annotations

import re

from fastpath_checks.evaluate.terraform.failures import Unmodelled
from fastpath_checks.evaluate.terraform.shapes import Inexact

Number = int | float
_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?\Z")
EXPONENT_LIMIT = 300
DIGITS_LIMIT = 150
"""Terraform keeps 512 bits, which is about 154 digits: beyond, nothing is claimed."""


def parse_number(text: str) -> Number | None:
    """The number that a decimal text spells, or None where it spells none. Raises Unmodelled beyond the limits."""
    if not _NUMBER.match(text):
        return None
    if "." not in text and "e" not in text and "E" not in text:
        if len(text) > DIGITS_LIMIT:
            raise Unmodelled("very large number")
        return int(text)
    return _from_decimal(text)


def _from_decimal(text: str) -> Number:
    value = float(text)
    mantissa, _, exponent = text.lower().partition("e")
    if abs(int(exponent or "0")) > EXPONENT_LIMIT or len(mantissa) > DIGITS_LIMIT:
        raise Unmodelled("very large number")
    from fractions import Fraction

    exact = Fraction(text)
    if exact.denominator == 1:
        return int(exact)
    return value if Fraction(repr(value)) == exact else Inexact(value)


def normalized(value: Number) -> Number:
    """A whole number as an int."""
    if isinstance(value, float) and not isinstance(value, Inexact) and value.is_integer():
        return int(value)
    return value


def number_text(value: Number) -> str:
    """The text that Terraform gives a number: never an exponent, no more digits than needed."""
    if isinstance(value, int):
        if abs(value) >= 10**DIGITS_LIMIT:
            raise Unmodelled("very large number")
        return str(value)
    if isinstance(value, Inexact):
        raise Unmodelled("text of a number without an end")
    text = repr(value)
    if "e" in text or "E" in text:
        from decimal import Decimal

        text = format(Decimal(text), "f")
    return text[:-2] if text.endswith(".0") else text


def calculate(operator: str, left: Number, right: Number) -> Number:
    """``left operator right`` for + - * / %; the caller has excluded division by zero."""
    if isinstance(left, int) and isinstance(right, int) and operator in "+-*":
        result = left + right if operator == "+" else left - right if operator == "-" else left * right
        if abs(result) >= 10**DIGITS_LIMIT:
            raise Unmodelled("very large number")
        return result
    from fractions import Fraction

    one, two = Fraction(repr(left)), Fraction(repr(right))
    if operator == "+":
        exact = one + two
    elif operator == "-":
        exact = one - two
    elif operator == "*":
        exact = one * two
    elif operator == "/":
        exact = one / two
    else:
        quotient = one / two
        whole = int(quotient)
        exact = one - two * whole
    return _rounded(exact, isinstance(left, Inexact) or isinstance(right, Inexact))


def _rounded(exact: object, inexact: bool) -> Number:
    from fractions import Fraction

    assert isinstance(exact, Fraction)
    if exact.denominator == 1 and not inexact:
        return int(exact)
    try:
        value = float(exact)
    except OverflowError as error:
        raise Unmodelled("very large number") from error
    if inexact or Fraction(repr(value)) != exact:
        return Inexact(value)
    return value
