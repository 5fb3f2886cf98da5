"""Hiding a value may make a verdict undecided. It never turns one into its opposite, and never hides a failure."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from blindfolds import blindfolds
from fixture_cases import ALL, IDS, Case

from fastpath_checks.engine.analyze import analyze
from fastpath_checks.engine.findings import Verdict

Verdicts = dict[tuple[str, object], Verdict]


def verdicts(case: Case, path: Path) -> Verdicts:
    """The verdicts by rule and declaration: its address in a plan, elsewhere its line."""
    found: Verdicts = {}
    for finding in analyze(case.request(path)).findings:
        place = finding.subject.declaration.location().line if case.language != "tfplan" else finding.subject.address
        key = (finding.rule, place)
        worst = (Verdict.PASS, Verdict.UNDECIDED, Verdict.FAIL)
        found[key] = max(found.get(key, finding.verdict), finding.verdict, key=worst.index)
    return found


@pytest.mark.parametrize("case", ALL, ids=IDS)
def test_no_verdict_flips_and_no_failure_vanishes_when_a_value_is_hidden(case: Case, tmp_path: Path) -> None:
    folder = tmp_path / case.folder.name
    shutil.copytree(case.folder, folder)
    path = folder / case.file.name
    seen = verdicts(case, path)
    text = path.read_text(encoding="utf-8")
    hidden = 0
    for blindfold in blindfolds(case.language, text):
        hidden += 1
        path.write_text(blindfold.text, encoding="utf-8")
        blind = verdicts(case, path)
        for key, verdict in seen.items():
            if verdict is Verdict.FAIL:
                assert blind.get(key) in (Verdict.FAIL, Verdict.UNDECIDED), f"{key}: hiding {blindfold.hidden}"
        for key, verdict in blind.items():
            if verdict is Verdict.FAIL:
                assert seen.get(key) is Verdict.FAIL, f"{key}: hiding {blindfold.hidden}"
    assert hidden
