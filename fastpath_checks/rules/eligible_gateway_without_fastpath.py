"""A gateway could carry FastPath, and its connection leaves it off.

What it checks:
    An ExpressRoute connection whose gateway has a SKU that carries FastPath has `expressRouteGatewayBypass` on. The
    advice is withheld where FastPath would walk past an appliance that routes on the gateway subnet lead to, which
    `FASTPATH_301` is about.

Why it matters:
    Traffic from on-premises goes through the gateway, whose throughput limits it and whose hosts add latency, although
    the SKU that is paid for would let it pass by.

How to fix:
    Switch FastPath (`expressRouteGatewayBypass`, `express_route_gateway_bypass`) on, or take a smaller gateway.

What it cannot see:
    Whether the team left FastPath off on purpose, and routes on a gateway subnet that is outside the files.
"""

from __future__ import annotations

from fastpath_checks.core.claims import Claim
from fastpath_checks.rules.ruletype import Category, Rule, World
from fastpath_checks.topology.inspection import skips_inspection
from fastpath_checks.topology.model import Connection
from fastpath_checks.topology.redundancy import is_expressroute

RULE = Rule(
    "FASTPATH_501",
    "eligible-gateway-without-fastpath",
    on=Connection,
    category=Category.ADVICE,
    since="0.1",
    says="{subject.resource.name} leaves FastPath off, although its gateway {subject.gateway.resource.name} is "
    "{subject.gateway.size}, which can carry it",
    fix="switch the gateway bypass on, or take a smaller gateway",
    cites=("gateway_skus",),
    reads=(
        "gateway_skus",
        "matrix.gateway-subnet-routes",
        "matrix.virtual-network-ipv6",
        "matrix.virtual-network-peering",
        "peering.same_region",
    ),
    documentation=__doc__,
)


@RULE.applies
def gateway_could_carry_it(connection: Connection, world: World) -> Claim:
    eligible = is_expressroute(connection) & connection.gateway.can_carry_fastpath(world.facts)
    return eligible & ~skips_inspection(connection, world.topology, world.facts)


@RULE.holds
def fastpath_is_on(connection: Connection, world: World) -> Claim:
    return connection.gateway_bypass.is_(True)
