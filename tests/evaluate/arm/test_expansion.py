from __future__ import annotations

import pytest
from evaluated_templates import arm, bicep, by_address

from fastpath_checks.core.claims import Truth
from fastpath_checks.core.diagnostics import Level
from fastpath_checks.core.values import Because, Known, Unknown, plain


def looped(count, **others):
    resource = {
        "type": "A.B/c",
        "name": "[concat('n', copyIndex('loop', 1))]",
        "copy": {"name": "loop", "count": count},
        "tags": {"index": "[copyIndex()]"},
    }
    return arm({"parameters": {"n": {"type": "int"}}, "resources": [{**resource, **others}]})


def test_a_copy_makes_as_many_resources_as_it_says():
    deployment = looped(3)
    assert [resource.name for resource in deployment.resources] == ["n1", "n2", "n3"]
    assert [plain(resource.read("tags", "index")) for resource in deployment.resources] == [0, 1, 2]
    assert [resource.address for resource in deployment.resources] == ["A.B/c/n1", "A.B/c/n2", "A.B/c/n3"]
    assert looped(0).resources == []


def test_a_copy_of_unknown_length_is_one_resource_that_may_be_there():
    deployment = looped("[parameters('n')]")
    [resource] = deployment.resources
    assert resource.exists.truth is Truth.MAYBE
    assert [one.name for one in resource.exists.missing] == ["parameters('n')"]
    assert isinstance(resource.names[0], Unknown)
    assert deployment.diagnostics == []


@pytest.mark.parametrize("count", [801, 1_000_000_000])
def test_a_huge_copy_is_a_limit(count):
    deployment = looped(count)
    assert [(one.code, one.level) for one in deployment.diagnostics] == [("limit", Level.ERROR)]
    assert [resource.exists.truth for resource in deployment.resources] == [Truth.MAYBE]


def test_a_huge_loop_of_a_value_is_a_limit():
    text = "resource r 'A.B/c@1' = {\n  name: 'n'\n  tags: { it: [for i in range(0, 5000): i] }\n}\n"
    deployment = bicep(text)
    assert [one.code for one in deployment.diagnostics] == ["limit"]
    value = deployment.resources[0].read("tags", "it")
    assert isinstance(value, Unknown)
    assert value.because is Because.LIMIT


def test_copies_of_values_count_by_their_names():
    template = {
        "variables": {"copy": [{"name": "v", "count": 2, "input": "[concat('v', copyIndex('v'))]"}]},
        "resources": [
            {
                "type": "A.B/c",
                "name": "[concat('n', copyIndex())]",
                "copy": {"name": "outer", "count": 2},
                "properties": {
                    "v": "[variables('v')]",
                    "copy": [{"name": "p", "count": 2, "input": "[concat(copyIndex(), '/', copyIndex('p', 5))]"}],
                },
            }
        ],
    }
    deployment = arm(template)
    assert [plain(one.read("properties", "p")) for one in deployment.resources] == [["0/5", "0/6"], ["1/5", "1/6"]]
    assert plain(deployment.resources[0].read("properties", "v")) == ["v0", "v1"]
    assert deployment.diagnostics == []


LOOPS = """\
param some bool
var names = ['a', 'b', 'c']
resource nets 'A.B/c@1' = [for (n, i) in names: if (n != 'b') {
  name: '${n}${i}'
}]
resource maybe 'A.B/c@1' = [for n in some ? ['x', 'y'] : ['x']: {
  name: n
}]
resource user 'A.B/d@1' = {
  name: 'user'
  tags: { last: nets[2].id, all: map(nets, n => n.name), count: length(nets), off: nets[7].id }
}
"""


def test_bicep_loops_bind_items_and_positions_and_filter():
    resources = by_address(bicep(LOOPS))
    assert resources["nets[0]"].name == "a0"
    assert "nets[1]" not in resources
    assert resources["nets[2]"].name == "c2"
    assert resources["user"].read("tags", "last").data.address == "nets[2]"
    assert plain(resources["user"].read("tags", "all")) == ["a0", "b1", "c2"]
    assert plain(resources["user"].read("tags", "count")) == 3


def test_an_instance_that_is_not_there_is_a_mistake():
    assert [one.summary for one in bicep(LOOPS).diagnostics] == ["nets has 3 instances"]


def test_a_loop_that_may_be_shorter_makes_resources_that_may_be_there():
    resources = by_address(bicep(LOOPS))
    assert resources["maybe[0]"].exists.truth is Truth.YES
    assert resources["maybe[1]"].exists.truth is Truth.MAYBE
    assert resources["maybe[1]"].name == "y"


@pytest.mark.parametrize(
    ("condition", "truth"),
    [(True, Truth.YES), ("[equals(1, 1)]", Truth.YES), ("[parameters('n')]", Truth.MAYBE), ("true", Truth.YES)],
)
def test_a_condition_decides_whether_a_resource_is_there(condition, truth):
    [resource] = looped(1, condition=condition).resources
    assert resource.exists.truth is truth


def test_a_resource_whose_condition_is_false_is_left_out():
    assert looped(2, condition=False).resources == []
    assert len(looped(2, condition="[equals(copyIndex(), 1)]").resources) == 1


CHILDREN = """\
param prefix string
resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: '${prefix}-vnet'
  resource gateway 'subnets' = {
    name: 'GatewaySubnet'
  }
}
resource other 'Microsoft.Network/virtualNetworks/subnets@2024-05-01' = {
  parent: vnet
  name: 'other'
  tags: { sibling: vnet::gateway.id }
}
"""


def test_children_have_their_parents_names_and_addresses():
    resources = by_address(bicep(CHILDREN))
    gateway, other = resources["vnet::gateway"], resources["other"]
    assert gateway.type == "Microsoft.Network/virtualNetworks/subnets"
    assert [one.residual for one in gateway.names[:1]] == ["'${param prefix}-vnet'"]
    assert plain(gateway.names[1]) == "GatewaySubnet"
    assert (gateway.parent_address, other.parent_address) == ("vnet", "vnet")
    assert other.read("tags", "sibling").data == gateway.id


def test_children_that_stand_in_a_looped_parent_are_looped_with_it():
    template = {
        "resources": [
            {
                "type": "A.B/c",
                "name": "[concat('n', copyIndex())]",
                "copy": {"name": "loop", "count": 2},
                "condition": "[equals(copyIndex(), 0)]",
                "resources": [{"type": "d", "name": "[concat('child', copyIndex())]"}],
            }
        ]
    }
    deployment = arm(template)
    assert [[plain(name) for name in one.names] for one in deployment.resources] == [["n0"], ["n0", "child0"]]
    assert deployment.resources[1].parent_address == "A.B/c/n0"


def test_two_resources_of_one_name_have_two_addresses():
    resource = {"type": "A.B/c", "name": "same"}
    assert [one.address for one in arm({"resources": [resource, resource]}).resources] == ["A.B/c/same", "A.B/c/same#2"]


def test_symbolic_names_are_addresses_in_arm_too():
    template = {"languageVersion": "2.0", "resources": {"net": {"type": "A.B/c", "name": "n"}}}
    assert [one.address for one in arm(template).resources] == ["net"]


def test_a_spread_that_is_not_known_hides_what_it_may_set():
    text = "param more object\nresource r 'A.B/c@1' = {\n  name: 'n'\n  location: 'here'\n"
    text += "  ...more\n  sku: { name: 's' }\n}\n"
    resource = bicep(text).resources[0]
    assert isinstance(resource.read("location"), Unknown)
    assert isinstance(resource.read("properties", "x"), Unknown)
    assert plain(resource.read("sku", "name")) == "s"


def test_a_spread_that_is_known_is_part_of_the_body():
    text = "resource r 'A.B/c@1' = {\n  name: 'n'\n  ...{ location: 'here' }\n}\n"
    assert isinstance(bicep(text).resources[0].read("location"), Known)


@pytest.mark.parametrize("depth", [30, 400, 3000])
def test_deep_chains_of_variables_end(depth):
    lines = [f"var v{index} = '${{v{index + 1}}}'" for index in range(depth)]
    lines += [f"var v{depth} = 'end'", "resource r 'A.B/c@1' = {", "  name: v0", "}"]
    deployment = bicep("\n".join(lines) + "\n")
    [name] = deployment.resources[0].names
    if isinstance(name, Unknown):
        assert depth > 30
        assert "limit" in [one.code for one in deployment.diagnostics]
    else:
        assert plain(name) == "end"


def test_a_resource_that_needs_itself_is_a_cycle():
    text = "resource a 'A.B/c@1' = { name: b.name }\nresource b 'A.B/c@1' = { name: a.name }\n"
    deployment = bicep(text)
    assert [one.code for one in deployment.diagnostics] == ["cycle"]
    assert [one.names[0].because for one in deployment.resources] == [Because.CYCLE, Because.CYCLE]
