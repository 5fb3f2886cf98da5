"""A parameter of the policy takes the place of what the facts say."""

from __future__ import annotations

from pathlib import Path

import pytest

from fastpath_checks.engine.analyze import analyze
from fastpath_checks.engine.findings import Finding
from fastpath_checks.engine.request import Request

FIXTURES = Path(__file__).parents[2] / "fixtures"


def verdicts(path: Path, rule: str, policy: Path, parameters: str) -> list[Finding]:
    policy.write_text(f"version: 1\nrules:\n  {rule}:\n    parameters: {{{parameters}}}\n")
    report = analyze(Request((str(path),), policy=str(policy)))
    return [one for one in report.findings if one.rule == rule]


@pytest.mark.parametrize(("allowed", "verdict"), [("1", "fail"), ("1.9", "fail"), ("2", "pass")])
def test_a_port_carries_as_much_as_the_policy_allows(tmp_path: Path, allowed: str, verdict: str) -> None:
    """Circuits of 20 Gbps on a port of 10, which the facts allow."""
    path = FIXTURES / "direct-port-over-subscribed/pass-20-of-10/main.tf"
    policy = tmp_path / "policy.yaml"
    (finding,) = verdicts(path, "FASTPATH_403", policy, f"oversubscription: {allowed}")
    assert finding.verdict.value == verdict
    said = {one.message: one.location for one in finding.because}
    place = said[f"the policy allows {allowed} times the bandwidth of the port"]
    assert place is not None
    assert (place.path, place.line) == (str(policy), 4)


@pytest.mark.parametrize(("share", "verdict"), [("0.7", "pass"), ("0.5", "undecided")])
def test_addresses_may_take_the_share_of_the_limit_that_the_policy_allows(
    tmp_path: Path, share: str, verdict: str
) -> None:
    """Room for 16,384 addresses, of the 25,000 that a provider circuit carries."""
    path = FIXTURES / "addresses-beyond-fastpath-limit/pass-small-address-space/main.tf"
    (finding,) = verdicts(path, "FASTPATH_401", tmp_path / "policy.yaml", f"share: {share}")
    assert finding.verdict.value == verdict
    assert f"the policy allows {float(share):.0%} of the limit" in {one.message for one in finding.because}
