"""FastPath is switched on where it can have no effect: on a connection that is not ExpressRoute.

What it checks:
    A connection with `expressRouteGatewayBypass` or `enablePrivateLinkFastPath` on is of type ExpressRoute, and its
    gateway is an ExpressRoute gateway. Types are compared without case. `false` on a VPN connection is ordinary noise
    of exported templates and no finding.

Why it matters:
    The switch does nothing on a VPN. Whoever set it believes that traffic is accelerated that is not.

How to fix:
    Remove the switch, or move it to the ExpressRoute connection that was meant.

What it cannot see:
    The type of a gateway that is outside the files.
"""

from __future__ import annotations

from fastpath_checks.core.claims import Claim
from fastpath_checks.rules.ruletype import Category, Rule, World
from fastpath_checks.topology.model import Connection

RULE = Rule(
    "FASTPATH_102",
    "bypass-on-non-expressroute-connection",
    on=Connection,
    category=Category.ELIGIBILITY,
    since="0.1",
    says="{subject.resource.name} switches FastPath on, but it is {subject.kind}, where the switch has no effect",
    fix="remove the switch here, or move it to the ExpressRoute connection that was meant",
    cites=("connection_types",),
    reads=(),
    documentation=__doc__,
)


@RULE.applies
def a_switch_is_on(connection: Connection, world: World) -> Claim:
    return connection.gateway_bypass.is_(True) | connection.private_link_fastpath.is_(True)


@RULE.holds
def it_is_expressroute(connection: Connection, world: World) -> Claim:
    return connection.is_expressroute & connection.gateway.is_expressroute
