"""References that lead from one root into another."""

from __future__ import annotations

from fastpath_checks.core.claims import Truth
from fastpath_checks.core.spans import SourceFile, Span
from fastpath_checks.core.values import Known, Value, from_plain
from fastpath_checks.graph.neighborhood import Neighborhood
from fastpath_checks.graph.resource_graph import ResourceGraph
from fastpath_checks.graph.resource_ids import ResourceId
from fastpath_checks.graph.resources import Amendment, Resource

GATEWAY = "Microsoft.Network/virtualNetworkGateways"
CONNECTION = "Microsoft.Network/connections"
SUBNET = "Microsoft.Network/virtualNetworks/subnets"
HEADER = Span(SourceFile("main.tf", "resource"), 0, 8)


def resource(type: str, *names: str, address: str, group: str | None = "rg-hub", existing: bool = False) -> Resource:
    return Resource(
        type,
        tuple(Known(name) for name in names),
        {"sku": from_plain({"name": "ErGw3AZ"})},
        address,
        HEADER,
        existing=existing,
        resource_group=Known(group) if group is not None else None,
    )


def gateway_id(group: str | None = "rg-hub", name: str = "vgw") -> Value:
    return Known(ResourceId(GATEWAY, (Known(name),), None, Known(group) if group is not None else None))


def estate(*hubs: tuple[str, Resource]) -> tuple[ResourceGraph, Resource]:
    """The graph of a root with one connection, beside roots with one resource each."""
    neighborhood = Neighborhood()
    connection = resource(CONNECTION, "conn", address="conn")
    asking = ResourceGraph([connection], root="spoke", neighborhood=neighborhood)
    for root, hub in hubs:
        ResourceGraph([hub], root=root, neighborhood=neighborhood)
    return asking, connection


def test_an_id_leads_to_what_exactly_one_other_root_declares() -> None:
    hub = resource(GATEWAY, "VGW", address="gw")
    asking, connection = estate(("hub", hub))
    link = asking.follow(gateway_id(), GATEWAY, connection)
    assert link is not None
    assert link.target is hub


def test_two_roots_that_declare_the_name_are_two_estates_and_neither_is_meant() -> None:
    asking, connection = estate(
        ("hub", resource(GATEWAY, "vgw", address="gw")), ("other", resource(GATEWAY, "vgw", address="gw"))
    )
    link = asking.follow(gateway_id(), GATEWAY, connection)
    assert link is not None
    assert link.target.existing


def test_a_resource_group_that_is_not_written_is_another_deployments_own() -> None:
    asking, connection = estate(("hub", resource(GATEWAY, "vgw", address="gw", group=None)))
    link = asking.follow(gateway_id(), GATEWAY, connection)
    assert link is not None
    assert link.target.existing


def test_other_scenarios_of_the_same_root_are_no_neighbors() -> None:
    asking, connection = estate(("spoke", resource(GATEWAY, "vgw", address="gw")))
    link = asking.follow(gateway_id(), GATEWAY, connection)
    assert link is not None
    assert link.target.existing


def test_a_looked_up_gateway_is_the_one_that_a_neighbor_creates() -> None:
    neighborhood = Neighborhood()
    hub = resource(GATEWAY, "vgw", address="azurerm_virtual_network_gateway.this")
    looked_up = resource(GATEWAY, "vgw", address="data.azurerm_virtual_network_gateway.hub", existing=True)
    connection = resource(CONNECTION, "conn", address="conn")
    asking = ResourceGraph([connection, looked_up], root="spoke", neighborhood=neighborhood)
    ResourceGraph([hub], root="hub", neighborhood=neighborhood)
    link = asking.follow(Known(looked_up.id), GATEWAY, connection)
    assert link is not None
    assert link.target is hub
    assert link.truth is Truth.YES


def test_from_a_neighbors_resource_its_own_graph_is_followed() -> None:
    """Both roots have a subnet of the same address; the gateway's is its own root's."""
    neighborhood = Neighborhood()
    ours = resource(SUBNET, "vnet-spoke", "GatewaySubnet", address="azurerm_subnet.gateway")
    theirs = resource(SUBNET, "vnet-hub", "GatewaySubnet", address="azurerm_subnet.gateway")
    hub = resource(GATEWAY, "vgw", address="gw")
    asking = ResourceGraph([ours], root="spoke", neighborhood=neighborhood)
    ResourceGraph([hub, theirs], root="hub", neighborhood=neighborhood)
    link = asking.follow(Known(theirs.id), SUBNET, hub)
    assert link is not None
    assert link.target is theirs


def test_a_route_table_associated_from_another_root_is_on_the_subnet() -> None:
    neighborhood = Neighborhood()
    subnet = resource(SUBNET, "vnet-hub", "GatewaySubnet", address="subnet")
    association = resource("association", "a", address="association")
    wanted = ResourceId(SUBNET, subnet.names, None, Known("rg-hub"))
    path = ("properties", "routeTable", "id")
    amendment = Amendment(Known(wanted), SUBNET, path, Known("table"), association)
    routes = ResourceGraph([], [amendment], root="routes", neighborhood=neighborhood)
    ResourceGraph([subnet], root="hub", neighborhood=neighborhood)
    routes.amend_neighbors()
    read = subnet.read(*path)
    assert isinstance(read, Known)
    assert read.data == "table"
