from __future__ import annotations

import pytest
from evaluated_templates import arm, bicep, by_address
from files_in_memory import FilesInMemory

from fastpath_checks.core.claims import Truth
from fastpath_checks.core.values import Because, Known, Unknown, plain
from fastpath_checks.evaluate.arm import evaluate_template
from fastpath_checks.evaluate.arm.from_bicep import bicep_loader, read_bicep
from fastpath_checks.evaluate.arm.template import Inputs
from fastpath_checks.graph.resource_graph import ResourceGraph
from fastpath_checks.graph.resource_ids import ResourceId


def nested(inner, *, scope=None, parameters=None, **others):
    properties = {"mode": "Incremental", "template": inner, "parameters": parameters or {}}
    if scope:
        properties["expressionEvaluationOptions"] = {"scope": scope}
    return {"type": "Microsoft.Resources/deployments", "name": "inner", "properties": properties, **others}


def two_scopes(scope):
    inner = {
        "parameters": {"p": {"type": "string", "defaultValue": "inner"}},
        "variables": {"v": "inner"},
        "resources": [{"type": "A.B/c", "name": "n", "tags": {"p": "[parameters('p')]", "v": "[variables('v')]"}}],
    }
    template = {
        "parameters": {"p": {"type": "string", "defaultValue": "outer"}},
        "variables": {"v": "outer"},
        "resources": [nested(inner, scope=scope)],
    }
    [resource] = arm(template).resources
    return resource


@pytest.mark.parametrize(("scope", "expected"), [(None, "outer"), ("outer", "outer"), ("inner", "inner")])
def test_expressions_of_a_nested_template_see_the_scope_that_is_said(scope, expected):
    resource = two_scopes(scope)
    assert resource.address == "inner/A.B/c/n"
    assert plain(resource.read("tags", "p")) == expected
    assert plain(resource.read("tags", "v")) == expected


def test_a_nested_template_is_given_values_of_its_parent():
    inner = {
        "parameters": {"p": {"type": "string"}},
        "resources": [{"type": "A.B/c", "name": "[parameters('p')]"}],
    }
    template = {
        "variables": {"v": "given"},
        "resources": [nested(inner, scope="inner", parameters={"p": {"value": "[variables('v')]"}})],
    }
    assert [one.name for one in arm(template).resources] == ["given"]


@pytest.mark.parametrize("scope", ["inner", "outer"])
def test_an_output_of_a_nested_template_reaches_its_parent(scope):
    inner = {
        "resources": [{"type": "A.B/c", "name": "n"}],
        "outputs": {"id": {"type": "string", "value": "[resourceId('A.B/c', 'n')]"}},
    }
    user = {
        "type": "A.B/d",
        "name": "user",
        "tags": {
            "byName": "[reference('inner').outputs.id.value]",
            "byId": "[reference(resourceId('Microsoft.Resources/deployments', 'inner')).outputs.id.value]",
        },
    }
    resources = by_address(arm({"resources": [nested(inner, scope=scope), user]}))
    for key in ("byName", "byId"):
        value = resources["A.B/d/user"].read("tags", key)
        assert isinstance(value, Known)
        assert value.data.type == "A.B/c"


def test_a_nested_deployment_may_go_to_another_group():
    inner = {"resources": [{"type": "A.B/c", "name": "n", "tags": {"id": "[resourceId('A.B/d', 'x')]"}}]}
    template = {"resources": [nested(inner, scope="inner", resourceGroup="rg-hub", subscriptionId="sub-1")]}
    [resource] = arm(template).resources
    assert (plain(resource.resource_group), plain(resource.subscription)) == ("rg-hub", "sub-1")
    assert plain(resource.read("tags", "id").data.resource_group) == "rg-hub"


MODULES = """\
param deploySpokes bool
param count int
resource rg 'Microsoft.Resources/resourceGroups@2024-03-01' = { name: 'rg-hub', location: 'uksouth' }
module hub 'hub.bicep' = { scope: rg, params: { name: 'hub' } }
module spokes 'hub.bicep' = [for n in ['one', 'two']: if (deploySpokes) {
  scope: resourceGroup('rg-${n}')
  params: { name: n }
}]
resource user 'A.B/c@1' = {
  name: 'user'
  tags: { hub: hub.outputs.id, spoke: spokes[1].outputs.id, subnet: '${hub.outputs.id}/subnets/s' }
  sku: { gone: absent.outputs.x }
}
module absent 'br:registry.example/not/here:1' = { params: {} }
"""
HUB = """\
param name string
resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-${name}'
  tags: { here: resourceGroup().name, group: resourceGroup().location }
}
output id string = vnet.id
"""


def test_modules_are_deployed_to_their_scopes_with_addresses_of_their_own():
    resources = by_address(bicep(MODULES, hub=HUB))
    hub, spoke = resources["hub/vnet"], resources["spokes[1]/vnet"]
    assert (hub.name, plain(hub.resource_group)) == ("vnet-hub", "rg-hub")
    assert (spoke.name, plain(spoke.resource_group)) == ("vnet-two", "rg-two")
    assert hub.exists.truth is Truth.YES
    assert spoke.exists.truth is Truth.MAYBE
    assert plain(hub.read("tags", "here")) == "rg-hub"
    assert hub.read("tags", "group").residual != spoke.read("tags", "group").residual


def test_references_lead_through_the_outputs_of_modules():
    deployment = bicep(MODULES, hub=HUB)
    user = by_address(deployment)["user"]
    assert user.read("tags", "hub").data.address == "hub/vnet"
    assert user.read("tags", "spoke").data.address == "spokes[1]/vnet"
    link = ResourceGraph(deployment.resources).follow(
        user.read("tags", "hub"), "Microsoft.Network/virtualNetworks", user
    )
    assert link is not None
    assert link.target.address == "hub/vnet"
    assert isinstance(user.read("tags", "subnet").data, ResourceId)


def test_what_a_module_outside_the_files_gives_is_unknown():
    value = by_address(bicep(MODULES, hub=HUB))["user"].read("sku", "gone")
    assert isinstance(value, Unknown)
    assert value.because is Because.OUTSIDE_THE_FILES
    assert value.residual == "absent.outputs.x"


REFERENCES = """\
resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet'
  location: 'uksouth'
  properties: {
    addressSpace: { addressPrefixes: ['10.0.0.0/16'] }
    ddos: null
    subnets: map(['a', 'b'], n => { name: n, properties: {} })
    more: [{ name: 'direct' }]
  }
}
resource foreign 'Microsoft.Network/virtualNetworks@2024-05-01' existing = {
  name: 'foreign'
  scope: resourceGroup('sub-x', 'rg-x')
}
resource user 'A.B/c@1' = {
  name: 'user'
  tags: {
    id: vnet.id
    name: vnet.name
    type: vnet.type
    version: vnet.apiVersion
    location: vnet.location
    prefix: vnet.properties.addressSpace.addressPrefixes[0]
    computed: vnet.properties.subnets[1].name
    subnet: vnet.properties.subnets[1].id
    direct: vnet.properties.more[0].id
    state: vnet.properties.provisioningState
    filled: vnet.properties.ddos
    deep: vnet.properties.subnets[0].properties.purpose
    foreignId: foreign.id
    foreignPrefix: foreign.properties.addressSpace
    byReference: reference(vnet.id).addressSpace.addressPrefixes[0]
    keys: listKeys(vnet.id, '2024-05-01').primary
  }
}
"""


def test_what_a_declared_resource_says_is_read_where_it_is_referred_to():
    tags = by_address(bicep(REFERENCES))["user"]
    expected = {
        "name": "vnet",
        "type": "Microsoft.Network/virtualNetworks",
        "version": "2024-05-01",
        "location": "uksouth",
        "prefix": "10.0.0.0/16",
        "computed": "b",
        "byReference": "10.0.0.0/16",
    }
    assert {key: plain(tags.read("tags", key)) for key in expected} == expected
    assert tags.read("tags", "id").data.address == "vnet"
    for key, name in (("subnet", "b"), ("direct", "direct")):
        assert [plain(one) for one in tags.read("tags", key).data.names] == ["vnet", name]


@pytest.mark.parametrize(
    ("key", "because", "residual"),
    [
        ("state", Because.RUNTIME_ATTRIBUTE, "vnet.properties.provisioningState"),
        ("filled", Because.RUNTIME_ATTRIBUTE, "vnet.properties.ddos"),
        ("deep", Because.RUNTIME_ATTRIBUTE, "vnet.properties.subnets.0.properties.purpose"),
        ("foreignPrefix", Because.OUTSIDE_THE_FILES, "foreign.properties.addressSpace"),
    ],
)
def test_what_only_azure_knows_is_unknown_and_no_mistake(key, because, residual):
    deployment = bicep(REFERENCES)
    value = by_address(deployment)["user"].read("tags", key)
    assert deployment.diagnostics == []
    assert isinstance(value, Unknown)
    assert (value.because, value.residual) == (because, residual)


def test_an_existing_resource_is_referred_to_where_it_is():
    foreign = by_address(bicep(REFERENCES))["foreign"]
    assert foreign.existing
    assert (plain(foreign.subscription), plain(foreign.resource_group)) == ("sub-x", "rg-x")
    assert foreign.body == {}


def test_resources_of_other_types_are_not_evaluated():
    text = (
        "resource bad 'A.B/c@1' = {\n  name: 'n'\n  tags: { x: [1][5] }\n}\nresource g 'A.B/d@1' = { name: bad.name }\n"
    )
    files = FilesInMemory({"main.bicep": text})
    template, _ = read_bicep(files.read("main.bicep").file, bicep_loader(files))
    deployment = evaluate_template(template, Inputs(), files, lambda type: type == "A.B/d")
    assert [one.name for one in deployment.resources] == ["n"]
    assert deployment.diagnostics == []


DEFERRED = {
    "parameters": {"p": {"type": "string", "defaultValue": "[[concat('default of ', variables('v'))]"}},
    "variables": {"v": "[variables('v')]"},
    "resources": [
        {
            "type": "A.B/c",
            "name": "n",
            "tags": {
                "own": "[[parameters('p')]",
                "escaped": "[[concat(\"a\", parameters('p'))]".replace('"', "'"),
                "plain": "[[[parameters('p')]",
                "outer": "[parameters('p')]",
            },
        }
    ],
}
OUTER = {"parameters": {"p": {"type": "string", "defaultValue": "outer"}}, "variables": {"v": "outer variable"}}


@pytest.mark.parametrize("scope", ["outer", None])
def test_an_expression_left_to_the_nested_deployment_sees_what_the_nested_template_declares(scope):
    deployment = arm({**OUTER, "resources": [nested(DEFERRED, scope=scope)]})
    assert deployment.diagnostics == []
    tags = deployment.resources[0].body["tags"]
    assert plain(tags) == {
        "own": "default of outer variable",
        "escaped": "adefault of outer variable",
        "plain": "[parameters('p')]",
        "outer": "outer",
    }
    assert tags.data["own"].origin.span.text == "parameters('p')"


def test_in_a_template_of_its_own_scope_two_brackets_are_one():
    inner = {"resources": [{"type": "A.B/c", "name": "n", "tags": {"it": "[[parameters('p')]"}}]}
    deployment = arm({"resources": [nested(inner, scope="inner")]})
    assert plain(deployment.resources[0].read("tags", "it")) == "[parameters('p')]"


def test_what_is_left_to_a_deployment_further_down_is_not_known():
    deepest = {"resources": [{"type": "A.B/c", "name": "n", "tags": {"it": "[[parameters('p')]", "other": "x"}}]}
    deployment = arm({"resources": [nested({"resources": [nested(deepest, scope="outer")]}, scope="outer")]})
    [resource] = deployment.resources
    assert deployment.diagnostics == []
    assert plain(resource.read("tags", "other")) == "x"
    assert isinstance(resource.read("tags", "it"), Unknown)


def test_a_deferred_expression_that_cannot_be_read_is_said():
    inner = {"resources": [{"type": "A.B/c", "name": "n", "tags": {"it": "[[parameters('p']"}}]}
    deployment = arm({"resources": [nested(inner, scope="outer")]})
    assert [(one.code, one.span.text) for one in deployment.diagnostics] == [("syntax-error", "(")]
    assert isinstance(deployment.resources[0].read("tags", "it"), Unknown)


def test_a_parameter_names_one_resource_whatever_it_was_computed_of():
    """A name with an unknown part that has no expression of its own is still that of the resource that has it."""
    net = {
        "type": "Microsoft.Network/virtualNetworks",
        "name": "[parameters('names')[0].it]",
        "apiVersion": "1",
        "properties": {"subnets": [{"name": "a"}]},
    }
    id_text = "resourceId('Microsoft.Network/virtualNetworks', parameters('names')[0].it)"
    inner = {
        "parameters": {"names": {"type": "array"}},
        "resources": [net],
        "outputs": {"first": {"type": "string", "value": f"[reference({id_text}).subnets[0].name]"}},
    }
    either = "[createArray(createObject('it', toLower(concat(parameters('stage'), parameters('open')))))]"
    template = {
        "parameters": {
            "stage": {"type": "string", "allowedValues": ["test", "prod"]},
            "open": {"type": "string"},
        },
        "resources": [nested(inner, scope="inner", parameters={"names": {"value": either}})],
        "outputs": {"first": {"type": "string", "value": "[reference('inner').outputs.first.value]"}},
    }
    assert plain(arm(template).outputs["first"]) == "a"


REFERENCE = "reference(resourceId('other', 'Microsoft.Resources/deployments', 'inner'))"


@pytest.mark.parametrize(("deploys", "remarks"), [(True, ["no-such-part"]), (False, [])])
def test_where_a_deployment_goes_is_a_mistake_only_where_it_is_deployed(deploys, remarks):
    template = {
        "resources": [nested({"resources": []}, condition=deploys, resourceGroup="[split('', '/')[4]]")],
        "outputs": {"it": {"type": "object", "value": "[reference('inner')]"}},
    }
    template["resources"].append(
        {"type": "A.B/c", "name": "n", "apiVersion": "1", "properties": {"it": f"[{REFERENCE}.outputs.x.value]"}}
    )
    assert [one.code for one in arm(template).diagnostics] == remarks
