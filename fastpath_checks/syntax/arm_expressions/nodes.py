"""The tree of a template expression. Offsets count code points of the text that was read; ranges are half-open."""

from __future__ import annotations

from typing import NamedTuple, Union


class Text(NamedTuple):
    """``'...'``; ``value`` without quotes, ``''`` read as one. The range includes the quotes."""

    value: str
    start: int
    end: int


class Number(NamedTuple):
    value: int | float
    start: int
    end: int


class Call(NamedTuple):
    """``name(...)``; a user function's name holds its namespace: ``contoso.uniqueName``."""

    name: str
    arguments: tuple[Expression, ...]
    start: int
    end: int


class Access(NamedTuple):
    """``source.name``; ``safe`` for ``source.?name``."""

    source: Expression
    name: str
    safe: bool
    start: int
    end: int


class Item(NamedTuple):
    """``source[key]``; ``safe`` for ``source[?key]``."""

    source: Expression
    key: Expression
    safe: bool
    start: int
    end: int


class Malformed(NamedTuple):
    """What is wrong with a text that is no expression, and where."""

    summary: str
    start: int
    end: int


Expression = Union[Text, Number, Call, Access, Item]  # noqa: UP007 - an alias is evaluated when it is read
