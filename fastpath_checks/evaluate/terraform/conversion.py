"""Terraform's automatic type conversion."""

from __future__ import annotations

from fastpath_checks.core.values import Known, OneOf, Unknown, Value, join
from fastpath_checks.evaluate.terraform.failures import EvaluationError
from fastpath_checks.evaluate.terraform.numbers_text import number_text, parse_number
from fastpath_checks.evaluate.terraform.set_values import make_set
from fastpath_checks.evaluate.terraform.shapes import LazyObject, ListData, MapData, SetData, settled
from fastpath_checks.evaluate.terraform.special_unknowns import (
    UnknownElements,
    UnknownEntries,
    with_elements,
    with_entries,
)
from fastpath_checks.evaluate.terraform.type_constraints import ANY, Type
from fastpath_checks.evaluate.terraform.unification import common_type, unify
from fastpath_checks.graph.resource_ids import ResourceId

DEPTH_LIMIT = 100


def convert(value: Value, target: Type, depth: int = 0) -> Value:
    """The value as one of type ``target``; parts that are not known stay so.

    Raises EvaluationError where Terraform refuses.
    """
    if depth > DEPTH_LIMIT:
        raise EvaluationError("limit", "this value is nested too deeply")
    if isinstance(value, Unknown):
        return _convert_known_parts(value, target, depth)
    if isinstance(value, OneOf):
        return _convert_choices(value, target, depth)
    data = value.data
    kind = target.kind
    if data is None or kind == "any":
        return value
    if kind == "string":
        return _to_string(value)
    if kind == "number":
        return _to_number(value)
    if kind == "bool":
        return _to_bool(value)
    if kind == "object":
        return _to_object(value, target, depth)
    if kind == "map":
        return _to_map(value, target, depth)
    if kind == "tuple":
        return _to_tuple(value, target, depth)
    return _to_sequence(value, target, depth)


def _convert_known_parts(value: Unknown, target: Type, depth: int) -> Unknown:
    """The unknown; what it certainly holds is converted with it, where the element type is stated."""
    whole = Unknown(value.missing, value.residual, value.origin, value.never_null)
    if isinstance(value, UnknownEntries) and target.kind in ("map", "object"):
        return _convert_entries(value, whole, target, depth)
    if isinstance(value, UnknownElements) and target.kind in ("list", "set"):
        element = target.element
        if element is None or element.has_any():
            return whole
        items = [convert(item, element, depth + 1) for item in value.elements]
        if target.kind == "set":
            items = [item for item in make_set(items, element) if settled(item)]
        return with_elements(whole, items)
    return value


def _convert_entries(value: UnknownEntries, whole: Unknown, target: Type, depth: int) -> Unknown:
    if target.element is not None and target.element.has_any():
        return whole

    def converted(entries: dict[str, Value]) -> dict[str, Value]:
        kinds = {name: target.attributes.get(name) if target.kind == "object" else target.element for name in entries}
        return {name: convert(entries[name], kind, depth + 1) for name, kind in kinds.items() if kind}

    certain, possible, closed = value.entries
    return with_entries(whole, converted(certain), converted(possible), closed)


def _convert_choices(value: OneOf, target: Type, depth: int) -> Value:
    converted: list[Value] = []
    refused: EvaluationError | None = None
    for choice in value.choices:
        try:
            converted.append(convert(choice, target, depth + 1))
        except EvaluationError as error:
            refused = error
    if not converted and refused is not None:
        raise refused
    return join(converted, value.missing, "", value.origin)


def _refuse(value: Known, target: str) -> EvaluationError:
    return EvaluationError("unconvertible", f"{target} required, but this is {described(value.data)}")


def described(data: object) -> str:
    """A value's kind in words."""
    if data is None:
        return "null"
    if isinstance(data, bool):
        return "a bool"
    if isinstance(data, (int, float)):
        return "a number"
    if isinstance(data, (str, ResourceId)):
        return "a string"
    if isinstance(data, SetData):
        return "a set"
    if isinstance(data, ListData):
        return "a list"
    if isinstance(data, list):
        return "a tuple"
    return "a map" if isinstance(data, MapData) else "an object"


def _to_string(value: Known) -> Value:
    data = value.data
    if isinstance(data, (str, ResourceId)):
        return value
    if isinstance(data, bool):
        return Known("true" if data else "false", value.origin)
    if isinstance(data, (int, float)):
        return Known(number_text(data), value.origin)
    raise _refuse(value, "a string is")


def _to_number(value: Known) -> Value:
    data = value.data
    if isinstance(data, (int, float)) and not isinstance(data, bool):
        return value
    if isinstance(data, str):
        number = parse_number(data)
        if number is not None:
            return Known(number, value.origin)
    raise _refuse(value, "a number is")


def _to_bool(value: Known) -> Value:
    data = value.data
    if isinstance(data, bool):
        return value
    if isinstance(data, str):
        if data in ("true", "1"):
            return Known(True, value.origin)
        if data in ("false", "0"):
            return Known(False, value.origin)
    raise _refuse(value, "a bool is")


def _to_object(value: Known, target: Type, depth: int) -> Value:
    data = value.data
    if not isinstance(data, dict):
        raise _refuse(value, "an object is")
    lazy = data if isinstance(data, LazyObject) else None
    result: dict[str, Value] = {}
    for name, kind in target.attributes.items():
        item = lazy.attribute(name) if lazy is not None else data.get(name)
        is_null = isinstance(item, Known) and item.data is None
        if item is None or is_null:
            if name in target.optional:
                default = target.optional[name]
                if default is not None:
                    item = default
                elif item is None:
                    item = Known(None, value.origin)
            elif item is None:
                raise EvaluationError("unconvertible", f'attribute "{name}" is required')
        try:
            result[name] = convert(item, kind, depth + 1)
        except EvaluationError as error:
            raise EvaluationError(error.code, f"attribute {name}: {error.summary}") from error
    return Known(result, value.origin)


def _to_map(value: Known, target: Type, depth: int) -> Value:
    data = value.data
    if not isinstance(data, dict):
        raise _refuse(value, "a map is")
    element = target.element or ANY
    items = {name: convert(item, element, depth + 1) for name, item in data.items()}
    if element.has_any():
        common = common_type(list(items.values()))
        if common is None:
            raise EvaluationError("unconvertible", "all elements of a map must have the same type")
        element = common
        items = {name: convert(item, element, depth + 1) for name, item in items.items()}
    return Known(MapData(items, element), value.origin)


def _to_tuple(value: Known, target: Type, depth: int) -> Value:
    data = value.data
    if not isinstance(data, list) or isinstance(data, (ListData, SetData)):
        raise _refuse(value, "a tuple is")
    if len(data) != len(target.items):
        raise EvaluationError("unconvertible", f"a tuple of {len(target.items)} elements is required")
    items = [convert(item, kind, depth + 1) for item, kind in zip(data, target.items, strict=True)]
    return Known(items, value.origin)


def _may_hold(data: object, element: Type) -> bool:
    """Whether an empty list or set could be one of ``element``."""
    declared = data.element if isinstance(data, (ListData, SetData)) else None
    return declared is None or unify([declared, element]) is not None


def _to_sequence(value: Known, target: Type, depth: int) -> Value:
    data = value.data
    if not isinstance(data, list):
        raise _refuse(value, "a list is" if target.kind == "list" else "a set is")
    element = target.element or ANY
    items = [convert(item, element, depth + 1) for item in data]
    if not items and element.kind == "any" and isinstance(data, (ListData, SetData)):
        element = data.element or ANY
    elif not items and not _may_hold(data, element):
        raise _refuse(value, f"another {target.kind} is")
    if element.has_any():
        common = common_type(items)
        if common is None:
            raise EvaluationError("unconvertible", f"all elements of a {target.kind} must have the same type")
        element = common
        items = [convert(item, element, depth + 1) for item in items]
    if target.kind == "list":
        return Known(ListData(items, element), value.origin)
    return Known(make_set(items, element), value.origin)
