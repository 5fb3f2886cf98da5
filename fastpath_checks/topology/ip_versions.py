"""IPv6 over FastPath: which networks have it, and which connections carry it."""

from __future__ import annotations

from fastpath_checks.core.claims import Attribute, Claim, Truth, any_of, maybe, no, yes
from fastpath_checks.core.spans import NOWHERE, Origin, OriginKind
from fastpath_checks.core.values import Because, Missing, unknown
from fastpath_checks.policy.facts import Facts
from fastpath_checks.topology.model import Circuit, Connection, Gateway, VirtualNetwork


def has_ipv6(network: VirtualNetwork) -> Claim:
    """Whether an address prefix of the network is one of IPv6."""
    found = any_of(prefix.satisfies(lambda data: ":" in str(data)) for prefix in network.prefixes)
    return found | ~network.prefixes_complete


def carries_ipv6(connection: Connection, facts: Facts) -> Claim:
    """Whether FastPath of a connection carries IPv6: by its circuit, its gateway's SKU and its peering location."""
    by_circuit = connection.circuit.supports("virtual-network-ipv6", facts)
    return by_circuit & _gateway_carries(connection.gateway, facts) & ~_is_excluded(connection.circuit, facts)


def _gateway_carries(gateway: Gateway, facts: Facts) -> Claim:
    listed = gateway.sku.decide(lambda sku: _is_listed(str(sku), facts))
    what = f"IPv6 over FastPath on a gateway of SKU {gateway.sku}"
    unlisted = maybe(f"{what} is not documented", NOWHERE, (Missing(Because.NOT_DOCUMENTED, what),))
    return listed | (gateway.can_carry_fastpath(facts) & unlisted)


def _is_listed(sku: str, facts: Facts) -> Claim:
    listed = sku.casefold() in {one.casefold() for one in facts.value("ipv6.skus") or ()}
    return (yes if listed else no)(str(facts.cite("ipv6.skus")), NOWHERE)


def _is_excluded(circuit: Circuit, facts: Facts) -> Claim:
    """Whether the Direct port stands where IPv6 is excluded: never YES.

    One page of 2023 excludes a location, and the newer ones about FastPath do not speak of it. The names of locations
    are those of buildings, such as ``Equinix-London-LD5``.
    """
    label = f"the peering location of {circuit.resource.name}"
    if circuit.port is None:
        value = unknown(Because.OUTSIDE_THE_FILES, label, Origin(circuit.resource.header, OriginKind.DERIVED))
        return Attribute(label, value).is_one_of(())
    location = Attribute(label, circuit.port.resource.read("properties", "peeringLocation"))
    excluded = [one.casefold() for one in facts.value("ipv6.excluded_locations") or ()]
    stands_there = location.satisfies(lambda data: any(one in str(data).casefold() for one in excluded))
    if stands_there.truth is not Truth.YES:
        return stands_there
    note, what = str(facts.cite("ipv6.excluded_locations")), f"IPv6 over FastPath at {location}"
    return stands_there & maybe(note, NOWHERE, (Missing(Because.CONTRADICTORY, what),))
