"""Functions of objects. Keys are found without case."""

from __future__ import annotations

from fastpath_checks.core.spans import Origin
from fastpath_checks.core.values import Because, Known, Missing, Unknown, Value, missing_of
from fastpath_checks.evaluate.arm.access import item_of
from fastpath_checks.evaluate.arm.declared import lookup
from fastpath_checks.evaluate.arm.functions.calling import Refused, Use, lazy_function, value_function
from fastpath_checks.evaluate.arm.functions.truths import equal


@lazy_function("createObject", 0)
def create_object(use: Use) -> Value:
    """``createObject(key, value, ...)``."""
    values = use.arguments()
    if len(values) % 2:
        return use.failed("keys and values come in pairs")
    found: dict[str, Value] = {}
    for key, value in zip(values[::2], values[1::2], strict=True):
        if not isinstance(key, Known):
            return use.unknown(values)
        found[str(key.data)] = value
    return Known(found, use.origin(values))


@value_function("items", "object")
def items(use: Use, value: Known) -> Value:
    """``{key, value}`` of every member, in the order of the keys."""
    origin = use.origin([value])
    pairs = [Known({"key": Known(key, origin), "value": value.data[key]}, origin) for key in _ordered(value.data)]
    return Known(pairs, origin)


@value_function("objectKeys", "object")
def object_keys(use: Use, value: Known) -> Value:
    return use.plain(_ordered(value.data), [value])


def _ordered(data: dict[str, Value]) -> list[str]:
    """By the alphabet, the lower case of a letter before its upper case."""
    return sorted(data, key=lambda key: (key.casefold(), key.swapcase()))


@value_function("shallowMerge", "array")
def shallow_merge(use: Use, value: Known) -> Value:
    """One object of several; the later wins, whole."""
    if any(not isinstance(item, Known) for item in value.data):
        return use.unknown([value])
    result: dict[str, Value] = {}
    for item in value.data:
        if item.data is None:
            continue
        if not isinstance(item.data, dict):
            raise Refused("it takes an array of objects")
        for key, member in item.data.items():
            result[_spelling(result, key)] = member
    return Known(result, use.origin([value]))


@lazy_function("tryGet", 2)
def try_get(use: Use) -> Value:
    """``tryGet(value, key, ...)``: null where a step is missing."""
    value = use.evaluator.look(use.node.arguments[0], use.bindings)
    for index in range(1, use.count):
        key, from_end = _key(use.argument(index))
        value = item_of(use.evaluator, value, key, use.span, safe=True, from_end=from_end)
        if isinstance(value, Known) and value.data is None:
            break
    return value


def _key(value: Value) -> tuple[Value, bool]:
    """A key, and whether it counts from the end: then Bicep writes ``{value: 1, fromEnd: true}``."""
    if isinstance(value, Known) and isinstance(value.data, dict):
        index, from_end = lookup(value.data, "value"), lookup(value.data, "fromEnd")
        if index is not None:
            return index, isinstance(from_end, Known) and from_end.data is True
    return value, False


def merged(left: dict[str, Value], right: dict[str, Value], origin: Origin) -> dict[str, Value]:
    """The deep merge, where the right one wins."""
    result = dict(left)
    for key, value in right.items():
        name = _spelling(result, key)
        before = result.get(name)
        result[name] = value if before is None else _merged_member(key, before, value, origin)
    return result


def _merged_member(key: str, before: Value, value: Value, origin: Origin) -> Value:
    if not isinstance(value, Known):
        # What is not known may be an object that leaves members of the other.
        was_scalar = isinstance(before, Known) and not isinstance(before.data, dict)
        return value if was_scalar else Unknown(missing_of([value, before]), "", value.origin)
    if isinstance(value.data, dict):
        if not isinstance(before, Known):
            return Unknown(missing_of([before]), "", value.origin)
        if isinstance(before.data, dict):
            return Known(merged(before.data, value.data, origin), value.origin)
    if value.data is None and not (isinstance(before, Known) and before.data is None):
        # Whether a null takes the other's place is documented nowhere.
        missing = Missing(Because.UNMODELLED, f"union() of '{key}' with null", origin)
        return Unknown((missing,), "", origin)
    return value


def shared(left: dict[str, Value], right: dict[str, Value]) -> dict[str, Value] | None:
    """The members that both have with the same value; None where that is not known."""
    found: dict[str, Value] = {}
    for key, value in left.items():
        other = right.get(_spelling(right, key))
        if other is None:
            continue
        answer = equal(value, other)
        if answer is None:
            return None
        if answer:
            found[key] = value
    return found


def _spelling(data: dict[str, Value], key: str) -> str:
    """The key as an object has it already, or as it is given."""
    if key in data:
        return key
    wanted = key.casefold()
    return next((name for name in data if name.casefold() == wanted), key)
