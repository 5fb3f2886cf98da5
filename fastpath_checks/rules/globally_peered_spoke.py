"""A spoke behind FastPath is in another region than its hub, so its traffic stays on the gateway.

What it checks:
    A network uses the gateway of a peered hub whose connection has FastPath on, over a circuit that carries FastPath to
    spokes. Hub and spoke are in the same region; names such as `West Europe` and `westeurope` are one.

Why it matters:
    FastPath does not reach over global peering. The traffic arrives, through the gateway, and nothing tells.

How to fix:
    Connect the spoke's region with a gateway of its own, or plan the gateway's capacity for this traffic.

What it cannot see:
    The region of a network that is outside the files. Spokes behind a provider circuit, which FastPath does not reach
    in any region, are FASTPATH_203's.
"""

from __future__ import annotations

from fastpath_checks.core.claims import Claim
from fastpath_checks.rules.ruletype import Category, Rule, World
from fastpath_checks.topology.model import VirtualNetwork
from fastpath_checks.topology.serving import crosses_accelerated_peering, is_within_reach_of_all

RULE = Rule(
    "FASTPATH_204",
    "globally-peered-spoke",
    on=VirtualNetwork,
    category=Category.DATA_PATH,
    since="0.1",
    says="{subject.resource.name} in {subject.location} is peered across regions with the hub whose FastPath it counts "
    "on; its traffic goes through the gateway",
    fix="connect this region with a gateway of its own, or plan the hub gateway's capacity for this traffic",
    cites=("peering.same_region",),
    reads=("matrix.virtual-network-peering", "peering.same_region"),
    documentation=__doc__,
)


@RULE.applies
def it_is_a_spoke_behind_fastpath(network: VirtualNetwork, world: World) -> Claim:
    return crosses_accelerated_peering(network, world.topology, world.facts)


@RULE.holds
def it_is_in_the_region_of_its_hub(network: VirtualNetwork, world: World) -> Claim:
    return is_within_reach_of_all(network, world.topology, world.facts)
