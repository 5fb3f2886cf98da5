"""The algebra of claims: Kleene's tables, and the evidence that decides."""

from __future__ import annotations

import itertools

import pytest

from fastpath_checks.core.claims import Attribute, Claim, Evidence, Truth, all_of, any_of
from fastpath_checks.core.spans import NOWHERE
from fastpath_checks.core.values import Because, Known, Missing, one_of, unknown

MISSING = Missing(Because.NO_DEFAULT, "var.x")


def claim(truth: Truth, note: str = "") -> Claim:
    return Claim(truth, (Evidence(note or truth.value, NOWHERE),), (MISSING,) if truth is Truth.MAYBE else ())


@pytest.mark.parametrize(("one", "two"), list(itertools.product(Truth, Truth)))
def test_and_or_not_follow_kleene_and_de_morgan(one: Truth, two: Truth) -> None:
    order = [Truth.NO, Truth.MAYBE, Truth.YES]
    assert (claim(one) & claim(two)).truth is min(one, two, key=order.index)
    assert (claim(one) | claim(two)).truth is max(one, two, key=order.index)
    assert (~(claim(one) & claim(two))).truth is (~claim(one) | ~claim(two)).truth


def test_a_no_carries_only_the_evidence_that_decides_it() -> None:
    result = claim(Truth.YES, "a") & claim(Truth.NO, "b") & claim(Truth.MAYBE, "c")
    assert [one.note for one in result.evidence] == ["b"]
    assert result.missing == ()


def test_an_undecided_claim_says_what_is_missing() -> None:
    assert (claim(Truth.YES) & claim(Truth.MAYBE)).missing == (MISSING,)


def test_nothing_at_all_holds_and_nothing_at_all_is_not_one_that_holds() -> None:
    assert all_of([]).truth is Truth.YES
    assert any_of([]).truth is Truth.NO


def test_a_claim_cannot_be_taken_for_a_truth_by_accident() -> None:
    with pytest.raises(TypeError):
        bool(claim(Truth.YES))


def test_an_attribute_compares_text_without_case() -> None:
    assert Attribute("sku", Known("ErGw1Az")).is_("ERGW1AZ").truth is Truth.YES


def test_true_is_not_one() -> None:
    assert Attribute("units", Known(True)).is_at_least(1).truth is Truth.NO


@pytest.mark.parametrize(
    ("choices", "truth"),
    [(("a", "b"), Truth.YES), (("a", "c"), Truth.MAYBE), (("c", "d"), Truth.NO)],
)
def test_alternatives_decide_only_where_they_agree(choices: tuple[str, ...], truth: Truth) -> None:
    value = one_of([Known(choice) for choice in choices], (MISSING,))
    assert Attribute("x", value).is_one_of(["a", "b"]).truth is truth


def test_an_unknown_is_never_a_no() -> None:
    value = unknown(Because.NO_DEFAULT, "var.x")
    assert Attribute("x", value).is_("a").truth is Truth.MAYBE
    assert Attribute("x", value).decide(lambda data: claim(Truth.YES)).truth is Truth.MAYBE
