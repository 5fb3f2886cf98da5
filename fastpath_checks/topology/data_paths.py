"""The data path of each connection to each destination: the way that traffic takes, why, and past which appliance.

Every step is a claim that rules ask for, too, so that a verdict and a path cannot disagree.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum
from typing import NamedTuple, Union

from fastpath_checks.core.claims import NO, YES, Claim, Truth, all_of, any_of, shown
from fastpath_checks.core.values import Known
from fastpath_checks.policy.facts import Facts
from fastpath_checks.topology import path_reasons as reasons
from fastpath_checks.topology.inspection import carries_version, honors_routes_of
from fastpath_checks.topology.ip_versions import carries_ipv6
from fastpath_checks.topology.model import (
    Connection,
    LoadBalancerFrontend,
    PrivateEndpoint,
    Route,
    Topology,
    VirtualNetwork,
    VirtualWanConnection,
)
from fastpath_checks.topology.path_ends import Destination, EndKind, Served, destinations
from fastpath_checks.topology.path_reasons import Answer, Reason
from fastpath_checks.topology.paths import carries_peering, is_within_reach, same_network
from fastpath_checks.topology.prefixes import is_wider
from fastpath_checks.topology.private_links import is_in_supported_region, is_offered_on, serves_supported_service
from fastpath_checks.topology.redundancy import is_expressroute, two_of_the_seen
from fastpath_checks.topology.routing import steer
from fastpath_checks.topology.serving import carries, carries_load_balancer_sku, leads_into

AnyConnection = Union[Connection, VirtualWanConnection]  # noqa: UP007 - an alias is evaluated when it is read


class Inspection(Enum):
    """What becomes of inspection: no route leads to an appliance, it is passed, or FastPath skips it."""

    NONE = "none"
    PASSED = "passed"
    SKIPPED = "skipped"
    UNDECIDED = "undecided"


class PathKey(NamedTuple):
    """What stays the same of a path when files change: names and IP version, no line, no address, no answer."""

    connection: str
    destination: str
    ip_version: int


class DataPath(NamedTuple):
    """The way of one connection's traffic to one destination.

    ``reason`` is what decides the answer, or the first question that is open; ``claim`` its evidence, or what is
    missing. ``led`` is whether routes lead traffic to an appliance, ``skips`` whether FastPath then passes by it;
    ``inspected`` are the prefixes that are certainly led there.
    """

    connection: AnyConnection
    destination: Destination
    answer: Answer
    reason: Reason
    claim: Claim
    led: Claim
    skips: Claim
    inspected: tuple[str, ...] = ()

    @property
    def key(self) -> PathKey:
        return PathKey(self.connection.resource.full_name, self.destination.name, self.destination.ip_version)

    @property
    def inspection(self) -> Inspection:
        if self.led.truth is Truth.NO or (self.answer is Answer.BLOCKED and self.skips.truth is not Truth.YES):
            return Inspection.NONE
        if self.skips.truth is Truth.YES:
            return Inspection.SKIPPED
        decided = self.skips.truth is Truth.NO and self.led.truth is Truth.YES
        return Inspection.PASSED if decided else Inspection.UNDECIDED


class _Step(NamedTuple):
    """A condition: traffic goes elsewhere, for this reason, where it does not hold; an obstacle, where it does."""

    reason: Reason
    holds: Claim


class _Way(NamedTuple):
    answer: Answer
    reason: Reason
    claim: Claim


def data_paths(topology: Topology, facts: Facts) -> Iterator[DataPath]:
    """The paths of each connection that is, or may be, of ExpressRoute or has FastPath on."""
    for connection in topology.connections:
        if connection.resource.exists.truth is Truth.NO:
            continue
        if connection.gateway_bypass.is_(True).truth is Truth.NO and is_expressroute(connection).truth is Truth.NO:
            continue
        paths = _Paths(connection, topology, facts)
        for one in destinations(connection, topology):
            yield paths.path(one)
    for wan in topology.virtual_wan_connections:
        if wan.resource.exists.truth is not Truth.NO:
            yield _wan_path(wan, facts)


class _Network(NamedTuple):
    """What all destinations in one network share."""

    is_own: Claim
    reached: tuple[_Step, ...]
    refused: _Step


class _Paths:
    """The paths of one connection; what its destinations share is worked out once."""

    def __init__(self, connection: Connection, topology: Topology, facts: Facts) -> None:
        self.connection = connection
        self.topology = topology
        self.facts = facts
        self.switched = (
            _Step(reasons.FASTPATH_OFF, connection.gateway_bypass.is_(True)),
            _Step(reasons.NOT_EXPRESSROUTE, is_expressroute(connection)),
        )
        self.able = {
            4: (_Step(reasons.SKU_NOT_ELIGIBLE, connection.gateway.can_carry_fastpath(facts)),),
            6: (
                _Step(reasons.SKU_NOT_ELIGIBLE, connection.gateway.can_carry_fastpath(facts)),
                _Step(reasons.IPV6, carries_ipv6(connection, facts)),
            ),
        }
        self._networks: dict[int, _Network] = {}
        self._detours: dict[int, Claim] = {}

    def path(self, one: Served) -> DataPath:
        end, connection, facts = one.destination, self.connection, self.facts
        network = self._network(one.network)
        there = (
            _Step(reasons.NOT_DEPLOYED, connection.resource.exists & end.resource.exists),
            _Step(reasons.NOT_PEERED, one.is_served),
        )
        carried = (*network.reached, *self._carriage(end))
        subnet = connection.gateway.subnet
        steering = steer(end.range, one.network, _routes_for(end, subnet.routes), self._leads_to_firewall_elsewhere)
        count = _routes_count(end)
        honored = honors_routes_of(connection, end.ip_version, facts)
        detour = steering.detoured & count & honored
        # That no route makes a detour is nothing to tell of a path.
        straight = _Step(reasons.INSPECTION_IN_SPOKE, YES if detour.truth is Truth.NO else ~detour)
        steps = (*there, *self.switched, *self.able[end.ip_version], *carried, straight)
        way = _way(steps, _arrival(end, network))
        obeyed = YES if way.answer is Answer.GATEWAY else honored
        way = _blocked(way, (network.refused, _Step(reasons.NO_NEXT_HOP, steering.dropped & count & obeyed)))

        led = (steering.inspected | ~subnet.routes_complete) & count
        asked = all_of(step.holds for step in (*there, *self.switched, *carried))
        skips = led & asked & carries_version(connection, end.ip_version, facts) & ~honored
        inspected = steering.parts if count.truth is Truth.YES else ()
        return DataPath(connection, end, *way, led, skips, inspected)

    def _leads_to_firewall_elsewhere(self, route: Route) -> Claim:
        """Whether a route leads to a firewall that stands where FastPath does not deliver."""
        found = self._detours.get(id(route))
        if found is None:
            beyond = ~leads_into(route, self.connection.gateway.network)
            found = self._detours[id(route)] = any_of(
                leads_into(route, firewall.network) & beyond & ~carries(self.connection, firewall, self.facts)
                for firewall in self.topology.firewalls
            )
        return found

    def _network(self, network: VirtualNetwork) -> _Network:
        found = self._networks.get(id(network.resource))
        if found is None:
            found = self._networks[id(network.resource)] = self._new_network(network)
        return found

    def _new_network(self, network: VirtualNetwork) -> _Network:
        own = same_network(self.connection.gateway.network, network)
        if own.truth is Truth.YES:
            return _Network(own, (), _Step(reasons.TWO_REMOTE_GATEWAYS, NO))
        reached = (
            _Step(reasons.PROVIDER_SPOKE, own | carries_peering(self.connection, self.facts)),
            _Step(reasons.OTHER_REGION, own | is_within_reach(self.connection, network, self.facts)),
        )
        two = two_of_the_seen(network, self.topology)
        return _Network(own, reached, _Step(reasons.TWO_REMOTE_GATEWAYS, ~own & two))

    def _carriage(self, end: Destination) -> Iterator[_Step]:
        """Whether FastPath carries traffic to what stands there."""
        thing, facts = end.thing, self.facts
        if thing is None:
            return
        yield _Step(_OF_KIND[end.kind], carries(self.connection, thing, facts))
        match thing:
            case LoadBalancerFrontend():
                yield _Step(reasons.BASIC_LOAD_BALANCER, carries_load_balancer_sku(thing, facts))
            case PrivateEndpoint():
                yield _Step(reasons.PRIVATE_LINK_REGION, is_in_supported_region(thing, facts))
                yield _Step(reasons.PRIVATE_LINK_SERVICE, serves_supported_service(thing, facts))
                yield _Step(reasons.PRIVATE_LINK_PORT, is_offered_on(self.connection.circuit, facts))


_OF_KIND = {
    EndKind.FRONTEND: reasons.LOAD_BALANCER,
    EndKind.ENDPOINT: reasons.PRIVATE_ENDPOINT,
    EndKind.RESOLVER: reasons.DNS_RESOLVER,
    EndKind.VOLUME: reasons.NETAPP_FEATURES,
    EndKind.FIREWALL: reasons.FIREWALL,
}


def _arrival(end: Destination, network: _Network) -> Reason:
    """The reason of a path that takes FastPath, with the fact that is closest to the destination."""
    own = network.is_own.truth is Truth.YES
    arrived = reasons.HUB if own else reasons.SPOKE
    if end.thing is not None:
        return arrived._replace(fact=_OF_KIND[end.kind].fact)
    return arrived._replace(fact=reasons.IPV6.fact) if own and end.ip_version == 6 else arrived


def _way(steps: tuple[_Step, ...], arrival: Reason) -> _Way:
    """FASTPATH where all steps hold, GATEWAY by the first that does not, else UNDECIDED by the first that is open."""
    for step in steps:
        if step.holds.truth is Truth.NO:
            return _Way(Answer.GATEWAY, step.reason, step.holds)
    every = all_of(step.holds for step in steps)
    for step in steps:
        if step.holds.truth is Truth.MAYBE:
            return _Way(Answer.UNDECIDED, step.reason, Claim(Truth.MAYBE, step.holds.evidence, every.missing))
    return _Way(Answer.FASTPATH, arrival, every)


def _blocked(way: _Way, obstacles: tuple[_Step, ...]) -> _Way:
    """The way, unless an obstacle is in it, or may be."""
    for truth, answer in ((Truth.YES, Answer.BLOCKED), (Truth.MAYBE, Answer.UNDECIDED)):
        for obstacle in obstacles:
            if obstacle.holds.truth is truth and way.answer is not answer:
                return _Way(answer, obstacle.reason, obstacle.holds)
    return way


def _routes_count(end: Destination) -> Claim:
    """Whether routes count for a destination: a private endpoint's own /32 wins where its subnet has no policies."""
    if isinstance(end.thing, PrivateEndpoint):
        return end.thing.network_policies.is_one_of(("Enabled", "RouteTableEnabled"))
    return YES


def _routes_for(end: Destination, routes: Sequence[Route]) -> Sequence[Route]:
    """The routes that may steer traffic to a destination: for a volume none that is wider than its subnet."""
    if end.kind is not EndKind.VOLUME or not end.prefix:
        return routes
    return [
        one for one in routes if not (isinstance(one.prefix.value, Known) and is_wider(str(one.prefix), end.prefix))
    ]


def _wan_path(wan: VirtualWanConnection, facts: Facts) -> DataPath:
    """The one path of a connection in Virtual WAN: no page promises FastPath there, and the service refuses a part."""
    gateway = wan.resource.names[0] if len(wan.resource.names) > 1 else None
    name = f"behind {shown(gateway)}" if gateway is not None else f"behind {wan.resource.name}"
    end = Destination(EndKind.VIRTUAL_WAN, name, wan.resource, None, None, 4)
    steps = (
        _Step(reasons.NOT_DEPLOYED, wan.resource.exists),
        _Step(reasons.FASTPATH_OFF, wan.gateway_bypass.is_(True)),
        _Step(reasons.VIRTUAL_WAN, facts.promises("virtual_wan.bypass", "FastPath in Virtual WAN")),
    )
    refusal = ~facts.promises("virtual_wan.private_link", "private-link FastPath in Virtual WAN")
    refused = _Step(reasons.WAN_PRIVATE_LINK, wan.private_link_fastpath.is_(True) & refusal)
    return DataPath(wan, end, *_blocked(_way(steps, reasons.HUB), (refused,)), NO, NO)
