"""What the expressions of a plan's configuration refer to, through variables, outputs and loops.

A plan lists the references of an expression, not the expression: indexes that are computed are lost
(``x.y[each.key].id`` is listed as ``x.y`` and ``each.key``), and so is what is done with the values.
"""

from __future__ import annotations

from typing import NamedTuple, TypeVar

from fastpath_checks.evaluate.terraform.plan_configuration import Place
from fastpath_checks.evaluate.terraform.plan_nodes import member, texts
from fastpath_checks.evaluate.terraform.plan_resources import (
    Index,
    Key,
    PlannedResource,
    Shown,
    module_address,
    reference_words,
)
from fastpath_checks.syntax.jsonc import JsonValue

DEPTH_LIMIT = 60
"""How many variables, outputs and loops one reference is followed through."""

SOURCES_LIMIT = 64
_NAMES_ONLY = ("path", "terraform", "self", "count")

One = TypeVar("One")


class Source(NamedTuple):
    """An attribute of an instance, which an expression may have its value from; empty where the plan lost its name."""

    resource: PlannedResource
    attribute: str


class Sources:
    """All that one expression may have its value from. ``opaque`` names what the plan does not tell more about."""

    __slots__ = ("found", "opaque")

    def __init__(self) -> None:
        self.found: list[Source] = []
        self.opaque: list[str] = []

    def add(self, source: Source) -> None:
        if len(self.found) < SOURCES_LIMIT and source not in self.found:
            self.found.append(source)


def sources_of(shown: Shown, expression: JsonValue | None, place: Place) -> Sources:
    """What an expression that stands at ``place`` refers to, in the end."""
    sources = Sources()
    _gather(shown, expression, place, sources, False, 0)
    return sources


def whole_references(expression: JsonValue | None) -> list[str]:
    """The references of an expression, without those that are only the beginning of another one."""
    listed = texts(member(expression, "references"))
    return [
        one
        for at, one in enumerate(listed)
        if one not in listed[:at] and not any(other.startswith((f"{one}.", f"{one}[")) for other in listed)
    ]


def _gather(
    shown: Shown, expression: JsonValue | None, place: Place, sources: Sources, paired: bool, depth: int
) -> None:
    if depth > DEPTH_LIMIT:
        sources.opaque.append("references that go too deep")
        return
    references = whole_references(expression)
    paired = paired or any(one.startswith(("each.", "count.index")) for one in references)
    for reference in references:
        words = reference_words(reference)
        head = words[0] if words else ""
        if head in _NAMES_ONLY:
            continue
        if head == "local":
            sources.opaque.append(f"{place.address}.{reference}" if place.address else reference)
        elif head == "each":
            if words[1:2] == ["value"]:
                _gather(shown, place.repetition, place._replace(repetition=None), sources, True, depth + 1)
        elif head == "var":
            if place.caller is not None and len(words) > 1:
                call = place.caller.module.call(place.call)
                argument = member(call, "expressions", str(words[1]))
                _gather(shown, argument, place.caller, sources, False, depth + 1)
        elif head == "module":
            _gather_output(shown, words, place, sources, paired, depth)
        else:
            _gather_resource(shown, words, place, sources, paired)


def _gather_output(
    shown: Shown, words: list[str | Index], place: Place, sources: Sources, paired: bool, depth: int
) -> None:
    name = str(words[1]) if len(words) > 1 else ""
    index, rest = _index(words[2:])
    instances = shown.modules.get((place.address, name))
    if instances is None:  # a module without resources is not among the planned values
        key = index.key if index is not None else place.key if paired else None
        instances = {key: module_address(place.address, name, key)}
    for key, address in _picked(instances, index, place, paired).items():
        inside = place.inside(name, key, address)
        outputs = inside.module.outputs()
        wanted = [str(rest[0])] if rest else list(outputs)
        for output in wanted:
            _gather(shown, outputs.get(output), inside, sources, False, depth + 1)


def _gather_resource(shown: Shown, words: list[str | Index], place: Place, sources: Sources, paired: bool) -> None:
    is_data = words[0] == "data"
    if words[0] in ("data", "resource"):
        words = words[1:]
    if len(words) < 2:
        return
    instances = shown.instances.get((place.address, is_data, str(words[0]), str(words[1])), {})
    index, rest = _index(words[2:])
    for resource in _picked(instances, index, place, paired).values():
        sources.add(Source(resource, str(rest[0]) if rest else ""))


def _index(words: list[str | Index]) -> tuple[Index | None, list[str | Index]]:
    if words and isinstance(words[0], Index):
        return words[0], words[1:]
    return None, words


def _picked(instances: dict[Key, One], index: Index | None, place: Place, paired: bool) -> dict[Key, One]:
    """The instances that a reference means: the one with the index, the only one, the one with the same key, or all."""
    if index is not None:
        return {key: one for key, one in instances.items() if key == index.key}
    if len(instances) > 1 and paired and place.key in instances:
        counted = isinstance(place.key, int) and place.siblings
        if not counted or place.siblings == len(instances):  # else the index is calculated: `[count.index % 2]`
            return {place.key: instances[place.key]}
    return instances
