from __future__ import annotations

from typing import Any

import pytest
from terraform_instances import id_of, instance, value

from fastpath_checks.core.claims import NO, Truth, maybe
from fastpath_checks.core.diagnostics import Level
from fastpath_checks.core.spans import NOWHERE, OriginKind
from fastpath_checks.core.values import Because, Known, Missing, OneOf, Unknown, plain, seen_at, unknown
from fastpath_checks.evaluate.terraform.azurerm import identify, to_deployment, wanted
from fastpath_checks.evaluate.terraform.instances import Instance
from fastpath_checks.graph.resource_graph import ResourceGraph
from fastpath_checks.graph.resources import Deployment, Resource

NETWORK = "Microsoft.Network/virtualNetworks"
SUBNET = f"{NETWORK}/subnets"


def deployed(*instances: Instance) -> Deployment:
    return to_deployment(instances, [])


def only(*instances: Instance) -> Resource:
    (resource,) = deployed(*instances).resources
    return resource


def network(name: Any = "vnet-hub", address: str = "azurerm_virtual_network.hub", **more: Any) -> Instance:
    return instance(address, name=name, resource_group_name="rg", location="uksouth", **more)


def test_a_gateway_has_its_sku_and_scale_units_where_arm_has_them() -> None:
    resource = only(
        instance(
            "azurerm_virtual_network_gateway.hub",
            name="vgw",
            type="ExpressRoute",
            sku="ErGwScale",
            minimum_scale_unit=10,
            maximum_scale_unit="40",
            ip_configuration=[{"name": "default", "subnet_id": "/s"}],
        )
    )
    assert resource.type == "Microsoft.Network/virtualNetworkGateways"
    assert plain(resource.read("properties", "sku")) == {"name": "ErGwScale", "tier": "ErGwScale"}
    assert plain(resource.read("properties", "autoScaleConfiguration")) == {"bounds": {"min": 10, "max": 40}}
    assert plain(resource.read("properties", "ipConfigurations")) == [
        {"name": "default", "properties": {"subnet": {"id": "/s"}}}
    ]


def test_the_flag_of_a_connection_keeps_its_place_and_becomes_a_bool() -> None:
    flag = value("true")
    resource = only(
        instance("azurerm_virtual_network_gateway_connection.c", name="c", express_route_gateway_bypass=flag)
    )
    found = resource.read("properties", "expressRouteGatewayBypass")
    assert isinstance(found, Known)
    assert found.data is True
    assert found.origin.span == flag.origin.span


def test_an_absent_flag_is_the_default_of_the_provider_at_the_header() -> None:
    one = instance("azurerm_virtual_network_gateway_connection.c", name="c", express_route_gateway_bypass=None)
    found = only(one).read("properties", "expressRouteGatewayBypass")
    assert plain(found) is False
    assert found.origin.kind is OriginKind.PROVIDER_DEFAULT
    assert found.origin.span == one.header


def test_a_flag_that_is_no_bool_is_said_and_unknown() -> None:
    deployment = deployed(
        instance("azurerm_virtual_network_gateway_connection.c", name="c", express_route_gateway_bypass="perhaps")
    )
    (said,) = deployment.diagnostics
    assert said.level is Level.ERROR
    assert isinstance(deployment.resources[0].read("properties", "expressRouteGatewayBypass"), Unknown)


@pytest.mark.parametrize(
    ("version", "locked", "expected"),
    [
        ("~> 3.100", "", "Basic"),
        ("~> 4.0", "", "Standard"),
        ("~> 5.0", "", "Standard"),
        (">= 3.0", "4.2.0", "Standard"),
    ],
)
def test_the_sku_of_a_load_balancer_is_the_default_of_the_version(version: str, locked: str, expected: str) -> None:
    found = only(instance("azurerm_lb.app", version=version, locked=locked, name="lb")).read("sku", "name")
    assert plain(found) == expected
    assert found.origin.kind is OriginKind.PROVIDER_DEFAULT


@pytest.mark.parametrize("version", [">= 3.0", "", ">= 3.50, < 5.0"])
def test_a_range_of_versions_with_two_defaults_gives_one_of_them(version: str) -> None:
    found = only(instance("azurerm_lb.app", version=version, name="lb")).read("sku", "name")
    assert isinstance(found, OneOf)
    assert [choice.data for choice in found.choices] == ["Basic", "Standard"]
    assert "the version of the provider azurerm" in found.missing[0].name


@pytest.mark.parametrize(("version", "sent"), [("~> 3.116", True), ("~> 4.15", None), ("~> 5.0", None)])
def test_private_link_on_a_virtual_wan_connection_is_no_longer_sent(version: str, sent: bool | None) -> None:
    gateway = instance("azurerm_express_route_gateway.g", name="g", resource_group_name="rg")
    connection = instance(
        "azurerm_express_route_connection.c", version=version, name="c", express_route_gateway_id=id_of(gateway),
        private_link_fast_path_enabled=True,
    )  # fmt: skip
    resource = deployed(gateway, connection).resources[1]
    assert plain(resource.read("properties", "enablePrivateLinkFastPath")) is sent
    assert resource.parent_address == "azurerm_express_route_gateway.g"


def test_an_argument_that_the_provider_ignores_is_said_where_it_is_written() -> None:
    flag = value(True)
    deployment = deployed(instance("azurerm_express_route_connection.c", name="c", private_link_fast_path_enabled=flag))
    (said,) = deployment.diagnostics
    assert said.code == "argument-not-sent"
    assert said.span == flag.origin.span


def test_nested_blocks_become_children_in_arm_shape() -> None:
    graph = ResourceGraph(
        [
            only(
                network(
                    address_space=["10.0.0.0/16"],
                    subnet=[{"name": "GatewaySubnet", "address_prefixes": ["10.0.0.0/26"]}],
                )
            )
        ]
    )
    (subnet,) = graph.of_type(SUBNET)
    assert subnet.name == "GatewaySubnet"
    assert plain(subnet.read("properties", "addressPrefixes")) == ["10.0.0.0/26"]


def test_blocks_that_are_not_known_are_not_nothing() -> None:
    graph = ResourceGraph([only(network(subnet=unknown(Because.NO_DEFAULT, "var.subnets")))])
    (resource,) = graph.of_type(NETWORK)
    assert graph.children(resource, "subnets").complete.truth is Truth.MAYBE


def test_an_empty_text_is_as_good_as_absent() -> None:
    resource = only(instance("azurerm_express_route_circuit.c", name="c", express_route_port_id=""))
    assert plain(resource.read("properties", "expressRoutePort", "id")) is None


def test_a_circuit_keeps_the_two_kinds_apart() -> None:
    provider = only(instance("azurerm_express_route_circuit.c", name="c", service_provider_name="Equinix"))
    assert plain(provider.read("properties", "serviceProviderProperties", "serviceProviderName")) == "Equinix"
    direct = only(
        instance("azurerm_express_route_circuit.c", name="c", express_route_port_id="/p", bandwidth_in_gbps=10)
    )
    assert plain(direct.read("properties", "expressRoutePort", "id")) == "/p"


def test_a_subnet_given_its_networks_own_name_is_its_child_even_if_nobody_knows_the_name() -> None:
    name = Unknown((Missing(Because.IMPURE, "uuid()"),), "", value("x").origin)
    hub = network(name)
    subnet = instance("azurerm_subnet.gateway", name="GatewaySubnet", virtual_network_name=seen_at(name, hub.header))
    other = network(Unknown(name.missing, "", value("y").origin), "azurerm_virtual_network.other")
    deployment = deployed(hub, other, subnet)
    assert deployment.resources[2].parent_address == "azurerm_virtual_network.hub"
    graph = ResourceGraph(deployment.resources)
    assert [one.name for one in graph.children(deployment.resources[0], "subnets").resources] == ["GatewaySubnet"]


def test_an_equal_text_alone_makes_no_certain_parent() -> None:
    subnet = instance("azurerm_subnet.gateway", name="GatewaySubnet", virtual_network_name="vnet-hub")
    assert deployed(network(), subnet).resources[1].parent_address == ""


def test_two_networks_that_share_an_unknown_name_are_not_told_apart() -> None:
    name = unknown(Because.NO_DEFAULT, "var.name")
    subnet = instance("azurerm_subnet.gateway", name="GatewaySubnet", virtual_network_name=name)
    deployment = deployed(network(name), network(name, "azurerm_virtual_network.second"), subnet)
    assert deployment.resources[2].parent_address == ""


def test_an_association_puts_the_route_table_on_the_subnet() -> None:
    hub = network()
    subnet = instance("azurerm_subnet.gateway", name="GatewaySubnet", virtual_network_name=hub.attributes["name"])
    table = instance("azurerm_route_table.t", name="rt", route=[{"name": "r", "address_prefix": "10.0.0.0/24"}])
    tie = instance(
        "azurerm_subnet_route_table_association.a", subnet_id=id_of(subnet), route_table_id=id_of(table)
    )  # fmt: skip
    deployment = deployed(hub, subnet, table, tie)
    graph = ResourceGraph(deployment.resources, deployment.amendments)
    assert graph.unplaced == []
    (found,) = graph.of_type(SUBNET)
    link = graph.follow(found.read("properties", "routeTable", "id"), "Microsoft.Network/routeTables", found)
    assert link is not None
    assert link.target.address == "azurerm_route_table.t"


def test_an_association_that_may_not_exist_leaves_both_open() -> None:
    exists = maybe("the count is not known", NOWHERE, (Missing(Because.NO_DEFAULT, "var.inspect"),))
    tie = instance("azurerm_subnet_route_table_association.a", exists=exists, subnet_id="/s", route_table_id="/t")
    (amendment,) = deployed(tie).amendments
    assert isinstance(amendment.value, OneOf)
    assert amendment.value.missing[0].name == "var.inspect"


def test_what_certainly_does_not_exist_is_not_deployed() -> None:
    assert deployed(network(exists=NO)).resources == []


def test_a_data_source_exists_and_shows_no_defaults() -> None:
    resource = only(instance("data.azurerm_lb.shared", name="lb", resource_group_name="rg"))
    assert resource.existing
    assert isinstance(resource.read("sku", "name"), Unknown)


def test_the_id_of_a_circuit_peering_ends_with_its_type() -> None:
    peering = instance(
        "azurerm_express_route_circuit_peering.p", express_route_circuit_name="erc", peering_type="AzurePrivatePeering"
    )
    found = identify(peering)
    assert found is not None
    assert str(found) == "Microsoft.Network/expressRouteCircuits/peerings:erc/AzurePrivatePeering"


def test_types_without_a_part_in_the_topology_have_an_id_but_are_not_wanted() -> None:
    assert not wanted("azurerm_virtual_wan")
    assert identify(instance("azurerm_virtual_wan.w", name="wan")) is not None
    assert identify(instance("azurerm_monitor_action_group.p", name="x")) is None
    assert wanted("azurerm_subnet_route_table_association")


def test_a_template_with_networks_in_it_is_never_passed_over_silently() -> None:
    address = "azurerm_resource_group_template_deployment.d"
    with_network = instance(address, template_content='{"type": "Microsoft.Network/connections"}')
    (pending,) = deployed(with_network).pending
    assert (pending.address, pending.template.text.strip()) == (address, '{"type": "Microsoft.Network/connections"}')
    (said,) = deployed(instance(address, template_content=unknown(Because.NO_DEFAULT, "var.t"))).diagnostics
    assert (said.code, said.level) == ("template-not-known", Level.WARNING)
    other = deployed(instance(address, template_content='{"type": "Microsoft.Web/sites"}'))
    assert (other.diagnostics, other.pending) == ([], ())
