"""Terraform's JSON syntax into the tree of the native one.

Source: https://developer.hashicorp.com/terraform/language/syntax/json
"""

from __future__ import annotations

from fastpath_checks.core.diagnostics import Diagnostic, Level
from fastpath_checks.core.spans import SourceFile, Span
from fastpath_checks.syntax.hcl.json_shapes import NESTED, TOP_LEVEL, Shape
from fastpath_checks.syntax.hcl.json_values import ValueReader
from fastpath_checks.syntax.hcl.nodes import Attribute, Block, Body
from fastpath_checks.syntax.jsonc import (
    JsonArray,
    JsonLiteral,
    JsonMember,
    JsonObject,
    JsonUnread,
    JsonValue,
    parse_json,
)

CONFIGURATION_ENDINGS = (".tf.json", ".tofu.json")
COMMENT_KEY = "//"


def parse_json_configuration(file: SourceFile) -> tuple[Body, list[Diagnostic]]:
    """The body of a ``.tf.json`` file, or of a file of values (``.tfvars.json``: all members are arguments).

    Never raises.
    """
    value, found = parse_json(file)
    diagnostics = [_strict(one) for one in found]
    configuration = file.path.endswith(CONFIGURATION_ENDINGS)
    reader = JsonBodyReader(file, ValueReader(file, diagnostics, literal=not configuration), diagnostics)
    shape = Shape(0, TOP_LEVEL) if configuration else Shape()
    body = Body(file, 0, len(file.text))
    for part in value.items if isinstance(value, JsonArray) else [value]:
        if isinstance(part, JsonObject):
            reader.fill(body, part, shape)
        elif part is not None and not isinstance(part, JsonUnread):
            reader.report("the file holds no object", part.start, part.end)
    body.broken = body.broken or bool(diagnostics)
    return body, diagnostics


def _strict(diagnostic: Diagnostic) -> Diagnostic:
    """Terraform merges blocks with the same key, where this reader has only the last one."""
    if diagnostic.code != "duplicate-key":
        return diagnostic
    return diagnostic._replace(level=Level.ERROR, hint="Write what both hold in one place.")


class JsonBodyReader:
    """Makes bodies of objects."""

    def __init__(self, file: SourceFile, values: ValueReader, diagnostics: list[Diagnostic]) -> None:
        self.file = file
        self.values = values
        self.diagnostics = diagnostics

    def report(self, summary: str, start: int, end: int) -> None:
        self.diagnostics.append(Diagnostic("syntax-error", Level.ERROR, summary, span=Span(self.file, start, end)))

    def fill(self, body: Body, value: JsonObject, shape: Shape) -> None:
        """Put what an object holds into a body."""
        body.broken = body.broken or value.broken
        for member in value.members:
            if member.key == COMMENT_KEY:
                continue
            inner = shape.blocks.get(member.key)
            if inner is None and shape.of_provider and _is_list_of_objects(member.value):
                inner = NESTED
            if inner is not None:
                self._blocks(body, member, member.value, inner, [])
                continue
            node = self.values.value(member.value, references=member.key in shape.references)
            end = member.value.end
            body.attributes.append(Attribute(member.key, node, member.key_start, member.key_end, end))

    def _blocks(self, body: Body, type: JsonMember, value: JsonValue, shape: Shape, labels: list[JsonMember]) -> None:
        """The blocks that a key holds: an object, an array of them, or - for each label - such behind the label."""
        if isinstance(value, JsonArray):
            for item in value.items:
                if isinstance(item, JsonArray):
                    self.report("a block is an object, not an array", item.start, item.end)
                else:
                    self._blocks(body, type, item, shape, labels)
        elif isinstance(value, JsonObject) and len(labels) < shape.labels:
            body.broken = body.broken or value.broken
            for member in value.members:
                if member.key != COMMENT_KEY:
                    self._blocks(body, type, member.value, shape, [*labels, member])
        elif isinstance(value, JsonObject):
            body.blocks.append(self._block(type, value, shape, labels))
        elif isinstance(value, JsonUnread):
            body.broken = True
        elif not isinstance(value, JsonLiteral) or value.value is not None:
            self.report(f'an object is expected for the block "{type.key}"', value.start, value.end)

    def _block(self, type: JsonMember, value: JsonObject, shape: Shape, labels: list[JsonMember]) -> Block:
        inner = Body(self.file, value.start, value.end)
        self.fill(inner, value, shape)
        head = labels[-1] if labels else type
        names = tuple(label.key for label in labels)
        spans = tuple((label.key_start, label.key_end) for label in labels)
        return Block(type.key, names, inner, head.key_start, value.end, head.key_end, spans)


def _is_list_of_objects(value: JsonValue) -> bool:
    return isinstance(value, JsonArray) and bool(value.items) and all(isinstance(i, JsonObject) for i in value.items)
