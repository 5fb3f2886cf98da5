"""Terraform's automatic type conversion, and the type that several values have in common."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fastpath_checks.core.values import Known, OneOf, Unknown, Value, identical, join
from fastpath_checks.evaluate.terraform.failures import EvaluationError
from fastpath_checks.evaluate.terraform.numbers_text import number_text, parse_number
from fastpath_checks.evaluate.terraform.shapes import (
    Inexact,
    LazyObject,
    ListData,
    MapData,
    SetData,
    settled,
)
from fastpath_checks.evaluate.terraform.type_constraints import ANY, BOOL, NUMBER, STRING, Type
from fastpath_checks.graph.resource_ids import ResourceId

DEPTH_LIMIT = 100


def convert(value: Value, target: Type, depth: int = 0) -> Value:
    """The value as one of type ``target``; parts that are not known stay so.

    Raises EvaluationError where Terraform refuses.
    """
    if depth > DEPTH_LIMIT:
        raise EvaluationError("limit", "this value is nested too deeply")
    if isinstance(value, Unknown):
        return value
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


def _to_sequence(value: Known, target: Type, depth: int) -> Value:
    data = value.data
    if not isinstance(data, list):
        raise _refuse(value, "a list is" if target.kind == "list" else "a set is")
    element = target.element or ANY
    items = [convert(item, element, depth + 1) for item in data]
    if element.has_any():
        common = common_type(items)
        if common is None:
            raise EvaluationError("unconvertible", f"all elements of a {target.kind} must have the same type")
        element = common
        items = [convert(item, element, depth + 1) for item in items]
    if target.kind == "list":
        return Known(ListData(items, element), value.origin)
    return Known(make_set(items, element), value.origin)


def make_set(items: Iterable[Value], element: Type | None) -> SetData:
    """A set of values of one type: each once, in Terraform's order."""
    distinct: list[Value] = []
    seen: set[object] = set()
    for item in items:
        if isinstance(item, Known) and isinstance(item.data, (str, int, float)):
            mark = (isinstance(item.data, bool), str(item.data) if isinstance(item.data, str) else item.data)
            if mark in seen:
                continue
            seen.add(mark)
        elif any(identical(item, other) for other in distinct):
            continue
        distinct.append(item)
    return SetData(sorted(distinct, key=_set_order), element)


def _set_order(value: Value) -> tuple[int, object, str]:
    """Known before null before unknown; strings and numbers by value; the rest by the text that Terraform hashes."""
    if not isinstance(value, Known):
        return (5, 0, "")
    data = value.data
    if data is None:
        return (4, 0, "")
    if isinstance(data, bool):
        return (0, int(data), "")
    if isinstance(data, (int, float)):
        return (1, data, "")
    if isinstance(data, str):
        return (2, 0, data)
    return (3, 0, _hashed(value, 0))


def _hashed(value: Value, depth: int) -> str:
    if not isinstance(value, Known) or depth > DEPTH_LIMIT:
        return "?"
    data = value.data
    if data is None:
        return "~"
    if isinstance(data, bool):
        return "T" if data else "F"
    if isinstance(data, (int, float)):
        return format(data, ".10g")
    if isinstance(data, str):
        return '"' + data.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if isinstance(data, MapData):
        return "{" + "".join(f'"{key}":{_hashed(data[key], depth + 1)};' for key in sorted(data)) + "}"
    if isinstance(data, dict):
        return "<" + "".join(f"{_hashed(data[key], depth + 1)};" for key in sorted(data)) + ">"
    if isinstance(data, (ListData, SetData)):
        return "[" + "".join(f"{_hashed(item, depth + 1)};" for item in data) + "]"
    if isinstance(data, list):
        return "<" + "".join(f"{_hashed(item, depth + 1)};" for item in data) + ">"
    return str(data)


def type_of(value: Value, depth: int = 0) -> Type:
    """A value's type; ``any`` where it is null, not known, or not told by the files."""
    if depth > DEPTH_LIMIT:
        return ANY
    if isinstance(value, OneOf):
        kinds = [type_of(choice, depth + 1) for choice in value.choices]
        return kinds[0] if all(kind == kinds[0] for kind in kinds[1:]) else ANY
    if isinstance(value, Unknown):
        return ANY
    data = value.data
    if data is None:
        return ANY
    if isinstance(data, bool):
        return BOOL
    if isinstance(data, (int, float)):
        return NUMBER
    if isinstance(data, (str, ResourceId)):
        return STRING
    if isinstance(data, LazyObject):
        return ANY
    if isinstance(data, ListData):
        return Type("list", data.element or ANY)
    if isinstance(data, SetData):
        return Type("set", data.element or ANY)
    if isinstance(data, MapData):
        return Type("map", data.element or ANY)
    if isinstance(data, list):
        return Type("tuple", items=tuple(type_of(item, depth + 1) for item in data))
    if isinstance(data, dict):
        return Type("object", attributes={name: type_of(item, depth + 1) for name, item in data.items()})
    return ANY


def common_type(values: Sequence[Value]) -> Type | None:
    """The type that all values convert to without loss; None where there is none; ``any`` for no values."""
    return unify([type_of(value) for value in values])


def unify(types: Sequence[Type]) -> Type | None:
    """The single type that all of ``types`` safely convert to, or None."""
    known = [kind for kind in types if kind.kind != "any"]
    if not known:
        return ANY
    first = known[0]
    if all(kind == first for kind in known[1:]):
        return first
    kinds = {kind.kind for kind in known}
    if kinds <= {"string", "number", "bool"}:
        return STRING if "string" in kinds else None
    if kinds <= {"object"}:
        return _unify_objects(known)
    if kinds <= {"object", "map"}:
        return _unify_maps(known)
    if kinds <= {"tuple"} and len({len(kind.items) for kind in known}) == 1:
        items = [unify([kind.items[at] for kind in known]) for at in range(len(first.items))]
        if all(item is not None for item in items):
            return Type("tuple", items=tuple(item for item in items if item is not None))
        return None
    if kinds <= {"tuple", "list", "set"}:
        return _unify_sequences(known, "set" if kinds == {"set"} or kinds == {"set", "tuple"} else "list")
    return None


def _unify_objects(known: Sequence[Type]) -> Type | None:
    names = known[0].attributes.keys()
    if any(kind.attributes.keys() != names for kind in known[1:]):
        return _unify_maps(known)
    attributes: dict[str, Type] = {}
    for name in names:
        common = unify([kind.attributes[name] for kind in known])
        if common is None:
            return None
        attributes[name] = common
    return Type("object", attributes=attributes)


def _unify_maps(known: Sequence[Type]) -> Type | None:
    elements: list[Type] = []
    for kind in known:
        if kind.kind == "map":
            elements.append(kind.element or ANY)
        else:
            elements.extend(kind.attributes.values())
    common = unify(elements)
    return None if common is None else Type("map", common)


def _unify_sequences(known: Sequence[Type], kind: str) -> Type | None:
    elements: list[Type] = []
    for one in known:
        if one.kind == "tuple":
            elements.extend(one.items)
        else:
            elements.append(one.element or ANY)
    common = unify(elements)
    return None if common is None else Type(kind, common)


def equal(left: Value, right: Value, depth: int = 0) -> bool | None:
    """Whether ``left == right`` in Terraform, without conversion; None where that is not known."""
    if depth > DEPTH_LIMIT:
        return None
    if isinstance(left, Unknown) and isinstance(right, Unknown):
        return True if left.residual and left.residual == right.residual else None
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        unknown, other = (left, right) if isinstance(left, Unknown) else (right, left)
        if isinstance(unknown, Unknown) and unknown.never_null and isinstance(other, Known) and other.data is None:
            return False
        return None
    if isinstance(left, OneOf) or isinstance(right, OneOf):
        lefts = left.choices if isinstance(left, OneOf) else (left,)
        rights = right.choices if isinstance(right, OneOf) else (right,)
        answers = {equal(one, two, depth + 1) for one in lefts for two in rights}
        return answers.pop() if len(answers) == 1 else None
    return _equal_data(left, right, depth)


def _equal_data(left: Known, right: Known, depth: int) -> bool | None:
    one, two = left.data, right.data
    if one is None or two is None:
        return one is None and two is None
    if isinstance(one, ResourceId) or isinstance(two, ResourceId):
        return _equal_ids(one, two)
    if isinstance(one, bool) or isinstance(two, bool):
        return one is two
    if isinstance(one, (int, float)) and isinstance(two, (int, float)):
        if isinstance(one, Inexact) or isinstance(two, Inexact):
            return None if one == two else False
        return one == two
    if isinstance(one, str) and isinstance(two, str):
        return str(one) == str(two)
    if isinstance(one, LazyObject) or isinstance(two, LazyObject):
        return None if isinstance(one, dict) and isinstance(two, dict) else False
    if isinstance(one, dict) and isinstance(two, dict):
        return _equal_dicts(left, right, depth)
    if isinstance(one, list) and isinstance(two, list):
        return _equal_lists(left, right, depth)
    return False


def _equal_dicts(left: Known, right: Known, depth: int) -> bool | None:
    one, two = left.data, right.data
    if isinstance(one, MapData) != isinstance(two, MapData):
        return False
    if isinstance(one, MapData) and one.element != two.element and one.element and two.element:
        return None if one.element.has_any() or two.element.has_any() else False
    if one.keys() != two.keys():
        return False
    return _all_equal([(one[name], two[name]) for name in one], depth)


def _equal_lists(left: Known, right: Known, depth: int) -> bool | None:
    one, two = left.data, right.data
    if type(one) is not type(two) or (len(one) != len(two) and not isinstance(one, SetData)):
        return False
    if isinstance(one, SetData) and not (settled(left) and settled(right)):
        return None
    if len(one) != len(two):
        return False
    if (
        isinstance(one, (ListData, SetData))
        and one.element is not None
        and two.element is not None
        and one.element != two.element
    ):
        return None if one.element.has_any() or two.element.has_any() else False
    return _all_equal(list(zip(one, two, strict=True)), depth)


def _all_equal(pairs: Sequence[tuple[Value, Value]], depth: int) -> bool | None:
    result: bool | None = True
    for one, two in pairs:
        answer = equal(one, two, depth + 1)
        if answer is False:
            return False
        if answer is None:
            result = None
    return result


def _equal_ids(one: object, two: object) -> bool | None:
    """Ids are equal where they certainly name the same; an id is never empty; everything else is open."""
    if isinstance(one, ResourceId) and isinstance(two, ResourceId):
        return True if one == two else None
    other = two if isinstance(one, ResourceId) else one
    if isinstance(other, str) and "/" in other:
        return None
    return False
