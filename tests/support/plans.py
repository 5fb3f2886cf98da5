"""Terraform plans made by hand, with as little in them as a test needs."""

from __future__ import annotations

import json
from typing import Any

from files_in_memory import FilesInMemory

from fastpath_checks.core.diagnostics import Diagnostic
from fastpath_checks.core.spans import SourceFile
from fastpath_checks.evaluate.terraform.azurerm import to_deployment
from fastpath_checks.evaluate.terraform.instances import Instance
from fastpath_checks.evaluate.terraform.plan import read_plan
from fastpath_checks.evaluate.terraform.plan_parsing import parse_plan
from fastpath_checks.evaluate.terraform.plan_resources import module_steps
from fastpath_checks.graph.resources import Deployment
from fastpath_checks.syntax.jsonc import JsonObject

AFTER_APPLY = object()
"""A value that is known after apply."""


def refers(*references: str) -> dict[str, Any]:
    """An expression, as plans show them: the references without their ends are added as Terraform does."""
    listed: list[str] = []
    for one in references:
        listed.append(one)
        if one.count(".") > 1 and not one.startswith("each."):
            listed.append(one.rpartition(".")[0])
    return {"references": listed}


class Plan:
    """A plan that grows by ``add`` and ``call``; ``more`` are further members of the document."""

    def __init__(self, **more: Any) -> None:
        self.more = more
        self.root: dict[str, Any] = {"resources": [], "child_modules": []}
        self.read: dict[str, Any] = {"resources": [], "child_modules": []}
        self.configured: dict[str, Any] = {"resources": [], "module_calls": {}}
        self.changes: list[dict[str, Any]] = []

    def add(
        self,
        name: str,
        values: dict[str, Any],
        expressions: dict[str, Any] | None = None,
        *,
        key: str | int | None = None,
        module: str = "",
        actions: tuple[str, ...] = ("create",),
        sensitive: dict[str, Any] | None = None,
        each: dict[str, Any] | None = None,
        prior: bool = False,
    ) -> Plan:
        """``add("azurerm_subnet.gateway", {...})``; values that are AFTER_APPLY are marked as unknown."""
        is_data = name.startswith("data.")
        type, label = name.removeprefix("data.").split(".")
        index = "" if key is None else f"[{json.dumps(key)}]"
        mode = "data" if is_data else "managed"
        shown: dict[str, Any] = {
            "address": (f"{module}." if module else "") + name + index, "mode": mode, "type": type, "name": label,
            "provider_name": f"registry.terraform.io/hashicorp/{type.partition('_')[0]}",
            "values": _known(values), "sensitive_values": sensitive or {},
        }  # fmt: skip
        if key is not None:
            shown["index"] = key
        self._module(self.read if prior else self.root, module)["resources"].append(shown)
        if not prior:
            change = {"actions": list(actions), "after_unknown": _marks(values)}
            self.changes.append({"address": shown["address"], "type": type, "change": change})
        declared: dict[str, Any] = {
            "mode": mode, "type": type, "name": label, "provider_config_key": type.partition("_")[0],
            "expressions": {key: {"constant_value": one} for key, one in values.items() if one is not AFTER_APPLY},
        }  # fmt: skip
        declared["expressions"].update(expressions or {})
        if each is not None:
            declared["for_each_expression"] = each
        resources = self._configured(module)["resources"]
        if not any(one["type"] == type and one["name"] == label and one["mode"] == mode for one in resources):
            resources.append(declared)
        return self

    def call(
        self,
        name: str,
        expressions: dict[str, Any] | None = None,
        outputs: dict[str, Any] | None = None,
        *,
        inside: str = "",
        each: dict[str, Any] | None = None,
    ) -> Plan:
        """Declare a module call, in the root or ``inside`` another module."""
        call = self._configured(f"{inside}.module.{name}" if inside else f"module.{name}", call=True)
        call["expressions"] = expressions or {}
        call["module"]["outputs"] = {key: {"expression": one} for key, one in (outputs or {}).items()}
        if each is not None:
            call["for_each_expression"] = each
        return self

    def _module(self, module: dict[str, Any], address: str) -> dict[str, Any]:
        so_far = ""
        for name, key in module_steps(address):
            index = "" if key is None else f"[{json.dumps(key)}]"
            so_far += ("." if so_far else "") + f"module.{name}{index}"
            found = next((one for one in module["child_modules"] if one["address"] == so_far), None)
            if found is None:
                found = {"address": so_far, "resources": [], "child_modules": []}
                module["child_modules"].append(found)
            module = found
        return module

    def _configured(self, address: str, *, call: bool = False) -> dict[str, Any]:
        module = self.configured
        found: dict[str, Any] = {}
        for name, _ in module_steps(address):
            found = module["module_calls"].setdefault(name, {"module": {"resources": [], "module_calls": {}}})
            module = found["module"]
        return found if call else module

    def document(self) -> dict[str, Any]:
        return {
            "format_version": "1.2",
            "planned_values": {"root_module": self.root},
            "resource_changes": self.changes,
            "prior_state": {"values": {"root_module": self.read}},
            "configuration": {
                "provider_config": {"azurerm": {"name": "azurerm", "version_constraint": "~> 4.79"}},
                "root_module": self.configured,
            },
            **self.more,
        }

    def instances(self, **beside: str) -> dict[str, Instance]:
        """What is read of it, by address; ``beside`` are files in its folder."""
        return {one.address: one for one in read(json.dumps(self.document(), indent=1), beside)[0]}

    def deployment(self) -> Deployment:
        return to_deployment(*read(json.dumps(self.document(), indent=1)))


def read(text: str, beside: dict[str, str] | None = None) -> tuple[list[Instance], list[Diagnostic]]:
    """The instances and remarks of a plan's text."""
    file = SourceFile("plans/tfplan.json", text)
    tree, diagnostics = parse_plan(file)
    assert isinstance(tree, JsonObject)
    files = FilesInMemory({f"plans/{name}": content for name, content in (beside or {}).items()})
    instances, more = read_plan(file, tree, files)
    return list(instances), [*diagnostics, *more]


def _known(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _known(one) for key, one in value.items() if one is not AFTER_APPLY}
    return [_known(one) for one in value] if isinstance(value, list) else value


def _marks(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: mark for key, one in value.items() if (mark := _marks(one)) is not False}
    return [_marks(one) or {} for one in value] if isinstance(value, list) else value is AFTER_APPLY
