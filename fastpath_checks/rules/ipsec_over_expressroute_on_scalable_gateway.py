"""An IPsec connection runs over ExpressRoute private addresses, beside a scalable gateway that does not support it.

What it checks:
    Where an ExpressRoute gateway is ErGwScale, no IPsec connection in the files uses the private address of a VPN
    gateway in the same network (`useLocalAzureIpAddress`, `local_azure_ip_address_enabled`).

Why it matters:
    Encryption over the private peering is not supported on ErGwScale, so the tunnel cannot be relied on.

How to fix:
    Keep UltraPerformance or ErGw3AZ where tunnels run over ExpressRoute, or use MACsec on ExpressRoute Direct.

What it cannot see:
    Tunnels to appliances, and connections that are not in the files.
"""

from __future__ import annotations

from fastpath_checks.core.claims import Claim
from fastpath_checks.rules.ruletype import Category, Rule, World
from fastpath_checks.topology.model import Gateway
from fastpath_checks.topology.scaling import has_private_tunnel_beside, is_scalable

RULE = Rule(
    "FASTPATH_109",
    "ipsec-over-expressroute-on-scalable-gateway",
    on=Gateway,
    category=Category.ELIGIBILITY,
    since="0.1",
    says="{subject.resource.name} is {subject.sku}, which does not support the IPsec connection over private addresses "
    "in its network {subject.network.resource.name}",
    fix="use UltraPerformance or ErGw3AZ, or encrypt with MACsec on ExpressRoute Direct",
    cites=("gateway.scale_ipsec",),
    documentation=__doc__,
)


@RULE.applies
def it_is_scalable(gateway: Gateway, world: World) -> Claim:
    return is_scalable(gateway) & world.facts.speaks_of("gateway.scale_ipsec")


@RULE.holds
def no_tunnel_is_beside_it(gateway: Gateway, world: World) -> Claim:
    return ~has_private_tunnel_beside(gateway, world.topology)
