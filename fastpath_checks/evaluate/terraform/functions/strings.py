"""Functions of text."""

from __future__ import annotations

from typing import Any

from fastpath_checks.core.values import Because, Known, OneOf, Unknown, Value
from fastpath_checks.evaluate.terraform.conversion import convert
from fastpath_checks.evaluate.terraform.failures import LimitReached, Unmodelled
from fastpath_checks.evaluate.terraform.functions.graphemes import countable
from fastpath_checks.evaluate.terraform.functions.signatures import Function, declare, listed, refuse
from fastpath_checks.evaluate.terraform.shapes import ListData, nameless, settled, undecided
from fastpath_checks.evaluate.terraform.type_constraints import STRING
from fastpath_checks.graph.resource_ids import ResourceId

TEXT_LIMIT = 4_000_000
_SPACES = (
    " \t\n\v\f\r\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
"""What Go calls a space."""


def _lower(text: str) -> str:
    return text.lower() if text.isascii() else "".join(map(_lower_one, text))


def _lower_one(one: str) -> str:
    return changed if len(changed := one.lower()) == 1 else one


def _upper(text: str) -> str:
    return text.upper() if text.isascii() else "".join(map(_upper_one, text))


def _upper_one(one: str) -> str:
    return changed if len(changed := one.upper()) == 1 else one


def _title(text: str) -> str:
    parts = []
    inside = False
    for one in text:
        letter = one.isalnum() or one == "_"
        parts.append(one if inside or not letter else _upper_one(one))
        inside = letter
    return "".join(parts)


def _substr(text: str, offset: int, length: int) -> str:
    _whole(offset, length)
    text = countable(text)
    if offset < 0:
        offset += len(text)
        if offset < 0:
            offset = 0
    if length < 0:
        return text[offset:]
    return text[offset : offset + length]


def _whole(*numbers: object) -> None:
    if not all(isinstance(number, int) for number in numbers):
        raise refuse("a whole number is required")


def _split(separator: str, value: Value) -> Any:
    if isinstance(value, Known) and isinstance(value.data, ResourceId):
        return _split_id(separator, value.data, value)
    if isinstance(value, (Unknown, OneOf)):
        raise AssertionError
    text = value.data
    if isinstance(text, bool) or not isinstance(text, str):
        converted = convert(value, STRING)
        assert isinstance(converted, Known)
        text = converted.data
    pieces = text.split(separator) if separator else list(text)
    return ListData([Known(piece, value.origin) for piece in pieces], STRING)


def _split_id(separator: str, identifier: ResourceId, value: Known) -> Value:
    """The segments of an id: each known or not by itself."""
    if separator != "/":
        return nameless(Because.RUNTIME_ATTRIBUTE, "text of a resource id", value.origin)
    namespace, *types = identifier.type.split("/")
    if len(types) != len(identifier.names) or not identifier.names:
        return nameless(Because.RUNTIME_ATTRIBUTE, "text of a resource id", value.origin)
    context = Because.DEPLOYMENT_CONTEXT
    subscription = identifier.subscription or nameless(context, "subscription id", value.origin)
    group = identifier.resource_group
    segments: list[Value] = [Known("", value.origin), Known("subscriptions", value.origin), subscription]
    if namespace.casefold() == "microsoft.resources":
        return nameless(Because.RUNTIME_ATTRIBUTE, "text of a resource id", value.origin)
    group = group or nameless(context, "resource group", value.origin)
    segments += [Known("resourceGroups", value.origin), group, Known("providers", value.origin)]
    segments.append(Known(namespace, value.origin))
    for kind, part in zip(types, identifier.names, strict=True):
        segments += [Known(kind, value.origin), part]
    return Known(ListData(segments, STRING), value.origin)


def _join(separator: str, *lists: Value) -> Any:
    if not lists:
        raise refuse("at least one list is required")
    pieces: list[str] = []
    for one in lists:
        for item in listed(one):
            assert isinstance(item, Known)
            if item.data is None:
                raise refuse("a null value cannot be joined")
            pieces.append(_as_text(item))
    text = separator.join(pieces)
    if len(text) > TEXT_LIMIT:
        raise LimitReached(f"a text of more than {TEXT_LIMIT} characters is not made")
    return text


def _as_text(item: Known) -> str:
    converted = convert(item, STRING)
    if not isinstance(converted, Known) or isinstance(converted.data, ResourceId):
        raise Unmodelled("text of a resource id")
    return str(converted.data)


def _replace(text: str, old: str, new: str) -> str:
    if len(old) > 1 and old.startswith("/") and old.endswith("/"):
        from fastpath_checks.evaluate.terraform.functions.regular_expressions import substitute

        return substitute(old[1:-1], text, new)
    replaced = text.replace(old, new)
    if len(replaced) > TEXT_LIMIT:
        raise LimitReached(f"a text of more than {TEXT_LIMIT} characters is not made")
    return replaced


def _chomp(text: str) -> str:
    return text.rstrip("\r\n")


def _indent(spaces: int, text: str) -> str:
    _whole(spaces)
    if not 0 <= spaces <= 10_000:
        raise refuse("the number of spaces is out of range")
    return text.replace("\n", "\n" + " " * spaces)


def _trim(text: str, characters: str) -> str:
    return text.strip(characters) if characters else text


def _reverse_text(text: str) -> str:
    return countable(text)[::-1]


def _compact(value: Value) -> Any:
    kept: list[Value] = []
    lacking: list[Value] = []
    for item in listed(value):
        if isinstance(item, Known):
            if item.data is not None and item.data != "":
                kept.append(item)
        else:
            lacking.append(item)
    if lacking or not all(settled(item) for item in kept):
        return undecided(lacking, never_null=True)
    return Known(ListData([convert(item, STRING) for item in kept], STRING))


FUNCTIONS: dict[str, Function] = {
    "chomp": declare("text", _chomp),
    "compact": declare("value", _compact),
    "endswith": declare("text text", str.endswith),
    "indent": declare("number text", _indent),
    "join": declare("text settled*", _join),
    "lower": declare("text", _lower),
    "replace": declare("text text text", _replace),
    "split": declare("text value", _split),
    "startswith": declare("text text", str.startswith),
    "strcontains": declare("text text", lambda text, part: part in text),
    "strrev": declare("text", _reverse_text),
    "substr": declare("text number number", _substr),
    "title": declare("text", _title),
    "trim": declare("text text", _trim),
    "trimprefix": declare("text text", str.removeprefix),
    "trimspace": declare("text", lambda text: text.strip(_SPACES)),
    "trimsuffix": declare("text text", str.removesuffix),
    "upper": declare("text", _upper),
}
