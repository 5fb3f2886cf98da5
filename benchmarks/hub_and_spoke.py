"""Print how many FastPath values of Azure's hub-and-spoke module are resolved, by us and by Checkov, and in what time.

    python benchmarks/hub_and_spoke.py MODULE [--checkov PATH-TO-CHECKOV] [--version VERSION]

MODULE is a checkout of Azure/terraform-azurerm-avm-ptn-alz-connectivity-hub-and-spoke-vnet. A caller with two hubs and
four circuits each sets ``express_route_gateway_bypass`` for all eight connections. For us the module lies under
``.terraform/modules`` as ``terraform init`` puts it; for Checkov, which finds nothing there, beside a caller that names
it by its path. A value counts as resolved if it is what the caller sets. Each time is that of one whole process.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from budgets import OURS, Run, run

from fastpath_checks.core.claims import Truth
from fastpath_checks.engine.analyze import topologies
from fastpath_checks.engine.request import Request

SOURCE = "Azure/avm-ptn-alz-connectivity-hub-and-spoke-vnet/azurerm"
SCOPE = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups"
SET = {(hub, circuit): circuit != "d" for hub in ("uks", "ukw") for circuit in "abcd"}
"""What the caller sets for each connection."""

CALLER = f"""
locals {{
  regions = {{ uks = "uksouth", ukw = "ukwest" }}
  circuits = {{
    for name in ["a", "b", "c", "d"] : name => {{
      id = "{SCOPE}/rg-er/providers/Microsoft.Network/expressRouteCircuits/erc-${{name}}"
      connection = {{
        name                           = "conn-${{name}}"
        resource_group_name            = "rg-hub"
        express_route_gateway_bypass   = name != "d"
        private_link_fast_path_enabled = false
      }}
    }}
  }}
}}

module "hubs" {{
  %s

  enable_telemetry = false
  hub_virtual_networks = {{
    for key, region in local.regions : key => {{
      location                  = region
      default_parent_id         = "{SCOPE}/rg-hub"
      default_hub_address_space = key == "uks" ? "10.0.0.0/16" : "10.1.0.0/16"
      enabled_resources = {{
        firewall                              = false
        bastion                               = false
        private_dns_zones                     = false
        private_dns_resolver                  = false
        virtual_network_gateway_vpn           = false
        virtual_network_gateway_express_route = true
      }}
      hub_virtual_network = {{ name = "vnet-${{key}}" }}
      virtual_network_gateways = {{
        express_route = {{
          name                   = "vgw-${{key}}"
          sku                    = "ErGw3AZ"
          express_route_circuits = local.circuits
        }}
      }}
    }}
  }}
}}
"""

ASKED_OF_CHECKOV = """
import json, sys
from checkov.common.graph.db_connectors.networkx.networkx_db_connector import NetworkxConnector
from checkov.terraform.graph_manager import TerraformGraphManager
manager = TerraformGraphManager(db_connector=NetworkxConnector())
graph, _ = manager.build_graph_from_source_directory(sys.argv[1], render_variables=True)
found = [
    vertex.attributes.get("express_route_gateway_bypass")
    for vertex in graph.vertices
    if vertex.name.startswith("azurerm_virtual_network_gateway_connection.")
]
print(json.dumps([value[0] if isinstance(value, list) and value else value for value in found], default=str))
"""


def copied(module: Path, place: Path) -> None:
    shutil.copytree(module, place, ignore=shutil.ignore_patterns(".git", "examples", "tests"))


def beside(module: Path, caller: Path) -> None:
    """The caller, with the module beside it."""
    copied(module, caller / "hubs")
    (caller / "main.tf").write_text(CALLER % 'source = "./hubs"', encoding="utf-8")


def installed(module: Path, version: str, caller: Path) -> None:
    """The caller, with the module where ``terraform init`` would put it."""
    modules = caller / ".terraform" / "modules"
    modules.mkdir(parents=True)
    copied(module, modules / "hubs")
    (caller / "main.tf").write_text(CALLER % f'source  = "{SOURCE}"\n  version = "{version}"', encoding="utf-8")
    entries = [{"Key": "", "Source": "", "Dir": "."}]
    entries.append({"Key": "hubs", "Source": f"registry.terraform.io/{SOURCE}", "Version": version,
                    "Dir": ".terraform/modules/hubs"})  # fmt: skip
    for inner in sorted(one.name for one in (module / "modules").iterdir() if one.is_dir()):
        entries.append({"Key": f"hubs.{inner.replace('-', '_')}", "Source": f"./modules/{inner}",
                        "Dir": f".terraform/modules/hubs/modules/{inner}"})  # fmt: skip
    (modules / "modules.json").write_text(json.dumps({"Modules": entries}), encoding="utf-8")


def resolved_by_us(caller: Path) -> tuple[int, int]:
    """How many connections there are, and of how many the bypass is what the caller sets."""
    (topology,) = topologies(Request(paths=(str(caller),)))
    truths = [one.gateway_bypass.is_(True).truth for one in topology.connections]
    decided = [truth is Truth.YES for truth in truths if truth is not Truth.MAYBE]
    return len(truths), len(decided) if sorted(decided) == sorted(SET.values()) else 0


def resolved_by_checkov(caller: Path, checkov: str, environment: dict[str, str]) -> tuple[int, int]:
    """The same of Checkov's graph with rendered variables."""
    python = Path(checkov).parent / "python"
    asked = [str(python), "-c", ASKED_OF_CHECKOV, str(caller)]
    said = subprocess.run(asked, capture_output=True, text=True, env=environment, check=True).stdout
    values = json.loads(said.strip().splitlines()[-1])
    return len(values), sum(value in (True, False) for value in values)


def row(name: str, connections: int, resolved: int, taken: Run) -> str:
    return f"{name:<18} {connections:>11} {resolved:>8} {taken.seconds:>8.1f}s {taken.megabytes:>6.0f}MB"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("module", type=Path)
    parser.add_argument("--checkov", default=os.environ.get("FASTPATH_CHECKOV"), help="or FASTPATH_CHECKOV")
    parser.add_argument("--version", default="0.17.3", help="what the caller asks for (default 0.17.3)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        caller, theirs = Path(directory) / "installed", Path(directory) / "beside"
        installed(options.module, options.version, caller)
        beside(options.module, theirs)
        files = sum(1 for _ in options.module.glob("*.tf")) + sum(1 for _ in options.module.glob("modules/*/*.tf"))
        print(f"{files} files of the module, {len(SET)} connections that set the bypass")
        print(f"{'':<18} {'connections':>11} {'resolved':>8} {'time':>9} {'peak':>8}")
        environment = {**os.environ, "LOG_LEVEL": "CRITICAL", "PYTHONPYCACHEPREFIX": str(Path(directory) / "bytecode")}
        scan = [*OURS, "scan", str(caller)]
        run(scan, environment)
        print(row("fastpath-checks", *resolved_by_us(caller), run(scan, environment)), flush=True)
        if options.checkov:
            seen, resolved = resolved_by_checkov(theirs, options.checkov, environment)
            check = [options.checkov, "-d", str(theirs), "--framework", "terraform", "--quiet", "--compact"]
            print(row("Checkov", seen, resolved, run(check, environment)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
