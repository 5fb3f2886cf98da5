"""What is wrong in a JSON file is said at its place, and the rest is read."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest

from fastpath_checks.core.spans import SourceFile
from fastpath_checks.syntax.jsonc import JsonArray, JsonObject, JsonUnread, JsonValue, list_comments, parse_json


def plain(value: JsonValue | None) -> Any:
    if isinstance(value, JsonObject):
        return {member.key: plain(member.value) for member in value.members}
    if isinstance(value, JsonArray):
        return [plain(item) for item in value.items]
    if value is None or isinstance(value, JsonUnread):
        return "unread"
    return value.value


@pytest.mark.parametrize(
    ("text", "data", "at"),
    [
        ('{"a": 1 "b": 2}', {"a": 1, "b": 2}, '"b"'),
        ('{"a": , "b": 2}', {"a": "unread", "b": 2}, ","),
        ('{"a" 1, "b": 2}', {"b": 2}, "1"),
        ('{a: 1, "b": 2}', {"b": 2}, "a"),
        ('{"a": oops, "b": [1, what, 3]}', {"a": "unread", "b": [1, "unread", 3]}, "oops"),
        ('{"a": 01, "b": 2}', {"a": "unread", "b": 2}, "01"),
        ('{"a": {"x": 1], "b": 2}', {"a": {"x": 1, "b": 2}}, "]"),
        ('{"a": [1, 2, "b": 3}', {"a": [1, 2, "b"]}, ": 3"),
        ('{"a": 1} trailing', {"a": 1}, "trailing"),
        (r'{"a": "\q", "b": 2}', {"a": "q", "b": 2}, r"\q"),
        ('{"a": [1, 2', {"a": [1, 2]}, "[1"),
        ('{"a": 1, "b": "never closed', {"a": 1, "b": "unread"}, '"never'),
        ('{"a": 1 /* never closed', {"a": 1}, "/*"),
    ],
)
def test_the_first_error_stands_where_it_was_made_and_the_rest_is_read(text: str, data: Any, at: str) -> None:
    tree, diagnostics = parse_json(SourceFile("a.json", text))
    assert plain(tree) == data
    span = diagnostics[0].span
    assert span is not None
    assert span.start == text.index(at)
    assert diagnostics[0].code == "syntax-error"


def test_several_errors_are_told_but_not_hundreds() -> None:
    two = parse_json(SourceFile("a.json", '{"a": x, "b": y}'))[1]
    assert len(two) == 2
    many = parse_json(SourceFile("a.json", "[" + "x, " * 500 + "1]"))[1]
    assert len(many) == 20


def test_a_container_with_a_hole_says_so() -> None:
    tree, _ = parse_json(SourceFile("a.json", '{"whole": {"a": 1}, "holed": {"a": 1, b: 2}}'))
    assert isinstance(tree, JsonObject)
    whole, holed = tree.get("whole"), tree.get("holed")
    assert isinstance(whole, JsonObject)
    assert isinstance(holed, JsonObject)
    assert (whole.broken, holed.broken) == (False, True)


@pytest.mark.parametrize(
    "text",
    [
        '{"kept": {"k": 1}, "list": [{"in": {"a": 1}, "b": 2}, "c": 3}]}',
        '{"kept": {"k": 1}, "list": [{"in": {"a": 1}}, "b": 2}, {"d": 1}]}',
        '{"kept": {"k": 1}, "list": [{"in": {"deep": {"a": 1}, "b": 2}]}',
        '{"kept": {"k": 1}, "list": [{"in": {"deep": {"a": 1, "b": 2}}, {"d": 1}]}',
        '{"kept": {"k": 1}, "list": [{"in": {"a": 1, "b": 2',
    ],
)
def test_where_a_bracket_is_too_many_or_missing_nothing_near_it_is_whole(text: str) -> None:
    tree, diagnostics = parse_json(SourceFile("a.json", text))
    assert diagnostics
    assert isinstance(tree, JsonObject)
    kept, listed = tree.get("kept"), tree.get("list")
    assert isinstance(kept, JsonObject)
    assert not kept.broken
    assert isinstance(listed, JsonArray)
    item = listed.items[0]
    assert isinstance(item, JsonObject)
    assert item.broken
    inside = item.get("in")
    assert isinstance(inside, JsonObject)
    assert inside.broken


@pytest.mark.parametrize("text", ["", "   \n", "// only a comment"])
def test_a_file_without_a_value_is_an_error(text: str) -> None:
    tree, diagnostics = parse_json(SourceFile("a.json", text))
    assert tree is None
    assert [diagnostic.code for diagnostic in diagnostics] == ["syntax-error"]


def test_what_is_nested_too_deep_is_left_unread_and_its_neighbors_are_read() -> None:
    deep = "[" * 100_000 + "]" * 100_000
    tree, diagnostics = parse_json(SourceFile("a.json", f'{{"before": 1, "deep": {deep}, "after": 2}}'))
    assert isinstance(tree, JsonObject)
    assert (plain(tree.get("before")), plain(tree.get("after"))) == (1, 2)
    assert [diagnostic.code for diagnostic in diagnostics] == ["nested-too-deep"]


@pytest.mark.parametrize("opener", ["[", '{"a":', '[{"a":'])
def test_deep_nesting_that_is_never_closed_ends(opener: str) -> None:
    _, diagnostics = parse_json(SourceFile("a.json", opener * 100_000))
    assert diagnostics


@pytest.mark.parametrize(
    "text",
    [
        '{"a": "' + "x" * 2_000_000,
        '{"a": "' + '\\"' * 500_000,
        '["' + '\\"' * 500_000 + "\\",
        "[x " + '"' + '\\"' * 500_000 + "\\",
        "{" + '"k' * 300_000,
        "[" + "/*" * 500_000,
        "[" + "/" * 500_000,
        '{"a": 1' + " " * 500_000 + "x",
        "[" + "9" * 500_000 + "]",
        "[" + "1 " * 200_000 + "]",
        "}" * 200_000,
        "[" + "}" * 200_000,
        "[" + "{]" * 100_000,
    ],
    ids=range(13),
)
def test_long_broken_text_is_read_in_one_pass(text: str) -> None:
    """Anything quadratic would take minutes here."""
    file = SourceFile("a.json", text)
    _, diagnostics = parse_json(file)
    list_comments(file)
    assert 1 <= len(diagnostics) <= 21


def test_mutated_text_never_raises_and_keeps_its_spans_inside() -> None:
    whole = json.dumps(
        {"a": [1, 2.5, -3e4, True, None, {"b": "c\n\u00e9", "d": {}}], "resources": [{"name": "[x('y')]"}]}, indent=1
    )
    noise = '{}[]",:/*\\\n\ufeff 0-eE.tfnu\ud800'
    chance = random.Random(7)
    for _ in range(3_000):
        characters = list(whole)
        for _ in range(chance.randint(1, 6)):
            at = chance.randrange(len(characters))
            characters[at : at + chance.randint(0, 3)] = chance.choice(noise)
        text = "".join(characters)
        tree, diagnostics = parse_json(SourceFile("a.json", text))
        for diagnostic in diagnostics:
            assert diagnostic.span is not None
            assert 0 <= diagnostic.span.start <= diagnostic.span.end <= len(text)
        pending = [tree] if tree is not None else []
        while pending:
            value = pending.pop()
            assert 0 <= value.start <= value.end <= len(text)
            if isinstance(value, JsonObject):
                pending.extend(member.value for member in value.members)
            elif isinstance(value, JsonArray):
                pending.extend(value.items)
