"""Where the routes of a gateway subnet lead: by longest match, with routes that overlap and routes that are open.

A route that names a prefix of the network or a part of one wins over the network's system route. Among such routes the
longest prefix wins; a supernet of the network's prefix loses to the system route and steers nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from fastpath_checks.core.claims import NO, YES, Attribute, Claim, Truth, all_of, any_of, maybe
from fastpath_checks.core.spans import Origin, OriginKind
from fastpath_checks.core.values import Because, Known, Missing, missing_of
from fastpath_checks.topology.model import Route, VirtualNetwork
from fastpath_checks.topology.prefixes import atoms, common, is_within, overlaps


class Steering(NamedTuple):
    """What routes do with the traffic for a range of addresses.

    ``inspected`` is whether any of it is led to an appliance, ``dropped`` whether all of it has no next hop,
    ``detoured`` whether all of it goes where a route is said to make a detour. ``parts`` are the prefixes of the range
    that are certainly led to an appliance.
    """

    inspected: Claim
    dropped: Claim
    detoured: Claim
    parts: tuple[str, ...]


def _nowhere(route: Route) -> Claim:
    return NO


def steer(
    target: Attribute | None,
    network: VirtualNetwork,
    routes: Sequence[Route],
    makes_detour: Callable[[Route], Claim] = _nowhere,
) -> Steering:
    """What routes do with traffic for a range of a network; ``target`` is its prefix, None where nothing tells it."""
    if target is None or not isinstance(target.value, Known):
        return _steer_unknown(target, network, routes, makes_detour)
    fixed = [route for route in routes if isinstance(route.prefix.value, Known)]
    open_routes = [route for route in routes if not isinstance(route.prefix.value, Known)]
    range_ = target.value.data
    parts = [
        [fixed[position] for position in covering] for covering in atoms(range_, [_prefix(route) for route in fixed])
    ]
    wins = {id(route): wins_over_system_route(route, network) for chain in parts for route in chain}
    led = [(route, _led(route, parts, wins) & _undisturbed(route, range_, open_routes)) for route in fixed]
    inspected = any_of(claim for _, claim in led) | any_of(
        route.prefix.satisfies(lambda one: overlaps(one, range_)) & inspects(route, network) for route in open_routes
    )

    def wholly(test: Callable[[Route], Claim]) -> Claim:
        led_all = all_of(_led_by(test, chain, wins) for chain in parts) if parts else NO
        return _with_open(led_all, test, open_routes)

    return Steering(
        inspected,
        wholly(_has_no_next_hop),
        wholly(makes_detour),
        tuple(dict.fromkeys(common(_prefix(route), range_) for route, claim in led if claim.truth is Truth.YES)),
    )


def inspects(route: Route, network: VirtualNetwork) -> Claim:
    """Whether a route sends traffic for addresses of the network to an appliance, where no other overrides it."""
    return wins_over_system_route(route, network) & route.leads_to_appliance & route.resource.exists


def wins_over_system_route(route: Route, network: VirtualNetwork) -> Claim:
    """Whether a route's prefix equals an address prefix of the network or lies inside one."""
    return any_of(lies_inside(route.prefix, prefix) for prefix in network.prefixes) | ~network.prefixes_complete


def lies_inside(inner: Attribute, outer: Attribute) -> Claim:
    """Whether one prefix or address equals another prefix or lies inside it."""
    # The route is what somebody wrote to have traffic inspected: its prefix is the evidence that comes first.
    return outer.decide(lambda two: inner.satisfies(lambda one: is_within(one, two)))


def _steer_unknown(
    target: Attribute | None,
    network: VirtualNetwork,
    routes: Sequence[Route],
    makes_detour: Callable[[Route], Claim],
) -> Steering:
    place = _unplaced(target, network)
    inspected = any_of(inspects(route, network) for route in routes) & place
    dropped = any_of(_has_no_next_hop(route) for route in routes) & place
    detoured = any_of(makes_detour(route) & route.resource.exists for route in routes) & place
    return Steering(inspected, dropped, detoured, ())


def _unplaced(target: Attribute | None, network: VirtualNetwork) -> Claim:
    if target is not None:
        return target.satisfies(bool)
    what = f"the addresses of {network.resource.name}"
    origin = Origin(network.resource.header, OriginKind.DERIVED)
    missing = network.resource.unseen or (Missing(Because.OUTSIDE_THE_FILES, what, origin),)
    return maybe(f"{what} are not known", origin, missing)


def _led(route: Route, parts: Sequence[Sequence[Route]], wins: dict[int, Claim]) -> Claim:
    """Whether a route leads a part to an appliance that no longer prefix takes away from it."""
    chains = [chain for chain in parts if any(one is route for one in chain)]
    if not chains:
        return NO
    return (
        wins[id(route)]
        & route.leads_to_appliance
        & route.resource.exists
        & any_of(_not_overridden(route, chain) for chain in chains)
    )


def _not_overridden(route: Route, chain: Sequence[Route]) -> Claim:
    longer = chain[: next(index for index, one in enumerate(chain) if one is route)]
    return all_of(
        ~one.resource.exists.because(f"{one.prefix} is a longer prefix", one.prefix.value.origin) for one in longer
    )


def _undisturbed(route: Route, target: object, open_routes: Sequence[Route]) -> Claim:
    """Whether routes whose prefix is not known leave something of a range to a route.

    One of them cannot cover the whole prefix of another route, for it would have to be longer; several could.
    """
    others = [one for one in open_routes if one.leads_to_appliance.truth is not Truth.YES]
    others = [one for one in others if one.resource.exists.truth is not Truth.NO]
    if not others or (len(others) == 1 and is_within(_prefix(route), target)):
        return YES
    missing = missing_of(one.prefix.value for one in others)
    return maybe(f"{others[0].prefix.label} is not known", others[0].prefix.value.origin, missing)


def _led_by(test: Callable[[Route], Claim], chain: Sequence[Route], wins: dict[int, Claim]) -> Claim:
    """Whether a route that wins for a part is one of those that a test is about."""
    return any_of(
        test(route) & route.resource.exists & wins[id(route)] & _not_overridden(route, chain) for route in chain
    )


def _with_open(claim: Claim, test: Callable[[Route], Claim], open_routes: Sequence[Route]) -> Claim:
    """The same, left open where a route whose prefix is not known would make it another."""
    for route in open_routes:
        if route.resource.exists.truth is not Truth.NO and test(route).truth is not claim.truth:
            claim = Claim(Truth.MAYBE, claim.evidence, missing_of([route.prefix.value]))
    return claim


def _has_no_next_hop(route: Route) -> Claim:
    return route.next_hop_type.is_("None")


def _prefix(route: Route) -> object:
    return route.prefix.value.data if isinstance(route.prefix.value, Known) else None
