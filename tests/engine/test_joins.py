"""What one root refers to and exactly one other scanned root declares is that resource, whatever their languages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fastpath_checks.engine.analyze import analyze
from fastpath_checks.engine.findings import Finding, Verdict
from fastpath_checks.engine.request import Request

SUBNET = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/GatewaySubnet"
CIRCUIT = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/expressRouteCircuits/c"
GATEWAY = f"""
resource "azurerm_virtual_network_gateway" "gw" {{
  name                = "vgw-hub"
  resource_group_name = "rg-hub"
  location            = "uksouth"
  type                = "ExpressRoute"
  sku                 = "ErGw1AZ"
  ip_configuration {{
    subnet_id = "{SUBNET}"
  }}
}}
"""
OUTPUTS = """
output "gateway_id" { value = azurerm_virtual_network_gateway.gw.id }
output "gateway" { value = azurerm_virtual_network_gateway.gw }
"""
BICEP_GATEWAY = """
targetScope = 'subscription'
module hub 'hub.bicep' = { name: 'hub', scope: resourceGroup('rg-hub') }
"""
BICEP_HUB = f"""
resource gw 'Microsoft.Network/virtualNetworkGateways@2023-11-01' = {{
  name: 'vgw-hub'
  location: 'uksouth'
  properties: {{
    gatewayType: 'ExpressRoute'
    sku: {{ name: 'ErGw1AZ', tier: 'ErGw1AZ' }}
    ipConfigurations: [ {{ name: 'd', properties: {{ subnet: {{ id: '{SUBNET}' }} }} }} ]
  }}
}}
"""
LOOKED_UP = """
data "azurerm_virtual_network_gateway" "hub" {
  name                = "vgw-hub"
  resource_group_name = "rg-hub"
}
"""


def connection(gateway: str) -> str:
    return f"""
resource "azurerm_virtual_network_gateway_connection" "c" {{
  name                         = "conn"
  resource_group_name          = "rg-spoke"
  location                     = "uksouth"
  type                         = "ExpressRoute"
  virtual_network_gateway_id   = {gateway}
  express_route_circuit_id     = "{CIRCUIT}"
  express_route_gateway_bypass = true
}}
"""


BICEP_CONNECTION = f"""
resource gw 'Microsoft.Network/virtualNetworkGateways@2023-11-01' existing = {{
  name: 'vgw-hub'
  scope: resourceGroup('rg-hub')
}}
resource c 'Microsoft.Network/connections@2023-11-01' = {{
  name: 'conn'
  location: 'uksouth'
  properties: {{
    connectionType: 'ExpressRoute'
    virtualNetworkGateway1: {{ id: gw.id }}
    peer: {{ id: '{CIRCUIT}' }}
    expressRouteGatewayBypass: true
  }}
}}
"""
ARM_CONNECTION = json.dumps(
    {
        "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
        "contentVersion": "1.0.0.0",
        "resources": [
            {
                "type": "Microsoft.Network/connections",
                "apiVersion": "2023-11-01",
                "name": "conn",
                "location": "uksouth",
                "properties": {
                    "connectionType": "ExpressRoute",
                    "virtualNetworkGateway1": {
                        "id": "[resourceId('rg-hub', 'Microsoft.Network/virtualNetworkGateways', 'vgw-hub')]"
                    },
                    "peer": {"id": CIRCUIT},
                    "expressRouteGatewayBypass": True,
                },
            }
        ],
    }
)
HUBS = {"terraform": {"main.tf": GATEWAY}, "bicep": {"main.bicep": BICEP_GATEWAY, "hub.bicep": BICEP_HUB}}
SPOKES = {
    "data source": {"main.tf": LOOKED_UP + connection("data.azurerm_virtual_network_gateway.hub.id")},
    "id": {
        "main.tf": connection(
            '"/subscriptions/s/resourceGroups/rg-hub/providers/Microsoft.Network/virtualNetworkGateways/vgw-hub"'
        )
    },
    "bicep": {"main.bicep": BICEP_CONNECTION},
    "arm": {"azuredeploy.json": ARM_CONNECTION},
}


def sku_finding(tmp_path: Path, **roots: dict[str, str]) -> Finding:
    for name, files in roots.items():
        for path, text in files.items():
            file = tmp_path / name / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
    report = analyze(Request(paths=(str(tmp_path),)))
    (found,) = [one for one in report.findings if one.rule == "FASTPATH_101"]
    return found


SPELLED_OUT = (
    '"/subscriptions/${var.s}/resourceGroups/rg-hub/providers/Microsoft.Network/virtualNetworkGateways/vgw-hub"'
)
SPOKES["id without a known subscription"] = {"main.tf": 'variable "s" {}\n' + connection(SPELLED_OUT)}


@pytest.mark.parametrize("hub", HUBS)
@pytest.mark.parametrize("spoke", SPOKES)
def test_what_is_referred_to_is_what_another_root_declares(hub: str, spoke: str, tmp_path: Path) -> None:
    finding = sku_finding(tmp_path, hub=HUBS[hub], spoke=SPOKES[spoke])
    assert finding.verdict is Verdict.FAIL
    assert finding.span is not None
    assert "hub" in finding.span.file.path


@pytest.mark.parametrize("spoke", SPOKES)
def test_what_two_roots_declare_is_neither(spoke: str, tmp_path: Path) -> None:
    finding = sku_finding(tmp_path, one=HUBS["terraform"], two=HUBS["bicep"], spoke=SPOKES[spoke])
    assert finding.verdict is Verdict.UNDECIDED


def test_a_data_source_whose_name_is_not_known_is_nobodys(tmp_path: Path) -> None:
    spoke = 'variable "n" {}\n' + LOOKED_UP.replace('"vgw-hub"', "var.n")
    spoke += connection("data.azurerm_virtual_network_gateway.hub.id")
    assert sku_finding(tmp_path, hub=HUBS["terraform"], spoke={"main.tf": spoke}).verdict is Verdict.UNDECIDED


def provider(subscription: str, alias: str = "") -> str:
    named = f'alias = "{alias}"' if alias else ""
    return f'provider "azurerm" {{\n  {named}\n  subscription_id = {subscription}\n}}\n'


ALIASED = provider('"spokes"') + LOOKED_UP.replace('"hub" {', '"hub" {\n  provider = azurerm.hub')


@pytest.mark.parametrize(
    ("named", "verdict"), [('"s"', Verdict.FAIL), ('"other"', Verdict.UNDECIDED), ("var.hub", Verdict.FAIL)]
)
def test_a_provider_of_another_subscription_looks_up_another_gateway(
    named: str, verdict: Verdict, tmp_path: Path
) -> None:
    spoke = ALIASED + provider(named, "hub") + 'variable "hub" {}\n'
    spoke += connection("data.azurerm_virtual_network_gateway.hub.id")
    hub = {"main.tf": provider('"s"') + GATEWAY}
    assert sku_finding(tmp_path, hub=hub, spoke={"main.tf": spoke}).verdict is verdict


def test_of_two_roots_that_declare_it_the_one_in_the_right_subscription_is_meant(tmp_path: Path) -> None:
    spoke = ALIASED + provider('"s"', "hub") + connection("data.azurerm_virtual_network_gateway.hub.id")
    good = GATEWAY.replace("ErGw1AZ", "ErGw3AZ")
    hubs = {"near": {"main.tf": provider('"s"') + GATEWAY}, "far": {"main.tf": provider('"t"') + good}}
    finding = sku_finding(tmp_path, **hubs, spoke={"main.tf": spoke})
    assert finding.verdict is Verdict.FAIL
    assert finding.span is not None
    assert "near" in finding.span.file.path


def state_of(backend: str, config: str, more: str = "") -> str:
    return (
        f'data "terraform_remote_state" "hub" {{\n  backend = "{backend}"\n  config  = {{\n{config}\n  }}\n{more}\n}}\n'
    )


def kept(block: str) -> str:
    return f"terraform {{\n{block}\n}}\n" + GATEWAY + OUTPUTS


AZURERM = 'storage_account_name = "st"\ncontainer_name = "tf"\nkey = "hub.tfstate"\n'
BACKENDS = {
    "azurerm": (f'backend "azurerm" {{\n{AZURERM}}}', state_of("azurerm", AZURERM + 'resource_group_name = "rg"')),
    "local": ('backend "local" {\npath = "state/it.tfstate"\n}', state_of("local", 'path = "../hub/state/it.tfstate"')),
    "none": ("", state_of("local", 'path = "${path.module}/../hub/terraform.tfstate"')),
    "cloud": (
        'cloud {\norganization = "o"\nworkspaces {\nname = "hub"\n}\n}',
        state_of("remote", 'organization = "o"\nworkspaces = { name = "hub" }'),
    ),
    "s3": ('backend "s3" {\nbucket = "b"\nkey = "k"\n}', state_of("s3", 'bucket = "b"\nkey = "k"\nregion = "r"')),
}
READS = "data.terraform_remote_state.hub.outputs"


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize("output", ["gateway_id", "gateway.id"])
def test_the_outputs_of_a_state_are_those_of_the_root_that_keeps_it(backend: str, output: str, tmp_path: Path) -> None:
    block, data = BACKENDS[backend]
    spoke = {"main.tf": data + connection(f"{READS}.{output}")}
    assert sku_finding(tmp_path, hub={"main.tf": kept(block)}, spoke=spoke).verdict is Verdict.FAIL


@pytest.mark.parametrize(
    ("block", "data"),
    [
        (BACKENDS["azurerm"][0], state_of("azurerm", AZURERM.replace("hub.", "other."))),
        ('backend "azurerm" {}', BACKENDS["azurerm"][1]),
        (BACKENDS["azurerm"][0], state_of("azurerm", AZURERM.replace('key = "hub.tfstate"', "key = var.n"))),
        (BACKENDS["cloud"][0], state_of("remote", 'organization = "o"\nworkspaces = { prefix = "hub" }')),
        (BACKENDS["azurerm"][0], state_of("azurerm", AZURERM, "workspace = var.n")),
    ],
)
def test_a_state_that_is_not_certainly_another_roots_is_named_where_it_is_missed(
    block: str, data: str, tmp_path: Path
) -> None:
    spoke = {"main.tf": 'variable "n" {}\n' + data + connection(f"{READS}.gateway_id")}
    finding = sku_finding(tmp_path, hub={"main.tf": kept(block)}, spoke=spoke)
    assert finding.verdict is Verdict.UNDECIDED
    assert any(one.name.startswith("the state data.terraform_remote_state.hub") for one in finding.missing)


def test_a_state_that_two_roots_keep_is_neithers(tmp_path: Path) -> None:
    block, data = BACKENDS["azurerm"]
    spoke = {"main.tf": data + connection(f"{READS}.gateway_id")}
    one, two = {"main.tf": kept(block)}, {"main.tf": kept(block)}
    assert sku_finding(tmp_path, one=one, two=two, spoke=spoke).verdict is Verdict.UNDECIDED


def test_a_state_is_read_in_the_workspace_that_is_asked_for(tmp_path: Path) -> None:
    block, _ = BACKENDS["azurerm"]
    hub = kept(block) + 'output "workspace" { value = terraform.workspace }\n'
    data = state_of("azurerm", AZURERM, 'workspace = "small"')
    spoke = data + connection(f"{READS}.gateway_id").replace("bypass = true", f'bypass = {READS}.workspace == "small"')
    assert sku_finding(tmp_path, hub={"main.tf": hub}, spoke={"main.tf": spoke}).verdict is Verdict.FAIL


def test_states_that_read_each_other_in_a_circle_end_in_a_cycle(tmp_path: Path) -> None:
    block, data = BACKENDS["azurerm"]
    back = 'data "terraform_remote_state" "spoke" {\n  backend = "local"\n'
    back += '  config = { path = "../spoke/terraform.tfstate" }\n}\n'
    outputs = 'output "{0}" {{ value = data.terraform_remote_state.{1}.outputs.{0} }}\n'
    hub = kept(block) + back + outputs.format("loop", "spoke") + outputs.format("fine", "spoke")
    spoke = data + outputs.format("loop", "hub") + 'output "fine" { value = "ExpressRoute" }\n'
    spoke += connection(f"{READS}.gateway_id")
    circular = spoke.replace("bypass = true", f"bypass = {READS}.loop")
    finding = sku_finding(tmp_path, hub={"main.tf": hub}, spoke={"main.tf": circular})
    assert finding.verdict is Verdict.UNDECIDED
    assert "cycle" in {one.because for one in finding.missing}
    straight = spoke.replace('"ExpressRoute"\n  virtual', f"{READS}.fine\n  virtual")
    assert straight != spoke
    assert sku_finding(tmp_path, hub={"main.tf": hub}, spoke={"main.tf": straight}).verdict is Verdict.FAIL
