"""A gateway accepts traffic from other virtual networks over the circuit, while FastPath is on.

What it checks:
    A gateway with a FastPath connection has `allowRemoteVnetTraffic` and `allowVirtualWanTraffic` off; absent is off.

Why it matters:
    Traffic between virtual networks then takes the way over Microsoft's edge and back, which is longer than peering,
    takes bandwidth from the circuit, and is discouraged. Over FastPath it passes by the gateway and by what stands
    behind it.

How to fix:
    Peer the networks or use Virtual WAN, and leave both switches off.

What it cannot see:
    Whether another network is on the same circuit at all.
"""

from __future__ import annotations

from fastpath_checks.core.claims import Claim
from fastpath_checks.rules.ruletype import Category, Rule, World
from fastpath_checks.topology.model import Gateway
from fastpath_checks.topology.redundancy import any_bypasses

RULE = Rule(
    "FASTPATH_304",
    "network-to-network-traffic-over-circuit",
    on=Gateway,
    category=Category.SECURITY,
    since="0.1",
    says="{subject.resource.name} accepts traffic from other virtual networks over a circuit, while FastPath is on for "
    "one of its connections",
    fix="peer the networks, and leave allowRemoteVnetTraffic and allowVirtualWanTraffic off",
    cites=("connection.network_to_network",),
    documentation=__doc__,
)


@RULE.applies
def a_connection_has_fastpath_on(gateway: Gateway, world: World) -> Claim:
    return any_bypasses(gateway, world.topology) & world.facts.speaks_of("connection.network_to_network")


@RULE.holds
def it_accepts_none(gateway: Gateway, world: World) -> Claim:
    return gateway.remote_network_traffic.is_(False) & gateway.virtual_wan_traffic.is_(False)
