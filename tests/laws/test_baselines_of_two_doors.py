"""A baseline that one door writes holds the same failures for the other."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import fixture_cases
import pytest
from checkov_runs import CHECKOV, run_checkov

from fastpath_checks.engine.analyze import analyze
from fastpath_checks.engine.baselines import FILE_NAME, baseline_text
from fastpath_checks.engine.findings import Report, Verdict
from fastpath_checks.engine.request import Request

pytestmark = pytest.mark.skipif(CHECKOV is None, reason="FASTPATH_CHECKOV does not name a checkov to run")

FOLDERS = (
    "gateway-sku-without-fastpath/fail-ergw1az",
    "basic-load-balancer-behind-fastpath/fail-basic-in-spoke",
    "topology/fail-modules-in-depth",
    "topology/fail-managed-or-existing",
)


@pytest.fixture
def estate(tmp_path: Path) -> Path:
    for folder in FOLDERS:
        shutil.copytree(fixture_cases.FIXTURES / folder, tmp_path / folder)
    return tmp_path


def scanned(estate: Path, baseline: Path | None = None) -> Report:
    return analyze(Request((str(estate),), twins=False, baseline=str(baseline) if baseline is not None else None))


def counting(report: Report) -> list[tuple[str, str]]:
    """Rule and address of the failed verdicts that count."""
    return [
        (one.rule, one.subject.address)
        for one in report.findings
        if one.verdict is Verdict.FAIL and one.suppressed is None
    ]


def test_what_our_scan_writes_is_held_by_checkov(estate: Path) -> None:
    report = scanned(estate)
    assert len(counting(report)) > 8
    (estate / FILE_NAME).write_text(baseline_text(report.findings, str(estate)))
    run = run_checkov("-d", estate, "--baseline", estate / FILE_NAME, cwd=estate)
    assert [one for one in run.records if one.result == "FAILED"] == []
    assert [one for one in run_checkov("-d", estate, cwd=estate).records if one.result == "FAILED"]


def test_what_checkov_writes_is_held_by_our_scan(estate: Path) -> None:
    run_checkov("-d", estate, "--create-baseline", cwd=estate)
    written = json.loads((estate / FILE_NAME).read_text("utf-8"))
    assert written["failed_checks"]
    assert counting(scanned(estate, estate / FILE_NAME)) == []


def test_a_failure_that_is_new_counts_for_both(tmp_path: Path) -> None:
    """Checkov looks at no file: another one, whose resources have the same names, would hold it."""
    name, estate = "main.tf", tmp_path
    shutil.copy(fixture_cases.FIXTURES / FOLDERS[0] / name, estate)
    text = (estate / name).read_text("utf-8")
    (estate / name).write_text(text.replace("express_route_gateway_bypass = true", ""))
    (estate / FILE_NAME).write_text(baseline_text(scanned(estate).findings, str(estate)))
    (estate / name).write_text(text)
    run = run_checkov("-d", estate, "--baseline", estate / FILE_NAME, cwd=estate)
    new = {(one.rule, one.resource) for one in run.records if one.result == "FAILED"}
    assert new == set(counting(scanned(estate, estate / FILE_NAME)))
    assert ("FASTPATH_101", "azurerm_virtual_network_gateway_connection.hub") in new
