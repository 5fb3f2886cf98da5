"""Whether traffic from on-premises passes the appliance that routes on the gateway subnet lead it to.

All of it is asked of FastPath as it is switched on, whether the gateway's size can carry it or not: a size that cannot
is a finding of its own, and once it is mended this is what happens.
"""

from __future__ import annotations

from collections.abc import Iterator

from fastpath_checks.core.claims import YES, Attribute, Claim, Truth, any_of
from fastpath_checks.policy.facts import Facts
from fastpath_checks.topology.model import Connection, Topology, VirtualNetwork
from fastpath_checks.topology.paths import served_networks, would_reach
from fastpath_checks.topology.prefixes import is_ipv6
from fastpath_checks.topology.routing import steer

IPV4, IPV6 = 4, 6


def skips_inspection(connection: Connection, topology: Topology, facts: Facts) -> Claim:
    """Whether traffic that FastPath reaches is led to an appliance by routes of which FastPath honors none."""
    led = any_of(
        is_led_to_appliance(connection, network, version) & carries_version(connection, version, facts) & reach
        for network, reach in _reached(connection, topology, facts)
        for version in (IPV4, IPV6)
    )
    return led & ~honors_routes(connection, facts)


def skips_ipv6_inspection(connection: Connection, topology: Topology, facts: Facts) -> Claim:
    """Whether IPv6 traffic that FastPath reaches is led to an appliance by routes that it does not honor for IPv6."""
    led = any_of(
        is_led_to_appliance(connection, network, IPV6) & reach
        for network, reach in _reached(connection, topology, facts)
    )
    return led & carries_version(connection, IPV6, facts) & ~facts.honors_ipv6_routes()


def is_led_to_appliance(connection: Connection, network: VirtualNetwork, version: int) -> Claim:
    """Whether routes of the gateway subnet lead traffic for any address of a network to an appliance."""
    subnet = connection.gateway.subnet
    led = any_of(
        steer(prefix, network, subnet.routes).inspected & _is_of(prefix, version) for prefix in network.prefixes
    )
    if network.prefixes_complete.truth is not Truth.YES:
        led |= steer(None, network, subnet.routes).inspected
    return led | (~subnet.routes_complete & _has_version(network, version))


def honors_routes(connection: Connection, facts: Facts) -> Claim:
    """Whether FastPath honors routes on the gateway subnet at all."""
    return connection.circuit.supports("gateway-subnet-routes", facts)


def honors_routes_of(connection: Connection, version: int, facts: Facts) -> Claim:
    """Whether FastPath honors routes on the gateway subnet for an IP version."""
    honored = honors_routes(connection, facts)
    return honored & facts.honors_ipv6_routes() if version == IPV6 else honored


def carries_version(connection: Connection, version: int, facts: Facts) -> Claim:
    """Whether FastPath over the circuit carries an IP version, as far as the kind of the circuit tells."""
    return connection.circuit.supports("virtual-network-ipv6", facts) if version == IPV6 else YES


def _is_of(prefix: Attribute, version: int) -> Claim:
    return prefix.satisfies(lambda text: is_ipv6(text) is (version == IPV6))


def _has_version(network: VirtualNetwork, version: int) -> Claim:
    """Whether the network has a prefix of an IP version, into which alone a route of that version can lead."""
    return any_of(_is_of(prefix, version) for prefix in network.prefixes) | ~network.prefixes_complete


def _reached(connection: Connection, topology: Topology, facts: Facts) -> Iterator[tuple[VirtualNetwork, Claim]]:
    """The networks that FastPath of a connection would reach, each with whether it would."""
    for network in served_networks(connection, topology):
        reach = would_reach(connection, network, topology, facts)
        if reach.truth is not Truth.NO:
            yield network, reach
