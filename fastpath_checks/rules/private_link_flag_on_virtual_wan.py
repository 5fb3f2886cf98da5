"""Private-link FastPath is asked for on a connection of a Virtual WAN gateway, which the service refuses.

What it checks:
    A connection of an ExpressRoute gateway in Virtual WAN does not have `enablePrivateLinkFastPath` on.

Why it matters:
    The schema has the property, but the service answers the request with an error, and the deployment fails. From
    azurerm 4.15 on the argument is accepted and not sent, and 5.0 no longer has it.

How to fix:
    Remove the property. Private endpoints behind Virtual WAN are reached through its gateway.

What it cannot see:
    What a module does with an input that it does not pass on.
"""

from __future__ import annotations

from fastpath_checks.core.claims import Claim
from fastpath_checks.rules.ruletype import Category, Rule, World
from fastpath_checks.topology.model import VirtualWanConnection

RULE = Rule(
    "FASTPATH_105",
    "private-link-flag-on-virtual-wan",
    on=VirtualWanConnection,
    category=Category.ELIGIBILITY,
    since="0.1",
    says="{subject.resource.name} asks for private-link FastPath on a Virtual WAN gateway, which the service refuses",
    fix="remove private-link FastPath from the connection",
    cites=("virtual_wan.private_link",),
    documentation=__doc__,
)


@RULE.applies
def it_is_of_virtual_wan(connection: VirtualWanConnection, world: World) -> Claim:
    return world.facts.speaks_of("virtual_wan.private_link")


@RULE.holds
def private_link_fastpath_is_off(connection: VirtualWanConnection, world: World) -> Claim:
    return ~connection.private_link_fastpath.is_(True)
