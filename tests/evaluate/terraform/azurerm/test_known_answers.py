"""Every type that the topology or a rule may ask for, in azurerm's words and in azapi's: one ARM resource."""

from __future__ import annotations

import pytest
from known_answers import Answer, answers, declared, deployed, essence
from terraform_instances import instance

from fastpath_checks.core.values import Known, Unknown, plain
from fastpath_checks.evaluate.terraform.azurerm import to_deployment
from fastpath_checks.evaluate.terraform.azurerm.catalog import ASSOCIATIONS, DATA_KINDS, KINDS
from fastpath_checks.graph.resources import Resource

LISTED = (
    "azurerm_lb", "azurerm_public_ip", "azurerm_network_interface", "azurerm_linux_virtual_machine",
    "azurerm_windows_virtual_machine", "azurerm_virtual_machine", "azurerm_linux_virtual_machine_scale_set",
    "azurerm_windows_virtual_machine_scale_set", "azurerm_orchestrated_virtual_machine_scale_set",
    "azurerm_virtual_machine_scale_set", "azurerm_private_endpoint", "azurerm_private_link_service",
    "azurerm_firewall", "azurerm_route_table", "azurerm_route", "azurerm_subnet", "azurerm_virtual_network",
    "azurerm_virtual_network_peering", "azurerm_virtual_hub", "azurerm_virtual_hub_connection", "azurerm_virtual_wan",
    "azurerm_express_route_port", "azurerm_express_route_circuit", "azurerm_express_route_circuit_authorization",
    "azurerm_express_route_circuit_peering", "azurerm_express_route_gateway", "azurerm_express_route_connection",
    "azurerm_virtual_network_gateway", "azurerm_virtual_network_gateway_connection", "azurerm_netapp_volume",
    "azurerm_private_dns_resolver", "azurerm_private_dns_resolver_inbound_endpoint",
    "azurerm_private_dns_resolver_outbound_endpoint", "azurerm_kubernetes_cluster", "azurerm_bastion_host",
    "azurerm_application_gateway", "azurerm_container_app_environment",
)  # fmt: skip

LOOKED_UP = tuple(
    one
    for one in LISTED
    if one
    not in {
        # azurerm has no data source of these names (internal/services/*/registration.go, read at v5.2.0)
        "azurerm_linux_virtual_machine", "azurerm_windows_virtual_machine", "azurerm_linux_virtual_machine_scale_set",
        "azurerm_windows_virtual_machine_scale_set", "azurerm_private_endpoint", "azurerm_route",
        "azurerm_express_route_circuit_authorization", "azurerm_express_route_connection",
        "azurerm_express_route_gateway", "azurerm_express_route_port",
    }
)  # fmt: skip

ANSWERS = answers()


def named(case: Answer) -> str:
    return f"{case.type}-{ANSWERS.index(case)}"


def check(resource: Resource, case: Answer) -> None:
    assert resource.type == case.arm
    assert tuple(essence(name) for name in resource.names) == case.names
    assert essence(resource.read("location")) == case.location
    assert resource.parent_address == case.parent
    body = {key: value for key, value in resource.body.items() if key != "location"}
    assert essence(Known(body)) == case.body


@pytest.mark.parametrize("case", ANSWERS, ids=named)
def test_a_resource_of_azurerm_is_what_the_table_says(case: Answer) -> None:
    resource = declared(case.written(), case.address)
    check(resource, case)
    if "resource_group_name" not in case.without:
        assert resource.resource_group is not None
        assert essence(resource.resource_group) == "rg-hub"


@pytest.mark.parametrize("case", ANSWERS, ids=named)
def test_its_twin_of_azapi_is_the_same(case: Answer) -> None:
    check(declared(case.as_azapi(), "azapi_resource.it"), case)


@pytest.mark.parametrize("type", LISTED)
def test_a_listed_type_has_a_table_with_a_body_and_a_known_answer(type: str) -> None:
    assert KINDS[type].fields
    assert any(case.type == type for case in ANSWERS)


def test_every_type_with_a_body_has_a_known_answer() -> None:
    assert {type for type, kind in KINDS.items() if kind.fields} == {case.type for case in ANSWERS}


def test_the_route_table_association_is_known() -> None:
    assert "azurerm_subnet_route_table_association" in ASSOCIATIONS


@pytest.mark.parametrize("type", LOOKED_UP)
def test_a_data_source_is_the_same_resource_and_shows_nothing_by_itself(type: str) -> None:
    case = next(one for one in ANSWERS if one.type == type)
    lines = [line for line in case.hcl.splitlines() if line.startswith(tuple(f"{name} " for name in _naming(type)))]
    hcl = 'data "{}" "it" {{\nname = "it"\nresource_group_name = "rg-far"\n{}\n}}\n'.format(type, "\n".join(lines))
    (resource,) = (one for one in deployed(hcl).resources if one.address == f"data.{type}.it")
    assert resource.existing
    assert resource.type == case.arm
    assert essence(resource.names[-1]) == case.names[-1]
    for key in case.body:
        assert isinstance(resource.read(key, "nothing"), Unknown)


def _naming(type: str) -> set[str]:
    kind = DATA_KINDS.get(type, KINDS[type])
    if kind.parent is None:
        return {kind.name}
    return {kind.name, kind.parent.attribute, kind.parent.above}


@pytest.mark.parametrize(
    ("address", "written", "path", "expected"),
    [
        ("data.azurerm_virtual_wan.w", {"sku": "Basic"}, "properties.type", "Basic"),
        (
            "data.azurerm_kubernetes_cluster.k",
            {"agent_pool_profile": [{"name": "np", "count": 3, "vnet_subnet_id": "/s"}]},
            "properties.agentPoolProfiles",
            [{"name": "np", "count": 3, "vnetSubnetID": "/s"}],
        ),
        (
            "data.azurerm_kubernetes_cluster.k",
            {"network_profile": [{"load_balancer_sku": "basic"}]},
            "properties.networkProfile",
            {"loadBalancerSku": "basic"},
        ),
        (
            "data.azurerm_virtual_machine_scale_set.s",
            {"network_interface": [{"name": "n", "ip_configuration": [{"name": "c", "subnet_id": "/s"}]}]},
            "properties.virtualMachineProfile.networkProfile.networkInterfaceConfigurations",
            [
                {
                    "name": "n",
                    "properties": {"ipConfigurations": [{"name": "c", "properties": {"subnet": {"id": "/s"}}}]},
                }
            ],
        ),
        (
            "data.azurerm_express_route_circuit.c",
            {"service_provider_properties": [{"service_provider_name": "Equinix"}]},
            "properties.serviceProviderProperties",
            {"serviceProviderName": "Equinix"},
        ),
        (
            "data.azurerm_virtual_network_gateway.g",
            {"sku": "ErGw3AZ"},
            "properties.sku",
            {"name": "ErGw3AZ", "tier": "ErGw3AZ"},
        ),
        (
            "data.azurerm_virtual_network_gateway_connection.c",
            {"express_route_gateway_bypass": True, "private_link_fast_path_enabled": False},
            "properties",
            {"expressRouteGatewayBypass": True, "enablePrivateLinkFastPath": False},
        ),
        (
            "azurerm_express_route_circuit_authorization.a",
            {"authorization_key": "k", "authorization_use_status": "InUse"},
            "properties",
            {"authorizationKey": "k", "authorizationUseStatus": "InUse"},
        ),
    ],
)
def test_what_a_plan_shows_of_it_is_where_arm_has_it(
    address: str, written: dict[str, object], path: str, expected: object
) -> None:
    (resource,) = to_deployment([instance(address, name="x", **written)], []).resources
    assert plain(resource.read(*path.split("."))) == expected


def test_what_a_block_may_set_stays_open() -> None:
    hcl = """
    variable "ranges" {}
    variable "manual" {}
    resource "azurerm_kubernetes_cluster" "k" {
      name = "aks"
      private_cluster_enabled = true
      dynamic "api_server_access_profile" {
        for_each = var.ranges
        content { authorized_ip_ranges = api_server_access_profile.value }
      }
    }
    resource "azurerm_private_endpoint" "e" {
      name = "e"
      private_service_connection {
        name                 = "c"
        is_manual_connection = var.manual
      }
    }
    """
    found = {one.address: one for one in deployed(hcl).resources}
    assert isinstance(found["azurerm_kubernetes_cluster.k"].read("properties", "apiServerAccessProfile"), Unknown)
    for key in ("privateLinkServiceConnections", "manualPrivateLinkServiceConnections"):
        assert isinstance(found["azurerm_private_endpoint.e"].read("properties", key), Unknown)


@pytest.mark.parametrize(
    ("type", "version", "hcl", "expected"),
    [
        ("azurerm_network_interface", "~> 3.116", "enable_ip_forwarding = true", {"enableIPForwarding": True}),
        ("azurerm_private_link_service", "~> 4.79", "enable_proxy_protocol = true", {"enableProxyProtocol": True}),
        (
            "azurerm_route_table", "~> 3.116", "disable_bgp_route_propagation = true",
            {"disableBgpRoutePropagation": True},
        ),
        ("azurerm_virtual_network_gateway", "~> 4.79", "enable_bgp = true", {"enableBgp": True}),
        ("azurerm_express_route_connection", "~> 4.79", "enable_internet_security = true", {
            "enableInternetSecurity": True
        }),
        ("azurerm_subnet", "~> 2.99", 'address_prefix = "10.0.0.0/24"', {"addressPrefix": "10.0.0.0/24"}),
        ("azurerm_subnet", "~> 3.116", "enforce_private_link_endpoint_network_policies = true", {
            "privateEndpointNetworkPolicies": False
        }),
    ],
)  # fmt: skip
def test_an_argument_of_an_older_version_counts(type: str, version: str, hcl: str, expected: dict[str, object]) -> None:
    resource = declared(f'resource "{type}" "it" {{\nname = "it"\n{hcl}\n}}\n', f"{type}.it", version)
    found = essence(resource.read("properties"))
    assert {key: found[key] for key in expected} == expected


@pytest.mark.parametrize(
    ("type", "path", "by_version"),
    [
        ("azurerm_lb", "sku.name", ("Basic", "Standard", "Standard")),
        ("azurerm_public_ip", "sku.name", ("Basic", "Standard", "Standard")),
        ("azurerm_subnet", "properties.privateEndpointNetworkPolicies", ("Enabled", "Disabled", "Disabled")),
        ("azurerm_netapp_volume", "properties.networkFeatures", ("Basic", None, None)),
        ("azurerm_express_route_port", "properties.billingType", (None, "MeteredData", "MeteredData")),
        ("azurerm_virtual_network_gateway_connection", "properties.expressRouteGatewayBypass", (False, False, False)),
        ("azurerm_virtual_network_gateway_connection", "properties.enablePrivateLinkFastPath", (False, False, False)),
        ("azurerm_express_route_connection", "properties.expressRouteGatewayBypass", (False, False, False)),
        ("azurerm_express_route_connection", "properties.enableInternetSecurity", (False, False, False)),
        ("azurerm_virtual_network_gateway", "properties.allowRemoteVnetTraffic", (False, False, False)),
        ("azurerm_virtual_network_gateway", "properties.allowVirtualWanTraffic", (False, False, False)),
        ("azurerm_virtual_network_gateway", "properties.autoScaleConfiguration", (None, None, None)),
        ("azurerm_virtual_network_peering", "properties.allowGatewayTransit", (False, False, False)),
        ("azurerm_virtual_network_peering", "properties.useRemoteGateways", (False, False, False)),
        ("azurerm_virtual_hub", "properties.hubRoutingPreference", ("ExpressRoute", "ExpressRoute", "ExpressRoute")),
    ],
)
def test_what_is_not_written_is_the_default_of_the_version(
    type: str, path: str, by_version: tuple[object, object, object]
) -> None:
    hcl = f'resource "{type}" "it" {{\nname = "it"\n}}\n'
    found = [
        essence(declared(hcl, f"{type}.it", version).read(*path.split(".")))
        for version in ("~> 3.116", "~> 4.79", "~> 5.0")
    ]
    assert tuple(found) == by_version
    spanning = essence(declared(hcl, f"{type}.it", ">= 3.116").read(*path.split(".")))
    choices = set(by_version)
    assert spanning == (choices if len(choices) > 1 else by_version[0])


@pytest.mark.parametrize(
    ("version", "expected"), [("~> 3.116", True), ("~> 4.14.0", True), ("~> 4.15", None), ("~> 5.0", None)]
)
def test_private_link_on_virtual_wan_is_sent_before_it_was_deprecated(version: str, expected: object) -> None:
    hcl = """
    resource "azurerm_express_route_connection" "it" {
      name                           = "it"
      private_link_fast_path_enabled = true
    }
    """
    (found,) = (one for one in deployed(hcl, version).resources if one.address == "azurerm_express_route_connection.it")
    assert essence(found.read("properties", "enablePrivateLinkFastPath")) == expected
