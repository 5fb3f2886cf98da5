"""JSON values become expressions when they are asked for, each part with its exact place in the file."""

from __future__ import annotations

import pytest
from shown_templates import shown

from fastpath_checks.core.diagnostics import Level
from fastpath_checks.core.spans import SourceFile
from fastpath_checks.core.values import Because
from fastpath_checks.evaluate.arm import template as arm
from fastpath_checks.evaluate.arm.from_json_values import JsonExpression
from fastpath_checks.syntax.jsonc import parse_json


def value_of(text: str) -> JsonExpression:
    file = SourceFile("a.json", text)
    tree, _ = parse_json(file)
    assert tree is not None
    return JsonExpression(file, tree)


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ('"hub"', "'hub'"),
        ("12", "12"),
        ("null", "None"),
        ('[true, {"a": 1.5}]', "[True, {'a': 1.5}]"),
        ("\"[parameters('a').b[0]]\"", "parameters('a').b[0]"),
        ('"[[not an expression]"', "'[not an expression]'"),
        ('"[not an expression"', "'[not an expression'"),
        ("\"[concat('it''s', 1, true(), null())]\"", 'concat("it\'s", 1, True, None)'),
        ('"[TRUE()]"', "True"),
        ("\"[contoso.unique('x')]\"", "contoso.unique('x')"),
        (
            "\"[map(variables('v'), lambda('x', add(lambdaVariables('x'), 1)))]\"",
            "map(variables('v'), (x) => add($x, 1))",
        ),
        ("\"[lambda('a', 'b', lambdaVariables('b'))]\"", "(a, b) => $b"),
        ("{\"[variables('key')]\": 1}", "{variables('key'): 1}"),
        ("\"[parameters('a').?b[?'c']]\"", "parameters('a').?b[?'c']"),
    ],
)
def test_a_value_means_what_it_says(text: str, meaning: str) -> None:
    assert shown(value_of(text)) == meaning


def test_a_copy_among_members_stands_for_the_arrays_that_it_makes() -> None:
    text = """{
      "fixed": 1,
      "copy": [
        {"name": "subnets", "count": "[length(parameters('names'))]", "input": {"name": "[copyIndex('subnets')]"}},
        {"name": "zones", "count": 2, "input": "[string(copyIndex('zones', 1))]"}
      ]
    }"""
    assert shown(value_of(text)) == (
        "{'fixed': 1, "
        "'subnets': [for subnets in range(0, length(parameters('names'))): {'name': copyIndex('subnets')}], "
        "'zones': [for zones in range(0, 2): string(copyIndex('zones', 1))]}"
    )


def test_a_member_that_is_only_called_copy_is_one() -> None:
    assert shown(value_of('{"copy": {"a": 1}}')) == "{'copy': {'a': 1}}"


def test_a_copy_without_count_is_said_and_unknown() -> None:
    node = value_of('{"copy": [{"name": "a", "input": 1}]}').node()
    assert isinstance(node, arm.ObjectNode)
    [member] = node.members
    assert isinstance(member, arm.Member)
    assert isinstance(member.value, arm.Unmodelled)
    assert member.value.diagnostic is not None
    assert member.value.diagnostic.code == "copy-incomplete"


def test_every_part_stands_where_it_was_written() -> None:
    text = '{"name": "[concat(parameters(\'p\').x, \'-gw\')]", "plain": "v"}'
    node = value_of(text).node()
    assert isinstance(node, arm.ObjectNode)
    name, plain = node.members
    assert isinstance(name, arm.Member)
    assert isinstance(plain, arm.Member)
    call = name.value
    assert isinstance(call, arm.Call)
    assert call.span.text == "concat(parameters('p').x, '-gw')"
    assert [argument.span.text for argument in call.arguments] == ["parameters('p').x", "'-gw'"]
    assert (plain.key.span.text, plain.value.span.text) == ('"plain"', '"v"')


def test_where_escapes_shift_offsets_the_whole_text_is_the_place() -> None:
    text = r'"[concat(\u0027a\u0027, parameters(\u0027p\u0027))]"'
    node = value_of(text).node()
    assert shown(node) == "concat('a', parameters('p'))"
    assert isinstance(node, arm.Call)
    assert {node.span.text, *(argument.span.text for argument in node.arguments)} == {text}


def test_an_expression_that_cannot_be_read_is_unknown_and_says_where_it_is_wrong() -> None:
    text = "{\"a\": \"[concat('x' 'y')]\"}"
    node = value_of(text).node()
    assert isinstance(node, arm.ObjectNode)
    [member] = node.members
    assert isinstance(member, arm.Member)
    value = member.value
    assert isinstance(value, arm.Unmodelled)
    assert value.missing.because is Because.UNPARSED
    diagnostic = value.diagnostic
    assert diagnostic is not None
    assert (diagnostic.code, diagnostic.level) == ("syntax-error", Level.ERROR)
    assert diagnostic.span is not None
    assert diagnostic.span.start == text.index("'y'")


@pytest.mark.parametrize("text", ['{"a": 1, b: 2}', "[1, 2", '{"a": {"x" 1}, "b": 2}'])
def test_a_container_with_an_unreadable_part_is_unknown_as_a_whole(text: str) -> None:
    """What seems absent in it may have been written."""
    assert "...?UNPARSED" in shown(value_of(text))


def test_a_value_becomes_nodes_once() -> None:
    value = value_of('{"a": [1, 2]}')
    assert value.node() is value.node()
