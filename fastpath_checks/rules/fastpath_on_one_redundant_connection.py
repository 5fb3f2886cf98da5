"""FastPath is on for one of a gateway's connections, and off for another.

What it checks:
    Where FastPath is on for one ExpressRoute connection of a gateway, it is on for the gateway's others too. The
    advice is withheld where FastPath would walk past an appliance that routes on the gateway subnet lead to, which
    `FASTPATH_301` is about.

Why it matters:
    When the circuit with FastPath fails, or routes prefer another one, all traffic goes through the gateway: it is
    slower just when it is needed, and nothing tells. Capacity that was measured over one circuit is not there over the
    other.

How to fix:
    Switch FastPath on for each connection of the gateway, or plan the gateway's capacity for the failover.

What it cannot see:
    Connections of the gateway that are outside the files, and which circuit the routes prefer.
"""

from __future__ import annotations

from fastpath_checks.core.claims import Claim
from fastpath_checks.rules.ruletype import Category, Rule, World
from fastpath_checks.topology.inspection import skips_inspection
from fastpath_checks.topology.model import Connection
from fastpath_checks.topology.redundancy import another_bypasses_gateway, is_expressroute

RULE = Rule(
    "FASTPATH_505",
    "fastpath-on-one-redundant-connection",
    on=Connection,
    category=Category.ADVICE,
    since="0.1",
    says="{subject.resource.name} leaves FastPath off, although another connection of its gateway "
    "{subject.gateway.resource.name} has it on",
    fix="switch the gateway bypass on for each connection of the gateway, or plan its capacity for the failover",
    cites=("gateway.required",),
    reads=(
        "matrix.gateway-subnet-routes",
        "matrix.virtual-network-ipv6",
        "matrix.virtual-network-peering",
        "peering.same_region",
    ),
    documentation=__doc__,
)


@RULE.applies
def another_connection_has_it_on(connection: Connection, world: World) -> Claim:
    redundant = is_expressroute(connection) & another_bypasses_gateway(connection, world.topology)
    return redundant & ~skips_inspection(connection, world.topology, world.facts)


@RULE.holds
def fastpath_is_on(connection: Connection, world: World) -> Claim:
    return connection.gateway_bypass.is_(True)
