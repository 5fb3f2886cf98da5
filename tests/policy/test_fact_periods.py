"""From when to when each fact is said, and what it is about."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from fastpath_checks.policy.facts import PROFILES, load_facts
from fastpath_checks.policy.profile_changes import changes, said

KEYS = sorted({key for profile in PROFILES for key in tuple(load_facts(profile).keys())})


@pytest.mark.parametrize("key", KEYS)
def test_a_fact_that_did_not_change_has_one_period_and_one_that_did_ends_where_the_next_begins(key: str) -> None:
    for before, after in pairwise(PROFILES):
        earlier, later = said(load_facts(before), key), said(load_facts(after), key)
        if earlier is None or later is None:
            continue
        same = (earlier.value, earlier.citation.status) == (later.value, later.citation.status)
        if same:
            assert (earlier.citation.since, earlier.citation.until) == (later.citation.since, later.citation.until)
        else:
            assert earlier.citation.until == later.citation.since


@pytest.mark.parametrize("profile", PROFILES)
def test_no_fact_ends_before_its_profile_or_before_it_begins(profile: str) -> None:
    facts = load_facts(profile)
    citations = [facts.cite(key) for key in tuple(facts.keys())]
    assert [one.key for one in citations if one.until is not None and not one.since < one.until] == []
    assert [one.key for one in citations if one.until is not None and one.until[:4] < profile[:4]] == []


def test_what_the_newest_profile_says_has_no_end() -> None:
    facts = load_facts()
    assert [key for key in tuple(facts.keys()) if facts.cite(key).until is not None] == []


@pytest.mark.parametrize(
    ("profile", "key", "about", "period"),
    [
        ("2025-11-05", "matrix.gateway-subnet-routes", "IPv4, virtual machines", "since 2024-06"),
        ("2025-11-05", "ipv6.skus", "ExpressRoute Direct, IPv6", "since 2023-12-11"),
        ("2024-11-07", "dns_resolver.hub", "Azure DNS Private Resolver", "2023-11 to 2025-03-20"),
        ("2021-08-10", "circuits", "every connection", "since 2021-08-10"),
    ],
)
def test_a_fact_says_what_it_is_about_and_when(profile: str, key: str, about: str, period: str) -> None:
    found = load_facts(profile).cite(key)
    assert (str(found.scope), found.period) == (about, period)


SEED = {
    "circuits": ["provider", "direct"],
    "gateway.required": True,
    "gateway_skus": [{"sku": "UltraPerformance"}, {"sku": "ErGw3AZ"}],
    "matrix.virtual-network": {"provider": "supported", "direct": "supported"},
    "matrix.virtual-network-peering": {"provider": "on-enrolment", "direct": "on-enrolment"},
    "matrix.gateway-subnet-routes": {"provider": "unsupported", "direct": "unsupported"},
    "matrix.private-link": {"provider": "unsupported", "direct": "unsupported"},
    "load_balancer.basic_on_older_pages": "gateway",
    "peering.regions": "all",
    "peering.same_region": "all-regions",
}
"""Each requirement, limitation and preview of the page of 2021-08-10."""


@pytest.mark.parametrize(("key", "value"), SEED.items(), ids=list(SEED))
def test_the_oldest_profile_says_all_that_its_page_says(key: str, value: Any) -> None:
    facts = load_facts(PROFILES[0])
    assert facts.value(key) == value
    assert facts.cite(key).sources[0].date == "2021-08-10"


def test_what_the_page_of_2021_does_not_speak_of_is_undocumented() -> None:
    facts = load_facts(PROFILES[0])
    spoken = [key for key in tuple(facts.keys()) if facts.cite(key).status != "undocumented"]
    beside_the_page = {"gateway_skus_without", "connection_types", "load_balancer.today", "private_link.over_fastpath"}
    beside_the_page |= {"virtual_wan.private_link", "virtual_wan.bypass", "peering.two_remote_gateways", "api_versions"}
    assert set(spoken) == {*SEED, *beside_the_page}


def test_the_profiles_differ_in_what_the_documentation_changed() -> None:
    found = {one.key for one in changes(load_facts("2024-11-07"), load_facts("2025-11-05")).entries}
    assert {"gateway_skus", "load_balancer.today", "dns_resolver.hub", "netapp.network_features"} <= found
    assert "matrix.virtual-network" not in found
