"""A connection asks for FastPath, but the SKU of its gateway cannot carry it.

What it checks:
    An ExpressRoute connection of a virtual network gateway has `expressRouteGatewayBypass` on. Its gateway's SKU is one
    that the documentation lists for FastPath; `ErGwScale` counts only with a minimum of scale units. A range that
    starts below that minimum fails: the documentation says "a minimum of 10 scale units", and that this means the
    lower bound of the range - for the gateway may sit there - is our reading.

Why it matters:
    Azure refuses FastPath on a smaller gateway, or the traffic keeps going through it.

How to fix:
    Give the gateway one of the SKUs UltraPerformance or ErGw3AZ, or ErGwScale with at least 10 scale units as its
    minimum, or switch FastPath off on the connection.

What it cannot see:
    The SKU of a gateway that is outside the files (an `assertions:` entry of the policy can say it), and whether a
    gateway that exists can be changed in place.
"""

from __future__ import annotations

from fastpath_checks.core.claims import Claim
from fastpath_checks.rules.ruletype import Category, Rule, World
from fastpath_checks.topology.model import Connection

RULE = Rule(
    "FASTPATH_101",
    "gateway-sku-without-fastpath",
    on=Connection,
    category=Category.ELIGIBILITY,
    since="0.1",
    says="{subject.resource.name} asks for FastPath, but its gateway {subject.gateway.resource.name} is "
    "{subject.gateway.size}, which cannot carry it",
    fix="use UltraPerformance, ErGw3AZ or ErGwScale with a minimum of 10 scale units, or switch FastPath off",
    cites=("gateway_skus",),
    documentation=__doc__,
)


@RULE.applies
def fastpath_is_on(connection: Connection, world: World) -> Claim:
    return connection.bypasses_gateway


@RULE.holds
def gateway_can_carry_it(connection: Connection, world: World) -> Claim:
    return connection.gateway.can_carry_fastpath(world.facts)
