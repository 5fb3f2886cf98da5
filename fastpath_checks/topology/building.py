"""ResourceGraph -> Topology: each subject once, with the neighbors that its rules ask about."""

from __future__ import annotations

from collections.abc import Iterator

from fastpath_checks.core.claims import Attribute, Truth
from fastpath_checks.core.spans import Origin, OriginKind
from fastpath_checks.core.values import Because, Known, Missing, Unknown, Value
from fastpath_checks.graph.linking import Link
from fastpath_checks.graph.resource_graph import ResourceGraph
from fastpath_checks.graph.resources import Resource, read_in
from fastpath_checks.policy.assertions import Assertions
from fastpath_checks.topology.addresses import AddressHolders
from fastpath_checks.topology.alerts import alerts
from fastpath_checks.topology.api_versions import versioned_resources
from fastpath_checks.topology.asserting import asserted, identity
from fastpath_checks.topology.circuits import CIRCUIT, PORT, CircuitBuilder
from fastpath_checks.topology.gateways import gateway_type
from fastpath_checks.topology.model import (
    Connection,
    Gateway,
    LoadBalancerFrontend,
    Peering,
    PrivateEndpoint,
    PublicAddress,
    Topology,
    VirtualNetwork,
    VirtualWanConnection,
)
from fastpath_checks.topology.networks import NetworkBuilder, elements, endpoint_policies, whole
from fastpath_checks.topology.peering_sides import PeeringSides
from fastpath_checks.topology.placing import Placing

GATEWAY = "Microsoft.Network/virtualNetworkGateways"
CONNECTION = "Microsoft.Network/connections"
WAN_CONNECTION = "Microsoft.Network/expressRouteGateways/expressRouteConnections"
PEERING = "Microsoft.Network/virtualNetworks/virtualNetworkPeerings"
NETWORK = "Microsoft.Network/virtualNetworks"
SUBNET = "Microsoft.Network/virtualNetworks/subnets"
LOAD_BALANCER = "Microsoft.Network/loadBalancers"
FRONTEND = "Microsoft.Network/loadBalancers/frontendIPConfigurations"
ENDPOINT = "Microsoft.Network/privateEndpoints"
PUBLIC_ADDRESS = "Microsoft.Network/publicIPAddresses"


def build_topology(graph: ResourceGraph, assertions: Assertions) -> Topology:
    """The topology of one scenario. Never fails: what cannot be followed ends at a stub."""
    return _Builder(graph, assertions).build()


class _Builder:
    def __init__(self, graph: ResourceGraph, assertions: Assertions) -> None:
        self.graph = graph
        self.assertions = assertions
        self.networks = NetworkBuilder(graph, assertions)
        self.circuits = CircuitBuilder(graph, assertions)
        self.placing = Placing(graph, self.networks)
        self._gateways: dict[int, Gateway] = {}

    def build(self) -> Topology:
        graph = self.graph
        peerings = tuple(self._peering(one) for one in graph.declared(PEERING))
        return Topology(
            ports=tuple(self.circuits.port(one) for one in graph.declared(PORT)),
            circuits=tuple(self.circuits.circuit(one) for one in graph.declared(CIRCUIT)),
            gateways=tuple(self._gateway(one) for one in graph.declared(GATEWAY)),
            connections=tuple(self._connection(one) for one in graph.declared(CONNECTION)),
            virtual_wan_connections=tuple(self._wan_connection(one) for one in graph.declared(WAN_CONNECTION)),
            networks=tuple(self.networks.network(one) for one in graph.declared(NETWORK)),
            peerings=peerings,
            peering_sides=PeeringSides(peerings),
            frontends=tuple(self._frontend(one) for one in graph.declared(FRONTEND)),
            endpoints=tuple(self._endpoint(one) for one in graph.declared(ENDPOINT)),
            versioned=versioned_resources(graph),
            resolver_endpoints=self.placing.resolver_endpoints(),
            volumes=self.placing.volumes(),
            firewalls=self.placing.firewalls(),
            address_holders=AddressHolders(graph, self.placing),
            alerts=alerts(graph),
            whole=graph.whole,
        )

    def _connection(self, resource: Resource) -> Connection:
        gateway = self._follow(resource, GATEWAY, "properties", "virtualNetworkGateway1", "id")
        circuit = self._follow(resource, CIRCUIT, "properties", "peer", "id")
        return Connection(
            resource=resource,
            connection_type=Attribute("the connection's type", resource.read("properties", "connectionType")),
            gateway_bypass=_flag("FastPath (gateway bypass)", resource, "expressRouteGatewayBypass"),
            private_link_fastpath=_flag("private-link FastPath", resource, "enablePrivateLinkFastPath"),
            enrolled=Attribute("enrolment in private-link FastPath", self._enrolment(resource, circuit.target)),
            gateway=self._gateway(gateway.target),
            circuit=self.circuits.circuit(circuit.target),
        )

    def _wan_connection(self, resource: Resource) -> VirtualWanConnection:
        peering = resource.read("properties", "expressRouteCircuitPeering", "id")
        link = self.graph.follow(peering, f"{CIRCUIT}/peerings", resource)
        target = (self.graph.parent(link.target) or link.target) if link is not None else _absent(resource, "circuit")
        return VirtualWanConnection(
            resource=resource,
            gateway_bypass=_flag("FastPath (gateway bypass)", resource, "expressRouteGatewayBypass"),
            private_link_fastpath=_flag("private-link FastPath", resource, "enablePrivateLinkFastPath"),
            circuit=self.circuits.circuit(target),
        )

    def _enrolment(self, connection: Resource, circuit: Resource) -> Value:
        found = self.assertions.private_link_enrolled(*identity(connection), of="connection")
        if found is None:
            found = self.assertions.private_link_enrolled(*identity(circuit), of="circuit")
        if found is not None:
            return asserted(found)
        origin = Origin(connection.header, OriginKind.DERIVED)
        name = f"enrolment of {connection.name} in private-link FastPath"
        return Unknown((Missing(Because.OUTSIDE_THE_FILES, name, origin),), name, origin)

    def _gateway(self, resource: Resource) -> Gateway:
        found = self._gateways.get(id(resource))
        if found is None:
            found = self._gateways[id(resource)] = self._new_gateway(resource)
        return found

    def _new_gateway(self, resource: Resource) -> Gateway:
        subnet_link = None
        for element in elements(resource.read("properties", "ipConfigurations")):
            subnet_link = self.graph.follow(read_in(element, "properties", "subnet", "id"), SUBNET, resource)
            if subnet_link is not None:
                break
        if subnet_link is not None:
            subnet_resource = subnet_link.target
        else:
            subnet_resource = _absent(resource, "GatewaySubnet", SUBNET)
        network_resource = self.graph.parent(subnet_resource) or _absent(resource, "network", NETWORK)
        sku = resource.read("properties", "sku", "name")
        units = resource.read("properties", "autoScaleConfiguration", "bounds", "min")
        asserted_gateway = self.assertions.gateway(*identity(resource)) if resource.existing else None
        if asserted_gateway is not None and asserted_gateway.sku is not None:
            sku = asserted(asserted_gateway.sku)
        if asserted_gateway is not None and asserted_gateway.minimum_scale_units is not None:
            units = asserted(asserted_gateway.minimum_scale_units)
        configurations = resource.read("properties", "ipConfigurations")
        return Gateway(
            resource=resource,
            gateway_type=Attribute("the gateway's type", gateway_type(resource, sku)),
            sku=Attribute("the gateway's SKU", _or_undocumented(sku, resource, "sku")),
            minimum_scale_units=Attribute(
                "the gateway's minimum of scale units", _or_undocumented(units, resource, "scale units")
            ),
            network=self.networks.network(network_resource),
            subnet=self.networks.subnet(subnet_resource, of_gateway=resource),
            remote_network_traffic=_flag("traffic from remote networks", resource, "allowRemoteVnetTraffic"),
            virtual_wan_traffic=_flag("traffic from Virtual WAN", resource, "allowVirtualWanTraffic"),
            addresses=tuple(self._addresses(configurations, resource)),
            addresses_complete=whole(configurations, f"the IP configurations of {resource.name}"),
        )

    def _addresses(self, configurations: Value, gateway: Resource) -> Iterator[PublicAddress]:
        for element in elements(configurations):
            reference = read_in(element, "properties", "publicIPAddress", "id")
            link = self.graph.follow(reference, PUBLIC_ADDRESS, gateway)
            if link is not None:
                sku = _or_undocumented(link.target.read("sku", "name"), link.target, "sku")
                yield PublicAddress(link.target, Attribute(f"the SKU of {link.target.name}", sku))

    def _peering(self, resource: Resource) -> Peering:
        local = self.graph.parent(resource) or _absent(resource, "network", NETWORK)
        remote = self._follow(resource, NETWORK, "properties", "remoteVirtualNetwork", "id")
        return Peering(
            resource=resource,
            local=self.networks.network(local),
            remote=self.networks.network(remote.target),
            allows_gateway_transit=_flag("gateway transit", resource, "allowGatewayTransit"),
            uses_remote_gateways=_flag("use of remote gateways", resource, "useRemoteGateways"),
        )

    def _frontend(self, resource: Resource) -> LoadBalancerFrontend:
        load_balancer = self.graph.parent(resource) or resource
        subnet = Attribute("the frontend's subnet", resource.read("properties", "subnet", "id"))
        link = self.graph.follow(subnet.value, SUBNET, resource)
        sku = load_balancer.read("sku", "name")
        network = self._network_of(link) or self.networks.network(_absent(resource, "network", NETWORK))
        return LoadBalancerFrontend(
            resource=resource,
            load_balancer=load_balancer,
            sku=Attribute("the load balancer's SKU", _or_undocumented(sku, load_balancer, "sku")),
            subnet=subnet,
            network=network,
            is_private=subnet.satisfies(lambda data: data not in (None, "")),
        )

    def _endpoint(self, resource: Resource) -> PrivateEndpoint:
        link = self.graph.follow(resource.read("properties", "subnet", "id"), SUBNET, resource)
        network = self._network_of(link) or self.networks.network(_absent(resource, "network", NETWORK))
        subnet = link.target if link is not None else _absent(resource, "subnet", SUBNET)
        return PrivateEndpoint(resource=resource, network=network, network_policies=endpoint_policies(subnet))

    def _network_of(self, link: Link | None) -> VirtualNetwork | None:
        if link is None:
            return None
        parent = self.graph.parent(link.target) or _absent(link.target, "network", NETWORK)
        return self.networks.network(parent)

    def _follow(self, resource: Resource, type: str, *path: str) -> Link:
        reference = resource.read(*path)
        link = self.graph.follow(reference, type, resource)
        return link or Link(_absent(resource, path[-2], type), Truth.MAYBE, reference.origin)


def _flag(label: str, resource: Resource, key: str) -> Attribute:
    """A switch of ``properties``; absent is off, as for a resource that is being created."""
    value = resource.read("properties", key)
    if isinstance(value, Known) and value.data is None:
        value = Known(False, value.origin)
    return Attribute(label, value)


def _or_undocumented(value: Value, resource: Resource, what: str) -> Value:
    """An absent value whose default no document states is unknown."""
    if isinstance(value, Known) and value.data is None:
        name = f"the {what} of {resource.name}"
        return Unknown((Missing(Because.NOT_DOCUMENTED, name, value.origin),), name, value.origin)
    return value


def _absent(resource: Resource, what: str, type: str = "") -> Resource:
    """A stub for a neighbor that the resource does not name at all."""
    origin = Origin(resource.header, OriginKind.DERIVED)
    missing = (Missing(Because.OUTSIDE_THE_FILES, f"the {what} of {resource.name}", origin),)
    name = Unknown(missing, "", origin)
    return Resource(type, (name,), {}, "", resource.header, existing=True, unseen=missing)
