"""Resources that stand in a subnet -> destinations, each with the network that it stands in."""

from __future__ import annotations

from fastpath_checks.core.claims import Attribute
from fastpath_checks.core.spans import Origin, OriginKind
from fastpath_checks.core.values import Because, Known, Missing, Unknown, Value
from fastpath_checks.graph.resource_graph import ResourceGraph
from fastpath_checks.graph.resources import Resource, read_in
from fastpath_checks.topology.destinations import Firewall, NetAppVolume, ResolverEndpoint
from fastpath_checks.topology.model import VirtualNetwork
from fastpath_checks.topology.networks import NetworkBuilder, elements

NETWORK = "Microsoft.Network/virtualNetworks"
SUBNET = "Microsoft.Network/virtualNetworks/subnets"
FIREWALL = "Microsoft.Network/azureFirewalls"
RESOLVER_ENDPOINT = "Microsoft.Network/dnsResolvers/inboundEndpoints"
VOLUME = "Microsoft.NetApp/netAppAccounts/capacityPools/volumes"


class Placing:
    """Builds the destinations of one graph."""

    def __init__(self, graph: ResourceGraph, networks: NetworkBuilder) -> None:
        self._graph = graph
        self._networks = networks
        self._unnamed: dict[int, Resource] = {}

    def resolver_endpoints(self) -> tuple[ResolverEndpoint, ...]:
        return tuple(self._resolver_endpoint(one) for one in self._graph.declared(RESOLVER_ENDPOINT))

    def volumes(self) -> tuple[NetAppVolume, ...]:
        return tuple(self._volume(one) for one in self._graph.declared(VOLUME))

    def firewalls(self) -> tuple[Firewall, ...]:
        """Those that stand in a network. A firewall of a Virtual WAN hub names no subnet and is none of them."""
        return tuple(
            self._firewall(one)
            for one in self._graph.declared(FIREWALL)
            if not _is_nothing(one.read("properties", "ipConfigurations"))
        )

    def _resolver_endpoint(self, resource: Resource) -> ResolverEndpoint:
        configurations = resource.read("properties", "ipConfigurations")
        subnet = _first(configurations, resource, "subnet", "id")
        return ResolverEndpoint(resource, Attribute("the endpoint's subnet", subnet), self.network(subnet, resource))

    def _volume(self, resource: Resource) -> NetAppVolume:
        features = resource.read("properties", "networkFeatures")
        if isinstance(features, Known) and features.data is None:
            name = f"the network features of {resource.name}"
            origin = features.origin
            features = Unknown((Missing(Because.NOT_DOCUMENTED, name, origin),), name, origin)
        network = self.network(resource.read("properties", "subnetId"), resource)
        return NetAppVolume(resource, Attribute("the volume's network features", features), network)

    def _firewall(self, resource: Resource) -> Firewall:
        configurations = resource.read("properties", "ipConfigurations")
        subnet = _first(configurations, resource, "properties", "subnet", "id")
        return Firewall(resource, Attribute("the firewall's subnet", subnet), self.network(subnet, resource))

    def network(self, subnet: Value, resource: Resource) -> VirtualNetwork:
        """The network that a subnet is of, by the subnet's id; a stub where that is not known, one for each subnet."""
        link = self._graph.follow(subnet, SUBNET, resource)
        if link is None:
            return self._networks.network(_unnamed_network(resource))
        network = self._graph.parent(link.target) or self._unnamed.get(id(link.target))
        if network is None:
            network = self._unnamed[id(link.target)] = _unnamed_network(resource)
        return self._networks.network(network)


def _is_nothing(value: Value) -> bool:
    return isinstance(value, Known) and not value.data


def _first(configurations: Value, resource: Resource, *path: str) -> Value:
    """A value of the first of several IP configurations that has it; unknown where none is known to."""
    for one in elements(configurations):
        found = read_in(one, *path)
        if not _is_nothing(found):
            return found
    if isinstance(configurations, Unknown):
        return Unknown(configurations.missing, configurations.residual, configurations.origin)
    name = f"the subnet of {resource.name}"
    origin = Origin(resource.header, OriginKind.DERIVED)
    return Unknown((Missing(Because.OUTSIDE_THE_FILES, name, origin),), name, origin)


def _unnamed_network(resource: Resource) -> Resource:
    origin = Origin(resource.header, OriginKind.DERIVED)
    missing = (Missing(Because.OUTSIDE_THE_FILES, f"the network of {resource.name}", origin),)
    return Resource(NETWORK, (Unknown(missing, "", origin),), {}, "", resource.header, existing=True, unseen=missing)
