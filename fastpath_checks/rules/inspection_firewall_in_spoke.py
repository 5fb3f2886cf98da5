"""The firewall that inspects traffic from on-premises stands in a spoke, so that FastPath is not used for it.

What it checks:
    A route on the gateway subnet, which FastPath honors on this circuit, leads to an address in the network of an Azure
    Firewall that FastPath reaches. The firewall stands in the gateway's own network.

Why it matters:
    FastPath delivers to a firewall in the gateway's network only. What the route sends to one in a spoke goes through
    the gateway: inspected, but without FastPath.

How to fix:
    Stand the firewall in the gateway's network, or switch FastPath off and plan the gateway's capacity.

What it cannot see:
    Firewalls outside the files, and appliances of other makers, which are plain machines here. A next hop that is known
    after the deployment only leaves a firewall in a spoke undecided.
"""

from __future__ import annotations

from fastpath_checks.core.claims import Claim
from fastpath_checks.rules.ruletype import Category, Rule, World
from fastpath_checks.topology.destinations import Firewall
from fastpath_checks.topology.serving import inspects_behind_fastpath, takes_fastpath

RULE = Rule(
    "FASTPATH_208",
    "inspection-firewall-in-spoke",
    on=Firewall,
    category=Category.DATA_PATH,
    since="0.1",
    says="routes on the gateway subnet lead to {subject.resource.name} in the spoke {subject.network.resource.name}, "
    "where traffic arrives through the gateway and not over FastPath",
    fix="stand the firewall in the gateway's network, or plan the gateway's capacity for what it inspects",
    cites=("routes.azure_firewall",),
    reads=(
        "matrix.gateway-subnet-routes",
        "matrix.virtual-network-peering",
        "peering.same_region",
        "routes.azure_firewall",
    ),
    documentation=__doc__,
)


@RULE.applies
def routes_lead_to_it(firewall: Firewall, world: World) -> Claim:
    return inspects_behind_fastpath(firewall, world.topology, world.facts)


@RULE.holds
def fastpath_carries_it(firewall: Firewall, world: World) -> Claim:
    return takes_fastpath(firewall, world.topology, world.facts)
