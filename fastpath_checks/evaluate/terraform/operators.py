"""Operators, with the conversions that Terraform makes for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastpath_checks.core.spans import Origin, OriginKind
from fastpath_checks.core.values import Because, Known, Missing, OneOf, Unknown, Value, missing_of
from fastpath_checks.evaluate.terraform.conversion import convert
from fastpath_checks.evaluate.terraform.equality import equal
from fastpath_checks.evaluate.terraform.failures import EvaluationError
from fastpath_checks.evaluate.terraform.numbers_text import calculate
from fastpath_checks.evaluate.terraform.shapes import (
    RESIDUAL_LIMIT,
    Inexact,
    LazyObject,
    nameless,
    residual_of,
    undecided,
)
from fastpath_checks.evaluate.terraform.special_unknowns import by_bound
from fastpath_checks.evaluate.terraform.type_constraints import BOOL, NUMBER
from fastpath_checks.evaluate.terraform.unification import type_of, unify
from fastpath_checks.graph.resource_ids import ResourceId, parse_resource_id
from fastpath_checks.syntax.hcl import nodes

if TYPE_CHECKING:
    from fastpath_checks.evaluate.terraform.evaluating import Evaluator
    from fastpath_checks.evaluate.terraform.scope import Scope

__all__ = [
    "BOOL",
    "RESIDUAL_LIMIT",
    "binary",
    "certainly_not_null",
    "conditional_type",
    "may_change_type",
    "residual_of",
    "unary",
]


def binary(ev: Evaluator, node: nodes.Binary, scope: Scope) -> Value:
    """``left operator right``."""
    operator = node.operator
    left = ev.evaluate(node.left, scope)
    if operator in ("&&", "||"):
        left = _operand(left, BOOL, node.left)
        if isinstance(left, Known) and left.data is (operator == "||"):  # Terraform looks no further since 1.12
            return Known(left.data, Origin(scope.span(node.start, node.end), OriginKind.DERIVED, left.origin))
    right = _guarded_operand(ev, node, left, scope)
    if right is None:
        ev.doubts += 1
        return Unknown(missing_of([left]), "", scope.written(node.start, node.end), True)
    origin = Origin(scope.span(node.start, node.end), OriginKind.DERIVED, _parent(left, right))
    if operator in ("==", "!="):
        return _equality(ev, operator, left, right, origin)
    target = BOOL if operator in ("&&", "||") else NUMBER
    left = _operand(left, target, node.left)
    right = _operand(right, target, node.right)
    if operator in ("&&", "||"):
        return _logical(ev, operator, left, right, origin)
    return _numeric(ev, node, left, right, origin)


def _guarded_operand(ev: Evaluator, node: nodes.Binary, left: Value, scope: Scope) -> Value | None:
    """The right operand; None where it is an error that the left one, once it is known, may keep from being met."""
    try:
        return ev.evaluate(node.right, scope)
    except EvaluationError:
        if node.operator in ("&&", "||") and not isinstance(left, Known):
            return None
        raise


def _parent(left: Value, right: Value) -> Origin | None:
    """The story of a result is that of the operand which has one to tell."""
    for value in (left, right):
        if value.origin.parent is not None:
            return value.origin
    return left.origin


def _operand(value: Value, target: object, node: nodes.Expression) -> Value:
    try:
        value = convert(value, BOOL if target is BOOL else NUMBER)
    except EvaluationError as error:
        raise EvaluationError(error.code, error.summary, node.start, node.end) from error
    if isinstance(value, Known) and value.data is None:
        raise EvaluationError("null-value", "an operand must not be null", node.start, node.end)
    return value


def _residual(operator: str, left: Value, right: Value) -> str:
    one, two = residual_of(left), residual_of(right)
    text = f"({one} {operator} {two})" if one and two else ""
    return text if len(text) <= RESIDUAL_LIMIT else ""


def _equality(ev: Evaluator, operator: str, left: Value, right: Value, origin: Origin) -> Value:
    if isinstance(left, OneOf) and not isinstance(right, OneOf):
        return ev.over_choices(left, lambda one: _equality(ev, operator, one, right, origin), "", origin)
    if isinstance(right, OneOf) and not isinstance(left, OneOf):
        return ev.over_choices(right, lambda one: _equality(ev, operator, left, one, origin), "", origin)
    answer = equal(left, right)
    if answer is None:
        answer = _same_id(left, right)
    if answer is None:
        answer = by_bound("==", left, right)
    if answer is None:
        unknown = undecided([left, right], _residual(operator, left, right), origin, never_null=True)
        if not unknown.missing:
            return _id_text(unknown, origin)
        return unknown
    return Known(answer == (operator == "=="), origin)


def _same_id(left: Value, right: Value) -> bool | None:
    if not (isinstance(left, Known) and isinstance(right, Known)):
        return None
    one, two = left.data, right.data
    if isinstance(one, str):
        one, two = two, one
    if isinstance(one, ResourceId) and isinstance(two, str):
        parsed = parse_resource_id(two)
        if parsed is not None and parsed == one and one.text() == two:
            return True
    return None


def _id_text(unknown: Unknown, origin: Origin) -> Unknown:
    """What is not known because only the cloud spells the text of an id."""
    return Unknown((Missing(Because.RUNTIME_ATTRIBUTE, "text of a resource id", origin),), "", origin, True)


def _logical(ev: Evaluator, operator: str, left: Value, right: Value, origin: Origin) -> Value:
    decisive = operator == "||"
    for value in (left, right):
        if isinstance(value, Known) and value.data is decisive:
            return Known(decisive, origin)
    for value, other in ((left, right), (right, left)):
        if isinstance(value, Known):
            if isinstance(other, Known):
                return Known(not decisive, origin)
            return other
    if isinstance(left, OneOf) and isinstance(right, OneOf) and left.missing == right.missing:
        return OneOf((Known(True, origin), Known(False, origin)), left.missing, origin)
    ev.doubts += 1
    return Unknown(missing_of([left, right]), _residual(operator, left, right), origin, True)


def _numeric(ev: Evaluator, node: nodes.Binary, left: Value, right: Value, origin: Origin) -> Value:
    operator = node.operator
    if isinstance(left, OneOf):
        return ev.over_choices(left, lambda one: _numeric(ev, node, one, right, origin), "", origin)
    if isinstance(right, OneOf):
        return ev.over_choices(right, lambda one: _numeric(ev, node, left, one, origin), "", origin)
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        bounded = by_bound(operator, left, right)
        if bounded is not None:
            return Known(bounded, origin)
        ev.doubts += 1
        return Unknown(missing_of([left, right]), _residual(operator, left, right), origin, True)
    one, two = left.data, right.data
    if operator == "%" and two == 0:
        return Known(one, origin)
    if operator == "/" and two == 0 and one != 0:
        return nameless(Because.UNMODELLED, "division by zero", origin)
    if operator == "/" and two == 0:
        raise EvaluationError("division-by-zero", "division by zero", node.start, node.end)
    if operator in ("<", ">", "<=", ">="):
        if one == two and (isinstance(one, Inexact) or isinstance(two, Inexact)):
            return undecided([], "", origin)
        if operator == "<":
            return Known(one < two, origin)
        if operator == ">":
            return Known(one > two, origin)
        return Known(one <= two if operator == "<=" else one >= two, origin)
    return Known(calculate(operator, one, two), origin)


def unary(ev: Evaluator, node: nodes.Unary, scope: Scope) -> Value:
    """``!operand`` and ``-operand``."""
    negation = node.operator == "!"
    value = _operand(ev.evaluate(node.operand, scope), BOOL if negation else NUMBER, node.operand)
    origin = Origin(scope.span(node.start, node.end), scope.literal_kind)
    if not isinstance(node.operand, nodes.Literal):
        origin = Origin(origin.span, OriginKind.DERIVED, value.origin)
    residual = f"{node.operator}{value.residual}" if isinstance(value, Unknown) and value.residual else ""
    if isinstance(value, Unknown):
        ev.doubts += 1
        return Unknown(value.missing, residual, origin, True)
    if negation:
        return ev.over_choices(value, lambda one: Known(not one.data, origin), residual, origin)
    return ev.over_choices(value, lambda one: Known(calculate("-", 0, one.data), origin), residual, origin)


def certainly_not_null(value: Value) -> bool:
    """Whether a value is not null, whatever it turns out to be."""
    if isinstance(value, Known):
        return value.data is not None
    if isinstance(value, OneOf):
        return all(choice.data is not None for choice in value.choices)
    return value.never_null


def may_change_type(value: Value) -> bool:
    """Whether the other branch of a conditional may make a value of another type of this one."""
    return isinstance(value, Known) and not (value.data is None or isinstance(value.data, (ResourceId, LazyObject)))


def conditional_type(value: Value, alternative: Value) -> Value:
    """The chosen branch as the type that both branches have in common: ``true ? 1 : "a"`` is the text 1."""
    if not may_change_type(value):
        return value
    common = unify([type_of(value), type_of(alternative)])
    if common is None:
        raise EvaluationError("inconsistent-types", "the branches of a condition must have consistent types")
    if common.kind == "any":
        return value
    return convert(value, common)
