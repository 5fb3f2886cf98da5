"""The type that a value has, and the type that several have in common."""

from __future__ import annotations

from collections.abc import Sequence

from fastpath_checks.core.values import OneOf, Unknown, Value
from fastpath_checks.evaluate.terraform.shapes import LazyObject, ListData, MapData, SetData
from fastpath_checks.evaluate.terraform.type_constraints import ANY, BOOL, NUMBER, STRING, Type
from fastpath_checks.graph.resource_ids import ResourceId

DEPTH_LIMIT = 100


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
