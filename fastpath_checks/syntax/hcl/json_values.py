"""Values of Terraform's JSON syntax as expressions: strings are templates, or where Terraform says so references."""

from __future__ import annotations

import re

from fastpath_checks.core.diagnostics import Diagnostic, Level
from fastpath_checks.core.spans import SourceFile, Span
from fastpath_checks.syntax.hcl.expressions import ExpressionReader
from fastpath_checks.syntax.hcl.lexing import END, SyntaxFailure, too_deep
from fastpath_checks.syntax.hcl.nodes import (
    Expression,
    Literal,
    ObjectExpression,
    ObjectItem,
    StringLiteral,
    TupleExpression,
    Unread,
)
from fastpath_checks.syntax.jsonc import (
    JsonArray,
    JsonLiteral,
    JsonMember,
    JsonNumber,
    JsonObject,
    JsonString,
    JsonValue,
)

_SEQUENCE = re.compile(r"[$%]\{")
_PLACES = ("start", "end", "name_start", "name_end", "header_end")


class ValueReader:
    """Makes expressions of the values of one file. ``literal`` files hold values: nothing in them refers to anything.

    In a literal file a string is a template only where it is a well-formed one, as the placeholders of a deployment
    tool are.
    """

    def __init__(self, file: SourceFile, diagnostics: list[Diagnostic], literal: bool) -> None:
        self.file = file
        self.diagnostics = diagnostics
        self.literal = literal

    def value(self, value: JsonValue, *, references: bool = False) -> Expression:
        """A value. With ``references``, its strings are expressions: ``"azurerm.hub"``, ``"list(string)"``."""
        match value:
            case JsonString():
                return self.text(value.value, value.start, value.end, value.escaped, references)
            case JsonNumber(value=float(number)) if number.is_integer():
                return Literal(int(number), value.start, value.end)
            case JsonNumber() | JsonLiteral():
                return Literal(value.value, value.start, value.end)
            case JsonArray():
                items = [self.value(item, references=references) for item in value.items]
                return TupleExpression(items, value.start, value.end)
            case JsonObject():
                pairs = [self._item(member, references) for member in value.members if member.key != "//"]
                return ObjectExpression(pairs, value.start, value.end)
        return Unread(value.start, value.end)

    def _item(self, member: JsonMember, references: bool) -> ObjectItem:
        escaped = member.key_end - member.key_start != len(member.key) + 2
        key = self.text(member.key, member.key_start, member.key_end, escaped)
        return ObjectItem(key, self.value(member.value, references=references))

    def text(self, value: str, start: int, end: int, escaped: bool, references: bool = False) -> Expression:
        """A string, whose range includes the quotes."""
        if not references and _SEQUENCE.search(value) is None:
            return StringLiteral(value, start, end)
        try:
            if not escaped:
                return self._read(self.file, start + 1, end - 1, references, (start, end))
            node = self._read(SourceFile(self.file.path, value), 0, len(value), references, (0, len(value)))
            relocate(node, start, end)
            return node
        except (SyntaxFailure, RecursionError) as error:
            if self.literal:
                return StringLiteral(value, start, end)
            failure = error if isinstance(error, SyntaxFailure) else too_deep(start)
            span = Span(self.file, start, end) if escaped else Span(self.file, failure.start, failure.end)
            self.diagnostics.append(
                Diagnostic(failure.code, Level.ERROR, failure.summary, span=span, hint=failure.hint)
            )
            return Unread(start, end)

    def _read(self, file: SourceFile, start: int, end: int, references: bool, place: tuple[int, int]) -> Expression:
        reader = ExpressionReader(file, start, end)
        if not references:
            node = reader.bare(start, end)
            if isinstance(node, StringLiteral) and self.literal:
                return StringLiteral(file.text[start:end], *place)
            node.start, node.end = place
            return node
        reader.brackets = 1
        reader.go_to(start)
        node = reader.expression()
        if reader.kind != END:
            raise reader.expected("the end of the text")
        return node


def relocate(node: object, start: int, end: int) -> None:
    """Give a node, and all nodes in it, the range of the string that they were decoded from."""
    pending = [node]
    while pending:
        one = pending.pop()
        if isinstance(one, list):
            pending.extend(one)
            continue
        for name in getattr(one, "__slots__", ()):
            if name in _PLACES:
                setattr(one, name, start if name in ("start", "name_start") else end)
            else:
                pending.append(getattr(one, name))
