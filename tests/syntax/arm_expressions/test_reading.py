"""The language inside the brackets: what is read, where it stands, and what is wrong with the rest."""

from __future__ import annotations

import random

import pytest

from fastpath_checks.syntax.arm_expressions import (
    Access,
    Call,
    Expression,
    Item,
    Malformed,
    Number,
    Text,
    is_expression,
    literal_text,
    parse_expression,
)


def told(node: Expression | Malformed) -> str:
    """An expression written out again, every access in full."""
    match node:
        case Text(value):
            return "'" + value + "'"
        case Number(value):
            return repr(value)
        case Call(name, arguments):
            return f"{name}({', '.join(told(argument) for argument in arguments)})"
        case Access(source, name, safe):
            return f"{told(source)}{'.?' if safe else '.'}{name}"
        case Item(source, key, safe):
            return f"{told(source)}[{'?' if safe else ''}{told(key)}]"
    return f"malformed: {node.summary}"


def read(value: str) -> Expression | Malformed:
    return parse_expression(value, 1, len(value) - 1)


@pytest.mark.parametrize(
    ("value", "meaning"),
    [
        ("[parameters('a')]", "parameters('a')"),
        ("[ concat( 'a' ,variables('b'),1 ) ]", "concat('a', variables('b'), 1)"),
        ("[concat(\n  'a',\n\t'b'\n)]", "concat('a', 'b')"),
        ("['it''s']", "'it's'"),
        ("['''']", "'''"),
        ("['']", "''"),
        ("['a]b[c(d,']", "'a]b[c(d,'"),
        ("[-12]", "-12"),
        ("[1.50]", "1.5"),
        ("[true()]", "true()"),
        ("[resourceGroup().location]", "resourceGroup().location"),
        ("[parameters('a').b.c[0].d]", "parameters('a').b.c[0].d"),
        ("[parameters('a')[variables('k')]['x']]", "parameters('a')[variables('k')]['x']"),
        ("[parameters('a').?b[?0]]", "parameters('a').?b[?0]"),
        ("[a(b(c(), 'd').e, f()[0])]", "a(b(c(), 'd').e, f()[0])"),
        ("[contoso.unique.name ( 'x' )]", "contoso.unique.name('x')"),
        ("[deployment() . properties]", "deployment().properties"),
        ("[variables('$fxv#0')]", "variables('$fxv#0')"),
    ],
)
def test_expressions_are_read(value: str, meaning: str) -> None:
    assert told(read(value)) == meaning


def test_every_part_knows_its_exact_place() -> None:
    value = "[ concat('a''b', parameters( 'x' ).name [ 0 ], -7) ]"
    node = read(value)
    assert isinstance(node, Call)
    shown = [value[argument.start : argument.end] for argument in node.arguments]
    assert shown == ["'a''b'", "parameters( 'x' ).name [ 0 ]", "-7"]
    item = node.arguments[1]
    assert isinstance(item, Item)
    assert isinstance(item.source, Access)
    assert value[item.key.start : item.key.end] == "0"
    assert value[item.source.start : item.source.end] == "parameters( 'x' ).name"
    assert value[item.source.source.start : item.source.source.end] == "parameters( 'x' )"
    assert value[node.start : node.end] == value[2:-2]


def test_offsets_are_those_of_the_text_around() -> None:
    text = '{"name": "[f(\'x\')]"}'
    start = text.index("[") + 1
    node = parse_expression(text, start, text.index("]"))
    assert isinstance(node, Call)
    assert text[node.start : node.end] == "f('x')"


@pytest.mark.parametrize(
    ("value", "expected"),
    [("[a()]", True), ("[[a()]", False), ("[a", False), ("a]", False), ("[]", True), ("[", False), ("", False)],
)
def test_a_text_in_brackets_is_an_expression(value: str, expected: bool) -> None:
    assert is_expression(value) is expected


@pytest.mark.parametrize(
    ("value", "meaning"), [("[[a]", "[a]"), ("[[[a]", "[[a]"), ("[[a", "[[a"), ("[a", "[a"), ("plain", "plain")]
)
def test_a_doubled_bracket_is_one(value: str, meaning: str) -> None:
    assert literal_text(value) == meaning


@pytest.mark.parametrize(
    ("value", "summary", "at"),
    [
        ("[]", "an expression is expected", ""),
        ("[parameters]", "'parameters' is no value: functions are called with parentheses", "parameters"),
        ("[true]", "'true' is no value: functions are called with parentheses", "true"),
        ("[concat('a', )]", "an expression is expected", ")"),
        ("[concat('a' 'b')]", "',' or ')' is expected", "'"),
        ("[concat('a', 'b']", "'(' is never closed", "("),
        ("[concat('a', ]", "'(' is never closed", "("),
        ("[f('x')[0)]", "']' is expected", ")"),
        ("[f('x')[0, 1]]", "']' is expected", ","),
        ("[f(1]]", "',' or ')' is expected", "]"),
        ("[f()[0]", "'[' is never closed", "["),
        ("[f()[]]", "an expression is expected", "]"),
        ("[f() g()]", "nothing is expected after the end of the expression", "g()"),
        ("[f())]", "nothing is expected after the end of the expression", ")"),
        ("['never]", "this text is never closed", "'never"),
        ("['a''b]", "this text is never closed", "'a''b"),
        ("[f().]", "nothing is expected after the end of the expression", "."),
        ("[01x]", "an expression is expected", "0"),
        ("[1 + 2]", "nothing is expected after the end of the expression", "+ 2"),
        ("[" + "9" * 5_000 + "]", "this number has too many digits", "9" * 5_000),
    ],
)
def test_what_is_wrong_is_said_at_its_place(value: str, summary: str, at: str) -> None:
    node = read(value)
    assert isinstance(node, Malformed)
    assert node.summary == summary
    assert value[node.start : node.end] == at


@pytest.mark.parametrize(
    "inside",
    ["f(" * 100_000, "f(" * 100_000 + ")" * 100_000, "f()" + ".a" * 100_000, "f()" + "[0]" * 100_000, "f()[" * 100_000],
    ids=["open", "calls", "names", "items", "keys"],
)
def test_depth_is_limited(inside: str) -> None:
    node = parse_expression(inside, 0, len(inside))
    assert isinstance(node, Malformed)
    assert node.summary == "this is nested too deep"


@pytest.mark.parametrize(
    "inside", ["'" + "''" * 500_000, "f(" + " " * 500_000, "a" * 500_000, "a." * 250_000, "f()" + " " * 500_000 + "x"]
)
def test_long_broken_text_is_read_in_one_pass(inside: str) -> None:
    assert isinstance(parse_expression(inside, 0, len(inside)), Malformed)


def test_mutated_text_never_raises_and_keeps_its_places_inside() -> None:
    whole = "[concat(parameters('a').b[0], 'it''s', ns.f(-1, resourceGroup().?x), variables('v')[?'k'])]"
    chance = random.Random(11)
    for _ in range(5_000):
        characters = list(whole)
        for _ in range(chance.randint(1, 5)):
            at = chance.randrange(len(characters))
            characters[at : at + chance.randint(0, 2)] = chance.choice("[]().,'?- \n1aZ$é")
        value = "".join(characters)
        node = parse_expression(value, 0, len(value))
        assert 0 <= node.start <= node.end <= len(value)
