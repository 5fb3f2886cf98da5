from __future__ import annotations

import pytest

from fastpath_checks.core.spans import SourceFile
from fastpath_checks.syntax.bicep import parse_bicep, parse_bicep_parameters, statements
from fastpath_checks.syntax.bicep.nodes import Conditional, For, Object


def read(text):
    program, diagnostics = parse_bicep(SourceFile("main.bicep", text))
    assert [d.summary for d in diagnostics] == []
    return program.statements


EVERY_STATEMENT = """\
targetScope = 'subscription'
metadata owner = { name: 'x' }
@description('a size')
@sys.allowed(['a', 'b'])
param size string = 'a'
@secure()
param secret string?
var typed string[] = ['x']
type sku = 'ErGw1AZ' | 'ErGw3AZ'
func double(n int) int => n * 2
import { a, b as c, 'odd-name' as d } from 'types.bicep'
import * as shared from 'br/public:avm/utl/types:0.5.1'
extension microsoftGraph as graph
extension 'br:example.azurecr.io/x:1' with { a: 1 } as x
provider 'kubernetes@1.0.0' with { namespace: 'default' } as k8s
resource one 'Microsoft.Network/virtualNetworks@2023-09-01' = { name: 'one' }
resource two 'Microsoft.Network/virtualNetworks@2023-09-01' existing = if (size == 'a') { name: 'two' }
resource three 'Microsoft.Network/virtualNetworks@2023-09-01' = [for (n, i) in range(0, 2): if (i > 0) { name: 'n' }]
module four 'm.bicep' = [for n in []: { name: n }]
module five 'br/public:avm/res/x:1.0.0' = if (true) { name: 'five' }
test six 'm.bicep' = { params: {} }
assert seven = length(size) > 0
@secure()
output eight string = secret
output nine resource = one
"""


def test_every_statement_of_the_language_is_read():
    kinds = [type(statement).__name__ for statement in read(EVERY_STATEMENT)]
    assert kinds == [
        "TargetScope", "Metadata", "Parameter", "Parameter", "Variable", "TypeDeclaration", "Function", "Import",
        "Import", "Extension", "Extension", "Extension", "Resource", "Resource", "Resource", "Module", "Module", "Test",
        "Assertion", "Output", "Output",
    ]  # fmt: skip


def test_decorators_belong_to_the_statement_that_follows():
    size = read(EVERY_STATEMENT)[2]
    assert [decorator.name for decorator in size.decorators] == ["description", "allowed"]


def test_a_statement_begins_at_its_keyword_and_ends_with_its_last_token():
    for statement in read(EVERY_STATEMENT):
        text = EVERY_STATEMENT[statement.start : statement.end]
        assert text in EVERY_STATEMENT.splitlines()


def test_a_resource_holds_its_nested_declarations_apart_from_its_members():
    text = """\
resource net 'Microsoft.Network/virtualNetworks@2023-09-01' = {
  name: 'net'
  @description('the gateway subnet')
  resource gateway 'subnets' = {
    name: 'GatewaySubnet'
  }
  resource: 'a property may have this name'
}
"""
    body = read(text)[0].body
    assert [member.key.name for member in body.members] == ["name", "resource"]
    assert [nested.name.name for nested in body.resources] == ["gateway"]


def test_bodies_are_objects_conditions_or_loops_of_either():
    bodies = [s.body for s in read(EVERY_STATEMENT) if isinstance(s, statements.Resource)]
    assert isinstance(bodies[0], Object)
    assert isinstance(bodies[1], Conditional)
    assert isinstance(bodies[2], For)
    assert isinstance(bodies[2].body, Conditional)


@pytest.mark.parametrize(
    "text",
    [
        "string", "string?", "string[]", "int[]?", "'a' | 'b'", "('a' | 'b')[]", "\n  | 'a'\n  | 'b'\n", "-1 | 2",
        "!true", "{ a: string, 'b-c': int?\n *: object }", "{}", "[string, int]", "[]", "{ @secure()\n a: string }",
        "shared.subnetType", "shared.map.*", "t[0]", "t[*].id", "t!",
        "resourceInput<'Microsoft.X/y@2020-01-01'>.properties",
        "resourceOutput<'Microsoft.X/y@2020-01-01'>.id", "resource<'Microsoft.X/y@2020-01-01'>", "null | 'a'",
        "sys.string", "base.inner<'x'>", "{\n  a: {\n    b: ('x' | 'y')[]\n  }[]\n}",
    ],
)  # fmt: skip
def test_every_form_of_type_is_read(text):
    read(f"type t = {text}\nparam p t\n")


def test_resource_typed_parameters_and_outputs_are_read():
    read("param p resource 'Microsoft.X/y@2020-01-01'\noutput o resource 'Microsoft.X/y@2020-01-01' = p\n")


def test_pragmas_are_skipped():
    assert len(read("#disable-next-line no-unused-params\nparam a string\n#disable-diagnostics x\n")) == 1


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_line_end_separates_statements(line_end):
    assert len(read(f"param a string{line_end}{line_end}param b int{line_end}")) == 2


def test_a_parameter_file_has_statements_of_its_own():
    text = """\
using 'main.bicep' with { mode: 'deployment' }
extends './shared.bicepparam'
import { sizes } from 'types.bicep'
var prefix = 'p'
param name = '${prefix}-x'
param secret = az.getSecret('s', 'r', 'v', 'n')
extensionConfig k8s with { namespace: 'n' }
"""
    program, diagnostics = parse_bicep_parameters(SourceFile("x.bicepparam", text))
    assert diagnostics == []
    assert [type(statement).__name__ for statement in program.statements] == [
        "Using", "Extends", "Import", "Variable", "ParameterAssignment", "ParameterAssignment",
        "ExtensionConfiguration",
    ]  # fmt: skip


def test_a_parameter_file_may_use_none():
    program, diagnostics = parse_bicep_parameters(SourceFile("x.bicepparam", "using none\n"))
    assert diagnostics == []
    assert program.statements[0].path is None


def test_a_nullable_type_in_parentheses_begins_at_its_parenthesis():
    text = "param p ('a' | 'b')?\n"
    [parameter] = read(text)
    assert text[parameter.type.start : parameter.type.end] == "('a' | 'b')?"


def test_a_union_in_parentheses_ends_behind_them():
    text = "type t = 'a' | ('b' | 'c')\n"
    program, diagnostics = parse_bicep(SourceFile("main.bicep", text))
    assert diagnostics == []
    [statement] = program.statements
    assert text[statement.start : statement.end] == text.rstrip()
