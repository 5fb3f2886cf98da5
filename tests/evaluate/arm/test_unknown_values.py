from __future__ import annotations

import pytest
from evaluated_templates import arm, bicep, by_address, data_of, expression

from fastpath_checks.core.spans import OriginKind
from fastpath_checks.core.values import Because, Known, Missing, OneOf, Unknown, identical, plain
from fastpath_checks.graph.resource_ids import ResourceId

EITHER = OneOf((Known("a"), Known("b")), (Missing(Because.NO_DEFAULT, "which"),))


@pytest.mark.parametrize(
    ("text", "residual"),
    [
        ("parameters('x')", "parameters('x')"),
        ("parameters('x').a[0]", "parameters('x').a[0]"),
        ("concat(parameters('x'), '-vnet')", "'${parameters('x')}-vnet'"),
        ("format('{0}-vnet', parameters('x'))", "'${parameters('x')}-vnet'"),
        ("concat(format('{0}-', parameters('x')), 'vnet')", "'${parameters('x')}-vnet'"),
        ("toLower(parameters('x'))", "toLower(parameters('x'))"),
        ("union(parameters('x'), createObject('a', 1))", "union(parameters('x'), {a: 1})"),
        ("if(parameters('x'), parameters('x'), 1)", "if(parameters('x'), parameters('x'), 1)"),
        ("resourceGroup().location", "resourceGroup().location"),
        ("subscription().subscriptionId", "subscription().subscriptionId"),
        ("deployment().name", "deployment().name"),
        ("environment().name", "environment().name"),
        ("not(parameters('x'))", "not(parameters('x'))"),
        ("equals(parameters('x'), 1)", "equals(parameters('x'), 1)"),
        ("take(concat('a', parameters('x'), 'b'), 3)", "take('a${parameters('x')}b', 3)"),
    ],
)
def test_what_is_not_known_keeps_the_expression_that_is_left(text, residual):
    value, deployment = expression(text, x=None)
    assert deployment.diagnostics == []
    assert isinstance(value, Unknown)
    assert value.residual == residual
    again, _ = expression(text, x=None)
    assert identical(value, again)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("and(parameters('x'), false())", False),
        ("and(false(), parameters('x'))", False),
        ("or(parameters('x'), true())", True),
        ("if(parameters('x'), 'same', 'same')", "same"),
        ("equals(parameters('x'), parameters('x'))", True),
        ("coalesce('first', parameters('x'))", "first"),
        ("length(createArray(parameters('x'), 1))", 2),
        ("contains(createArray(parameters('x'), 'there'), 'there')", True),
        ("createObject('a', 1, 'b', parameters('x')).a", 1),
        ("last(createArray(parameters('x'), 'z'))", "z"),
        ("union(createObject('p', createObject('q', parameters('x'))), createObject('r', 1)).r", 1),
        ("last(split(resourceId('A.B/c', 'name'), '/'))", "name"),
        ("split(resourceId('group', 'A.B/c', 'name'), '/')[4]", "group"),
        ("equals(resourceGroup().location, resourceGroup().location)", True),
        ("empty(concat('a', '-b'))", False),
    ],
)
def test_what_the_unknown_does_not_decide_is_known(text, expected):
    assert data_of(text, x=None) == expected


@pytest.mark.parametrize(
    "text",
    [
        "contains(createArray(parameters('x'), 'there'), 'gone')",
        "filter(createArray(1), lambda('i', parameters('x')))",
        "coalesce(parameters('x'), 'else')",
        "sort(createArray('B', 'a'), lambda('i', 'j', less(lambdaVariables('i'), lambdaVariables('j'))))",
        "string(createArray(parameters('x')))",
        "equals(createArray(parameters('x')), createArray(1))",
        "parameters('x')[0]",
        "createArray(1, 2)[parameters('x')]",
        "intersection(createArray(1), createArray(parameters('x')))",
        "utcNow()",
        "listKeys('id', '1').keys",
    ],
)
def test_what_the_unknown_decides_is_unknown_without_a_mistake(text):
    value, deployment = expression(text, x=None)
    assert isinstance(value, Unknown)
    assert value.missing
    assert deployment.diagnostics == []


def test_a_branch_that_may_never_be_taken_makes_no_error():
    value, deployment = expression("if(empty(parameters('x')), 'none', createArray()[0])", x=None)
    assert isinstance(value, Unknown)
    assert deployment.diagnostics == []
    _, taken = expression("if(true(), createArray()[0], 'none')")
    assert [one.code for one in taken.diagnostics] == ["no-such-part"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("parameters('x')", ["a", "b"]),
        ("toUpper(parameters('x'))", ["A", "B"]),
        ("concat(parameters('x'), '-', parameters('x'))", ["a-a", "a-b", "b-a", "b-b"]),
        ("equals(parameters('x'), 'a')", [True, False]),
        ("if(equals(parameters('x'), 'a'), 1, 2)", [1, 2]),
        ("createObject('a', 1, 'b', 2)[parameters('x')]", [1, 2]),
        ("not(equals(parameters('x'), 'a'))", [False, True]),
        ("if(equals(parameters('x'), 'c'), 1, parameters('x'))", ["a", "b"]),
    ],
)
def test_alternatives_are_followed(text, expected):
    value, deployment = expression(text, x=EITHER)
    assert deployment.diagnostics == []
    assert isinstance(value, OneOf)
    assert [choice.data for choice in value.choices] == expected
    assert value.missing[0].name == "which"


def test_two_moments_are_not_the_same():
    text = "resource r 'A.B/c@1' = {\n  name: 'n'\n  tags: { a: m, b: m, c: o }\n}\nvar m = p\nvar o = q\n"
    text += "param p string = utcNow()\nparam q string = utcNow()\n"
    resource = bicep(text).resources[0]
    a, b, c = (resource.read("tags", key) for key in "abc")
    assert identical(a, b)
    assert not identical(a, c)
    assert isinstance(a, Unknown)
    assert a.because is Because.IMPURE


IDS = """\
param prefix string
param sub string
var name = '${prefix}-vnet'
resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = { name: name }
resource r 'A.B/c@1' = {
  name: 'n'
  properties: {
    bySymbol: '${vnet.id}/subnets/GatewaySubnet'
    byFunction: resourceId('Microsoft.Network/virtualNetworks/subnets', '${prefix}-vnet', 'GatewaySubnet')
    byConcat: concat(resourceId('Microsoft.Network/virtualNetworks', name), '/subnets/', 'GatewaySubnet')
    byGroup: '${resourceGroup().id}/providers/Microsoft.Network/virtualNetworks/${name}/subnets/GatewaySubnet'
    elsewhere: '/subscriptions/${sub}/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v'
    unknownSubnet: '${vnet.id}/subnets/${sub}'
    noId: 'id of ${vnet.id}'
  }
}
"""


def test_text_around_an_id_stays_an_id():
    resource = by_address(bicep(IDS))["r"]
    ids = [resource.read("properties", key) for key in ("bySymbol", "byFunction", "byConcat", "byGroup")]
    for value in ids:
        assert isinstance(value, Known)
        assert isinstance(value.data, ResourceId)
        assert value.data.type == "Microsoft.Network/virtualNetworks/subnets"
        assert value.data == ids[0].data
    elsewhere = resource.read("properties", "elsewhere").data
    assert (elsewhere.type, elsewhere.subscription.residual) == ("Microsoft.Network/virtualNetworks", "param sub")
    assert elsewhere.resource_group.data == "rg"
    assert resource.read("properties", "unknownSubnet").data.names[-1].residual == "param sub"
    assert isinstance(resource.read("properties", "noId"), Unknown)


def test_the_names_of_a_child_are_split_where_the_parts_are_not_known():
    template = {
        "parameters": {"vnet": {"type": "string"}, "both": {"type": "string"}},
        "resources": [
            {"type": "A.B/c/d", "name": "[concat(parameters('vnet'), '/GatewaySubnet')]"},
            {"type": "A.B/c/d", "name": "[parameters('both')]"},
            {"type": "A.B/c/d", "name": "a/b/c"},
        ],
    }
    deployment = arm(template)
    first, second, third = deployment.resources
    assert first.names[0].residual == "parameters('vnet')"
    assert plain(first.names[1]) == "GatewaySubnet"
    assert [name.residual for name in second.names] == ["parameters('both')[0]", "parameters('both')[1]"]
    assert all(isinstance(name, Unknown) for name in third.names)
    assert [one.code for one in deployment.diagnostics] == ["name-segments"]


def test_a_value_tells_where_it_came_from():
    main = "param sku string = 'ErGw1AZ'\nvar chosen = sku\nmodule m 'm.bicep' = { params: { tier: chosen } }\n"
    module = "param tier string\nresource g 'A.B/c@1' = {\n  name: 'g'\n  sku: { name: tier }\n}\n"
    [resource] = bicep(main, m=module).resources
    assert resource.address == "m/g"
    steps = resource.read("sku", "name").origin.steps()
    assert [(step.kind, step.span.text, step.span.file.path) for step in steps] == [
        (OriginKind.DERIVED, "tier", "m.bicep"),
        (OriginKind.MODULE_ARGUMENT, "chosen", "main.bicep"),
        (OriginKind.DERIVED, "chosen", "main.bicep"),
        (OriginKind.DERIVED, "sku", "main.bicep"),
        (OriginKind.VARIABLE_DEFAULT, "'ErGw1AZ'", "main.bicep"),
    ]
