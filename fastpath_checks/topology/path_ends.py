"""Where data paths end: the prefixes and subnets of the networks that use a gateway, and what stands in them."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from fastpath_checks.core.claims import Attribute, Claim, Truth
from fastpath_checks.core.values import Known, Value
from fastpath_checks.graph.linking import same_resource
from fastpath_checks.graph.resource_ids import resource_id_in
from fastpath_checks.graph.resources import Resource
from fastpath_checks.topology.destinations import Firewall, NetAppVolume, ResolverEndpoint
from fastpath_checks.topology.model import Connection, LoadBalancerFrontend, PrivateEndpoint, Topology, VirtualNetwork
from fastpath_checks.topology.paths import same_network, served_networks, serves_spoke
from fastpath_checks.topology.prefixes import ip_version
from fastpath_checks.topology.serving import Thing


class EndKind(Enum):
    """What a destination is."""

    PREFIX = "prefix"
    SUBNET = "subnet"
    FRONTEND = "load-balancer-frontend"
    ENDPOINT = "private-endpoint"
    RESOLVER = "dns-resolver-endpoint"
    VOLUME = "netapp-volume"
    FIREWALL = "firewall"
    VIRTUAL_WAN = "virtual-wan"


class Destination(NamedTuple):
    """One end of a data path, for one IP version (4 or 6).

    ``range`` is its prefix or address, None where nothing tells it; ``thing`` is what stands there, None for a range.
    ``name`` is unique among the destinations of one kind and IP version of a network; ``network`` is None for what is
    behind a Virtual WAN gateway.
    """

    kind: EndKind
    name: str
    resource: Resource
    network: VirtualNetwork | None
    range: Attribute | None
    ip_version: int
    thing: Thing | None = None

    @property
    def prefix(self) -> str:
        """The prefix or address as text; empty where it is not known."""
        known = self.range is not None and isinstance(self.range.value, Known)
        return str(self.range) if known else ""

    @property
    def place(self) -> str:
        """The network that it is in, by name."""
        return self.network.resource.name if self.network is not None else self.name


class Served(NamedTuple):
    """A destination with the network that it is in, and whether that network uses the gateway."""

    destination: Destination
    network: VirtualNetwork
    is_served: Claim


def destinations(connection: Connection, topology: Topology) -> Iterator[Served]:
    """The destinations behind a connection's gateway.

    By network, the gateway's own first: prefixes, subnets, and what stands in them; then what stands in a network that
    cannot be told. The gateway's subnet is none, for only the gateway stands there.
    """
    networks = served_networks(connection, topology)
    standing = list(_standing(topology))
    for network in networks:
        is_served = _is_served(connection, network, topology)
        name = _name(network, connection)
        for end in (*_prefixes(network, name), *_subnets(network, connection)):
            yield Served(end, network, is_served)
        for end, place in standing:
            if place.resource is network.resource:
                yield Served(end, network, is_served)
    known = {id(network.resource) for network in networks}
    for end, place in standing:
        if id(place.resource) not in known:
            is_served = _is_served(connection, place, topology)
            if is_served.truth is not Truth.NO:
                yield Served(end, place, is_served)


def _is_served(connection: Connection, network: VirtualNetwork, topology: Topology) -> Claim:
    own = same_network(connection.gateway.network, network)
    return own if own.truth is Truth.YES else own | serves_spoke(connection, network, topology)


def _name(network: VirtualNetwork, connection: Connection) -> str:
    """A network's name; the gateway's own is called after the gateway where nothing else is known of it."""
    nameless = not network.resource.address and not isinstance(network.resource.names[-1], Known)
    if nameless and network.resource is connection.gateway.network.resource:
        return f"network of {connection.gateway.resource.name}"
    return network.resource.full_name or network.resource.address


def _prefixes(network: VirtualNetwork, name: str) -> Iterator[Destination]:
    for prefix in network.prefixes:
        known = isinstance(prefix.value, Known)
        label = f"{name} {prefix}" if known else name
        yield Destination(EndKind.PREFIX, label, network.resource, network, prefix, _version(prefix))
    if not network.prefixes:
        yield Destination(EndKind.PREFIX, name, network.resource, network, None, 4)


def _subnets(network: VirtualNetwork, connection: Connection) -> Iterator[Destination]:
    for subnet in network.subnets:
        if subnet.resource is connection.gateway.subnet.resource or subnet.resource.exists.truth is Truth.NO:
            continue
        name = subnet.resource.full_name
        versions = [_version(prefix) for prefix in subnet.prefixes]
        for prefix, version in zip(subnet.prefixes, versions, strict=True):
            label = f"{name} {prefix}" if versions.count(version) > 1 else name
            yield Destination(EndKind.SUBNET, label, subnet.resource, network, prefix, version)
        if not subnet.prefixes:
            yield Destination(EndKind.SUBNET, name, subnet.resource, network, None, 4)


def _standing(topology: Topology) -> Iterator[tuple[Destination, VirtualNetwork]]:
    """What stands in subnets, each with its network."""
    groups: tuple[tuple[EndKind, tuple[Thing, ...]], ...] = (
        (EndKind.FIREWALL, topology.firewalls),
        (EndKind.FRONTEND, topology.frontends),
        (EndKind.ENDPOINT, topology.endpoints),
        (EndKind.RESOLVER, topology.resolver_endpoints),
        (EndKind.VOLUME, topology.volumes),
    )
    for kind, things in groups:
        for thing in things:
            if thing.resource.exists.truth is Truth.NO:
                continue
            if isinstance(thing, LoadBalancerFrontend) and thing.is_private.truth is Truth.NO:
                continue
            version = _version_of(thing)
            name, range_ = thing.resource.full_name, _range(thing, version)
            yield Destination(kind, name, thing.resource, thing.network, range_, version, thing), thing.network


def _version(prefix: Attribute) -> int:
    """The IP version of a prefix; 4 for one that is not known."""
    return (ip_version(prefix.value.data) if isinstance(prefix.value, Known) else None) or 4


def _version_of(thing: Thing) -> int:
    """The IP version of a thing's address: 4, unless a frontend says otherwise."""
    said = thing.resource.read("properties", "privateIPAddressVersion")
    is_six = isinstance(thing, LoadBalancerFrontend) and isinstance(said, Known) and str(said.data).casefold() == "ipv6"
    return 6 if is_six else 4


def _range(thing: Thing, version: int) -> Attribute | None:
    """A frontend's own address where it is written, else the prefix of the subnet that the thing stands in."""
    if isinstance(thing, LoadBalancerFrontend):
        address = thing.resource.read("properties", "privateIPAddress")
        if isinstance(address, Known) and address.data:
            return Attribute(f"the address of {thing.resource.name}", address)
    wanted = resource_id_in(_subnet_id(thing))
    if wanted is None:
        return None
    for subnet in thing.network.subnets:
        if same_resource(wanted, subnet.resource.id) is Truth.YES:
            return next((one for one in subnet.prefixes if _version(one) == version), None)
    return None


def _subnet_id(thing: Thing) -> Value:
    match thing:
        case PrivateEndpoint():
            return thing.resource.read("properties", "subnet", "id")
        case NetAppVolume():
            return thing.resource.read("properties", "subnetId")
        case LoadBalancerFrontend() | ResolverEndpoint() | Firewall():
            return thing.subnet.value
