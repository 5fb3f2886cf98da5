"""``for`` expressions, and the pairs that anything iterable gives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastpath_checks.core.spans import Origin
from fastpath_checks.core.values import Known, OneOf, Unknown, Value, missing_of
from fastpath_checks.evaluate.terraform.conversion import convert, described
from fastpath_checks.evaluate.terraform.failures import EvaluationError, LimitReached
from fastpath_checks.evaluate.terraform.shapes import LazyObject, SetData, missing_within, settled, undecided
from fastpath_checks.evaluate.terraform.special_unknowns import UnknownEntries, with_elements, with_entries
from fastpath_checks.evaluate.terraform.type_constraints import BOOL, STRING
from fastpath_checks.graph.resource_ids import ResourceId
from fastpath_checks.syntax.hcl import nodes

if TYPE_CHECKING:
    from fastpath_checks.evaluate.terraform.evaluating import Evaluator
    from fastpath_checks.evaluate.terraform.scope import Scope

LOOP_LIMIT = 100_000
"""How many elements one loop visits."""

Pairs = list[tuple[Value, Value]]


def iterated(value: Value, start: int, end: int) -> Pairs | OneOf | Unknown:
    """Key and value of every element in Terraform's order; the value itself where its elements are not known."""
    if not isinstance(value, Known):
        return value
    data = value.data
    if data is None:
        raise EvaluationError("null-value", "a null value cannot be iterated", start, end)
    if isinstance(data, LazyObject) and data.beyond is not None:
        return undecided([data.beyond("*")], "", value.origin)
    if isinstance(data, (list, dict)) and len(data) > LOOP_LIMIT:
        raise LimitReached(f"more than {LOOP_LIMIT} elements are not iterated", start, end)
    if isinstance(data, SetData):
        if len(data) > 1 and not _distinct(data):
            return Unknown(missing_within(data), "", value.origin)
        return [(item, item) for item in data]
    if isinstance(data, list):
        return [(Known(at, value.origin), item) for at, item in enumerate(data)]
    if isinstance(data, dict):
        return [(Known(name, value.origin), data[name]) for name in sorted(data)]
    raise EvaluationError("invalid-loop", f"{described(data)} cannot be iterated", start, end)


def _distinct(data: SetData) -> bool:
    """Whether a set certainly has as many elements as it shows."""
    return all(settled(item) for item in data)


def for_tuple(ev: Evaluator, node: nodes.ForTuple, scope: Scope) -> Value:
    """``[for x in xs : body if condition]``."""
    collection = ev.evaluate(node.collection, scope)
    if isinstance(collection, OneOf):
        return _over_collections(ev, node, collection, scope)
    if isinstance(collection, Unknown):
        ev.doubts += 1
    return _tuple_over(ev, node, collection, scope)


def for_object(ev: Evaluator, node: nodes.ForObject, scope: Scope) -> Value:
    """``{for k, x in xs : key => value... if condition}``."""
    collection = ev.evaluate(node.collection, scope)
    if isinstance(collection, OneOf):
        return _over_collections(ev, node, collection, scope)
    if isinstance(collection, Unknown):
        ev.doubts += 1
    return _object_over(ev, node, collection, scope)


def _over_collections(ev: Evaluator, node: Any, collection: OneOf, scope: Scope) -> Value:
    over = _tuple_over if isinstance(node, nodes.ForTuple) else _object_over
    origin = scope.written(node.start, node.end)
    return ev.over_choices(collection, lambda choice: over(ev, node, choice, scope), "", origin)


def _bound(node: nodes.ForTuple | nodes.ForObject, scope: Scope, key: Value, value: Value) -> Scope:
    names = {node.value_name: value}
    if node.key_name:
        names[node.key_name] = key
    return scope.binding(names)


def _included(ev: Evaluator, node: nodes.ForTuple | nodes.ForObject, inner: Scope) -> bool | OneOf | Unknown:
    if node.condition is None:
        return True
    condition = convert(ev.evaluate(node.condition, inner), BOOL)
    if not isinstance(condition, Known):
        return condition
    if condition.data is None:
        at = node.condition
        raise EvaluationError("null-condition", "the condition must not be null", at.start, at.end)
    return bool(condition.data)


def _tuple_over(ev: Evaluator, node: nodes.ForTuple, collection: Value, scope: Scope) -> Value:
    origin = scope.written(node.start, node.end)
    pairs = iterated(collection, node.collection.start, node.collection.end)
    if not isinstance(pairs, list):
        return _unknown(pairs, origin)
    items: list[Value] = []
    open_conditions: list[Value] = []
    for key, value in pairs:
        inner = _bound(node, scope, key, value)
        included = _included(ev, node, inner)
        if included is True:
            items.append(ev.evaluate(node.body, inner))
        elif included is not False:
            open_conditions.append(included)
    if open_conditions:
        return with_elements(Unknown(missing_of(open_conditions), "", origin, True), items)
    return Known(items, origin)


def _unknown(pairs: OneOf | Unknown, origin: Origin) -> Unknown:
    return Unknown(pairs.missing, "", origin, True)


class _Object:
    """What one ``for`` makes: entries, groups, what it may have, and what it lacks to be known whole."""

    __slots__ = ("closed", "groups", "items", "lacking", "possible")

    def __init__(self) -> None:
        self.items: dict[str, Value] = {}
        self.groups: dict[str, list[Value]] = {}
        self.possible: dict[str, Value] = {}
        self.lacking: list[Value] = []
        self.closed = True

    def add(self, ev: Evaluator, node: nodes.ForObject, inner: Scope, certain: bool) -> None:
        """Visit one element, which is there for certain or may be there."""
        included = _included(ev, node, inner)
        if included is False:
            return
        if included is True and certain:
            self._put(ev, node, inner, True)
            return
        if included is not True:
            self.lacking.append(included)
        try:
            self._put(ev, node, inner, False)
        except EvaluationError:
            ev.doubts += 1  # it is not there, if Terraform takes the configuration

    def _put(self, ev: Evaluator, node: nodes.ForObject, inner: Scope, certain: bool) -> None:
        name = convert(ev.evaluate(node.key_body, inner), STRING)
        at = node.key_body
        if not isinstance(name, Known) or isinstance(name.data, ResourceId):
            self.lacking.append(name)
            self.closed = False
            return
        if name.data is None:
            raise EvaluationError("null-key", "an object's key must not be null", at.start, at.end)
        made = ev.evaluate(node.value_body, inner)
        if not certain:
            self.possible.setdefault(name.data, made)
        elif node.grouping:
            self.groups.setdefault(name.data, []).append(made)
        elif name.data in self.items:
            raise EvaluationError("duplicate-key", f'two elements have the key "{name.data}"', at.start, at.end)
        else:
            self.items[str(name.data)] = made


def _object_over(ev: Evaluator, node: nodes.ForObject, collection: Value, scope: Scope) -> Value:
    origin = scope.written(node.start, node.end)
    made = _Object()
    possible: Pairs = []
    if isinstance(collection, UnknownEntries):
        pairs: Pairs | OneOf | Unknown = _sorted_pairs(collection.entries.certain, collection.origin)
        possible = _sorted_pairs(collection.entries.possible, collection.origin)
        made.lacking.append(collection)
        made.closed = collection.entries.closed
    else:
        pairs = iterated(collection, node.collection.start, node.collection.end)
    if not isinstance(pairs, list):
        return _unknown(pairs, origin)
    for key, value in pairs:
        made.add(ev, node, _bound(node, scope, key, value), True)
    for key, value in possible:
        made.add(ev, node, _bound(node, scope, key, value), False)
    if made.lacking:
        whole = Unknown(missing_of(made.lacking), "", origin, True)
        # a key may not come twice, so what is there for certain is not replaced; a group may yet grow
        return whole if node.grouping else with_entries(whole, made.items, made.possible, made.closed)
    if node.grouping:
        return Known({name: Known(group, origin) for name, group in made.groups.items()}, origin)
    return Known(made.items, origin)


def _sorted_pairs(entries: dict[str, Value], origin: Origin) -> Pairs:
    return [(Known(name, origin), entries[name]) for name in sorted(entries)]
