"""Templates that others link: read from disk by a relative path, each once; or told to be elsewhere."""

from __future__ import annotations

import json
from typing import Any

import pytest
from files_in_memory import FilesInMemory
from shown_templates import shown as shown_expression

from fastpath_checks.core.diagnostics import Diagnostic, Level
from fastpath_checks.core.files import Loaded
from fastpath_checks.core.values import Because
from fastpath_checks.evaluate.arm import template as arm
from fastpath_checks.evaluate.arm.from_json import read_template
from fastpath_checks.syntax.jsonc import JsonObject, parse_json


def linking(*links: dict[str, Any]) -> str:
    return json.dumps(
        {
            "resources": [
                {"type": "Microsoft.Resources/deployments", "name": "d", "properties": {"templateLink": link}}
                for link in links
            ]
        }
    )


def read(files: FilesInMemory, path: str = "main.json") -> tuple[list[arm.NestedDeployment], list[Diagnostic]]:
    file = files.files[path]
    tree, _ = parse_json(file)
    assert isinstance(tree, JsonObject)
    template, diagnostics = read_template(file, tree, files)
    return [one.deployment for one in template.resources if one.deployment is not None], diagnostics


def test_a_relative_path_is_read_from_beside_the_template() -> None:
    leaf = '{"outputs": {"o": {"type": "int", "value": 1}}}'
    files = FilesInMemory(
        {
            "a/main.json": linking({"relativePath": "nested/mid.json"}),
            "a/nested/mid.json": linking({"relativePath": "../leaf.json"}),
            "a/leaf.json": leaf,
        }
    )
    [mid], diagnostics = read(files, "a/main.json")
    assert diagnostics == []
    assert mid.template is not None
    assert mid.inner_scope
    assert mid.template.file.path == "a/nested/mid.json"
    [found] = [one.deployment for one in mid.template.resources if one.deployment is not None]
    assert found.template is not None
    assert list(found.template.outputs) == ["o"]


def test_a_template_that_is_linked_twice_is_read_once_and_its_errors_are_said_once() -> None:
    link = {"relativePath": "leaf.json"}
    [one, two], diagnostics = read(FilesInMemory({"main.json": linking(link, link), "leaf.json": '{"outputs": 1}'}))
    assert one.template is two.template is not None
    assert [diagnostic.code for diagnostic in diagnostics] == ["template-structure"]


@pytest.mark.parametrize(
    ("link", "shown"),
    [
        ({"relativePath": "absent.json"}, "absent.json"),
        ({"relativePath": "[concat('a', '.json')]"}, "[concat('a', '.json')]"),
        ({"uri": "https://example.com/t.json"}, "https://example.com/t.json"),
        ({"uri": "[variables('uri')]"}, "[variables('uri')]"),
        ({"id": "/subscriptions/s/x"}, "/subscriptions/s/x"),
    ],
)
def test_a_template_that_is_not_in_the_files_is_a_warning_and_unknown(link: dict[str, Any], shown: str) -> None:
    text = linking(link)
    [found], [diagnostic] = read(FilesInMemory({"main.json": text}))
    assert found.template is None
    assert found.absent is not None
    assert (found.absent.because, found.absent.name) == (Because.OUTSIDE_THE_FILES, f"template '{shown}'")
    assert (diagnostic.code, diagnostic.level) == ("module-not-found", Level.WARNING)
    assert diagnostic.span is not None
    assert diagnostic.span.text == json.dumps(shown)


@pytest.mark.parametrize(
    "texts",
    [
        {"main.json": linking({"relativePath": "main.json"})},
        {"main.json": linking({"relativePath": "b.json"}), "b.json": linking({"relativePath": "./main.json"})},
    ],
    ids=["itself", "through another"],
)
def test_a_cycle_is_an_error(texts: dict[str, str]) -> None:
    _, diagnostics = read(FilesInMemory(texts))
    assert [(one.code, one.level) for one in diagnostics] == [("module-cycle", Level.ERROR)]


def test_links_have_a_greatest_depth() -> None:
    texts = {f"{n}.json": linking({"relativePath": f"{n + 1}.json"}) for n in range(200)}
    _, diagnostics = read(FilesInMemory(texts), "0.json")
    assert [(one.code, one.level) for one in diagnostics] == [("module-depth", Level.ERROR)]


@pytest.mark.parametrize("text", ["", "[]", "{"])
def test_a_linked_file_that_is_no_template_is_an_error(text: str) -> None:
    [found], diagnostics = read(FilesInMemory({"main.json": linking({"relativePath": "x.json"}), "x.json": text}))
    assert [one.level for one in diagnostics] == [Level.ERROR]
    if found.template is None:
        assert found.absent is not None
        assert found.absent.because is Because.ERROR


def test_a_file_that_is_refused_keeps_its_reason() -> None:
    class Refusing(FilesInMemory):
        def read(self, path: str) -> Loaded:
            return Loaded(None, Diagnostic("too-large", Level.ERROR, "it is larger than 8 MB", path=path))

    [found], [diagnostic] = read(Refusing({"main.json": linking({"relativePath": "x.json"})}))
    assert (diagnostic.code, diagnostic.level) == ("too-large", Level.ERROR)
    assert "it is larger than 8 MB" in diagnostic.summary
    assert found.absent is not None
    assert found.absent.because is Because.ERROR


@pytest.mark.parametrize(
    "uri",
    [
        "[uri(deployment().properties.templateLink.uri, 'nested/net.json')]",
        "[concat(parameters('_artifactsLocation'), '/nested/net.json', parameters('_artifactsLocationSasToken'))]",
        "[uri(parameters('_artifactsLocation'), concat('nested/net.json', parameters('_artifactsLocationSasToken')))]",
        "[variables('netUrl')]",
    ],
)
def test_a_template_staged_beside_its_parent_is_read_from_there(uri: str) -> None:
    parent = json.loads(linking({"uri": uri}))
    parent["variables"] = {
        "folder": "nested",
        "netUrl": "[concat(parameters('_artifactsLocation'), variables('folder'), '/', 'net.json')]",
    }
    texts = {"a/main.json": json.dumps(parent), "a/nested/net.json": '{"outputs": {"o": {"type": "int", "value": 1}}}'}
    [found], diagnostics = read(FilesInMemory(texts), "a/main.json")
    assert diagnostics == []
    assert found.template is not None
    assert found.template.file.path == "a/nested/net.json"


@pytest.mark.parametrize(
    "uri",
    [
        "[concat(parameters('_artifactsLocation'), parameters('which'))]",
        "[concat(parameters('elsewhere'), '/nested/net.json')]",
        "[uri('https://example.com/', 'nested/net.json')]",
        "[variables('round')]",
    ],
)
def test_a_template_that_may_lie_elsewhere_is_not_taken_from_beside(uri: str) -> None:
    parent = {**json.loads(linking({"uri": uri})), "variables": {"round": "[variables('round')]"}}
    [found], [diagnostic] = read(FilesInMemory({"main.json": json.dumps(parent), "nested/net.json": "{}"}))
    assert found.template is None
    assert diagnostic.code == "module-not-found"


def test_linked_parameters_that_lie_beside_are_the_values() -> None:
    resource = {
        "type": "Microsoft.Resources/deployments",
        "name": "d",
        "properties": {
            "template": {"parameters": {"a": {"type": "string"}, "b": {"type": "string", "defaultValue": "own"}}},
            "parametersLink": {"uri": "[uri(deployment().properties.templateLink.uri, 'net.parameters.json')]"},
        },
    }
    texts = {
        "main.json": json.dumps({"resources": [resource]}),
        "net.parameters.json": '{"parameters": {"a": {"value": "given"}}}',
    }
    [found], diagnostics = read(FilesInMemory(texts))
    assert diagnostics == []
    assert {name: shown_expression(value) for name, value in found.parameters.items()} == {"a": "'given'"}
    del texts["net.parameters.json"]
    [found], _ = read(FilesInMemory(texts))
    assert {name: shown_expression(value) for name, value in found.parameters.items()} == dict.fromkeys(
        ("a", "b"), "?OUTSIDE_THE_FILES(parametersLink)"
    )
