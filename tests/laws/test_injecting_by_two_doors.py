"""Where it is asked for, Checkov shows our verdicts on files that its own readers lose, too."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from checkov_runs import CHECKOV, run_checkov

from fastpath_checks.engine.analyze import analyze
from fastpath_checks.engine.findings import Verdict
from fastpath_checks.engine.request import Request

pytestmark = pytest.mark.skipif(CHECKOV is None, reason="FASTPATH_CHECKOV does not name a checkov to run")

FIXTURES = Path(__file__).parents[2] / "fixtures"
SMALL = FIXTURES / "gateway-sku-without-fastpath/fail-ergw1az"
RESULTS = {Verdict.FAIL: "FAILED", Verdict.PASS: "PASSED"}


@pytest.fixture
def estate(tmp_path: Path) -> Path:
    """A template with symbolic names, one with a comment, and Bicep with a function: Checkov loses them all."""
    shutil.copy(FIXTURES / "topology/fail-symbolic-names/azuredeploy.json", tmp_path / "symbolic.json")
    template = (SMALL / "azuredeploy.json").read_text(encoding="utf-8")
    (tmp_path / "comment.json").write_text(f"// a comment\n{template}", encoding="utf-8")
    bicep = (SMALL / "main.bicep").read_text(encoding="utf-8")
    (tmp_path / "main.bicep").write_text(f"{bicep}\nfunc twice(x string) string => '${{x}}${{x}}'\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("mode", ["fork", "thread"])
def test_what_its_readers_lose_is_shown_where_that_is_asked_for(estate: Path, mode: str) -> None:
    run = run_checkov("-d", estate, cwd=estate, frameworks=["arm", "bicep"], mode=mode, FASTPATH_INJECT="1")
    shown = {(one.path.name, one.rule, one.result, one.severity, one.lines[0]) for one in run.records}
    expected = set()
    for name in ("symbolic.json", "comment.json", "main.bicep"):
        for one in analyze(Request((str(estate / name),))).findings:
            if one.verdict in RESULTS:
                line = one.subject.declaration.location().line
                expected.add((name, one.rule, RESULTS[one.verdict], one.severity, line))
    assert {name for name, *_ in expected} == {"symbolic.json", "comment.json", "main.bicep"}
    assert shown == expected
    assert not any("did not read" in line for line in run.our_lines)


def test_nothing_is_put_into_checkovs_trees_otherwise(estate: Path) -> None:
    run = run_checkov("-d", estate, cwd=estate, frameworks=["arm", "bicep"])
    assert run.records == []
    assert all("on what it did not read" in line for line in run.our_lines)
