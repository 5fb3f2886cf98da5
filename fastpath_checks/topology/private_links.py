"""Which private endpoints private-link FastPath reaches: by region, by service, and by the port under the circuit."""

from __future__ import annotations

from collections.abc import Iterator

from fastpath_checks.core.claims import Attribute, Claim, all_of, any_of, maybe, no, yes
from fastpath_checks.core.spans import NOWHERE, Origin, OriginKind
from fastpath_checks.core.values import Because, Known, Missing, Value, missing_of
from fastpath_checks.graph.resource_ids import resource_id_in
from fastpath_checks.graph.resources import read_in
from fastpath_checks.policy.facts import Facts
from fastpath_checks.topology.model import Circuit, Connection, PrivateEndpoint, Topology
from fastpath_checks.topology.networks import elements
from fastpath_checks.topology.paths import reaches

_TYPES_OF_SERVICES = {
    "Azure Cosmos DB": "microsoft.documentdb/databaseaccounts",
    "Azure Key Vault": "microsoft.keyvault/vaults",
    "Azure Storage": "microsoft.storage/storageaccounts",
    "third-party Private Link services": "microsoft.network/privatelinkservices",
}
"""The ARM types of the services that the facts name."""


def private_link_is_meant_for(endpoint: PrivateEndpoint, topology: Topology, facts: Facts) -> Claim:
    """Whether a connection that reaches the endpoint has private-link FastPath on, over a circuit that has it."""
    return any_of(_is_meant_for(endpoint, connection, topology, facts) for connection in topology.connections)


def _is_meant_for(endpoint: PrivateEndpoint, connection: Connection, topology: Topology, facts: Facts) -> Claim:
    return (
        connection.private_link_fastpath.is_(True)
        & reaches(connection, endpoint.network, topology, facts)
        & connection.circuit.supports("private-link", facts)
    )


def is_offered_on_its_ports(endpoint: PrivateEndpoint, topology: Topology, facts: Facts) -> Claim:
    """Whether each such connection comes over a port of a bandwidth that private-link FastPath is offered on."""
    return all_of(
        is_offered_on(connection.circuit, facts) | ~_is_meant_for(endpoint, connection, topology, facts)
        for connection in topology.connections
    )


def is_offered_on(circuit: Circuit, facts: Facts) -> Claim:
    """Whether private-link FastPath is offered on ports of the bandwidth of the one under a circuit."""
    offered = facts.value("private_link.bandwidth")
    if offered is None:
        return _undocumented("the ports of private-link FastPath", facts)
    if circuit.port is None:
        name = f"the bandwidth of the port under {circuit.resource.name}"
        origin = Origin(circuit.resource.header, OriginKind.DERIVED)
        return maybe(f"{name} is not known", origin, (Missing(Because.OUTSIDE_THE_FILES, name, origin),))
    return circuit.port.bandwidth.satisfies(lambda data: data in offered)


def is_in_supported_region(endpoint: PrivateEndpoint, facts: Facts) -> Claim:
    regions = facts.value("private_link.regions")
    location = Attribute(f"the region of {endpoint.resource.name}", endpoint.resource.read("location"))
    if regions is None:
        return _undocumented("the regions of private-link FastPath", facts)
    return location.satisfies(lambda data: str(data).replace(" ", "").casefold() in regions)


def serves_supported_service(endpoint: PrivateEndpoint, facts: Facts) -> Claim:
    """Whether each service behind the endpoint is one that the facts name, told by the type in its resource id."""
    services = facts.value("private_link.services")
    if services is None:
        return _undocumented("the services of private-link FastPath", facts)
    types = {_TYPES_OF_SERVICES[one] for one in services}
    return all_of(_is_of_type(target, types, endpoint) for target in _targets(endpoint))


def _targets(endpoint: PrivateEndpoint) -> Iterator[Value]:
    for key in ("privateLinkServiceConnections", "manualPrivateLinkServiceConnections"):
        connections = endpoint.resource.read("properties", key)
        if not isinstance(connections, Known):
            yield connections
        for one in elements(connections):
            yield read_in(one, "properties", "privateLinkServiceId")


def _is_of_type(target: Value, types: set[str], endpoint: PrivateEndpoint) -> Claim:
    label = f"the service behind {endpoint.resource.name}"
    found = resource_id_in(target)
    if found is not None:
        return (yes if found.type.casefold() in types else no)(f"{label} is {found.type}", target.origin)
    origin = Origin(endpoint.resource.header, OriginKind.DERIVED)
    missing = missing_of([target]) or (Missing(Because.OUTSIDE_THE_FILES, label, origin),)
    return maybe(f"{label} is not known", target.origin, missing)


def _undocumented(what: str, facts: Facts) -> Claim:
    missing = Missing(Because.NOT_DOCUMENTED, f"{what} in profile {facts.profile}")
    return maybe(f"{what} are not documented in profile {facts.profile}", NOWHERE, (missing,))
