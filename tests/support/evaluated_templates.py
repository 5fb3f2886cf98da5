"""Templates that a test writes down, evaluated."""

from __future__ import annotations

import json
from typing import Any

from files_in_memory import FilesInMemory

from fastpath_checks.core.values import Known, OneOf, Unknown, Value, from_plain, plain
from fastpath_checks.evaluate.arm import evaluate_template
from fastpath_checks.evaluate.arm.from_bicep import bicep_loader, read_bicep
from fastpath_checks.evaluate.arm.from_json import read_parameters, read_template
from fastpath_checks.evaluate.arm.template import Inputs
from fastpath_checks.graph.resources import Deployment, Resource
from fastpath_checks.syntax.jsonc import JsonObject, parse_json


def bicep(text: str, given: dict[str, Any] | None = None, **modules: str) -> Deployment:
    """A Bicep file deployed; ``modules`` are files beside it by their stems."""
    files = FilesInMemory({"main.bicep": text, **{f"{stem}.bicep": module for stem, module in modules.items()}})
    file = files.read("main.bicep").file
    assert file is not None
    template, diagnostics = read_bicep(file, bicep_loader(files))
    values = {name: from_plain(data) for name, data in (given or {}).items()}
    deployment = evaluate_template(template, Inputs((), values), files, lambda type: True)
    return deployment._replace(diagnostics=[*diagnostics, *deployment.diagnostics])


def arm(
    template: dict[str, Any], *parameter_files: dict[str, Any], given: dict[str, Value] | None = None
) -> Deployment:
    """An ARM template deployed with parameter files of ``{name: value}``."""
    texts = {"main.json": json.dumps(template, indent=2)}
    for index, values in enumerate(parameter_files):
        wrapped = {name: {"value": value} for name, value in values.items()}
        texts[f"{index}.parameters.json"] = json.dumps({"parameters": wrapped}, indent=2)
    files = FilesInMemory(texts)
    trees = []
    for path in texts:
        file = files.read(path).file
        assert file is not None
        tree, remarks = parse_json(file)
        assert isinstance(tree, JsonObject)
        assert remarks == []
        trees.append((file, tree))
    read, diagnostics = read_template(*trees[0], files)
    inputs = []
    for file, tree in trees[1:]:
        found, remarks = read_parameters(file, tree)
        inputs.append(found)
        diagnostics = [*diagnostics, *remarks]
    deployment = evaluate_template(read, Inputs(tuple(inputs), given or {}), files, lambda type: True)
    return deployment._replace(diagnostics=[*diagnostics, *deployment.diagnostics])


def expression(text: str, **parameters: Any) -> tuple[Value, Deployment]:
    """The value of ``[text]`` in a resource; ``parameters`` are given, those that are None have no value."""
    template = {
        "parameters": {name: {"type": "object"} for name in parameters},
        "resources": [{"type": "A.B/c", "name": "n", "apiVersion": "1", "properties": {"it": f"[{text}]"}}],
    }
    given = {
        name: data if isinstance(data, (Known, OneOf, Unknown)) else from_plain(data)
        for name, data in parameters.items()
        if data is not None
    }
    deployment = arm(template, given=given)
    return deployment.resources[0].read("properties", "it"), deployment


def data_of(text: str, **parameters: Any) -> Any:
    """The plain data that an expression gives, without any remark."""
    value, deployment = expression(text, **parameters)
    assert deployment.diagnostics == []
    assert isinstance(value, Known), value
    return plain(value)


def by_address(deployment: Deployment) -> dict[str, Resource]:
    return {resource.address: resource for resource in deployment.resources}


def may_be(value: Value, answer: Any) -> bool:
    """Whether nothing that is known of a value speaks against the answer."""
    match value:
        case Unknown():
            return True
        case OneOf(choices):
            return any(may_be(choice, answer) for choice in choices)
        case Known(data) if isinstance(data, dict):
            return isinstance(answer, dict) and all(may_be(data[key], answer.get(key)) for key in data)
        case Known(data) if isinstance(data, list):
            return (
                isinstance(answer, list)
                and len(data) == len(answer)
                and all(may_be(one, two) for one, two in zip(data, answer, strict=True))
            )
        case Known(data):
            return data == answer
