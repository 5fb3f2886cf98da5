"""Which routes on a gateway subnet are meant to send on-premises traffic through an appliance, and whether it goes."""

from __future__ import annotations

from fastpath_checks.core.claims import Attribute, Claim, any_of
from fastpath_checks.policy.facts import Facts
from fastpath_checks.topology.model import Connection, Route, VirtualNetwork


def skips_inspection(connection: Connection, facts: Facts) -> Claim:
    """Whether routes of the gateway subnet that FastPath does not honor lead the hub's traffic to an appliance."""
    gateway = connection.gateway
    inspected = any_of(inspects(route, gateway.network) for route in gateway.subnet.routes)
    return (inspected | ~gateway.subnet.routes_complete) & ~connection.circuit.supports("gateway-subnet-routes", facts)


def skips_ipv6_inspection(connection: Connection, facts: Facts) -> Claim:
    """Whether a route of the gateway subnet leads the hub's IPv6 traffic, which FastPath carries, to an appliance."""
    gateway = connection.gateway
    inspected = any_of(
        inspects(route, gateway.network) & route.prefix.satisfies(is_ipv6) for route in gateway.subnet.routes
    )
    unseen = ~gateway.subnet.routes_complete & _has_ipv6(gateway.network)
    carried = connection.circuit.supports("virtual-network-ipv6", facts) & ~facts.honors_ipv6_routes()
    return (inspected | unseen) & carried


def _has_ipv6(network: VirtualNetwork) -> Claim:
    """Whether the network has an IPv6 prefix, into which alone a route for IPv6 can lead."""
    return any_of(prefix.satisfies(is_ipv6) for prefix in network.prefixes) | ~network.prefixes_complete


def is_ipv6(prefix: object) -> bool:
    """Whether text is an IPv6 prefix; of no other form of prefix or service tag is a colon a part."""
    return ":" in str(prefix)


def inspects(route: Route, network: VirtualNetwork) -> Claim:
    """Whether a route sends traffic for the network's own addresses to an appliance.

    By longest match a route wins over the network's system route only if its prefix equals an address prefix of the
    network or lies inside one; a supernet loses to it and inspects nothing of the network.
    """
    inside = any_of(lies_inside(route.prefix, prefix) for prefix in network.prefixes)
    return (inside | ~network.prefixes_complete) & route.leads_to_appliance & route.resource.exists


def lies_inside(inner: Attribute, outer: Attribute) -> Claim:
    """Whether one prefix or address equals another prefix or lies inside it."""
    # The route is what somebody wrote to have traffic inspected: its prefix is the evidence that comes first.
    return outer.decide(lambda two: inner.satisfies(lambda one: is_within(str(one), str(two))))


def is_within(inner: str, outer: str) -> bool:
    """Whether one CIDR prefix equals another or lies inside it; false for what is no prefix (a service tag)."""
    import ipaddress

    try:
        one = ipaddress.ip_network(inner.strip(), strict=False)
        two = ipaddress.ip_network(outer.strip(), strict=False)
    except ValueError:
        return False
    if isinstance(one, ipaddress.IPv4Network) and isinstance(two, ipaddress.IPv4Network):
        return one.subnet_of(two)
    if isinstance(one, ipaddress.IPv6Network) and isinstance(two, ipaddress.IPv6Network):
        return one.subnet_of(two)
    return False
