"""What reaches a FastPath connection only when FastPath is switched off and on again."""

from __future__ import annotations

from fastpath_checks.core.claims import Claim, any_of, maybe
from fastpath_checks.core.spans import Origin, OriginKind
from fastpath_checks.core.values import Because, Missing
from fastpath_checks.topology.absence import nothing_more
from fastpath_checks.topology.model import Connection, Topology
from fastpath_checks.topology.paths import is_spoke_of


def gained_features(connection: Connection, topology: Topology) -> Claim:
    """Whether the connection has what became available later: routes on the gateway subnet, or spokes."""
    gateway = connection.gateway
    routes = any_of(route.resource.exists for route in gateway.subnet.routes) | ~gateway.subnet.routes_complete
    spokes = any_of(is_spoke_of(network, gateway.network, topology) for network in topology.networks)
    return routes | spokes | ~nothing_more("the spokes", gateway.network.resource, topology)


def was_switched_since(connection: Connection) -> Claim:
    """Always MAYBE: no file tells when FastPath of a connection was switched last."""
    origin = Origin(connection.resource.header, OriginKind.DERIVED)
    name = f"when FastPath of {connection.resource.name} was switched last"
    missing = Missing(Because.RUNTIME_ATTRIBUTE, name, origin)
    return maybe(f"{name} is not in the files", origin, (missing,))
