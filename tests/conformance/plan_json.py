"""From the plan of the stand-ins to the plan that Terraform would have shown with the real providers."""

from __future__ import annotations

import itertools
import json
from typing import Any

from azurerm_schema import Computed, Nested, fields_of
from terraform_data import Declared, Module, Path, argument_paths, constant, restored

Json = Any

Inputs = dict[tuple[tuple[str, ...], str], Json]
"""The arguments of each resource's first instance, by the calls that lead to its module and its stand-in."""

UNKNOWN = object()
"""A value that is known after apply, while this module puts a resource together."""

REGISTRY = {"azurerm": "registry.terraform.io/hashicorp/azurerm", "azapi": "registry.terraform.io/azure/azapi"}
SHOWN = ("address", "mode", "type", "name", "index", "provider_name")
"""What planned values repeat of a change."""

TIMESTAMP = "2026-01-15T09:00:00Z"


def genuine_plan(stand_in: Json, module: Module) -> Json:
    """The document of ``terraform show -json`` for the configuration that ``module`` stands for.

    ``stand_in`` is the document of the rewritten configuration. Data sources are shown as read during apply.
    """
    changes = {}
    inputs: Inputs = {}
    for change in stand_in["resource_changes"]:
        calls = _call_names(change.get("module_address", ""))
        given = _merged(change["change"]["after"].get("input"), change["change"]["after_unknown"].get("input"))
        inputs.setdefault((calls, change["name"]), given)
        changes[change["address"]] = _change(change, given, _module_at(module, calls))
    planned: Json = {"root_module": _planned_module(stand_in["planned_values"]["root_module"], changes)}
    if "outputs" in stand_in["planned_values"]:
        planned["outputs"] = stand_in["planned_values"]["outputs"]
    document: Json = {"format_version": "1.2", "terraform_version": stand_in["terraform_version"]}
    if "variables" in stand_in:
        document["variables"] = stand_in["variables"]
    return {
        **document,
        "planned_values": planned,
        "resource_changes": sorted(changes.values(), key=lambda change: str(change["address"])),
        "configuration": {
            "provider_config": {
                name: {
                    "name": name,
                    "full_name": REGISTRY[name],
                    "version_constraint": constraint,
                    **({"expressions": {"features": [{}]}} if name == "azurerm" else {}),
                }
                for name, constraint in sorted(module.constraints.items())
            },
            "root_module": _configured_module(stand_in["configuration"]["root_module"], module, inputs, ()),
        },
        "timestamp": TIMESTAMP,
        "applyable": True,
        "complete": True,
        "errored": False,
    }


def _module_at(module: Module, calls: tuple[str, ...]) -> Module:
    for step in calls:
        module = module.calls[step]
    return module


def _call_names(address: str) -> tuple[str, ...]:
    """``module.a["x.y"].module.b`` -> a, b."""
    names = []
    rest = address
    while rest:
        rest = rest.removeprefix("module.")
        end = next((at for at, sign in enumerate(rest) if sign in ".["), len(rest))
        names.append(rest[:end])
        rest = rest[end:]
        if rest.startswith("["):
            rest = rest[rest.index("]") + 1 :]
        rest = rest.removeprefix(".")
    return tuple(names)


def _change(change: Json, given: Json, module: Module) -> Json:
    declared = module.resources[change["name"]]
    value = _completed(given, fields_of(declared.address_type, module.version))
    result: Json = {"address": restored(change["address"])}
    if "module_address" in change:
        result["module_address"] = change["module_address"]
    result.update(mode=declared.mode, type=declared.type, name=declared.name)
    if "index" in change:
        result["index"] = change["index"]
    result["provider_name"] = REGISTRY[declared.type.partition("_")[0]]
    result["change"] = {
        "actions": ["read"] if declared.mode == "data" else ["create"],
        "before": None,
        "after": _known(value),
        "after_unknown": _unknown(value),
        "before_sensitive": False,
        "after_sensitive": _sensitive(value),
    }
    if declared.mode == "data":
        result["action_reason"] = "read_because_dependency_pending"
    return result


def _merged(known: Json, unknown: Json) -> Json:
    """The two halves of a planned value as one, with UNKNOWN where it is known after apply."""
    if unknown is True:
        return UNKNOWN
    if isinstance(known, dict):
        unknown = unknown or {}
        keys = [*known, *(key for key in unknown if key not in known)]
        return {key: _merged(known.get(key), unknown.get(key)) for key in keys}
    if isinstance(known, list):
        return [_merged(one, unknown[at] if unknown else None) for at, one in enumerate(known)]
    return known


def _completed(given: Json, fields: dict[str, Any], as_attribute: bool = False) -> Json:
    """What the provider's schema makes of the arguments: defaults, nulls, conversions and computed attributes."""
    result = {}
    for name in sorted({*fields, *given}):
        field = fields.get(name)
        value = given.get(name)
        if isinstance(field, Nested):
            if value is UNKNOWN or (name not in given and field.computed):
                result[name] = UNKNOWN
            else:
                result[name] = [_completed(one, field.fields, field.as_attribute) for one in value or []]
        elif value is not None:
            wanted = field.kind if isinstance(field, Computed) else type(field)
            result[name] = value == "true" if wanted is bool and isinstance(value, str) else value
        elif isinstance(field, Computed):
            result[name] = UNKNOWN
        else:
            result[name] = "" if as_attribute and field is None else field
    return result


def _known(value: Json) -> Json:
    if isinstance(value, dict):
        return {key: _known(one) for key, one in value.items() if one is not UNKNOWN}
    if isinstance(value, list):
        return [_known(one) for one in value]
    return None if value is UNKNOWN else value


def _unknown(value: Json) -> Json:
    if isinstance(value, dict):
        marks = {key: _unknown(one) for key, one in value.items()}
        return {key: mark for key, mark in marks.items() if mark is not False}
    if isinstance(value, list):
        return [_unknown(one) for one in value]
    return value is UNKNOWN


def _sensitive(value: Json) -> Json:
    if isinstance(value, dict):
        marks = {key: _sensitive(one) for key, one in value.items()}
        return {key: mark for key, mark in marks.items() if mark is not False}
    if isinstance(value, list):
        return [_sensitive(one) for one in value]
    return False


def _planned_module(module: Json, changes: dict[str, Json]) -> Json:
    result: dict[str, Json] = {}
    resources = []
    for resource in module.get("resources", []):
        change = changes[resource["address"]]
        shown = {key: change[key] for key in SHOWN if key in change}
        shown["schema_version"] = 0
        shown["values"] = change["change"]["after"]
        shown["sensitive_values"] = change["change"]["after_sensitive"]
        resources.append(shown)
    if resources:
        result["resources"] = sorted(resources, key=lambda resource: str(resource["address"]))
    if "child_modules" in module:
        result["child_modules"] = [
            {**_planned_module(child, changes), "address": child["address"]} for child in module["child_modules"]
        ]
    return result


def _configured_module(configured: Json, module: Module, inputs: Inputs, calls: tuple[str, ...]) -> Json:
    result: dict[str, Json] = {}
    if "outputs" in configured:
        result["outputs"] = _restored_throughout(configured["outputs"])
    resources = [
        _configured_resource(one, module.resources[one["name"]], inputs.get((calls, one["name"])))
        for one in configured.get("resources", [])
    ]
    if resources:
        result["resources"] = sorted(resources, key=lambda resource: str(resource["address"]))
    if "module_calls" in configured:
        result["module_calls"] = {
            name: {
                **{key: _restored_throughout(value) for key, value in call.items() if key != "module"},
                "module": _configured_module(call["module"], module.calls[name], inputs, (*calls, name)),
            }
            for name, call in configured["module_calls"].items()
        }
    if "variables" in configured:
        result["variables"] = configured["variables"]
    return result


def _configured_resource(configured: Json, declared: Declared, given: Json) -> Json:
    expressions: dict[str, Json] = {}
    listed = [one["expressions"]["command"].get("references", []) for one in configured.get("provisioners", [])]
    written = list(argument_paths(declared.block.body))
    for (path, expression), references in zip(written, listed, strict=True):
        if references:
            entry: Json = {"references": [restored(reference) for reference in references]}
        elif constant(expression):
            entry = {"constant_value": _constant(expression, given, path)}
        else:
            entry = {}
        _place(expressions, path, entry)
    _fold_attribute_blocks(expressions, declared)
    result = {
        "address": restored(configured["address"]),
        "mode": declared.mode,
        "type": declared.type,
        "name": declared.name,
        "provider_config_key": declared.type.partition("_")[0],
        "expressions": dict(sorted(expressions.items())),
        "schema_version": 0,
    }
    for key in ("count_expression", "for_each_expression", "depends_on"):
        if key in configured:
            result[key] = _restored_throughout(configured[key])
    return result


def _constant(expression: str, given: Json, path: Path) -> Json:
    """A constant's value: a literal as it is written, else what Terraform made of it in the first instance."""
    try:
        return json.loads(expression)
    except ValueError:
        for step in path:
            given = None if given is None else given[step]
        return given


def _place(expressions: dict[str, Json], path: Path, entry: Json) -> None:
    level: Json = expressions
    for step, following in itertools.pairwise(path):
        if isinstance(step, int):
            while len(level) <= step:
                level.append({})
            level = level[step]
        else:
            level = level.setdefault(step, [] if isinstance(following, int) else {})
    level[path[-1]] = entry


def _fold_attribute_blocks(expressions: dict[str, Json], declared: Declared) -> None:
    """Blocks that the schema has as attributes are shown as one expression: their references, or their constants."""
    for name, field in fields_of(declared.address_type, (99, 0)).items():
        if not (isinstance(field, Nested) and field.as_attribute and isinstance(expressions.get(name), list)):
            continue
        entries = [entry for block in expressions[name] for entry in block.values()]
        references = [reference for entry in entries for reference in entry.get("references", [])]
        if references:
            expressions[name] = {"references": references}
        else:
            expressions[name] = {
                "constant_value": [
                    {key: block[key]["constant_value"] if key in block else None for key in sorted(field.fields)}
                    for block in expressions[name]
                ]
            }


def _restored_throughout(value: Json) -> Json:
    if isinstance(value, str):
        return restored(value)
    if isinstance(value, list):
        return [_restored_throughout(one) for one in value]
    if isinstance(value, dict):
        return {key: _restored_throughout(one) for key, one in value.items()}
    return value
