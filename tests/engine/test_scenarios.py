"""A root with one set of inputs."""

from __future__ import annotations

from pathlib import Path

import pytest

from fastpath_checks.engine.request import Request, UsageError
from fastpath_checks.engine.roots import discover
from fastpath_checks.engine.scenarios import Scenario, check_inputs, scenarios_of
from fastpath_checks.sources.jail import ScanFiles

SCHEMA = "https://schema.management.azure.com/schemas/2019-04-01/deployment"
TEMPLATE = (
    f'{{"$schema": "{SCHEMA}Template.json#", "parameters": {{"gatewaySku": {{"type": "string"}}}}, "resources": []}}'
)
PARAMETERS = f'{{"$schema": "{SCHEMA}Parameters.json#", "parameters": {{"gatewaySku": {{"value": "ErGw3AZ"}}}}}}'
VARIABLES = 'variable "gateway_sku" {\n}\n'


def scenarios(
    tmp_path: Path,
    files: dict[str, str],
    path: str = ".",
    var_files: tuple[str, ...] = (),
    given: dict[str, str] | None = None,
) -> list[Scenario]:
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    scanned = ScanFiles([path], var_files, working_directory=str(tmp_path))
    request = Request((path,), var_files=var_files, given=given or {}, workspace="prod")
    roots = discover([path], scanned).roots
    check_inputs(roots, request, scanned)
    return [scenario for root in roots for scenario in scenarios_of(root, request, scanned)[0]]


def told(found: list[Scenario]) -> list[tuple[str, list[str]]]:
    return [(scenario.name, [file.path for file in scenario.files]) for scenario in found]


def test_a_root_without_inputs_has_one_scenario_without_a_name(tmp_path: Path) -> None:
    found = scenarios(tmp_path, {"main.tf": VARIABLES, "main.bicep": "param gatewaySku string\n", "x.json": TEMPLATE})
    assert told(found) == [("", []), ("", []), ("", [])]
    assert {scenario.workspace for scenario in found} == {"prod"}


def test_each_paired_parameter_file_is_a_scenario_named_after_it(tmp_path: Path) -> None:
    files = {
        "t/main.json": TEMPLATE,
        "t/main.parameters.json": PARAMETERS,
        "t/main.parameters.dev.json": PARAMETERS,
        "t/other.parameters.json": PARAMETERS,
    }
    assert told(scenarios(tmp_path, files)) == [
        ("main.parameters.dev.json", ["t/main.parameters.dev.json"]),
        ("main.parameters.json", ["t/main.parameters.json"]),
    ]


def test_parameters_that_use_a_file_elsewhere_are_named_by_their_way_there(tmp_path: Path) -> None:
    files = {
        "hub/main.bicep": "param gatewaySku string\n",
        "envs/prod/main.bicepparam": "using '../../hub/main.bicep'\n",
    }
    assert told(scenarios(tmp_path, files)) == [("../envs/prod/main.bicepparam", ["envs/prod/main.bicepparam"])]


def test_a_named_parameter_file_is_the_only_scenario(tmp_path: Path) -> None:
    files = {"main.json": TEMPLATE, "main.parameters.json": PARAMETERS, "main.parameters.dev.json": PARAMETERS}
    found = scenarios(tmp_path, files, "main.parameters.dev.json")
    assert told(found) == [("main.parameters.dev.json", ["main.parameters.dev.json"])]


def test_given_parameter_files_take_the_place_of_paired_ones_in_order(tmp_path: Path) -> None:
    files = {"main.json": TEMPLATE, "main.parameters.json": PARAMETERS, "p/a.json": PARAMETERS, "p/b.json": PARAMETERS}
    found = scenarios(tmp_path, files, "main.json", ("p/b.json", "p/a.json"))
    assert told(found) == [("p/a.json", ["p/b.json", "p/a.json"])]


def test_given_tfvars_go_to_terraform_and_parameters_to_the_template_that_declares_them(tmp_path: Path) -> None:
    files = {
        "tf/main.tf": VARIABLES,
        "a/main.bicep": "param gatewaySku string\n",
        "b/main.bicep": "param other string\n",
        "in/prod.tfvars": 'gateway_sku = "x"\n',
        "in/prod.json": PARAMETERS,
    }
    found = scenarios(tmp_path, files, var_files=("in/prod.tfvars", "in/prod.json"))
    assert told(found) == [("../in/prod.json", ["in/prod.json"]), ("", []), ("", ["in/prod.tfvars"])]


def test_a_given_value_reaches_every_root_that_declares_its_name(tmp_path: Path) -> None:
    files = {"main.tf": VARIABLES, "sub/main.tf": "", "x.json": TEMPLATE}
    found = scenarios(tmp_path, files, given={"gateway_sku": "ErGw3AZ", "GATEWAYSKU": "ErGw1AZ"})
    assert [scenario.given for scenario in found] == [{"gateway_sku": "ErGw3AZ"}, {}, {"gatewaySku": "ErGw1AZ"}]


def test_a_name_that_no_root_declares_is_wrong_usage_with_the_nearest_name(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="gatway_sku") as caught:
        scenarios(tmp_path, {"main.tf": VARIABLES}, given={"gatway_sku": "x"})
    assert "'gateway_sku'" in caught.value.hint


@pytest.mark.parametrize(
    ("path", "text", "message"),
    [
        ("gone.tfvars", None, "no such file"),
        ("notes.txt", "", "not a file of inputs"),
        ("prod.tfvars", "", "no Terraform configuration"),
        ("prod.bicepparam", "using 'other.bicep'\n", "using"),
        ("prod.json", PARAMETERS.replace("gatewaySku", "gatewaySKUs"), "'gatewaySKUs'"),
    ],
)
def test_a_file_of_inputs_that_fits_nothing_is_wrong_usage(
    tmp_path: Path, path: str, text: str | None, message: str
) -> None:
    (tmp_path / "in").mkdir()
    if text is not None:
        (tmp_path / "in" / path).write_text(text)
    with pytest.raises(UsageError, match=message):
        scenarios(tmp_path, {"t/main.json": TEMPLATE}, "t", (f"in/{path}",))


def test_a_parameter_file_that_cannot_be_read_is_said_and_the_root_still_judged(tmp_path: Path) -> None:
    (tmp_path / "main.json").write_text(TEMPLATE)
    (tmp_path / "main.parameters.json").write_bytes(b"\x00\x01")
    files = ScanFiles(["."], working_directory=str(tmp_path))
    root = discover(["."], files).roots[0]
    found, diagnostics = scenarios_of(root, Request((".",)), files)
    assert told(found) == [("main.parameters.json", [])]
    assert found[0].unread == ("main.parameters.json",)
    assert [one.code for one in diagnostics] == ["binary-file"]
