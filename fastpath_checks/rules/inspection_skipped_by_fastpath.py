"""Routes on the gateway subnet lead through an appliance, and FastPath walks past it.

What it checks:
    A connection has FastPath on, over a circuit for which FastPath does not honor routes on the gateway subnet: every
    circuit in the documentation of 2021, provider circuits in today's. No route on the gateway subnet sends traffic
    that FastPath carries to a virtual appliance: traffic for the gateway's own network, and for spokes where FastPath
    reaches them. A route counts where its prefix equals an address prefix of the network or lies inside one, and
    where no longer prefix takes all of it away; a supernet loses to the network's system route and inspects nothing
    of it.

Why it matters:
    A firewall that was meant to see traffic from on-premises does not see it. Nothing tells: it just flows.

How to fix:
    Switch FastPath off on the connection, or use ExpressRoute Direct, or inspect the traffic where FastPath cannot
    pass by it.

What it cannot see:
    What the appliance does with the traffic, and routes on a gateway subnet that is outside the files.
"""

from __future__ import annotations

from fastpath_checks.core.claims import Claim
from fastpath_checks.rules.ruletype import Category, Rule, World
from fastpath_checks.topology.inspection import skips_inspection
from fastpath_checks.topology.model import Connection

RULE = Rule(
    "FASTPATH_301",
    "inspection-skipped-by-fastpath",
    on=Connection,
    category=Category.SECURITY,
    since="0.1",
    says="{subject.resource.name} sends traffic from on-premises past the appliance that routes on the gateway subnet "
    "of {subject.gateway.network.resource.name} lead to",
    fix="switch the gateway bypass off, move to ExpressRoute Direct, or inspect where FastPath cannot pass by",
    cites=("matrix.gateway-subnet-routes",),
    reads=(
        "matrix.gateway-subnet-routes",
        "matrix.virtual-network-ipv6",
        "matrix.virtual-network-peering",
        "peering.same_region",
    ),
    documentation=__doc__,
)


@RULE.applies
def fastpath_is_on(connection: Connection, world: World) -> Claim:
    return connection.bypasses_gateway


@RULE.holds
def nothing_is_skipped(connection: Connection, world: World) -> Claim:
    return ~skips_inspection(connection, world.topology, world.facts)
