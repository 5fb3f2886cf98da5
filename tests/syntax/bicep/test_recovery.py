from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fastpath_checks.core.diagnostics import Level
from fastpath_checks.core.spans import SourceFile
from fastpath_checks.syntax.bicep import parse_bicep, parse_bicep_parameters
from fastpath_checks.syntax.bicep.statements import Broken

GOOD_BEFORE = "param before string\n"
GOOD_AFTER = "param after string\n"


def read(text):
    return parse_bicep(SourceFile("main.bicep", text))


def names(program):
    return [s.name.name for s in program.statements if not isinstance(s, Broken)]


@pytest.mark.parametrize(
    ("bad", "summary", "marked"),
    [
        ("param x\n", "expected a type, found the end of the line", ""),
        ("param x = 1\n", "expected a type, found '='", "="),
        ("var = 1\n", "expected the name of the variable, found '='", "="),
        ("var x = [1, 2\n", "expected the end of the line, ',' or ']', found 'after'", "after"),
        ("var x = f(1\n", "expected ',' or ')', found 'param'", "param"),
        ("var x = {\n  a: 1\n", "expected ':', found 'after'", "after"),
        ("var x = 1 2\n", "expected the end of the line, found '2'", "2"),
        ("var x = 'abc\n", "a string is not closed", "'abc"),
        ("var x = '${abc\n", "expected '}', found the end of the line", ""),
        ("var x = 'a\\qb'\n", "\\q is no escape sequence", "\\q"),
        ('var x = "abc"\n', "strings are written in single quotes", '"abc"'),
        ("var x = 1;\n", "unexpected ';'", ";"),
        ("var x = a ? b\n", "expected ':', found the end of the line", ""),
        ("resourc x 'a@b' = {\n  name: 'a'\n}\n", "expected a declaration, found 'resourc'", "resourc"),
        ("resource x = {\n  name: 'a'\n}\n", "expected a resource type, found '='", "="),
        ("resource x 'a@b' = {\n  name: 'a'\n", "expected ':', found 'after'", "after"),
        ("@allowed([\n  'a'\nparam x string\n", "expected the end of the line, ',' or ']', found 'x'", "x"),
        ("{{token}}\n", "expected a declaration, found '{'", "{"),
    ],
)  # fmt: skip
def test_a_bad_statement_loses_only_itself(bad, summary, marked):
    program, diagnostics = read(GOOD_BEFORE + bad + GOOD_AFTER)
    assert [name for name in names(program) if name in ("before", "after")] == ["before", "after"]
    assert "x" not in names(program)
    if marked is not None:
        assert [d.summary for d in diagnostics] == [summary]
        assert diagnostics[0].span.text == marked
    assert all(d.level is Level.ERROR and d.code == "syntax-error" for d in diagnostics)


def test_a_broken_statement_keeps_its_keyword_and_name():
    program, _ = read("resource gateway 'Microsoft.X/y@2020-01-01' {\n  name: 'a'\n}\n")
    [broken] = program.statements
    assert isinstance(broken, Broken)
    assert (broken.keyword, broken.name) == ("resource", "gateway")


def test_several_errors_of_one_file_are_each_reported():
    program, diagnostics = read("param a\nparam b string\nvar c = \nvar d = 1\noutput e string\n")
    assert [d.span.location().line for d in diagnostics] == [1, 3, 5]
    assert names(program) == ["b", "d"]


def test_errors_beyond_the_limit_are_not_reported_but_read_over():
    program, diagnostics = read("param a\n" * 50 + "param last string\n")
    assert len(diagnostics) == 20
    assert names(program) == ["last"]


def test_a_bad_nested_resource_does_not_lose_its_parent():
    text = """\
resource net 'Microsoft.Network/virtualNetworks@2023-09-01' = {
  name: 'net'
  resource bad 'subnets' {
    name: 'x'
  }
  resource good 'subnets' = {
    name: 'y'
  }
}
"""
    program, diagnostics = read(text)
    assert len(diagnostics) == 1
    [net] = program.statements
    assert [type(nested).__name__ for nested in net.body.resources] == ["Broken", "Resource"]
    assert net.body.resources[0].name == "bad"


def test_a_declaration_under_a_broken_decorator_is_not_half_read():
    program, diagnostics = read("@allowed(['a'\nparam x string\nparam y string\n")
    assert len(diagnostics) == 1
    assert names(program) == ["y"]


@pytest.mark.parametrize(
    "text",
    [
        "var x = " + "[" * 5000 + "]" * 5000,
        "var x = " + "(" * 5000,
        "var x = " + "{a:" * 5000,
        "var x = " + "'${" * 5000,
        "var x = " + "!" * 5000 + "a",
        "var x = " + "-" * 5000 + "1",
        "var x = a" + "[0]" * 5000,
        "var x = a" + ".b" * 5000,
        "var x = " + "a ? b : " * 5000 + "c",
        "var x = " + "a ?? " * 5000 + "b",
        "var x = " + "x => " * 5000 + "b",
        "var x = " + "f(" * 5000,
        "type x = " + "[" * 5000,
        "type x = " + "{a:" * 5000,
        "type x = " + "(" * 5000,
        "type x = " + "a<" * 5000,
        "type x = a" + "[]" * 5000,
        "type x = " + "-" * 5000 + "1",
        "resource x 'a@b' = {\n" + " resource x 'a@b' = {\n" * 5000,
        "var x = " + "[for a in b: " * 5000,
    ],
    ids=lambda text: text[:24],
)
def test_deep_nesting_is_one_diagnostic(text):
    program, diagnostics = read(text + "\n" + GOOD_AFTER)
    assert 1 <= len(diagnostics) <= 2
    assert names(program)[-1:] == ["after"]


def test_two_hundred_levels_are_not_too_deep():
    _, diagnostics = read("var x = " + "[" * 199 + "]" * 199 + "\n")
    assert diagnostics == []


FRAGMENTS = st.sampled_from(
    [
        "param ", "var ", "resource ", "x", " = ", "{", "}", "[", "]", "(", ")", "'", "'''", "${", "$'''", "\n", "\r\n",
        ":", ",", "if", "for ", " in ", "@", ".", "?", "!", "=>", "//", "/*", "*/", "1", "|", "...", "::", "^", "\\",
        '"', "#", "ä", "\u2028", "existing", "import ", "from ", "<", ">", "string", "\ufeff",
    ]
)  # fmt: skip


@given(st.lists(FRAGMENTS, max_size=60).map("".join))
@settings(max_examples=300, deadline=None)
def test_nothing_raises(text):
    for parse in (parse_bicep, parse_bicep_parameters):
        program, diagnostics = parse(SourceFile("x", text))
        assert program.end == len(text)
        for diagnostic in diagnostics:
            assert 0 <= diagnostic.span.start <= diagnostic.span.end <= len(text)
