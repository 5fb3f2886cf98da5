"""What a template's resources declare: in arrays and objects, nested in each other, looped, deployments."""

from __future__ import annotations

import json
from typing import Any

import pytest
from files_in_memory import FilesInMemory
from shown_templates import shown

from fastpath_checks.core.diagnostics import Diagnostic, Level
from fastpath_checks.core.spans import SourceFile
from fastpath_checks.core.values import Because
from fastpath_checks.evaluate.arm import template as arm
from fastpath_checks.evaluate.arm.from_json import read_template
from fastpath_checks.syntax.jsonc import JsonObject, parse_json

NETWORK = "Microsoft.Network/virtualNetworks"
DEPLOYMENT = "Microsoft.Resources/deployments"


def read(text: str) -> tuple[list[arm.ResourceDeclaration], list[Diagnostic]]:
    file = SourceFile("main.json", text)
    tree, _ = parse_json(file)
    assert isinstance(tree, JsonObject)
    template, diagnostics = read_template(file, tree, FilesInMemory({}))
    return template.resources, diagnostics


def resources(section: Any) -> list[arm.ResourceDeclaration]:
    found, diagnostics = read(json.dumps({"resources": section}))
    assert diagnostics == []
    return found


def test_a_resource_has_its_own_words_and_the_rest_is_its_body() -> None:
    [found] = resources(
        [
            {
                "Type": NETWORK,
                "apiVersion": "2024-05-01",
                "name": "[parameters('n')]",
                "condition": "[parameters('on')]",
                "scope": "[parameters('where')]",
                "dependsOn": ["[variables('broken'"],
                "comments": "no",
                "metadata": {"a": 1},
                "location": "westeurope",
                "properties": {"a": 1},
            }
        ]
    )
    assert (found.type, found.api_version, found.symbol) == (NETWORK, "2024-05-01", None)
    assert (shown(found.name), shown(found.condition)) == ("parameters('n')", "parameters('on')")
    assert shown(found.scope) == "parameters('where')"
    assert shown(found.members) == "{'location': 'westeurope', 'properties': {'a': 1}}"
    assert found.header.text == "\"[parameters('n')]\""
    assert found.span.text.startswith('{"Type"')
    assert found.span.text.endswith("}")


def test_resources_with_symbolic_names_may_be_existing() -> None:
    hub, old = resources(
        {
            "hub": {"type": NETWORK, "name": "hub"},
            "old": {"existing": True, "type": NETWORK, "name": "old", "import": None},
        }
    )
    assert (hub.symbol, hub.existing) == ("hub", False)
    assert (old.symbol, old.existing) == ("old", True)


def test_a_copy_says_how_often_a_resource_is_declared() -> None:
    [found] = resources(
        [{"type": NETWORK, "name": "[copyIndex()]", "copy": {"name": "nets", "count": "[variables('n')]"}, "tags": {}}]
    )
    assert found.loop is not None
    assert (found.loop.name, shown(found.loop.count)) == ("nets", "variables('n')")
    assert shown(found.members) == "{'tags': {}}"


def test_copies_among_a_resources_own_members_are_arrays_of_it() -> None:
    [found] = resources([{"type": NETWORK, "name": "n", "copy": [{"name": "zones", "count": 3, "input": "z"}]}])
    assert found.loop is None
    assert shown(found.members) == "{'zones': [for zones in range(0, 3): 'z']}"


def test_children_nested_in_their_parent_take_its_type_and_loop() -> None:
    vnet, subnet, rule = resources(
        [
            {
                "type": NETWORK,
                "name": "vnet",
                "condition": False,
                "copy": {"name": "c", "count": 2},
                "resources": [
                    {
                        "type": "subnets",
                        "name": "GatewaySubnet",
                        "resources": [{"type": "providers/locks", "name": "Microsoft.Authorization/l"}],
                    }
                ],
            }
        ]
    )
    assert (subnet.type, shown(subnet.name), subnet.parent) == (f"{NETWORK}/subnets", "'GatewaySubnet'", vnet)
    assert subnet.loop is vnet.loop
    assert subnet.condition is None
    assert (rule.type, rule.parent) == (f"{NETWORK}/subnets/providers/locks", subnet)
    assert shown(vnet.members) == "{}"


def test_a_nested_resource_with_a_whole_type_has_a_whole_name() -> None:
    _, subnet = resources(
        [
            {
                "type": NETWORK,
                "name": "vnet",
                "resources": [{"type": f"{NETWORK}/subnets", "name": "vnet/GatewaySubnet"}],
            }
        ]
    )
    assert (subnet.type, subnet.parent, shown(subnet.name)) == (f"{NETWORK}/subnets", None, "'vnet/GatewaySubnet'")


def deployment(properties: Any, **more: Any) -> arm.NestedDeployment:
    [found] = resources([{"type": DEPLOYMENT, "name": "d", **more, "properties": properties}])
    assert found.deployment is not None
    return found.deployment


@pytest.mark.parametrize(
    ("options", "inner"),
    [
        ({}, False),
        ({"expressionEvaluationOptions": {"scope": "Inner"}}, True),
        ({"expressionEvaluationOptions": {}}, False),
    ],
)
def test_expressions_of_a_nested_template_see_the_outer_one_unless_it_says_inner(options: Any, inner: bool) -> None:
    found = deployment({**options, "template": {"resources": [{"type": NETWORK, "name": "n"}]}})
    assert found.inner_scope is inner
    assert found.template is not None
    assert [resource.type for resource in found.template.resources] == [NETWORK]


def test_a_deployments_members_say_where_it_deploys_but_not_what() -> None:
    [found] = resources(
        [{"type": DEPLOYMENT, "name": "d", "resourceGroup": "rg", "properties": {"template": {"resources": []}}}]
    )
    assert shown(found.members) == "{'resourceGroup': 'rg'}"


def test_what_a_nested_template_is_given() -> None:
    found = deployment(
        {
            "template": {"parameters": {"unset": {"type": "int"}}},
            "parameters": {
                "plain": {"value": "[parameters('x')]"},
                "whole": "[createObject('value', 1)]",
                "made": {"copy": [{"name": "value", "count": 2, "input": "a"}]},
                "secret": {"reference": {"keyVault": {"id": "k"}, "secretName": "psk"}},
                "hidden": {"reference": {"keyVault": {"id": "k"}, "secretName": "[parameters('s')]"}},
                "empty": {},
            },
        }
    )
    assert {name: shown(value) for name, value in found.parameters.items()} == {
        "plain": "parameters('x')",
        "whole": "createObject('value', 1).value",
        "made": "[for value in range(0, 2): 'a']",
        "secret": '?SENSITIVE(the secret "psk")',
        "hidden": "?SENSITIVE(a secret)",
        "empty": "?ERROR(the value of parameter 'empty')",
    }


@pytest.mark.parametrize(
    ("properties", "because"),
    [
        ({"parametersLink": {"uri": "https://x/p.json"}}, Because.OUTSIDE_THE_FILES),
        ({"parameters": "[variables('all')]"}, Because.UNMODELLED),
    ],
)
def test_where_it_cannot_be_seen_what_is_given_no_default_counts(properties: Any, because: Because) -> None:
    found = deployment({**properties, "template": {"parameters": {"p": {"type": "int", "defaultValue": 1}}}})
    [given] = found.parameters.values()
    assert isinstance(given, arm.Unmodelled)
    assert given.missing.because is because


@pytest.mark.parametrize("properties", ["[variables('p')]", {"template": "[variables('t')]"}])
def test_a_template_that_is_an_expression_is_not_there(properties: Any) -> None:
    found = deployment(properties)
    assert found.template is None
    assert found.absent is not None
    assert found.absent.because is Because.UNMODELLED


@pytest.mark.parametrize(
    ("text", "code", "level", "at"),
    [
        ('{"resources": [{"name": "n"}]}', "resource-type", Level.ERROR, '{"name"'),
        ('{"resources": [{"type": "a.b/c"}]}', "resource-name", Level.ERROR, '{"type"'),
        ('{"resources": [{"type": "[variables(\'t\')]", "name": "n"}]}', "resource-type", Level.WARNING, '"[var'),
        ('{"resources": [{"type": "a.b/c", "name": "n", "copy": {}}]}', "copy-incomplete", Level.ERROR, "{}"),
        (
            '{"resources": [{"type": "Microsoft.Resources/deployments", "name": "n", "properties": {}}]}',
            "template-structure",
            Level.ERROR,
            "{}",
        ),
    ],
)
def test_what_a_resource_lacks_is_said_at_its_place(text: str, code: str, level: Level, at: str) -> None:
    _, diagnostics = read(text)
    assert [(one.code, one.level, one.span.start if one.span else -1) for one in diagnostics] == [
        (code, level, text.index(at))
    ]


def test_resources_of_extensions_need_no_name_and_their_types_carry_versions() -> None:
    [found] = resources({"app": {"extension": "kubernetes", "type": "apps/Deployment@v1", "properties": {}}})
    assert found.type == "apps/Deployment"
    assert shown(found.name) == "?UNMODELLED(a resource of an extension)"


def test_beside_a_broken_resource_the_others_are_read() -> None:
    found, diagnostics = read(
        '{"resources": [{"type": "a.b/c", "name": "one", oops}, {"type": "a.b/c", "name": "two"}, {"type" "x"}]}'
    )
    assert [shown(resource.name) for resource in found] == ["'one'", "'two'"]
    assert "...?UNPARSED" in shown(found[0].members)
    assert diagnostics == []


def test_what_nobody_evaluates_stays_json() -> None:
    """Thousands of unused resources cost no more than their names."""
    [found] = resources([{"type": NETWORK, "name": "n", "properties": {"a": "[f(]"}}])
    assert not isinstance(found.members, arm.ObjectNode)
    assert "?UNPARSED([f(])" in shown(found.members)
