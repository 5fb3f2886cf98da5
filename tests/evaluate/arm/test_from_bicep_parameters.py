from __future__ import annotations

from files_in_memory import FilesInMemory
from hypothesis import given, settings
from hypothesis import strategies as st
from shown_templates import shown

from fastpath_checks.core.diagnostics import Level
from fastpath_checks.core.values import plain
from fastpath_checks.evaluate.arm import evaluate_template
from fastpath_checks.evaluate.arm.from_bicep import bicep_loader, read_bicep
from fastpath_checks.evaluate.arm.from_bicep_parameters import read_bicep_parameters
from fastpath_checks.evaluate.arm.template import Inputs


def read(text, **others):
    files = FilesInMemory({"env/main.bicepparam": text, **others})
    return read_bicep_parameters(files.read("env/main.bicepparam").file, bicep_loader(files))


def values(parameters):
    return {name: shown(value) for name, value in parameters.values.items()}


def test_values_may_use_variables_imports_and_each_other():
    parameters, diagnostics = read(
        """\
using '../main.bicep'
import { start } from '../team.bicep'
var suffix = 'AZ'
param sku = '${start}3${suffix}'
param same = sku
""",
        **{"team.bicep": "@export()\nvar start = 'ErGw'\n"},
    )
    assert diagnostics == []
    assert parameters.using == "../main.bicep"
    assert values(parameters) == {
        "sku": "format('{0}3{1}', variables('team.bicep#start'), variables('suffix'))",
        "same": "variables('param sku')",
    }
    assert {name: shown(value) for name, value in parameters.variables.items()} == {
        "suffix": "'AZ'",
        "param sku": values(parameters)["sku"],
        "param same": "variables('param sku')",
        "team.bicep#start": "'ErGw'",
    }


def test_what_only_the_deploying_machine_knows_is_unknown():
    text = "using none\nparam a = readEnvironmentVariable('A', 'b')\nparam b = az.getSecret('s', 'r', 'v', 'n')\n"
    parameters, diagnostics = read(text)
    assert diagnostics == []
    assert parameters.using is None
    assert values(parameters) == {
        "a": "?DEPLOYMENT_CONTEXT(readEnvironmentVariable('A', 'b'))",
        "b": "?SENSITIVE(az.getSecret('s', 'r', 'v', 'n'))",
    }


def test_a_file_takes_over_what_it_extends_and_may_override_it():
    parameters, diagnostics = read(
        "using '../main.bicep'\nextends '../team.bicepparam'\nparam a = 'own'\nparam c = base.a\n",
        **{"team.bicepparam": "using none\nvar v = 'shared'\nparam a = v\nparam b = 'b-${a}'\n"},
    )
    assert diagnostics == []
    assert parameters.using == "../main.bicep"
    assert values(parameters) == {
        "a": "'own'",
        "b": "format('b-{0}', variables('team.bicepparam#1 param a'))",
        "c": "variables('team.bicepparam#1 param a')",
    }
    assert shown(parameters.variables["team.bicepparam#1 param a"]) == "variables('team.bicepparam#1 v')"
    assert shown(parameters.variables["team.bicepparam#1 v"]) == "'shared'"


def test_files_that_extend_each_other_end_with_a_diagnostic():
    _, [diagnostic] = read("using none\nextends './main.bicepparam'\n")
    assert diagnostic.code == "extends-cycle"


def test_a_missing_extended_file_is_a_warning():
    parameters, [diagnostic] = read("using none\nextends './nowhere.bicepparam'\nparam a = 1\n")
    assert (diagnostic.level, diagnostic.span.text) == (Level.WARNING, "'./nowhere.bicepparam'")
    assert values(parameters) == {"a": "1"}


def test_placeholders_are_unknown_with_one_note():
    text = "using 'm.bicep'\nparam a = '#{sku}#'\nparam b = 'x-#{size}#-${c}'\nparam c = 'fine'\n"
    parameters, [note] = read(text)
    assert (note.code, note.level, note.span.text) == ("placeholder", Level.NOTE, "'#{sku}#'")
    assert values(parameters) == {
        "a": "?OUTSIDE_THE_FILES(#{sku}#)",
        "b": "?OUTSIDE_THE_FILES(#{size}#)",
        "c": "'fine'",
    }


def test_a_bad_statement_loses_only_itself():
    parameters, [diagnostic] = read("using none\nparam a =\nparam b = 2\n")
    assert diagnostic.code == "syntax-error"
    assert values(parameters) == {"a": "?UNPARSED(a)", "b": "2"}


SAMPLE = """\
using '../main.bicep'
extends 'team.bicepparam'
import { start } from 'types.bicep'
var suffix = { a: ['${start}', readEnvironmentVariable('A')] }
param sku = base.sku ?? '${suffix.a[0]}-#{x}#'
param same = [for i in range(0, 2): { ...suffix, b: i, c: sku }]
"""
OTHERS = {
    "env/team.bicepparam": "using none\nparam sku = 'a'\n",
    "env/types.bicep": "@export()\nvar start = 'ErGw'\n",
}


@settings(max_examples=100, deadline=None)
@given(st.integers(0, len(SAMPLE)), st.integers(0, 12), st.sampled_from(["", "'", "{", "}", "[", "${", "\n", "=", "a"]))
def test_mutated_text_ends_in_values_and_diagnostics(at, removed, inserted):
    parameters, diagnostics = read(SAMPLE[:at] + inserted + SAMPLE[at + removed :], **OTHERS)
    values(parameters)
    for diagnostic in diagnostics:
        assert 0 <= diagnostic.span.start <= diagnostic.span.end <= len(diagnostic.span.file.text)


def test_functions_of_the_file_and_imported_ones_are_evaluated():
    text = """\
using 'main.bicep'
import { sized } from 'team.bicep'
extends 'below.bicepparam'
func zonal(sku string) string => '${sku}AZ'
param sku = zonal(sized(3))
"""
    others = {
        "env/team.bicep": "@export()\nfunc sized(n int) string => '${start()}${n}'\nfunc start() string => 'ErGw'\n",
        "env/below.bicepparam": "using none\nfunc twice(s string) string => '${s}${s}'\nparam other = twice('ab')\n",
    }
    files = FilesInMemory(
        {
            "env/main.bicepparam": text,
            "env/main.bicep": "param sku string\nparam other string\noutput both array = [sku, other]\n",
            **others,
        }
    )
    load = bicep_loader(files)
    parameters, remarks = read_bicep_parameters(files.files["env/main.bicepparam"], load)
    template, more = read_bicep(files.files["env/main.bicep"], load)
    deployment = evaluate_template(template, Inputs((parameters,)), files, lambda type: True)
    assert [*remarks, *more, *deployment.diagnostics] == []
    assert plain(deployment.outputs["both"]) == ["ErGw3AZ", "abab"]
