"""FastPath of a circuit may run out of addresses, and no alert tells.

What it checks:
    Where the address space behind FastPath of a circuit has room for more than 80 % of the documented limit, a metric
    alert on `FastPathRoutesCount` watches the circuit, or the ExpressRoute Direct port under it. It fails where the
    files declare alerts on circuits or ports, and this one is not among them. Where they declare none, the alerts may
    be another deployment's, and the verdict is undecided.

Why it matters:
    What does not fit any more goes through the gateway without an error. The metric is the only thing that tells, and
    Microsoft advises to watch it.

How to fix:
    Add a metric alert on `FastPathRoutesCount` (aggregation Max) with a threshold below the limit.

What it cannot see:
    Alerts that are managed elsewhere, and those of another monitoring system.
"""

from __future__ import annotations

from fastpath_checks.core.claims import Claim
from fastpath_checks.rules.ruletype import Category, Rule, World
from fastpath_checks.topology.alerts import has_alert
from fastpath_checks.topology.budgets import address_budget, is_on_over
from fastpath_checks.topology.model import Circuit

RULE = Rule(
    "FASTPATH_402",
    "fastpath-addresses-without-alert",
    on=Circuit,
    category=Category.LIMITS,
    since="0.1",
    says="no alert watches FastPathRoutesCount of {subject.resource.name}, whose networks have room for more than 80 % "
    "of what FastPath carries",
    fix="add a metric alert on FastPathRoutesCount of the circuit or its port",
    cites=("ip_limits.metric", "ip_limits"),
    reads=(
        "ip_limits",
        "ip_limits.metric",
        "ip_limits.port_400",
        "matrix.virtual-network-ipv6",
        "matrix.virtual-network-peering",
        "peering.same_region",
    ),
    documentation=__doc__,
)

SHARE = 0.8
"""Of the limit: below it nobody needs to watch."""


@RULE.applies
def fastpath_is_on_over_it(circuit: Circuit, world: World) -> Claim:
    return is_on_over(circuit, world.topology) & world.facts.speaks_of("ip_limits.metric")


@RULE.holds
def it_is_watched_or_has_room(circuit: Circuit, world: World) -> Claim:
    has_room = address_budget(circuit, world.topology, world.facts).has_room(SHARE)
    return has_alert(circuit, world.topology, world.facts) | has_room
