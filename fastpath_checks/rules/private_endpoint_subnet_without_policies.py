"""The subnet of a private endpoint behind FastPath ignores routes for it.

What it checks:
    A private endpoint in a network that FastPath reaches stands in a subnet whose `privateEndpointNetworkPolicies` are
    `Enabled` or `RouteTableEnabled`; absent is `Disabled`.

Why it matters:
    Without the policies the endpoint's own /32 route wins over each route that names a larger prefix: what was meant to
    lead through an appliance goes straight. The page on gateways advises to switch those of route tables on at least.

How to fix:
    Set `privateEndpointNetworkPolicies` of the subnet to `RouteTableEnabled`, or to `Enabled`.

What it cannot see:
    Whether any route is meant to lead traffic to the endpoint elsewhere.
"""

from __future__ import annotations

from fastpath_checks.core.claims import Claim
from fastpath_checks.rules.ruletype import Category, Rule, World
from fastpath_checks.topology.model import PrivateEndpoint
from fastpath_checks.topology.paths import is_behind_fastpath

RULE = Rule(
    "FASTPATH_506",
    "private-endpoint-subnet-without-policies",
    on=PrivateEndpoint,
    category=Category.ADVICE,
    since="0.1",
    says="the subnet of private endpoint {subject.resource.name} has its network policies for private endpoints "
    "{subject.network_policies}, so that routes do not count for it",
    fix="set privateEndpointNetworkPolicies of the subnet to RouteTableEnabled or Enabled",
    cites=("private_link.subnet_policies",),
    reads=("matrix.virtual-network-peering", "peering.same_region", "private_link.subnet_policies"),
    documentation=__doc__,
)


@RULE.applies
def fastpath_reaches_its_network(endpoint: PrivateEndpoint, world: World) -> Claim:
    advised = world.facts.speaks_of("private_link.subnet_policies")
    return is_behind_fastpath(endpoint.network, world.topology, world.facts) & advised


@RULE.holds
def routes_count_for_it(endpoint: PrivateEndpoint, world: World) -> Claim:
    return endpoint.network_policies.is_one_of(("Enabled", "RouteTableEnabled"))
