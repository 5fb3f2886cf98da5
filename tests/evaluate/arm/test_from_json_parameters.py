"""What an ARM parameter file gives."""

from __future__ import annotations

import pytest
from shown_templates import shown

from fastpath_checks.core.diagnostics import Diagnostic, Level
from fastpath_checks.core.spans import SourceFile
from fastpath_checks.evaluate.arm.from_json import read_parameters
from fastpath_checks.evaluate.arm.placeholders import placeholder_in
from fastpath_checks.syntax.jsonc import JsonObject, parse_json


def read(text: str) -> tuple[dict[str, str], list[Diagnostic]]:
    file = SourceFile("a.parameters.json", text)
    tree, _ = parse_json(file)
    assert isinstance(tree, JsonObject)
    found, diagnostics = read_parameters(file, tree)
    assert found.file is file
    assert (found.using, found.variables) == (None, {})
    return {name: shown(value) for name, value in found.values.items()}, diagnostics


def test_values_are_as_written_and_expressions_have_no_meaning() -> None:
    values, diagnostics = read(
        """{
          "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#",
          "contentVersion": "1.0.0.0",
          "parameters": {
            "sku": {"value": "ErGw1AZ"},
            "flag": {"value": true},
            "nothing": {"value": null},
            "nested": {"value": {"a": [1, {"b": "[parameters('x')]"}]}},
            "doubled": {"value": "[[x]"}
          }
        }"""
    )
    assert values == {
        "sku": "'ErGw1AZ'",
        "flag": "True",
        "nothing": "None",
        "nested": "{'a': [1, {'b': \"[parameters('x')]\"}]}",
        "doubled": "'[[x]'",
    }
    assert diagnostics == []


def test_a_bare_object_is_taken_for_the_parameters() -> None:
    assert read('{"a": {"value": 1}}') == ({"a": "1"}, [])


def test_secrets_and_what_only_the_deployment_computes_are_unknown() -> None:
    values, diagnostics = read(
        '{"parameters": {"key": {"reference": {"keyVault": {"id": "k"}, "secretName": "psk"}},'
        ' "late": {"expression": "[externalInputs(\'x\')]"}}}'
    )
    assert values == {
        "key": '?SENSITIVE(the secret "psk")',
        "late": "?OUTSIDE_THE_FILES(the value of parameter 'late')",
    }
    assert diagnostics == []


def test_placeholders_are_unknown_with_one_note() -> None:
    text = (
        '{"parameters": {"a": {"value": "rg-${ENV}"}, "b": {"value": {"n": "<Name of it>", "m": 1}},'
        ' "c": {"value": ["{{token}}", "#{x}#"]}}}'
    )
    values, [note] = read(text)
    assert values == {
        "a": "?OUTSIDE_THE_FILES(${ENV})",
        "b": "{'n': ?OUTSIDE_THE_FILES(<Name of it>), 'm': 1}",
        "c": "[?OUTSIDE_THE_FILES({{token}}), ?OUTSIDE_THE_FILES(#{x}#)]",
    }
    assert (note.code, note.level) == ("placeholder", Level.NOTE)
    assert "${ENV}, <Name of it>, {{token}} and 1 more" in note.summary
    assert note.span is not None
    assert note.span.text == '"rg-${ENV}"'


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("${VAR}", "${VAR}"),
        ("a-$(Build.Id)-b", "$(Build.Id)"),
        ("<your-name>", "<your-name>"),
        ("{{ token }}", "{{ token }}"),
        ("#{token}#", "#{token}#"),
        ("#{token}", "#{token}"),
        ("10.0.0.0/16", None),
        ("a < b > c", None),
        ("{plain}", None),
        ("$", None),
        ("<1>", None),
    ],
)
def test_what_a_placeholder_is(text: str, found: str | None) -> None:
    assert placeholder_in(text) == found


@pytest.mark.parametrize(
    ("text", "code", "at"),
    [
        ('{"parameters": {"a": 1}}', "parameter-without-value", '"a"'),
        ('{"parameters": {"a": {"val": 1}}}', "parameter-without-value", '"a"'),
        ('{"parameters": [1]}', "parameters-structure", "[1]"),
    ],
)
def test_what_gives_no_value_is_said_at_its_place(text: str, code: str, at: str) -> None:
    _, [diagnostic] = read(text)
    assert (diagnostic.code, diagnostic.level) == (code, Level.ERROR)
    assert diagnostic.span is not None
    assert diagnostic.span.start == text.index(at)


def test_a_value_that_cannot_be_read_is_unknown() -> None:
    values, diagnostics = read('{"parameters": {"a": {"value": oops}, "b": {"value": [1, oops]}, "c": {"value": 2}}}')
    assert values == {
        "a": "?UNPARSED(a value that could not be read)",
        "b": "[1, ?UNPARSED(a value that could not be read), ...?UNPARSED(items)]",
        "c": "2",
    }
    assert diagnostics == []
