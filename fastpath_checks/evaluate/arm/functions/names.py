"""``parameters``, ``variables``, ``copyIndex`` and what else names a value of the template."""

from __future__ import annotations

from fastpath_checks.core.spans import OriginKind
from fastpath_checks.core.values import Known, Value, seen_at
from fastpath_checks.evaluate.arm.functions.calling import Use, lazy_function


def _name(use: Use) -> str | None:
    value = use.argument(0)
    return value.data if isinstance(value, Known) and isinstance(value.data, str) else None


@lazy_function("parameters", 1, 1)
def parameters(use: Use) -> Value:
    name = _name(use)
    if name is None:
        return use.failed("a parameter's name is a text")
    arguments = use.bindings.arguments
    if arguments is not None:
        value = arguments.get(name.casefold())
        if value is None:
            return use.evaluator.failed("undeclared-name", f"the function has no parameter '{name}'", use.span)
        return value
    return seen_at(use.evaluator.scope.parameter(name, use.span), use.span)


@lazy_function("variables", 1, 1)
def variables(use: Use) -> Value:
    name = _name(use)
    if name is None:
        return use.failed("a variable's name is a text")
    return seen_at(use.evaluator.scope.variable(name, use.span), use.span)


@lazy_function("lambdaVariables", 1, 1)
def lambda_variables(use: Use) -> Value:
    name = _name(use)
    value = use.bindings.item(name) if name is not None else None
    if value is None:
        return use.evaluator.failed("undeclared-name", f"'{name}' is not declared", use.span)
    return value


@lazy_function("copyIndex", 0, 2)
def copy_index(use: Use) -> Value:
    """``copyIndex()``, ``copyIndex(offset)``, ``copyIndex(name)``, ``copyIndex(name, offset)``."""
    arguments = use.arguments()
    position = use.bindings.unnamed
    if arguments and isinstance(arguments[0], Known) and isinstance(arguments[0].data, str):
        position = use.bindings.position(arguments[0].data)
        arguments = arguments[1:]
    if position is None:
        return use.failed("there is no such loop around it")
    if not arguments:
        return seen_at(position, use.span, OriginKind.LOOP)
    offset = arguments[0]
    if isinstance(position, Known) and isinstance(offset, Known) and isinstance(offset.data, int):
        return use.plain(position.data + offset.data, [position])
    return use.unknown([position, offset])
