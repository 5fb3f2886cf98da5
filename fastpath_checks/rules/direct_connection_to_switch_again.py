"""Peerings or routes reach an existing FastPath connection only after FastPath was switched off and on again.

What it checks:
    A note, never a failure: a connection with FastPath on over ExpressRoute Direct has routes on its gateway subnet, or
    spokes that use its gateway. Whether the connection had FastPath on before these became available, and was switched
    since, no file says. A connection without either has nothing to switch again for.

Why it matters:
    A connection from before goes on as it was: traffic to spokes through the gateway, routes not honored. The files are
    right, and the traffic is not where they say.

How to fix:
    For a connection that is older than the peerings or routes, switch the gateway bypass off and on again once.

What it cannot see:
    How old the connection is, and when it was switched last.
"""

from __future__ import annotations

from fastpath_checks.core.claims import Claim
from fastpath_checks.rules.ruletype import Category, Rule, World
from fastpath_checks.topology.model import Connection
from fastpath_checks.topology.switching import gained_features, was_switched_since

RULE = Rule(
    "FASTPATH_303",
    "direct-connection-to-switch-again",
    on=Connection,
    category=Category.SECURITY,
    since="0.1",
    says="{subject.resource.name} has to have FastPath switched off and on again for its peerings and routes",
    fix="where the connection is older than its peerings or routes, switch the gateway bypass off and on again once",
    cites=("connection.switching",),
    documentation=__doc__,
)


@RULE.applies
def fastpath_is_on_over_direct(connection: Connection, world: World) -> Claim:
    advised = world.facts.speaks_of("connection.switching")
    return connection.bypasses_gateway & connection.circuit.kind.is_("direct") & advised


@RULE.holds
def nothing_is_new_to_it(connection: Connection, world: World) -> Claim:
    return ~gained_features(connection, world.topology) | was_switched_since(connection)
