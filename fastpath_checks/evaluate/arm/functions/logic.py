"""Conditions, comparisons, and the values that depend on them."""

from __future__ import annotations

from fastpath_checks.core.values import Because, Known, Missing, OneOf, Unknown, Value, join, missing_of
from fastpath_checks.evaluate.arm.functions.calling import (
    Refused,
    Use,
    lazy_function,
    over_alternatives,
    plain_function,
)
from fastpath_checks.evaluate.arm.functions.truths import equal, truth_of
from fastpath_checks.evaluate.arm.texts import call_residual


@lazy_function("if", 3, 3)
def if_(use: Use) -> Value:
    """One branch alone where the condition is known, as Azure does; else one of both."""
    condition = use.argument(0)
    truth = truth_of(condition)
    if truth is not None:
        return use.evaluator.look(use.node.arguments[1 if truth else 2], use.bindings)
    if isinstance(condition, Known):
        return use.failed("a condition is true or false")
    run = use.evaluator.run
    run.speculating += 1
    try:
        branches = [use.argument(1), use.argument(2)]
    finally:
        run.speculating -= 1
    residual = call_residual("if", [condition, *branches])
    return join(branches, missing_of([condition]), residual, use.origin([condition]))


@lazy_function("and", 1)
def and_(use: Use) -> Value:
    return _connected(use, False)


@lazy_function("or", 1)
def or_(use: Use) -> Value:
    return _connected(use, True)


def _connected(use: Use, settling: bool) -> Value:
    """Kleene: one value settles the answer, whatever the others are."""
    run = use.evaluator.run
    open_values: list[Value] = []
    values: list[Value] = []
    for index in range(use.count):
        run.speculating += bool(open_values)
        value = use.argument(index)
        run.speculating -= bool(open_values)
        truth = truth_of(value)
        if truth is settling:
            return use.plain(settling, [value])
        values.append(value)
        if truth is None:
            if isinstance(value, Known):
                return use.failed(f"argument {index + 1} is not true or false")
            open_values.append(value)
    if not open_values:
        return use.plain(not settling, values)
    if len(open_values) == 1:
        return open_values[0]
    return Unknown(missing_of(open_values), call_residual(use.name, open_values), use.origin(open_values))


@lazy_function("not", 1, 1)
def not_(use: Use) -> Value:
    value = use.argument(0)
    truth = truth_of(value)
    if truth is not None:
        return use.plain(not truth, [value])
    match value:
        case Known():
            return use.failed("argument 1 is not true or false")
        case OneOf(choices):
            inverted = [Known(not truth_of(choice), choice.origin) for choice in choices]
            return join(inverted, value.missing, "", use.origin([value]))
    return use.unknown([value])


@lazy_function("equals", 2, 2)
def equals(use: Use) -> Value:
    values = use.arguments()
    answer = equal(*values)
    if answer is not None:
        return use.plain(answer, values)
    return over_alternatives(use, values, lambda pair: _equal_pair(use, pair))


def _equal_pair(use: Use, pair: list[Value]) -> Value:
    answer = equal(*pair)
    return use.unknown(pair) if answer is None else use.plain(answer, pair)


@lazy_function("coalesce", 1)
def coalesce(use: Use) -> Value:
    """The first that is not null."""
    run = use.evaluator.run
    choices: list[Value] = []
    lacking: list[Value] = []
    undecided = False
    for index in range(use.count):
        run.speculating += bool(lacking)
        value = use.argument(index)
        run.speculating -= bool(lacking)
        match value:
            case Known(None):
                continue
            case OneOf(alternatives) if any(one.data is None for one in alternatives):
                choices += [one for one in alternatives if one.data is not None]
                lacking.append(value)
            case Unknown() if not value.never_null:
                choices.append(value)
                lacking.append(value)
                undecided = True
            case _:
                choices.append(value)
                break
    else:
        if not undecided:
            choices.append(use.plain(None, ()))
    if len(choices) == 1:
        return choices[0]
    if undecided or isinstance(choices[-1], Unknown):
        return Unknown(missing_of([*lacking, *choices]), call_residual("coalesce", choices), use.origin(choices))
    return join(choices, missing_of(lacking), "", use.origin(choices))


@plain_function("bool", "text|int|bool")
def bool_(data: str | int | bool) -> bool:
    if isinstance(data, str):
        if data.casefold() not in ("true", "false", "1", "0"):
            raise Refused("the text is neither 'true' nor 'false'")
        return data.casefold() in ("true", "1")
    return bool(data)


@lazy_function("true", 0, 0)
def true(use: Use) -> Value:
    return use.plain(True, ())


@lazy_function("false", 0, 0)
def false(use: Use) -> Value:
    return use.plain(False, ())


@lazy_function("null", 0, 0)
def null(use: Use) -> Value:
    return use.plain(None, ())


@lazy_function("fail", 1, 1)
def fail(use: Use) -> Value:
    """The author's own refusal: Azure stops here. What would have come is not known."""
    origin = use.origin()
    return Unknown((Missing(Because.ERROR, call_residual("fail", use.arguments()) or "fail()", origin),), "", origin)
