"""Whether values hold, and whether two are equal: yes, no, or not known."""

from __future__ import annotations

from typing import Any

from fastpath_checks.core.values import Known, OneOf, Unknown, Value, identical
from fastpath_checks.evaluate.arm.texts import spelled
from fastpath_checks.graph.resource_ids import ResourceId


def truth_of(value: Value) -> bool | None:
    """A condition; None where it is not known, or is none. Texts that spell a boolean count, as in ARM."""
    match value:
        case Known(bool(data)):
            return data
        case Known(str(data)) if data.casefold() in ("true", "false"):
            return data.casefold() == "true"
        case OneOf(choices):
            truths = {truth_of(choice) for choice in choices}
            return truths.pop() if len(truths) == 1 else None
    return None


def equal(left: Value, right: Value) -> bool | None:
    """Whether two values are equal: of the same type, texts by their case; None where it is not known."""
    if isinstance(left, Known) and isinstance(right, Known):
        return _equal_data(left.data, right.data, left, right)
    if identical(left, right):
        return True
    for one, other in ((left, right), (right, left)):
        if isinstance(one, OneOf):
            answers = {equal(choice, other) for choice in one.choices}
            return answers.pop() if len(answers) == 1 and None not in answers else None
        if isinstance(one, Unknown) and one.never_null and isinstance(other, Known) and other.data is None:
            return False
    return None


def _equal_data(left: Any, right: Any, left_value: Known, right_value: Known) -> bool | None:
    if isinstance(left, ResourceId) or isinstance(right, ResourceId):
        return _equal_ids(left, right, left_value, right_value)
    if isinstance(left, bool) or isinstance(right, bool) or left is None or right is None:
        return left is right
    if isinstance(left, dict) and isinstance(right, dict):
        ours = {key.casefold(): value for key, value in left.items()}
        theirs = {key.casefold(): value for key, value in right.items()}
        if ours.keys() != theirs.keys():
            return False
        return _all(equal(ours[key], theirs[key]) for key in ours)
    if isinstance(left, list) and isinstance(right, list):
        if len(left) != len(right):
            return False
        return _all(equal(one, two) for one, two in zip(left, right, strict=True))
    if isinstance(left, (int, float)) and isinstance(right, (int, float)):
        return left == right
    return type(left) is type(right) and bool(left == right)


def _equal_ids(left: Any, right: Any, left_value: Known, right_value: Known) -> bool | None:
    if isinstance(left, ResourceId) and isinstance(right, ResourceId):
        if left == right:
            return True
        return False if left.type.casefold() != right.type.casefold() else None
    id, other = (left, right) if isinstance(left, ResourceId) else (right, left)
    if not isinstance(other, str) or "/" not in other:
        return False
    text = spelled(id, left_value.origin)
    return text.data == other if isinstance(text, Known) else None


def _all(answers: Any) -> bool | None:
    unknown = False
    for answer in answers:
        if answer is False:
            return False
        unknown = unknown or answer is None
    return None if unknown else True
