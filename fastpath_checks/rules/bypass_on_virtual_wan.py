"""FastPath is switched on for a connection of a Virtual WAN gateway, where no page that is valid today supports it.

What it checks:
    A connection of an ExpressRoute gateway in Virtual WAN does not have `expressRouteGatewayBypass` on.

Why it matters:
    From November 2024 to March 2025 the documentation said that FastPath is not supported there, and so did its owners
    in 2021. The page of November 2025 no longer speaks of it, Virtual WAN's own page never did, and the API still
    offers the switch. Nobody should count on a path that no page promises.

How to fix:
    Switch it off, or ask Microsoft for a statement and waive the finding with it. Where FastPath matters, connect the
    circuit to a virtual network gateway.

What it cannot see:
    What Microsoft told you outside its documentation. The scale units of a Virtual WAN gateway are another unit than
    those of ErGwScale, and no rule compares them with the ten that FastPath asks for.
"""

from __future__ import annotations

from fastpath_checks.core.claims import YES, Claim
from fastpath_checks.rules.ruletype import Category, Rule, World
from fastpath_checks.topology.model import VirtualWanConnection

RULE = Rule(
    "FASTPATH_106",
    "bypass-on-virtual-wan",
    on=VirtualWanConnection,
    category=Category.ELIGIBILITY,
    since="0.1",
    says="{subject.resource.name} switches FastPath on in Virtual WAN, where no page promises it. "
    "{facts[virtual_wan.bypass]}",
    fix="switch the gateway bypass off, or connect the circuit to a virtual network gateway",
    cites=("virtual_wan.bypass",),
    reads=(),
    documentation=__doc__,
)


@RULE.applies
def it_is_of_virtual_wan(connection: VirtualWanConnection, world: World) -> Claim:
    return YES


@RULE.holds
def bypass_is_off(connection: VirtualWanConnection, world: World) -> Claim:
    return ~connection.gateway_bypass.is_(True)
