from __future__ import annotations

import pytest
from files_in_memory import FilesInMemory
from shown_templates import shown

from fastpath_checks.evaluate.arm.from_bicep import bicep_loader, read_bicep

DECLARATIONS = """\
param p object
param q array
var v = 1
func double(n int) int => n * 2
resource vnet 'Microsoft.Network/virtualNetworks@2023-09-01' = {
  name: 'hub'
  resource gateway 'subnets' = {
    name: 'GatewaySubnet'
  }
}
resource spokes 'Microsoft.Network/virtualNetworks@2023-09-01' = [for n in q: {
  name: n
}]
resource m 'Microsoft.X/y@2020-01-01' = if (v == 1) {
  name: 'm'
}
"""


def lowered(text, declarations=DECLARATIONS):
    files = FilesInMemory({"main.bicep": f"{declarations}output x any = {text}\n"})
    template, diagnostics = read_bicep(files.read("main.bicep").file, bicep_loader(files))
    return shown(template.outputs["x"].value), [d.code for d in diagnostics]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("p", "parameters('p')"),
        ("v + 1", "add(variables('v'), 1)"),
        ("v - 1 * 2 / 3 % 4", "sub(variables('v'), mod(div(mul(1, 2), 3), 4))"),
        ("v < 1 && v >= 2 && true", "and(less(variables('v'), 1), greaterOrEquals(variables('v'), 2), True)"),
        ("v == 1 || v != 2", "or(equals(variables('v'), 1), not(equals(variables('v'), 2)))"),
        ("p.a =~ 'X'", "equals(toLower(parameters('p').a), toLower('X'))"),
        ("p.a !~ 'X'", "not(equals(toLower(parameters('p').a), toLower('X')))"),
        ("p.a ?? p.b ?? 3", "coalesce(parameters('p').a, parameters('p').b, 3)"),
        ("!true", "not(True)"),
        ("-3", "-3"),
        ("-v", "sub(0, variables('v'))"),
        ("v > 1 ? 'a' : 'b'", "if(greater(variables('v'), 1), 'a', 'b')"),
        ("p.?a", "parameters('p').?a"),
        ("p.?a.b[0]", "parameters('p').?a.?b[?0]"),
        ("(p.?a).b", "parameters('p').?a.b"),
        ("p.a!.b", "parameters('p').a.b"),
        ("q[0]", "parameters('q')[0]"),
        ("q[?0]", "parameters('q')[?0]"),
        ("q[^1]", "parameters('q')[^1]"),
        ("p['a-b']", "parameters('p')['a-b']"),
        ("'a${v}{b}'", "format('a{0}{{b}}', variables('v'))"),
        ("'''\na ${v}'''", "'a ${v}'"),
        ("$'''a ${v}'''", "format('a {0}', variables('v'))"),
        ("[...q, 1]", "[...parameters('q'), 1]"),
        ("{ ...p, a: 1, '${v}': 2 }", "{...parameters('p'), 'a': 1, format('{0}', variables('v')): 2}"),
        ("[for i in q: i.a]", "[for i in parameters('q'): $i.a]"),
        ("[for (i, n) in q: n]", "[for i, n in parameters('q'): $n]"),
        ("map(q, x => x.a)", "map(parameters('q'), (x) => $x.a)"),
        ("reduce(q, 0, (a, b) => a + b)", "reduce(parameters('q'), 0, (a, b) => add($a, $b))"),
        ("double(2)", "__bp.double(2)"),
        ("az.resourceGroup().location", "resourceGroup().location"),
        ("sys.concat('a', 'b')", "concat('a', 'b')"),
        ("any(q)", "parameters('q')"),
        ("nameof(p.a)", "'a'"),
        ("nameof(p['a-b'])", "'a-b'"),
        ("m.?outputs.?id", "if(equals(variables('v'), 1), @m, None).?outputs.?id"),
        ("map(q, v => m.?id)", "map(parameters('q'), (v) => if(equals(variables('v'), 1), @m, None).?id)"),
        ("m.outputs.id", "@m.outputs.id"),
        ("vnet.id", "@vnet.id"),
        ("vnet::gateway.properties.x", "@vnet::gateway.properties.x"),
        ("spokes[0].id", "@spokes[0].id"),
        ("spokes[^1].id", "@spokes[sub(length(@spokes), 1)].id"),
        ("map(spokes, s => s.id)", "map(@spokes, (s) => $s.id)"),
        ("vnet.listKeys().a", "listKeys(@vnet).a"),
        ("vnet::nobody.id", "?UNPARSED(vnet::nobody).id"),
    ],
)
def test_an_expression_becomes_what_the_compiler_makes_of_it(text, expected):
    assert lowered(text) == (expected, [])


def test_a_name_that_nobody_declares_is_an_error_with_the_nearest_one():
    files = FilesInMemory({"main.bicep": "param gatewaySku string\noutput x string = gatewaySkew\n"})
    template, [diagnostic] = read_bicep(files.read("main.bicep").file, bicep_loader(files))
    assert (diagnostic.code, diagnostic.hint) == ("undeclared-name", "did you mean 'gatewaySku'?")
    assert diagnostic.span.text == "gatewaySkew"
    assert shown(template.outputs["x"].value) == "?ERROR(gatewaySkew)"


def test_a_name_whose_declaration_could_not_be_read_is_unknown_without_another_error():
    assert lowered("a", "param a = 1\n") == ("?UNPARSED(a)", ["syntax-error"])
    assert lowered("a", "import { a } fro 'x.bicep'\n") == ("?UNPARSED(a)", ["syntax-error"])


def test_a_local_name_hides_a_declared_one():
    assert lowered("map(q, p => p)") == ("map(parameters('q'), (p) => $p)", [])
    assert lowered("map(q, vnet => vnet.id)") == ("map(parameters('q'), (vnet) => $vnet.id)", [])


def test_the_body_of_a_function_sees_its_parameters():
    files = FilesInMemory({"main.bicep": "func f(a int, b array) array => map(b, x => x + a)\n"})
    template, diagnostics = read_bicep(files.read("main.bicep").file, bicep_loader(files))
    function = template.functions["__bp.f"]
    assert diagnostics == []
    assert function.parameters == ("a", "b")
    assert shown(function.body) == "map(parameters('b'), (x) => add($x, parameters('a')))"


def test_a_chain_of_one_logical_operator_nests_once():
    text = " && ".join(["true"] * 150)
    assert lowered(text) == (f"and({', '.join(['True'] * 150)})", [])


def test_what_only_the_deploying_machine_knows_is_unknown():
    assert lowered("readEnvironmentVariable('A', 'b')")[0] == ("?DEPLOYMENT_CONTEXT(readEnvironmentVariable('A', 'b'))")
    assert lowered("vnet.getSecret('a')")[0] == "?SENSITIVE(vnet.getSecret('a'))"
