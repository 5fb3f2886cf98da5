"""The circuits on an ExpressRoute Direct port have more bandwidth than the port may be subscribed to.

What it checks:
    The bandwidths of the circuits that these files place on the port add up to at most twice the port's, or to what
    the policy allows (parameter `oversubscription`).

Why it matters:
    Azure refuses a circuit beyond twice the bandwidth of the port, so the deployment fails; and circuits above the
    port's own bandwidth compete for it long before.

How to fix:
    Give the circuits smaller bandwidths, or put them on a larger or on another port.

What it cannot see:
    Circuits on the port that are outside the files.
"""

from __future__ import annotations

from fastpath_checks.core.claims import Claim
from fastpath_checks.rules.ruletype import Category, Rule, World
from fastpath_checks.topology.model import Port
from fastpath_checks.topology.ports import carries_a_circuit, carries_what_it_may

RULE = Rule(
    "FASTPATH_403",
    "direct-port-over-subscribed",
    on=Port,
    category=Category.LIMITS,
    since="0.1",
    says="the circuits on {subject.resource.name} have more bandwidth than may be subscribed of the port's "
    "{subject.bandwidth} Gbps",
    fix="give the circuits smaller bandwidths, or put them on a larger or on another port",
    cites=("circuits.sizes",),
    documentation=__doc__,
)


@RULE.applies
def a_circuit_is_on_it(port: Port, world: World) -> Claim:
    return carries_a_circuit(port, world.topology)


@RULE.holds
def its_circuits_fit(port: Port, world: World) -> Claim:
    return carries_what_it_may(port, world.topology, world.facts, world.parameter("oversubscription"))
