"""Where the routes of a gateway subnet lead."""

from __future__ import annotations

from itertools import count

import pytest

from fastpath_checks.core.claims import NO, YES, Attribute, Claim, Truth, maybe
from fastpath_checks.core.spans import NOWHERE, SourceFile, Span
from fastpath_checks.core.values import Because, Known, Missing, Value, unknown
from fastpath_checks.graph.resources import Resource
from fastpath_checks.topology.model import Route, VirtualNetwork
from fastpath_checks.topology.routing import Steering, steer

FILE = SourceFile("main.tf", "x" * 100)
HEADER = Span(FILE, 0, 8)
NUMBERS = count()
APPLIANCE, LOCAL, NONE = "VirtualAppliance", "VnetLocal", "None"
OPEN = unknown(Because.NO_DEFAULT, "var.open")
PERHAPS = maybe("it may be there", NOWHERE, (Missing(Because.NO_DEFAULT, "var.perhaps"),))


def attribute(data: Value | str) -> Attribute:
    return Attribute("it", Known(data, NOWHERE) if isinstance(data, str) else data)


def resource(type: str, name: str, exists: Claim = YES) -> Resource:
    return Resource(f"Microsoft.Network/{type}", (Known(name),), {}, f"{type}.{name}", HEADER, exists=exists)


def route(prefix: Value | str, hop: Value | str, exists: Claim = YES) -> Route:
    named = resource("routeTables/routes", f"r{next(NUMBERS)}", exists)
    return Route(named, attribute(prefix), attribute(hop), attribute("10.9.0.4"))


def network(*prefixes: Value | str, complete: Claim = YES) -> VirtualNetwork:
    made = tuple(attribute(one) for one in prefixes)
    return VirtualNetwork(resource("virtualNetworks", "hub"), attribute("uksouth"), made, complete, YES)


def steered(target: Value | str, *routes: Route, of: VirtualNetwork | None = None) -> Steering:
    return steer(attribute(target), of or network("10.0.0.0/16", "fd00::/48"), routes)


def truths(found: Steering) -> tuple[str, str]:
    """Whether some of it is inspected, and whether all of it is dropped."""
    return found.inspected.truth.value, found.dropped.truth.value


@pytest.mark.parametrize(
    ("target", "routes", "expected", "parts"),
    [
        pytest.param("10.0.0.0/16", [], ("no", "no"), (), id="no route at all"),
        pytest.param("10.0.0.0/16", [("10.0.0.0/16", APPLIANCE)], ("yes", "no"), ("10.0.0.0/16",), id="equal"),
        pytest.param("10.0.0.0/16", [("0.0.0.0/0", APPLIANCE)], ("no", "no"), (), id="the default route loses"),
        pytest.param("10.0.0.0/16", [("10.0.0.0/15", APPLIANCE)], ("no", "no"), (), id="a supernet loses"),
        pytest.param("10.0.0.0/16", [("10.0.1.0/24", APPLIANCE)], ("yes", "no"), ("10.0.1.0/24",), id="a part of it"),
        pytest.param("10.0.1.0/24", [("10.0.0.0/16", APPLIANCE)], ("yes", "no"), ("10.0.1.0/24",), id="a subnet of it"),
        pytest.param("10.0.2.0/24", [("10.0.1.0/24", APPLIANCE)], ("no", "no"), (), id="the subnet beside it"),
        pytest.param(
            "10.0.1.0/24", [("10.0.0.0/16", APPLIANCE), ("10.0.1.0/24", LOCAL)], ("no", "no"), (),
            id="a longer prefix takes it away",
        ),
        pytest.param(
            "10.0.1.0/24", [("10.0.0.0/16", LOCAL), ("10.0.1.128/25", APPLIANCE)], ("yes", "no"), ("10.0.1.128/25",),
            id="a longer prefix brings half of it",
        ),
        pytest.param(
            "10.0.0.0/16", [("10.0.0.0/16", APPLIANCE), ("10.0.0.0/17", LOCAL), ("10.0.128.0/17", LOCAL)],
            ("no", "no"), (), id="two halves take all of it away",
        ),
        pytest.param("10.0.1.0/24", [("10.0.0.0/16", NONE)], ("no", "yes"), (), id="no next hop"),
        pytest.param("10.0.0.0/16", [("10.0.1.0/24", NONE)], ("no", "no"), (), id="no next hop for a part"),
        pytest.param(
            "10.0.0.0/16", [("10.0.0.0/17", NONE), ("10.0.128.0/17", NONE)], ("no", "yes"), (), id="nor for its halves"
        ),
        pytest.param(
            "10.0.1.0/24", [("10.0.0.0/16", NONE), ("10.0.1.0/24", APPLIANCE)], ("yes", "no"), ("10.0.1.0/24",),
            id="an appliance within what is dropped",
        ),
        pytest.param("fd00::/48", [("10.0.0.0/16", APPLIANCE)], ("no", "no"), (), id="IPv4 routes steer no IPv6"),
        pytest.param("fd00:0:0:1::/64", [("fd00::/48", APPLIANCE)], ("yes", "no"), ("fd00:0:0:1::/64",), id="IPv6"),
        pytest.param("10.0.0.0/16", [("Storage", APPLIANCE)], ("no", "no"), (), id="a service tag"),
    ],
)  # fmt: skip
def test_the_longest_prefix_wins(
    target: str, routes: list[tuple[str, str]], expected: tuple[str, str], parts: tuple[str, ...]
) -> None:
    found = steered(target, *(route(prefix, hop) for prefix, hop in routes))
    assert truths(found) == expected
    assert found.parts == parts


def test_what_is_not_known_leaves_open_only_what_it_could_change() -> None:
    whole, part = "10.0.0.0/16", "10.0.1.0/24"
    assert truths(steered(whole, route(OPEN, APPLIANCE))) == ("maybe", "no")
    assert truths(steered(whole, route(whole, OPEN))) == ("maybe", "maybe")
    assert truths(steered(OPEN, route(part, APPLIANCE))) == ("maybe", "no")
    assert truths(steered(OPEN, route("Storage", APPLIANCE))) == ("no", "no")
    assert truths(steered(whole, route(part, APPLIANCE), of=network(complete=PERHAPS))) == ("maybe", "no")
    assert truths(steered(whole, route(whole, APPLIANCE, PERHAPS))) == ("maybe", "no")
    assert truths(steered(whole, route(whole, APPLIANCE, NO))) == ("no", "no")


def test_a_longer_prefix_that_may_be_there_leaves_open_what_it_would_take_away() -> None:
    whole, part = "10.0.0.0/16", "10.0.1.0/24"
    assert truths(steered(part, route(whole, APPLIANCE), route(part, LOCAL, PERHAPS))) == ("maybe", "no")
    assert truths(steered(whole, route(whole, APPLIANCE), route(part, LOCAL, PERHAPS))) == ("yes", "no")


def test_a_route_of_unknown_prefix_takes_away_a_part_but_never_the_whole_of_another_routes_prefix() -> None:
    whole, part = "10.0.0.0/16", "10.0.1.0/24"
    assert truths(steered(whole, route(whole, APPLIANCE), route(OPEN, LOCAL))) == ("yes", "no")
    assert truths(steered(whole, route(whole, APPLIANCE), route(OPEN, LOCAL), route(OPEN, LOCAL))) == ("maybe", "no")
    assert truths(steered(part, route(whole, APPLIANCE), route(OPEN, LOCAL))) == ("maybe", "no")
    assert truths(steered(part, route(whole, NONE), route(OPEN, LOCAL))) == ("no", "maybe")


def test_a_detour_is_made_where_all_of_a_range_is_led_there() -> None:
    whole, part, half = "10.0.0.0/16", "10.0.1.0/24", "10.0.1.128/25"
    away, near = route(part, APPLIANCE), route(half, LOCAL)

    def is_away(one: Route) -> Claim:
        return YES if one is away else NO

    def detoured(target: str, *routes: Route) -> str:
        return steer(attribute(target), network(whole), routes, is_away).detoured.truth.value

    assert detoured(part, away) == "yes"
    assert detoured(whole, away) == "no"
    assert detoured(part, away, near) == "no"
    assert detoured(part, away, route(half, LOCAL, PERHAPS)) == "maybe"
    assert detoured(part, away, route(OPEN, LOCAL)) == "maybe"
    assert detoured(part) == "no"


def test_what_is_open_is_named() -> None:
    found = steered("10.0.1.0/24", route("10.0.0.0/16", APPLIANCE), route(OPEN, LOCAL))
    assert [one.name for one in found.inspected.missing] == ["var.open"]
    assert found.inspected.truth is Truth.MAYBE
