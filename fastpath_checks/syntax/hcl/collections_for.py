"""Tuples, objects, and the ``for`` expressions that make them."""

from __future__ import annotations

import re

from fastpath_checks.syntax.hcl.identifiers import IDENTIFIER
from fastpath_checks.syntax.hcl.lexing import NAME, NEWLINE
from fastpath_checks.syntax.hcl.nodes import (
    Expression,
    ForObject,
    ForTuple,
    Literal,
    ObjectExpression,
    ObjectItem,
    ObjectKeyName,
    StringLiteral,
    TupleExpression,
    Variable,
)
from fastpath_checks.syntax.hcl.templates import TemplateReader

_PLAIN_ITEM = re.compile(
    rf'(?:[ \t]*\r?\n)*[ \t]*({IDENTIFIER})[ \t]*[=:][ \t]*(?:"([^"\\$%\r\n]*)"|({IDENTIFIER}))[ \t]*(?:,|(?=\r?\n))'
).match


class CollectionReader(TemplateReader):
    """Reads what stands in square brackets and braces."""

    __slots__ = ()

    def read_tuple(self) -> Expression:
        start = self.start
        self.brackets += 1
        self.advance()
        if self.kind == NAME and self.value == "for":
            return self._for_tuple(start)
        items: list[Expression] = []
        while self.kind != "]":
            items.append(self.expression())
            if self.kind == ",":
                self.advance()
            elif self.kind != "]":
                raise self.expected("',' or ']'")
        self.brackets -= 1
        end = self.end
        self.advance()
        return TupleExpression(items, start, end)

    def read_object(self) -> Expression:
        start, outside = self.start, self.brackets
        self.brackets = 1
        behind = self.end
        self.advance()
        if self.kind == NAME and self.value == "for":
            return self._for_object(start, outside)
        self.brackets = 0
        items: list[ObjectItem] = []
        self.end = behind
        while True:
            self._plain_items(items)
            self.advance()
            while self.kind == NEWLINE:
                self.advance()
            if self.kind == "}":
                break
            at, name, key_end = self.start, self.value, self.end
            is_name = self.kind == NAME
            key = self.expression()
            if is_name and key.end == key_end:
                key = ObjectKeyName(name, at, key_end)
            if self.kind != "=" and self.kind != ":":
                raise self.expected("'=' and a value")
            self.advance()
            items.append(ObjectItem(key, self.expression()))
            if self.kind == "}":
                break
            if self.kind != "," and self.kind != NEWLINE:
                raise self.expected("',', '}' or the end of the line")
        self.brackets = outside
        end = self.end
        self.advance()
        return ObjectExpression(items, start, end)

    def _plain_items(self, items: list[ObjectItem]) -> None:
        """The items that are a name with a text or a word, each on its line or before a comma."""
        text, limit = self.text, self.limit
        match = _PLAIN_ITEM(text, self.end, limit)
        while match is not None:
            start, end = match.span(1)
            key = ObjectKeyName(match[1], start, end)
            value: Expression
            if match[3] is None:
                start, end = match.span(2)
                value = StringLiteral(match[2], start - 1, end + 1)
            else:
                value = word(match[3], match.start(3))
            items.append(ObjectItem(key, value))
            self.end = match.end()
            match = _PLAIN_ITEM(text, self.end, limit)

    def _introduced(self) -> tuple[str, str, Expression]:
        self.deeper(self.start)
        self.advance()
        key_name, value_name = self.for_names()
        collection = self.expression()
        self.take(":", "':' and what each element becomes")
        return key_name, value_name, collection

    def _condition(self) -> Expression | None:
        if self.kind != NAME or self.value != "if":
            return None
        self.advance()
        return self.expression()

    def _for_tuple(self, start: int) -> Expression:
        key_name, value_name, collection = self._introduced()
        body = self.expression()
        condition = self._condition()
        if self.kind != "]":
            raise self.expected("'if' or ']'")
        self.brackets -= 1
        self.depth -= 1
        end = self.end
        self.advance()
        return ForTuple(key_name, value_name, collection, body, condition, start, end)

    def _for_object(self, start: int, outside: int) -> Expression:
        key_name, value_name, collection = self._introduced()
        key_body = self.expression()
        self.take("=>", "'=>' and the value for this key")
        value_body = self.expression()
        grouping = self.kind == "..."
        if grouping:
            self.advance()
        condition = self._condition()
        if self.kind != "}":
            raise self.expected("'...', 'if' or '}'")
        self.brackets = outside
        self.depth -= 1
        end = self.end
        self.advance()
        return ForObject(key_name, value_name, collection, key_body, value_body, grouping, condition, start, end)


WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None}


def word(name: str, start: int) -> Expression:
    """What a bare word means: a constant, or the beginning of a reference."""
    end = start + len(name)
    return Literal(WORDS[name], start, end) if name in WORDS else Variable(name, start, end)
