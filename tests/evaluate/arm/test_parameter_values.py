from __future__ import annotations

import pytest
from evaluated_templates import arm, bicep

from fastpath_checks.core.diagnostics import Level
from fastpath_checks.core.spans import OriginKind
from fastpath_checks.core.values import Because, Known, OneOf, Unknown, plain


def sku(declared, *files, given=None):
    template = {
        "parameters": {"sku": {"type": "string", **declared}},
        "resources": [{"type": "A.B/c", "name": "n", "sku": "[parameters('sku')]"}],
    }
    deployment = arm(template, *files, given=given)
    return deployment.resources[0].read("sku"), deployment


def test_the_default_counts_where_nothing_is_given():
    value, _ = sku({"defaultValue": "S"})
    assert plain(value) == "S"
    assert value.origin.first_written().kind is OriginKind.VARIABLE_DEFAULT
    assert value.origin.first_written().span.text == '"S"'


def test_a_file_beats_the_default_a_later_file_an_earlier_one_and_the_command_line_all():
    files = ({"SKU": "one"}, {"sku": "two"})
    value, deployment = sku({"defaultValue": "S"}, *files)
    assert plain(value) == "two"
    assert value.origin.first_written().kind is OriginKind.VARIABLE_GIVEN
    assert value.origin.first_written().span.file.path == "1.parameters.json"
    assert deployment.diagnostics == []
    value, _ = sku({"defaultValue": "S"}, *files, given={"sKu": Known("three")})
    assert plain(value) == "three"


def test_a_given_null_leaves_the_default():
    value, _ = sku({"defaultValue": "S"}, {"sku": None})
    assert plain(value) == "S"


def test_without_a_value_it_is_one_of_the_allowed_ones():
    value, _ = sku({"allowedValues": ["a", "b"]})
    assert isinstance(value, OneOf)
    assert [choice.data for choice in value.choices] == ["a", "b"]
    assert [(one.because, one.name) for one in value.missing] == [(Because.NO_DEFAULT, "parameters('sku')")]


def test_without_a_value_it_is_unknown_by_its_name():
    value, _ = sku({})
    assert isinstance(value, Unknown)
    assert [(one.because, one.name) for one in value.missing] == [(Because.NO_DEFAULT, "parameters('sku')")]
    assert value.residual == "parameters('sku')"


def test_a_nullable_one_is_null():
    value, _ = sku({"nullable": True})
    assert isinstance(value, Known)
    assert value.data is None


@pytest.mark.parametrize("files", [(), ({"sku": "topsecret"},)])
def test_a_secret_is_never_shown(files):
    value, _ = sku({"type": "securestring", "defaultValue": "hidden"}, *files)
    assert isinstance(value, Unknown)
    assert value.because is Because.SENSITIVE


def test_a_name_that_is_not_declared_is_said_with_the_nearest_one():
    _, deployment = sku({}, {"skuu": "x"})
    [diagnostic] = deployment.diagnostics
    assert (diagnostic.code, diagnostic.level) == ("undeclared-parameter", Level.WARNING)
    assert diagnostic.hint == "did you mean 'sku'?"


def test_a_parameter_whose_default_is_itself_is_a_cycle():
    text = "param a string = b\nparam b string = a\nresource r 'A.B/c@1' = { name: 'n', tags: { a: a } }\n"
    deployment = bicep(text)
    value = deployment.resources[0].read("tags", "a")
    assert isinstance(value, Unknown)
    assert value.because is Because.CYCLE
    assert [(one.code, one.level) for one in deployment.diagnostics] == [("cycle", Level.ERROR)]


def test_a_module_gets_what_the_call_says_and_falls_to_its_defaults_for_null():
    main = "param given bool?\nmodule m 'm.bicep' = { params: { forwarded: given, name: 'x' } }\n"
    module = "param forwarded bool = true\nparam name string\nparam lacking string\n"
    module += "resource r 'A.B/c@1' = { name: name, tags: { f: forwarded, l: lacking } }\n"
    resource = bicep(main, m=module).resources[0]
    assert plain(resource.read("tags", "f")) is True
    assert resource.name == "x"
    assert resource.read("tags", "l").residual == "m/param lacking"
