from __future__ import annotations

from files_in_memory import FilesInMemory

from fastpath_checks.core.values import Because, Known, OneOf, Unknown, plain
from fastpath_checks.evaluate.arm import evaluate_template
from fastpath_checks.evaluate.arm.from_bicep import bicep_loader, read_bicep
from fastpath_checks.evaluate.arm.from_bicep_parameters import read_bicep_parameters
from fastpath_checks.evaluate.arm.template import Inputs

MAIN = """\
import * as lib from 'lib.bicep'
param names array = ['a', 'b', 'c']
param sku lib.skus
param maybe string?
var cfg = loadJsonContent('c.json')
resource nets 'Microsoft.Network/virtualNetworks@2023-09-01' = [for (n, i) in names: if (i != 0) {
  name: 'net-${n}'
  location: cfg.location
  properties: { doubled: lib.double(i), maybe: maybe ?? 'none', last: names[^1] }
}]
resource gw 'Microsoft.Network/virtualNetworkGateways@2023-09-01' = {
  name: 'gw'
  properties: { sku: { name: sku }, net: nets[2].id, first: nets[0].name, all: map(nets, n => n.name) }
}
module m 'modules/m.bicep' = [for n in names: { name: 'd-${n}', params: { name: n, net: nets[1].id } }]
resource off 'Microsoft.Network/routeTables@2023-09-01' = if (false) { name: 'off' }
resource conn 'Microsoft.Network/connections@2023-09-01' = {
  name: 'conn'
  properties: { table: m[1].outputs.id, spread: { ...cfg, z: 1 }, none: off.?properties.?x ?? 'nothing' }
}
"""
FILES = {
    "main.bicep": MAIN,
    "lib.bicep": "@export()\ntype skus = 'ErGw1AZ' | 'ErGw3AZ'\n"
    "@export()\nfunc double(n int) int => n * two()\nfunc two() int => 2\n",
    "c.json": '{"location": "westeurope"}',
    "modules/m.bicep": "param name string\nparam net string\n"
    "resource r 'Microsoft.Network/routeTables@2023-09-01' = { name: 'rt-${name}', properties: { net: net } }\n"
    "output id string = r.id\n",
    "main.bicepparam": "using 'main.bicep'\nvar chosen = 'ErGw3AZ'\nparam sku = chosen\nparam maybe = '${sku}!'\n"
    "param names = ['x', 'y', readEnvironmentVariable('THIRD')]\n",
}


def deployed(*parameter_files):
    files = FilesInMemory(FILES)
    load = bicep_loader(files)
    template, diagnostics = read_bicep(files.read("main.bicep").file, load)
    inputs = []
    for path in parameter_files:
        parameters, remarks = read_bicep_parameters(files.read(path).file, load)
        inputs.append(parameters)
        diagnostics = [*diagnostics, *remarks]
    deployment = evaluate_template(template, Inputs(tuple(inputs)), files, lambda _: True)
    assert [*diagnostics, *deployment.diagnostics] == []
    return {resource.address: resource for resource in deployment.resources}


def test_a_filtered_loop_keeps_the_positions_of_its_source():
    found = deployed()
    assert [name for name in found if name.startswith("nets")] == ["nets[1]", "nets[2]"]
    gateway = found["gw"]
    assert gateway.read("properties", "net").data == found["nets[2]"].id
    assert plain(gateway.read("properties", "first")) == "net-a"
    assert plain(gateway.read("properties", "all")) == ["net-a", "net-b", "net-c"]


def test_values_come_through_functions_documents_and_defaults():
    net = deployed()["nets[2]"]
    assert plain(net.read("location")) == "westeurope"
    assert plain(net.read("properties")) == {"doubled": 4, "maybe": "none", "last": "c"}


def test_a_parameter_without_a_value_is_one_of_what_its_type_allows():
    sku = deployed()["gw"].read("properties", "sku", "name")
    assert isinstance(sku, OneOf)
    assert [choice.data for choice in sku.choices] == ["ErGw1AZ", "ErGw3AZ"]


def test_modules_hand_their_outputs_over():
    found = deployed()
    connection = found["conn"]
    assert connection.read("properties", "table").data == found["m[1]/r"].id
    assert plain(connection.read("properties", "spread")) == {"location": "westeurope", "z": 1}
    assert found["m[0]/r"].read("properties", "net").data == found["nets[1]"].id


def test_a_safe_look_into_what_is_not_deployed_is_null():
    assert plain(deployed()["conn"].read("properties", "none")) == "nothing"


def test_a_parameter_file_decides_what_it_can():
    found = deployed("main.bicepparam")
    sku = found["gw"].read("properties", "sku", "name")
    assert isinstance(sku, Known)
    assert sku.data == "ErGw3AZ"
    assert sku.origin.first_written().span.text == "'ErGw3AZ'"
    assert plain(found["nets[1]"].read("properties", "maybe")) == "ErGw3AZ!"
    third = found["nets[2]"].names[0]
    assert isinstance(third, Unknown)
    assert third.because is Because.DEPLOYMENT_CONTEXT
