"""What FastPath carries inside a network that it reaches."""

from __future__ import annotations

import pytest
from terraform_instances import id_of, instance

from fastpath_checks.core.claims import Truth
from fastpath_checks.core.values import Because, Known, Value, unknown
from fastpath_checks.evaluate.terraform.azurerm import to_deployment
from fastpath_checks.graph.resource_graph import ResourceGraph
from fastpath_checks.policy.assertions import Assertions
from fastpath_checks.policy.facts import PROFILES, load_facts
from fastpath_checks.topology.building import build_topology
from fastpath_checks.topology.model import Topology
from fastpath_checks.topology.paths import serves_spokes
from fastpath_checks.topology.peering_sides import PeeringSides
from fastpath_checks.topology.serving import inspects_behind_fastpath, takes_fastpath

PORT = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/expressRoutePorts/port"
PLACES = [
    ("dns_resolver.placement", ("hub", "spoke")),
    ("load_balancer.today", ("hub", "spoke")),
    ("netapp.network_features", ("Basic", "Standard")),
    ("routes.azure_firewall", ("hub", "spoke")),
]


def estate(next_hop: Value, firewall_in: str = "spoke", version: str = "4.79.0") -> Topology:
    """A hub on ExpressRoute Direct, a spoke in its region, a firewall in one of them, and a volume beside it."""
    networks = {
        name: instance(
            f"azurerm_virtual_network.{name}", name=f"vnet-{name}", resource_group_name="rg", location="uksouth",
            address_space=[f"10.{number}.0.0/16"],
        )
        for number, name in enumerate(("hub", "spoke"))
    }  # fmt: skip
    subnets = {
        name: instance(
            f"azurerm_subnet.{name}", name=label, resource_group_name="rg",
            virtual_network_name=networks[of].attributes["name"],
        )
        for name, label, of in (("gateway", "GatewaySubnet", "hub"), ("firewall", "AzureFirewallSubnet", firewall_in))
    }  # fmt: skip
    route = {
        "name": "r", "address_prefix": "10.0.1.0/24", "next_hop_type": "VirtualAppliance",
        "next_hop_in_ip_address": next_hop,
    }  # fmt: skip
    table = instance("azurerm_route_table.gateway", name="rt", resource_group_name="rg", route=[route])
    tie = instance(
        "azurerm_subnet_route_table_association.gateway", subnet_id=id_of(subnets["gateway"]),
        route_table_id=id_of(table),
    )  # fmt: skip
    gateway = instance(
        "azurerm_virtual_network_gateway.hub", name="vgw", type="ExpressRoute", sku="ErGw3AZ",
        ip_configuration=[{"subnet_id": id_of(subnets["gateway"])}],
    )  # fmt: skip
    circuit = instance("azurerm_express_route_circuit.hub", name="erc", express_route_port_id=PORT)
    connection = instance(
        "azurerm_virtual_network_gateway_connection.hub", name="conn", type="ExpressRoute",
        virtual_network_gateway_id=id_of(gateway), express_route_circuit_id=id_of(circuit),
        express_route_gateway_bypass=True,
    )  # fmt: skip
    peering = instance(
        "azurerm_virtual_network_peering.spoke", name="p", resource_group_name="rg",
        virtual_network_name=networks["spoke"].attributes["name"], remote_virtual_network_id=id_of(networks["hub"]),
        use_remote_gateways=True,
    )  # fmt: skip
    firewall = instance(
        "azurerm_firewall.fw", name="fw", ip_configuration=[{"name": "c", "subnet_id": id_of(subnets["firewall"])}]
    )
    hub_firewall = instance("azurerm_firewall.wan", name="wan", sku_name="AZFW_Hub")
    volume = instance(
        "azurerm_netapp_volume.v", locked=version, name="v", account_name="a", pool_name="p",
        subnet_id=id_of(subnets["firewall"]),
    )  # fmt: skip
    parts = [*networks.values(), *subnets.values(), table, tie, gateway, circuit, connection, peering]
    deployment = to_deployment([*parts, firewall, hub_firewall, volume], [])
    return build_topology(ResourceGraph(deployment.resources, deployment.amendments), Assertions())


@pytest.mark.parametrize(
    ("next_hop", "expected"),
    [
        pytest.param(Known("10.1.0.4"), Truth.YES, id="an address in the firewall's network"),
        pytest.param(Known("10.0.2.4"), Truth.NO, id="an address in another network"),
        pytest.param(
            unknown(Because.RUNTIME_ATTRIBUTE, "azurerm_firewall.fw.address"), Truth.MAYBE, id="not known yet"
        ),
    ],
)
def test_a_firewall_inspects_what_routes_lead_into_its_network(next_hop: Value, expected: Truth) -> None:
    topology = estate(next_hop)
    assert inspects_behind_fastpath(topology.firewalls[0], topology, load_facts()).truth is expected


@pytest.mark.parametrize(("place", "expected"), [("hub", Truth.YES), ("spoke", Truth.NO)])
def test_fastpath_delivers_to_a_firewall_beside_the_gateway_only(place: str, expected: Truth) -> None:
    topology = estate(Known("10.1.0.4"), place)
    assert takes_fastpath(topology.firewalls[0], topology, load_facts()).truth is expected


def test_a_firewall_of_a_virtual_wan_hub_stands_in_no_network() -> None:
    assert [one.resource.name for one in estate(Known("10.1.0.4")).firewalls] == ["fw"]


@pytest.mark.parametrize(("version", "expected"), [("4.14.0", Truth.NO), ("4.15.0", Truth.MAYBE)])
def test_network_features_that_nobody_wrote_are_basic_before_the_service_chose_them(
    version: str, expected: Truth
) -> None:
    topology = estate(Known("10.1.0.4"), version=version)
    assert takes_fastpath(topology.volumes[0], topology, load_facts()).truth is expected


def test_a_volume_is_known_by_its_account_and_pool() -> None:
    assert estate(Known("10.1.0.4")).volumes[0].resource.full_name == "a/p/v"


def test_a_peered_network_that_uses_the_gateway_is_a_spoke() -> None:
    topology = estate(Known("10.1.0.4"))
    assert serves_spokes(topology.connections[0], topology).truth is Truth.YES
    alone = topology._replace(peerings=(), peering_sides=PeeringSides(()))
    assert serves_spokes(topology.connections[0], alone).truth is Truth.NO


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize(("key", "cases"), PLACES)
def test_each_profile_answers_for_each_place(key: str, cases: tuple[str, ...], profile: str) -> None:
    for case in cases:
        claim = load_facts(profile).says(key, case, "it")
        assert (claim.truth is Truth.MAYBE) == bool(claim.missing)
