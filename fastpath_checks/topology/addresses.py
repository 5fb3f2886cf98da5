"""What holds private addresses in a network: interfaces, instances of scale sets, private endpoints, load balancers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from fastpath_checks.core.claims import Attribute
from fastpath_checks.core.spans import Origin, OriginKind
from fastpath_checks.core.values import Because, Known, Missing, Unknown, Value
from fastpath_checks.graph.resource_graph import ResourceGraph
from fastpath_checks.graph.resources import Resource, read_in
from fastpath_checks.topology.model import VirtualNetwork
from fastpath_checks.topology.networks import elements
from fastpath_checks.topology.placing import Placing

INTERFACE = "Microsoft.Network/networkInterfaces"
SCALE_SET = "Microsoft.Compute/virtualMachineScaleSets"
ENDPOINT = "Microsoft.Network/privateEndpoints"
FRONTEND = "Microsoft.Network/loadBalancers/frontendIPConfigurations"
_PROFILE = ("properties", "virtualMachineProfile", "networkProfile", "networkInterfaceConfigurations")


class AddressHolder(NamedTuple):
    """A resource with at least ``number`` addresses in a network."""

    resource: Resource
    network: VirtualNetwork
    number: Attribute


class AddressHolders:
    """Each declared holder, computed when it is asked for; those of whose subnet nothing is said hold no address.

    An interface and a scale set are a holder for each of their IP configurations, for these may stand in several
    networks. A private endpoint has one address at least; what depends on its service is not counted.
    """

    __slots__ = ("_graph", "_interfaces", "_others", "_placing")

    def __init__(self, graph: ResourceGraph, placing: Placing) -> None:
        self._graph = graph
        self._placing = placing
        self._interfaces: tuple[AddressHolder, ...] | None = None
        self._others: tuple[AddressHolder, ...] | None = None

    def __iter__(self) -> Iterator[AddressHolder]:
        return chain(self.interfaces, self.others)

    @property
    def interfaces(self) -> tuple[AddressHolder, ...]:
        """Those that are network interfaces. All of these are evaluated for the answer."""
        if self._interfaces is None:
            self._interfaces = self._holders(_interfaces(self._graph))
        return self._interfaces

    @property
    def others(self) -> tuple[AddressHolder, ...]:
        if self._others is None:
            self._others = self._holders(_others(self._graph))
        return self._others

    def interfaces_at_most(self) -> float:
        """A number that ``interfaces`` certainly does not exceed, without evaluating or placing any that waits."""
        waiting = self._graph.deferred_at_most(INTERFACE)
        return waiting or sum(1 for _ in _interfaces(self._graph))

    def _holders(self, placed: Iterable[tuple[Resource, Value, Attribute]]) -> tuple[AddressHolder, ...]:
        return tuple(
            AddressHolder(resource, self._placing.network(subnet, resource), number)
            for resource, subnet, number in placed
            if not (isinstance(subnet, Known) and not subnet.data)
        )


def _interfaces(graph: ResourceGraph) -> Iterator[tuple[Resource, Value, Attribute]]:
    for resource in graph.declared(INTERFACE):
        for configuration in elements(resource.read("properties", "ipConfigurations")):
            yield resource, read_in(configuration, "properties", "subnet", "id"), _one(resource)


def _others(graph: ResourceGraph) -> Iterator[tuple[Resource, Value, Attribute]]:
    for resource in graph.declared(SCALE_SET):
        instances = _instances(resource)
        for interface in elements(resource.read(*_PROFILE)):
            for configuration in elements(read_in(interface, "properties", "ipConfigurations")):
                yield resource, read_in(configuration, "properties", "subnet", "id"), instances
    for type in (ENDPOINT, FRONTEND):
        for resource in graph.declared(type):
            yield resource, resource.read("properties", "subnet", "id"), _one(resource)


def _one(resource: Resource) -> Attribute:
    return Attribute(
        f"the number of addresses of {resource.name}", Known(1, Origin(resource.header, OriginKind.WRITTEN))
    )


def _instances(resource: Resource) -> Attribute:
    value = resource.read("sku", "capacity")
    label = f"the instances of {resource.name}"
    if isinstance(value, Known) and value.data is None:
        value = Unknown((Missing(Because.NOT_DOCUMENTED, label, value.origin),), label, value.origin)
    return Attribute(label, value)
