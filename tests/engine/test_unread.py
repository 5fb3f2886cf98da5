"""What is absent from a root that could not be read whole may stand in the part that is missing."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from fastpath_checks.engine.analyze import analyze
from fastpath_checks.engine.request import Request

ALL = Path(__file__).parents[2] / "fixtures"
FIXTURES = ALL / "inspection-skipped-by-fastpath"


def verdict(folder: Path, name: str) -> tuple[str, list[str]]:
    """Of FASTPATH_301, with what it misses."""
    report = analyze(Request((str(folder / name),)))
    [finding] = [one for one in report.findings if one.rule == "FASTPATH_301"]
    return finding.verdict.value, [one.because for one in finding.missing]


def damaged(tmp_path: Path, case: str, name: str, lost: str | None) -> Path:
    """A fixture's file whose last declaration cannot be read, or beside which a file cannot."""
    shutil.copy(FIXTURES / case / name, tmp_path / name)
    if lost is None:
        (tmp_path / "routes.tf").write_bytes(b"\x00" * 100)
    elif name.endswith(".json"):
        template = json.loads((tmp_path / name).read_text())
        template["resources"].append("@")
        (tmp_path / name).write_text(json.dumps(template, indent=2).replace('"@"', lost))
    else:
        with (tmp_path / name).open("a") as file:
            file.write(lost)
    return tmp_path


@pytest.mark.parametrize(
    ("name", "lost"),
    [
        ("main.tf", '\nresource "azurerm_subnet_route_table_association" = {\n'),
        ("main.tf", None),
        ("main.bicep", "\nresource routes 'Microsoft.Network/routeTables@2024-05-01' = {\n  name: = 'rt'\n}\n"),
        ("azuredeploy.json", '{"type": , }'),
    ],
    ids=["block", "file", "bicep", "arm"],
)
def test_a_route_table_that_may_be_lost_leaves_the_inspection_open(tmp_path: Path, name: str, lost: str | None) -> None:
    assert verdict(FIXTURES / "pass-no-route-table", name) == ("pass", [])
    assert verdict(damaged(tmp_path, "pass-no-route-table", name, lost), name) == ("undecided", ["unparsed"])


def test_routes_that_may_be_lost_leave_the_inspection_open(tmp_path: Path) -> None:
    lost = '\nresource "azurerm_route" = {\n'
    assert verdict(FIXTURES / "pass-route-to-spoke-only", "main.tf")[0] == "pass"
    assert verdict(damaged(tmp_path, "pass-route-to-spoke-only", "main.tf", lost), "main.tf")[0] == "undecided"


def test_what_is_there_fails_whatever_is_lost(tmp_path: Path) -> None:
    case = "fail-route-equals-hub-prefix"
    assert verdict(damaged(tmp_path, case, "main.tf", "\nresource {\n"), "main.tf")[0] == "fail"


FROM_ABSENCE = {
    "FASTPATH_109": "ipsec-over-expressroute-on-scalable-gateway/pass-public-tunnel",
    "FASTPATH_303": "direct-connection-to-switch-again/pass-neither",
    "FASTPATH_401": "addresses-beyond-fastpath-limit/pass-small-address-space",
    "FASTPATH_402": "fastpath-addresses-without-alert/pass-small-address-space",
    "FASTPATH_403": "direct-port-over-subscribed/pass-20-of-10",
    "FASTPATH_503": "spoke-with-two-remote-gateways/pass-one-hub",
}
"""Rules that pass because nothing more is there, each with a folder in which it does."""


@pytest.mark.parametrize(("rule", "case"), FROM_ABSENCE.items(), ids=list(FROM_ABSENCE))
def test_what_passes_because_nothing_more_is_there_is_open_where_something_is_lost(
    tmp_path: Path, rule: str, case: str
) -> None:
    def verdicts(path: Path) -> set[str]:
        return {one.verdict.value for one in analyze(Request((str(path),))).findings if one.rule == rule}

    assert verdicts(ALL / case / "main.tf") == {"pass"}
    shutil.copy(ALL / case / "main.tf", tmp_path / "main.tf")
    with (tmp_path / "main.tf").open("a") as file:
        file.write("\nresource {\n")
    assert verdicts(tmp_path / "main.tf") == {"undecided"}


def test_an_alert_that_may_be_lost_leaves_it_open_whether_there_is_one(tmp_path: Path) -> None:
    shutil.copy(
        ALL / "fastpath-addresses-without-alert" / "fail-alert-on-other-metric" / "main.tf", tmp_path / "main.tf"
    )
    with (tmp_path / "main.tf").open("a") as file:
        file.write("\nresource {\n")
    found = [one for one in analyze(Request((str(tmp_path),))).findings if one.rule == "FASTPATH_402"]
    assert [one.verdict.value for one in found] == ["undecided"]


def test_a_tunnel_may_stand_in_a_network_that_another_deployment_declares(tmp_path: Path) -> None:
    text = """
    locals {
      hub = "/subscriptions/0/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/hub"
    }
    resource "azurerm_virtual_network_gateway" "gw" {
      name = "vgw"
      type = "ExpressRoute"
      sku  = "ErGwScale"
      minimum_scale_unit = 10
      maximum_scale_unit = 10
      ip_configuration {
        subnet_id = "${local.hub}/subnets/GatewaySubnet"
      }
    }
    """
    (tmp_path / "main.tf").write_text(text)
    found = [one for one in analyze(Request((str(tmp_path),))).findings if one.rule == "FASTPATH_109"]
    assert [one.verdict.value for one in found] == ["undecided"]
