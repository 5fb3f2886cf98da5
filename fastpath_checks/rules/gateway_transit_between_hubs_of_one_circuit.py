"""Two hubs on one circuit are peered with gateway transit, while FastPath is on.

What it checks:
    A peering between two networks whose ExpressRoute gateways are connected to the same circuit, with FastPath on for
    one of them, has `allowGatewayTransit` off.

Why it matters:
    Microsoft warns that such hubs have connectivity problems unless gateway transit is off on their peering.

How to fix:
    Switch `allowGatewayTransit` off on both sides of the peering between the hubs.

What it cannot see:
    Connections that other deployments make, and circuits that are known by an authorization key only.
"""

from __future__ import annotations

from fastpath_checks.core.claims import Claim
from fastpath_checks.rules.ruletype import Category, Rule, World
from fastpath_checks.topology.model import Peering
from fastpath_checks.topology.redundancy import joins_hubs_of_one_circuit

RULE = Rule(
    "FASTPATH_504",
    "gateway-transit-between-hubs-of-one-circuit",
    on=Peering,
    category=Category.ADVICE,
    since="0.1",
    says="{subject.resource.name} allows gateway transit between {subject.local.resource.name} and "
    "{subject.remote.resource.name}, which are hubs on the same circuit",
    fix="switch allowGatewayTransit off on both sides of the peering between the hubs",
    cites=("peering.hub_transit",),
    documentation=__doc__,
)


@RULE.applies
def it_joins_hubs_of_one_circuit(peering: Peering, world: World) -> Claim:
    return joins_hubs_of_one_circuit(peering, world.topology) & world.facts.speaks_of("peering.hub_transit")


@RULE.holds
def it_allows_no_transit(peering: Peering, world: World) -> Claim:
    return peering.allows_gateway_transit.is_(False)
