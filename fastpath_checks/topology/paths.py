"""Which traffic from on-premises takes FastPath: reach, inspection, and the path to one destination."""

from __future__ import annotations

from fastpath_checks.core.claims import NO, YES, Claim, Truth, any_of, maybe
from fastpath_checks.core.spans import Origin, OriginKind
from fastpath_checks.core.values import Because, Missing
from fastpath_checks.policy.facts import Facts
from fastpath_checks.topology.model import (
    Connection,
    Topology,
    VirtualNetwork,
)
from fastpath_checks.topology.sameness import same


def same_network(one: VirtualNetwork, two: VirtualNetwork) -> Claim:
    """Whether two networks are one: the same resource, or ids that are not known to differ."""
    return same(one.resource, two.resource)


def is_spoke_of(spoke: VirtualNetwork, hub: VirtualNetwork, topology: Topology) -> Claim:
    """Whether a network uses another's gateway: both sides of their peering, read as one link.

    A spoke that uses remote gateways needs no second witness, for Azure refuses it unless the hub allows the transit. A
    hub that allows transit decides nothing alone.
    """
    sides = [
        (peering, same_network(peering.local, near) & same_network(peering.remote, far), near is spoke)
        for near, far in ((spoke, hub), (hub, spoke))
        for peering in topology.peering_sides.between(near, far)
    ]
    spoke_sides = any_of(
        meant & peering.uses_remote_gateways.is_(True) & peering.resource.exists
        for peering, meant, is_spoke_side in sides
        if is_spoke_side
    )
    hub_sides = [
        meant & peering.allows_gateway_transit.is_(True) & peering.resource.exists
        for peering, meant, is_spoke_side in sides
        if not is_spoke_side and meant.truth is not Truth.NO
    ]
    has_spoke_side = any(meant.truth is not Truth.NO for _, meant, is_spoke_side in sides if is_spoke_side)
    if has_spoke_side:
        return spoke_sides & (any_of(hub_sides) if hub_sides else YES)
    if not hub_sides:
        return NO
    return any_of(hub_sides) & _other_side_unseen(spoke)


def _other_side_unseen(spoke: VirtualNetwork) -> Claim:
    origin = Origin(spoke.resource.header, OriginKind.DERIVED)
    missing = Missing(Because.OUTSIDE_THE_FILES, f"the peering from {spoke.resource.name} to the hub", origin)
    return maybe(f"the other side of the peering, from {spoke.resource.name}, is not in the files", origin, (missing,))


def reaches(connection: Connection, network: VirtualNetwork, topology: Topology, facts: Facts) -> Claim:
    """Whether FastPath of a connection sends traffic straight into a network."""
    return is_on(connection) & would_reach(connection, network, topology, facts)


def would_reach(connection: Connection, network: VirtualNetwork, topology: Topology, facts: Facts) -> Claim:
    """Whether FastPath of a connection, once it is on, sends traffic straight into a network."""
    is_hub = same_network(connection.gateway.network, network)
    as_spoke = serves_spoke(connection, network, topology)
    if as_spoke.truth is not Truth.NO:
        as_spoke &= carries_peering(connection, facts) & is_within_reach(connection, network, facts)
    return is_hub | as_spoke


def is_on(connection: Connection) -> Claim:
    """Whether a connection is there and its FastPath is on."""
    return connection.resource.exists & connection.bypasses_gateway


def serves_spoke(connection: Connection, network: VirtualNetwork, topology: Topology) -> Claim:
    """Whether traffic for a network comes in over a connection's gateway by way of peering, FastPath or not."""
    return is_spoke_of(network, connection.gateway.network, topology)


def serves_spokes(connection: Connection, topology: Topology) -> Claim:
    """Whether any network that the topology knows, or sees at the far end of a peering, uses the gateway."""
    return any_of(serves_spoke(connection, one, topology) for one in networks_in_view(topology))


def networks_in_view(topology: Topology) -> tuple[VirtualNetwork, ...]:
    """Every network that the topology declares, or sees at an end of a peering."""
    ends = (end for peering in topology.peerings for end in (peering.local, peering.remote))
    return tuple({id(one.resource): one for one in (*topology.networks, *ends)}.values())


def served_networks(connection: Connection, topology: Topology) -> tuple[VirtualNetwork, ...]:
    """The gateway's own network, and the others that use the gateway, or may."""
    hub = connection.gateway.network
    others = (one for one in networks_in_view(topology) if one.resource is not hub.resource)
    return (hub, *(one for one in others if serves_spoke(connection, one, topology).truth is not Truth.NO))


def carries_peering(connection: Connection, facts: Facts) -> Claim:
    """Whether FastPath of a connection reaches beyond the gateway's own network at all."""
    return connection.circuit.supports("virtual-network-peering", facts)


def is_within_reach(connection: Connection, spoke: VirtualNetwork, facts: Facts) -> Claim:
    """Whether a spoke is in a region that FastPath reaches over peering."""
    if facts.peering_within() != "same-region":
        return YES
    return _same_region(connection.gateway.network, spoke)


def _same_region(one: VirtualNetwork, two: VirtualNetwork) -> Claim:
    return one.location.decide(lambda here: two.location.satisfies(lambda there: _region(here) == _region(there)))


def _region(data: object) -> str:
    """``West Europe`` and ``westeurope`` are one region."""
    return str(data).replace(" ", "").casefold()


def is_behind_fastpath(network: VirtualNetwork, topology: Topology, facts: Facts) -> Claim:
    return any_of(reaches(connection, network, topology, facts) for connection in topology.connections)
