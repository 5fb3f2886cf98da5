"""One estate judged by the documentation of two dates."""

from __future__ import annotations

from pathlib import Path

from fastpath_checks.engine.profile_comparison import compare_profiles
from fastpath_checks.engine.request import Request

CHECKOUT = Path(__file__).parents[2]
ESTATE = CHECKOUT / "docs" / "examples" / "hub-and-spoke.bicep"


def answers(before: str, after: str, path: Path = ESTATE) -> dict[tuple[str, str], tuple[list[str], list[str]]]:
    """The verdicts of either date, by rule and subject, where they differ."""
    comparison = compare_profiles(Request((str(path),)), before, after)
    return {
        (one.told.rule, one.told.subject.name): (
            [finding.verdict.value for finding in one.before],
            [finding.verdict.value for finding in one.after],
        )
        for one in comparison.changed
    }


def test_what_one_date_fails_the_other_passes_and_the_other_way_round() -> None:
    found = answers("2021-08-10", "2025-11-05")
    assert found["FASTPATH_101", "conn-london"] == (["fail"], ["pass"])
    assert found["FASTPATH_301", "conn-london"] == (["fail"], ["pass"])
    assert found["FASTPATH_205", "lb-app/private"] == (["undecided"], ["fail"])
    assert found["FASTPATH_208", "afw-hub"] == ([], ["pass"])
    there = {key: (after, before) for key, (before, after) in answers("2025-11-05", "2021-08-10").items()}
    assert there == found


def test_a_date_differs_from_itself_in_nothing() -> None:
    comparison = compare_profiles(Request((str(ESTATE),)), "2025-11-05", "2025-11-05")
    assert comparison.changed == ()
    assert comparison.same > 10


def test_scenarios_that_differ_on_one_date_only_are_told(tmp_path: Path) -> None:
    (tmp_path / "main.bicep").write_text(
        ESTATE.read_text(encoding="utf-8")
        .replace("param location string = 'uksouth'", "param location string = 'uksouth'\nparam sku string")
        .replace("name: 'ErGwScale'", "name: sku")
    )
    parameters = '{{"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#", '
    parameters += '"contentVersion": "1.0.0.0", "parameters": {{"sku": {{"value": "{}"}}}}}}'
    (tmp_path / "main.parameters.large.json").write_text(parameters.format("ErGw3AZ"))
    (tmp_path / "main.parameters.scalable.json").write_text(parameters.format("ErGwScale"))
    found = answers("2021-08-10", "2025-11-05", tmp_path / "main.bicep")
    before, after = found["FASTPATH_101", "conn-london"]
    assert (sorted(before), after) == (["fail", "pass"], ["pass"])
