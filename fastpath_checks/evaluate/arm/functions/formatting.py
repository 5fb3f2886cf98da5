"""Texts from values: ``concat``, ``string``, and ``format`` with .NET's composite formats."""

from __future__ import annotations

import re

from fastpath_checks.core.values import (
    Known,
    Unknown,
    Value,
    known_throughout,
)
from fastpath_checks.evaluate.arm.functions.calling import (
    Refused,
    Use,
    lazy_function,
    over_alternatives,
    value_function,
)
from fastpath_checks.evaluate.arm.functions.encoded_texts import json_text
from fastpath_checks.evaluate.arm.texts import composed
from fastpath_checks.graph.resource_ids import ResourceId

_ITEM = re.compile(r"\{\{|\}\}|\{(\d+)(?:,\s*(-?\d+))?(?::([^{}]*))?\}")
_NUMERIC = re.compile(r"([dDxXnNfF])(\d{0,2})\Z")
_ESCAPES = re.compile(r"[\\']")
_ZEROS = re.compile(r"0+\Z")
_WIDTH_LIMIT = 10_000


def as_text(value: Value) -> Value | None:
    """A value as a part of a text, an array or an object as Azure spells it there; None where that is not known."""
    if not isinstance(value, Known):
        return value
    data = value.data
    match data:
        case str() | ResourceId():
            return value
        case None:
            return Known("", value.origin)
        case bool():
            return Known("True" if data else "False", value.origin)
        case int():
            return Known(str(data), value.origin)
        case float():
            return Known(str(int(data)) if data.is_integer() else repr(data), value.origin)
    shown = json_text(value) if known_throughout(value) else None
    # Azure quotes with single quotes; how it escapes in there is documented nowhere.
    return Known(shown.replace('"', "'"), value.origin) if shown and not _ESCAPES.search(shown) else None


@lazy_function("concat", 0)
def concat(use: Use) -> Value:
    """Of texts a text, of arrays an array."""
    return over_alternatives(use, use.arguments(), lambda values: _concat(use, values))


def _concat(use: Use, values: list[Value]) -> Value:
    lists = [value for value in values if isinstance(value, Known) and isinstance(value.data, list)]
    if lists:
        if len(lists) == len(values):
            return Known([item for part in lists for item in part.data], use.origin(values))
        if any(isinstance(value, Unknown) for value in values):
            return use.unknown(values)
        raise Refused("arrays and texts cannot be put together")
    if len(values) == 1 and isinstance(values[0], Unknown):
        return values[0]
    if len(values) > 1 and all(isinstance(value, Unknown) for value in values):
        # They may be arrays: the shape of a text is not theirs yet.
        return use.unknown(values)
    parts = [as_text(value) for value in values]
    if any(part is None for part in parts):
        raise Refused("it takes texts or arrays")
    return composed([part for part in parts if part is not None], use.origin(values))


@lazy_function("format", 1)
def format_(use: Use) -> Value:
    """.NET's composite format: ``{0}``, ``{1,-8}``, ``{2:D3}``; doubled braces are braces."""
    return over_alternatives(use, use.arguments(), lambda values: _format(use, values))


def _format(use: Use, values: list[Value]) -> Value:
    pattern = values[0]
    if not isinstance(pattern, Known):
        return use.unknown(values)
    if not isinstance(pattern.data, str):
        raise Refused("the format is a text")
    parts: list[Value] = []
    at = 0
    for item in _ITEM.finditer(pattern.data):
        _literal(parts, pattern, pattern.data[at : item.start()])
        at = item.end()
        if item[0] in ("{{", "}}"):
            _literal(parts, pattern, item[0][0], brace=True)
            continue
        index = int(item[1])
        if index + 1 >= len(values):
            raise Refused(f"there is no argument {{{index}}}")
        part = _formatted(values[index + 1], int(item[2] or 0), item[3] or "")
        if part is None:
            if known_throughout(values[index + 1]):
                return use.unmodelled(f"format() of {item[0]}")
            return use.unknown(values)
        parts.append(part)
    _literal(parts, pattern, pattern.data[at:])
    if not parts:
        return use.plain("", [pattern])
    return composed(parts, use.origin(values[1:] or values))


def _literal(parts: list[Value], pattern: Known, text: str, brace: bool = False) -> None:
    if not brace and ("{" in text or "}" in text):
        raise Refused("the format has a brace without its partner")
    if text:
        parts.append(Known(text, pattern.origin))


def _formatted(value: Value, width: int, specifier: str) -> Value | None:
    if not isinstance(value, Known):
        return value if not width and not specifier else None
    text = as_text(value)
    if specifier:
        shaped = _number(value.data, specifier)
        if shaped is None:
            return None
        text = Known(shaped, value.origin)
    if text is None or not width:
        return text
    if not isinstance(text, Known) or not isinstance(text.data, str) or abs(width) > _WIDTH_LIMIT:
        return None
    return Known(text.data.rjust(width) if width > 0 else text.data.ljust(-width), value.origin)


def _number(data: object, specifier: str) -> str | None:
    """A number by a standard specifier; what is not a number ignores it, as .NET does."""
    if isinstance(data, str):
        return data
    if not isinstance(data, int) or isinstance(data, bool):
        return None
    if _ZEROS.match(specifier):
        return _padded(data, len(specifier))
    match = _NUMERIC.match(specifier)
    if match is None:
        return None
    digits = int(match[2]) if match[2] else None
    match match[1]:
        case "d" | "D":
            return _padded(data, digits or 0)
        case "x" | "X" if data >= 0:
            shown = f"{data:x}" if match[1] == "x" else f"{data:X}"
            return shown.rjust(digits or 0, "0")
        case "n" | "N":
            return f"{data:,.{2 if digits is None else digits}f}"
        case "f" | "F":
            return f"{data:.{2 if digits is None else digits}f}"
    return None


def _padded(number: int, digits: int) -> str:
    shown = str(abs(number)).rjust(digits, "0")
    return f"-{shown}" if number < 0 else shown


@value_function("string", "any")
def string(use: Use, value: Known) -> Value:
    """Text of scalars; JSON of arrays and objects."""
    if value.data is None:
        return use.unmodelled("string() of null")
    if isinstance(value.data, (list, dict)):
        shown = json_text(value) if known_throughout(value) else None
        return use.unknown([value]) if shown is None else use.plain(shown, [value])
    text = as_text(value)
    return Known(text.data, use.origin([value])) if isinstance(text, Known) else use.unknown([value])
