"""Functions of sets."""

from __future__ import annotations

import itertools
import math

from fastpath_checks.core.values import Known, Value
from fastpath_checks.evaluate.terraform.conversion import convert
from fastpath_checks.evaluate.terraform.failures import LimitReached, Unmodelled
from fastpath_checks.evaluate.terraform.functions.signatures import Function, as_list, declare, refuse
from fastpath_checks.evaluate.terraform.set_values import hashed, make_set
from fastpath_checks.evaluate.terraform.shapes import ListData, SetData, settled, undecided
from fastpath_checks.evaluate.terraform.special_unknowns import with_elements
from fastpath_checks.evaluate.terraform.type_constraints import ANY, Type
from fastpath_checks.evaluate.terraform.unification import unify
from fastpath_checks.graph.resource_ids import ResourceId

PRODUCT_LIMIT = 50_000


def _sets(values: tuple[Value, ...]) -> list[SetData]:
    """All values as sets of one element type."""
    sets: list[SetData] = []
    for value in values:
        converted = convert(value, Type("set", ANY))
        sets.append(_set_of(converted))
    common = unify([Type("set", one.element) for one in sets if one.element is not None])
    if common is None:
        raise refuse("the sets must have the same element type")
    if common.kind == "any":
        return sets
    made: list[SetData] = []
    for one in sets:
        converted = convert(Known(one), common)
        made.append(_set_of(converted))
    return made


def _set_of(value: Value) -> SetData:
    assert isinstance(value, Known)
    data = value.data
    assert isinstance(data, SetData)
    return data


def _mark(item: Value) -> object:
    """What tells elements of one type apart."""
    assert isinstance(item, Known)
    if isinstance(item.data, ResourceId):
        raise Unmodelled("text of a resource id")
    return hashed(item)


def _union(*values: Value) -> Value:
    if not all(settled(value) for value in values):
        certain = [item for one in _sets(tuple(value for value in values if settled(value))) for item in one]
        texts = [item for item in make_set(certain, ANY) if isinstance(item, Known) and isinstance(item.data, str)]
        return with_elements(undecided(values, never_null=True), texts)
    sets = _sets(values)
    return Known(make_set([item for one in sets for item in one], _element(sets)))


def _element(sets: list[SetData]) -> Type | None:
    return next((one.element for one in sets if one.element is not None and one.element.kind != "any"), None)


def _intersection(*values: Value) -> Value:
    if not all(settled(value) for value in values):
        return undecided(values, never_null=True)
    first, *others = sets = _sets(values)
    marks = [{_mark(item) for item in one} for one in others]
    kept = [item for item in first if all(_mark(item) in one for one in marks)]
    return Known(SetData(kept, _element(sets)))


def _subtract(left: Value, right: Value) -> Value:
    if not (settled(left) and settled(right)):
        return undecided([left, right], never_null=True)
    first, second = sets = _sets((left, right))
    marks = {_mark(item) for item in second}
    return Known(SetData([item for item in first if _mark(item) not in marks], _element(sets)))


def _product(*values: Value) -> Value:
    if len(values) < 2:
        raise refuse("at least two lists are required")
    is_set = any(isinstance(value, Known) and isinstance(value.data, SetData) for value in values)
    if is_set and not all(settled(value) for value in values):
        return undecided(values, never_null=True)
    lists = []
    kinds: list[Type] = []
    for value in values:
        if isinstance(value, Known) and isinstance(value.data, SetData):
            items: list[Value] = value.data
            kind = value.data.element
        else:
            items = as_list(value)
            kind = items.element if isinstance(items, ListData) else None
        lists.append(items)
        kinds.append(kind or ANY)
    if math.prod(map(len, lists)) > PRODUCT_LIMIT:
        raise LimitReached(f"setproduct: more than {PRODUCT_LIMIT} combinations are not made")
    rows: list[Value] = [Known(list(row)) for row in itertools.product(*lists)]
    element = Type("tuple", items=tuple(kinds))
    if is_set:
        return Known(make_set(rows, element))
    return Known(ListData(rows, element))


FUNCTIONS: dict[str, Function] = {
    "setintersection": declare("value value*", _intersection),
    "setproduct": declare("value*", _product),
    "setsubtract": declare("value value", _subtract),
    "setunion": declare("value value*", _union),
}
