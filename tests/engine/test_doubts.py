"""Which few inputs would decide most undecided verdicts."""

from __future__ import annotations

import pytest
from findings_by_hand import finding, line_of

from fastpath_checks.core.spans import SourceFile
from fastpath_checks.engine.doubts import NOBODY_CAN_GIVE, SUBSETS_LIMIT, Doubts, doubts
from fastpath_checks.engine.findings import Finding, MissingInput, Suppression, Verdict

FILE = SourceFile("main.tf", "a\nb\nc\n")
HERE = line_of(FILE, 1)


def undecided(*names: str, because: str = "no-default", root: str = ".") -> Finding:
    missing = tuple(MissingInput(because, name, None) for name in names)
    return finding(HERE, Verdict.UNDECIDED)._replace(missing=missing, root=root)


def told(found: Doubts) -> list[tuple[list[str], int]]:
    return [([one.name for one in step.inputs], len(step.decides)) for step in found.steps]


def test_what_decides_most_comes_first() -> None:
    findings = [undecided("sku"), undecided("kind"), undecided("kind"), undecided("kind", "sku"), undecided("zone")]
    assert told(doubts(findings)) == [(["kind"], 2), (["sku"], 2), (["zone"], 1)]


def test_a_pair_that_decides_more_than_twice_as_much_comes_before_one() -> None:
    findings = [undecided("one"), *[undecided("kind", "sku")] * 3]
    assert told(doubts(findings)) == [(["kind", "sku"], 3), (["one"], 1)]


def test_every_decidable_verdict_is_in_exactly_one_step() -> None:
    many = [f"v{number}" for number in range(SUBSETS_LIMIT + 2)]
    findings = [undecided(*many), *(undecided(*many[:size]) for size in range(1, len(many)))]
    found = doubts(findings)
    decided = [id(one) for step in found.steps for one in step.decides]
    assert sorted(decided) == sorted(map(id, findings))
    known: set[str] = set()
    for step in found.steps:
        known |= {one.name for one in step.inputs}
        assert all({one.name for one in verdict.missing} <= known for verdict in step.decides)
    assert found.undecided == len(findings)


def test_the_same_name_in_another_root_is_another_input_but_not_at_the_same_place() -> None:
    apart = [undecided("var.sku", root="a"), undecided("var.sku", root="b")]
    assert told(doubts(apart)) == [(["var.sku"], 1), (["var.sku"], 1)]
    placed = [one._replace(missing=(MissingInput("no-default", "var.sku", HERE),)) for one in apart]
    assert told(doubts(placed)) == [(["var.sku"], 2)]


@pytest.mark.parametrize("because", sorted(NOBODY_CAN_GIVE))
def test_what_nobody_can_give_is_not_asked_for(because: str) -> None:
    beside = undecided("sku")._replace(
        missing=(MissingInput("no-default", "sku", None), MissingInput(because, "what", None))
    )
    found = doubts([undecided("what", because=because), beside, undecided()])
    assert (found.steps, len(found.beyond), found.undecided) == ((), 3, 3)


def test_only_undecided_verdicts_that_count_are_asked_about() -> None:
    waived = undecided("sku")._replace(suppressed=Suppression("waiver", "it is known"))
    assert doubts([finding(HERE), finding(HERE, Verdict.PASS), waived]) == Doubts((), ())


def test_the_order_of_the_findings_changes_nothing() -> None:
    findings = [undecided("a"), undecided("b"), undecided("c", "a"), undecided("d")]
    assert told(doubts(findings)) == told(doubts(findings[::-1]))
