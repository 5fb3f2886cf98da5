from __future__ import annotations

import pytest
from files_in_memory import FilesInMemory
from hypothesis import given, settings
from hypothesis import strategies as st
from shown_templates import shown

from fastpath_checks.core.diagnostics import Level
from fastpath_checks.core.values import Because
from fastpath_checks.evaluate.arm import template as arm
from fastpath_checks.evaluate.arm.from_bicep import bicep_loader, read_bicep


def read(text, **others):
    files = FilesInMemory({"main.bicep": text, **others})
    return read_bicep(files.read("main.bicep").file, bicep_loader(files))


def lowered(text):
    template, diagnostics = read(text)
    assert diagnostics == []
    return template


def parameter(text):
    [found] = lowered(text).parameters.values()
    return found


@pytest.mark.parametrize(
    ("text", "type", "nullable", "allowed"),
    [
        ("param p string", "string", False, "none"),
        ("param p string?", "string", True, "none"),
        ("param p 'a' | 'b'", "string", False, "['a', 'b']"),
        ("param p ('a' | 'b' | null)", "string", True, "['a', 'b']"),
        ("param p 1 | -2", "int", False, "[1, -2]"),
        ("@allowed(['a', 'b'])\nparam p string", "string", False, "['a', 'b']"),
        ("@sys.allowed([\n  'a'\n])\nparam p array", "array", False, "none"),
        ("param p ('a' | 'b')[]", "array", False, "none"),
        ("param p [string, int]", "array", False, "none"),
        ("param p { a: string }", "object", False, "none"),
        ("param p resourceInput<'Microsoft.X/y@2020-01-01'>.properties", "any", False, "none"),
        ("param p sys.int", "int", False, "none"),
    ],
)
def test_a_parameter_says_what_it_takes(text, type, nullable, allowed):
    found = parameter(f"{text}\n")
    assert (found.type, found.nullable, shown(found.allowed)) == (type, nullable, allowed)


@pytest.mark.parametrize(
    ("reference", "type", "nullable", "allowed"),
    [
        ("size", "string", False, "['s', 'm', 'l']"),
        ("size?", "string", True, "['s', 'm', 'l']"),
        ("options", "object", False, "none"),
        ("options.size", "string", True, "['s', 'm', 'l']"),
        ("list[*]", "int", False, "[1, 2]"),
        ("pair[1]", "bool", False, "none"),
        ("map.*", "int", False, "none"),
        ("circle", "any", False, "none"),
        ("bomb", "any", False, "none"),
        ("nobody", "any", False, "none"),
        ("nobody?", "any", True, "none"),
        ("(circle | 'a')?", "any", True, "none"),
    ],
)
def test_named_types_are_followed(reference, type, nullable, allowed):
    types = """\
type small = 's'
type size = small | 'm' | 'l'
type options = { size: size? }
type list = (1 | 2)[]
type pair = [string, bool]
type map = { *: int }
type circle = circle.a
type bomb = bomb | bomb
"""
    found = parameter(f"{types}param p {reference}\n")
    assert (found.type, found.nullable, shown(found.allowed)) == (type, nullable, allowed)


def test_secrets_are_known_to_be_secret():
    template = lowered(
        "@secure()\nparam p string\nparam q string\n@secure()\noutput o string = p\n"
        "@secure()\ntype t = string\nparam r t\nparam s secureObject\n"
    )
    assert [one.name for one in template.parameters.values() if one.secure] == ["p", "r", "s"]
    assert template.outputs["o"].secure


def test_defaults_variables_outputs_and_scope_are_taken_over():
    template = lowered("targetScope = 'subscription'\nparam p string = 'a'\nvar v = p\noutput o string = v\n")
    assert template.target_scope == "subscription"
    assert shown(template.parameters["p"].default) == "'a'"
    assert shown(template.variables["v"]) == "parameters('p')"
    assert shown(template.outputs["o"].value) == "variables('v')"
    assert template.outputs["o"].span.text == "output o"


def test_a_resource_keeps_its_body_without_what_places_it():
    [found] = lowered("""\
resource net 'Microsoft.Network/virtualNetworks@2023-09-01' = {
  name: 'hub'
  location: 'westeurope'
  scope: resourceGroup('other')
  dependsOn: []
  properties: { a: 1 }
}
""").resources
    assert (found.type, found.api_version, found.symbol) == ("Microsoft.Network/virtualNetworks", "2023-09-01", "net")
    assert shown(found.name) == "'hub'"
    assert shown(found.members) == "{'location': 'westeurope', 'properties': {'a': 1}}"
    assert shown(found.scope) == "resourceGroup('other')"
    assert found.header.text == "resource net 'Microsoft.Network/virtualNetworks@2023-09-01'"
    assert found.span.text.endswith("}")


def test_existing_conditional_and_looped_resources_say_so():
    template = lowered("""\
param on bool
param names array
resource a 'Microsoft.X/y@2020-01-01' existing = { name: 'a' }
resource b 'Microsoft.X/y@2020-01-01' = if (on) { name: 'b' }
resource c 'Microsoft.X/y@2020-01-01' = [for (n, i) in names: if (i > 0) { name: n }]
""")
    a, b, c = template.resources
    assert (a.existing, b.existing) == (True, False)
    assert shown(b.condition) == "parameters('on')"
    assert (c.loop.item, c.loop.index) == ("n", "i")
    assert shown(c.loop.source) == "parameters('names')"
    assert shown(c.loop.condition) == "greater($i, 0)"
    assert shown(c.name) == "$n"


def test_children_know_their_parents_wherever_they_stand():
    template = lowered("""\
param on bool
resource net 'Microsoft.Network/virtualNetworks@2023-09-01' = if (on) {
  name: 'hub'
  resource inner 'subnets' = {
    name: 'a'
    resource deeper 'things@2020-01-01' = { name: 'b' }
  }
}
resource outer 'Microsoft.Network/virtualNetworks/subnets@2023-09-01' = {
  parent: net
  name: net::inner.name
}
""")
    _, inner, deeper, outer = template.resources
    assert (inner.symbol, inner.type) == ("net::inner", "Microsoft.Network/virtualNetworks/subnets")
    assert (deeper.symbol, deeper.type) == ("net::inner::deeper", "Microsoft.Network/virtualNetworks/subnets/things")
    assert (inner.api_version, deeper.api_version) == ("2023-09-01", "2020-01-01")
    assert [shown(one.parent) for one in (inner, deeper, outer)] == ["@net", "@net::inner", "@net"]
    assert shown(inner.condition) == "parameters('on')"
    assert shown(outer.condition) == "none"
    assert shown(outer.name) == "@net::inner.name"


def test_a_parent_may_be_one_turn_of_a_loop():
    template = lowered("""\
resource nets 'Microsoft.Network/virtualNetworks@2023-09-01' = [for i in range(0, 2): { name: 'n${i}' }]
resource subnets 'Microsoft.Network/virtualNetworks/subnets@2023-09-01' = [for i in range(0, 2): {
  parent: nets[i]
  name: 'a'
}]
""")
    assert shown(template.resources[1].parent) == "@nets[$i]"


MODULE = "param name string\nparam size int = 1\noutput id string = name\n"


def test_a_module_is_a_deployment_with_the_template_of_its_file():
    template, diagnostics = read(
        """\
param on bool
module m 'modules/m.bicep' = [for n in ['a', 'b']: if (on) {
  name: 'deploy-${n}'
  scope: resourceGroup('other')
  params: { name: n }
}]
output id string = m[0].outputs.id
""",
        **{"modules/m.bicep": MODULE},
    )
    assert diagnostics == []
    [module] = template.resources
    assert module.type == "Microsoft.Resources/deployments"
    assert list(module.deployment.template.parameters) == ["name", "size"]
    assert {key: shown(value) for key, value in module.deployment.parameters.items()} == {"name": "$n"}
    assert shown(module.loop.condition) == "parameters('on')"
    assert shown(module.scope) == "resourceGroup('other')"
    assert shown(template.outputs["id"].value) == "@m[0].outputs.id"


def test_modules_are_found_from_the_file_that_names_them():
    files = {
        "modules/a.bicep": "module b '../other/b.bicep' = { name: 'b' }\n",
        "other/b.bicep": "resource r 'Microsoft.X/y@2020-01-01' = { name: 'r' }\n",
    }
    template, diagnostics = read("module a 'modules/a.bicep' = { name: 'a' }\n", **files)
    assert diagnostics == []
    assert template.resources[0].deployment.template.resources[0].deployment.template.resources[0].symbol == "r"


def test_a_module_may_be_a_template_of_json():
    text = '{"parameters": {"p": {"type": "string"}}, "resources": []}'
    template, diagnostics = read("module a 'a.json' = { name: 'a', params: { p: 'x' } }\n", **{"a.json": text})
    assert diagnostics == []
    assert list(template.resources[0].deployment.template.parameters) == ["p"]


@pytest.mark.parametrize(
    ("reference", "full"),
    [
        ("br/public:avm/res/x:1.0.0", "br:mcr.microsoft.com/bicep/avm/res/x:1.0.0"),
        ("br/ours:x:1.0.0", "br:ours.azurecr.io/modules/x:1.0.0"),
        ("br:other.azurecr.io/x:1.0.0", "br:other.azurecr.io/x:1.0.0"),
        ("ts/specs:x:1.0", "ts:0000/specs-rg/x:1.0"),
        ("br/nobody:x:1", "br/nobody:x:1"),
    ],
)
def test_a_registry_module_is_one_warning_that_names_it_in_full(reference, full):
    configuration = """{
  // aliases
  "moduleAliases": {
    "br": { "ours": { "registry": "ours.azurecr.io", "modulePath": "modules" } },
    "ts": { "specs": { "subscription": "0000", "resourceGroup": "specs-rg" } }
  }
}"""
    text = f"module a '{reference}' = {{ name: 'a', params: {{ p: 1 }} }}\n"
    template, [diagnostic] = read(text, **{"bicepconfig.json": configuration})
    assert (diagnostic.code, diagnostic.level) == ("module-not-found", Level.WARNING)
    assert full in diagnostic.detail
    assert diagnostic.span.text == f"'{reference}'"
    deployment = template.resources[0].deployment
    assert deployment.template is None
    assert deployment.absent.because is Because.OUTSIDE_THE_FILES
    assert reference in deployment.absent.name


def test_a_missing_module_is_a_warning():
    template, [diagnostic] = read("module a './a.bicep' = { name: 'a' }\n")
    assert (diagnostic.code, diagnostic.level) == ("module-not-found", Level.WARNING)
    assert template.resources[0].deployment.absent.because is Because.OUTSIDE_THE_FILES


def test_modules_that_contain_each_other_end_with_a_diagnostic():
    template, diagnostics = read(
        "module a './a.bicep' = { name: 'a' }\n", **{"a.bicep": "module m './main.bicep' = { name: 'm' }\n"}
    )
    assert [d.code for d in diagnostics] == ["module-cycle"]
    inner = template.resources[0].deployment.template.resources[0].deployment
    assert inner.absent.because is Because.CYCLE


def test_modules_nested_without_end_are_cut_off():
    files = {f"m{i}.bicep": f"module n './m{i + 1}.bicep' = {{ name: 'n' }}\n" for i in range(60)}
    _, diagnostics = read("module a './m0.bicep' = { name: 'a' }\n", **files)
    assert [d.code for d in diagnostics] == ["module-depth"]


def test_a_module_that_many_use_is_lowered_once():
    files = {"m.bicep": MODULE}
    template, _ = read("module a 'm.bicep' = { name: 'a' }\nmodule b './m.bicep' = { name: 'b' }\n", **files)
    first, second = template.resources
    assert first.deployment.template is second.deployment.template


def test_a_spread_in_params_leaves_no_parameter_to_its_default():
    files = {"m.bicep": MODULE}
    template, _ = read("param o object\nmodule a 'm.bicep' = { name: 'a', params: { ...o, name: 'x' } }\n", **files)
    given_parameters = template.resources[0].deployment.parameters
    assert shown(given_parameters["size"]).startswith("?UNMODELLED")
    assert shown(given_parameters["name"]) == "'x'"


def test_what_could_not_be_read_is_there_and_unknown():
    template, diagnostics = read("param p = 1\noutput o string\nparam q string = 'a'\n")
    assert [d.code for d in diagnostics] == ["syntax-error", "syntax-error"]
    assert shown(template.parameters["p"].default) == "?UNPARSED(p)"
    assert shown(template.outputs["o"].value) == "?UNPARSED(o)"
    assert shown(template.parameters["q"].default) == "'a'"


SAMPLE = """\
targetScope = 'resourceGroup'
import { shared, double, size } from 'types.bicep'
@allowed(['a', 'b'])
param p string = 'a'
param s size?
var v = [for (i, n) in range(0, 3): { a: '${i}-${n}', ...shared }]
func f(a int) int => double(a) + 1
resource net 'Microsoft.Network/virtualNetworks@2023-09-01' = if (p == 'a') {
  name: 'hub${f(1)}'
  resource gw 'subnets' = { name: 'GatewaySubnet', properties: loadJsonContent('a.json', '$.b') }
}
module m 'm.bicep' = [for n in v: { name: n.a, params: { name: net::gw.?id ?? '' } }]
output o array = map(m, x => x.outputs.id)
"""
OTHERS = {
    "types.bicep": "@export()\nvar shared = { b: loadYamlContent('a.yaml') }\n@export()\ntype size = 'x' | 'y'\n"
    "@export()\nfunc double(n int) int => n * 2\n",
    "a.json": '{"b": {"c": [1, 2]}}',
    "a.yaml": "a: 1\n",
    "m.bicep": MODULE,
}


def nodes(template):
    pending = [*template.variables.values(), *(output.value for output in template.outputs.values())]
    for resource in template.resources:
        pending.extend((resource.name, resource.members))
    return [shown(node) for node in pending if node is not None]


def test_the_sample_below_is_read_without_remarks():
    template, diagnostics = read(SAMPLE, **OTHERS)
    assert diagnostics == []
    assert nodes(template)


@settings(max_examples=150, deadline=None)
@given(
    st.integers(0, len(SAMPLE)),
    st.integers(0, 12),
    st.sampled_from(["", "'", "{", "}", "[", "${", "\n", "=", "a", "."]),
)
def test_mutated_text_ends_in_a_template_and_diagnostics(at, removed, inserted):
    text = SAMPLE[:at] + inserted + SAMPLE[at + removed :]
    template, diagnostics = read(text, **OTHERS)
    assert isinstance(template, arm.Template)
    nodes(template)
    for diagnostic in diagnostics:
        assert 0 <= diagnostic.span.start <= diagnostic.span.end <= len(diagnostic.span.file.text)


@pytest.mark.parametrize(
    "text", ["(" * 5000, "[" * 5000, "!" * 5000, "a." * 5000, "{a:" * 5000, "x ? " * 5000, "'${" * 5000]
)
def test_nesting_without_end_is_a_diagnostic(text):
    _, diagnostics = read(f"var a = {text}\nparam b string\n")
    assert diagnostics


def test_nesting_up_to_the_limit_is_lowered():
    template, diagnostics = read(f"var a = {'(' * 150}1{')' * 150}\n")
    assert diagnostics == []
    assert shown(template.variables["a"]) == "1"


def test_a_type_may_say_that_it_is_azures():
    [found] = lowered("resource a 'az:Microsoft.X/y@2020-01-01' = { name: 'a' }\n").resources
    assert (found.type, found.api_version) == ("Microsoft.X/y", "2020-01-01")


def test_what_an_extension_deploys_need_not_have_a_name():
    template = lowered("extension graph\nresource a 'Microsoft.Graph/groups@v1.0' = { uniqueName: 'a' }\n")
    assert shown(template.resources[0].name) == "?ERROR(a.name)"


def test_a_resource_without_a_name_is_an_error():
    _, [diagnostic] = read("resource a 'Microsoft.X/y@2020-01-01' = { }\n")
    assert (diagnostic.code, diagnostic.span.text) == ("resource-name", "a")


def test_no_resource_nests_inside_a_loop():
    _, [diagnostic] = read("""\
resource a 'Microsoft.X/y@2020-01-01' = [for n in ['a']: {
  name: n
  resource b 'z' = { name: 'b' }
}]
""")
    assert (diagnostic.code, diagnostic.span.text) == ("resource-nesting", "b")
