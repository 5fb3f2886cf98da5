"""Expressions: operators by precedence, references, calls, indexes and splats."""

from __future__ import annotations

import re

from fastpath_checks.syntax.hcl.collections_for import CollectionReader, word
from fastpath_checks.syntax.hcl.identifiers import IDENTIFIER
from fastpath_checks.syntax.hcl.lexing import (
    DEPTH_LIMIT,
    HEREDOC,
    NAME,
    NUMBER,
    QUOTE,
    SyntaxFailure,
    too_deep,
)
from fastpath_checks.syntax.hcl.nodes import (
    AttrStep,
    Binary,
    Call,
    Conditional,
    Expression,
    GetAttr,
    Index,
    IndexStep,
    Literal,
    Parentheses,
    Splat,
    SplatStep,
    Step,
    Unary,
)
from fastpath_checks.syntax.hcl.scalars import number

_PRECEDENCE = {
    "||": 1, "&&": 2, "==": 3, "!=": 3, "<": 4, ">": 4, "<=": 4, ">=": 4, "+": 5, "-": 5, "*": 6, "/": 6, "%": 6,
}  # fmt: skip
_TRAIL = re.compile(rf"(?:\.{IDENTIFIER})+").match


def reference(path: str, start: int) -> Expression:
    """``a.b.c``, written at ``start`` without blanks."""
    first, *names = path.split(".")
    end = start + len(first)
    node = word(first, start)
    for name in names:
        end += 1 + len(name)
        node = GetAttr(node, name, start, end)
    return node


class ExpressionReader(CollectionReader):
    """Reads expressions.

    At most five frames of Python's stack for each level of ``depth``; what needs more counts as two levels.
    """

    __slots__ = ()

    def expression(self) -> Expression:
        self.deeper(self.start)
        kind = self.kind
        node = self._prefixed() if kind == "-" or kind == "!" else self._operand()
        if self.kind in _PRECEDENCE:
            node = self._operations(node)
        if self.kind == "?":
            self.advance()
            if_true = self.expression()
            self.take(":", "':' and the value for false")
            node = Conditional(node, if_true, self.expression())
        self.depth -= 1
        return node

    def _operations(self, first: Expression) -> Expression:
        operands = [first]
        operators: list[str] = []
        while True:
            precedence = _PRECEDENCE.get(self.kind, 0)
            while operators and _PRECEDENCE[operators[-1]] >= precedence:
                right = operands.pop()
                operands.append(Binary(operators.pop(), operands.pop(), right))
            if not precedence:
                return operands[0]
            operators.append(self.kind)
            self.advance()
            operands.append(self._prefixed() if self.kind in ("-", "!") else self._operand())

    def _prefixed(self) -> Expression:
        prefixes: list[tuple[str, int]] = []
        while self.kind in ("-", "!"):
            prefixes.append((self.kind, self.start))
            if len(prefixes) > DEPTH_LIMIT:
                raise too_deep(self.start)
            self.advance()
        node = self._operand()
        for operator, start in reversed(prefixes):
            node = Unary(operator, node, start)
        return node

    def _operand(self) -> Expression:
        """A value with the steps behind it. What calls ``expression`` again is called from here directly."""
        kind, start, end = self.kind, self.start, self.end
        node: Expression
        if kind == NAME:
            name = self.value
            trail = _TRAIL(self.text, end, self.limit)
            if trail is not None:
                name += trail[0]
                self.end = trail.end()
            self.advance()
            if trail is None and self.kind in ("(", "::"):
                node = self._call(name, start, end)
            else:
                node = reference(name, start)
        elif kind == QUOTE:
            node = self.quoted()
        elif kind == NUMBER:
            node = Literal(number(self.value, start), start, end)
            self.advance()
        elif kind == "[":
            node = self.read_tuple()
        elif kind == "{":
            node = self.read_object()
        elif kind == "(":
            self.brackets += 1
            self.advance()
            inner = self.expression()
            if self.kind != ")":
                raise self.expected("an operator or ')'")
            self.brackets -= 1
            end = self.end
            self.advance()
            node = Parentheses(inner, start, end)
        elif kind == HEREDOC:
            node = self.heredoc()
        else:
            raise self.expected("a value")
        return self._steps(node) if self.kind in (".", "[") else node

    def _call(self, name: str, start: int, name_end: int) -> Expression:
        while self.kind == "::":
            self.advance()
            name_end = self.end
            name += "::" + self.take(NAME, "the name of a function")
        if self.kind != "(":
            raise self.expected("'(' and the arguments of the function")
        self.brackets += 1
        self.advance()
        arguments: list[Expression] = []
        expand = False
        while self.kind != ")":
            arguments.append(self.expression())
            if self.kind == ",":
                self.advance()
            elif self.kind == "...":
                expand = True
                self.advance()
                if self.kind != ")":
                    raise self.expected("')' behind the last argument")
            elif self.kind != ")":
                raise self.expected("',' or ')'")
        self.brackets -= 1
        end = self.end
        self.advance()
        return Call(name, arguments, expand, start, end, name_end)

    def _steps(self, node: Expression) -> Expression:
        """The attributes, indexes and splats behind a value."""
        start = node.start
        while True:
            if self.kind == ".":
                self.advance()
                if self.kind == "*":
                    node = self._old_splat(node)
                    continue
                step = self._dotted("an attribute's name")
                if isinstance(step, AttrStep):
                    node = GetAttr(node, step.name, start, step.end)
                else:
                    node = Index(node, step.key, start, step.end)
            elif self.kind == "[":
                bracketed = self._bracketed()
                if isinstance(bracketed, IndexStep):
                    node = Index(node, bracketed.key, start, bracketed.end)
                else:
                    each = self._full_splat_steps()
                    node = Splat(node, each, start, each[-1].end if each else bracketed.end)
            else:
                return node

    def _dotted(self, what: str) -> AttrStep | IndexStep:
        """What follows a dot: a name, or the number of an element in the old style."""
        start, end = self.start, self.end
        if self.kind == NAME:
            name = self.value
            self.advance()
            return AttrStep(name, start, end)
        if self.kind == NUMBER:
            if not self.value.isdecimal():
                hint = "Write the indexes in brackets: [0][1]."
                raise SyntaxFailure("two indexes cannot be written with dots", start, end, hint)
            key = Literal(number(self.value, start), start, end)
            self.advance()
            return IndexStep(key, start, end)
        raise self.expected(what)

    def _old_splat(self, source: Expression) -> Expression:
        """``source.*``: only attributes and old-style indexes are taken in every element."""
        end = self.end
        self.advance()
        each: list[Step] = []
        while self.kind == ".":
            self.advance()
            each.append(self._dotted("an attribute's name (a splat inside .* is written with [*])"))
            end = each[-1].end
        return Splat(source, each, source.start, end)

    def _bracketed(self) -> IndexStep | SplatStep:
        start = self.start
        self.deeper(start)
        self.brackets += 1
        self.advance()
        key: Expression | None = None
        if self.kind == "*":
            self.advance()
        else:
            key = self.expression()
        if self.kind != "]":
            raise self.expected("']'")
        self.brackets -= 1
        self.depth -= 1
        end = self.end
        self.advance()
        return IndexStep(key, start, end) if key is not None else SplatStep(start, end)

    def _full_splat_steps(self) -> list[Step]:
        """What follows ``[*]``, all of it taken in every element."""
        each: list[Step] = []
        old_style = False
        while True:
            if self.kind == ".":
                start = self.start
                self.advance()
                if self.kind == "*":
                    each.append(SplatStep(start, self.end))
                    self.advance()
                    old_style = True
                else:
                    each.append(self._dotted("an attribute's name"))
            elif self.kind == "[":
                if old_style:
                    hint = "Write [*] for both, and the index behind parentheses."
                    summary = "an index behind .* inside [*] is not read"
                    raise SyntaxFailure(summary, self.start, self.end, hint, "unmodelled-syntax")
                each.append(self._bracketed())
            else:
                return each
