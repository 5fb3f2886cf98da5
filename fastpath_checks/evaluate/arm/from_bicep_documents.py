"""JSON and YAML that a Bicep file loads as a value. Read only when somebody asks for the value."""

from __future__ import annotations

import re
from collections.abc import Callable

from fastpath_checks.core.spans import SourceFile, Span, written
from fastpath_checks.core.values import Because, Missing
from fastpath_checks.evaluate.arm import template as arm
from fastpath_checks.syntax.jsonc import (
    JsonArray,
    JsonLiteral,
    JsonNumber,
    JsonObject,
    JsonString,
    JsonValue,
    parse_json,
)

NODES_LIMIT = 200_000
"""Nodes of one YAML file, its aliases followed: a few lines of aliases can stand for billions."""

_INTEGER = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_WORDS: dict[str, bool | None] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_DISPUTED = re.compile(r"(?:y|n|yes|no|on|off|[-+]?0[xXoObB]?[0-9A-Fa-f_]+|[-+]?\.(?:inf|nan))", re.IGNORECASE)
"""Plain words that YAML's versions disagree about."""


class Document:
    """The part of a loaded file at ``path``; a ``Json`` of the template model. ``unread`` is it where it is none."""

    __slots__ = ("_node", "file", "path", "read", "span", "unread")

    def __init__(
        self,
        file: SourceFile,
        read: Callable[[SourceFile], arm.Expression | None],
        path: tuple[str | int, ...],
        unread: arm.Unmodelled,
        span: Span,
    ) -> None:
        self.file = file
        self.read = read
        self.path = path
        self.unread = unread
        self.span = span
        self._node: arm.Expression | None = None

    def node(self) -> arm.Expression:
        if self._node is None:
            found = self.read(self.file)
            for step in self.path:
                found = _step(found, step)
            self._node = self.unread if found is None else found
        return self._node


class _JsonPart:
    """A JSON object or array, made into nodes one level at a time."""

    __slots__ = ("file", "span", "value")

    def __init__(self, value: JsonObject | JsonArray, file: SourceFile) -> None:
        self.value = value
        self.file = file
        self.span = Span(file, value.start, value.end)

    def node(self) -> arm.Expression:
        if isinstance(self.value, JsonArray):
            return arm.ArrayNode(tuple(_json_node(item, self.file) for item in self.value.items), self.span)
        members = tuple(
            arm.Member(
                arm.Literal(member.key, Span(self.file, member.key_start, member.key_end)),
                _json_node(member.value, self.file),
            )
            for member in self.value.members
        )
        return arm.ObjectNode(members, self.span)


def read_json(file: SourceFile) -> arm.Expression | None:
    """The value of a JSON file, whose texts are never expressions; None where it cannot be read."""
    tree, diagnostics = parse_json(file)
    return None if diagnostics or tree is None else _json_node(tree, file)


def _json_node(value: JsonValue, file: SourceFile) -> arm.Expression:
    match value:
        case JsonObject() | JsonArray():
            return _JsonPart(value, file)
        case JsonString() | JsonNumber() | JsonLiteral():
            return arm.Literal(value.value, Span(file, value.start, value.end))
    origin = written(file, value.start, value.end)
    return arm.Unmodelled(Missing(Because.UNPARSED, file.path, origin), Span(file, value.start, value.end))


def _step(value: arm.Expression | None, step: str | int) -> arm.Expression | None:
    if isinstance(value, _JsonPart):
        value = value.node()
    match value:
        case arm.ObjectNode(members):
            for member in members:
                if isinstance(member, arm.Member) and isinstance(member.key, arm.Literal) and member.key.value == step:
                    return member.value
        case arm.ArrayNode(items) if isinstance(step, int) and step < len(items):
            item = items[step]
            return None if isinstance(item, arm.Spread) else item
    return None


def read_yaml(file: SourceFile) -> arm.Expression | None:
    """The value of the first document of a YAML file, by YAML's core schema; None where it cannot be read."""
    import yaml  # only a file that loads YAML pays for its import

    loader = yaml.SafeLoader(file.text)
    try:
        root = loader.get_node() if loader.check_node() else None
        return None if root is None else _YamlReader(file).node(root)
    except (yaml.YAMLError, RecursionError, _TooMuch):
        return None
    finally:
        loader.dispose()


class _TooMuch(Exception):
    """More nodes than ``NODES_LIMIT``, or an alias inside of what it stands for."""


class _YamlReader:
    __slots__ = ("count", "file")

    def __init__(self, file: SourceFile) -> None:
        self.file = file
        self.count = 0

    def node(self, node: object) -> arm.Expression:
        from yaml.nodes import MappingNode, ScalarNode, SequenceNode

        self.count += 1
        if self.count > NODES_LIMIT:
            raise _TooMuch
        match node:
            case ScalarNode():
                span = Span(self.file, node.start_mark.index, node.end_mark.index)
                return self._scalar(node.value, node.style is None, span)
            case SequenceNode():
                span = Span(self.file, node.start_mark.index, node.end_mark.index)
                return arm.ArrayNode(tuple(self.node(item) for item in node.value), span)
            case MappingNode():
                span = Span(self.file, node.start_mark.index, node.end_mark.index)
                members = [arm.Member(self._key(key), self.node(value)) for key, value in node.value]
                return arm.ObjectNode(tuple(members), span)
        raise _TooMuch

    def _key(self, node: object) -> arm.Expression:
        from yaml.nodes import ScalarNode

        if not isinstance(node, ScalarNode):
            raise _TooMuch
        return arm.Literal(str(node.value), Span(self.file, node.start_mark.index, node.end_mark.index))

    def _scalar(self, text: str, is_plain: bool, span: Span) -> arm.Expression:
        if not is_plain:
            return arm.Literal(text, span)
        if text in _WORDS:
            return arm.Literal(_WORDS[text], span)
        if _DISPUTED.fullmatch(text):
            missing = Missing(Because.UNMODELLED, f"the YAML word {text}", written(span.file, span.start, span.end))
            return arm.Unmodelled(missing, span)
        if _INTEGER.fullmatch(text) and len(text) < 20:
            return arm.Literal(int(text), span)
        return arm.Literal(float(text) if _FLOAT.fullmatch(text) else text, span)
