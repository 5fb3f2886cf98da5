"""What stands in a subnet that the files do not show."""

from __future__ import annotations

from pathlib import Path

from fastpath_checks.engine.analyze import topologies
from fastpath_checks.engine.request import Request
from fastpath_checks.topology.model import Topology

INTERFACE = """
resource "azurerm_network_interface" "{name}" {{
  name                = "nic-{name}"
  resource_group_name = "rg"
  location            = "uksouth"

  ip_configuration {{
    name                          = "primary"
    subnet_id                     = {subnet}
    private_ip_address_allocation = "Dynamic"
  }}
}}
"""


CIRCUIT = """
resource "azurerm_express_route_circuit" "hub" {
  name                = "erc-hub"
  resource_group_name = "rg"
  location            = "uksouth"
}
"""


def topology(tmp_path: Path, *subnets: str) -> Topology:
    declared = "".join(f'variable "{name}" {{}}\n' for name in ("one", "other"))
    interfaces = (INTERFACE.format(name=f"n{at}", subnet=subnet) for at, subnet in enumerate(subnets))
    (tmp_path / "main.tf").write_text(CIRCUIT + declared + "".join(interfaces))
    (found,) = topologies(Request((str(tmp_path),)))
    return found


def test_interfaces_of_one_subnet_that_is_not_known_are_in_one_network_and_of_another_in_another(
    tmp_path: Path,
) -> None:
    holders = topology(tmp_path, "var.one", "var.one", "var.other").address_holders
    first, second, other = (holder.network for holder in holders)
    assert first is second
    assert first is not other
