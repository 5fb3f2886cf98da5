"""Private-link FastPath is switched on for a connection whose FastPath is off.

What it checks:
    A connection with `enablePrivateLinkFastPath` on has `expressRouteGatewayBypass` on as well; absent is off.

Why it matters:
    The one needs the other. The azurerm provider refuses the pair when it creates the connection; elsewhere
    private-link traffic silently keeps going through the gateway.

How to fix:
    Switch FastPath (`expressRouteGatewayBypass`, `express_route_gateway_bypass`) on too, or private-link FastPath off.

What it cannot see:
    A switch that was set on the connection by other means and that these files leave alone.
"""

from __future__ import annotations

from fastpath_checks.core.claims import Claim
from fastpath_checks.rules.ruletype import Category, Rule, World
from fastpath_checks.topology.model import Connection

RULE = Rule(
    "FASTPATH_103",
    "private-link-fastpath-without-bypass",
    on=Connection,
    category=Category.ELIGIBILITY,
    since="0.1",
    says="{subject.resource.name} switches private-link FastPath on, but FastPath itself is off",
    fix="switch the gateway bypass on as well, or private-link FastPath off",
    cites=("private_link.needs_bypass",),
    documentation=__doc__,
)


@RULE.applies
def private_link_fastpath_is_on(connection: Connection, world: World) -> Claim:
    return connection.private_link_fastpath.is_(True) & world.facts.speaks_of("private_link.needs_bypass")


@RULE.holds
def fastpath_is_on(connection: Connection, world: World) -> Claim:
    return connection.gateway_bypass.is_(True)
