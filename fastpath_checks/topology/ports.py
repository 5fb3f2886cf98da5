"""What the circuits on an ExpressRoute Direct port take of it."""

from __future__ import annotations

from fastpath_checks.core.claims import NO, Claim, any_of
from fastpath_checks.policy.assertions import AssertedValue
from fastpath_checks.policy.facts import Facts
from fastpath_checks.topology.absence import nothing_more
from fastpath_checks.topology.amounts import Amount, amount, total
from fastpath_checks.topology.asserting import asserted
from fastpath_checks.topology.model import Circuit, Port, Topology
from fastpath_checks.topology.sameness import same


def carries_a_circuit(port: Port, topology: Topology) -> Claim:
    """Whether a circuit of this root stands on the port."""
    return any_of(_stands_on(circuit, port) for circuit in topology.circuits)


def carries_what_it_may(port: Port, topology: Topology, facts: Facts, allowed: AssertedValue | None) -> Claim:
    """Whether the bandwidths of the circuits stay within the multiple of the port's that may be subscribed.

    ``allowed`` is the policy's multiple, None where it leaves that to the facts.
    """
    factor = allowed.data if allowed is not None else facts.port_oversubscription()
    if factor is None:
        return facts.speaks_of("circuits.sizes")
    fits = subscribed(port, topology).at_most(amount(port.bandwidth).times(factor))
    if allowed is not None:
        fits = fits.because(f"the policy allows {factor:g} times the bandwidth of the port", asserted(allowed).origin)
    return fits & nothing_more("the circuits", port.resource, topology)


def subscribed(port: Port, topology: Topology) -> Amount:
    """The sum of the bandwidths of the circuits on the port, in Gbps."""
    return total((_stands_on(circuit, port), amount(circuit.bandwidth)) for circuit in topology.circuits)


def _stands_on(circuit: Circuit, port: Port) -> Claim:
    if circuit.port is None:
        return NO
    return same(circuit.port.resource, port.resource) & circuit.resource.exists
