"""ARM templates that Terraform deploys are judged with the rest of its configuration."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from fastpath_checks.engine.analyze import analyze
from fastpath_checks.engine.findings import Finding, Report, Verdict
from fastpath_checks.engine.request import Request

GATEWAY = """
resource "azurerm_virtual_network_gateway" "gw" {
  name                = "vgw"
  resource_group_name = "rg"
  location            = "uksouth"
  type                = "ExpressRoute"
  sku                 = "ErGw1AZ"
  ip_configuration {
    subnet_id = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/GatewaySubnet"
  }
}
"""
PARAMETERS = """
  parameters_content = jsonencode({
    gateway = { value = azurerm_virtual_network_gateway.gw.id }
    bypass  = { value = BYPASS }
  })
"""
CIRCUIT = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/expressRouteCircuits/c"
CONNECTION: dict[str, Any] = {
    "type": "Microsoft.Network/connections",
    "apiVersion": "2023-11-01",
    "name": "conn",
    "location": "uksouth",
    "properties": {
        "connectionType": "ExpressRoute",
        "virtualNetworkGateway1": {"id": "[parameters('gateway')]"},
        "peer": {"id": CIRCUIT},
        "expressRouteGatewayBypass": "[parameters('bypass')]",
    },
}
TEMPLATE: dict[str, Any] = {
    "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
    "contentVersion": "1.0.0.0",
    "parameters": {"gateway": {"type": "string"}, "bypass": {"type": "bool", "defaultValue": False}},
    "resources": [CONNECTION],
}


def deployment(content: str, bypass: str = "true", type: str = "resource_group") -> str:
    return (
        f'resource "azurerm_{type}_template_deployment" "d" {{\n  name = "d"\n  resource_group_name = "rg"\n'
        f"  template_content = {content}\n{PARAMETERS.replace('BYPASS', bypass)}}}\n"
    )


def judged(tmp_path: Path, main: str, **files: str) -> Report:
    (tmp_path / "main.tf").write_text(GATEWAY + main, "utf-8")
    for name, text in files.items():
        (tmp_path / name.replace("_", ".")).write_text(text, "utf-8")
    return analyze(Request(paths=(str(tmp_path / "main.tf"),)))


def sku_finding(report: Report) -> Finding:
    (found,) = [one for one in report.findings if one.rule == "FASTPATH_101"]
    return found


HEREDOC = f"<<-EOT\n{json.dumps(TEMPLATE, indent=2)}\nEOT\n"
CONTENTS = {
    "heredoc": HEREDOC,
    "interpolated heredoc": HEREDOC.replace('"uksouth"', '"${lower("UKSOUTH")}"'),
    "file": 'file("${path.module}/template.json")',
    "jsonencode": "jsonencode(" + json.dumps(TEMPLATE).replace('": ', '" = ') + ")",
    "templatefile": 'templatefile("template.json", {})',
}


@pytest.mark.parametrize("form", CONTENTS)
def test_a_template_is_judged_with_what_it_is_given(form: str, tmp_path: Path) -> None:
    report = judged(tmp_path, deployment(CONTENTS[form]), template_json=json.dumps(TEMPLATE, indent=2))
    finding = sku_finding(report)
    assert finding.verdict is Verdict.FAIL
    assert finding.subject.name == "conn"
    assert finding.subject.address.startswith("azurerm_resource_group_template_deployment.d/")
    assert report.diagnostics == ()


@pytest.mark.parametrize(
    ("form", "path", "text"),
    [
        ("heredoc", "main.tf", '"expressRouteGatewayBypass": "[parameters(\'bypass\')]"'),
        ("interpolated heredoc", "main.tf", '"expressRouteGatewayBypass": "[parameters(\'bypass\')]"'),
        ("file", "template.json", '"expressRouteGatewayBypass": "[parameters(\'bypass\')]"'),
        ("jsonencode", "main.tf", "template_content = jsonencode"),
    ],
)
def test_what_a_template_says_is_shown_where_it_stands(form: str, path: str, text: str, tmp_path: Path) -> None:
    report = judged(tmp_path, deployment(CONTENTS[form]), template_json=json.dumps(TEMPLATE, indent=2))
    places = {
        (Path(one.span.file.path).name, one.span.location().line)
        for one in sku_finding(report).because
        if one.span is not None
    }
    lines = (tmp_path / path).read_text("utf-8").splitlines()
    (line,) = [at for at, one in enumerate(lines, 1) if text in one]
    assert (path, line) in places


def test_a_value_that_a_template_is_not_certainly_given_decides_nothing(tmp_path: Path) -> None:
    report = judged(tmp_path, 'variable "b" {}\n' + deployment(HEREDOC, "var.b"))
    assert sku_finding(report).verdict is Verdict.UNDECIDED


def test_parameters_that_are_not_known_hide_the_defaults(tmp_path: Path) -> None:
    template = {**TEMPLATE, "parameters": {**TEMPLATE["parameters"], "bypass": {"type": "bool", "defaultValue": True}}}
    main = (
        'variable "p" {}\nresource "azurerm_resource_group_template_deployment" "d" {\n  name = "d"\n'
        '  resource_group_name = "rg"\n  parameters_content = var.p\n'
        f"  template_content = <<EOT\n{json.dumps(template)}\nEOT\n}}\n"
    )
    assert sku_finding(judged(tmp_path, main)).verdict is Verdict.UNDECIDED


def test_a_template_of_a_subscription_deploys_into_the_groups_that_it_names(tmp_path: Path) -> None:
    nested = {
        "type": "Microsoft.Resources/deployments",
        "apiVersion": "2022-09-01",
        "name": "inner",
        "resourceGroup": "rg",
        "properties": {
            "mode": "Incremental",
            "template": {**TEMPLATE, "parameters": {}},
        },
    }
    template = {**TEMPLATE, "resources": [nested]}
    report = judged(tmp_path, deployment(f"<<EOT\n{json.dumps(template)}\nEOT\n", type="subscription"))
    finding = sku_finding(report)
    assert finding.verdict is Verdict.FAIL
    assert finding.subject.address.startswith("azurerm_subscription_template_deployment.d")


def test_a_template_that_is_no_template_is_a_diagnostic_where_it_stands(tmp_path: Path) -> None:
    report = judged(tmp_path, deployment('<<EOT\n{ "resources": [ "Microsoft.Network/connections" \nEOT\n'))
    assert [Path(one.where).name for one in report.diagnostics] == ["main.tf"] * len(report.diagnostics)
    assert report.diagnostics
    (tmp_path / "main.tf").unlink()
    unknown = judged(tmp_path, 'variable "t" {}\n' + deployment("var.t"))
    assert [one.code for one in unknown.diagnostics] == ["template-not-known"]
