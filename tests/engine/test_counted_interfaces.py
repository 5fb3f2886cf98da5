"""Interfaces are evaluated where their number could be beyond the limit of a circuit, and only there."""

from __future__ import annotations

from pathlib import Path

import pytest

from fastpath_checks.engine.analyze import analyze
from fastpath_checks.engine.request import Request

FIXTURES = Path(__file__).parents[2] / "fixtures"
ESTATE = FIXTURES / "gateway-sku-without-fastpath/pass-ergw3az/main.tf"
INTERFACE = """
resource "azurerm_network_interface" "n{number}" {{
  name                = "nic-{number}"
  resource_group_name = "rg-hub"
  location            = "westeurope"

  ip_configuration {{
    name      = "primary"
    subnet_id = {subnet}
  }}
}}
"""
APPLICATIONS = """
resource "azurerm_subnet" "app" {
  name                 = "snet-app"
  resource_group_name  = "rg-hub"
  virtual_network_name = azurerm_virtual_network.hub.name
  address_prefixes     = ["10.0.4.0/22"]
}
"""


def said_and_verdict(tmp_path: Path, interfaces: int, subnet: str, estate: str) -> tuple[set[str], str]:
    """The diagnostics, and the verdict on addresses where the policy allows 1 % of the limit: 250."""
    written = (INTERFACE.format(number=number, subnet=subnet) for number in range(interfaces))
    (tmp_path / "main.tf").write_text("".join([estate, APPLICATIONS, *written]))
    policy = tmp_path / "policy.yaml"
    policy.write_text("version: 1\nrules:\n  FASTPATH_401:\n    parameters: {share: 0.01}\n")
    report = analyze(Request((str(tmp_path / "main.tf"),), policy=str(policy)))
    verdicts = [one.verdict.value for one in report.findings if one.rule == "FASTPATH_401"]
    return {one.code for one in report.diagnostics}, "".join(verdicts)


@pytest.mark.parametrize(("interfaces", "verdict"), [(250, "undecided"), (251, "fail")])
def test_they_count_one_by_one(tmp_path: Path, interfaces: int, verdict: str) -> None:
    said, found = said_and_verdict(tmp_path, interfaces, "azurerm_subnet.app.id", ESTATE.read_text())
    assert (said, found) == (set(), verdict)


def test_what_is_wrong_with_them_is_said_where_they_are_evaluated(tmp_path: Path) -> None:
    said, found = said_and_verdict(tmp_path, 251, "azurerm_subnet.nowhere.id", ESTATE.read_text())
    assert (said, found) == ({"undeclared-reference"}, "undecided")


def test_they_are_not_evaluated_where_all_together_are_within_the_limit(tmp_path: Path) -> None:
    said, found = said_and_verdict(tmp_path, 2, "azurerm_subnet.nowhere.id", ESTATE.read_text())
    assert (said, found) == (set(), "undecided")


def test_they_are_not_evaluated_where_no_circuit_is_declared(tmp_path: Path) -> None:
    network = 'resource "azurerm_virtual_network" "hub" {\n  name = "vnet-hub"\n}\n'
    said, found = said_and_verdict(tmp_path, 251, "azurerm_subnet.nowhere.id", network)
    assert (said, found) == (set(), "")
