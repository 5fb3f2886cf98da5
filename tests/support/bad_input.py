"""Small estates of one connection in each language, and a whole scan of them by the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from fastpath_checks.cli.main import main

SCOPE = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network"
GATEWAY, CIRCUIT = f"{SCOPE}/virtualNetworkGateways/vgw", f"{SCOPE}/expressRouteCircuits/erc"
SCHEMA = "https://schema.management.azure.com/schemas/2019-04-01/deployment{}.json#"
VALUES: dict[str, Any] = {
    "resource_group_name": "rg",
    "location": "uksouth",
    "type": "ExpressRoute",
    "virtual_network_gateway_id": GATEWAY,
    "express_route_circuit_id": CIRCUIT,
    "express_route_gateway_bypass": True,
    "private_link_fast_path_enabled": True,
}
CONNECTION = "azurerm_virtual_network_gateway_connection"


def terraform(name: str, bypass: str = "true", more: str = "") -> str:
    """A connection with private-link FastPath on: FASTPATH_103 passes with the bypass and fails without it."""
    values = {"name": name, **VALUES}
    lines = "".join(
        f"  {key} = {bypass if key == 'express_route_gateway_bypass' else json.dumps(value)}\n"
        for key, value in values.items()
    )
    return f'resource "{CONNECTION}" "{name}" {{\n{lines}{more}}}\n'


def terraform_json(name: str) -> dict[str, Any]:
    return {CONNECTION: {name: {"name": name, **VALUES}}}


def bicep(name: str, bypass: str = "true", more: str = "") -> str:
    return f"""\
resource {name} 'Microsoft.Network/connections@2024-05-01' = {{
  name: '{name}'
  location: 'uksouth'
  properties: {{
    connectionType: 'ExpressRoute'
    virtualNetworkGateway1: {{ id: '{GATEWAY}' }}
    peer: {{ id: '{CIRCUIT}' }}
    expressRouteGatewayBypass: {bypass}
    enablePrivateLinkFastPath: true
{more}  }}
}}
"""


def resource(name: str, bypass: object = True, **more: object) -> dict[str, Any]:
    properties = {
        "connectionType": "ExpressRoute",
        "virtualNetworkGateway1": {"id": GATEWAY},
        "peer": {"id": CIRCUIT},
        "expressRouteGatewayBypass": bypass,
        "enablePrivateLinkFastPath": True,
    }
    return {
        "type": "Microsoft.Network/connections", "apiVersion": "2024-05-01", "name": name, "location": "uksouth",
        **more, "properties": properties,
    }  # fmt: skip


def template(*resources: dict[str, Any], **more: object) -> str:
    head = {"$schema": SCHEMA.format("Template"), "contentVersion": "1.0.0.0"}
    return json.dumps({**head, **more, "resources": list(resources)}, indent=2)


def linked(path: str) -> dict[str, Any]:
    """A resource that deploys the template at a path."""
    return {
        "type": "Microsoft.Resources/deployments", "apiVersion": "2022-09-01", "name": "m",
        "properties": {"mode": "Incremental", "templateLink": {"relativePath": path}},
    }  # fmt: skip


def parameters(**values: object) -> str:
    head = {"$schema": SCHEMA.format("Parameters"), "contentVersion": "1.0.0.0"}
    return json.dumps({**head, "parameters": {name: {"value": value} for name, value in values.items()}}, indent=2)


def plan(name: str, version: str = "1.2") -> str:
    values = {"name": name, **VALUES}
    common = {
        "address": f"{CONNECTION}.{name}", "mode": "managed", "type": CONNECTION, "name": name,
        "provider_name": "registry.terraform.io/hashicorp/azurerm",
    }  # fmt: skip
    change = {"actions": ["create"], "before": None, "after": values, "after_unknown": {"id": True}}
    return json.dumps(
        {
            "format_version": version,
            "terraform_version": "1.11.0",
            "planned_values": {"root_module": {"resources": [{**common, "values": values}]}},
            "resource_changes": [{**common, "change": change}],
            "configuration": {"root_module": {}},
        },
        indent=2,
    )


class Seen(NamedTuple):
    """What a scan said: remarks as ``level code path:line:column``, and the verdicts of FASTPATH_103 by subject."""

    code: int
    remarks: list[str]
    verdicts: dict[str, str]

    def errors(self) -> list[str]:
        return [one for one in self.remarks if one.startswith("error ")]


class Scan:
    """Writes files below a directory and scans it as a user does."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys

    def __call__(self, files: dict[str, str | bytes], *paths: str) -> Seen:
        for path, text in files.items():
            file = self.folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text if isinstance(text, bytes) else text.encode())
        code = main(["scan", *(paths or (".",)), "--format", "json", "--show", "all"])
        report = json.loads(self._capsys.readouterr().out)
        verdicts = {
            one["subject"]["name"]: one["verdict"] for one in report["findings"] if one["rule"] == "FASTPATH_103"
        }
        return Seen(code, [_remark(one) for one in report["diagnostics"]], verdicts)


def _remark(one: dict[str, Any]) -> str:
    place = one["location"]
    where = f"{place['path']}:{place['line']}:{place['column']}" if place else one["path"]
    return f"{one['level']} {one['code']} {where}"
