"""One literal of a fixture hidden at a time: behind a variable without default; in a plan, behind ``after_unknown``.

Only what a variable could supply is hidden: a value position of a resource, a module call, a local or a default; never
a type, an API version, a module source or a key. Lines stay where they are.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from fastpath_checks.core.spans import SourceFile
from fastpath_checks.syntax.bicep import nodes as bicep
from fastpath_checks.syntax.bicep import parse_bicep, statements
from fastpath_checks.syntax.hcl import nodes as hcl
from fastpath_checks.syntax.hcl import parse_configuration
from fastpath_checks.syntax.jsonc import (
    JsonArray,
    JsonLiteral,
    JsonNumber,
    JsonObject,
    JsonString,
    JsonValue,
    parse_json,
)


class Blindfold(NamedTuple):
    """``hidden`` is the literal as it was written, ``text`` the file without it."""

    hidden: str
    text: str


def blindfolds(language: str, text: str) -> Iterator[Blindfold]:
    """Every way to hide one literal of a file."""
    makers: dict[str, Callable[[str], Iterator[Blindfold]]] = {
        "terraform": _terraform,
        "tfplan": _plan,
        "bicep": _bicep,
        "arm": _arm,
    }
    yield from makers[language](text)


def _terraform(text: str) -> Iterator[Blindfold]:
    body, diagnostics = parse_configuration(SourceFile("main.tf", text))
    assert not diagnostics
    for block in body.blocks:
        if block.type == "variable":
            for attribute in block.body.attributes:
                if attribute.name == "default":
                    start, end = attribute.name_start, attribute.value.end
                    lines = "\n" * text.count("\n", start, end)
                    yield Blindfold(text[attribute.value.start : end], text[:start] + lines + text[end:])
        elif block.type in ("resource", "module", "data", "locals"):
            for literal in _hcl_literals(block.body):
                shown = text[literal.start : literal.end]
                hidden = f"{text[: literal.start]}var.hidden{text[literal.end :]}"
                yield Blindfold(shown, f'{hidden}\nvariable "hidden" {{}}\n')


_NOT_VALUES = {"source", "version", "type", "provider", "providers", "depends_on"}


def _hcl_literals(body: hcl.Body) -> Iterator[Any]:
    for attribute in body.attributes:
        if attribute.name not in _NOT_VALUES or (attribute.name == "type" and not _is_azapi_type(attribute.value)):
            yield from _hcl_within(attribute.value)
    for block in body.blocks:
        if block.type not in ("lifecycle", "provisioner", "connection", "timeouts"):
            yield from _hcl_literals(block.body)


def _is_azapi_type(value: Any) -> bool:
    return isinstance(value, hcl.StringLiteral) and "@" in value.value


def _hcl_within(node: Any) -> Iterator[Any]:
    """Literals of an expression; keys of objects, indexes and function names are no values."""
    if isinstance(node, (hcl.StringLiteral, hcl.Literal)):
        if getattr(node, "value", None) is not None:
            yield node
    elif isinstance(node, hcl.ObjectExpression):
        for item in node.items:
            yield from _hcl_within(item.value)
    elif isinstance(node, hcl.TupleExpression):
        for item in node.items:
            yield from _hcl_within(item)
    elif isinstance(node, hcl.Conditional):
        for part in (node.condition, node.if_true, node.if_false):
            yield from _hcl_within(part)
    elif isinstance(node, hcl.Binary):
        yield from _hcl_within(node.left)
        yield from _hcl_within(node.right)


_BICEP_TYPES = {bool: "bool", int: "int", str: "string"}


def _bicep(text: str) -> Iterator[Blindfold]:
    program, diagnostics = parse_bicep(SourceFile("main.bicep", text))
    assert not diagnostics
    for statement in program.statements:
        match statement:
            case statements.Parameter():
                if statement.default is not None:
                    equals = text.rindex("=", statement.start, statement.default.start)
                    shown = text[statement.default.start : statement.default.end]
                    lines = "\n" * text.count("\n", equals, statement.default.end)
                    yield Blindfold(shown, text[:equals].rstrip() + lines + text[statement.default.end :])
            case statements.Resource() | statements.Module():
                yield from _bicep_literals(text, statement.body)
            case statements.Variable():
                yield from _bicep_literals(text, statement.value)


def _bicep_literals(text: str, node: Any) -> Iterator[Blindfold]:
    match node:
        case bicep.String() | bicep.Constant():
            if node.value is not None:
                parameter = f"param hidden {_BICEP_TYPES[type(node.value)]}"
                hidden = f"{text[: node.start]}hidden{text[node.end :]}\n{parameter}\n"
                yield Blindfold(text[node.start : node.end], hidden)
        case bicep.Object():
            for member in node.members:
                if isinstance(member, bicep.Property):
                    yield from _bicep_literals(text, member.value)
            for nested in node.resources:
                if isinstance(nested, statements.Resource):
                    yield from _bicep_literals(text, nested.body)
        case bicep.Array():
            for item in node.items:
                yield from _bicep_literals(text, item)
        case bicep.Conditional() | bicep.For():
            yield from _bicep_literals(text, node.body)
        case bicep.Ternary():
            for part in (node.condition, node.yes, node.no):
                yield from _bicep_literals(text, part)


_ARM_TYPES = {bool: "bool", int: "int", str: "string"}
_ARM_KEYS = {"type", "apiversion", "dependson", "mode", "scope", "$schema", "contentversion", "languageversion"}


def _arm(text: str) -> Iterator[Blindfold]:
    tree, diagnostics = parse_json(SourceFile("azuredeploy.json", text))
    assert not diagnostics
    assert isinstance(tree, JsonObject)
    parameters = tree.get("parameters")
    for literal in _arm_literals(tree.get("resources")):
        hidden = f"""{text[: literal.start]}"[parameters('hidden')]"{text[literal.end :]}"""
        declaration = f'"hidden": {{ "type": "{_ARM_TYPES[type(literal.value)]}" }}'
        if isinstance(parameters, JsonObject):
            at = parameters.start + 1
            hidden = f"{hidden[:at]} {declaration}{',' if parameters.members else ''}{hidden[at:]}"
        else:
            at = tree.start + 1
            hidden = f'{hidden[:at]} "parameters": {{ {declaration} }},{hidden[at:]}'
        yield Blindfold(text[literal.start : literal.end], hidden)


def _arm_literals(node: JsonValue | None) -> Iterator[Any]:
    match node:
        case JsonObject():
            for member in node.members:
                if member.key.casefold() == "copy" and isinstance(member.value, JsonArray):
                    for loop in member.value.items:  # whose name is the key of what it makes
                        yield from _arm_literals(loop.get("input") if isinstance(loop, JsonObject) else None)
                elif member.key.casefold() not in _ARM_KEYS:
                    yield from _arm_literals(member.value)
        case JsonArray():
            for item in node.items:
                yield from _arm_literals(item)
        case JsonString() | JsonNumber() | JsonLiteral():
            if type(node.value) in _ARM_TYPES and not (isinstance(node.value, str) and node.value.startswith("[")):
                yield node


def _plan(text: str) -> Iterator[Blindfold]:
    plan = json.loads(text)
    for address, path, value in _planned_leaves(plan["planned_values"]["root_module"]):
        hidden = copy.deepcopy(plan)
        for resource in _resources(hidden["planned_values"]["root_module"]):
            if resource["address"] == address:
                _remove(resource["values"], path)
        for change in hidden["resource_changes"]:
            if change["address"] == address:
                _remove(change["change"]["after"], path)
                _mark(change["change"]["after_unknown"], path)
        _forget_constant(hidden["configuration"]["root_module"], address, str(path[0]))
        yield Blindfold(f"{address} {path} {value!r}", json.dumps(hidden, indent=2))


Path = tuple[Any, ...]


def _planned_leaves(module: dict[str, Any]) -> Iterator[tuple[str, Path, Any]]:
    for resource in _resources(module):
        if resource["mode"] == "managed":
            for path, value in _leaves(resource["values"], ()):
                if resource["type"] != "azapi_resource" or path != ("type",):
                    yield resource["address"], path, value


def _resources(module: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from module.get("resources", ())
    for child in module.get("child_modules", ()):
        yield from _resources(child)


def _leaves(value: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _leaves(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _leaves(item, (*path, index))
    elif value is not None:
        yield path, value


def _remove(value: Any, path: Path) -> None:
    for step in path[:-1]:
        value = value[step]
    if isinstance(value, list):
        value[path[-1]] = None
    else:
        value.pop(path[-1], None)


def _mark(unknown: Any, path: Path) -> None:
    for at, step in enumerate(path[:-1]):
        empty: Any = [] if isinstance(path[at + 1], int) else {}
        if isinstance(unknown, list):
            unknown.extend({} for _ in range(step + 1 - len(unknown)))
            unknown[step] = unknown[step] or empty
        elif not unknown.get(step):
            unknown[step] = empty
        unknown = unknown[step]
    if isinstance(unknown, list):
        unknown.extend(False for _ in range(path[-1] + 1 - len(unknown)))
    unknown[path[-1]] = True


def _forget_constant(module: dict[str, Any], address: str, attribute: str) -> None:
    """The configuration of a hidden value says that a variable supplies it."""
    local = address.rpartition(".module.")[2] if address.startswith("module.") else address
    for resource in module.get("resources", ()):
        if local.split("[")[0].endswith(resource["address"]):
            expression = resource["expressions"].get(attribute)
            if isinstance(expression, dict) and "constant_value" in expression:
                resource["expressions"][attribute] = {"references": ["var.hidden"]}
    for call in module.get("module_calls", {}).values():
        _forget_constant(call["module"], address, attribute)
