from __future__ import annotations

import json

import pytest

from fastpath_checks.core.diagnostics import Level
from fastpath_checks.core.spans import SourceFile
from fastpath_checks.syntax.hcl import nodes, parse_json_configuration


def read(text, path="main.tf.json"):
    text = text if isinstance(text, str) else json.dumps(text, indent=2)
    body, diagnostics = parse_json_configuration(SourceFile(path, text))
    assert diagnostics == []
    return body


def argument(body, name):
    [found] = [one for one in body.attributes if one.name == name]
    return found.value


RESOURCE = """{
  "//": "a comment",
  "resource": {
    "azurerm_virtual_network_gateway": {
      "hub": {
        "//": {"also": "a comment"},
        "name": "hub",
        "sku": "${var.sku}",
        "active_active": true,
        "count": 2,
        "tags": {"a": "b", "${var.c}": "x-${d.e}"},
        "ip_configuration": [{"name": "a"}, {"name": "b"}],
        "depends_on": ["azurerm_subnet.gateway"],
        "provider": "azurerm.hub",
        "lifecycle": {"ignore_changes": ["tags"], "precondition": [{"condition": "${true}"}]},
        "dynamic": {"policy": {"for_each": "${var.p}", "iterator": "q", "content": {"z": "${q.value}"}}}
      }
    }
  }
}
"""


def test_labels_are_nested_keys():
    [block] = read(RESOURCE).blocks
    assert (block.type, block.labels) == ("resource", ("azurerm_virtual_network_gateway", "hub"))
    assert [RESOURCE[start:end] for start, end in block.label_spans] == ['"azurerm_virtual_network_gateway"', '"hub"']
    assert RESOURCE[block.start : block.header_end] == '"hub"'
    assert RESOURCE[block.end - 1] == "}"


def test_strings_are_templates_and_other_values_are_themselves():
    body = read(RESOURCE).blocks[0].body
    name, sku = argument(body, "name"), argument(body, "sku")
    assert isinstance(name, nodes.StringLiteral)
    assert name.value == "hub"
    assert isinstance(sku, nodes.TemplateString)
    [only] = sku.parts
    assert isinstance(only.expression, nodes.GetAttr)
    assert argument(body, "active_active").value is True
    assert argument(body, "count").value == 2
    assert "//" not in [one.name for one in body.attributes]


def test_places_are_those_of_the_json_text():
    body = read(RESOURCE).blocks[0].body
    places = {one.name: RESOURCE[one.value.start : one.value.end] for one in body.attributes}
    assert places["name"] == '"hub"'
    assert places["sku"] == '"${var.sku}"'
    assert places["count"] == "2"
    [sku] = [one for one in body.attributes if one.name == "sku"]
    assert RESOURCE[sku.name_start : sku.name_end] == '"sku"'
    expression = sku.value.parts[0].expression
    assert RESOURCE[expression.start : expression.end] == "var.sku"


def test_an_object_is_an_argument_and_its_keys_are_templates_too():
    tags = argument(read(RESOURCE).blocks[0].body, "tags")
    assert isinstance(tags, nodes.ObjectExpression)
    assert [type(item.key).__name__ for item in tags.items] == ["StringLiteral", "TemplateString"]
    assert RESOURCE[tags.items[1].start : tags.items[1].end] == '"${var.c}": "x-${d.e}"'


def test_what_terraform_takes_for_references_is_read_as_such():
    body = read(RESOURCE).blocks[0].body
    assert isinstance(argument(body, "provider"), nodes.GetAttr)
    [dependency] = argument(body, "depends_on").items
    assert isinstance(dependency, nodes.GetAttr)
    assert RESOURCE[dependency.start : dependency.end] == "azurerm_subnet.gateway"
    [lifecycle] = [block for block in body.blocks if block.type == "lifecycle"]
    assert isinstance(argument(lifecycle.body, "ignore_changes").items[0], nodes.Variable)
    [variable] = read({"variable": {"x": {"type": "list(object({a = string}))"}}}).blocks
    assert isinstance(argument(variable.body, "type"), nodes.Call)


def test_terraforms_own_blocks_and_arrays_of_objects_are_blocks():
    body = read(RESOURCE).blocks[0].body
    assert [(block.type, block.labels) for block in body.blocks] == [
        ("ip_configuration", ()),
        ("ip_configuration", ()),
        ("lifecycle", ()),
        ("dynamic", ("policy",)),
    ]
    dynamic = body.blocks[-1]
    assert isinstance(argument(dynamic.body, "iterator"), nodes.Variable)
    [content] = dynamic.body.blocks
    assert content.type == "content"
    assert [block.type for block in body.blocks[2].body.blocks] == ["precondition"]


@pytest.mark.parametrize(
    "shape",
    [
        {"module": {"a": {"x": 1}, "b": {"x": 2}}},
        {"module": [{"a": {"x": 1}}, {"b": {"x": 2}}]},
        {"module": {"a": [{"x": 1}], "b": {"x": 2}}},
        [{"module": {"a": {"x": 1}}}, {"module": {"b": {"x": 2}}}],
    ],
)
def test_blocks_are_objects_or_arrays_of_objects_at_every_level(shape):
    blocks = read(shape).blocks
    assert [(block.labels, argument(block.body, "x").value) for block in blocks] == [(("a",), 1), (("b",), 2)]


def test_settings_have_their_blocks():
    [settings] = read(
        {"terraform": {"backend": {"azurerm": {"key": "k"}}, "required_providers": {"azurerm": {"version": "~> 4.0"}}}}
    ).blocks
    assert [(block.type, block.labels) for block in settings.body.blocks] == [
        ("backend", ("azurerm",)),
        ("required_providers", ()),
    ]
    assert isinstance(argument(settings.body.blocks[1].body, "azurerm"), nodes.ObjectExpression)


def test_null_is_no_block():
    assert read({"output": None}).blocks == []


def test_an_escaped_string_is_read_and_its_parts_point_at_the_whole_string():
    text = '{"locals": {"a": "${f(\\"x\\", y.z)}\\n"}}'
    value = argument(read(text).blocks[0].body, "a")
    assert isinstance(value, nodes.TemplateString)
    call = value.parts[0].expression
    assert call.arguments[0].value == "x"
    assert value.parts[1].value == "\n"
    place = (text.index('"${'), text.index("}}"))
    assert (value.start, value.end) == place
    assert (call.arguments[1].source.start, call.arguments[1].source.end) == place


def test_a_file_of_values_holds_arguments_and_its_strings_are_what_they_are():
    body = read(
        '{"a": "x", "resource": {"b": [1, null]}, "c": "$${d}", "e": "50 %{", "f": "${SKU}", "g": 1.0}', "x.tfvars.json"
    )
    assert [one.name for one in body.attributes] == ["a", "resource", "c", "e", "f", "g"]
    assert not body.blocks
    assert argument(body, "c").value == "$${d}"
    assert argument(body, "e").value == "50 %{"
    assert isinstance(argument(body, "f"), nodes.TemplateString)
    assert argument(body, "g").value == 1
    assert isinstance(argument(body, "g").value, int)


def broken(text, path="main.tf.json"):
    body, diagnostics = parse_json_configuration(SourceFile(path, text))
    assert body.broken
    assert all(one.level is Level.ERROR for one in diagnostics)
    return body, diagnostics


def test_a_bad_template_loses_only_its_value():
    text = '{"locals": {"a": "${x y}", "b": 1}}'
    body, [diagnostic] = broken(text)
    assert diagnostic.span.text == "y"
    assert diagnostic.summary == "expected '}', found 'y'"
    assert isinstance(argument(body.blocks[0].body, "a"), nodes.Unread)
    assert argument(body.blocks[0].body, "b").value == 1


def test_an_error_in_an_escaped_string_points_at_the_string():
    _, [diagnostic] = broken('{"locals": {"a": "${f(\\"x\\" y)}"}}')
    assert diagnostic.span.text == '"${f(\\"x\\" y)}"'


@pytest.mark.parametrize(
    ("text", "code", "marked"),
    [
        ('{"module": {"a": "x"}}', "syntax-error", '"x"'),
        ('{"module": [[{"a": {}}]]}', "syntax-error", '[{"a": {}}]'),
        ('{"resource": {"a": 1}}', "syntax-error", "1"),
        ('"x"', "syntax-error", '"x"'),
        ('{"module": {"a": {}}, "module": {"b": {}}}', "duplicate-key", '"module"'),
        ('{"module": {"a": {"x": }}}', "syntax-error", None),
        ("", "syntax-error", None),
    ],
)
def test_what_is_wrong_is_said_with_its_place(text, code, marked):
    _, diagnostics = broken(text)
    assert diagnostics[0].code == code
    if marked is not None:
        assert diagnostics[0].span.text == marked


def test_a_value_nested_too_deep_is_a_diagnostic():
    _, [diagnostic] = broken('{"locals": {"a": "${' + "[" * 5000 + '}"}}')
    assert diagnostic.code == "nested-too-deep"
