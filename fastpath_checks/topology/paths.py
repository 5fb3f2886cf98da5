"""Which traffic from on-premises takes FastPath: reach, inspection, and the path to one destination."""

from __future__ import annotations

from fastpath_checks.core.claims import NO, YES, Claim, Truth, all_of, any_of, maybe
from fastpath_checks.core.spans import Origin, OriginKind
from fastpath_checks.core.values import Because, Missing
from fastpath_checks.graph.linking import same_resource
from fastpath_checks.policy.facts import Facts
from fastpath_checks.topology.model import (
    Connection,
    PrivateEndpoint,
    Topology,
    VirtualNetwork,
)


def same_network(one: VirtualNetwork, two: VirtualNetwork) -> Claim:
    """Whether two networks are one: the same resource, or ids that are not known to differ."""
    if one.resource is two.resource:
        return YES
    if not one.resource.existing and not two.resource.existing:
        return NO
    truth = same_resource(one.resource.id, two.resource.id)
    if truth is Truth.NO:
        return NO
    missing = (*one.resource.unseen, *two.resource.unseen)
    origin = Origin((one if one.resource.existing else two).resource.header, OriginKind.DERIVED)
    return maybe(f"{one.resource.name} may be {two.resource.name}", origin, missing)


def is_spoke_of(spoke: VirtualNetwork, hub: VirtualNetwork, topology: Topology) -> Claim:
    """Whether a network uses another's gateway: both sides of their peering, read as one link.

    A spoke that uses remote gateways needs no second witness, for Azure refuses it unless the hub allows the transit. A
    hub that allows transit decides nothing alone.
    """
    sides = [
        (peering, same_network(peering.local, near) & same_network(peering.remote, far), near is spoke)
        for peering in topology.peerings
        for near, far in ((spoke, hub), (hub, spoke))
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
    hub = connection.gateway.network
    as_spoke = is_spoke_of(network, hub, topology)
    if as_spoke.truth is not Truth.NO:
        as_spoke &= connection.circuit.supports("virtual-network-peering", facts) & _same_region(network, hub)
    return connection.resource.exists & connection.bypasses_gateway & (same_network(hub, network) | as_spoke)


def _same_region(one: VirtualNetwork, two: VirtualNetwork) -> Claim:
    return one.location.decide(lambda here: two.location.satisfies(lambda there: _region(here) == _region(there)))


def _region(data: object) -> str:
    """``West Europe`` and ``westeurope`` are one region."""
    return str(data).replace(" ", "").casefold()


def is_behind_fastpath(network: VirtualNetwork, topology: Topology, facts: Facts) -> Claim:
    return any_of(reaches(connection, network, topology, facts) for connection in topology.connections)


def takes_fastpath(endpoint: PrivateEndpoint, topology: Topology, facts: Facts) -> Claim:
    """Whether each FastPath connection that reaches the endpoint's network carries private-link traffic too."""
    return all_of(
        carries_private_link(connection, facts) | ~reaches(connection, endpoint.network, topology, facts)
        for connection in topology.connections
    )


def carries_private_link(connection: Connection, facts: Facts) -> Claim:
    """Private-link FastPath is on, its circuit supports it, and Microsoft has enrolled it."""
    switched_on = connection.private_link_fastpath.is_(True)
    return switched_on & connection.circuit.supports("private-link", facts) & connection.enrolled.is_(True)
