"""Scalable gateways: what the documentation says of the SKU ErGwScale beyond FastPath."""

from __future__ import annotations

import ipaddress

from fastpath_checks.core.claims import Attribute, Claim, any_of, maybe
from fastpath_checks.core.spans import NOWHERE, Origin, OriginKind
from fastpath_checks.core.values import Because, Missing
from fastpath_checks.policy.facts import Facts
from fastpath_checks.topology.absence import nothing_more
from fastpath_checks.topology.model import Connection, Gateway, Topology
from fastpath_checks.topology.networks import subnet_prefixes
from fastpath_checks.topology.paths import same_network


def is_scalable(gateway: Gateway) -> Claim:
    return gateway.is_expressroute & gateway.sku.is_("ErGwScale")


def has_private_tunnel_beside(gateway: Gateway, topology: Topology) -> Claim:
    """Whether an IPsec connection between private addresses ends in the network of an ExpressRoute gateway."""
    found = any_of(
        is_private_tunnel(connection) & same_network(connection.gateway.network, gateway.network)
        for connection in topology.connections
    )
    return found | ~nothing_more("the IPsec connections", gateway.network.resource, topology)


def is_private_tunnel(connection: Connection) -> Claim:
    """Whether a connection is IPsec from the private address of its gateway; an absent switch is off."""
    switch = Attribute(
        f"use of the private address by {connection.resource.name}",
        connection.resource.read("properties", "useLocalAzureIpAddress"),
    )
    return connection.resource.exists & switch.is_(True) & connection.connection_type.is_("IPsec")


def fits_scalable_gateway(gateway: Gateway, facts: Facts) -> Claim:
    """Whether the gateway subnet is as large as an upgrade asks for; MAYBE below it, for a new gateway needs less."""
    longest = (facts.value("gateway.subnet_size") or {}).get("upgrade_to_ergwscale")
    if longest is None:
        what = f"the size of gateway subnet that ErGwScale needs, in profile {facts.profile}"
        return maybe(f"{what}, is not documented", NOWHERE, (Missing(Because.NOT_DOCUMENTED, what),))
    large_enough = any_of(
        prefix.satisfies(lambda data: _is_within_length(data, longest))
        for prefix in subnet_prefixes(gateway.subnet.resource)
    )
    name = f"whether {gateway.resource.name} is upgraded from ErGw1AZ, ErGw2AZ or ErGw3AZ, or new"
    origin = Origin(gateway.resource.header, OriginKind.DERIVED)
    missing = (Missing(Because.DEPLOYMENT_CONTEXT, name, origin),)
    return large_enough | maybe(f"an upgrade to ErGwScale needs /{longest} or larger", origin, missing)


def _is_within_length(data: object, longest: int) -> bool:
    """Whether a text is an IPv4 prefix not longer than ``longest``."""
    try:
        return ipaddress.IPv4Network(str(data).strip(), strict=False).prefixlen <= longest
    except ValueError:
        return False
