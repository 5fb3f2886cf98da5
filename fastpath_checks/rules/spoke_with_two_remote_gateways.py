"""A spoke wants to use the gateways of two hubs.

What it checks:
    Of the peerings of one virtual network at most one has `useRemoteGateways` on.

Why it matters:
    Azure allows one remote gateway for a network, and refuses the second peering: the deployment fails.

How to fix:
    Keep the gateway of one hub, and let the other hub's traffic come over the hubs' own peering or over the circuit.

What it cannot see:
    Peerings of the network that another deployment makes.
"""

from __future__ import annotations

from fastpath_checks.core.claims import Claim
from fastpath_checks.rules.ruletype import Category, Rule, World
from fastpath_checks.topology.model import VirtualNetwork
from fastpath_checks.topology.redundancy import uses_a_remote_gateway, uses_two_remote_gateways

RULE = Rule(
    "FASTPATH_503",
    "spoke-with-two-remote-gateways",
    on=VirtualNetwork,
    category=Category.ADVICE,
    since="0.1",
    says="two peerings of {subject.resource.name} use a remote gateway, and Azure allows one",
    fix="leave useRemoteGateways on for the peering with one hub",
    cites=("peering.two_remote_gateways",),
    reads=(),
    documentation=__doc__,
)


@RULE.applies
def it_uses_a_remote_gateway(network: VirtualNetwork, world: World) -> Claim:
    return uses_a_remote_gateway(network, world.topology)


@RULE.holds
def it_uses_only_one(network: VirtualNetwork, world: World) -> Claim:
    return ~uses_two_remote_gateways(network, world.topology)
