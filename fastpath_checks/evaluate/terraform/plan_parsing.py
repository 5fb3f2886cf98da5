"""The JSON of a plan. Its resources are found at once and read when they are asked for: of large plans, few are."""

from __future__ import annotations

import json
import re
from typing import Any

from fastpath_checks.core.diagnostics import Diagnostic
from fastpath_checks.core.spans import SourceFile
from fastpath_checks.syntax.jsonc import JsonMember, JsonObject, JsonValue, parse_json, parse_object_at

OPEN_LIMIT = 32
"""How many resources stay read. The attributes of one are asked for one after the other."""

_TEXT = r'"[^"\\]*(?:\\.[^"\\]*)*"'
_RESOURCE = re.compile(
    rf'\{{\s*"address"\s*:\s*{_TEXT}\s*,\s*(?:"(?:module_address|previous_address)"\s*:\s*{_TEXT}\s*,\s*)*'
    r'"mode"\s*:\s*"(?:managed|data)"\s*,\s*"type"\s*:\s*"[^"\\]+"'
)
"""How terraform begins each resource, in every part of a plan. Inside a string the quotes would be escaped."""
_CHANGE = re.compile(
    rf'(?:\s*,\s*"(?:name|index|deposed|provider_name)"\s*:\s*(?:{_TEXT}|[0-9]+))*'
    r'\s*,\s*"change"\s*:\s*\{\s*"actions"\s*:\s*\[[^\[\]{}]*\]'
)
"""What follows in a resource's change, up to the states before and after it."""
_MEMBER = re.compile(r'\s*,\s*"([a-z_]+)"\s*:\s*')
_REPEATED = frozenset({"before", "after", "before_sensitive", "after_sensitive"})
"""What a change says that the planned values say, too, or that is over once the plan is applied."""


def parse_plan(file: SourceFile) -> tuple[JsonValue | None, list[Diagnostic]]:
    """The plan's tree and what is wrong with it, as ``parse_json``.

    The resources in it are read when their members are asked for. Where one cannot be skipped (the plan is cut off
    there), all from there on is read at once. The states before and after a change are left empty.
    """
    return parse_json(file, _resources(_Text(file)))


def _resources(text: _Text) -> dict[int, JsonObject]:
    """The resources by the offsets at which they open."""
    found: dict[int, JsonObject] = {}
    content = text.file.text
    at = 0
    try:
        while (match := _RESOURCE.search(content, at)) is not None:
            at = text.decoded(match.start())[1]
            found[match.start()] = LaidOutResource(text, match.start(), at)
    except (ValueError, RecursionError):
        pass
    return found


class _Text:
    """A plan's text, and what was read of it last."""

    __slots__ = ("_decoder", "_opened", "_texts", "file")

    def __init__(self, file: SourceFile) -> None:
        self.file = file
        self._decoder = json.JSONDecoder()
        self._opened: dict[int, JsonObject] = {}
        self._texts: dict[str, str] = {}

    def decoded(self, start: int) -> tuple[Any, int]:
        """The plain data that start there, and where they end; raises ValueError where they do not end."""
        return self._decoder.raw_decode(self.file.text, start)

    def opened(self, start: int) -> JsonObject:
        """The tree of the resource that starts there."""
        found = self._opened.pop(start, None)
        if found is None:
            if len(self._opened) >= OPEN_LIMIT:
                del self._opened[next(iter(self._opened))]
            found = parse_object_at(self.file, start, self._states(start), self._texts)
        self._opened[start] = found
        return found

    def _states(self, start: int) -> dict[int, JsonObject]:
        """The states before and after a change, where the resource that starts there is one, as empty objects."""
        found: dict[int, JsonObject] = {}
        beginning = _RESOURCE.match(self.file.text, start)
        change = _CHANGE.match(self.file.text, beginning.end()) if beginning is not None else None
        if change is None:
            return found
        at = change.end()
        while (member := _MEMBER.match(self.file.text, at)) is not None:
            begin = member.end()
            at = self.decoded(begin)[1]
            if member[1] in _REPEATED and self.file.text[begin] == "{":
                found[begin] = JsonObject(begin, at)
        return found


class LaidOutResource(JsonObject):
    """A resource of a plan: where it stands is known, its members are read when they are asked for."""

    __slots__ = ("_text",)

    def __init__(self, text: _Text, start: int, end: int) -> None:
        self._text = text
        self.start = start
        self.end = end
        self.broken = False
        self._by_folded_key = None

    @property
    def members(self) -> list[JsonMember]:  # type: ignore[override]  # nobody else adds members
        return self._text.opened(self.start).members

    def plain(self) -> dict[str, Any]:
        """All that it says as plain data: quick to get, without positions."""
        found: dict[str, Any] = self._text.decoded(self.start)[0]
        return found
