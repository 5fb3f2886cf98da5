"""Azure's verified modules where they are not on the disk: judged by an outline, in the versions that it holds for."""

from __future__ import annotations

from typing import Any

import pytest
from files_in_memory import FilesInMemory
from tiny_terraform import codes, evaluation, instances

from fastpath_checks.core.diagnostics import Level
from fastpath_checks.core.spans import SourceFile
from fastpath_checks.core.values import Because, Known, OneOf, Unknown, plain
from fastpath_checks.evaluate.terraform import Evaluation, TerraformInputs, evaluate_configuration
from fastpath_checks.evaluate.terraform.azurerm import identify
from fastpath_checks.evaluate.terraform.verified_modules import MODULES, Called
from fastpath_checks.syntax.hcl import parse_configuration

GATEWAY = "Azure/avm-ptn-vnetgateway/azurerm"
HUBS = "Azure/avm-ptn-alz-connectivity-hub-and-spoke-vnet/azurerm"
CIRCUIT = "Azure/avm-res-network-expressroutecircuit/azurerm"
NETWORK = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v"
ERC = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/expressRouteCircuits/c"
CIRCUITS = f"""express_route_circuits = {{
  a = {{ id = "{ERC}", connection = {{ express_route_gateway_bypass = true }} }}
  b = {{ id = "{ERC}", connection = {{ name = "mine", express_route_gateway_bypass = var.bypass }} }}
  c = {{ id = "{ERC}" }}
}}"""


def called(source: str, version: str | None, arguments: str) -> Evaluation:
    asked = f'version = "{version}"' if version is not None else ""
    text = f'variable "bypass" {{}}\nmodule "m" {{\n  source = "{source}"\n  {asked}\n{arguments}\n}}\n'
    files = FilesInMemory({"main.tf": text})
    return evaluate_configuration(".", files, TerraformInputs(), identify, lambda type: True)


def gateway(version: str | None = "0.10.3", more: str = "") -> Evaluation:
    arguments = 'name = "vgw"\nlocation = "uksouth"\nparent_id = "/subscriptions/s/resourceGroups/rg"\n'
    return called(GATEWAY, version, f'{arguments}virtual_network_id = "{NETWORK}"\n{CIRCUITS}\n{more}')


def values(found: Evaluation, address: str) -> dict[str, Any]:
    return dict(instances(found)[address].attributes)


def test_an_outline_is_itself_a_configuration() -> None:
    for name, module in MODULES.items():
        outline = Called(module, module.versions).outline()
        assert outline is None or not parse_configuration(SourceFile(name, outline.text))[1], name


def test_the_connections_of_a_gateway_module_are_judged_without_its_source() -> None:
    found = gateway()
    address = "module.m.azurerm_virtual_network_gateway_connection.vgw"
    one = values(found, f'{address}["erc-a"]')
    assert (plain(one["name"]), plain(one["express_route_gateway_bypass"])) == ("con-vgw-erc-a", True)
    two = values(found, f'{address}["erc-b"]')
    assert plain(two["name"]) == "mine"
    assert two["express_route_gateway_bypass"].missing[0].name == "var.bypass"
    assert f'{address}["erc-c"]' not in instances(found)
    assert plain(values(found, "module.m.azurerm_virtual_network_gateway.vgw")["sku"]) == "ErGw1AZ"
    (said,) = found.diagnostics
    assert (said.code, said.level) == ("module-judged-by-outline", Level.NOTE)
    assert "0.10.3" in said.summary


def test_what_an_outline_makes_stands_in_the_files_of_the_caller() -> None:
    found = gateway()
    for instance in instances(found).values():
        assert instance.header.file.path == "main.tf"
        for value in instance.attributes.values():
            assert all(step.span is None or step.span.file.path == "main.tf" for step in value.origin.steps())
    connection = values(found, 'module.m.azurerm_virtual_network_gateway_connection.vgw["erc-a"]')
    assert connection["express_route_gateway_bypass"].origin.first_written().span.text == "true"


@pytest.mark.parametrize("version", ["= 0.9.0", "~> 0.10.1", "~> 0.10", ">= 0.9.0, < 1.0.0", "!= 0.9.0", None])
def test_an_outline_holds_for_the_versions_that_were_read(version: str | None) -> None:
    assert codes(gateway(version)) == ["module-judged-by-outline"]


@pytest.mark.parametrize("version", ["1.0.0", "~> 0.10.9", "> 0.10.3", "latest"])
def test_a_version_that_was_not_read_is_not_known(version: str) -> None:
    found = gateway(version)
    assert codes(found) == ["module-not-found"]
    assert not instances(found)


def test_arguments_tell_which_versions_may_be_meant() -> None:
    assert codes(gateway("0.8.0")) == ["module-not-found"], "parent_id came with 0.9.0, and Terraform would refuse it"
    (said,) = gateway(None).diagnostics
    assert "0.9.0 to 0.10.3" in said.summary


def test_a_git_source_names_its_version_by_its_ref() -> None:
    repository = "git::https://github.com/Azure/terraform-azurerm-avm-ptn-vnetgateway.git"
    arguments = 'name = "vgw"\nlocation = "uksouth"\nparent_id = "/subscriptions/s/resourceGroups/rg"'
    assert codes(called(f"{repository}?ref=v0.10.0", None, arguments)) == ["module-judged-by-outline"]
    assert codes(called(repository, None, arguments)) == ["module-not-found"]


def test_what_differs_between_the_versions_of_a_range_is_not_known() -> None:
    arguments = f"""
      name        = "erc"
      location    = "uksouth"
      resource_group_name = "rg"
      sku         = {{ tier = "Local", family = "MeteredData" }}
      peering_location      = "London"
      service_provider_name = "Equinix"
      vnet_gw_connections = {{
        hub = {{
          name = "conn", location = "uksouth", resource_group_name = "rg"
          virtual_network_gateway_resource_id = "{NETWORK}"
          express_route_gateway_bypass = true, private_link_fast_path_enabled = true
        }}
      }}
    """
    address = 'module.m.azurerm_virtual_network_gateway_connection.this["hub"]'
    late, early, both = (values(called(CIRCUIT, one, arguments), address) for one in ("0.3.3", "0.2.0", ">= 0.2.0"))
    assert plain(late["private_link_fast_path_enabled"]) is True
    assert plain(early["private_link_fast_path_enabled"]) is None
    assert plain(both["express_route_gateway_bypass"]) is True
    open_one = both["private_link_fast_path_enabled"]
    assert isinstance(open_one, OneOf)
    assert [choice.data for choice in open_one.choices] == [True, None]
    assert [missing.name for missing in open_one.missing] == ["module.m.unseen.by_outline.version_0_2_1_or_later"]


def test_the_hubs_of_the_landing_zone_module_have_their_gateways_and_connections() -> None:
    hubs = f"""hub_virtual_networks = {{
      uks = {{
        location = "uksouth"
        default_parent_id = "/subscriptions/s/resourceGroups/rg"
        virtual_network_gateways = {{ express_route = {{ name = "vgw-uks", {CIRCUITS.replace(chr(10), " ")} }} }}
      }}
      ukw = {{ location = "ukwest", enabled_resources = {{ virtual_network_gateway_express_route = false }} }}
    }}"""
    hubs = hubs.replace("}   b =", "}, b =").replace("}   c =", "}, c =")
    found = called(HUBS, "0.17.3", hubs)
    assert codes(found) == ["module-judged-by-outline"]
    made = values(found, 'module.m.azurerm_virtual_network_gateway_connection.vgw["uks-express-route/erc-a"]')
    assert plain(made["express_route_gateway_bypass"]) is True
    assert plain(made["name"]) == "con-vgw-uks-erc-a"
    sku = values(found, 'module.m.azurerm_virtual_network_gateway.vgw["uks-express-route"]')["sku"]
    assert isinstance(sku, OneOf)
    assert {choice.data for choice in sku.choices} == {"ErGw1AZ", "Standard"}
    assert 'module.m.azurerm_virtual_network_gateway.vgw["ukw-express-route"]' not in instances(found)


def test_the_connections_of_a_circuit_module_are_judged_without_its_source() -> None:
    arguments = f"""
      name                = "erc"
      location            = "uksouth"
      resource_group_name = "rg"
      sku                 = {{ tier = "Local", family = "MeteredData" }}
      vnet_gw_connections = {{
        hub = {{
          name                                = "conn"
          location                            = "uksouth"
          resource_group_name                 = "rg"
          virtual_network_gateway_resource_id = "{NETWORK}"
          express_route_gateway_bypass        = true
        }}
      }}
    """
    found = called(CIRCUIT, "~> 0.3.0", arguments)
    made = values(found, 'module.m.azurerm_virtual_network_gateway_connection.this["hub"]')
    assert plain(made["express_route_gateway_bypass"]) is True
    circuit = made["express_route_circuit_id"]
    assert isinstance(circuit, Known)
    assert circuit.data.address == "module.m.azurerm_express_route_circuit.this"


def test_an_output_that_an_outline_does_not_tell_is_not_known() -> None:
    text = f'module "m" {{\n  source = "{CIRCUIT}"\n  version = "0.3.3"\n}}\n'
    found = evaluation(
        text + 'output "o" {\n  value = module.m.peerings.x\n}\noutput "p" {\n  value = module.m.name\n}\n'
    )
    value = found.outputs["o"]
    assert isinstance(value, Unknown)
    assert value.because is Because.OUTSIDE_THE_FILES
