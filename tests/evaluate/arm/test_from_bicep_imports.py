from __future__ import annotations

import pytest
from files_in_memory import FilesInMemory
from shown_templates import shown

from fastpath_checks.core.diagnostics import Level
from fastpath_checks.core.values import plain
from fastpath_checks.evaluate.arm import evaluate_template
from fastpath_checks.evaluate.arm.from_bicep import bicep_loader, read_bicep
from fastpath_checks.evaluate.arm.template import Inputs

SHARED = """\
import * as deeper from 'deeper.bicep'
@export()
var sku = '${prefix}3AZ'
var prefix = deeper.start
@export()
func next(n int) int => plus(n, 1)
func plus(a int, b int) int => a + b
@export()
type size = small | 'l'
type small = 's'
param own string
@export()
var wrong = own
"""
FILES = {
    "lib/shared.bicep": SHARED,
    "lib/deeper.bicep": "@export()\nvar start = 'ErGw'\n",
}


def read(text, **others):
    files = FilesInMemory({"main.bicep": text, **FILES, **others})
    return read_bicep(files.read("main.bicep").file, bicep_loader(files))


def test_an_imported_variable_comes_with_those_that_it_uses():
    template, diagnostics = read("import { sku as chosen } from 'lib/shared.bicep'\noutput o string = chosen\n")
    assert diagnostics == []
    assert shown(template.outputs["o"].value) == "variables('lib/shared.bicep#sku')"
    assert {name: shown(value) for name, value in template.variables.items()} == {
        "lib/shared.bicep#sku": "format('{0}3AZ', variables('lib/shared.bicep#prefix'))",
        "lib/shared.bicep#prefix": "variables('lib/deeper.bicep#start')",
        "lib/deeper.bicep#start": "'ErGw'",
    }


@pytest.mark.parametrize(
    ("statement", "call"),
    [
        ("import { next } from 'lib/shared.bicep'", "next(1)"),
        ("import * as lib from 'lib/shared.bicep'", "lib.next(1)"),
    ],
)
def test_an_imported_function_comes_with_those_that_it_calls(statement, call):
    template, diagnostics = read(f"{statement}\noutput o int = {call}\n")
    assert diagnostics == []
    assert shown(template.outputs["o"].value) == "__bp.lib/shared.bicep#next(1)"
    assert {name: shown(function.body) for name, function in template.functions.items()} == {
        "__bp.lib/shared.bicep#next": "__bp.lib/shared.bicep#plus(parameters('n'), 1)",
        "__bp.lib/shared.bicep#plus": "add(parameters('a'), parameters('b'))",
    }


@pytest.mark.parametrize(
    "statement", ["import { size } from 'lib/shared.bicep'", "import * as t from 'lib/shared.bicep'"]
)
def test_an_imported_type_limits_what_a_parameter_takes(statement):
    name = "size" if "{" in statement else "t.size"
    template, diagnostics = read(f"{statement}\nparam p {name}\n")
    assert diagnostics == []
    assert shown(template.parameters["p"].allowed) == "['s', 'l']"
    assert template.parameters["p"].allowed.items[0].span.file.path == "lib/shared.bicep"


def test_an_exported_value_cannot_see_the_parameters_of_its_file():
    template, _ = read("import { wrong } from 'lib/shared.bicep'\noutput o string = wrong\n")
    assert shown(template.variables["lib/shared.bicep#wrong"]).startswith("?UNMODELLED")


def test_what_is_not_exported_is_an_error_at_the_import():
    template, [diagnostic] = read("import { nothing } from 'lib/shared.bicep'\noutput o string = nothing\n")
    assert (diagnostic.code, diagnostic.level) == ("import-not-found", Level.ERROR)
    assert diagnostic.span.text == "'lib/shared.bicep'"
    assert shown(template.outputs["o"].value) == "?ERROR(nothing from 'lib/shared.bicep')"


@pytest.mark.parametrize("path", ["nowhere.bicep", "br/public:avm/utl/types/avm-common-types:0.5.1"])
def test_a_value_from_outside_the_files_is_unknown_with_one_warning(path):
    text = f"import {{ a, b }} from '{path}'\noutput o array = [a, b, a]\n"
    template, [diagnostic] = read(text)
    assert (diagnostic.code, diagnostic.level) == ("import-not-found", Level.WARNING)
    unknown = f"?OUTSIDE_THE_FILES(a from '{path}')"
    assert shown(template.outputs["o"].value) == f"[{unknown}, {unknown.replace('(a', '(b')}, {unknown}]"


def test_types_of_a_registry_are_not_worth_a_warning():
    template, diagnostics = read("import { lockType } from 'br/public:x:1'\nparam p lockType\n")
    assert diagnostics == []
    assert template.parameters["p"].type == "any"


def test_files_that_import_from_each_other_end():
    others = {
        "a.bicep": "import { y } from 'b.bicep'\n@export()\nvar x = y\n",
        "b.bicep": "import { x } from 'a.bicep'\n@export()\nvar y = x\n",
    }
    template, diagnostics = read("import { x } from 'a.bicep'\noutput o string = x\n", **others)
    assert diagnostics == []
    assert shown(template.variables["b.bicep#y"]) == "variables('a.bicep#x')"


def test_an_error_in_an_imported_file_is_told():
    others = {"a.bicep": "@export()\nvar x = \n@export()\nvar y = 1\n"}
    template, [diagnostic] = read("import { x, y } from 'a.bicep'\noutput o array = [x, y]\n", **others)
    assert (diagnostic.code, diagnostic.span.file.path) == ("syntax-error", "a.bicep")
    assert shown(template.outputs["o"].value) == "[?UNPARSED(x from 'a.bicep'), variables('a.bicep#y')]"


COMPILED = """\
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "definitions": {
    "size": {"type": "string", "allowedValues": ["s", "l"]},
    "maybe": {"type": "object", "nullable": true}
  },
  "functions": [{"namespace": "__bicep", "members": {
    "next": {"parameters": [{"name": "n", "type": "int"}],
             "output": {"value": "[__bicep.plus(parameters('n'), 1)]"}},
    "plus": {"parameters": [{"name": "a", "type": "int"}, {"name": "b", "type": "int"}],
             "output": {"value": "[add(parameters('a'), parameters('b'))]"}}}}],
  "variables": {"sku": "[format('{0}3AZ', variables('start'))]", "start": "ErGw"},
  "resources": []
}
"""


@pytest.mark.parametrize(
    ("reference", "path"),
    [("lib.json", "lib.json"), ("br:r.azurecr.io/lib:v1", "cache/br/r.azurecr.io/lib/v1$/main.json")],
)
def test_a_compiled_template_exports_too(reference, path):
    text = f"""\
import {{ sku, next, size, maybe }} from '{reference}'
param chosen size
param other maybe
var start = 'mine'
output o array = [sku, next(2), start, other]
"""
    files = FilesInMemory({"main.bicep": text, path: COMPILED})
    template, diagnostics = read_bicep(files.files["main.bicep"], bicep_loader(files, "cache"))
    assert diagnostics == []
    assert shown(template.parameters["chosen"].allowed) == "['s', 'l']"
    deployment = evaluate_template(template, Inputs(), files, lambda type: True)
    assert deployment.diagnostics == []
    assert plain(deployment.outputs["o"]) == ["ErGw3AZ", 3, "mine", None]
