"""Unknowns of which something is known all the same: an element, an entry, a bound, or a value that is not shown.

``moved`` gives each of them another origin without losing what it knows.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from fastpath_checks.core.spans import Origin, OriginKind, Span
from fastpath_checks.core.values import Because, Known, Missing, OneOf, Unknown, Value, seen_at


class Entries(NamedTuple):
    """What a map or object has that is not known whole.

    ``certain`` it has; ``possible`` it may have; where ``closed`` it has no others.
    """

    certain: dict[str, Value]
    possible: dict[str, Value]
    closed: bool

    def named(self, name: str) -> Value | None:
        """The value that stands under a name, if it stands there."""
        found = self.certain.get(name)
        return found if found is not None else self.possible.get(name)


NO_ENTRIES = Entries({}, {}, False)


class UnknownExpansion(Unknown):
    """All instances of a resource or module whose ``count`` or ``for_each`` is not known.

    ``representative`` stands for whichever instance an index picks that is not among the ``entries``.
    """

    __slots__ = ("entries", "representative")

    def __init__(
        self,
        missing: tuple[Missing, ...],
        residual: str,
        origin: Origin,
        representative: Value,
        entries: Entries = NO_ENTRIES,
    ) -> None:
        super().__init__(missing, residual, origin, True)
        self.representative = representative
        self.entries = entries


class UnknownJson(Unknown):
    """A text that ``jsonencode`` makes of a value that is known only in part: ``decoded`` is that value."""

    __slots__ = ("decoded",)

    def __init__(self, missing: tuple[Missing, ...], residual: str, origin: Origin, decoded: Value) -> None:
        super().__init__(missing, residual, origin, True)
        self.decoded = decoded


class UnknownEntries(Unknown):
    """A map or object whose keys are not all known: ``merge(var.unknown, {a = 1})`` certainly has its ``a``."""

    __slots__ = ("entries",)

    def __init__(self, missing: tuple[Missing, ...], residual: str, origin: Origin, entries: Entries) -> None:
        super().__init__(missing, residual, origin, True)
        self.entries = entries


class UnknownElements(Unknown):
    """A list or set whose elements are not all known: ``concat(var.unknown, ["a"])`` certainly has its ``"a"``."""

    __slots__ = ("elements",)

    def __init__(self, missing: tuple[Missing, ...], residual: str, origin: Origin, elements: list[Value]) -> None:
        super().__init__(missing, residual, origin, True)
        self.elements = elements


class UnknownCount(Unknown):
    """A number that is not known, but not below ``least``: the length of a list."""

    __slots__ = ("least",)

    def __init__(self, missing: tuple[Missing, ...], residual: str, origin: Origin, least: int) -> None:
        super().__init__(missing, residual, origin, True)
        self.least = least


class Hidden(Unknown):
    """A value that its files call sensitive: it is not looked at, but ``nonsensitive`` gives it back."""

    __slots__ = ("content",)

    def __init__(self, missing: tuple[Missing, ...], residual: str, origin: Origin, content: Value) -> None:
        super().__init__(missing, residual, origin, True)
        self.content = content


def hidden(value: Value, name: str, span: Span | None) -> Value:
    """A sensitive value, of which nothing is shown but whether it is null; its story starts at ``span``."""
    origin = Origin(span, OriginKind.DERIVED)
    if isinstance(value, Known) and value.data is None:
        return Known(None, origin)
    if isinstance(value, Unknown):
        return value
    return Hidden((Missing(Because.SENSITIVE, name, origin),), name, origin, value)


def hidden_part(whole: Hidden, part: Value, residual: str) -> Value:
    """A part of a sensitive value, as sensitive as the whole."""
    if isinstance(part, Known) and part.data is None:
        return Known(None, whole.origin)
    return part if isinstance(part, Unknown) else Hidden(whole.missing, residual, whole.origin, part)


def entries_of(value: Value) -> Entries:
    """What a map or object has, or all instances of a resource, though it is not known whole."""
    return value.entries if isinstance(value, (UnknownEntries, UnknownExpansion)) else NO_ENTRIES


def elements_of(value: Value) -> list[Value]:
    """What a list or set certainly has, though it is not known whole."""
    return value.elements if isinstance(value, UnknownElements) else []


def with_entries(
    lacking: Unknown, certain: dict[str, Value], possible: dict[str, Value] | None = None, closed: bool = False
) -> Unknown:
    """A map or object that is not known whole, what it certainly has, and what it may have."""
    if not certain and not possible:
        return lacking
    entries = Entries(certain, possible or {}, closed)
    return UnknownEntries(lacking.missing, lacking.residual, lacking.origin, entries)


def with_elements(lacking: Unknown, elements: Iterable[Value]) -> Unknown:
    """A list or set that is not known whole, and what it certainly has."""
    found = list(elements)
    return UnknownElements(lacking.missing, lacking.residual, lacking.origin, found) if found else lacking


def by_bound(operator: str, left: Value, right: Value) -> bool | None:
    """What comparing a number with a lower bound gives, whatever it turns out to be; None where that is open."""
    if isinstance(right, UnknownCount):
        left, right = right, left
        operator = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}.get(operator, operator)
    if not (isinstance(left, UnknownCount) and isinstance(right, Known)):
        return None
    bound = right.data
    if isinstance(bound, bool) or not isinstance(bound, (int, float)):
        return None
    if left.least > bound or (left.least == bound and operator in (">=", "<")):
        return {">": True, ">=": True, "<": False, "<=": False, "==": False}.get(operator)
    return None


def moved(value: Value, origin: Origin) -> Value:
    """The same value with another origin; special unknowns stay what they are."""
    match value:
        case Known():
            return Known(value.data, origin)
        case OneOf():
            return OneOf(value.choices, value.missing, origin)
        case UnknownExpansion():
            return UnknownExpansion(value.missing, value.residual, origin, value.representative, value.entries)
        case UnknownJson():
            return UnknownJson(value.missing, value.residual, origin, value.decoded)
        case UnknownEntries():
            return UnknownEntries(value.missing, value.residual, origin, value.entries)
        case UnknownElements():
            return UnknownElements(value.missing, value.residual, origin, value.elements)
        case UnknownCount():
            return UnknownCount(value.missing, value.residual, origin, value.least)
        case Hidden():
            return Hidden(value.missing, value.residual, origin, value.content)
        case Unknown():
            return Unknown(value.missing, value.residual, origin, value.never_null)


def stepped(value: Value, span: Span | None, kind: OriginKind = OriginKind.DERIVED) -> Value:
    """The value with one more step in its story; special unknowns stay what they are."""
    if type(value) is Known:
        return seen_at(value, span, kind)
    return moved(value, Origin(span, kind, value.origin))


def relabelled(value: Value, span: Span | None, kind: OriginKind) -> Value:
    """The value, its last step now of another kind: ``sku = var.x`` as a module's argument is a MODULE_ARGUMENT."""
    origin = value.origin
    where = origin.span if origin.span is not None else span
    return moved(value, Origin(where, kind, origin.parent))
