"""Values: alternatives, joins, and when two unknowns are the same."""

from __future__ import annotations

import pytest

from fastpath_checks.core.spans import NOWHERE
from fastpath_checks.core.values import (
    CHOICES_LIMIT,
    Because,
    Known,
    Missing,
    OneOf,
    Unknown,
    from_plain,
    identical,
    join,
    known_throughout,
    one_of,
    plain,
    unknown,
)

MISSING = (Missing(Because.NO_DEFAULT, "var.x"),)


def test_the_branches_of_an_unknown_choice_that_agree_are_known() -> None:
    assert plain(join([Known("a"), Known("a")], MISSING)) == "a"


def test_the_branches_that_differ_are_one_of_them() -> None:
    value = join([Known("a"), Known("b")], MISSING)
    assert isinstance(value, OneOf)
    assert value.missing == MISSING


def test_an_unknown_branch_makes_the_whole_unknown_and_names_both_reasons() -> None:
    value = join([Known("a"), unknown(Because.DATA_SOURCE, "data.y")], MISSING)
    assert isinstance(value, Unknown)
    assert [one.name for one in value.missing] == ["var.x", "data.y"]


def test_too_many_alternatives_are_not_enumerated() -> None:
    value = one_of([Known(number) for number in range(CHOICES_LIMIT + 1)], MISSING)
    assert isinstance(value, Unknown)
    assert Because.LIMIT in {one.because for one in value.missing}


def test_two_unknowns_are_the_same_only_by_their_residual() -> None:
    assert identical(unknown(Because.NO_DEFAULT, "var.x"), unknown(Because.NO_DEFAULT, "var.x"))
    assert not identical(Unknown(MISSING), Unknown(MISSING))


@pytest.mark.parametrize(("one", "two"), [(1, True), (0, False), ("1", 1)])
def test_values_of_different_kinds_are_not_identical(one: object, two: object) -> None:
    assert not identical(Known(one), Known(two))


def test_plain_data_round_trips() -> None:
    data = {"a": [1, "x", None, {"b": True}]}
    assert plain(from_plain(data, NOWHERE)) == data
    assert known_throughout(from_plain(data))


def test_a_container_with_an_unknown_part_is_not_known_throughout() -> None:
    assert not known_throughout(Known([unknown(Because.NO_DEFAULT, "var.x")]))
    with pytest.raises(ValueError, match="not known throughout"):
        plain(Known([unknown(Because.NO_DEFAULT, "var.x")]))
