"""The tree of a JSON file. Offsets are code points of the file's text; ranges are half-open."""

from __future__ import annotations

from typing import NamedTuple, Union


class JsonMember(NamedTuple):
    """``"key": value``; the key's range includes its quotes."""

    key: str
    key_start: int
    key_end: int
    value: JsonValue


class JsonObject:
    """``{...}``. Of members with the same key the last one counts, and only that one is kept.

    ``broken`` says that something inside could not be read and was skipped: what is absent may have been written.
    """

    __slots__ = ("_by_folded_key", "broken", "end", "members", "start")

    def __init__(self, start: int, end: int = -1) -> None:
        self.members: list[JsonMember] = []
        self.start = start
        self.end = end
        self.broken = False
        self._by_folded_key: dict[str, JsonMember] | None = None

    def get(self, key: str) -> JsonValue | None:
        """The value of the member that is spelled exactly like this; None where there is none."""
        for member in self.members:
            if member.key == key:
                return member.value
        return None

    def find(self, key: str) -> JsonValue | None:
        """The value of the member with this name, compared without case as ARM does."""
        member = self.member(key)
        return None if member is None else member.value

    def member(self, key: str) -> JsonMember | None:
        """The member with this name, compared without case as ARM does; of several the last."""
        if self._by_folded_key is None:
            self._by_folded_key = {member[0].casefold(): member for member in self.members}
        return self._by_folded_key.get(key.casefold())


class JsonArray:
    """``[...]``; ``broken`` as for an object."""

    __slots__ = ("broken", "end", "items", "start")

    def __init__(self, start: int, end: int = -1) -> None:
        self.items: list[JsonValue] = []
        self.start = start
        self.end = end
        self.broken = False


class JsonString:
    """Text; the range includes the quotes. ``escaped`` says that offsets inside it are not those of the file."""

    __slots__ = ("end", "escaped", "start", "value")

    def __init__(self, value: str, start: int, end: int, escaped: bool) -> None:
        self.value = value
        self.start = start
        self.end = end
        self.escaped = escaped


class JsonNumber:
    __slots__ = ("end", "start", "value")

    def __init__(self, value: int | float, start: int, end: int) -> None:
        self.value = value
        self.start = start
        self.end = end


class JsonLiteral:
    """``true``, ``false`` or ``null``."""

    __slots__ = ("end", "start", "value")

    def __init__(self, value: bool | None, start: int, end: int) -> None:
        self.value = value
        self.start = start
        self.end = end


class JsonUnread:
    """A value that stands here but could not be read; a diagnostic says why."""

    __slots__ = ("end", "start")

    def __init__(self, start: int, end: int) -> None:
        self.start = start
        self.end = end


JsonValue = Union[  # noqa: UP007 - an alias is evaluated when it is read
    JsonObject, JsonArray, JsonString, JsonNumber, JsonLiteral, JsonUnread
]
