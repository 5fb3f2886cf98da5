"""JSON values of a template -> expressions of the model, when they are asked for."""

from __future__ import annotations

from collections.abc import Callable

from fastpath_checks.core.diagnostics import Diagnostic, Level
from fastpath_checks.core.spans import SourceFile, Span, written
from fastpath_checks.core.values import Because, Missing
from fastpath_checks.evaluate.arm import template as arm
from fastpath_checks.evaluate.arm.from_json_deferred import DeferredText
from fastpath_checks.syntax import arm_expressions as written_as
from fastpath_checks.syntax.jsonc import (
    JsonArray,
    JsonLiteral,
    JsonMember,
    JsonNumber,
    JsonObject,
    JsonString,
    JsonUnread,
    JsonValue,
)

_CONSTANTS: dict[str, bool | None] = {"true": True, "false": False, "null": None}
_EXCERPT = 60

Place = Callable[[int, int], Span]
"""Offsets of an expression's part -> where that part stands in the file."""


class JsonExpression:
    """A JSON value that becomes nodes when it is evaluated, once; ``without`` are folded names of members left out."""

    __slots__ = ("_node", "_without", "file", "value")

    def __init__(self, file: SourceFile, value: JsonValue, without: frozenset[str] = frozenset()) -> None:
        self.file = file
        self.value = value
        self._without = without
        self._node: arm.Expression | None = None

    @property
    def span(self) -> Span:
        return span_of(self.file, self.value)

    def node(self) -> arm.Expression:
        if self._node is None:
            value = self.value
            if isinstance(value, JsonObject):
                self._node = object_node(self.file, value, self._without)
            else:
                self._node = node_of(self.file, value)
        return self._node


def span_of(file: SourceFile, value: JsonValue) -> Span:
    return Span(file, value.start, value.end)


def key_span(file: SourceFile, member: JsonMember) -> Span:
    """The key with its quotes."""
    return Span(file, member.key_start, member.key_end)


def unmodelled(because: Because, name: str, span: Span, diagnostic: Diagnostic | None = None) -> arm.Unmodelled:
    return arm.Unmodelled(Missing(because, name, written(span.file, span.start, span.end)), span, diagnostic)


def node_of(file: SourceFile, value: JsonValue) -> arm.Expression:
    """The node of a value, everything inside it included."""
    match value:
        case JsonString():
            return text_node(file, value)
        case JsonObject():
            return object_node(file, value)
        case JsonArray():
            items: list[arm.Expression | arm.Spread] = [node_of(file, item) for item in value.items]
            if value.broken:
                items.append(arm.Spread(_unread(file, value)))
            return arm.ArrayNode(tuple(items), span_of(file, value))
        case JsonNumber() | JsonLiteral():
            return arm.Literal(value.value, span_of(file, value))
    return _unread(file, value)


def object_node(file: SourceFile, value: JsonObject, without: frozenset[str] = frozenset()) -> arm.ObjectNode:
    """An object's node; a ``copy`` among its members stands for the members that it makes.

    Where a member could not be read, what seems absent may have been written: then the object is unknown.
    """
    members: list[arm.Member | arm.Spread] = []
    for member in value.members:
        folded = member.key.casefold()
        if folded in without:
            continue
        if folded == "copy" and isinstance(member.value, JsonArray):
            members.extend(copied_members(file, member.value))
            continue
        key = _text(file, member.key, member.key_start, member.key_end, _is_escaped(member))
        members.append(arm.Member(key, node_of(file, member.value)))
    if value.broken:
        members.append(arm.Spread(_unread(file, value)))
    return arm.ObjectNode(tuple(members), span_of(file, value))


def copied_members(file: SourceFile, copies: JsonArray) -> list[arm.Member | arm.Spread]:
    """The members that ``"copy": [{"name", "count", "input"}, ...]`` makes, each an array under its name."""
    found: list[arm.Member | arm.Spread] = []
    for one in copies.items:
        name = one.find("name") if isinstance(one, JsonObject) else None
        if isinstance(one, JsonObject) and isinstance(name, JsonString):
            found.append(arm.Member(arm.Literal(name.value, span_of(file, name)), copy_node(file, one, name.value)))
        else:
            found.append(arm.Spread(_bad_copy(file, one, "a copy of a value needs a name, a count and an input")))
    return found


def copy_node(file: SourceFile, copy: JsonObject, name: str) -> arm.Expression:
    """The array that one ``copy`` of a value makes."""
    count, body = copy.find("count"), copy.find("input")
    if count is None or body is None:
        return _bad_copy(file, copy, "a copy of a value needs a count and an input")
    times = arm.Call("range", (arm.Literal(0, span_of(file, count)), node_of(file, count)), span_of(file, count))
    return arm.ForExpression(name, None, times, None, node_of(file, body), span_of(file, copy))


def text_node(file: SourceFile, value: JsonString) -> arm.Expression:
    if isinstance(value, DeferredText):
        span = span_of(file, value)
        return arm.Deferred(_expression(file, value.value[1:], span, None if value.escaped else value.start + 3), span)
    return _text(file, value.value, value.start, value.end, value.escaped)


def _text(file: SourceFile, text: str, start: int, end: int, escaped: bool) -> arm.Expression:
    """The node of a text that stands at ``start``, quotes included. With escapes in it, all its parts stand there."""
    span = Span(file, start, end)
    if not written_as.is_expression(text):
        return arm.Literal(written_as.literal_text(text), span)
    return _expression(file, text, span, None if escaped else start + 2)


def _expression(file: SourceFile, text: str, span: Span, start: int | None) -> arm.Expression:
    """The expression ``[...]`` that stands at ``span``; ``start`` is where it begins in the file, if it can be said."""
    if start is None:
        parsed = written_as.parse_expression(text, 1, len(text) - 1)
        place: Place = lambda _start, _end: span  # noqa: E731 - one of two ways to say where
    else:
        parsed = written_as.parse_expression(file.text, start, span.end - 2)
        place = lambda start, end: Span(file, start, end)  # noqa: E731
    if isinstance(parsed, written_as.Malformed):
        shown = text if len(text) <= _EXCERPT else f"{text[: _EXCERPT - 3]}..."
        at = place(parsed.start, parsed.end)
        diagnostic = Diagnostic("syntax-error", Level.ERROR, parsed.summary, f"In the expression {shown}", at)
        return unmodelled(Because.UNPARSED, shown, span, diagnostic)
    return _converted(parsed, place)


def _converted(node: written_as.Expression, place: Place) -> arm.Expression:
    span = place(node.start, node.end)
    match node:
        case written_as.Call():
            return _call(node, span, place)
        case written_as.Access():
            return arm.Property(_converted(node.source, place), node.name, span, node.safe)
        case written_as.Item():
            return arm.Index(_converted(node.source, place), _converted(node.key, place), span, node.safe)
        case written_as.Text() | written_as.Number():
            return arm.Literal(node.value, span)


def _call(node: written_as.Call, span: Span, place: Place) -> arm.Expression:
    """A call; the functions by which the language writes constants, lambdas and their variables are these."""
    name, arguments = node.name.casefold(), node.arguments
    if not arguments and name in _CONSTANTS:
        return arm.Literal(_CONSTANTS[name], span)
    if name == "lambdavariables" and len(arguments) == 1 and isinstance(arguments[0], written_as.Text):
        return arm.LocalName(arguments[0].value, span)
    if name == "lambda" and arguments:
        parameters = [one.value for one in arguments[:-1] if isinstance(one, written_as.Text)]
        if len(parameters) == len(arguments) - 1:
            return arm.Lambda(tuple(parameters), _converted(arguments[-1], place), span)
    return arm.Call(node.name, tuple(_converted(argument, place) for argument in arguments), span)


def _is_escaped(member: JsonMember) -> bool:
    return member.key_end - member.key_start != len(member.key) + 2


def _unread(file: SourceFile, value: JsonValue) -> arm.Unmodelled:
    """A value that could not be read; the reader of JSON has said so."""
    span = span_of(file, value)
    return unmodelled(Because.UNPARSED, "a value that could not be read", span)


def _bad_copy(file: SourceFile, value: JsonValue, summary: str) -> arm.Unmodelled:
    if isinstance(value, JsonUnread) or (isinstance(value, JsonObject) and value.broken):
        return _unread(file, value)
    span = span_of(file, value)
    return unmodelled(Because.ERROR, "copy", span, Diagnostic("copy-incomplete", Level.ERROR, summary, span=span))
