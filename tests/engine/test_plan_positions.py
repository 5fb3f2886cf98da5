"""A plan beside the configuration that it was made from: values from the plan, positions from the configuration."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from plans import AFTER_APPLY, Plan, refers

from fastpath_checks.engine.analyze import analyze
from fastpath_checks.engine.findings import Finding, Report
from fastpath_checks.engine.request import Request

FIXTURES = Path(__file__).parents[2] / "fixtures"


@pytest.fixture
def estate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = FIXTURES / "gateway-sku-without-fastpath" / "fail-sku-from-default"
    for name in ("main.tf", "tfplan.json"):
        shutil.copy(folder / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def failed(report: Report) -> list[Finding]:
    """What is wrong with the gateway's SKU."""
    return [one for one in report.findings if one.verdict.value == "fail" and one.rule == "FASTPATH_101"]


def test_the_pair_is_judged_once_and_points_into_the_configuration(estate: Path) -> None:
    report = analyze(Request((".",)))
    assert (report.summary.roots, report.summary.compiled) == (1, 1)
    [finding] = failed(report)
    assert finding.language == "terraform-plan"
    assert finding.location is not None
    assert finding.location.path == "main.tf"
    assert finding.span is not None
    assert finding.span.text == '"Standard"'
    assert finding.subject.declaration.file.path == "main.tf"


def test_the_planned_value_counts_where_the_configuration_has_changed_since(estate: Path) -> None:
    main = estate / "main.tf"
    main.write_text(main.read_text(encoding="utf-8").replace('"Standard"', '"ErGw3AZ"'), encoding="utf-8")
    [finding] = failed(analyze(Request((".",))))
    assert "Standard" in finding.message


def test_a_plan_that_is_named_is_judged_by_its_own_positions(estate: Path) -> None:
    [finding] = failed(analyze(Request(("tfplan.json",))))
    assert finding.location is not None
    assert finding.location.path == "tfplan.json"


def test_a_plan_of_another_configuration_is_a_root_of_its_own(estate: Path) -> None:
    plan = json.loads((estate / "tfplan.json").read_text(encoding="utf-8"))
    plan["configuration"]["root_module"]["resources"][0]["name"] = "another"
    (estate / "tfplan.json").write_text(json.dumps(plan), encoding="utf-8")
    report = analyze(Request((".",)))
    assert report.summary.roots == 2
    assert {finding.language for finding in failed(report)} == {"terraform", "terraform-plan"}


TWO_GATEWAYS = """
variable "chosen" {
  default = 1
}

resource "azurerm_virtual_network_gateway" "hub" {
  count               = 2
  name                = "vgw-${count.index}"
  resource_group_name = "rg"
  location            = "uksouth"
  type                = "ExpressRoute"
  sku                 = count.index == 0 ? "ErGw3AZ" : "ErGw1AZ"
}

resource "azurerm_virtual_network_gateway_connection" "hub" {
  name                         = "conn-hub"
  resource_group_name          = "rg"
  location                     = "uksouth"
  type                         = "ExpressRoute"
  virtual_network_gateway_id   = local.ids[var.chosen]
  express_route_gateway_bypass = true
}

locals {
  ids = azurerm_virtual_network_gateway.hub[*].id
}
"""


@pytest.fixture
def two_gateways(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A plan that does not say which gateway the connection is of, beside the configuration, which does."""
    placed = {"resource_group_name": "rg", "location": "uksouth", "type": "ExpressRoute"}
    plan = Plan(terraform_version="1.11.0")
    for key, sku in enumerate(("ErGw3AZ", "ErGw1AZ")):
        plan.add("azurerm_virtual_network_gateway.hub", {"name": f"vgw-{key}", "sku": sku, **placed}, key=key)
    plan.add(
        "azurerm_virtual_network_gateway_connection.hub",
        {**placed, "name": "conn-hub", "express_route_gateway_bypass": True, "virtual_network_gateway_id": AFTER_APPLY},
        {"virtual_network_gateway_id": refers("local.ids", "var.chosen")},
    )
    plan.configured["variables"] = {"chosen": {"default": 1}}
    (tmp_path / "tfplan.json").write_text(json.dumps(plan.document()), encoding="utf-8")
    (tmp_path / "main.tf").write_text(TWO_GATEWAYS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def verdict_of_sku(path: str) -> str:
    report = analyze(Request((path,)))
    assert report.summary.roots == 1
    [finding] = [one for one in report.findings if one.rule == "FASTPATH_101"]
    return finding.verdict.value


def test_the_configuration_says_which_of_several_resources_an_id_is(two_gateways: Path) -> None:
    assert verdict_of_sku("tfplan.json") == "undecided"
    assert verdict_of_sku(".") == "fail"


def test_a_configuration_that_has_changed_since_says_nothing_of_ids(two_gateways: Path) -> None:
    main = two_gateways / "main.tf"
    main.write_text(TWO_GATEWAYS.replace('"conn-hub"', '"conn-other"'), encoding="utf-8")
    assert verdict_of_sku(".") == "undecided"
