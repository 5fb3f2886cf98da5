"""Circuits and the ports under them."""

from __future__ import annotations

from typing import Literal

from fastpath_checks.core.claims import Attribute, Truth
from fastpath_checks.core.spans import Origin, OriginKind
from fastpath_checks.core.values import Because, Known, Missing, OneOf, Unknown, Value, missing_of
from fastpath_checks.graph.resource_graph import ResourceGraph
from fastpath_checks.graph.resources import Resource
from fastpath_checks.policy.assertions import Assertions
from fastpath_checks.topology.asserting import asserted, identity
from fastpath_checks.topology.model import Circuit, Port

CIRCUIT = "Microsoft.Network/expressRouteCircuits"
PORT = "Microsoft.Network/expressRoutePorts"


class CircuitBuilder:
    """Builds each circuit and port once."""

    def __init__(self, graph: ResourceGraph, assertions: Assertions) -> None:
        self._graph = graph
        self._assertions = assertions
        self._circuits: dict[int, Circuit] = {}

    def circuit(self, resource: Resource) -> Circuit:
        found = self._circuits.get(id(resource))
        if found is None:
            link = self._graph.follow(self._port_of(resource), PORT, resource)
            kind = Attribute(f"the kind of circuit {resource.name}", self._kind(resource))
            port = self.port(link.target) if link is not None and link.target.names else None
            bandwidth = Attribute(f"the bandwidth of {resource.name}", self._bandwidth(resource, "circuit"))
            found = self._circuits[id(resource)] = Circuit(resource, kind, port, bandwidth)
        return found

    def port(self, resource: Resource) -> Port:
        return Port(resource, Attribute("the port's bandwidth", self._bandwidth(resource, "port")))

    def _port_of(self, circuit: Resource) -> Value:
        written = circuit.read("properties", "expressRoutePort", "id")
        found = self._assertions.circuit_port(*identity(circuit)) if isinstance(written, Unknown) else None
        return asserted(found) if found is not None else written

    def _bandwidth(self, resource: Resource, of: Literal["circuit", "port"]) -> Value:
        written = resource.read("properties", "bandwidthInGbps")
        found = self._assertions.bandwidth(*identity(resource), of) if isinstance(written, Unknown) else None
        return asserted(found) if found is not None else written

    def _kind(self, resource: Resource) -> Value:
        if resource.existing:
            found = self._assertions.circuit_kind(*identity(resource))
            if found is not None:
                return asserted(found)
        port = self._port_of(resource)
        provider = resource.read("properties", "serviceProviderProperties", "serviceProviderName")
        on_port, by_provider = is_set(port), is_set(provider)
        if on_port is Truth.YES and by_provider is Truth.NO:
            return Known("direct", port.origin)
        if by_provider is Truth.YES and on_port is Truth.NO:
            return Known("provider", provider.origin)
        if not resource.existing:
            found = self._assertions.circuit_kind(*identity(resource))
            if found is not None:
                return asserted(found)
        name = f"the kind of circuit {resource.name}"
        origin = Origin(resource.header, OriginKind.DERIVED)
        missing = missing_of([port, provider])
        if not missing:
            because = Because.CONTRADICTORY if on_port is Truth.YES else Because.OUTSIDE_THE_FILES
            missing = (Missing(because, name, origin),)
        return Unknown(missing, name, origin)


def is_set(value: Value) -> Truth:
    """Whether a value is there: not null and not an empty text."""
    match value:
        case Known(data):
            return Truth.NO if data is None or data == "" else Truth.YES
        case OneOf(choices):
            answers = {is_set(choice) for choice in choices}
            return answers.pop() if len(answers) == 1 else Truth.MAYBE
        case Unknown():
            return Truth.YES if value.never_null else Truth.MAYBE
