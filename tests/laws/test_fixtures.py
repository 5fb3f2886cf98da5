"""Every fixture, in every language: the verdict, where it points, what it rests on, and what it misses."""

from __future__ import annotations

import pytest
from fixture_cases import ALL, FILES, IDS, Case, expectation, folders, scan

from fastpath_checks.core.diagnostics import Level
from fastpath_checks.rules.rulebook import RULES

IMPOSSIBLE = {
    ("FASTPATH_110", "fail"): "only the upgrade of a gateway needs the larger subnet, and no file says that it is one",
    ("FASTPATH_207", "pass"): "no page says, uncontradicted, that a resolver behind FastPath is reached over it",
    ("FASTPATH_303", "fail"): "no file says when FastPath of a connection was switched last",
}
"""Verdicts that a rule cannot come to, and why."""


def unquoted(text: str) -> str:
    """A literal without its quotes; other text as it is."""
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'" else text


@pytest.mark.parametrize("case", ALL, ids=IDS)
def test_the_verdict_is_the_expected_one_and_points_at_what_decides_it(case: Case) -> None:
    report = scan(case)
    errors = [one for one in report.diagnostics if one.level is Level.ERROR]
    assert not errors
    found = case.findings(report)
    if case.expect["verdict"] == "na":
        assert not found
        return
    assert [finding.verdict.value for finding in found] == [case.expect["verdict"]]
    finding = found[0]
    points_at = case.wanted("points_at")
    if points_at is not None:
        assert finding.span is not None
        assert unquoted(finding.span.text) == points_at
    related = [unquoted(reason.span.text) for reason in finding.because if reason.span is not None]
    for text in case.wanted("because") or ():
        assert any(text in one for one in related), f"{text!r} is not among {related}"
    names = [missing.name for missing in finding.missing]
    for text in case.wanted("missing") or ():
        assert any(text in one for one in names), f"{text!r} is not among {names}"


@pytest.mark.parametrize("folder", folders(), ids=lambda folder: f"{folder.parent.name}/{folder.name}")
def test_each_language_is_there_or_absent_for_a_reason(folder: object) -> None:
    from pathlib import Path

    assert isinstance(folder, Path)
    absent = expectation(folder).get("absent", {})
    for name, language in FILES.items():
        if language in absent:
            assert absent[language], f"{language} is absent without a reason"
            assert not (folder / name).exists()
        else:
            assert (folder / name).exists(), f"{name} is missing"


def test_each_rule_has_a_pass_a_fail_and_an_undecided_fixture() -> None:
    verdicts: dict[str, set[str]] = {}
    for folder in folders():
        expect = expectation(folder)
        verdicts.setdefault(expect["rule"], set()).add(expect["verdict"])
    for rule in RULES:
        for verdict in ("pass", "fail", "undecided"):
            is_there = verdict in verdicts.get(rule.id, set())
            assert is_there is ((rule.id, verdict) not in IMPOSSIBLE), f"{rule.id}: {verdict}"
