"""The directives of templates, put together from their beginnings and ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastpath_checks.syntax.hcl.lexing import DEPTH_LIMIT, SyntaxFailure, too_deep
from fastpath_checks.syntax.hcl.nodes import (
    Expression,
    ForDirective,
    IfDirective,
    Interpolation,
    TemplatePart,
    TemplateText,
)

if TYPE_CHECKING:
    from fastpath_checks.syntax.hcl.templates import Piece


class Control:
    """One ``%{...}`` sequence: its keyword, and what follows that."""

    __slots__ = ("end", "expression", "key_name", "keyword", "start", "value_name")

    def __init__(
        self, keyword: str, start: int, expression: Expression | None = None, key_name: str = "", value_name: str = ""
    ) -> None:
        self.keyword = keyword
        self.start = start
        self.end = start
        self.expression = expression
        self.key_name = key_name
        self.value_name = value_name


class _Open:
    """A directive whose end has not been met."""

    __slots__ = ("control", "else_parts", "parts")

    def __init__(self, control: Control) -> None:
        self.control = control
        self.parts: list[TemplatePart] = []
        self.else_parts: list[TemplatePart] | None = None


def assembled(pieces: list[Piece]) -> list[TemplatePart]:
    """The pieces as a tree. Raises SyntaxFailure where ends are missing or have no beginning."""
    whole: list[TemplatePart] = []
    current = whole
    stack: list[_Open] = []
    for piece in pieces:
        if isinstance(piece, (TemplateText, Interpolation)):
            current.append(piece)
            continue
        keyword = piece.keyword
        if keyword in ("if", "for"):
            stack.append(_Open(piece))
            if len(stack) > DEPTH_LIMIT:
                raise too_deep(piece.start)
            current = stack[-1].parts
            continue
        wanted = "for" if keyword == "endfor" else "if"
        if not stack or stack[-1].control.keyword != wanted or (keyword == "else" and stack[-1].else_parts is not None):
            raise SyntaxFailure(f"there is no %{{ {wanted} }} that this belongs to", piece.start, piece.end)
        if keyword == "else":
            current = stack[-1].else_parts = []
            continue
        done = _closed(stack.pop(), piece.end)
        current = whole if not stack else stack[-1].parts if stack[-1].else_parts is None else stack[-1].else_parts
        current.append(done)
    if stack:
        control = stack[-1].control
        summary = f"%{{ {control.keyword} }} is not closed"
        hint = f"Close it with %{{ end{control.keyword} }}."
        raise SyntaxFailure(summary, control.start, control.end, hint)
    return whole


def _closed(open_one: _Open, end: int) -> TemplatePart:
    control = open_one.control
    expression = control.expression
    assert expression is not None
    if control.keyword == "if":
        return IfDirective(expression, open_one.parts, open_one.else_parts or [], control.start, end)
    return ForDirective(control.key_name, control.value_name, expression, open_one.parts, control.start, end)
