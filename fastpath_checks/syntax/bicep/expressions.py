"""Tokens -> expressions.

Operators are put together with an explicit stack, so that a level of nesting costs three Python frames and
``NESTING_LIMIT`` is reached before Python's own limit.
"""

from __future__ import annotations

from fastpath_checks.syntax.bicep.compounds import CompoundReader
from fastpath_checks.syntax.bicep.cursor import NESTING_LIMIT, SyntaxFailure
from fastpath_checks.syntax.bicep.lexing import (
    IDENTIFIER,
    INTEGER,
    NEWLINE,
    STRING,
    STRING_START,
)
from fastpath_checks.syntax.bicep.nodes import (
    Access,
    Binary,
    Call,
    Child,
    Constant,
    Expression,
    Identifier,
    Index,
    Lambda,
    NotNull,
    Parenthesized,
    String,
    Ternary,
    Unary,
)

_PRECEDENCE = {
    "*": 7, "/": 7, "%": 7,
    "+": 6, "-": 6,
    "<": 5, ">": 5, "<=": 5, ">=": 5,
    "==": 4, "!=": 4, "=~": 4, "!~": 4,
    "&&": 3,
    "||": 2,
    "??": 1,
}  # fmt: skip
_PREFIXES = frozenset("!-+")
_CONSTANTS: dict[str, bool | None] = {"true": True, "false": False, "null": None}


class ExpressionReader(CompoundReader):
    """What reads expressions."""

    __slots__ = ()

    def expression(self) -> Expression:
        self.deepen()
        node = self._operand()
        kinds = self.kinds
        kind = kinds[self.at]
        if kind in _PRECEDENCE:
            node = self._operators(node)
            kind = kinds[self.at]
        if kind == "?" or (kind == NEWLINE and kinds[self.at + 1] == "?"):
            self.skip_newline()
            self.at += 1
            self.skip_newline()
            yes = self.expression()
            if kinds[self.at] == NEWLINE and kinds[self.at + 1] == ":":
                self.at += 1
            self.expect(":", "a condition is written a ? b : c")
            self.skip_newline()
            no = self.expression()
            node = Ternary(node, yes, no, node.start, no.end)
        self.depth -= 1
        return node

    def _operators(self, first: Expression) -> Expression:
        operands = [first]
        operators: list[str] = []
        links = 0
        while True:
            operator = self.kinds[self.at]
            precedence = _PRECEDENCE.get(operator, 0)
            while operators and _PRECEDENCE[operators[-1]] >= precedence:
                right = operands.pop()
                left = operands[-1]
                operands[-1] = Binary(operators.pop(), left, right, left.start, right.end)
            if not precedence:
                return operands[0]
            links += 1
            if links > NESTING_LIMIT:
                raise SyntaxFailure(self.at, f"more than {NESTING_LIMIT} operators in one expression", "")
            self.at += 1
            self.skip_newline()
            operators.append(operator)
            operands.append(self._operand())

    def _operand(self) -> Expression:
        at = self.at
        kinds = self.kinds
        kind = kinds[at]
        first_prefix = at
        while kind in _PREFIXES:
            at += 1
            kind = kinds[at]
        prefixes = at - first_prefix
        if prefixes:
            self.at = at
            if prefixes > NESTING_LIMIT:
                raise SyntaxFailure(at, f"more than {NESTING_LIMIT} operators in one expression", "")
        node: Expression
        if kind == IDENTIFIER:
            text = self.texts[at]
            start, end = self.spans[at]
            self.at = at + 1
            following = kinds[at + 1]
            if following == "(":
                name = Identifier(text, start, end)
                arguments = self._arguments()
                node = Call(name, arguments, None, start, self.spans[self.at - 1][1])
            elif following == "=>":
                node = self._lambda((Identifier(text, start, end),), start)
            elif text in _CONSTANTS:
                node = Constant(_CONSTANTS[text], start, end)
            else:
                node = Identifier(text, start, end)
        elif kind == STRING:
            self.at = at + 1
            node = String(self.texts[at], *self.spans[at])
        elif kind == "{":
            node = self.object(False)
        elif kind == "[":
            node = self.array()
        elif kind == STRING_START:
            node = self.string("a string")
        elif kind == INTEGER:
            self.at = at + 1
            node = Constant(self._integer(), *self.spans[at])
        elif kind == "(":
            node = self._parentheses()
        else:
            raise self.failure("an expression")
        kind = kinds[self.at]
        if kind == "." or kind == "[" or kind == "::" or kind == "!":
            node = self._accesses(node)
        for index in range(at - 1, first_prefix - 1, -1):
            node = Unary(kinds[index], node, self.spans[index][0], node.end)
        return node

    def _integer(self) -> int:
        digits = self.texts[self.at - 1]
        if len(digits) > 19:
            raise SyntaxFailure(self.at - 1, "an integer beyond 64 bits", "")
        return int(digits)

    def _accesses(self, node: Expression) -> Expression:
        kinds = self.kinds
        start = node.start
        links = 0
        while True:
            kind = kinds[self.at]
            if kind == ".":
                self.at += 1
                safe = kinds[self.at] == "?"
                if safe:
                    self.at += 1
                name = self.identifier("a property name")
                if kinds[self.at] == "(" and not safe:
                    arguments = self._arguments()
                    node = Call(name, arguments, node, start, self.spans[self.at - 1][1])
                else:
                    node = Access(node, name, safe, start, name.end)
            elif kind == "[":
                self.at += 1
                safe = kinds[self.at] == "?"
                if safe:
                    self.at += 1
                from_end = kinds[self.at] == "^"
                if from_end:
                    self.at += 1
                self.skip_newline()
                index = self.expression()
                self.skip_newline()
                node = Index(node, index, safe, from_end, start, self.expect("]"))
            elif kind == "::":
                self.at += 1
                name = self.identifier("the name of a nested resource")
                node = Child(node, name, start, name.end)
            elif kind == "!":
                self.at += 1
                node = NotNull(node, start, self.spans[self.at - 1][1])
            else:
                return node
            links += 1
            if links > NESTING_LIMIT:
                raise SyntaxFailure(self.at, f"more than {NESTING_LIMIT} accesses in one expression", "")

    def _arguments(self) -> tuple[Expression, ...]:
        kinds = self.kinds
        self.at += 1
        self.skip_newline()
        found: list[Expression] = []
        while kinds[self.at] != ")":
            found.append(self.expression())
            kind = kinds[self.at]
            if kind == ",":
                self.at += 1
                self.skip_newline()
            elif kind == NEWLINE:
                self.at += 1
                if kinds[self.at] == ",":
                    self.at += 1
                    self.skip_newline()
                elif kinds[self.at] != ")":
                    raise self.failure("',' or ')'", "arguments are separated by commas")
            elif kind != ")":
                raise self.failure("',' or ')'")
        self.at += 1
        return tuple(found)

    def _lambda(self, parameters: tuple[Identifier, ...], start: int) -> Lambda:
        self.at += 1
        self.skip_newline()
        body = self.expression()
        return Lambda(parameters, body, start, body.end)

    def _parentheses(self) -> Expression:
        kinds = self.kinds
        start = self.spans[self.at][0]
        opening = self.at
        inner = self._arguments()
        end = self.spans[self.at - 1][1]
        if kinds[self.at] == "=>":
            parameters = tuple(item for item in inner if isinstance(item, Identifier))
            if len(parameters) != len(inner):
                raise SyntaxFailure(opening, "the parameters of a lambda are names", "")
            return self._lambda(parameters, start)
        if len(inner) != 1:
            raise SyntaxFailure(opening, "parentheses hold exactly one expression", "")
        return Parenthesized(inner[0], start, end)
