"""Hiding a value may make a verdict undecided. It never turns one into its opposite, and never hides a failure."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor

import pytest
from blind_verdicts import complaints
from fixture_cases import ALL, IDS, Case

Answers = dict[str, "Future[tuple[int, list[str]]]"]


@pytest.fixture(scope="module")
def answers(request: pytest.FixtureRequest) -> Iterator[Answers]:
    """What each case that was asked for leads to: by far the longest of all tests, so every core works on it."""
    asked = [item.callspec.params["case"] for item in request.session.items if "answers" in item.fixturenames]
    with ProcessPoolExecutor() as pool:
        yield {case.id: pool.submit(complaints, case) for case in asked}
        pool.shutdown(cancel_futures=True)


@pytest.mark.parametrize("case", ALL, ids=IDS)
def test_no_verdict_flips_and_no_failure_vanishes_when_a_value_is_hidden(case: Case, answers: Answers) -> None:
    hidden, wrong = answers[case.id].result()
    assert hidden
    assert wrong == []
