"""A canary in every sensitive place of every language, and a scan of it in every format: it is nowhere."""

from __future__ import annotations

import json
import re
from base64 import b64decode
from collections.abc import Iterable
from pathlib import Path

import pytest
from report_samples import span_of

from fastpath_checks.cli.main import main
from fastpath_checks.cli.words import FORMATS, PATH_FORMATS
from fastpath_checks.core.spans import SourceFile
from fastpath_checks.engine.sensitive import sensitive_inputs
from fastpath_checks.reports.frames import deciding
from fastpath_checks.reports.layout import plain
from fastpath_checks.reports.masking import Mask

CANARY = "kanarienvogel"

TERRAFORM = {
    "main.tf": """\
variable "gateway_sku" {
  type      = string
  sensitive = true
  default   = "kanarienvogel-default"
}
variable "plain_sku" {
  type    = string
  default = "ErGw1AZ"
}
variable "preshared" {
  sensitive = true
  default   = { one = "kanarienvogel-object" }
}
module "hub" {
  source = "./hub"
  psk    = "kanarienvogel-argument"
  sku    = var.plain_sku
  other  = sensitive("kanarienvogel-call")
}
resource "azurerm_virtual_network_gateway" "secret" {
  name = "vgw-secret"
  type = "ExpressRoute"
  sku  = var.gateway_sku
}
resource "azurerm_virtual_network_gateway_connection" "secret" {
  name                         = "conn-${var.gateway_sku}"
  type                         = "ExpressRoute"
  virtual_network_gateway_id   = azurerm_virtual_network_gateway.secret.id
  express_route_circuit_id     = "/subscriptions/x"
  shared_key                   = "kanarienvogel-key"
  express_route_gateway_bypass = true
  authorization_key            = "kanarienvogel-authorization"
}
""",
    "hub/main.tf": """\
variable "sku" {}
variable "other" {}
variable "psk" { sensitive = true }
resource "azurerm_virtual_network_gateway" "hub" {
  name = "vgw-hub"
  type = "ExpressRoute"
  sku  = var.sku
}
resource "azurerm_virtual_network_gateway_connection" "hub" {
  name                         = "conn-hub"
  type                         = "ExpressRoute"
  virtual_network_gateway_id   = azurerm_virtual_network_gateway.hub.id
  express_route_circuit_id     = "/subscriptions/x"
  express_route_gateway_bypass = true
  authorization_key            = var.psk
}
""",
    "terraform.tfvars": """\
gateway_sku = "kanarienvogel-given"
plain_sku   = "ErGw1AZ"
preshared   = { one = "kanarienvogel-given-object" }
""",
}

BICEP = {
    "main.bicep": """\
@secure()
param hidden string = 'kanarienvogel-default'
param sku string
@description('a key') @secure()
param psk string
resource gateway 'Microsoft.Network/virtualNetworkGateways@2024-05-01' = {
  name: 'vgw-hub'
  properties: { gatewayType: 'ExpressRoute', sku: { name: sku, tier: sku } }
}
resource secret 'Microsoft.Network/virtualNetworkGateways@2024-05-01' = {
  name: 'vgw-${hidden}'
  properties: { gatewayType: 'ExpressRoute', sku: { name: hidden, tier: hidden } }
}
resource connection 'Microsoft.Network/connections@2024-05-01' = [for one in [gateway.id, secret.id]: {
  name: 'conn-${uniqueString(one)}'
  properties: {
    connectionType: 'ExpressRoute'
    expressRouteGatewayBypass: true
    authorizationKey: 'kanarienvogel-key'
    virtualNetworkGateway1: { id: one, properties: {} }
    peer: { id: '/subscriptions/x' }
  }
}]
resource direct 'Microsoft.Network/connections@2024-05-01' = {
  name: 'conn-hub'
  properties: {
    connectionType: 'ExpressRoute'
    expressRouteGatewayBypass: true
    virtualNetworkGateway1: { id: gateway.id, properties: {} }
    peer: { id: '/subscriptions/x' }
  }
}
module more 'more.bicep' = { name: 'more', params: { inner: 'kanarienvogel-argument', sku: 'ErGw2AZ' } }
""",
    "more.bicep": """\
@secure()
param inner string
param sku string
resource gateway 'Microsoft.Network/virtualNetworkGateways@2024-05-01' = {
  name: 'vgw-more'
  properties: { gatewayType: 'ExpressRoute', sku: { name: sku, tier: sku } }
}
resource connection 'Microsoft.Network/connections@2024-05-01' = {
  name: 'conn-more'
  properties: {
    connectionType: 'ExpressRoute'
    authorizationKey: inner
    expressRouteGatewayBypass: true
    virtualNetworkGateway1: { id: gateway.id, properties: {} }
    peer: { id: '/subscriptions/x' }
  }
}
""",
    "main.bicepparam": """\
using 'main.bicep'
param psk = 'kanarienvogel-given'
param sku = 'ErGw1AZ'
param hidden = 'kanarienvogel-given-too'
""",
}

TEMPLATE = {
    "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
    "contentVersion": "1.0.0.0",
    "parameters": {
        "hidden": {
            "type": "secureString",
            "metadata": {"description": "of {two} lines"},
            "defaultValue": "kanarienvogel-default",
        },
        "sku": {"type": "string", "defaultValue": "ErGw1AZ"},
        "many": {"defaultValue": {"one": "kanarienvogel-object"}, "type": "secureObject"},
    },
    "resources": [
        {
            "type": "Microsoft.Network/virtualNetworkGateways",
            "apiVersion": "2024-05-01",
            "name": name,
            "properties": {"gatewayType": "ExpressRoute", "sku": {"name": sku, "tier": sku}},
        }
        for name, sku in (("vgw-hub", "[parameters('sku')]"), ("vgw-secret", "[parameters('hidden')]"))
    ]
    + [
        {
            "type": "Microsoft.Network/connections",
            "apiVersion": "2024-05-01",
            "name": name,
            "properties": {
                "connectionType": "ExpressRoute",
                "authorizationKey": "kanarienvogel-key",
                "expressRouteGatewayBypass": True,
                "virtualNetworkGateway1": {"id": f"[resourceId('Microsoft.Network/virtualNetworkGateways', '{to}')]"},
                "peer": {"id": "/subscriptions/x"},
            },
        }
        for name, to in (("conn-hub", "vgw-hub"), ("[concat('conn-', parameters('hidden'))]", "vgw-secret"))
    ],
}
PARAMETERS = {
    "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#",
    "contentVersion": "1.0.0.0",
    "parameters": {
        "hidden": {"value": "kanarienvogel-given"},
        "sku": {"value": "ErGw2AZ"},
        "many": {"value": {"one": "kanarienvogel-given-object"}},
    },
}

GATEWAY = {
    "mode": "managed",
    "type": "azurerm_virtual_network_gateway",
    "provider_name": "registry.terraform.io/hashicorp/azurerm",
}
CONNECTION = {**GATEWAY, "type": "azurerm_virtual_network_gateway_connection"}


def planned(kind: dict[str, str], name: str, values: dict[str, object], hidden: dict[str, object]) -> dict[str, object]:
    return {**kind, "address": f"{kind['type']}.{name}", "name": name, "values": values, "sensitive_values": hidden}


PLANNED = [
    planned(
        GATEWAY, "hub", {"name": "vgw-hub", "type": "ExpressRoute", "note": CANARY, "sku": "ErGw1AZ"}, {"note": True}
    ),
    planned(GATEWAY, "secret", {"name": "vgw-secret", "type": "ExpressRoute", "sku": CANARY}, {"sku": True}),
    *(
        planned(
            CONNECTION,
            name,
            {
                "name": f"conn-{name}",
                "type": "ExpressRoute",
                "note": CANARY,
                "express_route_gateway_bypass": True,
                "plain": CANARY,
                "shared_key": CANARY,
            },
            {"note": True, "plain": True, "shared_key": True},
        )
        for name in ("hub", "secret")
    ),
]
PLAN = {
    "format_version": "1.2",
    "terraform_version": "1.11.0",
    "variables": {"psk": {"value": CANARY}},
    "planned_values": {"root_module": {"resources": PLANNED}},
    "resource_changes": [
        {
            **{key: value for key, value in one.items() if key not in ("values", "sensitive_values")},
            "change": {
                "actions": ["create"],
                "before": None,
                "after": one["values"],
                "after_unknown": {},
                "after_sensitive": one["sensitive_values"],
            },
        }
        for one in PLANNED
    ],
    "configuration": {
        "root_module": {
            "variables": {"psk": {"sensitive": True, "default": CANARY}},
            "resources": [
                {
                    "address": f"{CONNECTION['type']}.{name}",
                    "mode": "managed",
                    "type": CONNECTION["type"],
                    "name": name,
                    "expressions": {
                        "virtual_network_gateway_id": {
                            "references": [f"{GATEWAY['type']}.{name}.id", f"{GATEWAY['type']}.{name}"]
                        },
                    },
                }
                for name in ("hub", "secret")
            ],
        }
    },
}

ESTATES = {
    "terraform": TERRAFORM,
    "bicep": BICEP,
    "arm": {
        "azuredeploy.json": json.dumps(TEMPLATE, indent=2),
        "azuredeploy.parameters.json": json.dumps(PARAMETERS, indent=2),
    },
    "arm in one line": {
        "azuredeploy.json": json.dumps(TEMPLATE),
        "azuredeploy.parameters.json": json.dumps(PARAMETERS),
    },
    "plan": {"tfplan.json": json.dumps(PLAN, indent=2)},
    "plan in one line": {"tfplan.json": json.dumps(PLAN)},
}


@pytest.fixture(params=ESTATES)
def folder(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory, in which ``estate`` holds the files of one language."""
    for name, text in ESTATES[request.param].items():
        assert CANARY in text or name.startswith(("hub/", "more"))
        (tmp_path / "estate" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "estate" / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def in_all(folder: Path, formats: Iterable[str]) -> dict[str, str]:
    """What stands in the report of each format, and in the pictures that it carries."""
    told = {format: (folder / f"report.{format}").read_text(encoding="utf-8") for format in formats}
    pictures = [data for text in told.values() for data in re.findall(r"base64,([\w+/=]+)", text)]
    return {**told, "pictures": "".join(b64decode(data).decode("utf-8") for data in pictures)}


def test_no_sensitive_value_is_in_any_report(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = [word for format in FORMATS for word in ("--format", f"{format}=report.{format}")]
    code = main(["scan", "estate", "--show", "all", "--verbose", *words, "--format", "text", "--color", "always"])
    out, err = capsys.readouterr()
    assert code == 1, err
    assert out.count("FASTPATH_101") >= 2, "one gateway fails, another is undecided for its SKU is sensitive"
    assert "it is sensitive, so it is not looked at" in out
    assert "***" in out
    told = in_all(folder, FORMATS)
    assert all("FASTPATH_101" in told[format] for format in FORMATS)
    assert "conn-hub" in told["pictures"]
    assert [name for name, text in {**told, "stdout": out, "stderr": err}.items() if CANARY in text] == []


def test_no_sensitive_value_is_in_any_format_of_the_data_paths(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = [word for format in PATH_FORMATS for word in ("--format", f"{format}=report.{format}")]
    assert main(["paths", "estate", "--verbose", *words]) == 0
    told = in_all(folder, PATH_FORMATS)
    assert all("conn-hub" in told[format] for format in PATH_FORMATS)
    assert [name for name, text in {**told, "stderr": capsys.readouterr().err}.items() if CANARY in text] == []


def shown(file: SourceFile, text: str, *names: str) -> str:
    return plain(deciding(span_of(file, text), 100, mask=Mask(frozenset(names))))


@pytest.mark.parametrize(
    "given",
    [
        'module "hub" {\n  psk = {\n    a = "kanarienvogel"\n  }\n}\n',
        "module m 'x' = { params: { psk: [\n  'kanarienvogel' ]\n} }\n",
        'x = { "PSK": {"value": ["kanarienvogel", "kanarienvogel"]}}',
        "psk = 'kanarienvogel'",
        "param psk string = 'kanarienvogel'",
        "psk: 'kanarienvogel'",
    ],
)
def test_what_is_given_to_a_sensitive_input_of_another_file_is_masked(given: str) -> None:
    file = SourceFile("main.tf", given)
    assert CANARY in shown(file, CANARY)
    assert CANARY not in shown(file, CANARY, "psk")


def test_of_given_values_only_the_one_that_decides_is_shown() -> None:
    file = SourceFile("prod.tfvars", 'a = "one"\nsku = { x = "two", y = "three" }\nb = 3\n')
    assert re.findall(r"one|two|three|3$", shown(file, '"two"')) == ["two"]


def test_the_labels_of_a_block_are_no_values() -> None:
    file = SourceFile("main.tf", 'variable "psk" {\n  sensitive = true\n  default = "x"\n}\n')
    assert 'variable "psk" {' in shown(file, "variable")
    assert "true" not in shown(file, "variable")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('variable "a" {\n  sensitive = true\n}\nvariable "b" {}\n', ["a"]),
        ('variable "a" {}\nvariable "b" {\n  sensitive = true\n}\n', ["b"]),
        ('variable "a" { ephemeral = true }\nlocals {\n  sensitive = true\n}\n', ["a"]),
        ("@secure()\n@description('x')\nparam a string\nparam b string\n", ["a"]),
        ("type t = {\n  @sys.secure()\n  a: string\n}\n", ["a"]),
        ('{"a": {"metadata": {"x": {}}, "type": "SecureString"}, "b": {"type": "string"}}', ["a"]),
        ('{"variable": {"a": {"default": {"x": 1}, "sensitive": true}, "b": {}}}', ["a"]),
        ('{"a": {"type": "secureObject"', ["a"]),
        ("sensitive = true", []),
    ],
)
def test_declarations_of_sensitive_inputs_are_found_in_each_language(text: str, names: list[str]) -> None:
    found = list(sensitive_inputs(text))
    assert [one.name for one in found] == names
    assert all(re.search(rf"\b{one.name}\b", text[max(one.start - 9, 0) : one.end]) for one in found)
