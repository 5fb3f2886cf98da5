from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fastpath_checks.core.diagnostics import Level
from fastpath_checks.core.spans import SourceFile
from fastpath_checks.syntax.hcl import (
    list_comments,
    nodes,
    parse_configuration,
    parse_expression,
    parse_json_configuration,
    parse_template,
)

BEFORE = 'variable "before" {\n  type = string\n}\n\n'
AFTER = '\nvariable "after" {\n  type = string\n}\n'


def read(text):
    return parse_configuration(SourceFile("main.tf", text))


def outline(body):
    """Arguments by name with whether they were read, then blocks."""
    items = {one.name: not isinstance(one.value, nodes.Unread) for one in body.attributes}
    items.update({" ".join((block.type, *block.labels)): outline(block.body) for block in body.blocks})
    return items


@pytest.mark.parametrize(
    ("line", "summary", "marked"),
    [
        ("x = ", "expected a value, found the end of the line", ""),
        ("x = [1, 2", "expected ',' or ']', found 'next'", "next"),
        ("x = merge(a,", "expected ',' or ')', found '='", "="),
        ('x = "abc', "a string is not closed on its line", '"abc'),
        ('x = "${abc"', "expected '}', found a string", '"'),
        ('x = "a\\qb"', "\\q is no escape sequence", "\\q"),
        ("x = 'abc'", "strings are written in double quotes", "'"),
        ("x = 1 2", "expected the end of the line, found '2'", "2"),
        ("x = a ? b", "expected ':' and the value for false, found the end of the line", ""),
        ("x = @", "unexpected '@'", "@"),
        ("x = (1 + ", "expected an operator or ')', found '='", "="),
        ("x : 1", "expected '=' and a value, or '{' and a block, found ':'", ":"),
        ("x = {\n    a = \n    b = 2\n  }", "expected a value, found the end of the line", ""),
        ("x = {\n    a 1\n    b = 2\n  }", "expected '=' and a value, found '1'", "1"),
        ("x = f(\n    [1 2],\n    3\n  )", "expected ',' or ']', found '2'", "2"),
        ("x = <<-EOT\n    ${a b}\n    next = 3\n    EOT", "expected '}', found 'b'", "b"),
        ("x = <<-EOT\n    %{ endif }\n  EOT", "there is no %{ if } that this belongs to", "%{ endif }"),
    ],
)
def test_a_bad_argument_loses_only_its_value(line, summary, marked):
    text = f'{BEFORE}resource "a" "b" {{\n  first = 1\n  {line}\n  next = 3\n}}\n{AFTER}'
    body, diagnostics = read(text)
    assert [one.summary for one in diagnostics] == [summary]
    assert diagnostics[0].span.text == marked
    assert all(one.code == "syntax-error" and one.level is Level.ERROR for one in diagnostics)
    assert outline(body) == {
        "variable before": {"type": True},
        "resource a b": {"first": True, "x": False, "next": True},
        "variable after": {"type": True},
    }
    assert [block.body.broken for block in body.blocks] == [False, True, False]


@pytest.mark.parametrize(
    "block",
    [
        'resource "a" 5 {\n  x = 1\n  y {\n    z = 2\n  }\n}\n',
        'resource "a" "${b}" {\n  x = 1\n}\n',
        'resource "a" "b {\n  x = 1\n}\n',
        'resource "a" "b" = {\n  x = 1\n}\n',
        "{{placeholder}}\n",
        '"resource" {\n}\n',
        "output x { value = 1, sensitive = true }\n",
        "output x { value = [\n",
        "= 1\n",
        "]\n",
    ],
)
def test_a_bad_block_loses_only_itself(block):
    body, diagnostics = read(BEFORE + block + AFTER)
    assert [(one.code, one.level) for one in diagnostics] == [("syntax-error", Level.ERROR)]
    assert outline(body) == {"variable before": {"type": True}, "variable after": {"type": True}}
    assert body.broken


def test_several_errors_of_a_file_are_reported_in_order():
    text = 'a = \nb = 1\nc = [\nd = 2\ne = @\nx {\n  f = "\n}\ng = 3\n'
    body, diagnostics = read(text)
    assert [one.span.location().line for one in diagnostics] == [1, 4, 5, 7]
    assert outline(body) == {"a": False, "b": True, "c": False, "d": True, "e": False, "g": True, "x": {"f": False}}


def test_a_block_that_is_not_closed_ends_where_the_indentation_says():
    text = 'resource "a" "b" {\n  x = 1\n\nresource "c" "d" {\n  y = 1\n}\nlocals {\n  z = 1\n}\n'
    body, [diagnostic] = read(text)
    assert diagnostic.summary == "a block is not closed"
    assert diagnostic.span.text == 'resource "a" "b"'
    assert diagnostic.hint == "Close it with } before line 4."
    assert outline(body) == {"resource a b": {"x": True}, "resource c d": {"y": True}, "locals": {"z": True}}
    assert body.broken
    assert body.blocks[0].body.broken


def test_a_nested_block_that_is_not_closed_ends_where_the_indentation_says():
    text = 'resource "a" "b" {\n  ip {\n    x = 1\n  name = "y"\n}\n\nlocals {\n  z = 1\n}\n'
    body, [diagnostic] = read(text)
    assert diagnostic.span.text == "ip"
    assert outline(body) == {"resource a b": {"name": True, "ip": {"x": True}}, "locals": {"z": True}}


def test_without_indentation_the_words_of_the_top_level_end_an_open_block():
    body, [diagnostic] = read('resource "a" "b" {\nx = 1\nlocals {\ny = 1\n}\n')
    assert diagnostic.summary == "a block is not closed"
    assert outline(body) == {"resource a b": {"x": True}, "locals": {"y": True}}


def test_a_brace_too_many_is_said():
    body, [diagnostic] = read("x {\n}\n}\ny {\n}\n")
    assert diagnostic.summary == "there is no block that this closes"
    assert outline(body) == {"x": {}, "y": {}}


def test_a_line_end_is_missed_between_blocks_and_both_are_kept():
    body, [diagnostic] = read("x {} y {\n  a = 1\n}\n")
    assert diagnostic.summary == "expected the end of the line, found 'y'"
    assert outline(body) == {"x": {}, "y": {"a": True}}


@pytest.mark.parametrize(
    "deep",
    ["(" * 5000, "[" * 5000, "{a=" * 5000, "f(" * 5000, '"${' * 5000, "!" * 5000, "a ? b : " * 5000, "a[" * 5000,
     "[for x in " * 5000, '"%{ if a }' + "%{ if a }" * 5000 + '"', "1+[" * 5000, "<<E\n${" * 5000],
)  # fmt: skip
def test_what_is_nested_too_deep_is_a_diagnostic(deep):
    body, diagnostics = read(f"a = {deep}\nb = 1\n")
    assert "nested-too-deep" in {one.code for one in diagnostics}
    assert isinstance(body.attributes[0].value, nodes.Unread)
    _, diagnostics = parse_expression(SourceFile("x", deep))
    assert [one.code for one in diagnostics] == ["nested-too-deep"]


def test_blocks_nested_too_deep_are_a_diagnostic():
    text = "".join(" " * depth + "x {\n" for depth in range(300))
    text += "".join(" " * depth + "}\n" for depth in reversed(range(300)))
    body, diagnostics = read(text + "y {\n}\n")
    assert [one.code for one in diagnostics] == ["nested-too-deep"]
    assert [block.type for block in body.blocks] == ["x", "y"]


def test_a_hundred_levels_are_read():
    for opener, closer in (("(", ")"), ("[", "]"), ("f(", ")"), ("{a=", "}"), ("1+[", "]")):
        _, diagnostics = parse_expression(SourceFile("x", opener * 100 + "1" + closer * 100))
        assert diagnostics == []


@pytest.mark.parametrize(
    "text",
    ["a = {\n" * 3000, 'a = "${\n' * 3000, "a = [\n" * 3000, "".join(f"a = <<E{n}\n" for n in range(3000)),
     "/*\n" * 3000, "x {\n" * 3000, "a = 1" + " " * 30000 + "\x01", 'x "' * 3000, 'a = "' + "$" * 30000],
)  # fmt: skip
def test_much_that_is_wrong_is_given_up_soon(text):
    _, diagnostics = read(text)
    assert 1 <= len(diagnostics) <= 20
    list_comments(SourceFile("main.tf", text))


SAMPLE = """\
resource "azurerm_express_route_connection" "x" {
  for_each = { for k, v in var.m : k => v... if v != null && !contains([1, "a"], v.b[0].*.c) }
  name     = "a-${each.key ~}-%{ if true }b%{ else }$${c}%{ endif }"
  text     = <<-EOT
    line ${upper("x")} \\n
      other %{ for i in l ~} ${i} %{ endfor }
    EOT
  dynamic "y" {
    content { z = -1.5e3 }
  }
} # end
"""
PIECES = st.sampled_from(
    ["{", "}", "[", "]", "(", ")", '"', "${", "%{", "~}", "<<EOT\n", "EOT\n", "\n", "=", "=>", "...", "::", "*", ".",
     ",", "a", "for", "in", "if", "else", "endif", "1", "1.5", "\\", "/*", "*/", "#", "//", "?", ":", "!", "-", "\r",
     "\x00", "é", " ", "x {\n", "a = ", "\ufeff"]
)  # fmt: skip


def check(text):
    file = SourceFile("main.tf", text)
    body, diagnostics = parse_configuration(file)
    for one in diagnostics:
        assert 0 <= one.span.start <= one.span.end <= len(text)
    for attribute in body.attributes:
        assert 0 <= attribute.name_start < attribute.name_end <= attribute.end <= len(text)
    parse_expression(file)
    parse_template(file)
    comments = list_comments(file)
    assert all(one.end <= other.start for one, other in pairwise(comments))
    parse_json_configuration(SourceFile("main.tf.json", text))


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_random_text_never_raises(text):
    check(text)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(SAMPLE)), st.integers(0, 12), st.lists(PIECES, max_size=3).map("".join))
def test_a_mutated_file_never_raises(at, removed, inserted):
    check(SAMPLE[:at] + inserted + SAMPLE[at + removed :])


def test_the_sample_is_right_before_it_is_mutated():
    assert read(SAMPLE)[1] == []
