"""Every construct of Bicep's language, deployed: what it means for the values that reach Azure."""

from __future__ import annotations

import pytest
from evaluated_templates import bicep, by_address

from fastpath_checks.core.claims import Truth
from fastpath_checks.core.values import Because, Known, OneOf, Unknown, plain

LIB = {
    "lib": """\
@export()
type sku = 'a' | 'b'
@export()
@description('doubled')
func twice(n int) int => n * two
var two = 2
@export()
var names = { hub: 'hub', spokes: ['s1', 's2'] }
"""
}


def value_of(text, declarations=""):
    resource = f"resource it 'A.B/c@1' = {{\n  name: 'n'\n  properties: {{ it: {text} }}\n}}\n"
    deployment = bicep(declarations + resource, **LIB)
    assert [one.summary for one in deployment.diagnostics] == []
    return by_address(deployment)["it"].read("properties", "it")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # strings
        (r"'a\\b\'c\n\r\t\$\u{41}\u{1F4AA}'", "a\\b'c\n\r\t$A\U0001f4aa"),
        ("'''a\n  'b' ${c} \\n'''", "a\n  'b' ${c} \\n"),
        ("'''\nfirst'''", "first"),
        ("$'''a ${1 + 1} $${2}'''", "a 2 $2"),
        ("$$'''a ${x} $${1 + 1}'''", "a ${x} 2"),
        ("$'''\n{\n  \"k\": \"${'v'}\"\n}\n'''", '{\n  "k": "v"\n}\n'),
        ("''''it''s''''", "'it''s'"),
        ("'${'nested ${'twice'}'}!'", "nested twice!"),
        ("'{0} ${1}'", "{0} 1"),
        # operators
        ("-3 + 5 * 2 - 9 / 4 % 2", 7),
        ("!(1 < 2) || 2 >= 2 && 'A' =~ 'a' && 'a' !~ 'b'", True),
        ("null ?? false ? 'yes' : 'no'", "no"),
        ("{ a: 1 }.?b ?? 'none'", "none"),
        ("[1, 2][?5] ?? 'none'", "none"),
        ("[1, 2, 3][^2]", 2),
        ("[1, 2, 3][?^4] ?? 'none'", "none"),
        ("{ a: { b: 1 } }['a']!.b", 1),
        ("({ a: 1 }!).a", 1),
        # collections
        ("{ 'a-b': 1, ...{ c: 2 }, '${'d'}': 3 }", {"a-b": 1, "c": 2, "d": 3}),
        ("[...[1, 2], ...[], 3]", [1, 2, 3]),
        ("{ one: 1, two: { three: [ { four: 4 } ] } }", {"one": 1, "two": {"three": [{"four": 4}]}}),
        ("[for x in [1, 2]: { v: x }]", [{"v": 1}, {"v": 2}]),
        ("[for (x, i) in ['a', 'b']: '${i}${x}']", ["0a", "1b"]),
        ("map([1, 2], (x, i) => x * i)", [0, 2]),
        ("reduce([1, 2], 0, (a, b) => a + b)", 3),
        ("any({ a: 1 }).a", 1),
        ("sys.concat('a', 'b')", "ab"),
        ("nameof(it)", "it"),
    ],
)
def test_expressions(text, expected):
    assert plain(value_of(text)) == expected


@pytest.mark.parametrize(
    ("declarations", "text", "expected"),
    [
        ("import { twice as double, names } from 'lib.bicep'\n", "'${double(2)} ${names.spokes[^1]}'", "4 s2"),
        ("import * as lib from 'lib.bicep'\n", "lib.twice(lib.twice(1))", 4),
        ("import { twice } from 'lib.bicep'\nfunc more(n int) int => twice(n) + 1\n", "more(1)", 3),
        ("func f(a string, b int?) string => '${a}${b ?? 0}'\n", "f('x', null)", "x0"),
        ("func f(o { a: string }) string => o.a\n", "f({ a: 'x' })", "x"),
        ("var x = 1\nvar y string = '${x}'\n", "y", "1"),
        ("metadata by = 'us'\nassert small = 1 < 2\nvar x = 1\n", "x", 1),
        ("#disable-next-line no-unused-vars\nvar x = 1 // why\n/* and\nmore */\n", "x", 1),
        ("@description('''many\nlines''')\nparam p string = 'd'\n", "p", "d"),
        ("@minLength(1)\n@maxLength(3)\n@metadata({ a: 1 })\nparam p string = 'd'\n", "p", "d"),
        ("@sys.minValue(1)\n@maxValue(9)\nparam p int = 2\n", "p", 2),
        ("param p string?\n", "p ?? 'none'", "none"),
        ("type t = string?\nparam p t\n", "p ?? 'none'", "none"),
        ("type o = { a: string, b: int? }\nparam p o = { a: 'x' }\n", "p.?b ?? p.a", "x"),
        ("type o = { a: string, *: int }\nparam p o = { a: 'x', z: 2 }\n", "p.z", 2),
        ("type t = [string, int]\nparam p t = ['x', 2]\n", "p[1]", 2),
        ("type t = ('a' | 'b')[]\nparam p t = ['a']\n", "p", ["a"]),
        ("param p resourceInput<'A.B/c@1'>.properties = { x: 1 }\n", "p.x", 1),
        ("type t = resourceInput<'A.B/c@1'>.name\nparam p t = 'x'\n", "p", "x"),
        ("output o resourceOutput<'A.B/c@1'>.properties = { x: 1 }\nvar v = 1\n", "v", 1),
        (
            "type a = { kind: 'a', x: int }\ntype b = { kind: 'b', y: int }\n"
            "@discriminator('kind')\ntype ab = a | b\nparam p ab = { kind: 'b', y: 3 }\n",
            "p.kind == 'a' ? p.x : p.y",
            3,
        ),
        ("@sealed()\ntype o = { @secure()\n  a: string\n  b: 'x' }\nparam p o = { a: 's', b: 'x' }\n", "p.b", "x"),
        ("extension kubernetes with {\n  namespace: 'n'\n  kubeConfig: ''\n} as k8s\nvar x = 1\n", "x", 1),
        ("extension microsoftGraphV1\nvar x = 1\n", "x", 1),
        ("provider 'br:example.azurecr.io/p:1' as p\nvar x = 1\n", "x", 1),
        ("resource e 'A.B/c@1' existing = {\n  name: 'e'\n}\n", "e.name", "e"),
        ("resource p 'A.B/c@1' = {\n  name: 'p'\n  properties: { x: [1, 2] }\n}\n", "p.properties.x[1]", 2),
        ("resource p 'A.B/c@1' = [for i in range(0, 2): {\n  name: 'p${i}'\n}]\n", "p[1].name", "p1"),
        ("resource p 'A.B/c@1' = if (false) {\n  name: 'p'\n}\n", "p.?properties.?x ?? 'none'", "none"),
        (
            "resource p 'A.B/c@1' = {\n  name: 'p'\n  resource k 'd' = {\n    name: 'k'\n"
            "    resource g 'e@2' = {\n      name: 'g'\n    }\n  }\n}\n",
            "'${p::k.name} ${p::k::g.name} ${p::k::g.type}'",
            "k g A.B/c/d/e",
        ),
    ],
)
def test_declarations(declarations, text, expected):
    assert plain(value_of(text, declarations)) == expected


@pytest.mark.parametrize(
    ("declarations", "choices"),
    [
        ("param p 'a' | 'b'\n", ["a", "b"]),
        ("import { sku } from 'lib.bicep'\nparam p sku\n", ["a", "b"]),
        ("@allowed(['a', 'b'])\nparam p string\n", ["a", "b"]),
        ("type t = { k: 'a' | 'b' }\nparam p t.k\n", ["a", "b"]),
        ("type t = ('a' | 'b')[]\nparam p t[*]\n", ["a", "b"]),
        ("type t = [int, 1 | 2]\nparam p t[1]\n", [1, 2]),
        ("param p true | false\n", [True, False]),
    ],
)
def test_a_parameter_without_a_value_is_one_of_what_its_type_allows(declarations, choices):
    value = value_of("p", declarations)
    assert isinstance(value, OneOf)
    assert [one.data for one in value.choices] == choices


@pytest.mark.parametrize(
    ("declarations", "text", "because"),
    [
        ("param p string\n", "p", Because.NO_DEFAULT),
        ("@secure()\nparam p string = 'x'\n", "p", Because.SENSITIVE),
        ("type t = { @secure()\n  k: string }\nparam p t.k = 'x'\n", "p", Because.SENSITIVE),
        ("type t = { @secure()\n  k: { s: 'a' | 'b' } }\nparam p t.k.s = 'a'\n", "p", Because.SENSITIVE),
        ("param p string = newGuid()\n", "p", Because.IMPURE),
        ("extension kubernetes as k8s\n", "k8s.x", Because.UNMODELLED),
        ("resource kv 'A.B/c@1' existing = {\n  name: 'e'\n}\n", "kv.properties.x", Because.OUTSIDE_THE_FILES),
        ("resource kv 'A.B/c@1' existing = {\n  name: 'e'\n}\n", "kv.listKeys().key", Because.RUNTIME_ATTRIBUTE),
    ],
)
def test_what_the_files_do_not_decide_says_why(declarations, text, because):
    value = value_of(text, declarations)
    assert isinstance(value, Unknown)
    assert value.because is because


def test_modules_may_be_conditional_looped_and_elsewhere():
    inner = "param n string\nresource r 'A.B/c@1' = {\n  name: n\n}\noutput o string = n\n"
    text = """\
targetScope = 'subscription'
param on bool
resource rg 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: 'rg'
  location: 'westeurope'
}
module yes 'inner.bicep' = if (on) {
  scope: rg
  params: { n: 'yes' }
}
module no 'inner.bicep' = if (!on) {
  name: 'no'
  scope: resourceGroup('other')
  params: { n: 'no' }
}
@batchSize(1)
module many 'inner.bicep' = [for (n, i) in ['a', 'b', 'c']: if (n != 'b') {
  scope: resourceGroup('00000000-0000-0000-0000-000000000001', 'rg${i}')
  name: 'many${i}'
  params: { n: '${n}-${many0}' }
}]
var many0 = yes.?outputs.o ?? 'off'
output all array = [for i in range(0, 3): many[i].name]
"""
    deployment = bicep(text, {"on": True}, inner=inner)
    assert deployment.diagnostics == []
    found = {one.address: one for one in deployment.resources}
    assert sorted(found) == ["many[0]/r", "many[2]/r", "rg", "yes/r"]
    assert plain(found["yes/r"].resource_group) == "rg"
    assert plain(found["many[2]/r"].resource_group) == "rg2"
    assert plain(found["many[2]/r"].subscription) == "00000000-0000-0000-0000-000000000001"
    assert [plain(found[f"many[{i}]/r"].names[0]) for i in (0, 2)] == ["a-yes", "c-yes"]
    assert plain(deployment.outputs["all"]) == ["many0", "many1", "many2"]
    unknown = {one.address: one.exists.truth for one in bicep(text, inner=inner).resources}
    assert unknown["yes/r"] is unknown["no/r"] is Truth.MAYBE


def test_an_extension_resource_stands_on_another():
    text = """\
resource v 'A.B/c@1' = {
  name: 'v'
}
resource lock 'Microsoft.Authorization/locks@2020-05-01' = {
  scope: v
  name: 'lock'
  properties: { level: 'CanNotDelete', on: v.id }
}
"""
    deployment = bicep(text)
    assert deployment.diagnostics == []
    on = by_address(deployment)["lock"].read("properties", "on")
    assert isinstance(on, Known)
    assert str(on.data) == "A.B/c:v"
