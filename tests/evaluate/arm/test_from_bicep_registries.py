"""Modules of registries: read from the compiler's cache where it has them."""

from __future__ import annotations

import json

import pytest
from evaluated_templates import by_address
from files_in_memory import FilesInMemory

from fastpath_checks.core.values import Because, Unknown, plain
from fastpath_checks.evaluate.arm import evaluate_template
from fastpath_checks.evaluate.arm.from_bicep import bicep_loader, read_bicep
from fastpath_checks.evaluate.arm.from_bicep_registries import cached_path
from fastpath_checks.evaluate.arm.template import Inputs

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
