"""Terraform in JSON is another framework of Checkov's, which runs unless only some are asked for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from checkov_runs import CHECKOV, run_checkov
from two_doors import by_place, compared

from fastpath_checks.engine.analyze import analyze
from fastpath_checks.engine.findings import Verdict
from fastpath_checks.engine.request import Request

pytestmark = pytest.mark.skipif(CHECKOV is None, reason="FASTPATH_CHECKOV does not name a checkov to run")

ESTATE = {
    "provider": {"azurerm": [{"features": {}}]},  # Checkov 3.2.0 reads no other form
    "resource": {
        "azurerm_virtual_network_gateway": {
            "hub": {"name": "vgw-hub", "type": "ExpressRoute", "sku": "ErGw1AZ", "ip_configuration": [{}]}
        },
        "azurerm_virtual_network_gateway_connection": {
            "hub": {
                "name": "conn-hub",
                "type": "ExpressRoute",
                "virtual_network_gateway_id": "${azurerm_virtual_network_gateway.hub.id}",
                "express_route_gateway_bypass": True,
            }
        },
    },
}


@pytest.fixture
def estate(tmp_path: Path) -> Path:
    (tmp_path / "main.tf.json").write_text(json.dumps(ESTATE, indent=2))
    return tmp_path


def test_without_a_choice_of_frameworks_both_doors_say_the_same(estate: Path) -> None:
    run = run_checkov("-d", ".", cwd=estate, frameworks=())
    expected = by_place(analyze(Request((str(estate),))).findings)
    assert {place[0] for place in expected} == {"terraform_json"}
    assert compared(run.records, expected).disagreements == []
    assert ("FASTPATH_101", "FAILED", "HIGH") in {(one.rule, one.result, one.severity) for one in run.records}


def test_who_asks_for_terraform_alone_is_told_what_is_missed(estate: Path) -> None:
    run = run_checkov("-d", estate, cwd=estate, frameworks=["terraform"])
    verdicts = [one.verdict for found in by_place(analyze(Request((str(estate),))).findings).values() for one in found]
    decided = len(verdicts) - verdicts.count(Verdict.UNDECIDED)
    assert run.records == []
    (line,) = run.our_lines
    assert f"{decided} verdicts ({verdicts.count(Verdict.FAIL)} failed) on what it did not read or drops in" in line
