"""Routes on the gateway subnet lead IPv6 traffic through an appliance, and FastPath honors IPv4 routes only.

What it checks:
    A connection has FastPath on over a circuit for which FastPath honors routes on the gateway subnet: ExpressRoute
    Direct in today's documentation. No such route sends IPv6 traffic for the gateway's own network, or for a spoke that
    FastPath reaches, to a virtual appliance. `FASTPATH_301` is about the circuits for which FastPath honors no route.

Why it matters:
    FastPath carries IPv6 on ExpressRoute Direct, and the page restricts the support of routes to IPv4. That IPv6
    traffic then passes by the firewall is our reading of these two sentences; nothing would tell.

How to fix:
    Switch FastPath off on the connection, leave IPv6 out of the network, or inspect IPv6 where FastPath cannot pass by.

What it cannot see:
    What the appliance does with the traffic, and routes on a gateway subnet that is outside the files.
"""

from __future__ import annotations

from fastpath_checks.core.claims import Claim
from fastpath_checks.rules.ruletype import Category, Rule, World
from fastpath_checks.topology.inspection import skips_ipv6_inspection
from fastpath_checks.topology.model import Connection

RULE = Rule(
    "FASTPATH_302",
    "ipv6-inspection-skipped-by-fastpath",
    on=Connection,
    category=Category.SECURITY,
    since="0.1",
    says="{subject.resource.name} sends IPv6 traffic from on-premises past the appliance that routes on the gateway "
    "subnet of {subject.gateway.network.resource.name} lead to",
    fix="switch the gateway bypass off, leave IPv6 out of the network, or inspect it where FastPath cannot pass by",
    cites=("routes.ip_versions", "matrix.virtual-network-ipv6"),
    reads=(
        "matrix.gateway-subnet-routes",
        "matrix.virtual-network-ipv6",
        "matrix.virtual-network-peering",
        "peering.same_region",
        "routes.ip_versions",
    ),
    documentation=__doc__,
)


@RULE.applies
def fastpath_honors_routes(connection: Connection, world: World) -> Claim:
    return connection.bypasses_gateway & connection.circuit.supports("gateway-subnet-routes", world.facts)


@RULE.holds
def nothing_is_skipped(connection: Connection, world: World) -> Claim:
    return ~skips_ipv6_inspection(connection, world.topology, world.facts)
