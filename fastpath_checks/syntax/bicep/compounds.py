"""Tokens -> strings, objects, arrays and loops: what holds expressions and ends with a mark of its own."""

from __future__ import annotations

from fastpath_checks.syntax.bicep.cursor import Cursor, SyntaxFailure
from fastpath_checks.syntax.bicep.lexing import (
    IDENTIFIER,
    NEWLINE,
    STRING,
    STRING_END,
    STRING_MIDDLE,
    STRING_START,
)
from fastpath_checks.syntax.bicep.nodes import (
    Array,
    Conditional,
    Expression,
    For,
    Identifier,
    InterpolatedString,
    Object,
    Property,
    Spread,
    String,
)
from fastpath_checks.syntax.bicep.statements import Broken, Resource

_AFTER_MEMBER = frozenset((NEWLINE, ",", "}"))


class CompoundReader(Cursor):
    """What reads everything in brackets or quotes; the readers built upon it say what an expression is."""

    __slots__ = ()

    def expression(self) -> Expression:
        """Any expression; the reader of operators, which is built upon this one, reads it."""
        raise NotImplementedError

    def string(self, expected: str, hint: str = "") -> String | InterpolatedString:
        """A string with or without interpolation, or the failure that ``expected`` does not stand here."""
        at = self.at
        kind = self.kinds[at]
        if kind == STRING:
            self.at = at + 1
            return String(self.texts[at], *self.spans[at])
        if kind != STRING_START:
            raise self.failure(expected, hint)
        parts: list[str | Expression] = [self.texts[at]]
        start = self.spans[at][0]
        while True:
            self.at += 1
            self.skip_newline()
            parts.append(self.expression())
            at = self.at
            kind = self.kinds[at]
            if kind == NEWLINE and self.kinds[at + 1] in (STRING_END, STRING_MIDDLE):
                self.at = at = at + 1
                kind = self.kinds[at]
            if kind == STRING_END:
                parts.append(self.texts[at])
                self.at = at + 1
                return InterpolatedString(tuple(parts), start, self.spans[at][1])
            if kind != STRING_MIDDLE:
                raise self.failure("'}'", "close the interpolation")
            parts.append(self.texts[at])

    def object(self, of_resource: bool) -> Object:
        """``{ ... }``; only a resource's body may hold nested declarations."""
        kinds, texts, spans = self.kinds, self.texts, self.spans
        at = self.at
        if kinds[at] != "{":
            raise self.failure("'{'")
        start = spans[at][0]
        depth = self.depth
        self.at = at + 1
        self.skip_newline()
        members: list[Property | Spread] = []
        resources: list[Resource | Broken] = []
        names: list[str] = []
        key: Identifier | String | InterpolatedString
        while True:
            begin = at = self.at
            kind = kinds[at]
            if kind == "}":
                self.at = at + 1
                if len(set(names)) < len(names):
                    members = self.told_twice(members)
                return Object(tuple(members), start, spans[at][1], tuple(resources))
            try:
                if of_resource and (
                    kind == "@" or (kind == IDENTIFIER and texts[at] == "resource" and kinds[at + 1] == IDENTIFIER)
                ):
                    resources.append(self.nested_resource())
                elif kind == "...":
                    members.append(self._spread())
                else:
                    if kind == IDENTIFIER:
                        key = Identifier(texts[at], *spans[at])
                        names.append(key.name)
                        self.at = at = at + 1
                    else:
                        key = self.string("a property name or '}'")
                        if kind == STRING:
                            names.append(texts[at])
                        at = self.at
                    if kinds[at] != ":":
                        raise self.failure("':'")
                    at += 1
                    if kinds[at] == NEWLINE:
                        at += 1
                    self.at = at
                    value = self.expression()
                    members.append(Property(key, value, key.start, value.end))
                if kinds[self.at] not in _AFTER_MEMBER:
                    raise self.failure("the end of the line or ','")
            except SyntaxFailure as failure:
                lost = self.lost_member(begin, failure)
                while members and members[-1].start >= lost.start:
                    members.pop()
                members.append(lost)
                self.depth = depth
            kind = kinds[self.at]
            if kind == NEWLINE:
                self.at += 1
            elif kind == ",":
                self.at += 1
                self.skip_newline()

    def lost_member(self, begin: int, failure: SyntaxFailure) -> Property | Spread:
        """What stands for a member that begins at a token and could not be read.

        The reader goes on behind it. Raises the failure where nobody can say what else it took along; the reader that
        recovers, built upon this one, decides that.
        """
        raise NotImplementedError

    def told_twice(self, members: list[Property | Spread]) -> list[Property | Spread]:
        """The members without those that are written twice, which is said."""
        raise NotImplementedError

    def nested_resource(self) -> Resource | Broken:
        """A declaration inside a resource's body; the reader of declarations, built upon this one, reads it."""
        raise NotImplementedError

    def _spread(self) -> Spread:
        start = self.spans[self.at][0]
        self.at += 1
        source = self.expression()
        return Spread(source, start, source.end)

    def array(self) -> Array | For:
        kinds = self.kinds
        at = self.at
        inside = at + 2 if kinds[at + 1] == NEWLINE else at + 1
        if (
            kinds[inside] == IDENTIFIER
            and self.texts[inside] == "for"
            and (kinds[inside + 1] == IDENTIFIER or kinds[inside + 1] == "(")
        ):
            return self.loop(None)
        start = self.spans[at][0]
        self.at = inside
        items: list[Expression | Spread] = []
        while True:
            kind = kinds[self.at]
            if kind == "]":
                self.at += 1
                return Array(tuple(items), start, self.spans[self.at - 1][1])
            items.append(self._spread() if kind == "..." else self.expression())
            kind = kinds[self.at]
            if kind == NEWLINE:
                self.at += 1
            elif kind == ",":
                self.at += 1
                self.skip_newline()
            elif kind != "]":
                raise self.failure("the end of the line, ',' or ']'")

    def loop(self, of_resource: bool | None) -> For:
        """``[for ...]``; ``of_resource``: None where a value stands, else whether it is a resource or a module."""
        start = self.spans[self.at][0]
        self.at += 1
        self.skip_newline()
        self.expect_word("for")
        index = None
        if self.kinds[self.at] == "(":
            self.at += 1
            self.skip_newline()
            item = self.identifier("the name of the item")
            self.expect(",", "write for (item, index) in ...")
            self.skip_newline()
            index = self.identifier("the name of the index")
            self.skip_newline()
            self.expect(")")
        else:
            item = self.identifier("the name of the item")
        self.expect_word("in")
        source = self.expression()
        self.expect(":")
        self.skip_newline()
        body: Expression | Conditional
        if self.is_word("if") and self.kinds[self.at + 1] == "(":
            body = self.conditional(bool(of_resource))
        elif of_resource is None:
            body = self.expression()
        else:
            body = self.object(of_resource)
        self.skip_newline()
        return For(item, index, source, body, start, self.expect("]"))

    def conditional(self, of_resource: bool) -> Conditional:
        """``if (condition) { ... }``"""
        start = self.spans[self.at][0]
        self.at += 1
        self.expect("(", "write if (condition) { ... }")
        self.skip_newline()
        condition = self.expression()
        self.skip_newline()
        self.expect(")")
        self.skip_newline()
        body = self.object(of_resource)
        return Conditional(condition, body, start, body.end)
