"""Functions that choose one value of several, or say something about them all."""

from __future__ import annotations

from fastpath_checks.core.spans import NOWHERE
from fastpath_checks.core.values import CHOICES_LIMIT, Known, Unknown, Value, join
from fastpath_checks.evaluate.terraform.conversion import convert
from fastpath_checks.evaluate.terraform.equality import equal
from fastpath_checks.evaluate.terraform.functions.graphemes import countable
from fastpath_checks.evaluate.terraform.functions.signatures import Function, as_list, declare, listed, refuse
from fastpath_checks.evaluate.terraform.numbers_text import Number
from fastpath_checks.evaluate.terraform.shapes import (
    LazyObject,
    ListData,
    MapData,
    SetData,
    combined_residual,
    missing_within,
    settled,
    undecided,
)
from fastpath_checks.evaluate.terraform.special_unknowns import UnknownCount, elements_of, entries_of
from fastpath_checks.evaluate.terraform.type_constraints import BOOL, STRING
from fastpath_checks.evaluate.terraform.unification import type_of, unify
from fastpath_checks.graph.resource_ids import ResourceId


def _coalesce(*values: Value) -> Value:
    common = unify([type_of(value) for value in values])
    if not values or common is None:
        raise refuse("all arguments must have the same type")
    for value in values:
        if isinstance(value, Unknown):
            return undecided([value], combined_residual("coalesce", values), never_null=True)
        if not isinstance(value, Known) or value.data is None:
            continue
        chosen = convert(value, common)
        if not (isinstance(chosen, Known) and isinstance(chosen.data, str) and chosen.data == ""):
            return chosen
    raise refuse("no argument is something other than null or an empty text")


def _coalescelist(*values: Value) -> Value:
    for value in values:
        data = value.data if isinstance(value, Known) else None
        if data is not None and (not isinstance(data, list) or isinstance(data, SetData)):
            raise refuse("the arguments must be lists")
    for value in values:
        if isinstance(value, Unknown):
            return undecided([value], combined_residual("coalescelist", values), never_null=True)
        if not isinstance(value, Known) or value.data is None:
            continue
        if value.data:
            return value
    raise refuse("no argument is a list with elements")


def _one(value: Value) -> Value | None:
    items = listed(value)
    if isinstance(value, Known) and isinstance(value.data, SetData) and len(items) > 1 and not settled(value):
        return undecided(items)
    if len(items) > 1:
        raise refuse("a list with no element or one is required")
    return items[0] if items else None


def _element(value: Value, index: Number) -> Value:
    if isinstance(value, Unknown):
        return undecided([value])
    items = listed(value)
    if isinstance(value, Known) and isinstance(value.data, SetData):
        raise refuse("elements of a set have no order")
    if not isinstance(index, int):
        raise refuse("the index must be a whole number")
    if not items:
        raise refuse("an empty list has no elements")
    if index < 0 and index % len(items) and not isinstance(items, ListData):
        raise refuse("the index must not be negative")
    return items[index % len(items)]


def _lookup(table: Value, key: Value, *defaults: Value) -> Value:
    if len(defaults) > 1:
        raise refuse("lookup takes two or three arguments")
    if not isinstance(table, Known):
        if isinstance(key, Known) and isinstance(key.data, str) and key.data in entries_of(table).certain:
            return entries_of(table).certain[key.data]
        return undecided([table], combined_residual("lookup", [table, key, *defaults]))
    data = table.data
    if not isinstance(data, dict):
        raise refuse("a map is required")
    if not isinstance(key, Known) or isinstance(key.data, ResourceId):
        return _any_of(data, key, defaults)
    name = convert(key, STRING)
    assert isinstance(name, Known)
    if isinstance(data, MapData) and data.element is not None:
        defaults = tuple(convert(default, data.element) for default in defaults)
    found = data.attribute(name.data) if isinstance(data, LazyObject) else data.get(name.data)
    if found is not None:
        return found
    if not defaults:
        raise refuse(f'there is no element "{name.data}"')
    return defaults[0]


def _any_of(data: dict[str, Value], key: Value, defaults: tuple[Value, ...]) -> Value:
    """What a key that is not known may pick."""
    if isinstance(data, LazyObject) or not data or len(data) >= CHOICES_LIMIT or isinstance(key, Known):
        return undecided([key])
    return join([*data.values(), *defaults], key.missing)


def _contains(items: Value, wanted: Value) -> Value | bool:
    if isinstance(items, Unknown):
        if any(equal(item, wanted) for item in elements_of(items)):
            return True
        return undecided([items, wanted], combined_residual("contains", [items, wanted]), never_null=True)
    answers = [equal(item, wanted) for item in listed(items)]
    if True in answers:
        return True
    if None in answers:
        open_items = [item for item, answer in zip(listed(items), answers, strict=True) if answer is None]
        return undecided([*open_items, wanted], never_null=True)
    return False


def _index(items: Value, wanted: Value) -> Value | int:
    if isinstance(items, Known) and isinstance(items.data, SetData):
        raise refuse("elements of a set have no order")
    if not listed(items):
        raise refuse("an empty list has no elements")
    for at, item in enumerate(listed(items)):
        answer = equal(item, wanted)
        if answer is None:
            return undecided([item, wanted], never_null=True)
        if answer:
            return at
    raise refuse("no element is equal to that value")


def _length(value: Value) -> Value | int:
    if not isinstance(value, Known):
        least = len(elements_of(value)) or len(entries_of(value).certain)
        return UnknownCount(missing_within([value]), combined_residual("length", [value]), NOWHERE, least)
    data = value.data
    if isinstance(data, LazyObject) and data.beyond is not None:
        return undecided([data.beyond("length")], never_null=True)
    if isinstance(data, SetData) and len(data) > 1 and not settled(value):
        return undecided(data, never_null=True)
    if isinstance(data, (list, dict)):
        return len(data)
    if isinstance(data, str):
        return len(countable(data))
    raise refuse("a list, a map or a text is required")


def _all_true(value: Value) -> Value | bool:
    return _decided(value, False)


def _any_true(value: Value) -> Value | bool:
    return _decided(value, True)


def _decided(value: Value, decisive: bool) -> Value | bool:
    lacking: list[Value] = []
    for item in as_list(value, BOOL):
        if not isinstance(item, Known):
            lacking.append(item)
        elif bool(item.data) is decisive:
            return decisive
    return undecided(lacking, never_null=True) if lacking else not decisive


FUNCTIONS: dict[str, Function] = {
    "alltrue": declare("value", _all_true),
    "anytrue": declare("value", _any_true),
    "coalesce": declare("open|null*", _coalesce),
    "coalescelist": declare("open|null*", _coalescelist),
    "contains": declare("open open", _contains),
    "element": declare("open number", _element),
    "index": declare("value open", _index),
    "length": declare("open", _length),
    "lookup": declare("open open open|null*", _lookup),
    "one": declare("value", _one),
}
