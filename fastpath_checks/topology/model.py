"""The ExpressRoute picture: who is connected to what, in the words of the people who run it.

Reading an attribute never fails. What the files do not show is there too, as a stub whose values are unknown.
"""

from __future__ import annotations

from typing import NamedTuple

from fastpath_checks.core.claims import Attribute, Claim, Truth
from fastpath_checks.core.values import Known
from fastpath_checks.graph.resources import Resource
from fastpath_checks.policy.facts import Facts


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


class VirtualNetwork(NamedTuple):
    """``prefixes`` are the address prefixes, each CIDR text; ``prefixes_complete`` says whether they are all."""

    resource: Resource
    location: Attribute
    prefixes: tuple[Attribute, ...]
    prefixes_complete: Claim


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
    """``kind`` is ``provider`` or ``direct``; ``port`` is the Direct port pair, where there is one."""

    resource: Resource
    kind: Attribute
    port: Port | None

    def supports(self, feature: str, facts: Facts) -> Claim:
        """Whether FastPath carries a feature of the facts' matrix on this kind of circuit."""
        return self.kind.decide(lambda kind: facts.supports(feature, str(kind)))


class Gateway(NamedTuple):
    """A virtual network gateway, with the network and the gateway subnet that it stands in."""

    resource: Resource
    gateway_type: Attribute
    sku: Attribute
    minimum_scale_units: Attribute
    network: VirtualNetwork
    subnet: Subnet

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
    """One frontend of a load balancer; the ``network`` of a public one is a stub."""

    resource: Resource
    load_balancer: Resource
    sku: Attribute
    network: VirtualNetwork
    is_private: Claim


class PrivateEndpoint(NamedTuple):
    resource: Resource
    network: VirtualNetwork


class Topology(NamedTuple):
    """Everything that one scenario declares, and the stubs around it."""

    ports: tuple[Port, ...]
    circuits: tuple[Circuit, ...]
    gateways: tuple[Gateway, ...]
    connections: tuple[Connection, ...]
    virtual_wan_connections: tuple[VirtualWanConnection, ...]
    networks: tuple[VirtualNetwork, ...]
    peerings: tuple[Peering, ...]
    frontends: tuple[LoadBalancerFrontend, ...]
    endpoints: tuple[PrivateEndpoint, ...]
