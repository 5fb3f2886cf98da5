"""Functions of lists and tuples."""

from __future__ import annotations

from fastpath_checks.core.values import Known, OneOf, Unknown, Value
from fastpath_checks.evaluate.terraform.conversion import convert
from fastpath_checks.evaluate.terraform.equality import equal
from fastpath_checks.evaluate.terraform.failures import LimitReached
from fastpath_checks.evaluate.terraform.functions.signatures import (
    Function,
    as_list,
    declare,
    element_type,
    listed,
    refuse,
    texts,
)
from fastpath_checks.evaluate.terraform.numbers_text import Number
from fastpath_checks.evaluate.terraform.shapes import ListData, SetData, settled, undecided
from fastpath_checks.evaluate.terraform.special_unknowns import elements_of, with_elements
from fastpath_checks.evaluate.terraform.type_constraints import ANY, Type
from fastpath_checks.evaluate.terraform.unification import unify

ELEMENTS_LIMIT = 100_000


def _whole_list(value: Value) -> Unknown | None:
    """The unknown where a set may have fewer elements than it shows."""
    if isinstance(value, Known) and isinstance(value.data, SetData) and len(value.data) > 1 and not settled(value):
        return undecided(value.data, never_null=True)
    return None


def _concat(*values: Value) -> Value | list[Value]:
    if not values:
        raise refuse("at least one list is required")
    lacking = [value for value in values if isinstance(value, Unknown)]
    lists = [listed(value) for value in values if isinstance(value, Known)]
    if any(isinstance(one, SetData) for one in lists):
        raise refuse("a set has no order: convert it with tolist first")
    if lacking:
        certain = [item for value in values for item in (*elements_of(value), *_listed_texts(value))]
        return with_elements(undecided(lacking, never_null=True), certain)
    if sum(map(len, lists)) > ELEMENTS_LIMIT:
        raise LimitReached(f"a list of more than {ELEMENTS_LIMIT} elements is not made")
    if all(isinstance(one, ListData) for one in lists):
        kinds = [Type("list", kind) for one in lists if (kind := element_type(one)) is not None]
        common = unify(kinds)
        if common is not None:
            items = [item for one in lists for item in listed(convert(Known(one), common))]
            return Known(ListData(items, common.element))
    return [item for one in lists for item in one]


def _flatten(value: Value) -> Value | list[Value]:
    made: list[Value] = []
    lacking: list[Value] = []
    pending = list(reversed(listed(value)))
    uncertain = _whole_list(value)
    if uncertain is not None:
        return uncertain
    while pending:
        item = pending.pop()
        if isinstance(item, Known) and isinstance(item.data, list):
            if _whole_list(item) is not None:
                lacking.append(item)
            pending.extend(reversed(item.data))
        elif isinstance(item, Unknown) or (isinstance(item, OneOf) and _holds_a_list(item)):
            lacking.append(item)
        else:
            made.append(item)
        if len(made) + len(pending) > ELEMENTS_LIMIT:
            raise LimitReached(f"a list of more than {ELEMENTS_LIMIT} elements is not made")
    return with_elements(undecided(lacking, never_null=True), made) if lacking else made


def _listed_texts(value: Value) -> list[Value]:
    """The elements that no common type of several lists changes."""
    if not isinstance(value, Known):
        return []
    return [item for item in listed(value) if isinstance(item, Known) and isinstance(item.data, (str, dict))]


def _holds_a_list(value: OneOf) -> bool:
    return any(isinstance(choice.data, list) for choice in value.choices)


def _distinct(value: Value) -> Value:
    items = as_list(value)
    kept: list[Value] = []
    seen: set[str] = set()
    for item in items:
        if isinstance(item, Known) and isinstance(item.data, str) and len(seen) == len(kept):
            if item.data in seen:
                continue
            seen.add(str(item.data))
        else:
            answers = [equal(item, other) for other in kept]
            if True in answers:
                continue
            if None in answers:
                return undecided([item, *kept], never_null=True)
        kept.append(item)
    return Known(ListData(kept, element_type(items)))


def _reverse(value: Value) -> Value | list[Value]:
    uncertain = _whole_list(value)
    if uncertain is not None:
        return uncertain
    items = listed(value)[::-1]
    original = listed(value)
    if isinstance(original, (ListData, SetData)):
        return Known(ListData(items, original.element))
    return items


def _slice(value: Value, start: Number, end: Number) -> Value | list[Value]:
    items = listed(value)
    if isinstance(items, SetData):
        raise refuse("elements of a set have no order")
    if not isinstance(start, int) or not isinstance(end, int):
        raise refuse("the indexes must be whole numbers")
    if not 0 <= start <= end <= len(items):
        raise refuse(f"elements {start} to {end} are not within {len(items)} elements")
    chosen = items[start:end]
    return Known(ListData(chosen, items.element)) if isinstance(items, ListData) else chosen


def _chunklist(value: Value, size: Number) -> Value:
    items = as_list(value)
    if not isinstance(size, int) or size < 0:
        raise refuse("the size must be a whole number and not negative")
    kind = element_type(items)
    step = size or max(len(items), 1)
    chunks: list[Value] = [Known(ListData(items[at : at + step], kind)) for at in range(0, len(items), step)]
    return Known(ListData(chunks, Type("list", kind or ANY)))


def _sort(items: list[str | None]) -> ListData:
    kept = [item for item in items if item is not None]
    if len(kept) != len(items):
        raise refuse("a null value cannot be sorted")
    return texts(sorted(kept))


FUNCTIONS: dict[str, Function] = {
    "chunklist": declare("value number", _chunklist),
    "concat": declare("open*", _concat),
    "distinct": declare("value", _distinct),
    "flatten": declare("value", _flatten),
    "reverse": declare("value", _reverse),
    "slice": declare("value number number", _slice),
    "sort": declare("texts", _sort),
}
