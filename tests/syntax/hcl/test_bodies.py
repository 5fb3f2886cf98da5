from __future__ import annotations

import pytest

from fastpath_checks.core.spans import SourceFile
from fastpath_checks.syntax.hcl import list_comments, nodes, parse_configuration


def read(text):
    body, diagnostics = parse_configuration(SourceFile("main.tf", text))
    assert diagnostics == []
    return body


def names(body):
    return [attribute.name for attribute in body.attributes]


RESOURCE = """\
# a comment
resource "azurerm_virtual_network_gateway" hub { // another
  name = "hub" # with a comment
  sku  = var.sku
  tags = { a = "b" }

  /* over
     lines */
  ip_configuration {
    subnet_id = azurerm_subnet.gateway.id
  }
  lifecycle {}
  timeouts { create = "90m" }
}
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_file_has_its_blocks_and_arguments(newline, mark):
    body = read(mark + RESOURCE.replace("\n", newline))
    [block] = body.blocks
    assert (block.type, block.labels) == ("resource", ("azurerm_virtual_network_gateway", "hub"))
    assert names(block.body) == ["name", "sku", "tags"]
    assert [inner.type for inner in block.body.blocks] == ["ip_configuration", "lifecycle", "timeouts"]
    assert names(block.body.blocks[2].body) == ["create"]
    assert not body.broken


def test_places_are_those_of_the_text():
    body = read(RESOURCE)
    text = RESOURCE
    [block] = body.blocks
    assert text[block.start : block.header_end] == 'resource "azurerm_virtual_network_gateway" hub'
    assert [text[start:end] for start, end in block.label_spans] == ['"azurerm_virtual_network_gateway"', "hub"]
    assert text[block.end - 2 : block.end] == "\n}"
    for attribute in block.body.attributes:
        assert text[attribute.name_start : attribute.name_end] == attribute.name
        assert attribute.start == attribute.name_start
        assert attribute.end == attribute.value.end
    values = [text[one.value.start : one.value.end] for one in block.body.attributes]
    assert values == ['"hub"', "var.sku", '{ a = "b" }']
    assert block.body.blocks[1].end - block.body.blocks[1].start == len("lifecycle {}")


def test_the_short_way_to_read_an_argument_gives_what_the_long_one_gives():
    for value in ('"text"', "12", "true", "null", "var", "a.b-c.d"):
        [short] = read(f"x = {value}\n").attributes
        [long] = read(f"x = {value} /* */\n").attributes
        assert type(short.value) is type(long.value)
        assert (short.value.start, short.value.end) == (long.value.start, long.value.end)
        for name in short.value.__slots__:
            if not hasattr(getattr(short.value, name), "start"):
                assert getattr(short.value, name) == getattr(long.value, name)


def test_comments_may_stand_anywhere_and_are_listed():
    text = 'a = 1 # one\nb = [ // two\n  /* three */ 1,\n]\nc = "# no"\n'
    text += "d = <<EOT\n# no\n${f(1 /* four */)}\nEOT\ne = 2 // five"
    file = SourceFile("main.tf", text)
    assert names(read(text)) == ["a", "b", "c", "d", "e"]
    found = [text[start:end] for start, end in list_comments(file)]
    assert found == ["# one", "// two", "/* three */", "/* four */", "// five"]


def test_comments_are_told_from_texts_with_their_signs():
    text = '#!x\r\na = "${"/*"} // $${ # %{ if b }}#"\n# y\n'
    assert [text[start:end] for start, end in list_comments(SourceFile("main.tf", text))] == ["#!x", "# y"]
    assert list_comments(SourceFile("main.tf", "a = 1\n")) == []


def test_an_unclosed_comment_is_listed_to_the_end():
    text = "a = 1\n/* b\nc"
    assert [text[start:end] for start, end in list_comments(SourceFile("main.tf", text))] == ["/* b\nc"]


def test_the_last_line_needs_no_end():
    assert names(read("a = 1")) == ["a"]
    assert read("x {\n}").blocks[0].type == "x"


def test_an_empty_file_is_an_empty_body():
    for text in ("", "\n\n", "# only\n", "\ufeff"):
        body = read(text)
        assert not body.attributes
        assert not body.blocks


def test_what_is_written_twice_is_an_error_and_the_first_one_counts():
    text = "x {\n  a = 1\n  b = 2\n  a = 3\n}\n"
    body, [diagnostic] = parse_configuration(SourceFile("main.tf", text))
    assert (diagnostic.code, diagnostic.summary) == ("duplicate-argument", 'the argument "a" is written twice')
    assert diagnostic.span.location().line == 4
    first = body.blocks[0].body.attributes[0]
    assert isinstance(first.value, nodes.Literal)
    assert first.value.value == 1
