"""What one deployment is."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from fastpath_checks.core.diagnostics import Level
from fastpath_checks.engine.request import UsageError
from fastpath_checks.engine.roots import Discovery, Root, discover
from fastpath_checks.sources.jail import ScanFiles

TEMPLATE = (
    '{"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#", "resources": []}'
)
COMPILED = TEMPLATE.replace(
    '"resources"', '"metadata": {"_generator": {"name": "bicep", "version": "0.30"}}, "resources"'
)
PARAMETERS = (
    '{"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#", "parameters": {}}'
)
RESOURCE = "resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {}\n"


def found(
    tmp_path: Path, files: dict[str, str], *paths: str, exclude: tuple[str, ...] = (), twins: bool = True
) -> Discovery:
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    scanned = paths or (".",)
    return discover(scanned, ScanFiles(scanned, working_directory=str(tmp_path)), exclude, twins=twins)


def roots(discovery: Discovery) -> list[tuple[str, str]]:
    return [(root.kind, root.path) for root in discovery.roots]


def call(source: str, name: str = "hub") -> str:
    return f'module "{name}" {{\n  source = "{source}"\n}}\n'


def test_a_directory_that_a_scanned_directory_calls_is_no_root(tmp_path: Path) -> None:
    files = {
        "envs/prod/main.tf": call("../../modules/hub"),
        "modules/hub/main.tf": call("./inner"),
        "modules/hub/inner/main.tf": "",
    }
    assert roots(found(tmp_path, files)) == [("terraform", "envs/prod")]


def test_a_module_that_nobody_scanned_calls_is_a_root(tmp_path: Path) -> None:
    files = {"envs/prod/main.tf": call("../../modules/hub"), "modules/hub/main.tf": ""}
    assert roots(found(tmp_path, files, "modules")) == [("terraform", "modules/hub")]


def test_the_module_that_its_own_examples_call_is_judged_through_them(tmp_path: Path) -> None:
    files = {"main.tf": "", "examples/default/main.tf": call("../.."), "examples/full/main.tf": call("../../")}
    assert roots(found(tmp_path, files)) == [("terraform", "examples/default"), ("terraform", "examples/full")]


@pytest.mark.parametrize(
    "text",
    [
        call("git::https://example.com/hub.git"),
        call("Azure/avm-res-network-virtualnetwork/azurerm"),
        '# module "hub" {\n#   source = "./hub"\n# }\n',
        '/*\nmodule "hub" {\n  source = "./hub"\n}\n*/\n',
        'resource "local_file" "module" {\n  source = "./hub"\n}\n',
        'module "remote" {\n  version = "1"\n}\nresource "local_file" "x" {\n  source = "./hub"\n}\n',
        'module "hub" {\n  # source = "./hub"\n  source = "example.com/hub"\n}\n',
    ],
)
def test_what_calls_no_local_module_makes_no_module(tmp_path: Path, text: str) -> None:
    assert ("terraform", "hub") in roots(found(tmp_path, {"main.tf": text, "hub/main.tf": ""}))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("main.tf", 'module "hub" { source = "./hub" }\n'),
        ("main.tf", 'module hub {\n  providers = {\n    azurerm = azurerm.hub\n  }\n  source="./hub"\n}\n'),
        ("main.tf", 'module "hub" {\r\n\tsource = "./hub/"\r\n}\r\n'),
        ("main.tofu", call("./hub")),
        ("main.tf.json", '{"module": {"hub": {"source": "./hub"}}}'),
        ("main.tf.json", '{"module": [{"hub": [{"source": "./hub"}]}]}'),
    ],
)
def test_a_module_call_is_seen_however_it_is_written(tmp_path: Path, name: str, text: str) -> None:
    assert roots(found(tmp_path, {name: text, "hub/main.tf": ""})) == [("terraform", ".")]


def test_modules_that_call_each_other_in_a_circle_keep_one_root(tmp_path: Path) -> None:
    files = {
        "a/main.tf": "",
        "b/main.tf": call("../c"),
        "c/main.tf": call("../b") + call("../a", "a"),
        "d/main.tf": call("../d"),
    }
    assert roots(found(tmp_path, files)) == [("terraform", "b"), ("terraform", "d")]


def test_a_bicep_file_that_another_deploys_is_no_root(tmp_path: Path) -> None:
    files = {
        "main.bicep": "module hub 'modules/hub.bicep' = {\n}\n",
        "modules/hub.bicep": RESOURCE,
        "loose.bicep": RESOURCE,
    }
    assert roots(found(tmp_path, files)) == [("bicep", "loose.bicep"), ("bicep", "main.bicep")]


def test_a_bicep_file_that_parameters_use_is_a_root_even_where_another_deploys_it(tmp_path: Path) -> None:
    files = {
        "main.bicep": "module hub 'hub.bicep' = {}\n",
        "hub.bicep": RESOURCE,
        "env/hub.bicepparam": "using '../hub.bicep'\n",
    }
    discovery = found(tmp_path, files)
    assert roots(discovery) == [("bicep", "hub.bicep"), ("bicep", "main.bicep")]
    assert discovery.roots[0].parameter_files == ("env/hub.bicepparam",)


def test_bicep_files_that_only_share_types_are_no_roots(tmp_path: Path) -> None:
    files = {
        "types.bicep": "@export()\ntype sku = 'ErGw1AZ' | 'ErGw3AZ'\n",
        "functions.bicep": "@export()\nfunc f(x string) string => x\n",
        "main.bicep": "import { sku } from 'types.bicep'\nparam s sku\n",
        "broken.bicep": "resorce x\n",
    }
    assert roots(found(tmp_path, files)) == [("bicep", "broken.bicep"), ("bicep", "main.bicep")]


def test_only_json_that_calls_itself_a_template_is_one(tmp_path: Path) -> None:
    policy = json.dumps({"properties": {"then": {"deployment": {"template": json.loads(TEMPLATE)}}}})
    files = {
        "azuredeploy.json": TEMPLATE,
        "commented.json": "// the hub\n" + TEMPLATE,
        "subscription.json": TEMPLATE.replace("deploymentTemplate", "subscriptionDeploymentTemplate"),
        "azuredeploy.parameters.json": PARAMETERS,
        "policy.json": policy,
        "package.json": '{"name": "x"}',
        "list.json": "[]",
    }
    discovery = found(tmp_path, files)
    assert roots(discovery) == [("arm", "azuredeploy.json"), ("arm", "commented.json"), ("arm", "subscription.json")]
    assert discovery.roots[0].parameter_files == ("azuredeploy.parameters.json",)
    assert [(one.code, one.level) for one in discovery.diagnostics] == [("not-a-template", Level.NOTE)]
    assert "3 JSON files" in discovery.diagnostics[0].summary


def test_a_template_that_another_links_is_no_root(tmp_path: Path) -> None:
    linking = TEMPLATE.replace("[]", '[{"properties": {"templateLink": {"relativePath": "nested/hub.json"}}}]')
    files = {"azuredeploy.json": linking, "nested/hub.json": TEMPLATE}
    assert roots(found(tmp_path, files)) == [("arm", "azuredeploy.json")]


def test_a_template_beside_the_bicep_that_it_was_compiled_from_is_judged_once(tmp_path: Path) -> None:
    files = {"main.bicep": RESOURCE, "main.json": COMPILED, "other.json": COMPILED}
    discovery = found(tmp_path, files)
    assert roots(discovery) == [("bicep", "main.bicep"), ("arm", "other.json")]
    assert discovery.compiled == ("main.json",)
    assert roots(found(tmp_path, {}, "main.json")) == [("arm", "main.json")]
    assert len(found(tmp_path, {}, twins=False).roots) == 3


def test_a_hand_written_template_beside_a_bicep_file_is_a_root_of_its_own(tmp_path: Path) -> None:
    nested = TEMPLATE.replace("[]", '[{"template": {"metadata": {"_generator": {"name": "bicep"}}}}]')
    discovery = found(tmp_path, {"main.bicep": RESOURCE, "main.json": TEMPLATE, "a.bicep": RESOURCE, "a.json": nested})
    assert len(discovery.roots) == 4


def plan(*resources: tuple[str, str], modules: tuple[str, ...] = ()) -> str:
    configuration = {
        "root_module": {
            "resources": [{"mode": "managed", "type": kind, "name": name} for kind, name in resources],
            "module_calls": {name: {} for name in modules},
        }
    }
    return json.dumps(
        {"format_version": "1.2", "terraform_version": "1.11.4", "planned_values": {}, "configuration": configuration}
    )


def test_a_plan_and_the_directory_that_it_was_made_from_are_one_root(tmp_path: Path) -> None:
    files = {
        "envs/prod/main.tf": 'resource "azurerm_virtual_network" "hub" {\n}\n' + call("../../hub"),
        "envs/dev/main.tf": 'resource "azurerm_virtual_network" "hub" {\n}\n',
        "hub/main.tf": "",
        "plans/prod.json": plan(("azurerm_virtual_network", "hub"), modules=("hub",)),
    }
    discovery = found(tmp_path, files)
    assert [(root.kind, root.path, root.configuration) for root in discovery.roots] == [
        ("terraform", "envs/dev", None),
        ("terraform-plan", "plans/prod.json", "envs/prod"),
    ]
    assert discovery.compiled == ("envs/prod",)


def test_a_plan_that_two_other_directories_fit_belongs_to_neither(tmp_path: Path) -> None:
    text = 'resource "azurerm_virtual_network" "hub" {\n}\n'
    files = {"a/main.tf": text, "b/main.tf": text, "plan.json": plan(("azurerm_virtual_network", "hub"))}
    assert len(found(tmp_path, files).roots) == 3


def test_a_state_is_no_plan(tmp_path: Path) -> None:
    discovery = found(
        tmp_path, {"state.json": '{"format_version": "1.0", "terraform_version": "1.11.4", "values": {}}'}
    )
    assert discovery.roots == []


def test_a_path_that_is_a_file_is_an_entry_and_judges_its_own_root_alone(tmp_path: Path) -> None:
    files = {
        "main.tf": call("./hub"),
        "hub/main.tf": "",
        "hub/prod.tfvars": "",
        "main.bicep": "module hub 'hub.bicep' = {}\n",
        "hub.bicep": RESOURCE,
        "hub.parameters.json": PARAMETERS,
        "hub.parameters.dev.json": PARAMETERS,
        "prod.bicepparam": "using 'hub.bicep'\n",
    }
    found(tmp_path, files)
    assert roots(found(tmp_path, {}, "hub/main.tf")) == [("terraform", "hub")]
    entry = found(tmp_path, {}, "hub.bicep").roots
    assert entry == [Root("bicep", "hub.bicep", ("hub.parameters.dev.json", "hub.parameters.json", "prod.bicepparam"))]
    assert found(tmp_path, {}, "prod.bicepparam").roots == [Root("bicep", "hub.bicep", (), ("prod.bicepparam",))]
    assert found(tmp_path, {}, "hub.parameters.dev.json").roots == [
        Root("bicep", "hub.bicep", (), ("hub.parameters.dev.json",))
    ]
    assert found(tmp_path, {}, "hub/prod.tfvars").roots == [Root("terraform", "hub", (), ("hub/prod.tfvars",))]


def test_json_that_is_no_template_is_a_warning_where_it_is_named(tmp_path: Path) -> None:
    discovery = found(tmp_path, {"package.json": "{}", "README.md": ""}, "package.json", "README.md")
    assert discovery.roots == []
    assert [(one.code, one.level, one.path) for one in discovery.diagnostics] == [
        ("not-a-template", Level.WARNING, "package.json"),
        ("not-a-template", Level.WARNING, "README.md"),
    ]


def test_a_path_that_does_not_exist_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nowhere"):
        found(tmp_path, {}, "nowhere")


def test_what_is_excluded_is_no_root_and_calls_nothing(tmp_path: Path) -> None:
    files = {"main.tf": "", "examples/main.tf": call("..")}
    assert roots(found(tmp_path, files, exclude=("examples",))) == [("terraform", ".")]


def test_overlapping_paths_give_each_root_once(tmp_path: Path) -> None:
    files = {"envs/main.tf": call("../hub"), "hub/main.tf": ""}
    assert roots(found(tmp_path, files, ".", "envs", "./envs/", "envs/main.tf")) == [("terraform", "envs")]


def test_the_order_in_which_files_were_made_changes_nothing(tmp_path: Path) -> None:
    files = {f"d{number}/main.tf": call(f"../d{number * 2}") for number in range(1, 40)}
    first = roots(found(tmp_path / "one", files))
    shuffled = list(files.items())
    random.Random(7).shuffle(shuffled)
    assert roots(found(tmp_path / "two", dict(shuffled))) == first


def test_quickstart_parameters_belong_to_the_template_that_declares_them(tmp_path: Path) -> None:
    given = PARAMETERS.replace('"parameters": {}', '"parameters": {"Sku": {"value": "x"}}')
    files = {
        "a/main.bicep": "param sku string\n",
        "a/azuredeploy.parameters.json": given,
        "b/main.bicep": "param other string\n",
        "b/azuredeploy.parameters.us.json": given,
    }
    first, second = found(tmp_path, files).roots
    assert first.parameter_files == ("a/azuredeploy.parameters.json",)
    assert second.parameter_files == ()
