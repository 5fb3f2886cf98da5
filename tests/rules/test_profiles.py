"""The same rules under the documentation of every date; where a feature does not exist yet, the rule says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from fastpath_checks.engine.analyze import analyze
from fastpath_checks.engine.findings import Finding
from fastpath_checks.engine.request import Request
from fastpath_checks.policy.facts import PROFILES

FIXTURES = Path(__file__).parents[2] / "fixtures"
WORDS = {"F": "fail", "P": "pass", "U": "undecided", "-": None}

VERDICTS = {
    ("FASTPATH_101", "gateway-sku-without-fastpath/fail-ergw1az"): "FFFF",
    ("FASTPATH_101", "gateway-sku-without-fastpath/fail-ergwscale-under-2021-profile"): "FFFP",
    ("FASTPATH_102", "bypass-on-non-expressroute-connection/fail-ipsec"): "FFFF",
    ("FASTPATH_103", "private-link-fastpath-without-bypass/fail-bypass-false"): "UFFF",
    ("FASTPATH_105", "private-link-flag-on-virtual-wan/fail-flag-true"): "FUFF",
    ("FASTPATH_106", "bypass-on-virtual-wan/fail-bypass-true"): "FFFF",
    ("FASTPATH_107", "private-link-fastpath-on-provider-circuit/fail-direct-under-2021-profile"): "FPPP",
    ("FASTPATH_108", "private-link-fastpath-outside-its-services/fail-port-of-400-gbps"): "-FUF",
    ("FASTPATH_109", "ipsec-over-expressroute-on-scalable-gateway/fail-private-tunnel"): "UUUF",
    ("FASTPATH_111", "ipv6-network-behind-fastpath/fail-provider-circuit"): "UUFF",
    ("FASTPATH_112", "private-link-fastpath-without-enrolment/fail-asserted-not-enrolled"): "-FFF",
    ("FASTPATH_201", "basic-load-balancer-behind-fastpath/fail-basic-in-spoke"): "UUFF",
    ("FASTPATH_202", "private-endpoint-stays-on-gateway/fail-provider-circuit"): "FFFF",
    ("FASTPATH_203", "spokes-behind-provider-circuit/fail-provider"): "UFFF",
    ("FASTPATH_204", "globally-peered-spoke/fail-other-region"): "PPFF",
    ("FASTPATH_205", "internal-load-balancer-in-spoke/fail-in-hub-under-2024-profile"): "PPFP",
    ("FASTPATH_205", "internal-load-balancer-in-spoke/fail-standard-in-spoke"): "UUFF",
    ("FASTPATH_206", "netapp-volume-with-basic-features/fail-basic"): "UUUF",
    ("FASTPATH_207", "dns-resolver-behind-fastpath/fail-in-hub-under-2024-profile"): "UFFU",
    ("FASTPATH_208", "inspection-firewall-in-spoke/fail-in-spoke"): "-UUF",
    ("FASTPATH_301", "inspection-skipped-by-fastpath/fail-direct-under-2021-profile"): "FUPP",
    ("FASTPATH_301", "inspection-skipped-by-fastpath/fail-route-equals-hub-prefix"): "FFFF",
    ("FASTPATH_304", "network-to-network-traffic-over-circuit/fail-remote-networks"): "UFFF",
    ("FASTPATH_401", "addresses-beyond-fastpath-limit/fail-26000-behind-provider-circuit"): "UFFF",
    ("FASTPATH_402", "fastpath-addresses-without-alert/fail-alert-on-other-metric"): "UUUF",
    ("FASTPATH_403", "direct-port-over-subscribed/fail-25-of-10"): "UUUF",
    ("FASTPATH_502", "basic-public-ip-on-expressroute-gateway/fail-basic"): "UUUF",
    ("FASTPATH_503", "spoke-with-two-remote-gateways/fail-two-hubs"): "FFFF",
    ("FASTPATH_504", "gateway-transit-between-hubs-of-one-circuit/fail-same-circuit"): "UUFF",
    ("FASTPATH_505", "fastpath-on-one-redundant-connection/fail-second-off"): "FFFF",
    ("FASTPATH_506", "private-endpoint-subnet-without-policies/fail-absent"): "UUUF",
}
"""By rule and fixture, the verdicts under the facts of 2021-08-10, 2023-01-05, 2024-11-07 and 2025-11-05."""

WHY_OPEN = {"not-documented", "outside-the-files", "contradictory", "runtime-attribute"}
"""No page speaks of it; it asks for an enrolment that no file shows; two pages differ; Azure alone knows it."""


def judged(rule: str, case: str, profile: str) -> list[Finding]:
    policy = next((FIXTURES / case).glob("fastpath.yaml"), None)
    request = Request(
        (str(FIXTURES / case / "main.bicep"),), policy=str(policy) if policy is not None else None, profile=profile
    )
    found = [one for one in analyze(request).findings if one.rule == rule]
    failed = [one for one in found if one.verdict.value == "fail"]
    return failed or found


@pytest.mark.parametrize(("rule", "case"), VERDICTS, ids=[case for _, case in VERDICTS])
def test_the_verdicts_of_four_dates(rule: str, case: str) -> None:
    for profile, letter in zip(PROFILES, VERDICTS[rule, case], strict=True):
        found = judged(rule, case, profile)
        assert {one.verdict.value for one in found} == ({WORDS[letter]} - {None}), profile
        if letter == "U":
            assert {missing.because for one in found for missing in one.missing} <= WHY_OPEN, profile


@pytest.mark.parametrize(
    ("profile", "says", "not_yet"),
    [
        ("2021-08-10", "say the owners of the page when asked", "2024"),
        ("2024-11-07", "says the page; the API offers the switch all the same", "2025"),
        ("2025-11-05", "that of November 2025 no longer speaks of it, Virtual WAN's own page never did", "2026"),
    ],
)
def test_a_finding_about_virtual_wan_says_what_the_pages_of_that_date_say(
    profile: str, says: str, not_yet: str
) -> None:
    (finding,) = judged("FASTPATH_106", "bypass-on-virtual-wan/fail-bypass-true", profile)
    assert says in finding.message
    assert not_yet not in finding.message
