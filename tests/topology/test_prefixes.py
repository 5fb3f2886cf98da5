"""Prefix arithmetic: containment, overlap, and which prefixes cover which part."""

from __future__ import annotations

import pytest

from fastpath_checks.topology.prefixes import atoms, common, ip_version, is_within, overlaps, parsed


@pytest.mark.parametrize(
    ("inner", "outer", "expected"),
    [
        pytest.param("10.0.0.0/16", "10.0.0.0/16", True, id="an equal prefix wins over the system route"),
        pytest.param("10.0.1.0/24", "10.0.0.0/16", True, id="a longer prefix wins"),
        pytest.param("10.0.0.0/8", "10.0.0.0/16", False, id="a supernet loses to the system route"),
        pytest.param("0.0.0.0/0", "10.0.0.0/16", False, id="the default route is a supernet"),
        pytest.param("10.1.0.0/16", "10.0.0.0/16", False, id="a neighbor is another network"),
        pytest.param("Storage", "10.0.0.0/16", False, id="a service tag is no prefix"),
        pytest.param("10.0.1.4", "10.0.0.0/16", True, id="a lone address is a /32"),
        pytest.param("fd00::/64", "10.0.0.0/16", False, id="IPv6 is not inside IPv4"),
        pytest.param("::/0", "0.0.0.0/0", False, id="nor is all of it"),
        pytest.param("fd00:0:0:1::/64", "fd00::/48", True, id="IPv6 inside IPv6"),
    ],
)
def test_a_prefix_lies_inside_another(inner: str, outer: str, expected: bool) -> None:
    assert is_within(inner, outer) is expected


def test_prefixes_overlap_either_way_round_and_share_the_longer_one() -> None:
    assert overlaps("10.0.0.0/8", "10.0.0.0/16")
    assert overlaps("10.0.0.0/16", "10.0.0.0/8")
    assert not overlaps("10.0.0.0/16", "10.1.0.0/16")
    assert common("10.0.0.0/8", "10.0.0.0/16") == common("10.0.0.0/16", "10.0.0.0/8") == "10.0.0.0/16"


@pytest.mark.parametrize(
    ("text", "version"), [("10.0.0.0/16", 4), ("fd00::/48", 6), ("AzureCloud", None), (None, None)]
)
def test_each_prefix_has_an_ip_version(text: object, version: int | None) -> None:
    assert ip_version(text) == version


@pytest.mark.parametrize(
    ("target", "prefixes", "expected"),
    [
        pytest.param("10.0.0.0/16", [], [()], id="nothing covers it"),
        pytest.param("10.0.0.0/16", ["10.0.0.0/8"], [(0,)], id="a supernet covers all of it"),
        pytest.param("10.0.0.0/16", ["10.0.0.0/16", "10.0.1.0/24"], [(0,), (1, 0)], id="the longer one comes first"),
        pytest.param("10.0.0.0/16", ["10.0.0.0/17", "10.0.128.0/17"], [(0,), (1,)], id="two halves leave no rest"),
        pytest.param("10.0.0.0/16", ["10.0.255.0/24"], [(), (0,)], id="one at the end leaves the beginning"),
        pytest.param("10.0.1.0/26", ["10.0.0.0/16", "10.0.2.0/24"], [(0,)], id="a neighbor does not count"),
        pytest.param("10.0.0.0/30", ["10.0.0.1/32", "10.0.0.0/31", "10.0.0.0/30"], [(1, 2), (0, 1, 2), (2,)],
                     id="three that are nested"),
        pytest.param("fd00::/48", ["10.0.0.0/8", "fd00:0:0:1::/64"], [(), (1,)], id="IPv4 covers nothing of IPv6"),
        pytest.param("fd00::/48", ["::/0"], [(0,)], id="all of IPv6"),
        pytest.param("Storage", ["10.0.0.0/8"], [], id="a service tag has no parts"),
    ],
)  # fmt: skip
def test_a_range_falls_into_parts_by_what_covers_them(
    target: str, prefixes: list[object], expected: list[tuple[int, ...]]
) -> None:
    assert atoms(target, prefixes) == expected


def test_the_parts_are_those_that_looking_at_each_address_gives() -> None:
    prefixes = [
        "10.0.0.0/28",
        "10.0.0.4/30",
        "10.0.0.6/31",
        "10.0.0.6/32",
        "10.0.0.8/29",
        "10.0.0.64/26",
        "10.0.0.0/25",
    ]
    networks = [parsed(one) for one in prefixes]
    target = parsed("10.0.0.0/24")
    assert target is not None
    by_address = {
        frozenset(position for position, network in enumerate(networks) if network is not None and address in network)
        for address in target
    }
    assert {frozenset(part) for part in atoms(target, prefixes)} == by_address


def test_tens_of_thousands_of_prefixes_fall_into_as_many_parts() -> None:
    prefixes = [f"10.{one >> 8 & 255}.{one & 255}.0/24" for one in range(20_000)] + ["10.0.0.0/8"] * 20_000
    assert len(atoms("10.0.0.0/8", prefixes)) == 20_001
