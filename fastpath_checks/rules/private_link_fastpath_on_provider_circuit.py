"""Private-link FastPath is switched on for a connection to a provider circuit, which does not have it.

What it checks:
    A connection with `enablePrivateLinkFastPath` on leads to a circuit for which the documentation offers private-link
    FastPath: one on ExpressRoute Direct.

Why it matters:
    Traffic to private endpoints keeps going through the gateway, at its latency and within its throughput, although
    the files say otherwise.

How to fix:
    Switch private-link FastPath off and plan the gateway's capacity for this traffic, or move the connection to a
    circuit on ExpressRoute Direct.

What it cannot see:
    The kind of a circuit that is outside the files (an `assertions:` entry of the policy can say it).
"""

from __future__ import annotations

from fastpath_checks.core.claims import Claim
from fastpath_checks.rules.ruletype import Category, Rule, World
from fastpath_checks.topology.model import Connection

RULE = Rule(
    "FASTPATH_107",
    "private-link-fastpath-on-provider-circuit",
    on=Connection,
    category=Category.ELIGIBILITY,
    since="0.1",
    says="{subject.resource.name} switches private-link FastPath on, but its circuit "
    "{subject.circuit.resource.name} does not carry it ({subject.circuit.kind})",
    fix="switch private-link FastPath off, or use a circuit on ExpressRoute Direct",
    cites=("matrix.private-link",),
    documentation=__doc__,
)


@RULE.applies
def private_link_fastpath_is_on(connection: Connection, world: World) -> Claim:
    return connection.private_link_fastpath.is_(True) & connection.is_expressroute


@RULE.holds
def the_circuit_carries_it(connection: Connection, world: World) -> Claim:
    return connection.circuit.supports("private-link", world.facts)
