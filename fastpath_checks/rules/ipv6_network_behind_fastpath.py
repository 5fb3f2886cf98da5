"""FastPath is on in front of a network with IPv6, and does not carry IPv6.

What it checks:
    Where a connection with FastPath on leads to a network that has an IPv6 address prefix, its circuit is on
    ExpressRoute Direct, its gateway has a SKU that the documentation names for IPv6, and its port does not stand in a
    peering location that a page excludes.

Why it matters:
    IPv4 takes FastPath and IPv6 goes through the gateway: the same application has two latencies, and the gateway has
    traffic that nobody planned for.

How to fix:
    Use ExpressRoute Direct with an UltraPerformance or ErGw3AZ gateway, or plan the gateway's capacity for IPv6.

What it cannot see:
    Whether the private peering has IPv6 at all. The page about IPv6 is older than ErGwScale and does not name it, and
    it excludes a peering location of which the newer pages do not speak: there the answer is undecided.
"""

from __future__ import annotations

from fastpath_checks.core.claims import Claim
from fastpath_checks.rules.ruletype import Category, Rule, World
from fastpath_checks.topology.ip_versions import carries_ipv6, has_ipv6
from fastpath_checks.topology.model import Connection

RULE = Rule(
    "FASTPATH_111",
    "ipv6-network-behind-fastpath",
    on=Connection,
    category=Category.ELIGIBILITY,
    since="0.1",
    says="{subject.gateway.network.resource.name} has IPv6, which FastPath of {subject.resource.name} does not carry",
    fix="use ExpressRoute Direct with UltraPerformance or ErGw3AZ, or plan the gateway's capacity for IPv6",
    cites=("matrix.virtual-network-ipv6", "ipv6.skus", "ipv6.excluded_locations"),
    reads=("gateway_skus", "ipv6.excluded_locations", "ipv6.skus", "matrix.virtual-network-ipv6"),
    documentation=__doc__,
)


@RULE.applies
def fastpath_leads_to_ipv6(connection: Connection, world: World) -> Claim:
    return connection.bypasses_gateway & has_ipv6(connection.gateway.network)


@RULE.holds
def fastpath_carries_ipv6(connection: Connection, world: World) -> Claim:
    return carries_ipv6(connection, world.facts)
