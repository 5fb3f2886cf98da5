"""What the files call sensitive is in no report, wherever it was written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fastpath_checks.cli.main import main

CANARY = "canary-9f3b"

GATEWAY = """
resource "azurerm_virtual_network_gateway" "hub" {
  name                = "vgw-${var.secret}"
  resource_group_name = "rg-hub"
  location            = "uksouth"
  type                = "ExpressRoute"
  sku                 = var.secret
  ip_configuration {
    subnet_id = "${var.network}/subnets/GatewaySubnet"
  }
}

resource "azurerm_virtual_network_gateway_connection" "hub" {
  name                         = "conn-hub"
  resource_group_name          = var.settings.group
  location                     = "uksouth"
  type                         = "ExpressRoute"
  virtual_network_gateway_id   = azurerm_virtual_network_gateway.hub.id
  express_route_circuit_id     = "${var.circuits}/${var.secret}"
  authorization_key            = sensitive("canary-9f3b")
  express_route_gateway_bypass = var.settings.bypass
  private_link_fast_path_enabled = tobool(var.secret)
}

variable "network" { default = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v" }

variable "circuits" { default = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/expressRouteCircuits" }
"""

VARIABLES = """
variable "secret" {
  sensitive = true
  DEFAULT
}

variable "settings" {
  sensitive = true
  type      = object({ group = string, bypass = bool, other = optional(number) })
  default = {
    group  = "canary-9f3b"
    bypass = true
    other  = "canary-9f3b"
  }
}
"""


def reports(path: Path, capsys: pytest.CaptureFixture[str], *more: str) -> dict[str, str]:
    found = {}
    for form in ("text", "json", "sarif"):
        main(["scan", str(path), "--format", form, *more])
        captured = capsys.readouterr()
        found[form] = captured.out + captured.err
    return found


@pytest.mark.parametrize("place", ["default", "tfvars", "flag"])
def test_the_value_of_a_sensitive_variable_is_shown_nowhere(
    place: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    default = f'default = "{CANARY}"' if place == "default" else ""
    (tmp_path / "main.tf").write_text(GATEWAY + VARIABLES.replace("DEFAULT", default), "utf-8")
    if place == "tfvars":
        (tmp_path / "terraform.tfvars").write_text(f'secret = "{CANARY}"\n', "utf-8")
    flags = ("--var", f"secret={CANARY}") if place == "flag" else ()
    for form, text in reports(tmp_path, capsys, *flags).items():
        assert "conn-hub" in text, form
        assert CANARY not in text, form


def test_the_sensitive_values_of_a_plan_are_shown_nowhere(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    address = "azurerm_virtual_network_gateway_connection.hub"
    values = {
        "name": "conn-hub",
        "type": CANARY,
        "express_route_gateway_bypass": True,
        "virtual_network_gateway_id": CANARY,
    }
    marks = {"type": True, "virtual_network_gateway_id": True}
    resource = {
        "address": address, "mode": "managed", "type": address.split(".")[0], "name": "hub",
        "provider_name": "registry.terraform.io/hashicorp/azurerm", "values": values, "sensitive_values": marks,
    }  # fmt: skip
    change = {**resource, "change": {"actions": ["create"], "after": values, "after_sensitive": marks}}
    plan = {
        "format_version": "1.2", "terraform_version": "1.11.0",
        "variables": {"secret": {"value": CANARY}},
        "planned_values": {"root_module": {"resources": [resource]}},
        "resource_changes": [change],
        "configuration": {"root_module": {"resources": [{
            "address": address, "mode": "managed", "type": resource["type"], "name": "hub",
            "expressions": {"name": {"constant_value": "conn-hub"}, "type": {"references": ["var.secret"]}},
        }], "variables": {"secret": {"sensitive": True}}}},
    }  # fmt: skip
    path = tmp_path / "tfplan.json"
    path.write_text(json.dumps(plan, indent=1), "utf-8")
    for form, text in reports(path, capsys).items():
        assert "conn-hub" in text, form
        assert CANARY not in text, form
