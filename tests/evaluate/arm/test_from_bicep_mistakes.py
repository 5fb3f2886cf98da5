"""What the compiler would refuse: said at its place, and what depends on it is unknown, never absent or a default."""

from __future__ import annotations

import pytest
from evaluated_templates import bicep, by_address
from files_in_memory import FilesInMemory

from fastpath_checks.core.spans import SourceFile
from fastpath_checks.core.values import Because, Known, Unknown
from fastpath_checks.evaluate.arm.from_bicep import bicep_loader
from fastpath_checks.evaluate.arm.from_bicep_parameters import read_bicep_parameters
from fastpath_checks.evaluate.arm.template import Unmodelled

VNET = """\
resource v 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'v'
}
"""
SUBNET = "resource s 'Microsoft.Network/virtualNetworks/subnets@2024-05-01' = {\n"


def told(deployment):
    return [(d.code, d.span.location().line) for d in deployment.diagnostics]


def unparsed(value):
    return isinstance(value, Unknown) and {one.because for one in value.missing} == {Because.UNPARSED}


def test_beside_a_bad_property_the_others_count():
    text = VNET.replace("'v'\n}", "'v'\n  location: = x\n  tags: {\n    a: 1\n    b: [2 3]\n  }\n}")
    deployment = bicep(text)
    [vnet] = deployment.resources
    assert told(deployment) == [("syntax-error", 3), ("syntax-error", 6)]
    assert vnet.names[0].data == "v"
    assert vnet.read("tags", "a").data == 1
    assert unparsed(vnet.read("location"))
    assert unparsed(vnet.read("tags", "b"))


def test_what_may_stand_in_a_lost_line_is_not_absent():
    [vnet] = bicep(VNET.replace("  name: 'v'", "  name: 'v'\n  properties {\n    a: 1\n  }")).resources
    assert vnet.names[0].data == "v"
    assert unparsed(vnet.read("properties", "enableDdosProtection"))
    assert unparsed(vnet.read("zones"))


@pytest.mark.parametrize("line", ["  parent: = v\n", "  parent v\n"])
def test_a_child_whose_parent_is_lost_is_nobodys(line):
    deployment = bicep(VNET + SUBNET + line + "  name: 's'\n}\n")
    subnet = by_address(deployment)["s"]
    assert told(deployment) == [("syntax-error", 5)]
    assert unparsed(subnet.names[0])
    assert subnet.names[1].data == "s"


@pytest.mark.parametrize(
    ("parent", "told_of"),
    [("w", [("undeclared-name", 5)]), ("{}", [("resource-parent", 5)]), ("p", [])],
)
def test_a_parent_that_is_none_is_one_mistake(parent, told_of):
    text = f"{VNET}{SUBNET}  parent: {parent}\n  name: 's'\n}}\nparam p resource 'A.B/c@1'\n"
    deployment = bicep(text)
    assert told(deployment) == told_of
    assert isinstance(by_address(deployment)["s"].names[0], Unknown)


def test_a_lost_name_is_not_a_missing_one():
    deployment = bicep(VNET.replace("name: 'v'", "name 'v'"))
    assert told(deployment) == [("syntax-error", 2)]
    assert unparsed(deployment.resources[0].names[0])


def test_a_lost_scope_leaves_open_where_it_is_deployed():
    inner = {"a": VNET}
    lost = bicep("module m 'a.bicep' = {\n  scope: = resourceGroup('x')\n}\n", **inner)
    assert unparsed(lost.resources[0].resource_group)
    assert bicep("module m 'a.bicep' = {\n  name: 'm'\n}\n", **inner).resources[0].resource_group is None


@pytest.mark.parametrize(
    ("params", "x_is_known"),
    [("  params: {\n    x: 1\n    y: = 2\n  }\n", True), ("  params {\n    x: 1\n    y: 2\n  }\n", False)],
)
def test_a_lost_argument_does_not_fall_to_its_default(params, x_is_known):
    module = f"param x int = 8\nparam y int = 9\n{VNET}".replace("'v'\n", "'v'\n  tags: { x: x, y: y }\n")
    [vnet] = bicep(f"module m 'a.bicep' = {{\n{params}}}\n", a=module).resources
    assert unparsed(vnet.read("tags", "y"))
    x = vnet.read("tags", "x")
    assert (isinstance(x, Known) and x.data == 1) if x_is_known else unparsed(x)


def test_a_property_that_is_written_twice_is_not_known():
    deployment = bicep(VNET.replace("'v'\n}", "'v'\n  tags: { a: 1, b: 2, a: 1 }\n}"))
    assert told(deployment) == [("duplicate-key", 3)]
    assert unparsed(deployment.resources[0].read("tags", "a"))
    assert deployment.resources[0].read("tags", "b").data == 2


@pytest.mark.parametrize(
    ("declarations", "line"),
    [
        ("var a = 'x'\nvar a = 'x'\n", 2),
        ("param a string = 'x'\nvar a = 'x'\n", 2),
        ("var a = 'x'\nfunc f() string => 'x'\nresource a 'A.B/c@1' = {\n  name: 'n'\n}\n", 3),
        ("type a = string\nvar a = 'x'\n", 2),
        ("import { n as a } from 'lib.bicep'\nvar a = 'x'\n", 2),
        ("extension kubernetes with {} as a\nvar a = 'x'\n", 2),
    ],
)
def test_a_name_that_is_declared_twice_means_nothing(declarations, line):
    deployment = bicep(declarations + VNET.replace("name: 'v'", "name: a"), lib="@export()\nvar n = 'x'\n")
    assert told(deployment) == [("duplicate-declaration", line)]
    assert unparsed(by_address(deployment)["v"].names[0])


def test_two_types_of_one_name_limit_nothing():
    deployment = bicep("type t = 'a'\ntype t = 'b'\nparam p t\n" + VNET.replace("name: 'v'", "name: p"))
    assert told(deployment) == [("duplicate-declaration", 2)]
    assert isinstance(deployment.resources[0].names[0], Unknown)


def test_outputs_of_one_name_are_not_known():
    deployment = bicep("output o int = 1\noutput o int = 2\nvar o = 3\n")
    assert told(deployment) == [("duplicate-declaration", 2)]
    assert unparsed(deployment.outputs["o"])


def test_resources_of_one_name_are_both_there():
    deployment = bicep(VNET * 2 + SUBNET + "  parent: v\n  name: 's'\n}\n")
    assert told(deployment) == [("duplicate-declaration", 4)]
    assert sorted(by_address(deployment)) == ["s", "v", "v#2"]
    assert unparsed(by_address(deployment)["s"].names[0])


def test_nested_resources_of_one_name_are_told():
    child = "  resource c 'subnets' = {\n    name: 'c'\n  }\n"
    assert told(bicep(VNET.replace("'v'\n}", f"'v'\n{child}{child}}}"))) == [("duplicate-declaration", 6)]


def test_a_parameter_that_is_given_twice_is_not_known():
    file = SourceFile("main.bicepparam", "using 'main.bicep'\nparam a = 1\nparam b = 2\nparam a = 1\n")
    parameters, diagnostics = read_bicep_parameters(file, bicep_loader(FilesInMemory({})))
    assert [(d.code, d.span.location().line) for d in diagnostics] == [("duplicate-declaration", 4)]
    assert isinstance(parameters.values["a"], Unmodelled)
    assert not isinstance(parameters.values["b"], Unmodelled)
