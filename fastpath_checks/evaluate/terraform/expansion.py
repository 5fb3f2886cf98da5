"""How many instances there are: ``count``, ``for_each``, and dynamic blocks."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from fastpath_checks.core.claims import YES, Claim, maybe
from fastpath_checks.core.diagnostics import Level
from fastpath_checks.core.spans import Origin, OriginKind
from fastpath_checks.core.values import Because, Known, Missing, OneOf, Unknown, Value, join, unknown
from fastpath_checks.evaluate.terraform.conversion import convert, described
from fastpath_checks.evaluate.terraform.failures import EvaluationError, level_of
from fastpath_checks.evaluate.terraform.shapes import LazyObject, SetData, missing_within
from fastpath_checks.evaluate.terraform.special_unknowns import (
    NO_ENTRIES,
    Entries,
    UnknownElements,
    UnknownEntries,
    UnknownExpansion,
    entries_of,
    with_elements,
)
from fastpath_checks.evaluate.terraform.type_constraints import NUMBER
from fastpath_checks.syntax.hcl import nodes

if TYPE_CHECKING:
    from fastpath_checks.evaluate.terraform.configuration import Section
    from fastpath_checks.evaluate.terraform.evaluating import Evaluator
    from fastpath_checks.evaluate.terraform.scope import Scope

INSTANCES_LIMIT = 10_000
"""How many instances one block may have."""


class Member:
    """One instance: its key, what ``each`` and ``count.index`` mean in it, and whether it exists."""

    __slots__ = ("count", "each", "exists", "key")

    def __init__(
        self,
        key: str | int | None = None,
        *,
        each: tuple[Value, Value] | None = None,
        count: Value | None = None,
        exists: Claim = YES,
    ) -> None:
        self.key = key
        self.each = each
        self.count = count
        self.exists = exists


class Expansion:
    """All instances of a block, and how a reference to all of them reads.

    ``alternatives`` lists the positions in ``members`` that exist together; there is one, unless ``count`` or
    ``for_each`` is one of several. ``representative`` says that the last member stands for an unknown number of others;
    ``certain`` counts the members before it that exist for certain, None where all that are listed make the whole.
    """

    __slots__ = ("alternatives", "certain", "keyed", "members", "missing", "origin", "representative", "single")

    def __init__(
        self,
        members: list[Member],
        *,
        single: bool = False,
        keyed: bool = False,
        representative: bool = False,
        certain: int | None = None,
        alternatives: list[list[int]] | None = None,
        missing: tuple[Missing, ...] = (),
        origin: Origin,
    ) -> None:
        self.members = members
        self.single = single
        self.keyed = keyed
        self.representative = representative
        self.certain = certain
        self.alternatives = alternatives
        self.missing = missing
        self.origin = origin

    def whole(self, made: list[Value], residual: str) -> Value:
        """The value of a reference to all instances, of which ``made`` holds the values in the order of members."""
        if self.single:
            return made[0]
        if self.certain is not None:
            return self._partly_known(made, residual, self.certain)
        if self.alternatives is None:
            return self._collected(list(range(len(made))), made)
        return join(
            [self._collected(chosen, made) for chosen in self.alternatives], self.missing, residual, self.origin
        )

    def _partly_known(self, made: list[Value], residual: str, certain: int) -> Unknown:
        known = [str(member.key) for member in self.members[: len(made) - self.representative]]
        entries = Entries(
            dict(zip(known[:certain], made, strict=False)), dict(zip(known[certain:], made[certain:], strict=False)),
            not self.representative,
        )  # fmt: skip
        if self.representative:
            return UnknownExpansion(self.missing, residual, self.origin, made[-1], entries)
        return UnknownEntries(self.missing, residual, self.origin, entries)

    def _collected(self, chosen: list[int], made: list[Value]) -> Known:
        if self.keyed:
            return Known({str(self.members[at].key): made[at] for at in chosen}, self.origin)
        return Known([made[at] for at in chosen], self.origin)


def expand(ev: Evaluator, section: Section, scope: Scope, address: str) -> Expansion:
    """The instances of a resource, data source or module call by its meta-arguments."""
    attributes = section.attributes
    if "for_each" in attributes and "count" in attributes:
        attribute, file = attributes["count"]
        span = scope.within(file).span(attribute.name_start, attribute.name_end)
        ev.report("invalid-count", Level.ERROR, "count and for_each exclude each other", span)
        lost = unknown(Because.ERROR, f"count and for_each of {address}", Origin(span, OriginKind.DERIVED))
        return _representative(attributes["for_each"][0], lost, scope.within(attributes["for_each"][1]), address)
    if "for_each" in attributes:
        attribute, file = attributes["for_each"]
        return _guarded(ev, attribute, scope.within(file), address, _for_each)
    if "count" in attributes:
        attribute, file = attributes["count"]
        return _guarded(ev, attribute, scope.within(file), address, _count)
    if section.may_have_lost("for_each", "each", "count"):
        return _unread(section, address)
    return Expansion([Member()], single=True, origin=Origin(None, OriginKind.DERIVED))


def _unread(section: Section, address: str) -> Expansion:
    """One member that stands for however many there are, where it could not be read how many."""
    origin = Origin(section.header, OriginKind.DERIVED)
    missing = (Missing(Because.UNPARSED, f"count or for_each of {address}", origin),)
    each = (
        Unknown(missing, f"{address}[*].each.key", origin, True),
        Unknown(missing, f"{address}[*].each.value", origin),
    )
    count = Unknown(missing, f"{address}[*].count.index", origin, True)
    exists = maybe("count and for_each could not be read", origin, missing)
    member = Member(each=each, count=count, exists=exists)
    return Expansion([member], representative=True, certain=0, missing=missing, origin=origin)


Expander = Callable[["Evaluator", nodes.Attribute, "Value", "Scope", str], Expansion]


def _guarded(ev: Evaluator, attribute: nodes.Attribute, scope: Scope, address: str, expander: Expander) -> Expansion:
    value = ev.settle(attribute.value, scope, f"{address}.{attribute.name}")
    try:
        return expander(ev, attribute, value, scope, address)
    except EvaluationError as error:
        span = scope.span(attribute.value.start, attribute.value.end)
        ev.report(error.code, level_of(error.code), error.summary, span)
        because = Because.LIMIT if error.code == "limit" else Because.ERROR
        lost = unknown(because, f"{address}.{attribute.name}", Origin(span, OriginKind.DERIVED))
        return _representative(attribute, lost, scope, address)


def _representative(
    attribute: nodes.Attribute, value: OneOf | Unknown, scope: Scope, address: str, entries: Entries = NO_ENTRIES
) -> Expansion:
    """A member for each key that is known, and one that stands for however many others there are."""
    origin = Origin(scope.span(attribute.value.start, attribute.value.end), OriginKind.DERIVED, value.origin)
    missing = value.missing
    exists = maybe(f"{attribute.name} is not known", origin, missing)
    key = Unknown(missing, f"{address}[*].each.key", origin, True)
    if attribute.name == "for_each":
        member = Member(each=(key, Unknown(missing, f"{address}[*].each.value", origin)), exists=exists)
    else:
        member = Member(count=Unknown(missing, f"{address}[*].count.index", origin, True), exists=exists)
    members = [Member(name, each=(Known(name, origin), item)) for name, item in sorted(entries.certain.items())]
    members.extend(
        Member(name, each=(Known(name, origin), item), exists=exists) for name, item in sorted(entries.possible.items())
    )
    if not entries.closed:
        members.append(member)
    return Expansion(
        members, representative=not entries.closed, certain=len(entries.certain), missing=missing, origin=origin
    )  # fmt: skip


def _count(ev: Evaluator, attribute: nodes.Attribute, value: Value, scope: Scope, address: str) -> Expansion:
    value = convert(value, NUMBER)
    if isinstance(value, Unknown):
        return _representative(attribute, value, scope, address)
    origin = Origin(scope.span(attribute.value.start, attribute.value.end), OriginKind.DERIVED, value.origin)
    if isinstance(value, Known):
        size = _size(value)
        members = [Member(at, count=Known(at, origin)) for at in range(size)]
        return Expansion(members, origin=origin)
    sizes = [_size(choice) for choice in value.choices]
    always, most = min(sizes), max(sizes)
    possible = maybe("count is not known", origin, value.missing)
    members = [Member(at, count=Known(at, origin), exists=YES if at < always else possible) for at in range(most)]
    alternatives = [list(range(size)) for size in sizes]
    return Expansion(members, alternatives=alternatives, missing=value.missing, origin=origin)


def _size(value: Known) -> int:
    size = value.data
    if size is None:
        raise EvaluationError("invalid-count", "count must not be null")
    if not isinstance(size, int) or size < 0:
        raise EvaluationError("invalid-count", "count must be a whole number and not negative")
    if size > INSTANCES_LIMIT:
        raise EvaluationError("limit", f"count is {size}; more than {INSTANCES_LIMIT} instances are not evaluated")
    return size


def _for_each(ev: Evaluator, attribute: nodes.Attribute, value: Value, scope: Scope, address: str) -> Expansion:
    if isinstance(value, Unknown):
        return _representative(attribute, value, scope, address, _keys_of(value))
    origin = Origin(scope.span(attribute.value.start, attribute.value.end), OriginKind.DERIVED, value.origin)
    choices = (value,) if isinstance(value, Known) else value.choices
    tables: list[dict[str, Value]] = []
    for choice in choices:
        table = _keyed(choice)
        if not isinstance(table, dict):
            lacking = table.missing or (value.missing if isinstance(value, OneOf) else ())
            entries = _keys_of(table) if isinstance(value, Known) else NO_ENTRIES
            return _representative(attribute, Unknown(lacking, "", origin), scope, address, entries)
        tables.append(table)
    missing = value.missing if isinstance(value, OneOf) else ()
    keys = sorted({key for table in tables for key in table})
    members = []
    for key in keys:
        item = join([table[key] for table in tables if key in table], missing, f"{address}[{key}].each.value", origin)
        certain = all(key in table for table in tables)
        exists = YES if certain else maybe("for_each is not known", origin, missing)
        members.append(Member(key, each=(Known(key, origin), item), exists=exists))
    alternatives = None
    if len(tables) > 1:
        alternatives = [[at for at, key in enumerate(keys) if key in table] for table in tables]
    return Expansion(members, keyed=True, alternatives=alternatives, missing=missing, origin=origin)


def _keys_of(value: Unknown) -> Entries:
    """What a ``for_each`` that is not known whole has; a set's elements are keys and values."""
    if not isinstance(value, UnknownElements):
        entries = entries_of(value)
        too_many = len(entries.certain) + len(entries.possible) > INSTANCES_LIMIT
        return NO_ENTRIES if too_many else entries
    texts = {one.data: one for one in value.elements if isinstance(one, Known) and isinstance(one.data, str)}
    return Entries(dict(texts), {}, False) if len(texts) <= INSTANCES_LIMIT else NO_ENTRIES


def _keyed(value: Known) -> dict[str, Value] | Unknown:
    """Keys and values of a ``for_each``; the unknown that hides its keys."""
    data = value.data
    if data is None:
        raise EvaluationError("invalid-for-each", "for_each must not be null")
    if isinstance(data, LazyObject) and data.beyond is not None:
        raise EvaluationError("invalid-for-each", "for_each needs a map or a set of strings, not one resource")
    if isinstance(data, SetData):
        table: dict[str, Value] = {}
        for item in data:
            if not isinstance(item, Known):
                return with_elements(
                    Unknown(missing_within(data), "", value.origin), [one for one in data if isinstance(one, Known)]
                )
            if not isinstance(item.data, str):
                if item.data is None or isinstance(item.data, (bool, int, float, list, dict)):
                    raise EvaluationError("invalid-for-each", "the set of a for_each must hold strings")
                name = "text of a resource id"
                return Unknown((Missing(Because.RUNTIME_ATTRIBUTE, name, item.origin),), "", value.origin)
            table[item.data] = item
        found = table
    elif isinstance(data, dict):
        found = data
    else:
        raise EvaluationError("invalid-for-each", f"for_each needs a map or a set of strings, not {described(data)}")
    if len(found) > INSTANCES_LIMIT:
        raise EvaluationError("limit", f"more than {INSTANCES_LIMIT} instances are not evaluated")
    return found
