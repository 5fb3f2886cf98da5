"""Functions of texts. Searching and comparing ignore case where Azure's do."""

from __future__ import annotations

from typing import Any

from fastpath_checks.core.values import Known, Unknown, Value
from fastpath_checks.evaluate.arm.functions.calling import Refused, Use, plain_function, value_function
from fastpath_checks.evaluate.arm.functions.formatting import as_text
from fastpath_checks.evaluate.arm.texts import composed, pieces_of, split_text
from fastpath_checks.graph.resource_ids import ResourceId

_NOT_IN_A_GROUP = ("microsoft.resources", "microsoft.authorization", "microsoft.management", "microsoft.subscription")
PAD_LIMIT = 100_000


@plain_function("toLower", "text")
def to_lower(text: str) -> str:
    return text.lower()


@plain_function("toUpper", "text")
def to_upper(text: str) -> str:
    return text.upper()


@plain_function("trim", "text")
def trim(text: str) -> str:
    return text.strip()


@plain_function("substring", "text", "int", "int", least=2)
def substring(text: str, start: int, length: int | None = None) -> str:
    """The start and the end must lie in the text."""
    end = len(text) if length is None else start + length
    if start < 0 or end < start or end > len(text):
        raise Refused("the part does not lie in the text")
    return text[start:end]


@plain_function("replace", "text", "text", "text")
def replace(text: str, old: str, new: str) -> str:
    if not old:
        raise Refused("the text to replace is empty")
    return text.replace(old, new)


@plain_function("startsWith", "text", "text")
def starts_with(text: str, start: str) -> bool:
    return text.casefold().startswith(start.casefold())


@plain_function("endsWith", "text", "text")
def ends_with(text: str, end: str) -> bool:
    return text.casefold().endswith(end.casefold())


@plain_function("like", "text", "text")
def like(text: str, pattern: str) -> bool:
    """Whether a text is what a pattern says, without case; ``*`` is any text."""
    first, *others = pattern.casefold().split("*")
    text = text.casefold()
    if not others:
        return text == first
    last = others.pop()
    if not text.startswith(first) or not text[len(first) :].endswith(last):
        return False
    at, end = len(first), len(text) - len(last)
    for part in others:
        found = text.find(part, at, end)
        if found < 0:
            return False
        at = found + len(part)
    return True


@plain_function("padLeft", "text|int", "int", "text", least=2)
def pad_left(text: str | int, width: int, fill: str = " ") -> str:
    if len(fill) != 1 or width > PAD_LIMIT:
        raise Refused("it fills with one character")
    return str(text).rjust(width, fill)


@value_function("split", "text|id", "text|array")
def split(use: Use, text: Known, separators: Known) -> Value:
    """The parts, empty ones too. An id falls into its segments, even where some of them are not known."""
    if isinstance(text.data, ResourceId):
        return _segments(use, text.data, separators) or use.unknown([text, separators])
    given = separators.data if isinstance(separators.data, list) else [separators]
    marks = [one.data for one in given if isinstance(one, Known) and isinstance(one.data, str) and one.data]
    if len(marks) != len(given):
        return use.unknown([text, separators]) if _any_unknown(given) else use.plain([text.data], [text])
    parts = [text.data]
    for mark in marks:
        parts = [piece for part in parts for piece in part.split(mark)]
    return use.plain(parts, [text])


def _any_unknown(values: list[Value]) -> bool:
    return any(not isinstance(value, Known) for value in values)


def _segments(use: Use, id: ResourceId, separators: Known) -> Value | None:
    if separators.data != "/" or id.type.split("/")[0].casefold() in _NOT_IN_A_GROUP:
        return None
    origin = use.origin()
    return Known(split_text(pieces_of(Known(id, origin)), "/", origin), origin)


@plain_function("indexOf", "text|array", "any")
def index_of(where: Any, wanted: Any) -> int:
    """In texts without case; -1 where it is not found."""
    if isinstance(where, str):
        return where.casefold().find(_text(wanted).casefold())
    return where.index(wanted) if wanted in where else -1


@plain_function("lastIndexOf", "text|array", "any")
def last_index_of(where: Any, wanted: Any) -> int:
    if isinstance(where, str):
        return where.casefold().rfind(_text(wanted).casefold())
    return len(where) - 1 - where[::-1].index(wanted) if wanted in where else -1


def _text(data: Any) -> str:
    if not isinstance(data, str):
        raise Refused("in a text only a text can be looked for")
    return data


@value_function("join", "array", "text")
def join(use: Use, items: Known, separator: Known) -> Value:
    parts: list[Value] = []
    for index, item in enumerate(items.data):
        text = as_text(item)
        if text is None:
            return use.unknown([items, separator])
        parts += [separator, text] if index else [text]
    if not parts:
        return use.plain("", [items])
    if any(not isinstance(part, (Known, Unknown)) for part in parts):
        return use.unknown([items, separator])
    return composed(parts, use.origin([items]))
