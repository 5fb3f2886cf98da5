"""What JSON means, as ARM accepts it, and where each part of it stands."""

from __future__ import annotations

from typing import Any

import pytest

from fastpath_checks.core.diagnostics import Level
from fastpath_checks.core.spans import SourceFile
from fastpath_checks.syntax.jsonc import (
    JsonArray,
    JsonObject,
    JsonString,
    JsonUnread,
    JsonValue,
    list_comments,
    parse_json,
)


def plain(value: JsonValue | None) -> Any:
    if isinstance(value, JsonObject):
        return {member.key: plain(member.value) for member in value.members}
    if isinstance(value, JsonArray):
        return [plain(item) for item in value.items]
    if value is None or isinstance(value, JsonUnread):
        return "unread"
    return value.value


def read(text: str) -> Any:
    """The plain data of a text that is read without a remark."""
    tree, diagnostics = parse_json(SourceFile("a.json", text))
    assert diagnostics == []
    return plain(tree)


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ('{"a": 1, "b": [true, false, null], "c": {"d": "e"}}', {"a": 1, "b": [True, False, None], "c": {"d": "e"}}),
        ("[]", []),
        (" {\t}\r\n", {}),
        ('"only a text"', "only a text"),
        ("-0.5e3", -500.0),
        ("[12345678901234567890, 1.0]", [12345678901234567890, 1.0]),
        (r'"\"\\\/\b\f\n\r\t\u00e9"', '"\\/\b\f\n\r\té'),
        (r'"\ud83d\ude80"', "\U0001f680"),
        (r'"\ud83d alone"', "\ufffd alone"),
        (r'{"k\u0065y": 1}', {"key": 1}),
    ],
)
def test_json_is_read_as_it_is_meant(text: str, data: Any) -> None:
    assert read(text) == data


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ('// first\n{"a": /* here */ 1, // end\n"b" /*x*/ : /*y*/ 2 /*z*/ } // last', {"a": 1, "b": 2}),
        ('{"a": [1, 2, ], "b": {"c": 3, }, }', {"a": [1, 2], "b": {"c": 3}}),
        ('{"a": "one\n\ttwo"}', {"a": "one\n\ttwo"}),
        ('\ufeff{"a": 1}', {"a": 1}),
        ('{"url": "http://x/*not a comment*/"}', {"url": "http://x/*not a comment*/"}),
        ("[1/*a*/,true// b\n]", [1, True]),
    ],
)
def test_what_arm_accepts_beyond_json_is_read(text: str, data: Any) -> None:
    assert read(text) == data


def test_numbers_keep_their_kind() -> None:
    assert [type(item) for item in read("[1, 1.0, 1e3, true]")] == [int, float, float, bool]


def test_every_key_and_value_knows_its_exact_place() -> None:
    text = '{ "name" : "hub", "n": -1.5e3, "list": [ true, {"x": null} ], "e\\u0065": "a\\nb" }'
    tree, _ = parse_json(SourceFile("a.json", text))
    assert isinstance(tree, JsonObject)
    assert text[tree.start : tree.end] == text
    shown = {text[m.key_start : m.key_end]: text[m.value.start : m.value.end] for m in tree.members}
    assert shown == {
        '"name"': '"hub"',
        '"n"': "-1.5e3",
        '"list"': '[ true, {"x": null} ]',
        '"e\\u0065"': '"a\\nb"',
    }
    listed = tree.get("list")
    assert isinstance(listed, JsonArray)
    assert [text[item.start : item.end] for item in listed.items] == ["true", '{"x": null}']


def test_places_are_exact_behind_comments_and_rare_forms() -> None:
    text = '{ /*1*/ "a" /*2*/ : /*3*/ "b" /*4*/ , // 5\n "c\\t": 7 /*6*/ , }'
    tree, diagnostics = parse_json(SourceFile("a.json", text))
    assert isinstance(tree, JsonObject)
    assert diagnostics == []
    shown = {text[m.key_start : m.key_end]: text[m.value.start : m.value.end] for m in tree.members}
    assert shown == {'"a"': '"b"', '"c\\t"': "7"}


def test_a_text_says_whether_its_offsets_are_those_of_the_file() -> None:
    tree, _ = parse_json(SourceFile("a.json", r'["plain", "with\tescape"]'))
    assert isinstance(tree, JsonArray)
    assert [item.escaped for item in tree.items if isinstance(item, JsonString)] == [False, True]


def test_keys_are_found_without_case() -> None:
    tree, _ = parse_json(SourceFile("a.json", '{"Sku": 1, "name": 2}'))
    assert isinstance(tree, JsonObject)
    assert plain(tree.find("sKU")) == 1
    assert tree.get("sku") is None
    assert tree.find("tier") is None


def test_of_a_key_written_twice_the_last_counts_and_the_reader_is_told() -> None:
    text = '{"a": 1, "b": 2, "a": 3}'
    tree, diagnostics = parse_json(SourceFile("a.json", text))
    assert plain(tree) == {"a": 3, "b": 2}
    assert [(d.code, d.level, d.span.start if d.span else -1) for d in diagnostics] == [
        ("duplicate-key", Level.WARNING, text.rindex('"a"'))
    ]


def test_comments_are_listed_and_texts_are_none() -> None:
    text = '// one\n{"a": "// no", /* two */ "b": "\\" /* no */"}'
    found = [text[comment.start : comment.end] for comment in list_comments(SourceFile("a.json", text))]
    assert found == ["// one", "/* two */"]
