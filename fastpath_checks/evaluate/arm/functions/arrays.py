"""Functions of arrays, and those that take arrays, objects and texts alike."""

from __future__ import annotations

from typing import Any

from fastpath_checks.core.values import Known, Value
from fastpath_checks.evaluate.arm.declared import Observed, lookup
from fastpath_checks.evaluate.arm.functions.calling import (
    Refused,
    Use,
    is_kind,
    lazy_function,
    plain_function,
    value_function,
)
from fastpath_checks.evaluate.arm.functions.objects import merged, shared
from fastpath_checks.evaluate.arm.functions.truths import equal

RANGE_LIMIT = 10_000


@lazy_function("createArray", 0)
def create_array(use: Use) -> Value:
    values = use.arguments()
    return Known(values, use.origin(values))


@value_function("array", "any")
def array(use: Use, value: Known) -> Value:
    return value if isinstance(value.data, list) else Known([value], use.origin([value]))


@value_function("length", "text|array|object")
def length(use: Use, value: Known) -> Value:
    return use.plain(len(value.data), [value])


@value_function("empty", "text|array|object|null|id")
def empty(use: Use, value: Known) -> Value:
    return use.plain(not value.data if is_kind(value.data, "text|array|object|null") else False, [value])


@value_function("first", "text|array")
def first(use: Use, value: Known) -> Value:
    return _end(use, value, 0)


@value_function("last", "text|array")
def last(use: Use, value: Known) -> Value:
    return _end(use, value, -1)


def _end(use: Use, value: Known, index: int) -> Value:
    """The element at an end; null of an empty array, nothing of an empty text."""
    data = value.data
    if isinstance(data, str):
        return use.plain(data[index] if data else "", [value])
    found: Value = data[index] if data else use.plain(None, [value])
    return found


@value_function("take", "text|array", "int")
def take(use: Use, value: Known, count: Known) -> Value:
    return Known(value.data[: max(count.data, 0)], use.origin([value]))


@value_function("skip", "text|array", "int")
def skip(use: Use, value: Known, count: Known) -> Value:
    return Known(value.data[max(count.data, 0) :], use.origin([value]))


@plain_function("range", "int", "int")
def range_(start: int, count: int) -> list[int]:
    if not 0 <= count <= RANGE_LIMIT:
        raise Refused(f"the count is between 0 and {RANGE_LIMIT}")
    return list(range(start, start + count))


@value_function("flatten", "array")
def flatten(use: Use, value: Known) -> Value:
    """One level."""
    if any(not isinstance(item, Known) for item in value.data):
        return use.unknown([value])
    if any(not isinstance(item.data, list) for item in value.data):
        raise Refused("it takes an array of arrays")
    return Known([item for inner in value.data for item in inner.data], use.origin([value]))


@value_function("contains", "text|array|object", "any")
def contains(use: Use, where: Known, wanted: Known) -> Value:
    """An element, a key (without case), or a part of a text (with case)."""
    data = where.data
    if isinstance(data, Observed):
        part = data.part(str(wanted.data), use.span)
        return use.plain(True, [where]) if isinstance(part, Known) else use.unknown([part, wanted])
    if isinstance(data, dict):
        return use.plain(lookup(data, str(wanted.data)) is not None, [where])
    if isinstance(data, str):
        if not isinstance(wanted.data, (str, int)):
            raise Refused("a text holds texts")
        return use.plain(str(wanted.data) in data, [where])
    answers = [equal(item, wanted) for item in data]
    if True in answers:
        return use.plain(True, [where])
    return use.unknown([where, wanted]) if None in answers else use.plain(False, [where])


@value_function("indexFromEnd", "array", "int")
def index_from_end(use: Use, value: Known, index: Known) -> Value:
    if not 1 <= index.data <= len(value.data):
        raise Refused(f"the array has {len(value.data)} elements")
    found: Value = value.data[-index.data]
    return found


@value_function("tryIndexFromEnd", "array|null", "int")
def try_index_from_end(use: Use, value: Known, index: Known) -> Value:
    items = value.data or []
    found: Value = items[-index.data] if 1 <= index.data <= len(items) else use.plain(None, [value])
    return found


@value_function("union", "array|object", least=2, more=True)
def union(use: Use, *values: Known) -> Value:
    """Of arrays, each element once; of objects, the deep merge, where the later wins."""
    if len({type(value.data) for value in values}) > 1:
        raise Refused("arrays and objects cannot be united")
    origin = use.origin(values)
    if isinstance(values[0].data, dict):
        result = values[0].data
        for value in values[1:]:
            result = merged(result, value.data, origin)
        return Known(result, origin)
    found = _each_once([item for value in values for item in value.data])
    return use.unknown(values) if found is None else Known(found, origin)


def _each_once(items: list[Value]) -> list[Value] | None:
    """Every element where it comes first; None where it is not known which are equal."""
    found: list[Value] = []
    for item in items:
        answers = [equal(item, other) for other in found]
        if None in answers and True not in answers:
            return None
        if True not in answers:
            found.append(item)
    return found


@value_function("distinct", "array")
def distinct(use: Use, value: Known) -> Value:
    """Each element once, where it comes first."""
    found = _each_once(value.data)
    return use.unknown([value]) if found is None else Known(found, use.origin([value]))


@value_function("intersection", "array|object", least=2, more=True)
def intersection(use: Use, *values: Known) -> Value:
    if len({type(value.data) for value in values}) > 1:
        raise Refused("arrays and objects have nothing in common")
    result: Any = values[0].data
    for value in values[1:]:
        result = shared(result, value.data) if isinstance(result, dict) else _common(result, value.data)
        if result is None:
            return use.unknown(values)
    return Known(result, use.origin(values))


def _common(left: list[Value], right: list[Value]) -> list[Value] | None:
    found: list[Value] = []
    for item in left:
        answers = [equal(item, other) for other in right]
        if True in answers:
            if not any(equal(item, other) for other in found):
                found.append(item)
        elif None in answers:
            return None
    return found
