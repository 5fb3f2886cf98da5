"""An internal Basic load balancer stands where FastPath traffic should reach it.

What it checks:
    A private frontend, in the gateway's network or in a spoke that FastPath reaches, does not belong to a Basic load
    balancer.

Why it matters:
    Microsoft's pages disagree about the data path: today's says that internal load balancers in the hub work and
    names no SKU, older ones send traffic for Basic ones to the gateway. Either way the SKU was retired on 2025-09-30
    and cannot be relied on.

How to fix:
    Use a Standard load balancer.

What it cannot see:
    Load balancers that Kubernetes or a managed service creates.
"""

from __future__ import annotations

from fastpath_checks.core.claims import Claim
from fastpath_checks.rules.ruletype import Category, Rule, World
from fastpath_checks.topology.model import LoadBalancerFrontend
from fastpath_checks.topology.paths import is_behind_fastpath

RULE = Rule(
    "FASTPATH_201",
    "basic-load-balancer-behind-fastpath",
    on=LoadBalancerFrontend,
    category=Category.DATA_PATH,
    since="0.1",
    says="{subject.resource.name} is a private frontend of the Basic load balancer {subject.load_balancer.name} behind "
    "FastPath",
    fix="use a Standard load balancer",
    cites=("load_balancer.today", "load_balancer.basic_on_older_pages", "load_balancer.basic_retired"),
    reads=("matrix.virtual-network-peering", "peering.same_region"),
    documentation=__doc__,
)


@RULE.applies
def is_private_and_reached(frontend: LoadBalancerFrontend, world: World) -> Claim:
    return frontend.is_private & is_behind_fastpath(frontend.network, world.topology, world.facts)


@RULE.holds
def is_not_basic(frontend: LoadBalancerFrontend, world: World) -> Claim:
    return ~frontend.sku.is_("Basic")
