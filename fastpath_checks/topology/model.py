"""The ExpressRoute picture: who is connected to what, in the words of the people who run it.

Reading an attribute never fails. What the files do not show is there too, as a stub whose values are unknown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fastpath_checks.core.claims import YES, Attribute, Claim, Truth
from fastpath_checks.core.values import Known
from fastpath_checks.graph.resources import Resource
from fastpath_checks.policy.facts import Facts

if TYPE_CHECKING:
    from fastpath_checks.topology.addresses import AddressHolders
    from fastpath_checks.topology.alerts import Alert
    from fastpath_checks.topology.api_versions import VersionedResource
    from fastpath_checks.topology.destinations import Firewall, NetAppVolume, ResolverEndpoint
    from fastpath_checks.topology.peering_sides import PeeringSides


class Route(NamedTuple):
    """One route of a route table: ``prefix`` is CIDR text or a service tag."""

    resource: Resource
    prefix: Attribute
    next_hop_type: Attribute
    next_hop_address: Attribute

    @property
    def leads_to_appliance(self) -> Claim:
        return self.next_hop_type.is_("VirtualAppliance")


class Subnet(NamedTuple):
    """``routes`` are those of its route table; ``routes_complete`` says whether they are all that apply."""

    resource: Resource
    routes: tuple[Route, ...]
    routes_complete: Claim


class AddressRange(NamedTuple):
    """A subnet of a network, with its address prefixes, each CIDR text; none where its declaration has none."""

    resource: Resource
    prefixes: tuple[Attribute, ...]


class VirtualNetwork(NamedTuple):
    """``prefixes`` are the address prefixes, each CIDR text; ``prefixes_complete`` says whether they are all.

    ``peerings_complete`` says whether the topology has all peerings that the network's own declaration holds.
    ``subnets`` are those that the files show.
    """

    resource: Resource
    location: Attribute
    prefixes: tuple[Attribute, ...]
    prefixes_complete: Claim
    peerings_complete: Claim
    subnets: tuple[AddressRange, ...] = ()


class Peering(NamedTuple):
    """One side of a peering: ``local`` holds it, ``remote`` is the other network."""

    resource: Resource
    local: VirtualNetwork
    remote: VirtualNetwork
    allows_gateway_transit: Attribute
    uses_remote_gateways: Attribute


class Port(NamedTuple):
    """An ExpressRoute Direct port pair; ``bandwidth`` in Gbps."""

    resource: Resource
    bandwidth: Attribute


class Circuit(NamedTuple):
    """``kind`` is ``provider`` or ``direct``; ``port`` is the Direct port pair, where there is one.

    ``bandwidth`` is that of a circuit on ExpressRoute Direct, in Gbps.
    """

    resource: Resource
    kind: Attribute
    port: Port | None
    bandwidth: Attribute

    def supports(self, feature: str, facts: Facts) -> Claim:
        """Whether FastPath carries a feature of the facts' matrix on this kind of circuit."""
        return self.kind.decide(lambda kind: facts.supports(feature, str(kind)))


class PublicAddress(NamedTuple):
    """A public IP address."""

    resource: Resource
    sku: Attribute


class Gateway(NamedTuple):
    """A virtual network gateway, with the network and the gateway subnet that it stands in.

    ``remote_network_traffic`` and ``virtual_wan_traffic`` say whether it accepts traffic from other virtual networks
    over a circuit. ``addresses`` are its public addresses; ``addresses_complete`` says whether they are all.
    """

    resource: Resource
    gateway_type: Attribute
    sku: Attribute
    minimum_scale_units: Attribute
    network: VirtualNetwork
    subnet: Subnet
    remote_network_traffic: Attribute
    virtual_wan_traffic: Attribute
    addresses: tuple[PublicAddress, ...]
    addresses_complete: Claim

    @property
    def is_expressroute(self) -> Claim:
        return self.gateway_type.is_("ExpressRoute")

    @property
    def size(self) -> str:
        """The SKU as a sentence says it, with the minimum of scale units where it has one.

        Documentation asks for "a minimum of 10 scale units". That this means the lower bound of the range, where the
        gateway may sit, and not the upper one, is our reading, and the sentence says so.
        """
        units = self.minimum_scale_units
        known = isinstance(units.value, Known) and units.value.data is not None
        reading = "in our reading of the documentation, the lower bound of the range is what counts"
        return f"{self.sku} with a minimum of {units} scale units ({reading})" if known else str(self.sku)

    @property
    def has_address(self) -> Claim:
        """Whether it has a public address of its own."""
        return YES if self.addresses else ~self.addresses_complete

    def can_carry_fastpath(self, facts: Facts) -> Claim:
        """Whether the documentation lists the SKU, with the scale units that it asks for."""
        return self.sku.decide(lambda sku: self._carries(str(sku), facts))

    def _carries(self, sku: str, facts: Facts) -> Claim:
        units = facts.fastpath_scale_units(sku)
        return self.minimum_scale_units.is_at_least(units) if units else facts.sku_carries_fastpath(sku)


class Connection(NamedTuple):
    """A connection of a virtual network gateway; ``enrolled`` is what the policy asserts of private-link FastPath."""

    resource: Resource
    connection_type: Attribute
    gateway_bypass: Attribute
    private_link_fastpath: Attribute
    enrolled: Attribute
    gateway: Gateway
    circuit: Circuit

    @property
    def is_expressroute(self) -> Claim:
        return self.connection_type.is_("ExpressRoute")

    @property
    def kind(self) -> str:
        """What the connection is, as a sentence says it."""
        if self.is_expressroute.truth is Truth.NO:
            return f"of type {self.connection_type}"
        return f"on a gateway of type {self.gateway.gateway_type}"

    @property
    def bypasses_gateway(self) -> Claim:
        """FastPath is on where it can have an effect: an ExpressRoute connection of an ExpressRoute gateway."""
        return self.gateway_bypass.is_(True) & self.is_expressroute & self.gateway.is_expressroute


class VirtualWanConnection(NamedTuple):
    """A connection of a Virtual WAN ExpressRoute gateway, whose scale units are another unit."""

    resource: Resource
    gateway_bypass: Attribute
    private_link_fastpath: Attribute
    circuit: Circuit


class LoadBalancerFrontend(NamedTuple):
    """One frontend of a load balancer; ``subnet`` is an id, and the ``network`` of a public one is a stub."""

    resource: Resource
    load_balancer: Resource
    sku: Attribute
    subnet: Attribute
    network: VirtualNetwork
    is_private: Claim


class PrivateEndpoint(NamedTuple):
    """``network_policies`` are those of its subnet for private endpoints, as ARM names them."""

    resource: Resource
    network: VirtualNetwork
    network_policies: Attribute


class Topology(NamedTuple):
    """Everything that one scenario declares, and the stubs around it.

    ``whole`` says whether all of the root could be read: what is in none of the others may stand in what could not.
    """

    ports: tuple[Port, ...]
    circuits: tuple[Circuit, ...]
    gateways: tuple[Gateway, ...]
    connections: tuple[Connection, ...]
    virtual_wan_connections: tuple[VirtualWanConnection, ...]
    networks: tuple[VirtualNetwork, ...]
    peerings: tuple[Peering, ...]
    peering_sides: PeeringSides
    frontends: tuple[LoadBalancerFrontend, ...]
    endpoints: tuple[PrivateEndpoint, ...]
    versioned: tuple[VersionedResource, ...]
    resolver_endpoints: tuple[ResolverEndpoint, ...]
    volumes: tuple[NetAppVolume, ...]
    firewalls: tuple[Firewall, ...]
    address_holders: AddressHolders
    alerts: tuple[Alert, ...]
    whole: Claim
