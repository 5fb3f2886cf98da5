"""An internal load balancer stands in a spoke that FastPath reaches, and is itself reached through the gateway.

What it checks:
    A private frontend, in a network that FastPath reaches, stands in the gateway's own network. The SKU does not matter
    here; Basic ones are FASTPATH_201's.

Why it matters:
    FastPath goes to the addresses of machines. For a load balancer in a spoke, and for a platform service that uses one
    there, the traffic keeps the gateway's latency and throughput, while that to the machines behind it does not. A page
    of November 2024 still said so of every internal load balancer, in the hub too.

How to fix:
    Stand the load balancer in the gateway's network, or plan the gateway's capacity for its traffic.

What it cannot see:
    Load balancers that Kubernetes or a managed service creates.
"""

from __future__ import annotations

from fastpath_checks.core.claims import Claim
from fastpath_checks.rules.ruletype import Category, Rule, World
from fastpath_checks.topology.model import LoadBalancerFrontend
from fastpath_checks.topology.paths import is_behind_fastpath
from fastpath_checks.topology.serving import takes_fastpath

RULE = Rule(
    "FASTPATH_205",
    "internal-load-balancer-in-spoke",
    on=LoadBalancerFrontend,
    category=Category.DATA_PATH,
    since="0.1",
    says="traffic to {subject.resource.name} of load balancer {subject.load_balancer.name} goes through the gateway, "
    "although FastPath reaches its network {subject.network.resource.name}",
    fix="stand the load balancer in the gateway's network, or plan the gateway's capacity for its traffic",
    cites=("load_balancer.today", "load_balancer.basic_on_older_pages"),
    reads=("load_balancer.today", "matrix.virtual-network-peering", "peering.same_region"),
    documentation=__doc__,
)


@RULE.applies
def is_private_and_reached(frontend: LoadBalancerFrontend, world: World) -> Claim:
    return frontend.is_private & is_behind_fastpath(frontend.network, world.topology, world.facts)


@RULE.holds
def fastpath_carries_it(frontend: LoadBalancerFrontend, world: World) -> Claim:
    return takes_fastpath(frontend, world.topology, world.facts)
