"""What a template declares: parameters, variables, outputs, functions, its scope."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest
from files_in_memory import FilesInMemory
from shown_templates import shown

from fastpath_checks.core.diagnostics import Diagnostic
from fastpath_checks.core.spans import SourceFile
from fastpath_checks.evaluate.arm import template as arm
from fastpath_checks.evaluate.arm.from_json import json_reader, read_template
from fastpath_checks.syntax.jsonc import JsonObject, parse_json


def read(text: str) -> tuple[arm.Template, list[Diagnostic]]:
    file = SourceFile("main.json", text)
    tree, _ = parse_json(file)
    assert isinstance(tree, JsonObject)
    return read_template(file, tree, FilesInMemory({}))


def template(**sections: Any) -> arm.Template:
    found, diagnostics = read(json.dumps(sections))
    assert diagnostics == []
    return found


@pytest.mark.parametrize(
    ("schema", "scope"),
    [
        ("2019-04-01/deploymentTemplate.json#", "resourceGroup"),
        ("2018-05-01/subscriptionDeploymentTemplate.json#", "subscription"),
        ("2019-08-01/managementGroupDeploymentTemplate.json#", "managementGroup"),
        ("2019-08-01/tenantDeploymentTemplate.json#", "tenant"),
        ("something/else.json", "resourceGroup"),
    ],
)
def test_the_schema_says_what_a_template_deploys_to(schema: str, scope: str) -> None:
    assert template(**{"$schema": f"https://schema.management.azure.com/schemas/{schema}"}).target_scope == scope


def test_parameters_have_types_defaults_and_allowed_values() -> None:
    found = template(
        Parameters={
            "sku": {"type": "string", "defaultValue": "[variables('s')]", "allowedValues": ["ErGw1AZ", "ErGw3AZ"]},
            "key": {"type": "secureString"},
            "list": {"type": "array", "nullable": True},
        }
    ).parameters
    assert shown(found["sku"].default) == "variables('s')"
    assert shown(found["sku"].allowed) == "['ErGw1AZ', 'ErGw3AZ']"
    assert [(p.type, p.secure, p.nullable) for p in found.values()] == [
        ("string", False, False),
        ("secureString", True, False),
        ("array", False, True),
    ]
    assert found["key"].span.text == '"key"'
    assert found["key"].default is None


def test_types_are_followed_through_definitions() -> None:
    found = template(
        languageVersion="2.0",
        definitions={
            "skuType": {"type": "string", "allowedValues": ["a", "b"]},
            "maybeSku": {"$ref": "#/definitions/skuType", "nullable": True},
            "a/b~c": {"type": "int"},
            "loop": {"$ref": "#/definitions/loop"},
        },
        parameters={
            "direct": {"$ref": "#/definitions/skuType"},
            "through": {"$ref": "#/definitions/maybeSku"},
            "odd": {"$ref": "#/definitions/a~1b~0c"},
            "loop": {"$ref": "#/definitions/loop"},
            "nowhere": {"$ref": "#/definitions/absent"},
        },
    ).parameters
    assert {name: (p.type, p.nullable, shown(p.allowed)) for name, p in found.items()} == {
        "direct": ("string", False, "['a', 'b']"),
        "through": ("string", True, "['a', 'b']"),
        "odd": ("int", False, "none"),
        "loop": ("any", False, "none"),
        "nowhere": ("any", False, "none"),
    }


def test_variables_are_values_or_copies() -> None:
    found = template(
        variables={
            "plain": "[parameters('x')]",
            "copy": [{"name": "names", "count": 3, "input": "[concat('n', copyIndex('names'))]"}],
            "inside": {"copy": [{"name": "list", "count": 2, "input": 0}]},
        }
    ).variables
    assert {name: shown(value) for name, value in found.items()} == {
        "plain": "parameters('x')",
        "names": "[for names in range(0, 3): concat('n', copyIndex('names'))]",
        "inside": "{'list': [for list in range(0, 2): 0]}",
    }


def test_outputs_are_values_copies_and_conditions() -> None:
    found = template(
        outputs={
            "id": {"type": "string", "value": "[resourceId('a/b', 'c')]"},
            "all": {"type": "array", "copy": {"count": 2, "input": "[copyIndex()]"}},
            "some": {"type": "string", "condition": "[parameters('on')]", "value": "x"},
            "key": {"type": "securestring", "value": "y"},
        }
    ).outputs
    assert {name: shown(output.value) for name, output in found.items()} == {
        "id": "resourceId('a/b', 'c')",
        "all": "[for  in range(0, 2): copyIndex()]",
        "some": "if(parameters('on'), 'x', None)",
        "key": "'y'",
    }
    assert [name for name, output in found.items() if output.secure] == ["key"]


def test_user_functions_go_by_their_full_names() -> None:
    found = template(
        functions=[
            {
                "namespace": "contoso",
                "members": {
                    "unique": {
                        "parameters": [{"name": "prefix", "type": "string"}],
                        "output": {"type": "string", "value": "[concat(parameters('prefix'), 'x')]"},
                    }
                },
            }
        ]
    ).functions
    function = found["contoso.unique"]
    assert (function.parameters, shown(function.body)) == (("prefix",), "concat(parameters('prefix'), 'x')")


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ('{"parameters": [1]}', "[1]"),
        ('{"parameters": {"p": "string"}}', '"string"'),
        ('{"variables": "none"}', '"none"'),
        ('{"outputs": 3}', "3"),
        ('{"functions": {"a": 1}}', '{"a"'),
        ('{"functions": [7]}', "7"),
        ('{"resources": "all"}', '"all"'),
        ('{"resources": ["one"]}', '"one"'),
    ],
)
def test_what_stands_where_it_cannot_be_is_said_at_its_place(text: str, at: str) -> None:
    _, diagnostics = read(text)
    assert [(one.code, one.span.start if one.span else -1) for one in diagnostics] == [
        ("template-structure", text.index(at))
    ]


def test_sections_may_be_null_or_absent() -> None:
    found = template(parameters=None, variables=None, resources=None, outputs=None, functions=None)
    assert (found.parameters, found.variables, found.resources, found.outputs) == ({}, {}, [], {})


def test_a_module_of_json_is_read_from_its_file_alone() -> None:
    text = '{"resources": [], "outputs": {"o": {"type": "string", "value": "v"}}}'
    found, diagnostics = json_reader(FilesInMemory({}))(SourceFile("m.json", text))
    assert found is not None
    assert list(found.outputs) == ["o"]
    assert diagnostics == []


@pytest.mark.parametrize("text", ["", "[1]", "{", "not json"])
def test_a_module_that_is_no_object_is_no_template(text: str) -> None:
    found, diagnostics = json_reader(FilesInMemory({}))(SourceFile("m.json", text))
    assert diagnostics
    assert found is None or text == "{"


WHOLE = json.dumps(
    {
        "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
        "parameters": {"p": {"type": "array", "defaultValue": [1], "$ref": "#/definitions/d"}},
        "definitions": {"d": {"type": "array"}},
        "functions": [{"namespace": "n", "members": {"f": {"parameters": [{"name": "a"}], "output": {"value": 1}}}}],
        "variables": {"copy": [{"name": "v", "count": 2, "input": "[copyIndex('v')]"}], "w": "[n.f('x')]"},
        "resources": [
            {
                "type": "Microsoft.Network/virtualNetworks",
                "name": "vnet",
                "copy": {"name": "c", "count": 2},
                "resources": [{"type": "subnets", "name": "s", "properties": {"copy": [{"name": "x", "count": 1}]}}],
            },
            {
                "type": "Microsoft.Resources/deployments",
                "name": "d",
                "properties": {
                    "template": {"resources": {"sym": {"type": "a.b/c", "name": "n"}}},
                    "parameters": {"p": {"value": [1]}, "q": {"reference": {"secretName": "s"}}},
                },
            },
            {"type": "Microsoft.Resources/deployments", "name": "l", "properties": {"templateLink": {"uri": "u"}}},
        ],
        "outputs": {"o": {"type": "string", "value": "[variables('w')]"}},
    }
)


def test_templates_of_any_shape_never_raise() -> None:
    chance = random.Random(5)
    values = ["null", "[]", "{}", '"[x"', '"[x]"', '"[f()]"', "7", "true", '{"copy": [1]}', '{"value": 1}']
    starts = [at for at, character in enumerate(WHOLE) if character in '{["' and WHOLE[at - 2 : at] in (": ", ", ")]
    for _ in range(1_500):
        at = chance.choice(starts)
        end = min(len(WHOLE), at + chance.randint(1, 120))
        text = WHOLE[:at] + chance.choice(values) + WHOLE[end:]
        file = SourceFile("main.json", text)
        tree, _ = parse_json(file)
        if isinstance(tree, JsonObject):
            found, diagnostics = read_template(file, tree, FilesInMemory({}))
            _ask_for_everything(found)
            assert all(one.span is not None for one in diagnostics)


def _ask_for_everything(found: arm.Template) -> None:
    for value in [*found.variables.values(), *(output.value for output in found.outputs.values())]:
        assert shown(value)
    for resource in found.resources:
        assert shown(resource.name)
        assert shown(resource.members)
        if resource.deployment is not None:
            assert all(map(shown, resource.deployment.parameters.values()))
            if resource.deployment.template is not None:
                _ask_for_everything(resource.deployment.template)
