"""Whether two values are equal, as far as that is known."""

from __future__ import annotations

from collections.abc import Sequence

from fastpath_checks.core.values import Known, OneOf, Unknown, Value
from fastpath_checks.evaluate.terraform.shapes import Inexact, LazyObject, ListData, MapData, SetData, settled
from fastpath_checks.graph.resource_ids import ResourceId

DEPTH_LIMIT = 100


def equal(left: Value, right: Value, depth: int = 0) -> bool | None:
    """Whether ``left == right`` in Terraform, without conversion; None where that is not known."""
    if depth > DEPTH_LIMIT:
        return None
    if isinstance(left, Unknown) and isinstance(right, Unknown):
        return True if left.residual and left.residual == right.residual else None
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        unknown, other = (left, right) if isinstance(left, Unknown) else (right, left)
        if isinstance(unknown, Unknown) and unknown.never_null and isinstance(other, Known) and other.data is None:
            return False
        return None
    if isinstance(left, OneOf) or isinstance(right, OneOf):
        lefts = left.choices if isinstance(left, OneOf) else (left,)
        rights = right.choices if isinstance(right, OneOf) else (right,)
        answers = {equal(one, two, depth + 1) for one in lefts for two in rights}
        return answers.pop() if len(answers) == 1 else None
    return _equal_data(left, right, depth)


def _equal_data(left: Known, right: Known, depth: int) -> bool | None:
    one, two = left.data, right.data
    if one is None or two is None:
        return one is None and two is None
    if isinstance(one, ResourceId) or isinstance(two, ResourceId):
        return _equal_ids(one, two)
    if isinstance(one, bool) or isinstance(two, bool):
        return one is two
    if isinstance(one, (int, float)) and isinstance(two, (int, float)):
        if isinstance(one, Inexact) or isinstance(two, Inexact):
            return None if one == two else False
        return one == two
    if isinstance(one, str) and isinstance(two, str):
        return str(one) == str(two)
    if isinstance(one, LazyObject) or isinstance(two, LazyObject):
        return None if isinstance(one, dict) and isinstance(two, dict) else False
    if isinstance(one, dict) and isinstance(two, dict):
        return _equal_dicts(left, right, depth)
    if isinstance(one, list) and isinstance(two, list):
        return _equal_lists(left, right, depth)
    return False


def _equal_dicts(left: Known, right: Known, depth: int) -> bool | None:
    one, two = left.data, right.data
    if isinstance(one, MapData) != isinstance(two, MapData):
        return False
    if isinstance(one, MapData) and one.element != two.element and one.element and two.element:
        return None if one.element.has_any() or two.element.has_any() else False
    if one.keys() != two.keys():
        return False
    return _all_equal([(one[name], two[name]) for name in one], depth)


def _equal_lists(left: Known, right: Known, depth: int) -> bool | None:
    one, two = left.data, right.data
    if type(one) is not type(two) or (len(one) != len(two) and not isinstance(one, SetData)):
        return False
    if isinstance(one, SetData) and not (settled(left) and settled(right)):
        return None
    if len(one) != len(two):
        return False
    if (
        isinstance(one, (ListData, SetData))
        and one.element is not None
        and two.element is not None
        and one.element != two.element
    ):
        return None if one.element.has_any() or two.element.has_any() else False
    return _all_equal(list(zip(one, two, strict=True)), depth)


def _all_equal(pairs: Sequence[tuple[Value, Value]], depth: int) -> bool | None:
    result: bool | None = True
    for one, two in pairs:
        answer = equal(one, two, depth + 1)
        if answer is False:
            return False
        if answer is None:
            result = None
    return result


def _equal_ids(one: object, two: object) -> bool | None:
    """Ids are equal where they certainly name the same; an id is never empty; everything else is open."""
    if isinstance(one, ResourceId) and isinstance(two, ResourceId):
        return True if one == two else None
    other = two if isinstance(one, ResourceId) else one
    if isinstance(other, str) and "/" in other:
        return None
    return False
