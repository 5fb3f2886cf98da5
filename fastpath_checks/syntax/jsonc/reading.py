"""JSON as ARM accepts it, with the position of every key and value.

Beyond JSON: ``//`` and ``/* */`` comments, line ends and tabs inside strings, a comma before a closing bracket, a
byte-order mark. What is wrong is reported and skipped; the rest is read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from fastpath_checks.core.diagnostics import Diagnostic, Level
from fastpath_checks.core.spans import SourceFile, Span
from fastpath_checks.syntax.jsonc.careful import After, CarefulReader
from fastpath_checks.syntax.jsonc.nodes import (
    JsonArray,
    JsonLiteral,
    JsonMember,
    JsonNumber,
    JsonObject,
    JsonString,
    JsonUnread,
    JsonValue,
)
from fastpath_checks.syntax.jsonc.scalars import WORDS, number

DEPTH_LIMIT = 200
"""Containers inside each other; what is deeper is not read."""

NOTHING: Mapping[int, JsonObject] = {}

_VALUE = r'(?:"([^"\\]*(?:\\.[^"\\]*)*)"|(-?[0-9][0-9.eE+-]*|true|false|null)(?=[\s,}\]])|([{\[]))[ \t\r\n]*([,}\]])?'
_ITEM = re.compile(r"[ \t\r\n]*" + _VALUE, re.DOTALL)
_MEMBER = re.compile(r'[ \t\r\n]*"([^"\\]*)"[ \t\r\n]*:[ \t\r\n]*' + _VALUE, re.DOTALL)
_NEXT = re.compile(r"[ \t\r\n]*([,}\]])")


def parse_json(
    file: SourceFile, instead: Mapping[int, JsonObject] = NOTHING
) -> tuple[JsonValue | None, list[Diagnostic]]:
    """The file's value and what is wrong with it; None where there is no value at all. Never raises.

    ``instead`` maps offsets of objects that are not read to what stands in their place.
    """
    diagnostics: list[Diagnostic] = []
    careful = CarefulReader(file, diagnostics)
    start = careful.skip(0)
    if start >= len(file.text):
        careful.error("the file is empty: a JSON value is expected", start, start)
        return None, diagnostics
    root, at = careful.value(start, None)
    if isinstance(root, (JsonObject, JsonArray)):
        at = _read_container(file, careful, root, instead, {})
    at = careful.skip(at)
    if at < len(file.text) and not isinstance(root, JsonUnread):
        careful.error("nothing is expected after the end of the JSON value", at, at + 1)
    return root, diagnostics


def parse_object_at(
    file: SourceFile, start: int, instead: Mapping[int, JsonObject], texts: dict[str, str]
) -> JsonObject:
    """The object that opens at an offset, of a text that is known to be JSON there.

    ``instead`` as for ``parse_json``; of equal texts the one in ``texts`` is taken.
    """
    root = JsonObject(start)
    _read_container(file, CarefulReader(file, []), root, instead, texts)
    return root


def _read_container(
    file: SourceFile,
    careful: CarefulReader,
    root: JsonObject | JsonArray,
    instead: Mapping[int, JsonObject],
    texts: dict[str, str],
) -> int:
    """Fill ``root`` and everything inside it; the offset behind it."""
    text = file.text
    match_member, match_item, match_next = _MEMBER.match, _ITEM.match, _NEXT.match
    share = texts.setdefault  # one text for all equal ones: most keys of a file are repeated
    stack: list[JsonObject | JsonArray] = [root]
    current: JsonObject | JsonArray = root
    in_object = isinstance(root, JsonObject)
    at = root.start + 1
    value: JsonValue | None
    while True:
        if in_object:
            match = match_member(text, at)
            shift = 1
        else:
            match = match_item(text, at)
            shift = 0
        follower: str | None = None
        if match is None:
            if isinstance(current, JsonObject):
                at, member = careful.member(at, current)
                value = None if member is None else member.value
                if member is not None:
                    current.members.append(member)
            else:
                at, value = careful.item(at, current)
                if value is not None:
                    current.items.append(value)
        else:
            groups = match.groups()
            raw, scalar, opener, follower = groups[shift:]
            at = match.end()
            if raw is not None:
                start, end = match.span(1 + shift)
                if "\\" in raw:
                    value = JsonString(careful.unescaped(raw, start), start - 1, end + 1, True)
                else:
                    value = JsonString(share(raw, raw), start - 1, end + 1, False)
            elif scalar is not None:
                value = _scalar(careful, scalar, match.start(2 + shift))
            else:
                start = match.start(3 + shift)
                value = instead.get(start)
                if value is None:
                    value = JsonObject(start) if opener == "{" else JsonArray(start)
                    at = start + 1
                else:
                    at = value.end
                follower = None
            if isinstance(current, JsonObject):
                start, end = match.span(1)
                current.members.append(JsonMember(share(groups[0], groups[0]), start - 1, end + 1, value))
            else:
                current.items.append(value)
        if isinstance(value, (JsonObject, JsonArray)) and value.end < 0:
            if len(stack) < DEPTH_LIMIT:
                stack.append(value)
                current = value
                in_object = isinstance(value, JsonObject)
                continue
            at = _leap(careful, current, value)
        while True:
            if follower is None:
                found = match_next(text, at)
                if found is not None:
                    follower = found.group(1)
                    at = found.end()
            if follower == ",":
                break
            if follower is None or (follower == "}") is not in_object:
                at, after = careful.after(at - 1 if follower else at, current, stack)
                if after is After.ELEMENT:
                    break
            current.end = at
            if in_object:
                _drop_duplicates(file, current, careful.diagnostics)
            stack.pop()
            if not stack:
                return at
            current = stack[-1]
            in_object = isinstance(current, JsonObject)
            follower = None


def _scalar(careful: CarefulReader, raw: str, at: int) -> JsonValue:
    end = at + len(raw)
    if raw in WORDS:
        return JsonLiteral(WORDS[raw], at, end)
    value = number(raw)
    if value is None:
        careful.error("this is not a number of JSON", at, min(end, at + 40))
        return JsonUnread(at, end)
    return JsonNumber(value, at, end)


def _leap(careful: CarefulReader, owner: JsonObject | JsonArray, value: JsonObject | JsonArray) -> int:
    """Put an unread value in the place of one that is nested too deep; the offset behind it."""
    at = careful.leap(value.start)
    detail = f"Only {DEPTH_LIMIT} levels are read."
    careful.error("this is nested too deep", value.start, value.start + 1, detail, "nested-too-deep")
    unread = JsonUnread(value.start, at)
    if isinstance(owner, JsonObject):
        owner.members[-1] = owner.members[-1]._replace(value=unread)
    else:
        owner.items[-1] = unread
    return at


def _drop_duplicates(file: SourceFile, owner: JsonObject | JsonArray, diagnostics: list[Diagnostic]) -> None:
    if not isinstance(owner, JsonObject) or len({member[0] for member in owner.members}) == len(owner.members):
        return
    kept: dict[str, JsonMember] = {}
    for member in owner.members:
        if member.key in kept:
            span = Span(file, member.key_start, member.key_end)
            summary = f"the key {member.key!r} is written twice: the last one counts"
            diagnostics.append(Diagnostic("duplicate-key", Level.WARNING, summary, span=span))
        kept[member.key] = member
    owner.members = list(kept.values())
