"""Each expectation is what terraform 1.11.4 printed for the same text."""

from __future__ import annotations

import pytest

from fastpath_checks.core.spans import SourceFile
from fastpath_checks.syntax.hcl import nodes, parse_expression, parse_template


def read(text):
    node, diagnostics = parse_expression(SourceFile("x", text))
    assert diagnostics == []
    return node


def rendered(node):
    """The text of a template in which ``local.x`` is X, every condition true, and every loop runs over a and b."""
    if isinstance(node, nodes.StringLiteral):
        return node.value
    return "".join(contribution(part, {"x": "X"}) for part in node.parts)


def contribution(part, names):
    match part:
        case nodes.TemplateText():
            return part.value
        case nodes.Interpolation():
            expression = part.expression
            name = expression.name if isinstance(expression, (nodes.Variable, nodes.GetAttr)) else None
            return str(expression.value) if name is None else names[name]
        case nodes.IfDirective():
            chosen = part.else_parts if isinstance(part.condition, nodes.Literal) and not part.condition.value else None
            return "".join(contribution(one, names) for one in (part.then_parts if chosen is None else chosen))
        case nodes.ForDirective():
            rounds = [{**names, part.key_name: str(at), part.value_name: item} for at, item in enumerate("ab")]
            return "".join(contribution(one, bound) for bound in rounds for one in part.parts)
    raise AssertionError(part)


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ('"a ${local.x} b"', "a X b"),
        ('"${local.x}${local.x}"', "XX"),
        ('"a ${~ local.x ~} b"', "aXb"),
        ('" ${~ 5 }"', "5"),
        ('"a$${~x}"', "a${~x}"),
        ('"%{ if false }a%{ endif }"', ""),
        ('"%{ if true }a%{ else }b%{ endif }"', "a"),
        ('"%{ if false ~} a %{ else ~} b %{ endif ~} c"', "b c"),
        ('"%{ for i, v in local.l }${i}=${v},%{ endfor }"', "0=a,1=b,"),
        ('"%{ for v in l }%{ if true }${v}%{ endif }%{ endfor }"', "ab"),
        ("<<EOT\n  no \\n escape $${x}\nEOT\n", "  no \\n escape ${x}\n"),
        ("<<EOT\nEOT\n", ""),
        ("<<EOT\na\n  EOT  \n", "a\n"),
        ("<<EOT\n${local.x}EOT\nEOT\n", "XEOT\n"),
        ("<<EOT\r\na\r\n  b\r\nEOT\r\n", "a\r\n  b\r\n"),
        (
            "<<EOT\nabc\n   ${~ local.x ~}   \n   def\n%{ for v in local.l ~}\n  - ${v}\n%{ endfor ~}\n  tail\nEOT\n",
            "abc\nX   def\n  - a\n  - b\n  tail\n",
        ),
        ("<<-EOT\n    abc\n  \n      ${local.x}\n   def\n\ttab\n    EOT\n", "   abc\n  \n     X\n  def\ntab\n"),
        ("<<-EOT\n    %{ if true }\n      yes\n    %{ else }\n      no\n    %{ endif }\n    EOT\n", "\n  yes\n\n"),
        ("<<-EOT\n    %{~ if true ~}\n      yes\n    %{~ endif ~}\n    x\n    EOT\n", "      yes\n    x\n"),
        ("<<-EOT\n    ${local.x}\n      b\n    EOT\n", "X\n  b\n"),
        ("<<-EOT\n      ${local.x} a\n    b\n    ${~ local.x } c\n  EOT\n", "      X a\n    b\nX c\n"),
        ("<<-EOT\n${local.x} a\n    b\n  EOT\n", "X a\n    b\n"),
        ("<<-EOT\r\n  a\r\n  b\r\n\r\n    c\r\n  EOT\r\n", "a\r\nb\r\n\r\n  c\r\n"),
    ],
)
def test_a_template_contributes_what_terraform_prints(text, result):
    assert rendered(read(text)) == result


def test_a_lone_interpolation_is_told_from_one_beside_a_stripped_text():
    [only] = read('"${x}"').parts
    assert isinstance(only, nodes.Interpolation)
    assert [type(part).__name__ for part in read('" ${~ x}"').parts] == ["TemplateText", "Interpolation"]


def test_a_heredoc_ends_behind_its_closing_word_and_its_text_keeps_its_place():
    text = "[<<-EOT\n    a ${x}\n  EOT\n, 1]"
    heredoc = read(text).items[0]
    assert isinstance(heredoc, nodes.Heredoc)
    assert text[heredoc.start : heredoc.end] == "<<-EOT\n    a ${x}\n  EOT"
    assert text[heredoc.parts[1].start : heredoc.parts[1].end] == "${x}"


def test_a_heredoc_may_stand_in_the_interpolation_of_another_with_the_same_word():
    outer = read("<<EOT\n ${<<EOT\ninner\nEOT\n}\nEOT\n")
    inner = outer.parts[1].expression
    assert isinstance(inner, nodes.Heredoc)
    assert [part.value for part in inner.parts] == ["inner\n"]


def test_quotes_braces_and_line_ends_may_stand_in_an_interpolation():
    node = read('"a${ f("}", {b = "${c}"}\n) }d"')
    assert [type(part).__name__ for part in node.parts] == ["TemplateText", "Interpolation", "TemplateText"]
    assert isinstance(node.parts[1].expression, nodes.Call)


def test_a_bare_template_has_no_quotes_and_no_escapes():
    node, diagnostics = parse_template(SourceFile("x.tftpl", 'a "${b}" \\n\n%{ if c }d%{ endif }'))
    assert diagnostics == []
    assert [type(part).__name__ for part in node.parts] == [
        "TemplateText",
        "Interpolation",
        "TemplateText",
        "IfDirective",
    ]
    assert node.parts[2].value == '" \\n\n'


def test_a_broken_bare_template_is_refused():
    node, [diagnostic] = parse_template(SourceFile("x.tftpl", "a ${b"))
    assert node is None
    assert diagnostic.summary == "expected '}', found the end of the file"
