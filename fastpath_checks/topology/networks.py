"""Virtual networks, their subnets, and the routes on a gateway subnet."""

from __future__ import annotations

from collections.abc import Iterator

from fastpath_checks.core.claims import YES, Attribute, Claim, Truth, maybe
from fastpath_checks.core.spans import Origin, OriginKind
from fastpath_checks.core.values import Because, Known, Missing, Unknown, Value, missing_of, over_choices
from fastpath_checks.graph.linking import same_resource
from fastpath_checks.graph.resource_graph import ResourceGraph
from fastpath_checks.graph.resource_ids import resource_id_in
from fastpath_checks.graph.resources import Resource
from fastpath_checks.policy.assertions import Assertions
from fastpath_checks.topology.asserting import asserted, identity
from fastpath_checks.topology.model import AddressRange, Route, Subnet, VirtualNetwork

ROUTE_TABLE = "Microsoft.Network/routeTables"


class NetworkBuilder:
    """Builds each network and each gateway subnet once."""

    def __init__(self, graph: ResourceGraph, assertions: Assertions) -> None:
        self._graph = graph
        self._assertions = assertions
        self._networks: dict[int, VirtualNetwork] = {}

    def network(self, resource: Resource) -> VirtualNetwork:
        found = self._networks.get(id(resource))
        if found is None:
            prefixes = resource.read("properties", "addressSpace", "addressPrefixes")
            found = self._networks[id(resource)] = VirtualNetwork(
                resource=resource,
                location=Attribute(f"the region of {resource.name}", resource.read("location")),
                prefixes=tuple(Attribute(f"the address prefix of {resource.name}", one) for one in elements(prefixes)),
                prefixes_complete=whole(prefixes, f"the address space of {resource.name}"),
                peerings_complete=_whole_or_absent(
                    resource.read("properties", "virtualNetworkPeerings"), f"the peerings of {resource.name}"
                ),
                subnets=tuple(
                    AddressRange(one, subnet_prefixes(one))
                    for one in self._graph.children(resource, "subnets").resources
                ),
            )
        return found

    def subnet(self, resource: Resource, of_gateway: Resource) -> Subnet:
        """The gateway's subnet with the routes on it; an assertion may speak for one that is not in the files."""
        reference = resource.read("properties", "routeTable", "id")
        if resource.existing:
            said = self._assertions.gateway_subnet_has_routes(*identity(of_gateway))
            if said is not None and said.data is False:
                return Subnet(
                    resource, (), YES.because("the policy asserts that no route is here", asserted(said).origin)
                )
        table = self._graph.follow(reference, ROUTE_TABLE, resource)
        if table is None:
            return Subnet(resource, (), self._nothing_else(resource))
        children = self._graph.children(table.target, "routes")
        routes = tuple(
            Route(
                resource=route,
                prefix=Attribute(f"the prefix of route {route.name}", route.read("properties", "addressPrefix")),
                next_hop_type=Attribute(f"the next hop of route {route.name}", route.read("properties", "nextHopType")),
                next_hop_address=Attribute(
                    f"the next hop address of route {route.name}", route.read("properties", "nextHopIpAddress")
                ),
            )
            for route in children.resources
        )
        return Subnet(resource, routes, children.complete)

    def _nothing_else(self, subnet: Resource) -> Claim:
        """Whether nothing that could not be placed, or not be read, may put a route table on this subnet."""
        claim = self._graph.whole
        for one in self._graph.unplaced:
            if one.type != subnet.type or one.path[:2] != ("properties", "routeTable"):
                continue
            wanted = resource_id_in(one.target)
            if wanted is None or same_resource(wanted, subnet.id) is not Truth.NO:
                note = f"{one.resource.address} may put a route table on {subnet.name}"
                missing = missing_of([one.target]) or (
                    Missing(Because.OUTSIDE_THE_FILES, f"the subnet of {one.resource.address}", one.target.origin),
                )
                claim &= maybe(note, one.target.origin, missing)
        return claim


def subnet_prefixes(subnet: Resource) -> tuple[Attribute, ...]:
    """The address prefixes of a subnet, be they written as a list or as one; none where neither is there."""
    label = f"the prefix of {subnet.name}"
    several = subnet.read("properties", "addressPrefixes")
    found = tuple(Attribute(label, one) for one in elements(several))
    if found:
        return found
    values = (subnet.read("properties", "addressPrefix"), several)
    return tuple(Attribute(label, one) for one in values if not (isinstance(one, Known) and one.data is None))[:1]


def endpoint_policies(subnet: Resource) -> Attribute:
    """The subnet's network policies for private endpoints. Absent is ``Disabled``, says the schema of the subnet.

    Providers before azurerm 4.0 say it with a switch, whose true is ``Enabled``.
    """
    value = subnet.read("properties", "privateEndpointNetworkPolicies")
    if not isinstance(value, Unknown):
        value = over_choices(value, _as_policy, "", value.origin)
    return Attribute(f"the network policies for private endpoints of {subnet.name}", value)


def _as_policy(known: Known) -> Value:
    if known.data is None or isinstance(known.data, bool):
        return Known("Enabled" if known.data else "Disabled", known.origin)
    return known


def elements(value: Value) -> Iterator[Value]:
    """The elements of a list value; none where it is not a known list."""
    if isinstance(value, Known) and isinstance(value.data, list):
        yield from value.data


def whole(value: Value, what: str) -> Claim:
    """Whether a value is a list that is wholly known; ``what`` names it where it is not."""
    if isinstance(value, Known) and isinstance(value.data, list):
        return YES
    origin = Origin(value.origin.span, OriginKind.DERIVED)
    missing = missing_of([value]) or (Missing(Because.OUTSIDE_THE_FILES, what, origin),)
    return maybe(f"{what} is not known", value.origin, missing)


def _whole_or_absent(value: Value, what: str) -> Claim:
    return YES if isinstance(value, Known) and value.data is None else whole(value, what)
