"""More private addresses stand behind FastPath of a circuit than it carries.

What it checks:
    The addresses in the networks that FastPath of a circuit reaches - on ExpressRoute Direct those behind all
    circuits on its port - stay within the documented limit, or within the share of it that the policy allows
    (parameter `share`). Declared addresses (interfaces, instances of scale sets, private endpoints, internal load
    balancers) beyond it fail; an address space that has no room for more passes; between the two nobody can tell
    from files.

Why it matters:
    Beyond the limit there is no error: new addresses are simply not programmed, and their traffic goes through the
    gateway. Which ones that are depends on the order in which they came.

How to fix:
    Spread the networks over more circuits or ports, or connect the largest without FastPath, so that it is yours to
    decide which traffic goes through the gateway.

What it cannot see:
    Addresses that services make at run time, those of networks that other deployments connect to the circuit, and the
    limit of a port of 400 Gbps, which no page names.
"""

from __future__ import annotations

from fastpath_checks.core.claims import Claim
from fastpath_checks.rules.ruletype import Category, Rule, World
from fastpath_checks.topology.budgets import address_budget, is_on_over
from fastpath_checks.topology.model import Circuit

RULE = Rule(
    "FASTPATH_401",
    "addresses-beyond-fastpath-limit",
    on=Circuit,
    category=Category.LIMITS,
    since="0.1",
    says="more private addresses are declared behind FastPath of {subject.resource.name} than it carries",
    fix="spread the networks over more circuits or ports, or connect the largest without FastPath",
    cites=("ip_limits", "ip_limits.counting", "ip_limits.on_exceeding"),
    reads=(
        "ip_limits",
        "ip_limits.port_400",
        "matrix.virtual-network-ipv6",
        "matrix.virtual-network-peering",
        "peering.same_region",
    ),
    documentation=__doc__,
)


@RULE.applies
def fastpath_is_on_over_it(circuit: Circuit, world: World) -> Claim:
    return is_on_over(circuit, world.topology)


@RULE.holds
def all_addresses_fit(circuit: Circuit, world: World) -> Claim:
    return address_budget(circuit, world.topology, world.facts).fits_within(world.parameter("share"))
