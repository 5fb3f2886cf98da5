"""Bad ARM templates and Bicep files, end to end: a diagnostic at its place, and the rest is judged."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from fastpath_checks.engine.analyze import analyze
from fastpath_checks.engine.findings import Report
from fastpath_checks.engine.request import Request

BICEP = """\
resource gateway 'Microsoft.Network/virtualNetworkGateways@2024-05-01' = {
  name: 'ergw'
  properties: { gatewayType: 'ExpressRoute', sku: { name: 'ErGw1AZ' } }
}
resource link 'Microsoft.Network/connections@2024-05-01' = {
  name: 'conn'
  properties: {
    connectionType: 'ExpressRoute'
    expressRouteGatewayBypass: true
    virtualNetworkGateway1: { id: gateway.id }
  }
}
"""
GATEWAY: dict[str, Any] = {
    "type": "Microsoft.Network/virtualNetworkGateways",
    "apiVersion": "2024-05-01",
    "name": "ergw",
    "properties": {"gatewayType": "ExpressRoute", "sku": {"name": "ErGw1AZ"}},
}
LINK: dict[str, Any] = {
    "type": "Microsoft.Network/connections",
    "apiVersion": "2024-05-01",
    "name": "conn",
    "properties": {
        "connectionType": "ExpressRoute",
        "expressRouteGatewayBypass": True,
        "virtualNetworkGateway1": {"id": "[resourceId('Microsoft.Network/virtualNetworkGateways', 'ergw')]"},
    },
}


def arm(*more: dict[str, Any], **sections: Any) -> str:
    schema = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"
    template = {"$schema": schema, "contentVersion": "1.0.0.0", **sections, "resources": [GATEWAY, LINK, *more]}
    return json.dumps(template, indent=1)


def vnet(**properties: Any) -> dict[str, Any]:
    return {"type": "Microsoft.Network/virtualNetworks", "apiVersion": "2024-05-01", "name": "v", **properties}


def scanned(top: Path, monkeypatch: pytest.MonkeyPatch, **files: str) -> Report:
    work = top / "work"
    for name, text in files.items():
        path = work / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    monkeypatch.chdir(work)
    return analyze(Request(paths=(".",)))


def told(report: Report) -> set[tuple[str, str, int]]:
    """Code, path and line of every diagnostic."""
    found = set()
    for one in report.diagnostics:
        location = one.span.location() if one.span is not None else None
        found.add((one.code, location.path if location else one.path, location.line if location else 0))
    return found


CASES = {
    "module cycle": (
        {
            "main.bicep": BICEP + "module a 'a.bicep' = { name: 'a' }\n",
            "a.bicep": "module b 'b.bicep' = { name: 'b' }\n",
            "b.bicep": "module a 'a.bicep' = { name: 'a' }\n",
        },
        ("module-cycle", "b.bicep", 1),
    ),
    "a copy of a billion": (
        {"main.json": arm(vnet(copy={"name": "c", "count": 1_000_000_000}))},
        ("limit", "main.json", 34),
    ),
    "a loop of a billion": (
        {
            "main.bicep": BICEP
            + "resource many 'Microsoft.Network/virtualNetworks@2024-05-01' = [for i in range(0, 1000000000): {\n"
            "  name: 'v${i}'\n}]\n"
        },
        ("wrong-argument", "main.bicep", 13),
    ),
    "a function that calls itself": (
        {
            "main.bicep": BICEP
            + "func f(n int) int => f(n)\n"
            + "resource r 'Microsoft.Network/virtualNetworks@2024-05-01' = { name: 'v${f(1)}' }\n"
        },
        ("cycle", "main.bicep", 13),
    ),
    "duplicate keys": (
        {"main.json": arm().replace('"name": "conn"', '"name": "conn", "name": "conn"')},
        ("duplicate-key", "main.json", 19),
    ),
    "a property that is written twice": (
        {"main.bicep": BICEP.replace("name: 'conn'", "name: 'conn'\n  tags: {}\n  tags: {}")},
        ("duplicate-key", "main.bicep", 8),
    ),
    "a name that is declared twice": (
        {"main.bicep": BICEP + "var twice = 1\nparam twice int\n"},
        ("duplicate-declaration", "main.bicep", 14),
    ),
    "a property that cannot be read": (
        {"main.bicep": BICEP.replace("name: 'conn'", "name: 'conn'\n  tags: = {}")},
        ("syntax-error", "main.bicep", 7),
    ),
    "a function of a template that calls itself": (
        {
            "main.json": arm(
                vnet(location="[n.f(1)]"),
                functions=[
                    {
                        "namespace": "n",
                        "members": {
                            "f": {
                                "parameters": [{"name": "x", "type": "int"}],
                                "output": {"type": "string", "value": "[n.f(parameters('x'))]"},
                            }
                        },
                    }
                ],
            )
        },
        ("cycle", "main.json", 17),
    ),
    "a parameter file for another JSON template": (
        {"main.json": arm(), "main.parameters.json": '{"parameters": {"nobody": {"value": 1}}}'},
        ("undeclared-parameter", "main.parameters.json", 1),
    ),
    "templates that link each other": (
        {
            "main.json": arm(
                {
                    "type": "Microsoft.Resources/deployments",
                    "name": "d",
                    "properties": {"templateLink": {"relativePath": "b.json"}},
                }
            ),
            "b.json": arm(
                {
                    "type": "Microsoft.Resources/deployments",
                    "name": "d",
                    "properties": {"templateLink": {"relativePath": "main.json"}},
                }
            ).replace("ergw", "other"),
        },
        ("module-cycle", "main.json", 33),
    ),
    "bytes outside of the root": (
        {"main.bicep": BICEP + "output o string = loadFileAsBase64('../../secret.txt')\n"},
        ("outside-the-root", "main.bicep", 13),
    ),
    "a listing outside of the root": (
        {"main.bicep": BICEP + "output o array = loadDirectoryFileInfo('../..')\n"},
        ("not-found", "main.bicep", 13),
    ),
    "an expression that never closes": (
        {"main.json": arm(vnet(location="[concat('a'"), vnet(location="[concat('a']"))},
        ("syntax-error", "main.json", 38),
    ),
    "nesting beyond reason": (
        {"main.bicep": BICEP, "deep.json": arm(vnet(tags="@")).replace('"@"', "[" * 100_000 + "]" * 100_000)},
        ("nested-too-deep", "deep.json", 32),
    ),
    "a parameter file for another template": (
        {"main.bicep": BICEP, "main.bicepparam": "using 'main.bicep'\nparam nobody = 1\n"},
        ("undeclared-parameter", "main.bicepparam", 2),
    ),
    "a parameter file without its template": (
        {"main.bicep": BICEP, "other.bicepparam": "using 'gone.bicep'\nparam sku = 'x'\n"},
        ("template-not-found", "other.bicepparam", 1),
    ),
    "a file outside of the root": (
        {"main.bicep": BICEP + "var secret = loadTextContent('../../secret.txt')\noutput o string = secret\n"},
        ("outside-the-root", "main.bicep", 13),
    ),
}


@pytest.mark.parametrize("name", sorted(CASES))
def test_what_is_wrong_is_told_at_its_place_and_the_rest_is_judged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    (tmp_path / "secret.txt").write_text("secret", "utf-8")
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / ".git").mkdir()
    files, expected = CASES[name]
    report = scanned(tmp_path, monkeypatch, **files)
    assert expected in told(report)
    failed = [one for one in report.findings if one.rule == "FASTPATH_101" and one.verdict.name == "FAIL"]
    assert len(failed) >= 1
