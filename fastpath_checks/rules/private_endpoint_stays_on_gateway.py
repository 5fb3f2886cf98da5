"""A private endpoint in a network that FastPath reaches is itself reached through the gateway.

What it checks:
    Each FastPath connection that reaches the endpoint's network carries private-link traffic too: private-link FastPath
    is on, the circuit is ExpressRoute Direct, and the policy asserts that Microsoft has enrolled the connection.

Why it matters:
    Traffic to the endpoint has the gateway's latency and throughput although FastPath is on for everything around it.

How to fix:
    On ExpressRoute Direct, enroll and switch private-link FastPath on. On a provider circuit there is nothing to switch
    on: plan the gateway's capacity for this traffic.

What it cannot see:
    Enrolment, which only Microsoft's form and the team know: say it under `assertions:` in the policy.
"""

from __future__ import annotations

from fastpath_checks.core.claims import Claim
from fastpath_checks.rules.ruletype import Category, Rule, World
from fastpath_checks.topology.model import PrivateEndpoint
from fastpath_checks.topology.paths import is_behind_fastpath
from fastpath_checks.topology.serving import takes_fastpath

RULE = Rule(
    "FASTPATH_202",
    "private-endpoint-stays-on-gateway",
    on=PrivateEndpoint,
    category=Category.DATA_PATH,
    since="0.1",
    says="traffic to private endpoint {subject.resource.name} goes through the gateway, although FastPath "
    "reaches its network",
    fix="on ExpressRoute Direct enroll and switch private-link FastPath on; on a provider circuit never switch it on, "
    "but plan the gateway's capacity for this traffic",
    cites=("private_link.over_fastpath",),
    reads=("matrix.private-link", "matrix.virtual-network-peering", "peering.same_region"),
    documentation=__doc__,
)


@RULE.applies
def fastpath_reaches_its_network(endpoint: PrivateEndpoint, world: World) -> Claim:
    return endpoint.resource.exists & is_behind_fastpath(endpoint.network, world.topology, world.facts)


@RULE.holds
def fastpath_carries_it(endpoint: PrivateEndpoint, world: World) -> Claim:
    return takes_fastpath(endpoint, world.topology, world.facts)
