"""Functions that a template defines: their bodies see their parameters only."""

from __future__ import annotations

from fastpath_checks.core.diagnostics import Level
from fastpath_checks.core.values import Because, Known, Missing, Unknown, Value, seen_at
from fastpath_checks.evaluate.arm.bindings import function_body
from fastpath_checks.evaluate.arm.functions.calling import Use
from fastpath_checks.evaluate.arm.template import UserFunction


def call_user_function(use: Use) -> Value:
    """The value of the body; one that calls itself is refused, as Azure does."""
    function = _declared(use)
    if function is None:
        return use.evaluator.failed("undeclared-name", f"there is no function '{use.node.name}'", use.span)
    if use.count != len(function.parameters):
        least = len(function.parameters)
        return use.failed(f"{least} argument{'s' * (least != 1)}, not {use.count}")
    run = use.evaluator.run
    key = f"{use.evaluator.scope.placement.address} {function.name.casefold()}"
    origin = use.origin()
    if key in run.active_functions:
        run.say("cycle", Level.ERROR, f"the function {function.name} calls itself", use.span)
        return Unknown((Missing(Because.CYCLE, function.name, origin),), "", origin)
    values = use.arguments()
    arguments = {name.casefold(): value for name, value in zip(function.parameters, values, strict=True)}
    run.active_functions.append(key)
    try:
        value = use.evaluator.evaluate(function.body, function_body(arguments))
    finally:
        run.active_functions.pop()
    return seen_at(value, use.span) if isinstance(value, Known) else value


def _declared(use: Use) -> UserFunction | None:
    functions = use.evaluator.scope.template.functions
    wanted = use.node.name.casefold()
    return functions.get(use.node.name) or next(
        (function for name, function in functions.items() if name.casefold() == wanted), None
    )
