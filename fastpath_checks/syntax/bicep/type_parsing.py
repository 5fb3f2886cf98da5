"""Tokens -> types."""

from __future__ import annotations

from fastpath_checks.syntax.bicep.cursor import NESTING_LIMIT, SyntaxFailure
from fastpath_checks.syntax.bicep.expressions import ExpressionReader
from fastpath_checks.syntax.bicep.lexing import IDENTIFIER, INTEGER, NEWLINE, STRING, STRING_START
from fastpath_checks.syntax.bicep.nodes import (
    Constant,
    Decorator,
    Expression,
    Identifier,
    InterpolatedString,
    String,
)
from fastpath_checks.syntax.bicep.type_nodes import (
    ArrayType,
    LiteralType,
    NamedType,
    NullableType,
    ObjectType,
    PropertyType,
    ResourceType,
    TupleItem,
    TupleType,
    Type,
    TypeAccess,
    UnaryType,
    UnionType,
)

_LITERALS: dict[str, bool | None] = {"true": True, "false": False, "null": None}


class TypeReader(ExpressionReader):
    """What reads types."""

    __slots__ = ()

    def declared_type(self) -> Type:
        """The type of a parameter or an output, where ``resource '...'`` may stand too."""
        start = self.spans[self.at][0]
        if self.is_word("resource") and self.kinds[self.at + 1] != "<":
            self.at += 1
            if self.kinds[self.at] in (STRING, STRING_START):
                reference = self.string("a resource type")
                return ResourceType(reference, start, reference.end)
            return ResourceType(None, start, self.spans[self.at - 1][1])
        return self.type()

    def type(self) -> Type:
        """A type, or a union of types that may run over several lines."""
        self.deepen()
        start = self.spans[self.at][0]
        leading = self._takes_bar()
        first = self._member_type()
        members = [first]
        while self._takes_bar():
            members.append(self._member_type())
        self.depth -= 1
        if len(members) == 1 and not leading:
            return first
        return UnionType(tuple(members), start, members[-1].end)

    def _takes_bar(self) -> bool:
        kinds = self.kinds
        if kinds[self.at] == NEWLINE and kinds[self.at + 1] == "|":
            self.at += 1
        if kinds[self.at] != "|":
            return False
        self.at += 1
        self.skip_newline()
        return True

    def _member_type(self) -> Type:
        first = self.at
        while self.kinds[self.at] in ("-", "!", "+"):
            self.at += 1
        last = self.at
        if last - first > NESTING_LIMIT:
            raise SyntaxFailure(last, f"more than {NESTING_LIMIT} operators in one type", "")
        start = self.spans[last][0]
        node = self._accessed_type(self._primary_type(), start)
        for index in range(last - 1, first - 1, -1):
            node = UnaryType(self.kinds[index], node, self.spans[index][0], node.end)
        return node

    def _primary_type(self) -> Type:
        at = self.at
        kind = self.kinds[at]
        start, end = self.spans[at]
        if kind == IDENTIFIER:
            self.at = at + 1
            text = self.texts[at]
            if text in _LITERALS:
                return LiteralType(Constant(_LITERALS[text], start, end), start, end)
            arguments = self._type_arguments()
            return NamedType(text, arguments, start, self.spans[self.at - 1][1])
        if kind == "{":
            return self._object_type()
        if kind == "[":
            return self._tuple_type()
        if kind == INTEGER:
            self.at = at + 1
            return LiteralType(Constant(self._integer(), start, end), start, end)
        if kind in (STRING, STRING_START):
            text_node = self.string("a type")
            return LiteralType(text_node, start, text_node.end)
        if kind == "(":
            self.at = at + 1
            self.skip_newline()
            inner = self.type()
            self.skip_newline()
            self.expect(")")
            if isinstance(inner, UnionType):
                inner.start, inner.end = start, self.spans[self.at - 1][1]
            return inner
        raise self.failure("a type")

    def _accessed_type(self, node: Type, start: int) -> Type:
        links = 0
        while True:
            kind = self.kinds[self.at]
            if kind == "[":
                self.at += 1
                if self.kinds[self.at] == "]":
                    self.at += 1
                    node = ArrayType(node, start, self.spans[self.at - 1][1])
                else:
                    key: Expression | None = None
                    if self.kinds[self.at] == "*":
                        self.at += 1
                    else:
                        key = self.expression()
                    node = TypeAccess(node, key, (), start, self.expect("]"))
            elif kind == ".":
                self.at += 1
                if self.kinds[self.at] == "*":
                    self.at += 1
                    node = TypeAccess(node, None, (), start, self.spans[self.at - 1][1])
                else:
                    name = self.identifier("the name of a part of the type")
                    arguments = self._type_arguments()
                    node = TypeAccess(node, name, arguments, start, self.spans[self.at - 1][1])
            elif kind == "?" or kind == "!":
                self.at += 1
                node = NullableType(node, kind == "?", start, self.spans[self.at - 1][1])
            else:
                return node
            links += 1
            if links > NESTING_LIMIT:
                raise SyntaxFailure(self.at, f"more than {NESTING_LIMIT} accesses in one type", "")

    def _type_arguments(self) -> tuple[Type, ...]:
        if self.kinds[self.at] != "<":
            return ()
        self.at += 1
        self.skip_newline()
        found: list[Type] = []
        while self.kinds[self.at] != ">":
            found.append(self.type())
            self.skip_newline()
            if self.kinds[self.at] == ",":
                self.at += 1
                self.skip_newline()
            elif self.kinds[self.at] != ">":
                raise self.failure("',' or '>'")
        self.at += 1
        return tuple(found)

    def _object_type(self) -> ObjectType:
        start = self.spans[self.at][0]
        self.at += 1
        self.skip_newline()
        found: list[PropertyType] = []
        key: Identifier | String | InterpolatedString | None
        while self.kinds[self.at] != "}":
            decorators = self.decorators()
            begin = self.spans[self.at][0]
            kind = self.kinds[self.at]
            if kind == "*":
                self.at += 1
                key = None
            elif kind == IDENTIFIER:
                key = self.identifier()
            else:
                key = self.string("a property name, '*' or '}'")
            self.expect(":")
            self.skip_newline()
            value = self.type()
            found.append(PropertyType(key, value, decorators, begin, value.end))
            self._separator("}")
        self.at += 1
        return ObjectType(tuple(found), start, self.spans[self.at - 1][1])

    def _tuple_type(self) -> TupleType:
        start = self.spans[self.at][0]
        self.at += 1
        self.skip_newline()
        found: list[TupleItem] = []
        while self.kinds[self.at] != "]":
            decorators = self.decorators()
            begin = self.spans[self.at][0]
            value = self.type()
            found.append(TupleItem(value, decorators, begin, value.end))
            self._separator("]")
        self.at += 1
        return TupleType(tuple(found), start, self.spans[self.at - 1][1])

    def _separator(self, closing: str) -> None:
        kind = self.kinds[self.at]
        if kind == NEWLINE or kind == ",":
            self.at += 1
            self.skip_newline()
        elif kind != closing:
            raise self.failure(f"the end of the line, ',' or '{closing}'")

    def decorators(self) -> tuple[Decorator, ...]:
        """The ``@...`` lines before a declaration, a property or an item."""
        if self.kinds[self.at] != "@":
            return ()
        found: list[Decorator] = []
        while self.kinds[self.at] == "@":
            start = self.spans[self.at][0]
            self.at += 1
            call = self._operand()
            found.append(Decorator(call, start, call.end))
            self.skip_newline()
        return tuple(found)
