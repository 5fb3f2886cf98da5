from __future__ import annotations

import pytest

from fastpath_checks.core.spans import SourceFile
from fastpath_checks.syntax.hcl import nodes, parse_expression


def read(text):
    node, diagnostics = parse_expression(SourceFile("x", text))
    assert diagnostics == []
    return node


def shown(node):
    """An expression as nested tuples: the node's type, then its parts."""
    if isinstance(node, list):
        return [shown(one) for one in node]
    if not hasattr(node, "start"):
        return node
    order = {
        nodes.GetAttr: ("source", "name"),
        nodes.Index: ("source", "key"),
        nodes.Splat: ("source", "each"),
        nodes.Conditional: ("condition", "if_true", "if_false"),
        nodes.Binary: ("operator", "left", "right"),
        nodes.Call: ("name", "arguments", "expand_final"),
        nodes.ForTuple: ("key_name", "value_name", "collection", "body", "condition"),
        nodes.ForObject: (
            "key_name", "value_name", "collection", "key_body", "value_body", "grouping", "condition",
        ),
        nodes.ObjectItem: ("key", "value"),
    }  # fmt: skip
    names = order.get(type(node)) or [name for name in node.__slots__ if name not in ("start", "end")]
    return (type(node).__name__, *(shown(getattr(node, name)) for name in names))


def lit(value):
    return ("Literal", value)


def var(name):
    return ("Variable", name)


def get(source, name):
    return ("GetAttr", source, name)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("true", True), ("false", False), ("null", None), ("0", 0), ("42", 42), ("007", 7), ("1.5", 1.5),
        ("1e3", 1000), ("1.5E2", 150), ("25e-2", 0.25), ("2.0", 2), ("12345678901234567890", 12345678901234567890),
    ],
)  # fmt: skip
def test_a_number_or_a_word_is_its_value(text, value):
    node = read(text)
    assert isinstance(node, nodes.Literal)
    assert node.value == value
    assert type(node.value) is type(value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('"abc"', "abc"), ('""', ""), (r'"a\n\r\t\"\\"', 'a\n\r\t"\\'), (r'"\u00e9\U0001F600"', "é😀"),
        (r'"\ud800"', "\ufffd"), ('"$${x} %%{y}"', "${x} %{y}"), ('"$$${x}"', "$${x}"), ('"5% of $x $"', "5% of $x $"),
        ('"a # b // c /* d"', "a # b // c /* d"), ('"$${"', "${"),
    ],
)  # fmt: skip
def test_a_string_has_its_escapes_resolved(text, value):
    node = read(text)
    assert isinstance(node, nodes.StringLiteral)
    assert node.value == value


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a.b.c", get(get(var("a"), "b"), "c")),
        ("a . b", get(var("a"), "b")),
        ("a.for.null", get(get(var("a"), "for"), "null")),
        ("a-b.c-1", get(var("a-b"), "c-1")),
        ("été.ß", get(var("été"), "ß")),
        ('a["b"]', ("Index", var("a"), ("StringLiteral", "b"))),
        ("a.b[c.d].e", get(("Index", get(var("a"), "b"), get(var("c"), "d")), "e")),
        ("a.0", ("Index", var("a"), lit(0))),
        ("a.b.1.c", get(("Index", get(var("a"), "b"), lit(1)), "c")),
        ("f(x).y[0]", ("Index", get(("Call", "f", [var("x")], False), "y"), lit(0))),
        ('{a = 1}["a"]', ("Index", ("ObjectExpression", [("ObjectItem", ("ObjectKeyName", "a"), lit(1))]),
                          ("StringLiteral", "a"))),
        ("[1][0]", ("Index", ("TupleExpression", [lit(1)]), lit(0))),
        ("(a).b", get(("Parentheses", var("a")), "b")),
    ],
)  # fmt: skip
def test_a_value_is_followed_by_attributes_and_indexes(text, tree):
    assert shown(read(text)) == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a[*]", ("Splat", var("a"), [])),
        ("a.*", ("Splat", var("a"), [])),
        ("a[*].b", ("Splat", var("a"), [("AttrStep", "b")])),
        ("a.*.b", ("Splat", var("a"), [("AttrStep", "b")])),
        ("a[*].b[0]", ("Splat", var("a"), [("AttrStep", "b"), ("IndexStep", lit(0))])),
        ("a.*.b[0]", ("Index", ("Splat", var("a"), [("AttrStep", "b")]), lit(0))),
        ("a.*.b.0.c", ("Splat", var("a"), [("AttrStep", "b"), ("IndexStep", lit(0)), ("AttrStep", "c")])),
        ("a[*].b[*].c", ("Splat", var("a"), [("AttrStep", "b"), ("SplatStep",), ("AttrStep", "c")])),
        ("a[*].b.*.c", ("Splat", var("a"), [("AttrStep", "b"), ("SplatStep",), ("AttrStep", "c")])),
    ],
)
def test_a_full_splat_takes_all_that_follows_and_an_old_one_only_attributes(text, tree):
    assert shown(read(text)) == tree


@pytest.mark.parametrize(
    ("text", "grouped"),
    [
        ("a || b && c", "a || (b && c)"),
        ("a && b == c", "a && (b == c)"),
        ("a == b < c", "a == (b < c)"),
        ("a < b + c", "a < (b + c)"),
        ("a + b * c", "a + (b * c)"),
        ("a - b - c", "(a - b) - c"),
        ("a / b % c", "(a / b) % c"),
        ("a == b != c", "(a == b) != c"),
        ("a * b + c * d", "(a * b) + (c * d)"),
        ("!a && b", "(!a) && b"),
        ("-a + b", "(-a) + b"),
        ("-a.b", "-(a.b)"),
        ("a ? b : c ? d : e", "a ? b : (c ? d : e)"),
        ("a ? b ? c : d : e", "a ? (b ? c : d) : e"),
        ("a || b ? c : d", "(a || b) ? c : d"),
        ("a >= b || c <= d", "(a >= b) || (c <= d)"),
    ],
)
def test_operators_bind_as_in_terraform(text, grouped):
    assert without_parentheses(shown(read(text))) == without_parentheses(shown(read(grouped)))


def without_parentheses(tree):
    if isinstance(tree, tuple) and tree[0] == "Parentheses":
        return without_parentheses(tree[1])
    if isinstance(tree, (tuple, list)):
        return type(tree)(without_parentheses(one) for one in tree)
    return tree


def test_several_signs_apply_from_the_right():
    assert shown(read("!!a")) == ("Unary", ("Unary", var("a"), "!"), "!")
    assert shown(read("- -1")) == ("Unary", ("Unary", lit(1), "-"), "-")


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("f()", ("Call", "f", [], False)),
        ("f(a, 1,)", ("Call", "f", [var("a"), lit(1)], False)),
        ("f(a, b...)", ("Call", "f", [var("a"), var("b")], True)),
        ("f (a)", ("Call", "f", [var("a")], False)),
        ("f(\n  a,\n  b\n)", ("Call", "f", [var("a"), var("b")], False)),
        ("core::upper(a)", ("Call", "core::upper", [var("a")], False)),
        ("provider::azapi::id (a)", ("Call", "provider::azapi::id", [var("a")], False)),
        ("a :: b :: c()", ("Call", "a::b::c", [], False)),
    ],
)
def test_a_call_has_its_namespaces_and_its_arguments(text, tree):
    node = read(text)
    assert shown(node) == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("[]", ("TupleExpression", [])),
        ("[1, a,]", ("TupleExpression", [lit(1), var("a")])),
        ("[\n  1\n  ,\n  2 # two\n]", ("TupleExpression", [lit(1), lit(2)])),
        ("[a ? b : c]", ("TupleExpression", [("Conditional", var("a"), var("b"), var("c"))])),
    ],
)
def test_a_tuple_has_its_items(text, tree):
    assert shown(read(text)) == tree


def test_an_object_has_names_texts_and_expressions_as_keys():
    text = """{
      a = 1, null : 2
      "b c" = "x", "${d}" = y  # a comment
      (e) = [1,
        2]

      3 = z
      f-g = {h = true}, i: false
    }"""
    pairs = [(shown(item.key), shown(item.value)) for item in read(text).items]
    assert pairs == [
        (("ObjectKeyName", "a"), lit(1)),
        (("ObjectKeyName", "null"), lit(2)),
        (("StringLiteral", "b c"), ("StringLiteral", "x")),
        (("TemplateString", [("Interpolation", var("d"))]), var("y")),
        (("Parentheses", var("e")), ("TupleExpression", [lit(1), lit(2)])),
        (lit(3), var("z")),
        (("ObjectKeyName", "f-g"), ("ObjectExpression", [("ObjectItem", ("ObjectKeyName", "h"), lit(True))])),
        (("ObjectKeyName", "i"), lit(False)),
    ]


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("[for x in xs : x]", ("ForTuple", "", "x", var("xs"), var("x"), None)),
        ("[for i, x in xs : i if x]", ("ForTuple", "i", "x", var("xs"), var("i"), var("x"))),
        ("[\nfor x in xs :\nx\nif y\n]", ("ForTuple", "", "x", var("xs"), var("x"), var("y"))),
        ("{for k, v in m : k => v}", ("ForObject", "k", "v", var("m"), var("k"), var("v"), False, None)),
        ("{\nfor v in m : v => 1...\nif v\n}", ("ForObject", "", "v", var("m"), var("v"), lit(1), True, var("v"))),
    ],
)
def test_a_for_expression_has_its_names_and_parts(text, tree):
    assert shown(read(text)) == tree


@pytest.mark.parametrize(
    "text",
    ["", "a b", "[1 2]", "[,]", "f(,)", "f(a...,)", "{a = 1, , b = 2}", "{a = 1 b = 2}", "{for = 1}", "a.0.1",
     "a.*.b.*.c", "a ? b", "a ?: b", "a.", "a[]", "x::y", "1 +", "'a'", "a & b", "$a", '"\\q"', '"\\u12"', '"a\nb"',
     '"a\rb"',
     '"${}"', '"${a"', '"%{ if a }b"', '"%{ endif }"', '"%{ else }"', '"%{ for a in b }%{ endif }"', '"%{ x }"',
     "<<EOT\na\nEOT", "<<EOT \na\nEOT\n", "/* a", "[for x y : x]", "[for x in y : x...]", "{for x in y : x}", "1e999"],
)  # fmt: skip
def test_what_terraform_refuses_is_refused_with_its_place(text):
    node, diagnostics = parse_expression(SourceFile("x", text))
    assert node is None
    [diagnostic] = diagnostics
    assert 0 <= diagnostic.span.start <= diagnostic.span.end <= len(text)
    assert diagnostic.summary


def test_the_text_at_a_node_is_what_the_node_is():
    text = 'merge({a = "x", b = -1.50}, [for i in l[*].c : i.d if !true]...) == (f.0 ? "${g}h" : null)'
    places = []
    pending = [read(text)]
    while pending:
        node = pending.pop()
        if isinstance(node, list):
            pending.extend(node)
        elif hasattr(node, "start"):
            places.append((type(node).__name__, text[node.start : node.end]))
            pending.extend(getattr(node, name) for name in node.__slots__)
    assert sorted(places) == sorted(
        [
            ("Binary", text),
            ("Call", 'merge({a = "x", b = -1.50}, [for i in l[*].c : i.d if !true]...)'),
            ("ObjectExpression", '{a = "x", b = -1.50}'),
            ("ObjectItem", 'a = "x"'),
            ("ObjectItem", "b = -1.50"),
            ("ObjectKeyName", "a"),
            ("ObjectKeyName", "b"),
            ("StringLiteral", '"x"'),
            ("Unary", "-1.50"),
            ("Literal", "1.50"),
            ("ForTuple", "[for i in l[*].c : i.d if !true]"),
            ("Splat", "l[*].c"),
            ("Variable", "l"),
            ("AttrStep", "c"),
            ("GetAttr", "i.d"),
            ("Variable", "i"),
            ("Unary", "!true"),
            ("Literal", "true"),
            ("Parentheses", '(f.0 ? "${g}h" : null)'),
            ("Conditional", 'f.0 ? "${g}h" : null'),
            ("Index", "f.0"),
            ("Variable", "f"),
            ("Literal", "0"),
            ("TemplateString", '"${g}h"'),
            ("Interpolation", "${g}"),
            ("Variable", "g"),
            ("TemplateText", "h"),
            ("Literal", "null"),
        ]
    )
