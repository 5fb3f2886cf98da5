"""Functions that take a lambda: ``map``, ``filter``, ``reduce``, ``sort``, ``toObject``, ``mapValues``, ``groupBy``."""

from __future__ import annotations

from collections.abc import Callable
from functools import cmp_to_key
from typing import NamedTuple

from fastpath_checks.core.values import Known, Missing, OneOf, Unknown, Value, join, missing_of
from fastpath_checks.evaluate.arm import template as arm
from fastpath_checks.evaluate.arm.declared import settled
from fastpath_checks.evaluate.arm.functions.calling import Refused, Use, lazy_function
from fastpath_checks.evaluate.arm.functions.truths import truth_of


class Undecided(Exception):
    """An answer on which the whole result depends is not known."""

    def __init__(self, missing: tuple[Missing, ...]) -> None:
        super().__init__()
        self.missing = missing


class _Body(NamedTuple):
    use: Use
    parameters: tuple[str, ...]
    expression: arm.Expression

    def of(self, *values: Value) -> Value:
        return self.use.evaluator.evaluate(self.expression, self.use.bindings.with_items(self.parameters, values))

    def holds(self, *values: Value) -> bool:
        answer = self.of(*values)
        truth = truth_of(answer)
        if truth is None:
            raise Undecided(missing_of([answer]))
        return truth

    def key(self, value: Value) -> str:
        answer = self.of(value)
        if isinstance(answer, OneOf) or not isinstance(answer, Known):
            raise Undecided(missing_of([answer]))
        if not isinstance(answer.data, str):
            raise Refused("the key is a text")
        return answer.data


def _body(use: Use, index: int) -> _Body:
    """The lambda that is an argument; ARM writes ``lambda('x', body)``."""
    node = use.node.arguments[index]
    while (turn := getattr(node, "node", None)) is not None:
        node = turn()
    match node:
        case arm.Lambda(parameters, body):
            return _Body(use, parameters, body)
        case arm.Call(name, arguments) if name.casefold() == "lambda" and arguments:
            *names, body = arguments
            values = [use.evaluator.evaluate(one, use.bindings) for one in names]
            return _Body(use, tuple(str(one.data) for one in values if isinstance(one, Known)), body)
    raise Refused(f"argument {index + 1} is a lambda")


Compute = Callable[[Use, Known], Value]


def _over(name: str, least: int, most: int, of_objects: bool = False) -> Callable[[Compute], Compute]:
    """Declares a function whose first argument is an array (or an object) that a lambda goes over."""

    def declare(compute: Compute) -> Compute:
        def one(use: Use, value: Value) -> Value:
            if not isinstance(value, Known):
                return Unknown(missing_of([value]), "", use.origin([value]))
            if not isinstance(value.data, dict if of_objects else list):
                value = settled(value)
                if not isinstance(value, Known):
                    return Unknown(missing_of([value]), "", use.origin([value]))
            if not isinstance(value.data, dict if of_objects else list):
                return use.failed(f"argument 1 is {'no object' if of_objects else 'no array'}")
            try:
                return compute(use, value)
            except Undecided as undecided:
                return Unknown(undecided.missing, "", use.origin([value]))
            except Refused as refused:
                return use.failed(str(refused))

        @lazy_function(name, least, most)
        def called(use: Use) -> Value:
            value = use.evaluator.look(use.node.arguments[0], use.bindings)
            if isinstance(value, OneOf):
                results = [one(use, choice) for choice in value.choices]
                return join(results, value.missing, "", use.origin([value]))
            return one(use, value)

        return compute

    return declare


def _index(use: Use, index: int) -> Value:
    return Known(index, use.origin())


@_over("map", 2, 2)
def map_(use: Use, items: Known) -> Value:
    body = _body(use, 1)
    return Known([body.of(item, _index(use, index)) for index, item in enumerate(items.data)], use.origin([items]))


@_over("filter", 2, 2)
def filter_(use: Use, items: Known) -> Value:
    body = _body(use, 1)
    kept = [item for index, item in enumerate(items.data) if body.holds(item, _index(use, index))]
    return Known(kept, use.origin([items]))


@_over("reduce", 3, 3)
def reduce_(use: Use, items: Known) -> Value:
    body = _body(use, 2)
    result = use.argument(1)
    for index, item in enumerate(items.data):
        result = body.of(result, item, _index(use, index))
    return result


@_over("sort", 2, 2)
def sort(use: Use, items: Known) -> Value:
    """By a lambda that says whether the first of two comes before the second."""
    body = _body(use, 1)

    def compare(left: Value, right: Value) -> int:
        if body.holds(left, right):
            return -1
        return 1 if body.holds(right, left) else 0

    return Known(sorted(items.data, key=cmp_to_key(compare)), use.origin([items]))


@_over("toObject", 2, 3)
def to_object(use: Use, items: Known) -> Value:
    key = _body(use, 1)
    value = _body(use, 2) if use.count > 2 else None
    found = {key.key(item): value.of(item) if value is not None else settled(item) for item in items.data}
    return Known(found, use.origin([items]))


@_over("groupBy", 2, 3)
def group_by(use: Use, items: Known) -> Value:
    key = _body(use, 1)
    value = _body(use, 2) if use.count > 2 else None
    groups: dict[str, list[Value]] = {}
    for item in items.data:
        groups.setdefault(key.key(item), []).append(value.of(item) if value is not None else settled(item))
    origin = use.origin([items])
    return Known({name: Known(group, origin) for name, group in groups.items()}, origin)


@_over("mapValues", 2, 2, of_objects=True)
def map_values(use: Use, value: Known) -> Value:
    body = _body(use, 1)
    return Known({name: body.of(item) for name, item in value.data.items()}, use.origin([value]))
