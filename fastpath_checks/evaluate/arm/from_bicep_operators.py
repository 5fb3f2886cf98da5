"""Bicep's operators -> calls of ARM's functions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastpath_checks.evaluate.arm import template as arm
from fastpath_checks.syntax.bicep import nodes as bicep

if TYPE_CHECKING:
    from fastpath_checks.evaluate.arm.from_bicep_expressions import ExpressionLowering

_BINARY = {
    "*": "mul",
    "/": "div",
    "%": "mod",
    "+": "add",
    "-": "sub",
    "<": "less",
    ">": "greater",
    "<=": "lessOrEquals",
    ">=": "greaterOrEquals",
    "==": "equals",
}
_CHAINED = {"&&": "and", "||": "or", "??": "coalesce"}


def lower_unary(expressions: ExpressionLowering, node: bicep.Unary) -> arm.Expression:
    span = expressions.span(node)
    if node.operator == "!":
        return arm.Call("not", (expressions.lower(node.operand),), span)
    match node.operand:
        case bicep.Constant(int(value)) if not isinstance(value, bool):
            return arm.Literal(-value if node.operator == "-" else value, span)
    if node.operator == "+":
        return expressions.lower(node.operand)
    return arm.Call("sub", (arm.Literal(0, span), expressions.lower(node.operand)), span)


def lower_binary(expressions: ExpressionLowering, node: bicep.Binary) -> arm.Expression:
    """A chain of one logical operator becomes one call, so that it costs one level of nesting."""
    operator = node.operator
    span = expressions.span(node)
    if operator in _CHAINED:
        operands: list[bicep.Expression] = []
        left: bicep.Expression = node
        while isinstance(left, bicep.Binary) and left.operator == operator:
            operands.append(left.right)
            left = left.left
        operands.append(left)
        return arm.Call(_CHAINED[operator], tuple(expressions.lower(operand) for operand in reversed(operands)), span)
    sides: tuple[arm.Expression, ...] = (expressions.lower(node.left), expressions.lower(node.right))
    if operator in _BINARY:
        return arm.Call(_BINARY[operator], sides, span)
    if operator in ("=~", "!~"):
        sides = tuple(arm.Call("toLower", (side,), side.span) for side in sides)
    equal = arm.Call("equals", sides, span)
    return arm.Call("not", (equal,), span) if operator in ("!=", "!~") else equal


def lower_ternary(expressions: ExpressionLowering, node: bicep.Ternary) -> arm.Expression:
    parts = (expressions.lower(node.condition), expressions.lower(node.yes), expressions.lower(node.no))
    return arm.Call("if", parts, expressions.span(node))
