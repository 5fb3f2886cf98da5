"""An ExpressRoute gateway has a Basic public IP address.

What it checks:
    No public address of an ExpressRoute gateway has the SKU Basic. A gateway without a public address has one that
    Microsoft manages, and is fine.

Why it matters:
    Azure refuses Basic addresses on ExpressRoute gateways (`PublicIpWithBasicSkuNotAllowedOnExpressRouteGateways`),
    and the SKU was retired on 2025-09-30: the deployment fails, or a gateway that exists is on borrowed time.

How to fix:
    Use a Standard address with static allocation, or none at all. A gateway that exists has to be migrated.

What it cannot see:
    The SKU of an address that is outside the files.
"""

from __future__ import annotations

from fastpath_checks.core.claims import Claim, all_of
from fastpath_checks.rules.ruletype import Category, Rule, World
from fastpath_checks.topology.model import Gateway

RULE = Rule(
    "FASTPATH_502",
    "basic-public-ip-on-expressroute-gateway",
    on=Gateway,
    category=Category.ADVICE,
    since="0.1",
    says="{subject.resource.name} is an ExpressRoute gateway with a Basic public IP address",
    fix="use a Standard public IP address, or none",
    cites=("gateway.public_ip",),
    documentation=__doc__,
)


@RULE.applies
def it_has_a_public_address(gateway: Gateway, world: World) -> Claim:
    return gateway.is_expressroute & gateway.has_address & world.facts.speaks_of("gateway.public_ip")


@RULE.holds
def none_is_basic(gateway: Gateway, world: World) -> Claim:
    return all_of(~address.sku.is_("Basic") for address in gateway.addresses) & gateway.addresses_complete
