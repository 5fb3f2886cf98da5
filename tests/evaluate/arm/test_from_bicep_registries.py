"""Modules of registries: read from the compiler's cache where it has them, else outlined where they are known."""

from __future__ import annotations

import json

import pytest
from evaluated_templates import by_address
from files_in_memory import FilesInMemory

from fastpath_checks.core.diagnostics import Level
from fastpath_checks.core.values import Because, Unknown, plain
from fastpath_checks.evaluate.arm import evaluate_template
from fastpath_checks.evaluate.arm.from_bicep import bicep_loader, read_bicep
from fastpath_checks.evaluate.arm.from_bicep_registries import cached_path
from fastpath_checks.evaluate.arm.template import Inputs
from fastpath_checks.evaluate.arm.verified_modules import OUTLINES
from fastpath_checks.graph.resource_ids import ResourceId

HUB = json.dumps(
    {
        "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
        "parameters": {"sku": {"type": "string"}},
        "resources": [
            {
                "type": "Contoso.Network/gateways",
                "apiVersion": "2024-05-01",
                "name": "gateway",
                "properties": {"sku": "[parameters('sku')]"},
            }
        ],
        "outputs": {"sku": {"type": "string", "value": "[parameters('sku')]"}},
    }
)


def deployed(reference, cache_path, **others):
    module = f"module hub '{reference}' = {{\n  name: 'hub'\n  params: {{ sku: 'big' }}\n}}\n"
    text = f"{module}output o string = hub.outputs.sku\n"
    files = FilesInMemory({"main.bicep": text, cache_path: HUB, **others})
    template, remarks = read_bicep(files.files["main.bicep"], bicep_loader(files, "cache"))
    deployment = evaluate_template(template, Inputs(), files, lambda type: True)
    return deployment, [one.code for one in (*remarks, *deployment.diagnostics)]


@pytest.mark.parametrize(
    ("reference", "below"),
    [
        ("br:contoso.azurecr.io/net/hub:v1", "br/contoso.azurecr.io/net$hub/v1$/main.json"),
        ("br/public:net/hub:1.0.0", "br/mcr.microsoft.com/bicep$net$hub/1.0.0$/main.json"),
        ("br/mine:hub:V1", "br/mine.azurecr.io$443/net$hub/V1$1/main.json"),
        ("ts/specs:hub:V1", "ts/11111111-1111-1111-1111-111111111111/rg/hub/v1/main.json"),
    ],
)
def test_a_restored_module_is_read_where_the_compiler_keeps_it(reference, below):
    aliases = {
        "br": {"mine": {"registry": "mine.azurecr.io:443", "modulePath": "net"}},
        "ts": {"specs": {"subscription": "11111111-1111-1111-1111-111111111111", "resourceGroup": "RG"}},
    }
    deployment, codes = deployed(
        reference, f"cache/{below}", **{"bicepconfig.json": json.dumps({"moduleAliases": aliases})}
    )
    assert codes == []
    assert plain(by_address(deployment)["hub/Contoso.Network/gateways/gateway"].read("properties", "sku")) == "big"
    assert plain(deployment.outputs["o"]) == "big"


def test_a_module_that_was_not_restored_is_unknown_and_said():
    deployment, codes = deployed(
        "br:contoso.azurecr.io/net/hub:v2", "cache/br/contoso.azurecr.io/net$hub/v1$/main.json"
    )
    assert codes == ["module-not-found"]
    assert deployment.resources == []
    output = deployment.outputs["o"]
    assert isinstance(output, Unknown)
    assert output.because is Because.OUTSIDE_THE_FILES


@pytest.mark.parametrize(
    ("tag", "folder"),
    [("v1", "v1$"), ("V1", "V1$1"), ("AbCd", "AbCd$5"), ("ABCDABCDABCDABCDAB", "ABCDABCDABCDABCDAB$3ffff")],
)
def test_tags_are_encoded_as_the_compiler_encodes_them(tag, folder):
    assert cached_path(f"br:r.azurecr.io/x:{tag}") == f"br/r.azurecr.io/x/{folder}/main.json"


@pytest.mark.parametrize(
    ("reference", "path"),
    [
        ("br:r.azurecr.io/x@sha256:0a1b", "br/r.azurecr.io/x/sha256#0a1b/main.json"),
        ("br:r.azurecr.io/x", None),
        ("br:r.azurecr.io/../../x:v1", None),
        ("br/unknown:x:v1", None),
        ("ts:x:v1", None),
    ],
)
def test_what_is_no_full_reference_has_no_place_in_the_cache(reference, path):
    assert cached_path(reference) == path


OUTLINED = """\
module hub 'br/public:avm/res/network/virtual-network:0.10.1' = {
  name: 'hub'
  params: {
    name: 'vnet-hub'
    addressPrefixes: ['10.0.0.0/16']
    subnets: [{ name: 'GatewaySubnet', addressPrefix: '10.0.0.0/27', routeTableResourceId: routes.outputs.resourceId }]
  }
}
module routes 'br/public:avm/res/network/route-table:0.5.0' = { name: 'routes', params: { name: 'rt', routes: [] } }
module gateway 'br/public:avm/res/network/virtual-network-gateway:0.12.0' = {
  name: 'gateway'
  params: {
    name: 'ergw'
    gatewayType: 'ExpressRoute'
    clusterSettings: { clusterMode: 'activePassiveNoBgp' }
    virtualNetworkResourceId: hub.outputs.resourceId
  }
}
module link 'br:mcr.microsoft.com/bicep/avm/res/network/connection:0.1.7' = {
  name: 'link'
  params: {
    name: 'conn'
    connectionType: 'ExpressRoute'
    expressRouteGatewayBypass: true
    virtualNetworkGateway1: { id: gateway.outputs.resourceId }
    peerResourceId: 'unused'
  }
}
"""


def test_what_verified_modules_create_is_known_where_they_are_not_restored():
    deployment, diagnostics = read_alone(OUTLINED)
    assert {one.code for one in diagnostics} == {"module-outlined"}
    assert {one.level for one in diagnostics} == {Level.NOTE}
    assert len(diagnostics) == 4
    found = {resource.name: resource for resource in deployment.resources}
    assert found["ergw"].read("properties", "sku", "name").data == "ErGw1AZ"
    assert found["conn"].read("properties", "expressRouteGatewayBypass").data is True
    default = found["ergw"].read("properties", "sku", "name").origin
    assert {step.span.text for step in default.steps() if step.span is not None} == {
        "'br/public:avm/res/network/virtual-network-gateway:0.12.0'"
    }
    gateway = found["conn"].read("properties", "virtualNetworkGateway1", "id").data
    assert isinstance(gateway, ResourceId)
    assert gateway.address == found["ergw"].address
    subnet = found["ergw"].read("properties", "ipConfigurations").data[0].data["properties"].data["subnet"].data["id"]
    assert subnet.data.type == "Microsoft.Network/virtualNetworks/subnets"
    assert found["GatewaySubnet"].read("properties", "routeTable", "id").data.address == found["rt"].address


def test_a_version_that_nobody_looked_at_stays_unknown():
    deployment, diagnostics = read_alone(OUTLINED.replace("connection:0.1.7", "connection:9.9.9"))
    assert sorted(one.code for one in diagnostics) == ["module-not-found", *["module-outlined"] * 3]
    assert "conn" not in {resource.name for resource in deployment.resources}


def read_alone(text):
    files = FilesInMemory({"main.bicep": text})
    template, remarks = read_bicep(files.files["main.bicep"], bicep_loader(files))
    deployment = evaluate_template(template, Inputs(), files, lambda type: True)
    return deployment, [*remarks, *deployment.diagnostics]


@pytest.mark.parametrize("name", sorted(OUTLINES))
def test_every_outline_is_bicep_that_is_read_without_a_remark(name):
    files = FilesInMemory({"main.bicep": OUTLINES[name].text})
    _, remarks = read_bicep(files.files["main.bicep"], bicep_loader(files))
    assert remarks == []
