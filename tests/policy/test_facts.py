"""The facts answer with claims, and can be cited."""

from __future__ import annotations

import pytest

from fastpath_checks.core.claims import Truth
from fastpath_checks.core.values import Because
from fastpath_checks.policy.facts import DEFAULT_PROFILE, PROFILES, Facts, load_facts
from fastpath_checks.policy.model import PolicyError

THEN, BETWEEN, LATER, NOW = "2021-08-10", "2023-01-05", "2024-11-07", "2025-11-05"


def test_the_newest_profile_is_the_default() -> None:
    assert PROFILES == (THEN, BETWEEN, LATER, NOW)
    assert DEFAULT_PROFILE == NOW
    assert load_facts().profile == NOW


@pytest.mark.parametrize(
    ("profile", "feature", "provider", "direct"),
    [
        (THEN, "virtual-network", Truth.YES, Truth.YES),
        (THEN, "virtual-network-peering", Truth.MAYBE, Truth.MAYBE),
        (THEN, "gateway-subnet-routes", Truth.NO, Truth.NO),
        (THEN, "private-link", Truth.NO, Truth.NO),
        (THEN, "virtual-network-ipv6", Truth.MAYBE, Truth.MAYBE),
        (BETWEEN, "virtual-network", Truth.YES, Truth.YES),
        (BETWEEN, "virtual-network-peering", Truth.NO, Truth.MAYBE),
        (BETWEEN, "gateway-subnet-routes", Truth.NO, Truth.MAYBE),
        (BETWEEN, "private-link", Truth.NO, Truth.YES),
        (BETWEEN, "virtual-network-ipv6", Truth.MAYBE, Truth.MAYBE),
        (LATER, "virtual-network-peering", Truth.NO, Truth.YES),
        (LATER, "gateway-subnet-routes", Truth.NO, Truth.YES),
        (LATER, "private-link", Truth.NO, Truth.YES),
        (LATER, "virtual-network-ipv6", Truth.NO, Truth.YES),
        (NOW, "virtual-network", Truth.YES, Truth.YES),
        (NOW, "virtual-network-peering", Truth.NO, Truth.YES),
        (NOW, "gateway-subnet-routes", Truth.NO, Truth.YES),
        (NOW, "private-link", Truth.NO, Truth.YES),
        (NOW, "virtual-network-ipv6", Truth.NO, Truth.YES),
    ],
)
def test_the_matrix(profile: str, feature: str, provider: Truth, direct: Truth) -> None:
    facts = load_facts(profile)
    assert facts.supports(feature, "provider").truth is provider
    assert facts.supports(feature, "Direct").truth is direct


@pytest.mark.parametrize(
    ("sku", "then", "now"),
    [
        ("UltraPerformance", True, True),
        ("ErGw3AZ", True, True),
        ("ergw3az", True, True),
        ("ErGwScale", False, True),
        ("ErGw2AZ", False, False),
        ("ErGw1Az", False, False),
        ("Standard", False, False),
        ("HighPerformance", False, False),
        ("VpnGw2AZ", False, False),
    ],
)
def test_which_skus_carry_fastpath(sku: str, then: bool, now: bool) -> None:
    for profile, expected in ((THEN, then), (BETWEEN, then), (LATER, then), (NOW, now)):
        claim = load_facts(profile).sku_carries_fastpath(sku)
        assert claim.truth is (Truth.YES if expected else Truth.NO)
        assert profile in claim.evidence[0].note


def test_only_ergwscale_needs_scale_units_and_only_since_it_exists() -> None:
    assert load_facts(NOW).fastpath_scale_units("ERGWSCALE") == 10
    assert load_facts(NOW).fastpath_scale_units("ErGw3AZ") == 0
    assert load_facts(THEN).fastpath_scale_units("ErGwScale") == 0


def test_a_preview_is_undecided_for_enrolment_cannot_be_seen() -> None:
    claim = load_facts(THEN).supports("virtual-network-peering", "provider")
    assert [missing.because for missing in claim.missing] == [Because.OUTSIDE_THE_FILES]


def test_what_no_page_speaks_of_is_not_documented() -> None:
    for feature, kind in (("teleportation", "direct"), ("private-link", "carrier-pigeon")):
        claim = load_facts().supports(feature, kind)
        assert claim.truth is Truth.MAYBE
        assert [missing.because for missing in claim.missing] == [Because.NOT_DOCUMENTED]


def test_where_pages_contradict_each_other_the_claim_says_so() -> None:
    source = {"title": "A page", "url": "https://example.org", "version": "1", "date": "2025"}
    applies = {"circuits": ["direct"], "ip_versions": ["IPv4"], "regions": "same-region", "services": "any"}
    entry = {"summary": "Two pages differ.", "status": "contradictory", "applies": applies, "sources": [source]}
    entry.update(since="2024-11-07", until=None)
    matrix = {"matrix.x": {**entry, "value": {"provider": "contradictory", "direct": "contradictory"}}}
    claim = Facts("test", {"gateway_skus": {**entry, "value": [{"sku": "ErGw3AZ"}]}, **matrix}).supports("x", "direct")
    assert claim.truth is Truth.MAYBE
    assert [missing.because for missing in claim.missing] == [Because.CONTRADICTORY]
    assert claim.evidence[0].note == "Two pages differ. (A page, 2025)"


def test_an_entry_is_cited_with_its_pages() -> None:
    citation = load_facts().cite("load_balancer.basic_on_older_pages")
    assert citation.status == "contradictory"
    assert citation.date == "2021-08-10"
    assert [source.date for source in citation.sources] == ["2021-08-10", "2024-11-07"]
    assert citation.sources[0].url == "https://learn.microsoft.com/azure/expressroute/about-fastpath"
    with pytest.raises(LookupError):
        load_facts().cite("load_balancer.quantum")


def test_an_unknown_profile_is_refused_with_the_nearest_and_all() -> None:
    with pytest.raises(PolicyError) as caught:
        load_facts("2025-11-06")
    (one,) = caught.value.diagnostics
    assert one.hint == "did you mean 2025-11-05?"
    assert ", ".join(PROFILES) in one.detail
