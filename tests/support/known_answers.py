"""What each azurerm type is in ARM, as a table of configurations and the resources that they ask for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from files_in_memory import FilesInMemory

from fastpath_checks.core.values import Known, OneOf, Value
from fastpath_checks.evaluate.terraform import TerraformInputs, evaluate_configuration
from fastpath_checks.evaluate.terraform.azurerm import identify, to_deployment
from fastpath_checks.evaluate.terraform.azurerm.catalog import kind_of
from fastpath_checks.graph.resource_ids import ResourceId
from fastpath_checks.graph.resources import Deployment, Resource

FOLDER = Path(__file__).parents[1] / "evaluate" / "terraform" / "azurerm" / "known_answers"
VERSION = "~> 4.79"
_GIVEN = {
    "name": '"it"',
    "resource_group_name": "azurerm_resource_group.rg.name",
    "location": '"uksouth"',
}


class Answer(NamedTuple):
    """One case: the body of a resource ``it`` of an azurerm type, and what it is in ARM.

    ``without`` names what is not added to ``hcl`` by itself; ``body`` is the request without its location.
    """

    type: str
    arm: str
    hcl: str
    body: dict[str, Any]
    names: tuple[str, ...] = ("it",)
    parent: str = ""
    without: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        return f"{self.type}.it"

    @property
    def location(self) -> str | None:
        return None if "location" in self.without else "uksouth"

    def written(self) -> str:
        """The resource as azurerm writes it."""
        given = "".join(f"{name} = {text}\n" for name, text in _GIVEN.items() if name not in self.without)
        return f'resource "{self.type}" "it" {{\n{given}{self.hcl}}}\n'

    def as_azapi(self) -> str:
        """The same resource as azapi writes it."""
        parent = self.parent or "azurerm_resource_group.rg"
        location = "" if self.location is None else f'location = "{self.location}"\n'
        return (
            f'resource "azapi_resource" "it" {{\ntype = "{self.arm}@2024-05-01"\nname = "{self.names[-1]}"\n'
            f"parent_id = {parent}.id\n{location}body = {_expression(self.body)}\n}}\n"
        )


def answers() -> list[Answer]:
    found = []
    for path in sorted(FOLDER.glob("*.yaml")):
        for case in yaml.safe_load(path.read_text(encoding="utf-8")):
            lists = {key: tuple(case[key]) for key in ("names", "without") if key in case}
            found.append(Answer(**{**case, **lists}))
    return found


def deployed(hcl: str, version: str = VERSION) -> Deployment:
    """What a configuration beside ``context.tf`` deploys, whether the topology asks for it or not."""
    versions = f'terraform {{\nrequired_providers {{\nazurerm = {{ version = "{version}" }}\n}}\n}}\n'
    context = (FOLDER / "context.tf").read_text(encoding="utf-8")
    files = FilesInMemory({"root/context.tf": context, "root/main.tf": hcl, "root/versions.tf": versions})
    evaluation = evaluate_configuration("root", files, TerraformInputs(), identify, _is_known)
    return to_deployment(evaluation.instances, evaluation.diagnostics, lambda arm_type: True)


def declared(hcl: str, address: str, version: str = VERSION) -> Resource:
    """The resource of an address in what a configuration deploys; nothing may have been said of it."""
    deployment = deployed(hcl, version)
    assert deployment.diagnostics == []
    (found,) = (one for one in deployment.resources if one.address == address)
    return found


def essence(value: Value) -> Any:
    """What a value is, whatever it came from: a set for one of several, ``?`` where it is unknown."""
    if isinstance(value, OneOf):
        return {essence(one) for one in value.choices}
    if not isinstance(value, Known):
        return "?"
    data = value.data
    if isinstance(data, dict):
        made = {key: essence(one) for key, one in data.items()}
        return {key: one for key, one in made.items() if one is not None}
    if isinstance(data, list):
        return [essence(one) for one in data]
    return f"id of {data.address}" if isinstance(data, ResourceId) else data


def _is_known(type: str) -> bool:
    return type == "azapi_resource" or kind_of(type, False) is not None


def _expression(data: Any) -> str:
    """Plain data as HCL writes it, ids as references."""
    if isinstance(data, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {_expression(one)}" for key, one in data.items()) + "}"
    if isinstance(data, list):
        return "[" + ", ".join(_expression(one) for one in data) + "]"
    if isinstance(data, str) and data.startswith("id of "):
        return data.removeprefix("id of ") + ".id"
    return json.dumps(data)
