"""Where a rule that looks at one attribute would be wrong, ours are not."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from fastpath_checks.engine.analyze import analyze
from fastpath_checks.engine.doubts import doubts
from fastpath_checks.engine.findings import Finding
from fastpath_checks.engine.request import Request

FIXTURES = Path(__file__).parents[2] / "fixtures"
LANGUAGES = ("main.tf", "tfplan.json", "main.bicep", "azuredeploy.json")


def findings(path: Path, **options: Any) -> list[Finding]:
    return list(analyze(Request((str(path),), **options)).findings)


def verdicts(path: Path, **options: Any) -> dict[str, set[str]]:
    """By rule, what it says of whatever it concerns."""
    found: dict[str, set[str]] = {}
    for finding in findings(path, **options):
        found.setdefault(finding.rule, set()).add(finding.verdict.value)
    return found


@pytest.mark.parametrize("name", LANGUAGES)
def test_the_scale_units_of_virtual_wan_are_another_unit(name: str) -> None:
    """One unit there is 2 Gbps, and no rule holds it against the ten that FastPath asks of ErGwScale."""
    said = verdicts(FIXTURES / "bypass-on-virtual-wan" / "fail-bypass-true" / name)
    assert said["FASTPATH_106"] == {"fail"}
    assert not {"FASTPATH_101", "FASTPATH_104", "FASTPATH_110", "FASTPATH_501"} & {
        rule for rule, verdict in said.items() if verdict != {"pass"}
    }


@pytest.mark.parametrize("name", LANGUAGES)
def test_fastpath_that_is_off_on_a_vpn_connection_is_noise(name: str) -> None:
    said = verdicts(FIXTURES / "bypass-on-non-expressroute-connection" / "na-bypass-false" / name)
    assert said.keys() <= {"FASTPATH_104"}
    assert said.get("FASTPATH_104", {"pass"}) == {"pass"}


@pytest.mark.parametrize("name", LANGUAGES)
def test_an_absent_flag_is_off_where_something_is_created(name: str) -> None:
    folder = FIXTURES / "eligible-gateway-without-fastpath" / "fail-bypass-absent"
    said = verdicts(folder / name)
    assert said["FASTPATH_501"] == {"fail"}
    assert "FASTPATH_101" not in said


@pytest.mark.parametrize(
    ("planned", "expected"),
    [(True, "pass"), (False, "fail"), (None, "undecided")],
    ids=["on since before", "off since before", "not shown"],
)
def test_only_a_plan_knows_what_an_absent_flag_is_where_something_exists(
    tmp_path: Path, planned: bool | None, expected: str
) -> None:
    """The provider leaves FastPath as it is when the line is removed: an update may well have it on."""
    folder = FIXTURES / "eligible-gateway-without-fastpath" / "fail-bypass-absent"
    plan = json.loads((folder / "tfplan.json").read_text(encoding="utf-8"))
    address = "azurerm_virtual_network_gateway_connection.hub"
    change = next(one for one in plan["resource_changes"] if one["address"] == address)["change"]
    change["actions"] = ["update"]
    change["before"] = {**change["after"], "express_route_gateway_bypass": planned}
    if planned is not None:
        change["after"]["express_route_gateway_bypass"] = planned
        del change["after_unknown"]["express_route_gateway_bypass"]
        resources = plan["planned_values"]["root_module"]["resources"]
        next(one for one in resources if one["address"] == address)["values"]["express_route_gateway_bypass"] = planned
    (tmp_path / "tfplan.json").write_text(json.dumps(plan), encoding="utf-8")
    assert verdicts(tmp_path / "tfplan.json")["FASTPATH_501"] == {expected}


@pytest.mark.parametrize("name", LANGUAGES)
def test_the_advice_to_switch_fastpath_on_is_withheld_where_it_would_skip_an_inspection(name: str) -> None:
    folder = FIXTURES / "eligible-gateway-without-fastpath" / "na-would-skip-inspection"
    assert "FASTPATH_501" not in verdicts(folder / name)


@pytest.mark.parametrize("name", ["main.tf", "main.bicep"])
def test_who_follows_the_advice_all_the_same_is_told_what_it_skips(tmp_path: Path, name: str) -> None:
    folder = FIXTURES / "eligible-gateway-without-fastpath" / "na-would-skip-inspection"
    off, on = {
        "main.tf": ("express_route_gateway_bypass = false", "express_route_gateway_bypass = true"),
        "main.bicep": ("expressRouteGatewayBypass: false", "expressRouteGatewayBypass: true"),
    }[name]
    text = (folder / name).read_text(encoding="utf-8")
    assert off in text
    (tmp_path / name).write_text(text.replace(off, on), encoding="utf-8")
    assert verdicts(tmp_path / name)["FASTPATH_301"] == {"fail"}


TENANT = (
    "/subscriptions/99999999-0000-0000-0000-000000000000/resourceGroups/tnt-prod"
    "/providers/Microsoft.Network/expressRouteCircuits/tnt-cust-er"
)
CIRCUIT_OF_OTHERS = """
resource connection 'Microsoft.Network/connections@2024-05-01' = {
  name: 'conn-avs'
  properties: {
    connectionType: 'ExpressRoute'
    virtualNetworkGateway1: { id: gateway.id, properties: {} }
    PEER
    authorizationKey: key
    expressRouteGatewayBypass: true
  }
}
"""


def with_circuit_of_others(folder: Path, peer: str) -> Path:
    """A hub with spokes whose connection is to what ``peer`` says."""
    estate = (FIXTURES / "spokes-behind-provider-circuit" / "fail-provider" / "main.bicep").read_text(encoding="utf-8")
    without, count = re.subn(r"resource connection .*?\n}\n", "", estate, flags=re.DOTALL)
    assert count == 1
    text = "@secure()\nparam key string\n" + without + CIRCUIT_OF_OTHERS.replace("PEER", peer)
    (folder / "main.bicep").write_text(text, encoding="utf-8")
    return folder / "main.bicep"


@pytest.mark.parametrize("peer", [f"peer: {{ id: '{TENANT}' }}", ""], ids=["by id", "by key"])
def test_a_circuit_of_avs_hana_or_oracle_is_of_an_unknown_kind_and_no_error(tmp_path: Path, peer: str) -> None:
    """Microsoft or Oracle owns it: the files hold an id and a key, and neither says what it is."""
    report = analyze(Request((str(with_circuit_of_others(tmp_path, peer)),)))
    [spokes] = [one for one in report.findings if one.rule == "FASTPATH_203"]
    assert spokes.verdict.value == "undecided"
    assert {one.because for one in spokes.missing} == {"outside-the-files"}
    assert [one for one in report.diagnostics if one.level.name == "ERROR"] == []


def test_a_policy_can_say_what_such_a_circuit_is(tmp_path: Path) -> None:
    path = with_circuit_of_others(tmp_path, f"peer: {{ id: '{TENANT}' }}")
    (tmp_path / "p.yaml").write_text(
        "version: 1\nassertions:\n  - {circuit: tnt-*, kind: provider}\n", encoding="utf-8"
    )
    assert verdicts(path, policy=str(tmp_path / "p.yaml"))["FASTPATH_203"] == {"fail"}


@pytest.mark.parametrize(
    ("rule", "case", "pages"),
    [
        (
            "FASTPATH_207",
            "dns-resolver-behind-fastpath/undecided-in-hub",
            ("About ExpressRoute FastPath, 2025-11-05", "What is Azure DNS Private Resolver?, 2025-12-16"),
        ),
        (
            "FASTPATH_106",
            "bypass-on-virtual-wan/fail-bypass-true",
            (
                "About ExpressRoute FastPath (as of 2024-11-07), 2024-11-07",
                "About ExpressRoute connections in Azure Virtual WAN, 2025-03-26",
            ),
        ),
    ],
    ids=["DNS Private Resolver", "Virtual WAN"],
)
@pytest.mark.parametrize("name", LANGUAGES)
def test_where_pages_contradict_each_other_the_finding_names_both(
    rule: str, case: str, pages: tuple[str, str], name: str
) -> None:
    [finding] = [one for one in findings(FIXTURES / case / name) if one.rule == rule]
    told = " ".join((finding.message, *(reason.message for reason in finding.because)))
    assert all(page in told for page in pages)


NO_EVIDENCE = {
    "main.tf": """
# resource "azurerm_virtual_network_gateway_connection" "hub" {
#   type                         = "ExpressRoute"
#   express_route_gateway_bypass = true
# }
/* express_route_gateway_bypass = true */

variable "notes" {
  description = "Set express_route_gateway_bypass = true on the ErGw1AZ gateway, with a Basic load balancer."
  type        = string
  default     = "Microsoft.Network/connections expressRouteGatewayBypass: true"
}

module "hub" {
  source                       = "example.com/network/hub/azurerm"
  version                      = "1.0.0"
  sku                          = "ErGw1AZ"
  express_route_gateway_bypass = true
  load_balancer_sku            = "Basic"
}
""",
    "main.bicep": """
// resource connection 'Microsoft.Network/connections@2024-05-01' = { properties: { expressRouteGatewayBypass: true } }
/* expressRouteGatewayBypass: true */
@description('Set expressRouteGatewayBypass: true on the ErGw1AZ gateway, with a Basic load balancer.')
param notes string = 'Microsoft.Network/connections expressRouteGatewayBypass: true'

module hub 'br:example.azurecr.io/hub:1.0.0' = {
  name: 'hub'
  params: {
    sku: 'ErGw1AZ'
    expressRouteGatewayBypass: true
    loadBalancerSku: 'Basic'
  }
}
""",
    "azuredeploy.json": json.dumps(
        {
            "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
            "contentVersion": "1.0.0.0",
            "parameters": {
                "notes": {
                    "type": "string",
                    "defaultValue": "Microsoft.Network/connections",
                    "metadata": {"description": "Set expressRouteGatewayBypass: true on the ErGw1AZ gateway."},
                }
            },
            "variables": {"connection": {"expressRouteGatewayBypass": True, "connectionType": "ExpressRoute"}},
            "resources": [
                {
                    "type": "Microsoft.Resources/deployments",
                    "apiVersion": "2022-09-01",
                    "name": "hub",
                    "properties": {
                        "mode": "Incremental",
                        "templateLink": {"uri": "https://example.com/hub.json"},
                        "parameters": {"expressRouteGatewayBypass": {"value": True}, "sku": {"value": "ErGw1AZ"}},
                    },
                }
            ],
        }
    ),
}


@pytest.mark.parametrize("name", NO_EVIDENCE)
def test_comments_descriptions_and_inputs_of_unseen_modules_are_no_evidence(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(NO_EVIDENCE[name], encoding="utf-8")
    assert findings(tmp_path / name) == []


def test_what_is_commented_out_of_an_estate_is_not_there(tmp_path: Path) -> None:
    folder = FIXTURES / "gateway-sku-without-fastpath" / "fail-ergw1az"
    shutil.copy(folder / "main.tf", tmp_path / "main.tf")
    assert verdicts(tmp_path / "main.tf")["FASTPATH_101"] == {"fail"}
    text = (tmp_path / "main.tf").read_text(encoding="utf-8")
    line = "  express_route_gateway_bypass = true"
    assert line in text
    (tmp_path / "main.tf").write_text(text.replace(line, f"#{line}"), encoding="utf-8")
    assert "FASTPATH_101" not in verdicts(tmp_path / "main.tf")


@pytest.mark.parametrize(
    ("rule", "case"),
    [
        ("FASTPATH_303", "direct-connection-to-switch-again/undecided-spoke"),
        ("FASTPATH_401", "fastpath-addresses-without-alert/undecided-no-alert-in-the-files"),
    ],
)
def test_what_azure_alone_knows_is_no_input_that_anybody_could_give(rule: str, case: str) -> None:
    report = analyze(Request((str(FIXTURES / case / "main.bicep"),)))
    open_ = [one for one in report.findings if one.rule == rule and one.verdict.value == "undecided"]
    assert {missing.because for one in open_ for missing in one.missing} == {"runtime-attribute"}
    beyond = doubts(report.findings).beyond
    assert rule in {one.rule for one in beyond}


@pytest.mark.parametrize(
    ("location", "verdict"), [("Equinix-London-LD5", "pass"), ("Dubai", "undecided"), ("Building-DUBAI-2", "undecided")]
)
def test_an_old_page_about_a_peering_location_decides_nothing_alone(
    tmp_path: Path, location: str, verdict: str
) -> None:
    text = (FIXTURES / "ipv6-network-behind-fastpath" / "undecided-dubai" / "main.bicep").read_text(encoding="utf-8")
    assert "'Dubai'" in text
    (tmp_path / "main.bicep").write_text(text.replace("'Dubai'", f"'{location}'"), encoding="utf-8")
    assert verdicts(tmp_path / "main.bicep")["FASTPATH_111"] == {verdict}
