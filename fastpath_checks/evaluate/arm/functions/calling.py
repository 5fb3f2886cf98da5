"""How template functions are declared, and called with values that may not be known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product
from math import prod
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from fastpath_checks.core.spans import Origin, OriginKind, Span
from fastpath_checks.core.values import (
    Because,
    Known,
    Missing,
    OneOf,
    Unknown,
    Value,
    from_plain,
    join,
    known_throughout,
    missing_of,
    plain,
)
from fastpath_checks.evaluate.arm import template as arm
from fastpath_checks.evaluate.arm.access import kind_of
from fastpath_checks.evaluate.arm.bindings import Bindings
from fastpath_checks.evaluate.arm.texts import call_residual, spelled
from fastpath_checks.graph.resource_ids import ResourceId

if TYPE_CHECKING:
    from fastpath_checks.evaluate.arm.evaluating import Evaluator

COMBINATIONS_LIMIT = 64


class Refused(Exception):
    """An argument that Azure refuses; the text says why."""


class Use:
    """One call of a function, where it stands."""

    __slots__ = ("bindings", "evaluator", "name", "node")

    def __init__(self, evaluator: Evaluator, node: arm.Call, bindings: Bindings, name: str) -> None:
        self.evaluator = evaluator
        self.node = node
        self.bindings = bindings
        self.name = name

    @property
    def span(self) -> Span:
        return self.node.span

    @property
    def count(self) -> int:
        return len(self.node.arguments)

    def argument(self, index: int) -> Value:
        return self.evaluator.evaluate(self.node.arguments[index], self.bindings)

    def arguments(self) -> list[Value]:
        return [self.evaluator.evaluate(argument, self.bindings) for argument in self.node.arguments]

    def origin(self, values: Sequence[Value] = ()) -> Origin:
        """Where the result stands; its story goes on with the first argument that has one."""
        parent = next((value.origin for value in values if value.origin.parent is not None), None)
        if parent is None and values:
            parent = values[0].origin
        return Origin(self.span, OriginKind.DERIVED, parent if parent is not None and parent.span else None)

    def unknown(self, values: Sequence[Value]) -> Unknown:
        """What the call is where an argument is not known: the call itself is left."""
        return Unknown(missing_of(_deep(values)), call_residual(self.name, values), self.origin(values))

    def unmodelled(self, what: str = "") -> Unknown:
        origin = self.origin()
        return Unknown((Missing(Because.UNMODELLED, what or f"{self.name}()", origin),), "", origin)

    def runtime(self, values: Sequence[Value], because: Because = Because.RUNTIME_ATTRIBUTE) -> Unknown:
        """What only Azure can answer."""
        residual = call_residual(self.name, values)
        if any(isinstance(value, Known) and isinstance(value.data, str) for value in values):
            residual = self.evaluator.scope.qualified(residual) if residual else ""
        origin = self.origin(values)
        return Unknown((Missing(because, residual or f"{self.name}()", origin),), residual, origin)

    def failed(self, summary: str) -> Unknown:
        return self.evaluator.failed("wrong-argument", f"{self.name}: {summary}", self.span)

    def plain(self, data: Any, values: Sequence[Value]) -> Known:
        return from_plain(data, self.origin(values))


Compute = Callable[..., Any]


class Function(NamedTuple):
    """``most`` is None where any number of arguments may follow; the last of ``kinds`` counts for the rest.

    ``lazy`` ones get the ``Use`` alone and evaluate what they need; ``deep`` ones get plain data, known throughout;
    others get the ``Use`` and values that are known at the top.
    """

    name: str
    least: int
    most: int | None
    kinds: tuple[str, ...]
    compute: Compute
    lazy: bool
    deep: bool


TABLE: dict[str, Function] = {}

C = TypeVar("C", bound=Compute)


def plain_function(name: str, *kinds: str, least: int | None = None, more: bool = False) -> Callable[[C], C]:
    """A function of plain data. ``kinds`` are those of its arguments; ``more`` may follow of the last kind."""
    return _declare(name, kinds, least, more, lazy=False, deep=True)


def value_function(name: str, *kinds: str, least: int | None = None, more: bool = False) -> Callable[[C], C]:
    """A function of the ``Use`` and values whose parts may be unknown."""
    return _declare(name, kinds, least, more, lazy=False, deep=False)


def lazy_function(name: str, least: int = 0, most: int | None = None) -> Callable[[C], C]:
    """A function that evaluates its own arguments."""

    def declare(compute: C) -> C:
        TABLE[name.casefold()] = Function(name, least, most, (), compute, True, False)
        return compute

    return declare


def _declare(
    name: str, kinds: tuple[str, ...], least: int | None, more: bool, *, lazy: bool, deep: bool
) -> Callable[[C], C]:
    def declare(compute: C) -> C:
        minimum = len(kinds) if least is None else least
        TABLE[name.casefold()] = Function(name, minimum, None if more else len(kinds), kinds, compute, lazy, deep)
        return compute

    return declare


def apply(function: Function, use: Use) -> Value:
    """The value of a call: for every combination of alternatives, or what is left of the call."""
    if not function.least <= use.count <= (function.most if function.most is not None else use.count):
        return use.failed(f"{_counted(function)}, not {use.count}")
    if function.lazy:
        value: Value = function.compute(use)
        return value
    return over_alternatives(use, use.arguments(), lambda combination: _one(function, use, combination))


def over_alternatives(use: Use, values: list[Value], compute: Callable[[list[Value]], Value]) -> Value:
    """``compute`` for every combination of alternatives of the values."""
    alternatives = [value.choices if isinstance(value, OneOf) else (value,) for value in values]
    if prod(len(choices) for choices in alternatives) > COMBINATIONS_LIMIT:
        missing = (*missing_of(values), Missing(Because.LIMIT, "too many alternatives", use.origin(values)))
        return Unknown(missing, "", use.origin(values))
    try:
        results = [compute(list(combination)) for combination in product(*alternatives)]
    except Refused as refused:
        return use.failed(str(refused))
    return results[0] if len(results) == 1 else join(results, missing_of(values), "", use.origin(values))


def _one(function: Function, use: Use, values: list[Value]) -> Value:
    for index, value in enumerate(values):
        kind = function.kinds[min(index, len(function.kinds) - 1)]
        if isinstance(value, Known):
            if isinstance(value.data, ResourceId) and kind != "any" and "id" not in kind:
                value = values[index] = spelled(value.data, value.origin)
            if isinstance(value, Known) and not is_kind(value.data, kind):
                return use.failed(f"argument {index + 1} is {kind_of(value.data)}, not {_article(kind)}")
    if any(not isinstance(value, Known) for value in values):
        return use.unknown(values)
    if function.deep and not all(known_throughout(value) for value in values):
        return use.unknown(values)
    try:
        if function.deep:
            return use.plain(function.compute(*(plain(value) for value in values)), values)
        result: Value = function.compute(use, *values)
    except Refused as refused:
        return use.failed(str(refused))
    return result


def is_kind(data: Any, kind: str) -> bool:
    """Whether plain data is of a kind: ``text``, ``int``, ``array``, ...; several with ``|`` between."""
    return any(_KINDS[one](data) for one in kind.split("|"))


_KINDS: dict[str, Callable[[Any], bool]] = {
    "any": lambda data: True,
    "text": lambda data: isinstance(data, str),
    "id": lambda data: isinstance(data, ResourceId),
    "int": lambda data: isinstance(data, int) and not isinstance(data, bool),
    "number": lambda data: isinstance(data, (int, float)) and not isinstance(data, bool),
    "bool": lambda data: isinstance(data, bool),
    "array": lambda data: isinstance(data, list),
    "object": lambda data: isinstance(data, dict),
    "null": lambda data: data is None,
}

_ARTICLES = {"array": "an array", "object": "an object", "int": "an integer", "bool": "a boolean", "null": "null"}


def _article(kind: str) -> str:
    return " or ".join(_ARTICLES.get(one, f"a {one}") for one in kind.split("|") if one != "id")


def _counted(function: Function) -> str:
    least, most = function.least, function.most
    if most is None:
        return f"at least {least} argument{'s' * (least != 1)}"
    return f"{least} argument{'s' * (least != 1)}" if least == most else f"{least} to {most} arguments"


def _deep(values: Sequence[Value]) -> list[Value]:
    """The values, and those inside of them, that are not known."""
    found: list[Value] = []
    pending = list(values)[::-1]
    while pending:
        value = pending.pop()
        if not isinstance(value, Known):
            found.append(value)
        elif isinstance(value.data, dict):
            pending.extend(value.data.values())
        elif isinstance(value.data, list):
            pending.extend(value.data)
    return found
