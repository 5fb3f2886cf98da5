"""``format`` and ``formatlist``: their verbs are those of Go, with a few rules of Terraform's own."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from fastpath_checks.core.values import Known
from fastpath_checks.evaluate.terraform.conversion import convert
from fastpath_checks.evaluate.terraform.failures import EvaluationError, Unmodelled
from fastpath_checks.evaluate.terraform.functions.graphemes import countable
from fastpath_checks.evaluate.terraform.functions.json_text import json_of, json_string
from fastpath_checks.evaluate.terraform.functions.signatures import Function, declare, refuse, texts
from fastpath_checks.evaluate.terraform.numbers_text import Number
from fastpath_checks.evaluate.terraform.shapes import Inexact
from fastpath_checks.evaluate.terraform.type_constraints import BOOL, NUMBER, STRING, Type
from fastpath_checks.graph.resource_ids import ResourceId

WIDTH_LIMIT = 10_000
_VERB = re.compile(r"%([ +\-0#]*)(\d*)(?:\.(\d*))?(?:\[(\d+)\])?([a-zA-Z%]?)")
_BASES = {"d": 10, "b": 2, "o": 8, "x": 16, "X": 16}
_PREFIXES = {"b": "0b", "o": "0", "x": "0x", "X": "0X"}
_PRECISION_BITS = 512


class Verb(NamedTuple):
    """One ``%...`` of a format string; ``precision`` is None where none is written."""

    flags: str
    width: int
    precision: int | None
    letter: str


def format_text(pattern: str, *arguments: Known) -> str:
    """The pattern with its verbs replaced. Refuses arguments that do not fit and arguments that are not used."""
    parts: list[str] = []
    used = highest = at = 0
    while True:
        start = pattern.find("%", at)
        if start < 0:
            parts.append(pattern[at:])
            break
        parts.append(pattern[at:start])
        found = _VERB.match(pattern, start)
        if found is None or not found[5]:
            raise refuse("the format string ends within a verb, or has one that Terraform does not know")
        at = found.end()
        if found[5] == "%":
            if found[0] != "%%":
                raise refuse("a percent sign is written %%")
            parts.append("%")
            continue
        if found[4] is not None:
            used = int(found[4]) - 1
        if not 0 <= used < len(arguments):
            raise refuse(f"the format string asks for argument {used + 1}, and there are {len(arguments)}")
        width = int(found[2] or "0")
        precision = None if found[3] is None else int(found[3] or "0")
        if max(width, precision or 0) > WIDTH_LIMIT:
            raise Unmodelled("very wide format")
        parts.append(_formatted(Verb(found[1], width, precision, found[5]), arguments[used]))
        used += 1
        highest = max(highest, used)
    if highest < len(arguments):
        raise refuse(f"the format string uses {highest} of {len(arguments)} arguments")
    return "".join(parts)


def _formatted(verb: Verb, value: Known) -> str:
    letter = verb.letter
    if letter == "v":
        return _padded(verb, _as_is(verb, value))
    if value.data is None:
        raise refuse("a null value cannot be formatted")
    if letter in ("s", "q"):
        text = str(_plain(value, STRING))
        if verb.precision is not None:
            text = countable(text)[: verb.precision]
        return _padded(verb, json_string(text) if letter == "q" else text)
    if letter == "t":
        return _padded(verb, "true" if _plain(value, BOOL) else "false")
    if letter in _BASES:
        return _integer(verb, _plain(value, NUMBER))
    if letter in "eEfgG":
        return _decimal(verb, _plain(value, NUMBER))
    raise refuse(f"Terraform does not know the verb %{letter}")


def _plain(value: Known, kind: Type) -> Number | str | bool:
    try:
        converted = convert(value, kind)
    except EvaluationError as error:
        raise refuse(error.summary) from error
    if not isinstance(converted, Known) or isinstance(converted.data, ResourceId):
        raise Unmodelled("text of a resource id")
    data: Number | str | bool = converted.data
    return data


def _as_is(verb: Verb, value: Known) -> str:
    data = value.data
    if "#" not in verb.flags:
        if isinstance(data, str):
            return str(data)
        if isinstance(data, (int, float)) and not isinstance(data, bool):
            return _general(_exact(data), None, "e")
    return json_of(value)


def _padded(verb: Verb, text: str) -> str:
    if not verb.width:
        return text
    gap = verb.width - len(countable(text))
    if gap <= 0:
        return text
    if "-" in verb.flags:
        return text + " " * gap
    return ("0" if "0" in verb.flags else " ") * gap + text


def _integer(verb: Verb, number: Number | str | bool) -> str:
    if isinstance(number, Inexact):
        raise Unmodelled("digits of a number without an end")
    if not isinstance(number, (int, float)):
        raise refuse("a number is required")
    if not isinstance(number, int):
        raise refuse("a whole number is required")
    digits = _digits(abs(number), _BASES[verb.letter])
    if verb.letter == "X":
        digits = digits.upper()
    if verb.precision is not None:
        digits = digits.rjust(verb.precision, "0")
    prefix = _PREFIXES.get(verb.letter, "") if "#" in verb.flags else ""
    sign = "-" if number < 0 else "+" if "+" in verb.flags else " " if " " in verb.flags else ""
    return _signed(verb, sign + prefix, digits, verb.precision is None)


def _digits(number: int, base: int) -> str:
    if base == 10:
        return str(number)
    return format(number, {2: "b", 8: "o", 16: "x"}[base])


def _signed(verb: Verb, sign: str, digits: str, may_fill: bool) -> str:
    gap = verb.width - len(sign) - len(digits)
    if gap <= 0:
        return sign + digits
    if "-" in verb.flags:
        return sign + digits + " " * gap
    if "0" in verb.flags and may_fill:
        return sign + "0" * gap + digits
    return " " * gap + sign + digits


def _exact(number: Number) -> Fraction:
    """The number as Terraform holds it: with 512 binary digits."""
    if isinstance(number, Inexact):
        raise Unmodelled("digits of a number without an end")
    exact = Fraction(repr(number))
    if exact.denominator & (exact.denominator - 1) == 0:
        return exact
    shift = _PRECISION_BITS - (abs(exact.numerator).bit_length() - exact.denominator.bit_length())
    scaled = round(exact * Fraction(2) ** shift)
    if abs(scaled).bit_length() > _PRECISION_BITS:
        shift -= abs(scaled).bit_length() - _PRECISION_BITS
        scaled = round(exact * Fraction(2) ** shift)
    return Fraction(scaled) / Fraction(2) ** shift


def _decimal(verb: Verb, number: Number | str | bool) -> str:
    if not isinstance(number, (int, float)):
        raise refuse("a number is required")
    if "#" in verb.flags:
        raise Unmodelled("format flag #")
    if isinstance(number, Inexact):
        return _rounded_alike(verb, number)
    return _decimal_of(verb, _exact(number))


def _rounded_alike(verb: Verb, number: Inexact) -> str:
    """The digits of a number that is known to some fifteen digits only, where these decide."""
    if verb.precision is None and verb.letter in "gG":
        raise Unmodelled("digits of a number without an end")
    near = Fraction(float(number))
    doubt = abs(near) / 2**50
    text = _decimal_of(verb, near - doubt)
    if text != _decimal_of(verb, near + doubt):
        raise Unmodelled("digits of a number without an end")
    return text


def _decimal_of(verb: Verb, exact: Fraction) -> str:
    negative, exact = exact < 0, abs(exact)
    letter = verb.letter
    if letter == "f":
        digits = _fixed(exact, 6 if verb.precision is None else verb.precision)
    elif letter in "eE":
        digits = _scientific(exact, 6 if verb.precision is None else verb.precision, letter)
    else:
        digits = _general(exact, verb.precision, "e" if letter == "g" else "E")
    sign = "-" if negative else "+" if "+" in verb.flags else " " if " " in verb.flags else ""
    return _signed(verb, sign, digits, True)


def _fixed(exact: Fraction, places: int) -> str:
    scaled = str(round(exact * 10**places)).rjust(places + 1, "0")
    return f"{scaled[:-places]}.{scaled[-places:]}" if places else scaled


def _magnitude(exact: Fraction) -> int:
    """The power of ten of the first digit."""
    if exact == 0:
        return 0
    power = len(str(exact.numerator)) - len(str(exact.denominator))
    while Fraction(10) ** power > exact:
        power -= 1
    while Fraction(10) ** (power + 1) <= exact:
        power += 1
    return power


def _scientific(exact: Fraction, places: int, letter: str) -> str:
    power = _magnitude(exact)
    digits = str(round(exact * Fraction(10) ** (places - power)))
    if len(digits) > places + 1:
        power += 1
        digits = str(round(exact * Fraction(10) ** (places - power)))
    return _with_exponent(digits.rjust(places + 1, "0"), power, letter)


def _with_exponent(digits: str, power: int, letter: str) -> str:
    mantissa = digits[0] + ("." + digits[1:] if len(digits) > 1 else "")
    return f"{mantissa}{letter}{'-' if power < 0 else '+'}{abs(power):02d}"


def _general(exact: Fraction, precision: int | None, letter: str) -> str:
    if exact < 0:
        return "-" + _general(-exact, precision, letter)
    if precision is None:
        digits, power = _shortest(exact)
        bound = 6
    else:
        precision = precision or 1
        text = _scientific(exact, precision - 1, "e")
        mantissa, _, exponent = text.partition("e")
        digits, power = mantissa.replace(".", "").rstrip("0") or "0", int(exponent)
        bound = precision
        if bound > len(digits) and len(digits) >= power + 1:
            bound = len(digits)
    if power < -4 or power >= bound:
        return _with_exponent(digits, power, letter)
    if power < 0:
        return "0." + "0" * (-power - 1) + digits
    whole = digits[: power + 1].ljust(power + 1, "0")
    rest = digits[power + 1 :]
    return whole + ("." + rest if rest else "")


def _shortest(exact: Fraction) -> tuple[str, int]:
    """The fewest digits that mean this number, and the power of ten of the first."""
    if exact == 0:
        return "0", 0
    if exact.denominator == 1:
        digits = str(exact.numerator)
        return digits.rstrip("0"), len(digits) - 1
    shortest = Decimal(repr(float(exact)))
    return "".join(map(str, shortest.as_tuple().digits)).rstrip("0"), shortest.adjusted()


def _format_list(pattern: str, *arguments: Known) -> Any:
    lists = [value.data for value in arguments if isinstance(value.data, list)]
    sizes = {len(items) for items in lists}
    if len(sizes) > 1:
        raise refuse("the lists differ in length")
    size = sizes.pop() if sizes else 1
    made = []
    for at in range(size):
        row = [value.data[at] if isinstance(value.data, list) else value for value in arguments]
        made.append(format_text(pattern, *row))
    return texts(made)


FUNCTIONS: dict[str, Function] = {
    "format": declare("text settled|null*", format_text),
    "formatlist": declare("text settled|null*", _format_list),
}
