"""FastPath is on, but its circuit carries it to the gateway's own network only: the spokes stay on the gateway.

What it checks:
    A connection has FastPath on, and at least one peered network uses its gateway. The circuit is of a kind for which
    the documentation carries FastPath over peering: ExpressRoute Direct in today's.

Why it matters:
    Where workloads stand in spokes, as in every hub-and-spoke design, FastPath over a provider circuit does nothing for
    them. Nothing tells: their traffic has the gateway's latency and throughput.

How to fix:
    Use ExpressRoute Direct, or stand what needs FastPath in the gateway's own network. Else plan the gateway's capacity
    for the spokes, and waive this with that reason.

What it cannot see:
    The kind of a circuit that is outside the files (an `assertions:` entry of the policy can say it), and spokes whose
    peering another repository declares on both sides.
"""

from __future__ import annotations

from fastpath_checks.core.claims import Claim
from fastpath_checks.rules.ruletype import Category, Rule, World
from fastpath_checks.topology.model import Connection
from fastpath_checks.topology.paths import carries_peering, is_on, serves_spokes

RULE = Rule(
    "FASTPATH_203",
    "spokes-behind-provider-circuit",
    on=Connection,
    category=Category.DATA_PATH,
    since="0.1",
    says="{subject.resource.name} has FastPath on, but over a circuit of kind {subject.circuit.kind} traffic to its "
    "spokes goes through the gateway",
    fix="use ExpressRoute Direct, move what needs FastPath into the gateway's network, or plan the gateway's capacity "
    "for the spokes",
    cites=("matrix.virtual-network-peering",),
    documentation=__doc__,
)


@RULE.applies
def fastpath_is_on_and_spokes_use_the_gateway(connection: Connection, world: World) -> Claim:
    return is_on(connection) & serves_spokes(connection, world.topology)


@RULE.holds
def fastpath_reaches_spokes(connection: Connection, world: World) -> Claim:
    return carries_peering(connection, world.facts)
