"""What several connections, or several peerings, mean for each other."""

from __future__ import annotations

from itertools import combinations

from fastpath_checks.core.claims import NO, Claim, Truth, any_of
from fastpath_checks.topology.absence import nothing_more
from fastpath_checks.topology.model import Connection, Gateway, Peering, Topology, VirtualNetwork
from fastpath_checks.topology.sameness import same


def is_expressroute(connection: Connection) -> Claim:
    """An ExpressRoute connection of an ExpressRoute gateway, whether FastPath is on or not."""
    return connection.is_expressroute & connection.gateway.is_expressroute


def another_bypasses_gateway(connection: Connection, topology: Topology) -> Claim:
    """Whether FastPath is on for another connection of the connection's gateway."""
    return any_of(
        other.bypasses_gateway & other.resource.exists & same(other.gateway.resource, connection.gateway.resource)
        for other in topology.connections
        if other is not connection
    )


def any_bypasses(gateway: Gateway, topology: Topology) -> Claim:
    """Whether FastPath is on for a connection of the gateway."""
    return any_of(
        connection.bypasses_gateway & connection.resource.exists & same(connection.gateway.resource, gateway.resource)
        for connection in topology.connections
    )


def joins_hubs_of_one_circuit(peering: Peering, topology: Topology) -> Claim:
    """Whether both networks of a peering have gateways on the same circuit, and FastPath is on for one of these."""
    near = _connections_in(peering.local, topology)
    far = _connections_in(peering.remote, topology)
    return any_of(
        here & there & same(one.circuit.resource, two.circuit.resource) & (one.bypasses_gateway | two.bypasses_gateway)
        for one, here in near
        for two, there in far
        if one is not two
    )


def _connections_in(network: VirtualNetwork, topology: Topology) -> list[tuple[Connection, Claim]]:
    claims = [
        (one, is_expressroute(one) & one.resource.exists & same(one.gateway.network.resource, network.resource))
        for one in topology.connections
    ]
    return [(one, claim) for one, claim in claims if claim.truth is not Truth.NO]


def uses_a_remote_gateway(network: VirtualNetwork, topology: Topology) -> Claim:
    """Whether one of the network's peerings uses the remote gateway."""
    return any_of(_remote_uses(network, topology))


def uses_two_remote_gateways(network: VirtualNetwork, topology: Topology) -> Claim:
    """Whether two of the network's peerings use the remote gateway, of which Azure allows one."""
    two = two_of_the_seen(network, topology)
    if two.truth is not Truth.NO:
        return two
    return two | ~(network.peerings_complete & nothing_more("the peerings", network.resource, topology))


def two_of_the_seen(network: VirtualNetwork, topology: Topology) -> Claim:
    """Whether two of the network's peerings that the files show use the remote gateway."""
    return any_of(one & other for one, other in combinations(_remote_uses(network, topology), 2))


def _remote_uses(network: VirtualNetwork, topology: Topology) -> list[Claim]:
    claims = [
        peering.uses_remote_gateways.is_(True)
        & peering.resource.exists
        & same(peering.local.resource, network.resource)
        for peering in topology.peering_sides.held_by(network)
    ]
    return [claim for claim in claims if claim.truth is not Truth.NO] or [NO]
