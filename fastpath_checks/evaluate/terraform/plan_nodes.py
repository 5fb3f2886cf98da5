"""Small questions to the JSON of a plan, answered without surprise where the JSON is not what it should be."""

from __future__ import annotations

from collections.abc import Iterator

from fastpath_checks.core.spans import Origin, OriginKind, SourceFile, Span
from fastpath_checks.core.values import Because, Known, Unknown, Value, unknown
from fastpath_checks.syntax.jsonc import (
    JsonArray,
    JsonLiteral,
    JsonNumber,
    JsonObject,
    JsonString,
    JsonUnread,
    JsonValue,
)


def member(node: JsonValue | None, *path: str) -> JsonValue | None:
    """The value at a path of objects; None where there is none."""
    for key in path:
        if not isinstance(node, JsonObject):
            return None
        node = node.get(key)
    return node


def text(node: JsonValue | None) -> str:
    """The text of a string; empty for anything else."""
    return node.value if isinstance(node, JsonString) else ""


def texts(node: JsonValue | None) -> list[str]:
    """The strings in an array."""
    return [item.value for item in items(node) if isinstance(item, JsonString)]


def items(node: JsonValue | None) -> list[JsonValue]:
    return node.items if isinstance(node, JsonArray) else []


def objects(node: JsonValue | None) -> Iterator[JsonObject]:
    """The objects in an array."""
    return (item for item in items(node) if isinstance(item, JsonObject))


def is_true(node: JsonValue | None) -> bool:
    return isinstance(node, JsonLiteral) and node.value is True


def is_false(node: JsonValue | None) -> bool:
    return isinstance(node, JsonLiteral) and node.value is False


def key_of(node: JsonValue | None) -> str | int | None:
    """The key of an instance: a text, a number, or None where it has none."""
    if isinstance(node, JsonString):
        return node.value
    return int(node.value) if isinstance(node, JsonNumber) else None


def planned(file: SourceFile, node: JsonValue, name: str) -> Value:
    """A scalar of the plan as a value; ``name`` is what it is called where it could not be read."""
    origin = Origin(Span(file, node.start, node.end), OriginKind.PLANNED)
    if isinstance(node, (JsonString, JsonNumber, JsonLiteral)):
        return Known(node.value, origin)
    if isinstance(node, JsonUnread):
        return unknown(Because.UNPARSED, name, origin)
    return Unknown((), "", origin)
