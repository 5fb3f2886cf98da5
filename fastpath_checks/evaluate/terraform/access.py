"""Taking values apart: attributes, indexes and splats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastpath_checks.core.spans import Origin
from fastpath_checks.core.values import CHOICES_LIMIT, Known, OneOf, Unknown, Value, join
from fastpath_checks.evaluate.terraform.conversion import convert, described
from fastpath_checks.evaluate.terraform.failures import EvaluationError
from fastpath_checks.evaluate.terraform.shapes import LazyObject, MapData, SetData, residual_of
from fastpath_checks.evaluate.terraform.special_unknowns import (
    Hidden,
    UnknownExpansion,
    elements_of,
    entries_of,
    hidden_part,
    with_elements,
)
from fastpath_checks.evaluate.terraform.type_constraints import NUMBER, STRING
from fastpath_checks.graph.resource_ids import ResourceId
from fastpath_checks.syntax.hcl import nodes

if TYPE_CHECKING:
    from fastpath_checks.evaluate.terraform.evaluating import Evaluator
    from fastpath_checks.evaluate.terraform.scope import Scope


def get_attribute(ev: Evaluator, value: Value, name: str) -> Value:
    """``value.name``."""
    if isinstance(value, Hidden):
        return hidden_part(value, get_attribute(ev, value.content, name), f"{value.residual}.{name}")
    if isinstance(value, Known):
        return _attribute_of(ev, value, name)
    if isinstance(value, Unknown):
        certain = _entry(ev, value, name)
        if certain is not None:
            return certain
        ev.doubts += 1
    residual = f"{value.residual}.{name}" if isinstance(value, Unknown) and value.residual else ""
    return ev.over_choices(value, lambda choice: _attribute_of(ev, choice, name), residual, value.origin)


def _attribute_of(ev: Evaluator, value: Known, name: str) -> Value:
    data = value.data
    if isinstance(data, dict):
        found = data.attribute(name) if isinstance(data, LazyObject) else data.get(name)
        if found is None:
            kind = "map has no element" if isinstance(data, MapData) else "object has no attribute"
            raise EvaluationError("unsupported-attribute", f'this {kind} "{name}"')
        return found
    if data is None:
        raise EvaluationError("null-value", f'attempt to get attribute "{name}" from a null value')
    if isinstance(data, list) and name.isdigit():
        return get_index(ev, value, Known(int(name)))
    raise EvaluationError("unsupported-attribute", f'{described(data)} has no attribute "{name}"')


def get_index(ev: Evaluator, value: Value, key: Value) -> Value:
    """``value[key]``."""
    if isinstance(value, Hidden) and isinstance(key, Known):
        return hidden_part(value, get_index(ev, value.content, key), f"{value.residual}[{residual_of(key)}]")
    if isinstance(value, Known) and isinstance(key, Known):
        return _element(value, key)
    if isinstance(value, Known) and isinstance(key, Unknown):
        ev.doubts += 1
        return _any_element(value, key)
    if isinstance(value, Unknown):
        certain = _entry(ev, value, key.data) if isinstance(key, Known) and isinstance(key.data, str) else None
        if certain is not None:
            return certain
        ev.doubts += 1
        if isinstance(value, UnknownExpansion):
            return value.representative
    residual = ""
    key_text = residual_of(key)
    if isinstance(value, Unknown) and value.residual and key_text:
        residual = f"{value.residual}[{key_text}]"
    if isinstance(key, OneOf):
        return ev.over_choices(key, lambda choice: get_index(ev, value, choice), residual, value.origin)
    return ev.over_choices(value, lambda choice: get_index(ev, choice, key), residual, value.origin)


def _entry(ev: Evaluator, value: Unknown, name: str) -> Value | None:
    """What a map that is not known whole has under a name; None where it may have anything there."""
    entries = entries_of(value)
    if name not in entries.certain:
        ev.doubts += 1
    found = entries.named(name)
    if found is None and entries.closed:
        raise EvaluationError("invalid-index", f'there is no element "{name}"')
    return found


def _element(value: Known, key: Known) -> Value:
    data = value.data
    if data is None:
        raise EvaluationError("null-value", "attempt to index a null value")
    if key.data is None:
        raise EvaluationError("null-value", "an index must not be null")
    if isinstance(data, SetData):
        raise EvaluationError("invalid-index", "elements of a set have no index")
    if isinstance(data, list):
        number = convert(key, NUMBER)
        assert isinstance(number, Known)
        at = number.data
        if not isinstance(at, int) or not 0 <= at < len(data):
            raise EvaluationError("invalid-index", f"there is no element {at} in {len(data)} elements")
        return _item(data, at)
    if isinstance(data, dict):
        name = convert(key, STRING)
        assert isinstance(name, Known)
        if isinstance(name.data, ResourceId):
            return _any_element(value, name)
        found = data.attribute(name.data) if isinstance(data, LazyObject) else data.get(name.data)
        if found is None:
            raise EvaluationError("invalid-index", f'there is no element "{name.data}"')
        return found
    raise EvaluationError("invalid-index", f"{described(data)} has no elements")


def _item(data: list[Value], at: int) -> Value:
    return data[at]


def _any_element(value: Known, key: Value) -> Value:
    """The element that an unknown key picks: one of the few that there are."""
    data = value.data
    missing = () if isinstance(key, Known) else key.missing
    if isinstance(data, (list, dict)) and not isinstance(data, (SetData, LazyObject)) and data:
        items = list(data) if isinstance(data, list) else list(data.values())
        if len(items) <= CHOICES_LIMIT:
            return join(items, missing, "", key.origin)
    return Unknown(missing, "", key.origin)


def splat(ev: Evaluator, value: Value, each: list[nodes.Step], scope: Scope, origin: Origin) -> Value:
    """``value[*]...`` and ``value.*...``: every element, a single value as a list of one, null as none."""
    if isinstance(value, Unknown):
        residual = f"{value.residual}[*]{_path(each)}" if value.residual else ""
        certain = [_walked(ev, item, each, scope, origin) for item in elements_of(value)]
        return with_elements(Unknown(value.missing, residual, origin, True), certain)
    if isinstance(value, OneOf):
        return ev.over_choices(value, lambda choice: splat(ev, choice, each, scope, origin), "", origin)
    data = value.data
    if data is None:
        return Known([], origin)
    items: list[Value] = list(data) if isinstance(data, list) else [value]
    return Known([_walked(ev, item, each, scope, origin) for item in items], origin)


def _walked(ev: Evaluator, value: Value, each: list[nodes.Step], scope: Scope, origin: Origin) -> Value:
    for at, step in enumerate(each):
        if isinstance(step, nodes.SplatStep):
            return splat(ev, value, each[at + 1 :], scope, origin)
        if isinstance(step, nodes.AttrStep):
            value = get_attribute(ev, value, step.name)
        else:
            value = get_index(ev, value, ev.evaluate(step.key, scope))
    return value


def _path(each: list[nodes.Step]) -> str:
    parts = []
    for step in each:
        if isinstance(step, nodes.AttrStep):
            parts.append(f".{step.name}")
        elif isinstance(step, nodes.SplatStep):
            parts.append("[*]")
        else:
            parts.append("[...]")
    return "".join(parts)
