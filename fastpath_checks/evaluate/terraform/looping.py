"""``for`` expressions, and the pairs that anything iterable gives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastpath_checks.core.spans import Origin
from fastpath_checks.core.values import Known, OneOf, Unknown, Value, missing_of
from fastpath_checks.evaluate.terraform.conversion import convert, described
from fastpath_checks.evaluate.terraform.failures import EvaluationError, LimitReached
from fastpath_checks.evaluate.terraform.shapes import LazyObject, SetData, missing_within, settled, undecided
from fastpath_checks.evaluate.terraform.special_unknowns import with_elements, with_entries
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


def _object_over(ev: Evaluator, node: nodes.ForObject, collection: Value, scope: Scope) -> Value:
    origin = scope.written(node.start, node.end)
    pairs = iterated(collection, node.collection.start, node.collection.end)
    if not isinstance(pairs, list):
        return _unknown(pairs, origin)
    items: dict[str, Value] = {}
    groups: dict[str, list[Value]] = {}
    lacking: list[Value] = []
    for key, value in pairs:
        inner = _bound(node, scope, key, value)
        included = _included(ev, node, inner)
        if included is False:
            continue
        if included is not True:
            lacking.append(included)
            continue
        name = convert(ev.evaluate(node.key_body, inner), STRING)
        at = node.key_body
        if not isinstance(name, Known) or isinstance(name.data, ResourceId):
            lacking.append(name)
            continue
        if name.data is None:
            raise EvaluationError("null-key", "an object's key must not be null", at.start, at.end)
        made = ev.evaluate(node.value_body, inner)
        if node.grouping:
            groups.setdefault(name.data, []).append(made)
        elif name.data in items:
            raise EvaluationError("duplicate-key", f'two elements have the key "{name.data}"', at.start, at.end)
        else:
            items[str(name.data)] = made
    if lacking:
        return with_entries(Unknown(missing_of(lacking), "", origin, True), items)  # a key may not come twice
    if node.grouping:
        items = {name: Known(group, origin) for name, group in groups.items()}
    return Known(items, origin)
