"""Properties and elements of values: ``value.name``, ``value[index]``, the safe ones too."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from fastpath_checks.core.spans import Origin, OriginKind, Span
from fastpath_checks.core.values import (
    Because,
    Known,
    Missing,
    OneOf,
    Unknown,
    Value,
    join,
    missing_of,
    seen_at,
    unknown,
)
from fastpath_checks.evaluate.arm.declared import Declared, Observed, lookup, settled
from fastpath_checks.evaluate.arm.texts import residual_of, spelled
from fastpath_checks.graph.resource_ids import ResourceId

if TYPE_CHECKING:
    from fastpath_checks.evaluate.arm.evaluating import Evaluator


def property_of(evaluator: Evaluator, source: Value, name: str, span: Span, safe: bool = False) -> Value:
    """``source.name``; what is missing is a mistake, or null where the access is safe."""
    match source:
        case Known(Declared() as part):
            return _at(part.part(name, span), span)
        case Known(Observed() as data):
            return _at(data.part(name, span), span)
        case Known(data) if isinstance(data, dict):
            found = lookup(data, name)
            if found is not None:
                return _at(found, span)
            return _absent(evaluator, f"there is no property '{name}'", span, safe)
        case Known(None) if safe:
            return Known(None, source.origin)
        case Known(data):
            return evaluator.failed("wrong-type", f"{kind_of(data)} has no property '{name}'", span)
        case OneOf():
            return _of_each(evaluator, source, lambda one: property_of(evaluator, one, name, span, safe), span)
        case Unknown():
            return _part_of_unknown(source, f".{name}", span)


def item_of(
    evaluator: Evaluator, source: Value, index: Value, span: Span, safe: bool = False, from_end: bool = False
) -> Value:
    """``source[index]``, of an array by position or of an object by name."""
    match index:
        case OneOf():
            return _of_each(evaluator, index, lambda one: item_of(evaluator, source, one, span, safe, from_end), span)
        case Unknown():
            residual = residual_of(settled(source))
            inner = index.residual
            shown = f"{residual}[{inner}]" if residual and inner else ""
            missing = missing_of([index] if isinstance(source, Known) else [source, index])
            return Unknown(missing, shown, Origin(span, OriginKind.DERIVED, index.origin))
        case Known(data) if isinstance(data, str):
            return property_of(evaluator, source, data, span, safe)
        case Known(ResourceId() as data):
            return item_of(evaluator, source, spelled(data, index.origin), span, safe, from_end)
        case Known(data) if isinstance(data, int) and not isinstance(data, bool):
            return _element(evaluator, source, data, span, safe, from_end)
    if safe and isinstance(index, Known) and index.data is None:
        return unknown(Because.UNMODELLED, "a safe access by null", Origin(span, OriginKind.DERIVED))
    return evaluator.failed("wrong-type", "an index is a number or a text", span)


def _element(evaluator: Evaluator, source: Value, index: int, span: Span, safe: bool, from_end: bool) -> Value:
    match source:
        case Known(Declared() as part):
            elements = part.elements()
            if from_end and elements is not None:
                return _at(part.part(len(elements) - index, span), span)
            if elements is not None or part.node is None:
                return _at(part.part(index, span), span)
            return _element(evaluator, part.settled(), index, span, safe, from_end)
        case Known(data) if isinstance(data, list):
            position = len(data) - index if from_end else index
            if 0 <= position < len(data):
                return _at(data[position], span)
            return _absent(evaluator, f"the array has {len(data)} elements", span, safe)
        case Known(None) if safe:
            return Known(None, source.origin)
        case Known(data):
            return evaluator.failed("wrong-type", f"{kind_of(data)} has no elements", span)
        case OneOf():
            return _of_each(evaluator, source, lambda one: _element(evaluator, one, index, span, safe, from_end), span)
        case Unknown():
            return _part_of_unknown(source, f"[^{index}]" if from_end else f"[{index}]", span)


def _of_each(evaluator: Evaluator, value: OneOf, part: Callable[[Known], Value], span: Span) -> Value:
    """The part that is asked for, of every alternative that has it.

    An alternative without it is none here: Azure refuses it, or does not ask, as in ``if(empty(x), 'none', x[0])``.
    """
    run = evaluator.run
    run.speculating += 1
    try:
        parts = [settled(part(choice)) for choice in value.choices]
    finally:
        run.speculating -= 1
    possible = [one for one in parts if not (isinstance(one, Unknown) and one.because is Because.ERROR)]
    if not possible:
        return settled(part(value.choices[0]))
    return join(possible, value.missing, "", Origin(span, OriginKind.DERIVED, value.origin))


def _part_of_unknown(source: Unknown, access: str, span: Span) -> Unknown:
    """A part of what is not known. What the deployment's context lacks is named as exactly as it is asked for."""
    residual = f"{source.residual}{access}" if source.residual else ""
    origin = Origin(span, OriginKind.DERIVED, source.origin)
    missing = source.missing
    if residual and len(missing) == 1 and missing[0].name == source.residual and _narrows(missing[0]):
        missing = (Missing(missing[0].because, residual, origin),)
    return Unknown(missing, residual, origin)


def _narrows(missing: Missing) -> bool:
    return missing.because in (Because.DEPLOYMENT_CONTEXT, Because.RUNTIME_ATTRIBUTE, Because.OUTSIDE_THE_FILES)


def _absent(evaluator: Evaluator, summary: str, span: Span, safe: bool) -> Value:
    if safe:
        return Known(None, Origin(span, OriginKind.DERIVED))
    return evaluator.failed("no-such-part", summary, span)


def _at(value: Value, span: Span) -> Value:
    if isinstance(value, Known) and isinstance(value.data, Declared):
        return value
    return seen_at(value, span)


def kind_of(data: object) -> str:
    """What plain data is called in messages."""
    match data:
        case None:
            return "null"
        case bool():
            return "a boolean"
        case int() | float():
            return "a number"
        case str() | ResourceId():
            return "a text"
        case list():
            return "an array"
    return "an object"
