"""Function calls: choosing the function, preparing its arguments, and the calls that are not ordinary functions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastpath_checks.core.diagnostics import Level
from fastpath_checks.core.spans import Origin, OriginKind
from fastpath_checks.core.values import Because, Known, Missing, OneOf, Unknown, Value, join, missing_of, unknown
from fastpath_checks.evaluate.terraform.conversion import convert
from fastpath_checks.evaluate.terraform.failures import EvaluationError, FileNotRead, Unmodelled
from fastpath_checks.evaluate.terraform.functions import TOPICS, functions_of
from fastpath_checks.evaluate.terraform.functions.signatures import NUMBERS, TEXTS, Function, Parameter
from fastpath_checks.evaluate.terraform.shapes import (
    LazyObject,
    SetData,
    combined_residual,
    missing_within,
    nameless,
    settled,
)
from fastpath_checks.evaluate.terraform.special_unknowns import Hidden, moved
from fastpath_checks.evaluate.terraform.type_constraints import BOOL, NUMBER, STRING
from fastpath_checks.graph.resource_ids import ResourceId
from fastpath_checks.syntax.hcl import nodes

if TYPE_CHECKING:
    from fastpath_checks.evaluate.terraform.evaluating import Evaluator
    from fastpath_checks.evaluate.terraform.scope import Scope

COMBINATIONS_LIMIT = 64
"""How many combinations of alternative arguments one call is computed for."""

IMPURE = frozenset({"timestamp", "uuid", "bcrypt", "plantimestamp"})
TARGETS = {"text": STRING, "number": NUMBER, "bool": BOOL, "texts": TEXTS, "numbers": NUMBERS}


def call(ev: Evaluator, node: nodes.Call, scope: Scope) -> Value:
    """The value of a function call."""
    name = node.name.removeprefix("core::")
    if name == "try":
        return _try(ev, node, scope)
    if name == "can":
        return _can(ev, node, scope)
    origin = Origin(scope.span(node.start, node.end), OriginKind.DERIVED)
    if "::" in name and name not in TOPICS:
        return nameless(Because.UNMODELLED, f"function {name}()", origin)
    if name in IMPURE:
        residual = "plantimestamp()" if name == "plantimestamp" else ""
        return Unknown((Missing(Because.IMPURE, f"{name}()", origin),), residual, origin, True)
    function = _function(ev, name)
    if function is None:
        ev.report("unknown-function", Level.ERROR, f"there is no function {name}", origin.span)
        return nameless(Because.ERROR, f"function {name}()", origin)
    arguments = _arguments(ev, node, scope)
    if not isinstance(arguments, list):
        return Unknown(arguments.missing, "", origin)
    try:
        return apply(ev, name, function, arguments, origin)
    except EvaluationError as error:
        if error.start < 0:
            raise EvaluationError(error.code, f"{name}: {error.summary}", node.start, node.end) from error
        raise
    except Unmodelled as case:
        return nameless(Because.UNMODELLED, f"function {name}(): {case.what}", origin)
    except FileNotRead as case:
        return _not_read(ev, case, origin)


def _not_read(ev: Evaluator, case: FileNotRead, origin: Origin) -> Unknown:
    """What a function gives for a file that is refused, which is said where the function is called."""
    refusal = case.refusal
    is_outside = refusal.code == "outside-the-root"
    hint = refusal.hint if is_outside else ""
    ev.report("file-not-read", refusal.level, f"{case.call}: {refusal.summary}", origin.span, hint)
    ev.doubts += 1
    because = {"outside-the-root": Because.OUTSIDE_THE_FILES, "too-large": Because.LIMIT}.get(refusal.code)
    return unknown(because or Because.UNPARSED, case.call, origin, never_null=True)


def _function(ev: Evaluator, name: str) -> Function | None:
    if name not in ev.functions and name in TOPICS:
        ev.functions.update(functions_of(TOPICS[name], ev))
    found: Function | None = ev.functions.get(name)
    return found


def _arguments(ev: Evaluator, node: nodes.Call, scope: Scope) -> list[Value] | OneOf | Unknown:
    arguments = [ev.evaluate(argument, scope) for argument in node.arguments]
    if node.expand_final and arguments:
        last = arguments.pop()
        if not isinstance(last, Known):
            return last
        if not isinstance(last.data, list):
            at = node.arguments[-1]
            raise EvaluationError("invalid-argument", "only a list can be expanded with ...", at.start, at.end)
        if isinstance(last.data, SetData) and len(last.data) > 1 and not settled(last):
            return Unknown(missing_within([last]), "", last.origin)
        arguments.extend(last.data)
    return arguments


def apply(ev: Evaluator, name: str, function: Function, arguments: list[Value], origin: Origin) -> Value:
    """Call a function with values: once for each combination of alternatives, not at all where it needs an unknown."""
    count = len(arguments)
    if count < function.required or (function.repeated is None and count > len(function.parameters)):
        raise EvaluationError("invalid-argument", f"{count} arguments are not what it takes")
    alternatives = 1
    for at, argument in enumerate(arguments):
        if isinstance(argument, OneOf) and _is_open(function, at, argument):
            alternatives *= len(argument.choices)
    if alternatives == 1:
        return _applied(ev, name, function, arguments, origin)
    if alternatives > COMBINATIONS_LIMIT:
        return Unknown(missing_of(arguments), "", origin)
    return _over_alternatives(ev, name, function, arguments, 0, origin)


def _over_alternatives(
    ev: Evaluator, name: str, function: Function, arguments: list[Value], at: int, origin: Origin
) -> Value:
    while at < len(arguments) and not _is_open(function, at, arguments[at]):
        at += 1
    if at == len(arguments):
        return _applied(ev, name, function, arguments, origin)
    before, after = arguments[:at], arguments[at + 1 :]
    return ev.over_choices(
        arguments[at],
        lambda choice: _over_alternatives(ev, name, function, [*before, choice, *after], at + 1, origin),
        "",
        origin,
    )


def _is_open(function: Function, at: int, argument: Value) -> bool:
    """Whether the call is computed for each alternative of this argument."""
    parameter = function.parameter(at)
    return isinstance(argument, OneOf) and parameter is not None and parameter.kind != "raw"


def _applied(ev: Evaluator, name: str, function: Function, arguments: list[Value], origin: Origin) -> Value:
    prepared: list[Any] = []
    lacking = False
    for at, argument in enumerate(arguments):
        parameter = function.parameter(at)
        assert parameter is not None
        if parameter.kind == "raw":
            prepared.append(argument)
            continue
        if parameter.kind == "open" and isinstance(argument, Unknown):
            prepared.append(argument)
            continue
        ready = _prepared(argument, parameter)
        if ready is None:
            lacking = True
        else:
            prepared.append(ready[0])
    if lacking:
        ev.doubts += 1
        return _unknown_result(name, arguments, origin)
    story = next((value.origin for value in arguments if value.origin.span is not None), None)
    if story is not None:
        origin = Origin(origin.span, origin.kind, story)
    result = function.body(*prepared)
    if isinstance(result, (Known, OneOf, Unknown)):
        if isinstance(result, Unknown):
            ev.doubts += 1
        return _located(result, origin)
    return as_value(result, origin)


def _located(result: Value, origin: Origin) -> Value:
    """An element that a function picked keeps its own story, with the call as its last step."""
    if isinstance(result, Hidden):
        return moved(result, Origin(origin.span, origin.kind))
    where = Origin(origin.span, origin.kind, result.origin if result.origin.span is not None else origin.parent)
    return moved(result, where)


def _unknown_result(name: str, arguments: list[Value], origin: Origin) -> Unknown:
    missing = missing_within(arguments)
    if not missing:
        missing = (Missing(Because.RUNTIME_ATTRIBUTE, "text of a resource id", origin),)
    return Unknown(missing, combined_residual(name, arguments), origin)


def _prepared(argument: Value, parameter: Parameter) -> tuple[Any] | None:
    """The argument as the body takes it; None where it needs what is not known."""
    if not isinstance(argument, Known):
        return None
    if argument.data is None:
        if not parameter.null:
            raise EvaluationError("null-value", "an argument must not be null")
        return (None,) if parameter.kind in TARGETS or parameter.kind == "plain" else (argument,)
    kind = parameter.kind
    if kind in ("value", "open"):
        return (argument,)
    if kind == "settled":
        return (argument,) if settled(argument) else None
    target = TARGETS.get(kind)
    value: Value = argument
    if target is not None:
        value = convert(argument, target)
        if not isinstance(value, Known):
            return None
    if not settled(value) or _holds_an_id(value):
        return None
    return (unwrapped(value),)


def _holds_an_id(value: Value) -> bool:
    if not isinstance(value, Known):
        return False
    data = value.data
    if isinstance(data, list):
        return any(_holds_an_id(item) for item in data)
    if isinstance(data, dict):
        return any(_holds_an_id(item) for item in data.values())
    return isinstance(data, ResourceId)


def unwrapped(value: Value) -> Any:
    """Plain data of a value that is known throughout."""
    assert isinstance(value, Known)
    data = value.data
    if isinstance(data, LazyObject):
        data = data.filled()
    if isinstance(data, dict):
        return {key: unwrapped(item) for key, item in data.items()}
    if isinstance(data, list):
        return [unwrapped(item) for item in data]
    return data


def as_value(data: Any, origin: Origin) -> Known:
    """Plain data that a function gives, every part from the call; collections of values stay as they are."""
    if type(data) is dict:
        return Known(
            {key: item if isinstance(item, (Known, OneOf, Unknown)) else as_value(item, origin)
             for key, item in data.items()}, origin
        )  # fmt: skip
    if type(data) is list:
        return Known(
            [item if isinstance(item, (Known, OneOf, Unknown)) else as_value(item, origin) for item in data], origin
        )
    return Known(data, origin)


def _try(ev: Evaluator, node: nodes.Call, scope: Scope) -> Value:
    """The first argument that Terraform can evaluate; where that is not certain, one of those that may be."""
    found: list[Value] = []
    last: EvaluationError | None = None
    for argument in node.arguments:
        doubts = ev.doubts
        try:
            value = ev.evaluate(argument, scope)
        except EvaluationError as error:
            last = error
            continue
        doubtful = ev.doubts > doubts
        ev.doubts = doubts
        found.append(value)
        if not doubtful or isinstance(value, Unknown):
            break
    else:
        if not found:
            summary = "every argument of try() is an error"
            if last is not None:
                summary += f", the last: {last.summary}"
            raise EvaluationError("invalid-argument", summary, node.start, node.end)
        ev.doubts += 1
    if len(found) == 1:
        return _may_fall_through(found[0], node) if isinstance(found[0], Unknown) else found[0]
    origin = Origin(scope.span(node.start, node.end), OriginKind.DERIVED)
    doubt = missing_within(found) or (Missing(Because.LIMIT, "whether try() falls through", origin),)
    return join(found, doubt, "", origin)


def _may_fall_through(value: Unknown, node: nodes.Call) -> Value:
    """The unknown, of which nothing more is known where a fallback may yet take its place."""
    if len(node.arguments) == 1 or not value.never_null:
        return value
    return Unknown(value.missing, value.residual, value.origin)


def _can(ev: Evaluator, node: nodes.Call, scope: Scope) -> Value:
    origin = Origin(scope.span(node.start, node.end), OriginKind.DERIVED)
    if len(node.arguments) != 1:
        raise EvaluationError("invalid-argument", "can() takes one argument", node.start, node.end)
    doubts = ev.doubts
    try:
        value = ev.evaluate(node.arguments[0], scope)
    except EvaluationError:
        return Known(False, origin)
    doubtful = ev.doubts > doubts
    ev.doubts = doubts
    if doubtful:
        return Unknown(missing_within([value]), combined_residual("can", [value]), origin, True)
    return Known(True, origin)
