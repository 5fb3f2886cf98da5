"""Sums of numbers of which some are not known."""

from __future__ import annotations

from fastpath_checks.core.claims import NO, YES, Attribute, Claim, Truth, maybe
from fastpath_checks.core.spans import NOWHERE
from fastpath_checks.core.values import Because, Known, Missing, OneOf, Unknown, Value
from fastpath_checks.topology.amounts import Amount, amount, total

MISSING = (Missing(Because.NO_DEFAULT, "var.bandwidth"),)
PERHAPS = maybe("it may be there", NOWHERE, MISSING)


def of(value: Value) -> Amount:
    return amount(Attribute("bandwidth", value))


def known(number: object) -> Amount:
    return of(Known(number, NOWHERE))


def sum_of(*parts: tuple[Claim, Amount]) -> Amount:
    return total(parts)


def test_a_sum_of_known_numbers_decides_both_ways() -> None:
    twelve = sum_of((YES, known(10)), (YES, known(2)))
    assert twelve.at_most(known(12)).truth is Truth.YES
    assert twelve.at_most(known(11)).truth is Truth.NO


def test_an_unknown_part_cannot_excuse_what_the_known_ones_exceed() -> None:
    unknown = of(Unknown(MISSING, "", NOWHERE))
    over = sum_of((YES, known(21)), (YES, unknown))
    assert over.at_most(known(20)).truth is Truth.NO
    open_ = sum_of((YES, known(20)), (YES, unknown)).at_most(known(20))
    assert open_.truth is Truth.MAYBE
    assert open_.missing == MISSING


def test_what_may_be_there_counts_from_nothing_on_and_what_is_not_there_not_at_all() -> None:
    perhaps = sum_of((YES, known(10)), (PERHAPS, known(15)), (NO, known(1000)))
    assert (perhaps.low, perhaps.high) == (10, 25)
    assert perhaps.at_most(known(25)).truth is Truth.YES
    assert perhaps.at_most(known(20)).truth is Truth.MAYBE


def test_alternatives_span_a_range() -> None:
    either = of(OneOf((Known(5, NOWHERE), Known(10, NOWHERE)), MISSING, NOWHERE))
    assert either.at_most(known(10)).truth is Truth.YES
    assert either.at_most(known(4)).truth is Truth.NO
    assert either.at_most(known(7)).truth is Truth.MAYBE


def test_what_is_no_number_may_be_any() -> None:
    for data in (None, True, "ten"):
        assert known(data).at_most(known(1)).truth is Truth.MAYBE
