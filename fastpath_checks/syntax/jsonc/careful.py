"""The steps of reading that look at one token at a time: for comments, for rare forms, and for what is wrong.

Each takes an offset and returns one that is not before it. The plain cases are read by ``reading`` in one match.
"""

from __future__ import annotations

import re
from enum import Enum

from fastpath_checks.core.diagnostics import Diagnostic, Level
from fastpath_checks.core.spans import SourceFile, Span
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
from fastpath_checks.syntax.jsonc.scalars import WORDS, number, unescape

ERRORS_LIMIT = 20
"""More errors than this in one file are not told."""

_BLANK = re.compile(r"[\s\ufeff]+|//[^\r\n]*|(/\*.*?(\*/|\Z))", re.DOTALL)
_STRING = re.compile(r'"([^"\\]*(?:\\.[^"\\]*)*)"', re.DOTALL)
_BARE = re.compile(r"[^\s,:{}\[\]\"]+")
_LANDMARK = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*(?:"|\\?\Z)|//[^\r\n]*|/\*.*?(?:\*/|\Z)|([{\[])|([}\]])|(,)', re.DOTALL)


class After(Enum):
    """What follows an element: another one, the container's end, or an end that was not written here."""

    ELEMENT = 1
    CLOSED = 2
    CLOSED_BY_PARENT = 3


class CarefulReader:
    """Reads single tokens of a file and reports what is wrong with them."""

    def __init__(self, file: SourceFile, diagnostics: list[Diagnostic]) -> None:
        self.file = file
        self.text = file.text
        self.diagnostics = diagnostics
        self._errors = 0
        self._spoiled: set[int] = set()

    def error(self, summary: str, start: int, end: int, detail: str = "", code: str = "syntax-error") -> None:
        self._errors += 1
        if self._errors <= ERRORS_LIMIT:
            self.diagnostics.append(Diagnostic(code, Level.ERROR, summary, detail, Span(self.file, start, end)))

    def skip(self, at: int) -> int:
        """Behind blanks and comments."""
        match = _BLANK.match(self.text, at)
        while match is not None:
            if match.group(1) is not None and not match.group(2):
                self.error("this comment is never closed", at, at + 2)
            at = match.end()
            match = _BLANK.match(self.text, at)
        return at

    def member(self, at: int, owner: JsonObject) -> tuple[int, JsonMember | None]:
        """The member that starts here, if one does; where it opens a container, that one is still empty."""
        start = self.skip(at)
        text = self.text
        if start >= len(text) or text[start] in "}]":
            return start, None
        if text[start] != '"':
            if text[start] in "{[":
                self._spoil(owner)
            return self._lost(start, owner, "a property name in double quotes is expected"), None
        name, after_name = self.string(start)
        if isinstance(name, JsonUnread):
            owner.broken = True
            return after_name, None
        colon = self.skip(after_name)
        if text[colon : colon + 1] != ":":
            return self._lost(colon, owner, "a colon is expected after the property name"), None
        value, end = self.value(self.skip(colon + 1), owner)
        return end, JsonMember(name.value, start, after_name, value)

    def item(self, at: int, owner: JsonArray) -> tuple[int, JsonValue | None]:
        """The array item that starts here, if one does."""
        start = self.skip(at)
        if start >= len(self.text) or self.text[start] in "}]":
            return start, None
        value, end = self.value(start, owner)
        return end, value

    def value(self, at: int, owner: JsonObject | JsonArray | None) -> tuple[JsonValue, int]:
        """The value that starts at ``at``, and where it ends; a container is only opened."""
        character = self.text[at : at + 1]
        if character == '"':
            return self.string(at)
        if character == "{":
            return JsonObject(at), at + 1
        if character == "[":
            return JsonArray(at), at + 1
        bare = _BARE.match(self.text, at)
        raw = bare.group() if bare is not None else ""
        if "/" in raw:
            raw = raw[: raw.index("/")]
        end = at + len(raw)
        if raw in WORDS:
            return JsonLiteral(WORDS[raw], at, end), end
        found = number(raw)
        if found is not None:
            return JsonNumber(found, at, end), end
        if owner is None:
            self.error("a JSON value is expected", at, max(end, min(at + 1, len(self.text))))
            return JsonUnread(at, end), end
        end = self._lost(at, owner, "a value is expected")
        return JsonUnread(at, end), end

    def string(self, at: int) -> tuple[JsonString | JsonUnread, int]:
        """The string whose quote stands at ``at``. Without a closing quote nothing behind it can be read."""
        match = _STRING.match(self.text, at)
        if match is None:
            line_end = self.text.find("\n", at)
            end = len(self.text) if line_end < 0 else line_end
            self.error("this string is never closed", at, max(at + 1, min(end, at + 80)))
            return JsonUnread(at, end), len(self.text)
        raw = match.group(1)
        if "\\" not in raw:
            return JsonString(raw, at, match.end(), False), match.end()
        return JsonString(self.unescaped(raw, at + 1), at, match.end(), True), match.end()

    def unescaped(self, raw: str, at: int) -> str:
        """The meaning of a string's inside, which stands at ``at``."""
        value, bad = unescape(raw)
        if bad >= 0:
            self.error(f"{raw[bad : bad + 2]!r} is not an escape of JSON", at + bad, at + bad + 2)
        return value

    def after(self, at: int, owner: JsonObject | JsonArray, parents: list[JsonObject | JsonArray]) -> tuple[int, After]:
        """What follows an element of ``owner``; ``parents`` are the open containers, ``owner`` the last of them."""
        text = self.text
        closer = "}" if isinstance(owner, JsonObject) else "]"
        while True:
            at = self.skip(at)
            character = text[at : at + 1]
            if character == ",":
                return at + 1, After.ELEMENT
            if character == closer:
                return at + 1, After.CLOSED
            if not character:
                if not any(parent.broken for parent in parents):
                    opener = text[owner.start]
                    self.error(f"{opener!r} is never closed", owner.start, owner.start + 1, "The file ends inside it.")
                owner.broken = True
                return at, After.CLOSED_BY_PARENT
            if character in "}]":
                self.error(f"{closer!r} is expected, not {character!r}", at, at + 1)
                self._spoil(owner)
                other = JsonArray if isinstance(owner, JsonObject) else JsonObject
                closed = next((depth for depth, one in enumerate(parents[::-1]) if isinstance(one, other)), 0)
                if closed:
                    for parent in parents[-1 - closed : -1]:
                        parent.broken = True  # what seems absent there may stand in here
                    return at, After.CLOSED_BY_PARENT
                at += 1
            elif character == '"' or character.isalnum() or character in "{[-":
                self.error("a comma is expected before this", at, at + 1)
                return at, After.ELEMENT
            else:
                if character == ":" and isinstance(owner, JsonArray):
                    self._spoil(owner, 2)  # a member of the object before, which was closed too early
                at = self._lost(at, owner, "a comma is expected")

    def _spoil(self, owner: JsonObject | JsonArray, count: int = 1) -> None:
        """A bracket too many or too few: nobody can say what belongs to the last elements of a container, and where."""
        owner.broken = True
        elements = owner.items if isinstance(owner, JsonArray) else [member.value for member in owner.members[-count:]]
        pending: list[JsonValue] = elements[-count:]
        while pending:
            one = pending.pop()
            if isinstance(one, (JsonObject, JsonArray)) and id(one) not in self._spoiled:
                self._spoiled.add(id(one))
                one.broken = True
                pending.extend(one.items if isinstance(one, JsonArray) else [member.value for member in one.members])

    def leap(self, at: int) -> int:
        """Behind the container that opens at ``at``, without reading it."""
        return self._landmark(at + 1, inside=1)

    def _lost(self, at: int, owner: JsonObject | JsonArray, summary: str) -> int:
        """Report, and go to the comma or bracket that ends the element that could not be read."""
        bare = _BARE.match(self.text, at)
        end = min(bare.end(), at + 40) if bare is not None else at + 1
        self.error(summary, at, min(end, len(self.text)))
        owner.broken = True
        return self._landmark(at, inside=0)

    def _landmark(self, at: int, inside: int) -> int:
        """Behind the end of the container we are inside of, or at the comma or bracket that ends the element."""
        goal = inside - 1
        depth = 0
        for match in _LANDMARK.finditer(self.text, at):
            opened, closed, comma = match.groups()
            if opened:
                depth += 1
            elif closed:
                depth -= 1
                if depth < 0:
                    return match.end() if goal == 0 else match.start()
            elif comma and depth == 0 and goal < 0:
                return match.start()
        return len(self.text)
