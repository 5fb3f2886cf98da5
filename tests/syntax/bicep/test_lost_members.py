"""A member of an object that cannot be read loses only itself, and never in silence."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fastpath_checks.core.spans import SourceFile
from fastpath_checks.syntax.bicep import parse_bicep
from fastpath_checks.syntax.bicep.nodes import Identifier, Object, Property, Spread, Unread
from fastpath_checks.syntax.bicep.statements import Broken, Variable


def read(text):
    program, diagnostics = parse_bicep(SourceFile("main.bicep", text))
    return program, [(d.code, d.span.text) for d in diagnostics]


def members(value):
    """An object as ``{name: text or members}``; ``None`` is what could not be read, ``...`` that more is lost."""
    if isinstance(value, Unread):
        return None
    if not isinstance(value, Object):
        return "read"
    found = {}
    for member in value.members:
        if isinstance(member, Spread):
            assert isinstance(member.source, Unread)
            found["..."] = None
        else:
            name = member.key.name if isinstance(member.key, Identifier) else member.key.value
            found[name] = members(member.value)
    return found


@pytest.mark.parametrize(
    ("lines", "expected", "marked"),
    [
        ("a: = 1\nb: 2", {"a": None, "b": "read"}, "="),
        ("a: 'x\nb: 2", {"a": None, "b": "read"}, "'x"),
        ('a: "x"\nb: 2', {"a": None, "b": "read"}, '"x"'),
        ("a: 1;\nb: 2", {"a": None, "b": "read"}, ";"),
        ("a: f(1,,\n)\nb: 2", {"a": None, "b": "read"}, ","),
        ("a: [\n  1 2\n]\nb: 2", {"a": None, "b": "read"}, "2"),
        ("'a-b': = 1\nb: 2", {"a-b": None, "b": "read"}, "="),
        ("a: x ? = : 1\nb: 2", {"a": None, "b": "read"}, "="),
        ("c: { b: 2, a: }\nd: 3", {"c": {"b": "read", "a": None}, "d": "read"}, "}"),
        ("c: {\n  a: = 1\n  b: 2\n}\nd: 3", {"c": {"a": None, "b": "read"}, "d": "read"}, "="),
        ("c: {\n  a: = 1\n    b: 2\n}\nd: 3", {"c": None, "d": "read"}, "="),
        ("c: { a: = 1, b: 2 }\nd: 3", {"c": {"a": None, "b": "read"}, "d": "read"}, "="),
        ("c: { a: 1 b: 2 }\nd: 3", {"c": {"...": None}, "d": "read"}, "b"),
        ("a 1\nb: 2", {"...": None, "b": "read"}, "1"),
        ("<<<<<<< HEAD\nb: 2", {"...": None, "b": "read"}, "<"),
        ("... = x\nb: 2", {"...": None, "b": "read"}, "="),
        ("a: b + \nc: 1\nb: 2", {"...": None, "b": "read"}, ":"),
        ("'${x}': = 1\nb: 2", {"...": None, "b": "read"}, "="),
    ],
)
def test_a_bad_member_loses_only_itself(lines, expected, marked):
    indented = "".join(f"  {line}\n" for line in lines.split("\n"))
    text = f"var x = {{\n{indented}}}\nvar after = 1\n"
    program, diagnostics = read(text)
    assert diagnostics == [("syntax-error", marked)]
    found, after = program.statements
    assert members(found.value) == expected
    assert after.name.name == "after"


@pytest.mark.parametrize(
    "lines",
    [
        ["  a: {", "    b: = 1", "  c: 2", "}"],  # a brace that is never closed
        ["  a: {", "    b: (1", "  }", "  c: 2", "}"],
        ["  a: = 1", "    b: 2", "}"],  # which of the two the second line belongs to
        ["a: = 1", "b: 2", "}"],  # not right of the statement
        ["  output y string", "}"],
        ["  a: 1", "}", "  b: 2", "}"],  # a brace that closes too early
        ["  a: {", "    b: 1", "}", "    c: 2", "  }", "}"],
    ],
)
def test_where_it_is_not_clear_what_else_is_lost_the_statement_is(lines):
    program, diagnostics = read("\n".join(["var x = {", *lines, "var after = 1\n"]))
    assert {code for code, _ in diagnostics} == {"syntax-error"}
    assert isinstance(program.statements[0], Broken)
    assert program.statements[-1].name.name == "after"


@pytest.mark.parametrize(
    ("text", "expected", "told"),
    [
        ("{ a: 1, b: 2, a: 1 }", {"a": None, "b": "read"}, ["a"]),
        ("{\n  a: 1\n  'a': 2\n  a: 3\n}", {"a": None}, ["'a'", "a"]),
        ("{ a: { b: 1, b: 2 }, c: 3 }", {"a": {"b": None}, "c": "read"}, ["b"]),
        ("{ a: 1, A: 2, '${a}': 3, '${a}': 4 }", None, []),
    ],
)
def test_a_property_that_is_written_twice_is_not_known(text, expected, told):
    program, diagnostics = read(f"var a = {text}\n")
    assert diagnostics == [("duplicate-key", one) for one in told]
    if expected is not None:
        assert members(program.statements[0].value) == expected


LINES = ["a: 1", "b: {", "  c: [", "    x", "  ]", "  d: f(1, 2)", "}", "e: 'x${y}z'", "g: { h: 1, i: 2 }"]
NAMES = {"a", "b", "e", "g"}
GARBAGE = st.text(st.sampled_from("ab :=,.'\"{}[]()<>?;x1\n @$"), max_size=12)


@settings(max_examples=400, deadline=None)
@given(st.integers(0, len(LINES)), st.booleans(), GARBAGE)
def test_no_member_vanishes_in_silence(at, replaced, garbage):
    """Whatever stands in one place: every member is read, or marked, or may hide in what is marked."""
    lines = [*LINES[:at], garbage, *LINES[at + replaced :]]
    program, diagnostics = read("var v = {\n" + "".join(f"  {line}\n" for line in lines) + "}\n")
    [statement, *_] = program.statements or [Broken("", "", 0, 0)]
    if not diagnostics or not isinstance(statement, Variable) or not isinstance(statement.value, Object):
        return
    found = members(statement.value)
    hidden = "..." in found or any(value is None for value in found.values())
    gone = NAMES - found.keys() - ({LINES[at][:1]} if replaced and at < len(LINES) else set())
    assert hidden or not gone
    assert all(isinstance(one, Property | Spread) for one in statement.value.members)
