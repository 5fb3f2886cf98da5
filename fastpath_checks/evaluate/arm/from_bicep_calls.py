"""Bicep's function calls -> calls of ARM's functions and of user functions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastpath_checks.core.values import Because
from fastpath_checks.evaluate.arm import template as arm
from fastpath_checks.evaluate.arm.from_bicep_names import Kind
from fastpath_checks.syntax.bicep import nodes as bicep

if TYPE_CHECKING:
    from fastpath_checks.evaluate.arm.from_bicep_expressions import ExpressionLowering

BUILT_IN_NAMESPACES = frozenset(("az", "sys"))
_OF_THE_DEPLOYMENT = frozenset(("readEnvironmentVariable", "readCliArg", "externalInput"))
"""Functions of .bicepparam files whose answers only the machine that deploys has."""


def lower_call(expressions: ExpressionLowering, node: bicep.Call) -> arm.Expression:
    name = node.name.name
    source = node.source
    symbols = expressions.names.symbols
    if source is None:
        symbol = symbols.get(name)
        match symbol.kind if symbol is not None else None:
            case Kind.FUNCTION:
                return _user_call(expressions, node, expressions.own_function(name))
            case Kind.IMPORTED if symbol is not None:
                return _user_call(expressions, node, expressions.imports.function(expressions, symbol, symbol.name))
            case Kind.BROKEN:
                return expressions.unmodelled(Because.UNPARSED, name, node)
        return _built_in(expressions, node)
    if isinstance(source, bicep.Identifier) and not expressions.is_local(source.name):
        symbol = symbols.get(source.name)
        if symbol is None and source.name in BUILT_IN_NAMESPACES:
            return _built_in(expressions, node)
        if symbol is not None and symbol.kind is Kind.NAMESPACE:
            return _user_call(expressions, node, expressions.imports.function(expressions, symbol, name))
        if symbol is not None and symbol.kind is Kind.EXTENSION:
            return expressions.unmodelled(Because.UNMODELLED, f"extension {source.name}", node)
        if symbol is None and source.name == "this":
            return expressions.unmodelled(Because.RUNTIME_ATTRIBUTE, f"this.{name}", node)
    if name == "getSecret":
        return expressions.unmodelled(Because.SENSITIVE, expressions.shown(node), node)
    return arm.Call(name, (expressions.lower(source), *_arguments(expressions, node)), expressions.span(node))


def _user_call(expressions: ExpressionLowering, node: bicep.Call, target: str | arm.Unmodelled) -> arm.Expression:
    if isinstance(target, str):
        return arm.Call(target, _arguments(expressions, node), expressions.span(node))
    return target


def _arguments(expressions: ExpressionLowering, node: bicep.Call) -> tuple[arm.Expression, ...]:
    return tuple(expressions.lower(argument) for argument in node.arguments)


def _built_in(expressions: ExpressionLowering, node: bicep.Call) -> arm.Expression:
    name = node.name.name
    if name == "any" and len(node.arguments) == 1:
        return expressions.lower(node.arguments[0])
    if name == "nameof" and len(node.arguments) == 1:
        return _name_of(expressions, node.arguments[0], node)
    if name == "getSecret":
        return expressions.unmodelled(Because.SENSITIVE, expressions.shown(node), node)
    if name in _OF_THE_DEPLOYMENT:
        return expressions.unmodelled(Because.DEPLOYMENT_CONTEXT, expressions.shown(node), node)
    special = expressions.special.get(name)
    if special is not None:
        return special(expressions, node)
    return arm.Call(name, _arguments(expressions, node), expressions.span(node))


def _name_of(expressions: ExpressionLowering, argument: bicep.Expression, node: bicep.Call) -> arm.Expression:
    match argument:
        case bicep.Identifier(name):
            return arm.Literal(name, expressions.span(node))
        case bicep.Access(_, name) | bicep.Child(_, name):
            return arm.Literal(name.name, expressions.span(node))
        case bicep.Index(_, bicep.String(value)):
            return arm.Literal(value, expressions.span(node))
    return expressions.unmodelled(Because.UNMODELLED, "nameof", node)
