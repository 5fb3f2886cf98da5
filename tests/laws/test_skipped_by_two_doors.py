"""What our scan suppresses is skipped in Checkov, with our reason, and never failed."""

from __future__ import annotations

from pathlib import Path

import fixture_cases
import pytest
from checkov_runs import CHECKOV, Run, run_checkov

from fastpath_checks.engine.analyze import analyze
from fastpath_checks.engine.findings import Verdict
from fastpath_checks.engine.request import Request

pytestmark = pytest.mark.skipif(CHECKOV is None, reason="FASTPATH_CHECKOV does not name a checkov to run")

FIXTURE = fixture_cases.FIXTURES / "gateway-sku-without-fastpath" / "fail-ergw1az"
RULE = "FASTPATH_101"
LANGUAGES = {"main.tf": "terraform", "main.bicep": "bicep", "azuredeploy.json": "arm"}

SWITCHES = {
    "main.tf": "  express_route_gateway_bypass = true",
    "main.bicep": "    expressRouteGatewayBypass: true",
    "azuredeploy.json": '"type": "Microsoft.Network/connections",',
}
SKUS = {"main.tf": '  sku                 = "ErGw1AZ"', "main.bicep": "    sku: {"}
BLOCKS = {"main.tf": 'resource "azurerm_virtual_network_gateway_connection"', "main.bicep": "resource connection "}


def commented(name: str, line: str, said: str) -> str:
    text = (FIXTURE / name).read_text("utf-8")
    assert text.count(line) == 1
    if name.endswith(".json"):
        return text.replace(line, f'{line} "metadata": {{"checkov": "{said}"}},')
    return text.replace(line, f"{'#' if name.endswith('.tf') else '//'} {said}\n{line}")


def estate(folder: Path, lines: dict[str, str], said: str) -> None:
    for name, line in lines.items():
        (folder / name.partition(".")[0] / LANGUAGES[name]).mkdir(parents=True, exist_ok=True)
        (folder / name.partition(".")[0] / LANGUAGES[name] / name).write_text(commented(name, line, said), "utf-8")


def ours(folder: Path, policy: str | None = None) -> dict[str, bool]:
    """By language whether our scan lets the failed verdict count."""
    found = analyze(Request((str(folder),), policy=policy)).findings
    return {one.language: one.suppressed is None for one in found if (one.rule, one.verdict) == (RULE, Verdict.FAIL)}


def theirs(run: Run) -> dict[str, str]:
    """By language the comment of the skipped record of the rule, or FAILED."""
    found = {framework: comment for framework, all in run.skipped.items() for rule, _, comment in all if rule == RULE}
    return found | {one.framework: one.result for one in run.records if (one.rule, one.result) == (RULE, "FAILED")}


@pytest.mark.parametrize(
    "said", ["checkov:skip=FASTPATH_101:it is replaced", "fastpath:skip=FASTPATH_101 because it is replaced"]
)
def test_a_comment_in_the_block_is_honored_by_both_doors(tmp_path: Path, said: str) -> None:
    estate(tmp_path, SWITCHES, said)
    assert ours(tmp_path) == dict.fromkeys(LANGUAGES.values(), False)
    assert theirs(run_checkov("-d", tmp_path, cwd=tmp_path)) == dict.fromkeys(LANGUAGES.values(), "it is replaced")


@pytest.mark.parametrize("lines", [SKUS, BLOCKS], ids=["where the finding points", "before the block"])
def test_what_only_our_scan_takes_for_a_suppression_is_skipped_in_checkov_too(
    tmp_path: Path, lines: dict[str, str]
) -> None:
    estate(tmp_path, lines, "fastpath:skip=FASTPATH_101 until=2999-01-01 because it is replaced")
    languages = [LANGUAGES[name] for name in lines]
    assert ours(tmp_path) == dict.fromkeys(languages, False)
    said = "it is replaced (until 2999-01-01)"
    assert theirs(run_checkov("-d", tmp_path, cwd=tmp_path)) == dict.fromkeys(languages, said)


def test_a_waiver_of_the_policy_is_skipped_in_checkov_with_its_reason(tmp_path: Path) -> None:
    estate(tmp_path, SWITCHES, "nothing is said")
    policy = tmp_path / "policy.yaml"
    policy.write_text(f"version: 1\nwaivers:\n  - {{rule: {RULE}, subject: conn-*, reason: the partner's own}}\n")
    assert ours(tmp_path, str(policy)) == dict.fromkeys(LANGUAGES.values(), False)
    run = run_checkov("-d", tmp_path, cwd=tmp_path, FASTPATH_POLICY=str(policy))
    assert theirs(run) == dict.fromkeys(LANGUAGES.values(), "the partner's own")


def test_a_comment_that_the_policy_forbids_counts_for_nothing_but_in_bicep(tmp_path: Path) -> None:
    """There Checkov applies its own comments itself, whatever a check says."""
    estate(tmp_path, SWITCHES, "checkov:skip=FASTPATH_101:it is replaced")
    policy = tmp_path / "policy.yaml"
    policy.write_text(f"version: 1\nrules: {{{RULE}: {{suppressions: forbidden}}}}\n")
    assert ours(tmp_path, str(policy)) == dict.fromkeys(LANGUAGES.values(), True)
    run = run_checkov("-d", tmp_path, cwd=tmp_path, FASTPATH_POLICY=str(policy))
    assert theirs(run) == {"terraform": "FAILED", "arm": "FAILED", "bicep": "it is replaced"}
