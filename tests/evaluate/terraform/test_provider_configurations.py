from __future__ import annotations

import pytest
from files_in_memory import FilesInMemory

from fastpath_checks.core.claims import Truth
from fastpath_checks.core.values import Because, Known, Unknown
from fastpath_checks.evaluate.terraform import TerraformInputs, evaluate_configuration
from fastpath_checks.evaluate.terraform.azurerm import identify, to_deployment, wanted
from fastpath_checks.graph.resource_graph import ResourceGraph
from fastpath_checks.graph.resources import Deployment, Resource

HUB = "11111111-1111-1111-1111-111111111111"
SPOKE = "22222222-2222-2222-2222-222222222222"
PROVIDERS = f"""
provider "azurerm" {{
  features {{}}
  subscription_id = "{SPOKE}"
}}
provider "azurerm" {{
  alias           = "hub"
  subscription_id = "{HUB}"
  features {{}}
}}
"""
NETWORK = """
resource "azurerm_virtual_network" "v" {
  name                = "vnet"
  resource_group_name = "rg"
  location            = "uksouth"
  address_space       = ["10.0.0.0/16"]
}
"""
NETWORK_OF_HUB = NETWORK.replace('"v" {', '"v" {\n  provider = azurerm.hub')
ROUTE_TABLE_ON = """
resource "azurerm_subnet_route_table_association" "a" {
  subnet_id      = "/subscriptions/%s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/vnet/subnets/s"
  route_table_id = "/subscriptions/%s/resourceGroups/rg/providers/Microsoft.Network/routeTables/rt"
}
"""


def deployed(**texts: str) -> Deployment:
    files = FilesInMemory({f"root/{path.replace('__', '/')}.tf": text for path, text in texts.items()})
    evaluation = evaluate_configuration("root", files, TerraformInputs(), identify, wanted)
    return to_deployment(evaluation.instances, evaluation.diagnostics)


def only(**texts: str) -> Resource:
    deployment = deployed(**texts)
    assert deployment.diagnostics == []
    (resource,) = deployment.resources
    return resource


def subscription(resource: Resource) -> object:
    value = resource.subscription
    return value.data if isinstance(value, Known) else value


def test_a_resource_is_in_the_subscription_of_the_default_provider_or_of_the_one_it_chooses() -> None:
    assert subscription(only(main=PROVIDERS + NETWORK)) == SPOKE
    assert subscription(only(main=PROVIDERS + NETWORK_OF_HUB)) == HUB
    quoted = NETWORK_OF_HUB.replace("azurerm.hub", '"azurerm.hub"')  # as before Terraform 0.12
    assert subscription(only(main=PROVIDERS + quoted)) == HUB


def test_a_provider_without_a_subscription_means_the_deployments_own() -> None:
    assert subscription(only(main=NETWORK)) is None
    assert subscription(only(main="provider azurerm {\n  features {}\n}\n" + NETWORK)) is None
    assert subscription(only(main='provider azurerm {\n  subscription_id = ""\n}\n' + NETWORK)) is None


def test_a_subscription_that_is_not_given_is_not_known() -> None:
    providers = 'variable "s" {}\nprovider "azurerm" {\n  subscription_id = var.s\n}\n'
    found = only(main=providers + NETWORK).subscription
    assert isinstance(found, Unknown)
    assert found.missing[0].because is Because.NO_DEFAULT


@pytest.mark.parametrize(
    ("passed", "chosen", "expected"),
    [
        ("", NETWORK, SPOKE),
        ("providers = { azurerm = azurerm.hub }", NETWORK, HUB),
        ("providers = { azurerm = azurerm }", NETWORK, SPOKE),
        ('providers = { "azurerm" = "azurerm.hub" }', NETWORK, HUB),
        ("providers = { azurerm.hub = azurerm }", NETWORK_OF_HUB, SPOKE),
        ("providers = {\n azurerm = azurerm\n azurerm.hub = azurerm.hub\n }", NETWORK_OF_HUB, HUB),
        ("providers = { azurerm.other = azurerm.hub }", NETWORK_OF_HUB, None),
    ],
)
def test_a_module_gets_the_configurations_that_its_call_passes(passed: str, chosen: str, expected: object) -> None:
    call = f'module "m" {{\n source = "./m"\n {passed}\n}}\n'
    assert subscription(only(main=PROVIDERS + call, m__main=chosen)) == expected


def test_configurations_are_passed_on_from_module_to_module() -> None:
    outer = 'module "inner" {\n source = "../inner"\n providers = { azurerm = azurerm.hub }\n}\n'
    call = 'module "outer" {\n source = "./outer"\n providers = { azurerm.hub = azurerm }\n}\n'
    assert subscription(only(main=PROVIDERS + call, outer__main=outer, inner__main=NETWORK)) == SPOKE


def test_a_module_may_have_a_provider_of_its_own() -> None:
    own = f'provider "azurerm" {{\n  subscription_id = var.s\n}}\nvariable "s" {{}}\n{NETWORK}'
    call = f'module "m" {{\n source = "./m"\n s = "{HUB}"\n}}\n'
    assert subscription(only(main=PROVIDERS + call, m__main=own)) == HUB


def test_a_child_is_where_its_parent_is() -> None:
    gateway = """
    resource "azurerm_express_route_gateway" "g" {
      provider            = azurerm.hub
      name                = "g"
      resource_group_name = "rg"
    }
    resource "azurerm_express_route_connection" "c" {
      name                     = "c"
      express_route_gateway_id = azurerm_express_route_gateway.g.id
    }
    """
    assert [subscription(one) for one in deployed(main=PROVIDERS + gateway).resources] == [HUB, HUB]


def test_what_azapi_puts_into_a_group_is_in_the_subscription_of_the_group() -> None:
    hcl = """
    resource "azurerm_resource_group" "rg" {
      provider = azurerm.hub
      name     = "rg"
      location = "uksouth"
    }
    resource "azapi_resource" "v" {
      type      = "Microsoft.Network/virtualNetworks@2024-05-01"
      name      = "vnet"
      parent_id = azurerm_resource_group.rg.id
      body      = {}
    }
    """
    assert subscription(only(main=PROVIDERS + hcl)) == HUB


def test_two_networks_of_one_name_in_two_subscriptions_are_told_apart() -> None:
    subnet = """
    resource "azurerm_subnet" "s" {
      provider             = azurerm.hub
      name                 = "s"
      resource_group_name  = "rg"
      virtual_network_name = "vnet"
    }
    """
    far = NETWORK_OF_HUB.replace('"v" {', '"far" {')
    deployment = deployed(main=PROVIDERS + NETWORK + far + subnet)
    graph = ResourceGraph(deployment.resources)
    near, far_one = graph.of_type("Microsoft.Network/virtualNetworks")
    assert graph.children(near, "subnets").resources == []
    assert graph.children(near, "subnets").complete.truth is Truth.YES
    assert [one.name for one in graph.children(far_one, "subnets").resources] == ["s"]


@pytest.mark.parametrize(("named", "placed"), [(HUB, True), (SPOKE, False)])
def test_an_id_of_another_subscription_does_not_mean_a_resource_of_this_one(named: str, placed: bool) -> None:
    subnet = NETWORK_OF_HUB + """
    resource "azurerm_subnet" "s" {
      provider             = azurerm.hub
      name                 = "s"
      resource_group_name  = "rg"
      virtual_network_name = "vnet"
    }
    """  # fmt: skip
    deployment = deployed(main=PROVIDERS + subnet + ROUTE_TABLE_ON % (named, named))
    graph = ResourceGraph(deployment.resources, deployment.amendments)
    assert (graph.unplaced == []) is placed


def test_of_several_configurations_under_one_alias_none_is_guessed() -> None:
    providers = """
    provider "azurerm" {
      alias           = "by_region"
      for_each        = { weu = "s", neu = "t" }
      subscription_id = each.value
    }
    """
    found = only(main=providers + NETWORK.replace('"v" {', '"v" {\n  provider = azurerm.by_region["weu"]')).subscription
    assert isinstance(found, Unknown)
    assert found.missing[0].because is Because.UNMODELLED


def test_a_provider_that_needs_itself_is_a_cycle() -> None:
    hcl = """
    data "azurerm_virtual_network" "v" {
      name                = "vnet"
      resource_group_name = "rg"
    }
    provider "azurerm" {
      subscription_id = split("/", data.azurerm_virtual_network.v.id)[2]
    }
    """
    deployment = deployed(main=hcl)
    assert [one.code for one in deployment.diagnostics] == ["cycle"]
    assert isinstance(deployment.resources[0].subscription, Unknown)


def test_two_configurations_of_one_alias_are_said() -> None:
    deployment = deployed(main=PROVIDERS + 'provider "azurerm" {\n  alias = "hub"\n}\n' + NETWORK)
    (said,) = deployment.diagnostics
    assert (said.code, said.summary) == ("duplicate-declaration", 'provider "azurerm.hub" is declared twice')
