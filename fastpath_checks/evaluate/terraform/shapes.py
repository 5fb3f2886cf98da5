"""The shapes of Terraform's data where plain Python is too coarse.

A plain ``list`` is a tuple, a plain ``dict`` an object; the subclasses here are the collections with one element type.
All are lists and dicts to whoever only reads them.
"""

from __future__ import annotations

from collections.abc import Callable, ItemsView, Iterable, Iterator, KeysView, ValuesView
from typing import Any

from fastpath_checks.core.spans import NOWHERE, Origin, SourceFile
from fastpath_checks.core.values import (
    MISSING_LIMIT,
    Because,
    Known,
    Missing,
    Unknown,
    Value,
)
from fastpath_checks.evaluate.terraform.special_unknowns import UnknownJson
from fastpath_checks.evaluate.terraform.type_constraints import Type
from fastpath_checks.graph.resource_ids import ResourceId


class ListData(list[Value]):
    """A list: every element has the type ``element``; None where nothing says which (an empty list)."""

    __slots__ = ("element",)

    def __init__(self, items: Iterable[Value] = (), element: Type | None = None) -> None:
        super().__init__(items)
        self.element = element


class SetData(list[Value]):
    """A set: in Terraform's own order, each element once, not to be indexed."""

    __slots__ = ("element",)

    def __init__(self, items: Iterable[Value] = (), element: Type | None = None) -> None:
        super().__init__(items)
        self.element = element


class MapData(dict[str, Value]):
    """A map: every element has the type ``element``; None where nothing says which (an empty map)."""

    __slots__ = ("element",)

    def __init__(self, items: dict[str, Value] | None = None, element: Type | None = None) -> None:
        super().__init__(items or {})
        self.element = element


class Inexact(float):
    """A number whose digits do not end (``1 / 3``): to compare and to calculate with, but its text is not modelled."""


class LazyObject(dict[str, Value]):
    """An object whose attributes are computed when they are asked for, each once.

    ``names`` are the attributes that it has; ``compute`` gives one of them. ``beyond`` answers for every other name: a
    resource has computed attributes that no file lists. Where it is None the object has no others. ``unread`` answers,
    before all, for what may have been written in a text that could not be read.
    """

    __slots__ = ("_compute", "_names", "beyond", "unread")

    def __init__(
        self,
        names: Iterable[str],
        compute: Callable[[str], Value],
        beyond: Callable[[str], Value] | None = None,
        unread: Callable[[str], Value] | None = None,
    ) -> None:
        super().__init__()
        self._names = dict.fromkeys(names)
        self._compute = compute
        self.beyond = beyond
        self.unread = unread

    def __missing__(self, name: str) -> Value:
        if name not in self._names:
            raise KeyError(name)
        value = self._compute(name)
        self[name] = value
        return value

    def attribute(self, name: str) -> Value | None:
        """The attribute, or None where the object cannot have it."""
        if name in self._names:
            return self[name]
        if self.unread is not None:
            return self.unread(name)
        return self.beyond(name) if self.beyond is not None else None

    def get(self, name: str, default: Any = None) -> Any:
        if name in self._names:
            return self[name]
        return self.unread(name) if self.unread is not None else default

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def keys(self) -> KeysView[str]:  # type: ignore[override]
        return self._names.keys()

    def items(self) -> ItemsView[str, Value]:  # type: ignore[override]
        return {name: self[name] for name in self._names}.items()

    def values(self) -> ValuesView[Value]:  # type: ignore[override]
        return {name: self[name] for name in self._names}.values()

    def filled(self) -> dict[str, Value]:
        """A plain dict of all attributes that the object lists."""
        return {name: self[name] for name in self._names}


class FileText(str):
    """What ``file`` or ``templatefile`` gave: the text, and the file - as it is, or as it was rendered."""

    __slots__ = ("file",)
    file: SourceFile

    def __new__(cls, file: SourceFile) -> FileText:
        made = super().__new__(cls, file.text)
        made.file = file
        return made


class JsonText(str):
    """What ``jsonencode`` made: the text, and in ``decoded`` the value whose parts still know where they stand."""

    __slots__ = ("decoded",)
    decoded: Value

    def __new__(cls, text: str, decoded: Value) -> JsonText:
        made = super().__new__(cls, text)
        made.decoded = decoded
        return made


def decoded_json(value: Value) -> Value | None:
    """The value that a text was made of with ``jsonencode``; None where it was not made so."""
    if isinstance(value, UnknownJson):
        return value.decoded
    if isinstance(value, Known) and isinstance(value.data, JsonText):
        return value.data.decoded
    return None


def settled(value: Value) -> bool:
    """Whether every part of a value is known; an object with attributes beyond those that it lists is not."""
    if not isinstance(value, Known):
        return False
    data = value.data
    if isinstance(data, dict):
        if isinstance(data, LazyObject) and data.beyond is not None:
            return False
        return all(settled(item) for item in data.values())
    if isinstance(data, list):
        return all(settled(item) for item in data)
    return True


def missing_within(values: Iterable[Value]) -> tuple[Missing, ...]:
    """What the values, or any part of them, lack: each once, capped."""
    found: dict[tuple[object, str], Missing] = {}
    pending = list(values)
    pending.reverse()
    while pending and len(found) < MISSING_LIMIT:
        value = pending.pop()
        if not isinstance(value, Known):
            for missing in value.missing:
                found.setdefault((missing.because, missing.name), missing)
            continue
        data = value.data
        if isinstance(data, LazyObject):
            continue
        if isinstance(data, dict):
            pending.extend(data.values())
        elif isinstance(data, list):
            pending.extend(reversed(data))
        elif isinstance(data, ResourceId):
            parts = (data.subscription, data.resource_group, *data.names)
            pending.extend(part for part in reversed(parts) if part is not None)
    return tuple(found.values())[:MISSING_LIMIT]


def residual_of(value: Value) -> str:
    """A short text that stands for the value in the residual of an operation; empty where there is none."""
    if isinstance(value, Unknown):
        return value.residual
    if isinstance(value, Known):
        data = value.data
        if data is None or isinstance(data, (bool, int, float)):
            return str(data).lower()
        if isinstance(data, str) and len(data) <= 100:
            return '"' + data + '"'
    return ""


RESIDUAL_LIMIT = 300


def combined_residual(name: str, values: Iterable[Value]) -> str:
    """``name(a, b)`` where every operand has a residual and the whole is short; else empty."""
    parts = []
    for value in values:
        part = residual_of(value)
        if not part:
            return ""
        parts.append(part)
    text = f"{name}({', '.join(parts)})"
    return text if len(text) <= RESIDUAL_LIMIT else ""


def nameless(because: Because, name: str, origin: Origin = NOWHERE) -> Unknown:
    """The unknown where it enters, of which there may be others with the same name that are not equal to it."""
    return Unknown((Missing(because, name, origin),), "", origin, True)


def undecided(
    values: Iterable[Value], residual: str = "", origin: Origin = NOWHERE, *, never_null: bool = False
) -> Unknown:
    """What an operation gives that needs the values whole, where some part of them is not known."""
    return Unknown(missing_within(values), residual, origin, never_null)
