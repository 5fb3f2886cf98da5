"""The subnet of a scalable gateway is smaller than an upgrade to it needs.

What it checks:
    Where an ExpressRoute gateway is ErGwScale, its GatewaySubnet has an IPv4 prefix of /26 or larger. A smaller one is
    undecided, never failed: only the upgrade of an existing gateway needs /26, and files do not say whether the
    gateway exists.

Why it matters:
    The upgrade of an ErGw1AZ, ErGw2AZ or ErGw3AZ gateway fails in a smaller subnet, and a gateway subnet cannot be
    enlarged while gateways stand in it.

How to fix:
    Give GatewaySubnet a prefix of /26 or larger before the gateway is deployed.

What it cannot see:
    Whether the gateway is new, and a subnet that is outside the files.
"""

from __future__ import annotations

from fastpath_checks.core.claims import Claim
from fastpath_checks.rules.ruletype import Category, Rule, World
from fastpath_checks.topology.model import Gateway
from fastpath_checks.topology.scaling import fits_scalable_gateway, is_scalable

RULE = Rule(
    "FASTPATH_110",
    "gateway-subnet-small-for-scalable-gateway",
    on=Gateway,
    category=Category.ELIGIBILITY,
    since="0.1",
    says="the subnet of {subject.resource.name} is smaller than an upgrade to ErGwScale needs",
    fix="give GatewaySubnet a prefix of /26 or larger",
    cites=("gateway.subnet_size",),
    documentation=__doc__,
)


@RULE.applies
def it_is_scalable(gateway: Gateway, world: World) -> Claim:
    return is_scalable(gateway)


@RULE.holds
def its_subnet_fits(gateway: Gateway, world: World) -> Claim:
    return fits_scalable_gateway(gateway, world.facts)
