"""What holds private addresses in a network: interfaces, instances of scale sets, private endpoints, load balancers."""

from __future__ import annotations

from collections.abc import Iterator
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


def address_holders(graph: ResourceGraph, placing: Placing) -> tuple[AddressHolder, ...]:
    """Each declared holder; those of whose subnet nothing is said hold no private address.

    An interface and a scale set are a holder for each of their IP configurations, for these may stand in several
    networks. A private endpoint has one address at least; what depends on its service is not counted.
    """
    return tuple(
        AddressHolder(resource, placing.network(subnet, resource), number)
        for resource, subnet, number in _placed(graph)
        if not (isinstance(subnet, Known) and not subnet.data)
    )


def _placed(graph: ResourceGraph) -> Iterator[tuple[Resource, Value, Attribute]]:
    for resource in graph.declared(INTERFACE):
        for configuration in elements(resource.read("properties", "ipConfigurations")):
            yield resource, read_in(configuration, "properties", "subnet", "id"), _one(resource)
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
