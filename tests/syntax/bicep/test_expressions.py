from __future__ import annotations

import pytest

from fastpath_checks.core.spans import SourceFile
from fastpath_checks.syntax.bicep import parse_bicep
from fastpath_checks.syntax.bicep.nodes import (
    Access,
    Array,
    Binary,
    Call,
    Child,
    Constant,
    For,
    Identifier,
    Index,
    InterpolatedString,
    Lambda,
    NotNull,
    Object,
    Parenthesized,
    Property,
    Spread,
    String,
    Ternary,
    Unary,
)


def value_of(text):
    program, diagnostics = parse_bicep(SourceFile("main.bicep", f"var x = {text}\n"))
    assert diagnostics == []
    return program.statements[0].value


def shape(node):
    """An expression, fully parenthesized."""
    match node:
        case Binary(operator, left, right):
            return f"({shape(left)} {operator} {shape(right)})"
        case Unary(operator, operand):
            return f"({operator}{shape(operand)})"
        case Ternary(condition, yes, no):
            return f"({shape(condition)} ? {shape(yes)} : {shape(no)})"
        case Parenthesized(inner):
            return shape(inner)
        case Identifier(name):
            return name
        case Constant(value):
            return str(value).lower()
        case Access(source, name):
            return f"{shape(source)}.{name.name}"
        case NotNull(source):
            return f"{shape(source)}!"
    raise AssertionError(node)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a + b * c", "(a + (b * c))"),
        ("a - b - c", "((a - b) - c)"),
        ("a || b && c", "(a || (b && c))"),
        ("a ?? b || c", "(a ?? (b || c))"),
        ("a == b && c != d", "((a == b) && (c != d))"),
        ("a < b == c >= d", "((a < b) == (c >= d))"),
        ("a =~ b", "(a =~ b)"),
        ("!a.b && -c < 1", "((!a.b) && ((-c) < 1))"),
        ("!!a", "(!(!a))"),
        ("a ? b : c ? d : e", "(a ? b : (c ? d : e))"),
        ("a ?? b ? c : d", "((a ?? b) ? c : d)"),
        ("(a + b) % c", "((a + b) % c)"),
        ("a! != b", "(a! != b)"),
    ],
)
def test_operators_bind_as_the_language_says(text, expected):
    assert shape(value_of(text)) == expected


def test_a_condition_may_run_over_several_lines():
    assert shape(value_of("a\n  ? b\n  : c")) == "(a ? b : c)"


def test_an_operator_at_the_end_of_a_line_continues_it():
    assert shape(value_of("a &&\n  b")) == "(a && b)"


def test_every_way_to_reach_into_a_value_has_its_own_node():
    match value_of("a::b.?c[?^1].d(e)!"):
        case NotNull(Call(Identifier("d"), (Identifier("e"),), source=Index() as index)):
            assert index.safe
            assert index.from_end
            match index.source:
                case Access(Child(Identifier("a"), Identifier("b")), Identifier("c")) as access:
                    assert access.safe
                    return
    raise AssertionError


def test_strings_resolve_their_escapes():
    match value_of(r"'a\'b\\c\n\t\u{1F600}\${d}$e'"):
        case String(value):
            assert value == "a'b\\c\n\t\U0001f600${d}$e"
        case other:
            raise AssertionError(other)


def test_an_interpolated_string_alternates_texts_and_expressions():
    match value_of("'${a}-${'x${b}y'}z'"):
        case InterpolatedString(("", Identifier("a"), "-", InterpolatedString(("x", Identifier("b"), "y")), "z")):
            return
    raise AssertionError


def test_an_object_inside_an_interpolation_keeps_its_braces():
    match value_of("'${string({ a: { b: 1 } })}!'"):
        case InterpolatedString(("", Call(), "!")):
            return
    raise AssertionError


def test_a_multi_line_string_loses_its_first_line_end_only():
    node = value_of("'''\nfirst ${x} 'quoted'\nsecond\n'''")
    assert isinstance(node, String)
    assert node.value == "first ${x} 'quoted'\nsecond\n"


def test_quotes_before_the_closing_ones_belong_to_a_multi_line_string():
    node = value_of("'''a''''")
    assert isinstance(node, String)
    assert node.value == "a'"


@pytest.mark.parametrize(("dollars", "hole"), [("$", "${a}"), ("$$", "$${a}")])
def test_dollars_before_a_multi_line_string_say_how_its_holes_look(dollars, hole):
    match value_of(f"{dollars}'''b{hole}c'''"):
        case InterpolatedString(("b", Identifier("a"), "c")):
            return
    raise AssertionError


def test_fewer_dollars_than_asked_for_are_text():
    node = value_of("$$'''${a}'''")
    assert isinstance(node, String)
    assert node.value == "${a}"


def test_lambdas_have_any_number_of_parameters():
    call = value_of("f(x => x, (a, b) => a, () => 1)")
    assert isinstance(call, Call)
    names = [[p.name for p in item.parameters] for item in call.arguments if isinstance(item, Lambda)]
    assert names == [["x"], ["a", "b"], []]


def test_a_loop_names_its_item_and_its_index():
    node = value_of("[for (item, i) in range(0, 3): { a: item }]")
    assert isinstance(node, For)
    assert node.item.name == "item"
    assert node.index is not None
    assert node.index.name == "i"
    assert isinstance(node.body, Object)


def test_an_array_whose_first_item_is_called_for_is_no_loop():
    assert isinstance(value_of("[for, in]"), Array)


def test_spreads_stand_in_objects_and_arrays():
    match value_of("{\n  ...a\n  b: [...c, 1]\n}"):
        case Object(
            (Spread(Identifier("a")), Property(Identifier("b"), Array((Spread(Identifier("c")), Constant(1)))))
        ):
            return
    raise AssertionError


def test_object_keys_are_names_texts_or_interpolated():
    node = value_of("{ a: 1, 'b-c': 2, '${d}': 3, true: 4 }")
    assert isinstance(node, Object)
    assert [type(member.key).__name__ for member in node.members] == [
        "Identifier", "String", "InterpolatedString", "Identifier",
    ]  # fmt: skip


def test_the_text_between_a_literals_offsets_is_the_literal():
    text = "var x = [ 'ä\\n' /* c */, 12 // d\n true, '${a}b', '''m''', a.b[0] ]\n"
    file = SourceFile("main.bicep", text)
    program, diagnostics = parse_bicep(file)
    assert diagnostics == []
    items = program.statements[0].value.items
    assert [text[item.start : item.end] for item in items] == ["'ä\\n'", "12", "true", "'${a}b'", "'''m'''", "a.b[0]"]
    assert [text[comment.start : comment.end] for comment in program.comments] == ["/* c */", "// d"]


def test_comment_marks_inside_strings_are_text():
    program, _ = parse_bicep(SourceFile("main.bicep", "var x = 'https://a/*'\n"))
    assert program.comments == []
    assert program.statements[0].value.value == "https://a/*"
