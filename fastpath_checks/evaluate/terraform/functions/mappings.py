"""Functions of maps and objects."""

from __future__ import annotations

from fastpath_checks.core.values import Known, Unknown, Value, join
from fastpath_checks.evaluate.terraform.conversion import convert
from fastpath_checks.evaluate.terraform.equality import equal
from fastpath_checks.evaluate.terraform.functions.signatures import (
    TEXTS,
    Function,
    as_list,
    declare,
    element_type,
    listed,
    refuse,
    texts,
)
from fastpath_checks.evaluate.terraform.shapes import LazyObject, ListData, MapData, SetData, settled, undecided
from fastpath_checks.evaluate.terraform.special_unknowns import entries_of, with_entries
from fastpath_checks.evaluate.terraform.type_constraints import Type
from fastpath_checks.evaluate.terraform.unification import unify
from fastpath_checks.graph.resource_ids import ResourceId


def _table(value: Value) -> dict[str, Value] | Unknown:
    """The entries of a known map or object; the unknown where the object may have more than it lists."""
    assert isinstance(value, Known)
    data = value.data
    if not isinstance(data, dict):
        raise refuse("a map is required")
    if isinstance(data, LazyObject):
        return undecided([data.beyond("*")], never_null=True) if data.beyond is not None else data.filled()
    return data


def _keys(value: Value) -> Value | list[Value]:
    table = _table(value)
    if isinstance(table, Unknown):
        return table
    names = sorted(table)
    if isinstance(table, MapData):
        return Known(texts(names), value.origin)
    return [Known(name, value.origin) for name in names]


def _values(value: Value) -> Value | list[Value]:
    table = _table(value)
    if isinstance(table, Unknown):
        return table
    items = [table[name] for name in sorted(table)]
    if isinstance(table, MapData):
        return Known(ListData(items, table.element), value.origin)
    return items


def _merge(*values: Value) -> Value | dict[str, Value]:
    lacking = [value for value in values if isinstance(value, Unknown)]
    merged: dict[str, Value] = {}
    possible: dict[str, Value] = {}
    closed = all(entries_of(value).closed for value in lacking)
    maps: list[MapData] = []
    all_maps = True
    for value in values:
        if isinstance(value, Unknown):
            _merge_unknown(value, merged, possible)
            continue
        if not isinstance(value, Known) or value.data is None:
            all_maps = False
            continue
        table = _table(value)
        if isinstance(table, Unknown):
            _merge_unknown(table, merged, possible)
            lacking.append(table)
            closed = False
            continue
        merged.update(table)
        possible = {name: item for name, item in possible.items() if name not in table}
        if isinstance(table, MapData):
            maps.append(table)
        else:
            all_maps = False
    if lacking:
        return with_entries(undecided(lacking, never_null=True), merged, possible, closed)
    if all_maps and maps:
        kinds = [one.element for one in maps if one.element is not None]
        if all(kind == kinds[0] for kind in kinds[1:]):
            return Known(MapData(merged, kinds[0] if kinds else None))
    return merged


def _merge_unknown(value: Unknown, merged: dict[str, Value], possible: dict[str, Value]) -> None:
    """Put a map that is not known whole over what stands in ``merged`` for certain and may stand in ``possible``."""
    entries = entries_of(value)
    for name in merged:
        if not entries.closed:
            merged[name] = undecided([value])  # it may replace all that stands before it
        elif name in entries.possible:
            merged[name] = join([merged[name], entries.possible[name]], value.missing)
    for name, item in entries.possible.items():
        if name not in merged:
            possible[name] = join([possible[name], item], value.missing) if name in possible else item
    for name, item in entries.certain.items():
        merged[name] = item
        possible.pop(name, None)


def _zipmap(keys: Value, values: Value) -> Value | dict[str, Value]:
    if isinstance(values, Unknown):
        return undecided([values], never_null=True)
    if isinstance(values, Known) and isinstance(values.data, SetData):
        raise refuse("the values must be a list")
    names = listed(convert(keys, TEXTS))
    items = listed(values)
    if len(names) != len(items):
        raise refuse(f"there are {len(names)} keys and {len(items)} values")
    if not all(isinstance(name, Known) and isinstance(name.data, str) for name in names):
        if any(isinstance(name, Known) and name.data is None for name in names):
            raise refuse("a key must not be null")
        return undecided([name for name in names if not isinstance(name, Known)], never_null=True)
    pairs = {str(name.data): item for name, item in zip(names, items, strict=True) if isinstance(name, Known)}
    if isinstance(values, Known) and isinstance(values.data, ListData):
        return Known(MapData(pairs, values.data.element))
    return pairs


def _transpose(value: Value) -> Value:
    converted = convert(value, Type("map", TEXTS))
    if not settled(converted):
        return undecided([converted], never_null=True)
    assert isinstance(converted, Known)
    turned: dict[str, list[str]] = {}
    for key in sorted(converted.data):
        for item in listed(converted.data[key]):
            if not isinstance(item, Known) or item.data is None:
                raise refuse("a list holds null")
            if isinstance(item.data, ResourceId):
                return undecided([item], never_null=True)
            turned.setdefault(item.data, []).append(key)
    items: dict[str, Value] = {name: Known(texts(turned[name])) for name in sorted(turned)}
    return Known(MapData(items, TEXTS))


def _matchkeys(values: Value, keys: Value, wanted: Value) -> Value:
    items, names, search = as_list(values), as_list(keys), as_list(wanted)
    if len(items) != len(names):
        raise refuse("the two lists differ in length")
    kinds = [Type("list", kind) for one in (names, search) if (kind := element_type(one)) is not None]
    common = unify(kinds)
    if common is None:
        raise refuse("the keys and the values to look for must have the same type")
    names, search = (listed(convert(Known(one), common)) for one in (names, search))
    kept: list[Value] = []
    for item, name in zip(items, names, strict=True):
        answers = [equal(name, one) for one in search]
        if True in answers:
            kept.append(item)
        elif None in answers:
            return undecided([name, *search], never_null=True)
    return Known(ListData(kept, element_type(items)))


FUNCTIONS: dict[str, Function] = {
    "keys": declare("value", _keys),
    "matchkeys": declare("value value value", _matchkeys),
    "merge": declare("open|null*", _merge),
    "transpose": declare("value", _transpose),
    "values": declare("value", _values),
    "zipmap": declare("value open", _zipmap),
}
