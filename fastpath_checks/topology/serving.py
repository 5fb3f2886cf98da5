"""What FastPath carries inside a network that it reaches: private endpoints, load balancers, resolvers and the like."""

from __future__ import annotations

from typing import Union

from fastpath_checks.core.claims import YES, Attribute, Claim, all_of, any_of, maybe
from fastpath_checks.core.spans import NOWHERE
from fastpath_checks.core.values import Because, Missing
from fastpath_checks.policy.facts import Facts
from fastpath_checks.topology.destinations import Firewall, NetAppVolume, ResolverEndpoint
from fastpath_checks.topology.model import (
    Connection,
    LoadBalancerFrontend,
    PrivateEndpoint,
    Route,
    Topology,
    VirtualNetwork,
)
from fastpath_checks.topology.paths import carries_peering, is_on, is_within_reach, reaches, same_network, serves_spoke
from fastpath_checks.topology.routing import lies_inside

Thing = Union[  # noqa: UP007 - an alias is evaluated when it is read
    Firewall, LoadBalancerFrontend, NetAppVolume, PrivateEndpoint, ResolverEndpoint
]
"""What stands in a subnet, and FastPath carries in its own way."""


def takes_fastpath(thing: Thing, topology: Topology, facts: Facts) -> Claim:
    """Whether each FastPath connection that reaches the thing's network carries its traffic too."""
    return all_of(
        carries(connection, thing, facts) | ~reaches(connection, thing.network, topology, facts)
        for connection in topology.connections
    )


def carries(connection: Connection, thing: Thing, facts: Facts) -> Claim:
    """Whether FastPath of a connection that reaches a thing's network carries traffic to it."""
    hub = connection.gateway.network
    match thing:
        case PrivateEndpoint():
            return carries_private_link(connection, facts)
        case LoadBalancerFrontend():
            return _by_place(thing.subnet, thing.network, hub, facts, "load_balancer.today")
        case ResolverEndpoint():
            return _by_place(thing.subnet, thing.network, hub, facts, "dns_resolver.placement")
        case Firewall():
            return _by_place(thing.subnet, thing.network, hub, facts, "routes.azure_firewall")
        case NetAppVolume():
            what = "FastPath to a NetApp volume with {} network features"
            return thing.network_features.decide(
                lambda features: facts.says("netapp.network_features", str(features), what.format(features))
            )


def carries_private_link(connection: Connection, facts: Facts) -> Claim:
    """Private-link FastPath is on, its circuit supports it, and Microsoft has enrolled it."""
    switched_on = connection.private_link_fastpath.is_(True)
    return switched_on & connection.circuit.supports("private-link", facts) & connection.enrolled.is_(True)


def carries_load_balancer_sku(frontend: LoadBalancerFrontend, facts: Facts) -> Claim:
    """Whether FastPath carries traffic to a load balancer of this SKU, wherever it stands.

    Only pages that name the Basic SKU speak of one. Where an older page does and the newest one does not, both are
    named.
    """
    return frontend.sku.decide(lambda sku: YES if str(sku).casefold() != "basic" else _carries_basic(facts))


def _carries_basic(facts: Facts) -> Claim:
    today, older = "load_balancer.today", "load_balancer.basic_on_older_pages"
    what = "FastPath to a Basic load balancer"
    if "Basic" in facts.value(today):
        return facts.says(today, "Basic", what)
    note = f"{facts.cite(today)}; but: {facts.cite(older)}"
    return maybe(note, NOWHERE, (Missing(Because.CONTRADICTORY, what),))


def _by_place(subnet: Attribute, network: VirtualNetwork, hub: VirtualNetwork, facts: Facts, key: str) -> Claim:
    """What an entry says of a thing in the gateway's own network, or in a spoke."""
    stands_in_hub = same_network(hub, network)
    in_hub = stands_in_hub & facts.says(key, "hub", f"{_NAMES[key]} in the gateway's own network")
    in_spoke = ~stands_in_hub & facts.says(key, "spoke", f"{_NAMES[key]} in a spoke")
    return (in_hub | in_spoke).because(f"{subnet.label} is in {network.resource.name}", subnet.value.origin)


_NAMES = {
    "load_balancer.today": "FastPath to an internal load balancer",
    "dns_resolver.placement": "FastPath to a DNS Private Resolver",
    "routes.azure_firewall": "FastPath to an Azure Firewall",
}


def crosses_accelerated_peering(network: VirtualNetwork, topology: Topology, facts: Facts) -> Claim:
    """Whether a network is a spoke of a FastPath connection whose circuit carries FastPath over peering."""
    return any_of(
        is_on(one) & serves_spoke(one, network, topology) & carries_peering(one, facts) for one in topology.connections
    )


def is_within_reach_of_all(network: VirtualNetwork, topology: Topology, facts: Facts) -> Claim:
    """Whether the network is within the reach of each FastPath connection that carries FastPath over peering to it."""
    return all_of(
        is_within_reach(one, network, facts)
        | ~(is_on(one) & serves_spoke(one, network, topology) & carries_peering(one, facts))
        for one in topology.connections
    )


def inspects_behind_fastpath(firewall: Firewall, topology: Topology, facts: Facts) -> Claim:
    """Whether routes that FastPath honors lead traffic from on-premises into the firewall's network."""
    return any_of(
        (any_of(leads_into(route, firewall.network) for route in one.gateway.subnet.routes) | ~_has_all_routes(one))
        & one.circuit.supports("gateway-subnet-routes", facts)
        & reaches(one, firewall.network, topology, facts)
        for one in topology.connections
    )


def _has_all_routes(connection: Connection) -> Claim:
    return connection.gateway.subnet.routes_complete


def leads_into(route: Route, network: VirtualNetwork) -> Claim:
    """Whether a route leads to an appliance whose address is in a network."""
    inside = any_of(lies_inside(route.next_hop_address, prefix) for prefix in network.prefixes)
    return route.leads_to_appliance & route.resource.exists & (inside | ~network.prefixes_complete)
