"""An inbound endpoint of a DNS Private Resolver stands in a network that FastPath reaches.

What it checks:
    Whether FastPath carries queries to the endpoint. In a spoke it does not, and two pages agree on that: a finding. In
    the gateway's own network the pages contradict each other - FastPath's says that it works, the resolver's own that
    it does not support FastPath at all - so the answer is left undecided, and both pages are named.

Why it matters:
    Name resolution from on-premises goes through the gateway, and stops with it, where everything around it does not.

How to fix:
    Move the endpoint to the gateway's network and test it there, or count on the gateway for it.

What it cannot see:
    Which of the two pages is right. Outbound endpoints are no destination of traffic from on-premises, and no subject.
"""

from __future__ import annotations

from fastpath_checks.core.claims import Claim
from fastpath_checks.rules.ruletype import Category, Rule, World
from fastpath_checks.topology.destinations import ResolverEndpoint
from fastpath_checks.topology.paths import is_behind_fastpath
from fastpath_checks.topology.serving import takes_fastpath

RULE = Rule(
    "FASTPATH_207",
    "dns-resolver-behind-fastpath",
    on=ResolverEndpoint,
    category=Category.DATA_PATH,
    since="0.1",
    says="queries to resolver endpoint {subject.resource.name} go through the gateway, although FastPath reaches "
    "its network {subject.network.resource.name}",
    fix="move the endpoint to the gateway's network and test it there, or count on the gateway for it",
    cites=("dns_resolver.hub", "dns_resolver.spoke"),
    reads=("dns_resolver.placement", "matrix.virtual-network-peering", "peering.same_region"),
    documentation=__doc__,
)


@RULE.applies
def fastpath_reaches_its_network(endpoint: ResolverEndpoint, world: World) -> Claim:
    return is_behind_fastpath(endpoint.network, world.topology, world.facts)


@RULE.holds
def fastpath_carries_it(endpoint: ResolverEndpoint, world: World) -> Claim:
    return takes_fastpath(endpoint, world.topology, world.facts)
