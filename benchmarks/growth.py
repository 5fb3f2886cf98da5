"""Print how the time of a scan grows with the estate: a hub with more and more spokes, interfaces and peerings.

    python benchmarks/growth.py [--spokes N] [--doublings N]

Each estate has a gateway with FastPath, ten interfaces in each spoke, and peerings with two spokes in five, from both
sides. ``counted`` is the same with a policy by which every interface has to be counted. Times are processor seconds of
whole processes; ``x`` is the time beyond that of the smallest estate of all (no spoke), as a multiple of that of the
line before: near 2 where the work grows as the estate does, near 4 where it grows with its square.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[1]
HUB = ROOT / "fixtures" / "gateway-sku-without-fastpath" / "pass-ergw3az"
INTERFACES = 10
COUNT_ALL = "version: 1\nrules:\n  FASTPATH_401:\n    parameters: {share: 0.01}\n"
"""A share of the limit that the declared addresses may exceed, so that they have to be counted."""


class Estate(NamedTuple):
    name: str
    file: str
    write: Callable[[Path, int], None]
    policy: str = ""


def terraform(path: Path, spokes: int) -> None:
    text = (HUB / "main.tf").read_text(encoding="utf-8")
    path.write_text("\n".join([text, *_spokes(spokes)]), encoding="utf-8")


def _spokes(spokes: int) -> Iterator[str]:
    for spoke in range(spokes):
        place = 'resource_group_name = "rg-hub"\n  location            = "westeurope"\n'
        yield (
            f'resource "azurerm_virtual_network" "s{spoke}" {{\n'
            f'  name                = "vnet-s{spoke}"\n  {place}'
            f'  address_space       = ["10.{spoke // 256 + 1}.{spoke % 256}.0/24"]\n}}\n\n'
            f'resource "azurerm_subnet" "s{spoke}" {{\n'
            f'  name                 = "snet"\n  resource_group_name  = "rg-hub"\n'
            f"  virtual_network_name = azurerm_virtual_network.s{spoke}.name\n"
            f'  address_prefixes     = ["10.{spoke // 256 + 1}.{spoke % 256}.0/25"]\n}}\n'
        )
        for number in range(INTERFACES):
            yield (
                f'resource "azurerm_network_interface" "s{spoke}_{number}" {{\n'
                f'  name                = "nic-s{spoke}-{number}"\n  {place}\n'
                f'  ip_configuration {{\n    name                          = "primary"\n'
                f"    subnet_id                     = azurerm_subnet.s{spoke}.id\n"
                f'    private_ip_address_allocation = "Dynamic"\n  }}\n}}\n'
            )
        if spoke % 5 < 2:
            yield _peering(f"hub_s{spoke}", "hub", f"s{spoke}", "allow_gateway_transit")
            yield _peering(f"s{spoke}_hub", f"s{spoke}", "hub", "use_remote_gateways  ")


def _peering(name: str, local: str, remote: str, switch: str) -> str:
    return (
        f'resource "azurerm_virtual_network_peering" "{name}" {{\n'
        f'  name                      = "{name}"\n  resource_group_name       = "rg-hub"\n'
        f"  virtual_network_name      = azurerm_virtual_network.{local}.name\n"
        f"  remote_virtual_network_id = azurerm_virtual_network.{remote}.id\n"
        f"  {switch}     = true\n}}\n"
    )


def arm(path: Path, spokes: int) -> None:
    template = json.loads((HUB / "azuredeploy.json").read_text(encoding="utf-8"))
    for spoke in range(spokes):
        template["resources"] += _arm_spoke(spoke, f"10.{spoke // 256 + 1}.{spoke % 256}")
    path.write_text(json.dumps(template, indent=1), encoding="utf-8")


def _arm_spoke(spoke: int, net: str) -> Iterator[dict[str, Any]]:
    def resource(type: str, name: str, **properties: Any) -> dict[str, Any]:
        place = {"apiVersion": "2024-05-01", "location": "westeurope"}
        return {"type": f"Microsoft.Network/{type}", "name": name, **place, "properties": properties}

    def network_id(name: str) -> dict[str, str]:
        return {"id": f"[resourceId('Microsoft.Network/virtualNetworks', '{name}')]"}

    subnet = {"name": "snet", "properties": {"addressPrefix": f"{net}.0/25"}}
    yield resource(
        "virtualNetworks", f"vnet-s{spoke}", addressSpace={"addressPrefixes": [f"{net}.0/24"]}, subnets=[subnet]
    )
    place = {"id": f"[resourceId('Microsoft.Network/virtualNetworks/subnets', 'vnet-s{spoke}', 'snet')]"}
    for number in range(INTERFACES):
        configuration = {"name": "primary", "properties": {"subnet": place}}
        yield resource("networkInterfaces", f"nic-s{spoke}-{number}", ipConfigurations=[configuration])
    if spoke % 5 < 2:
        for local, remote, switch in (
            ("vnet-hub", f"vnet-s{spoke}", "allowGatewayTransit"),
            (f"vnet-s{spoke}", "vnet-hub", "useRemoteGateways"),
        ):
            properties = {"remoteVirtualNetwork": network_id(remote), switch: True}
            yield resource("virtualNetworks/virtualNetworkPeerings", f"{local}/to-{remote}", **properties)


ESTATES = (
    Estate("Terraform", "main.tf", terraform),
    Estate("Terraform, counted", "main.tf", terraform, COUNT_ALL),
    Estate("ARM", "azuredeploy.json", arm),
)


def seconds(path: Path, policy: Path | None) -> float:
    """The processor time of one scan. An exit code that says that the scan itself failed ends the benchmark."""
    command = [sys.executable, "-m", "fastpath_checks", "scan", str(path)]
    if policy is not None:
        command += ["--policy", str(policy)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert process.stderr is not None
    said = process.stderr.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(said)
    return usage.ru_utime + usage.ru_stime


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--spokes", type=int, default=500, help="spokes of the smallest estate but one (default 500)")
    parser.add_argument("--doublings", type=int, default=2, help="how often that is doubled (default 2)")
    options = parser.parse_args()
    sizes = [options.spokes * 2**step for step in range(options.doublings + 1)]
    print(f"{'estate':20} {'spokes':>7} {'interfaces':>11} {'peerings':>9} {'seconds':>8} {'x':>6}")
    for estate in ESTATES:
        with tempfile.TemporaryDirectory() as directory:
            scratch = Path(directory)
            policy = None
            if estate.policy:
                policy = scratch / "policy.yaml"
                policy.write_text(estate.policy, encoding="utf-8")
            least = before = 0.0
            for spokes in (0, *sizes):
                path = scratch / str(spokes) / estate.file
                path.parent.mkdir()
                estate.write(path, spokes)
                taken = seconds(path, policy)
                growth = f"{(taken - least) / before:6.1f}" if before > 0 else " " * 6
                peerings = sum(spoke % 5 < 2 for spoke in range(spokes))
                print(
                    f"{estate.name:20} {spokes:7} {spokes * INTERFACES:11} {peerings:9} {taken:8.2f} {growth}",
                    flush=True,
                )
                if spokes:
                    before = taken - least
                else:
                    least = taken
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
