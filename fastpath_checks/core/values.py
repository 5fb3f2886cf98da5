"""Values that know what they are, where they came from, and - where they are not known - why.

Data is plain: None, bool, int, float, str, a list of values, a dict from str to values, or a ``ResourceId`` of the
graph. Containers hold values, so that a part can be unknown while the rest is known, and every leaf keeps its origin.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import Enum
from typing import Any, NamedTuple, Union

from fastpath_checks.core.spans import NOWHERE, Origin, OriginKind, Span

CHOICES_LIMIT = 8
"""More alternatives than this are not enumerated; the value becomes Unknown(LIMIT)."""

MISSING_LIMIT = 6
"""How many missing inputs one value remembers; the first are the ones that a reader would look for."""


class Because(Enum):
    """The doors by which the unknown enters. There is no other."""

    NO_DEFAULT = "no-default"
    DATA_SOURCE = "data-source"
    RUNTIME_ATTRIBUTE = "runtime-attribute"
    OUTSIDE_THE_FILES = "outside-the-files"
    DEPLOYMENT_CONTEXT = "deployment-context"
    IMPURE = "impure"
    UNMODELLED = "unmodelled"
    NOT_DOCUMENTED = "not-documented"
    CONTRADICTORY = "contradictory"
    SENSITIVE = "sensitive"
    ERROR = "error"
    LIMIT = "limit"
    CYCLE = "cycle"
    UNPARSED = "unparsed"


class Missing(NamedTuple):
    """One input that, if it were known, would decide more, such as ``var.gateway_sku``."""

    because: Because
    name: str
    origin: Origin = NOWHERE


class Known:
    """A value that the files decide."""

    __slots__ = ("data", "origin")
    __match_args__ = ("data",)

    def __init__(self, data: Any, origin: Origin = NOWHERE) -> None:
        self.data = data
        self.origin = origin

    def __repr__(self) -> str:
        return f"Known({self.data!r})"


class OneOf:
    """One of two or more known values: the branches of an unknown condition, allowed values, a default by version."""

    __slots__ = ("choices", "missing", "origin")
    __match_args__ = ("choices",)

    def __init__(self, choices: tuple[Known, ...], missing: tuple[Missing, ...], origin: Origin = NOWHERE) -> None:
        self.choices = choices
        self.missing = missing
        self.origin = origin

    def __repr__(self) -> str:
        return f"OneOf({', '.join(repr(choice.data) for choice in self.choices)})"


class Unknown:
    """A value that the files do not decide.

    ``residual`` is the expression that is left, qualified so that it means one thing in one scenario
    (``module.hub.random_id.x.hex``): two unknowns with the same non-empty residual are equal. ``never_null`` says that
    whatever it turns out to be, it is not null.
    """

    __slots__ = ("missing", "never_null", "origin", "residual")
    __match_args__ = ("missing",)

    def __init__(
        self, missing: tuple[Missing, ...], residual: str = "", origin: Origin = NOWHERE, never_null: bool = False
    ) -> None:
        self.missing = missing
        self.residual = residual
        self.origin = origin
        self.never_null = never_null

    @property
    def because(self) -> Because:
        return self.missing[0].because if self.missing else Because.ERROR

    def __repr__(self) -> str:
        return f"Unknown({self.because.name}, {self.residual!r})"


Value = Union[Known, OneOf, Unknown]  # noqa: UP007 - an alias is evaluated when it is read


def unknown(because: Because, name: str, origin: Origin = NOWHERE, *, never_null: bool = False) -> Unknown:
    """The unknown where it enters: its name is its residual."""
    return Unknown((Missing(because, name, origin),), name, origin, never_null)


def missing_of(values: Iterable[Value]) -> tuple[Missing, ...]:
    """The missing inputs of several values, each once, in order, capped."""
    found: dict[tuple[Because, str], Missing] = {}
    for value in values:
        if not isinstance(value, Known):
            for missing in value.missing:
                found.setdefault((missing.because, missing.name), missing)
    return tuple(found.values())[:MISSING_LIMIT]


def unknown_from(values: Iterable[Value], residual: str = "", origin: Origin = NOWHERE) -> Unknown:
    """What an operation on values of which at least one is not known gives: it misses all that they miss."""
    return Unknown(missing_of(values), residual, origin)


def one_of(choices: Sequence[Known], missing: tuple[Missing, ...], origin: Origin = NOWHERE) -> Value:
    """The alternatives, each plain value once; a single one is known; too many are Unknown(LIMIT)."""
    distinct: list[Known] = []
    for choice in choices:
        if not any(identical(choice, other) for other in distinct):
            distinct.append(choice)
    if len(distinct) == 1:
        return Known(distinct[0].data, distinct[0].origin)
    if not distinct or len(distinct) > CHOICES_LIMIT:
        return Unknown((*missing, Missing(Because.LIMIT, "too many alternatives", origin)), "", origin)
    return OneOf(tuple(distinct), missing, origin)


def join(values: Sequence[Value], missing: tuple[Missing, ...], residual: str = "", origin: Origin = NOWHERE) -> Value:
    """The value of a choice that is not known between ``values``; ``missing`` is what the choice itself lacks."""
    if values and all(identical(values[0], other) for other in values[1:]):
        return values[0]
    choices: list[Known] = []
    lacking = list(missing)
    for value in values:
        match value:
            case Known():
                choices.append(value)
            case OneOf():
                choices.extend(value.choices)
                lacking.extend(value.missing)
            case Unknown():
                return Unknown(_distinct((*missing, *missing_of(values))), residual, origin)
    return one_of(choices, _distinct(lacking), origin)


def over_choices(value: Value, function: Callable[[Known], Value], residual: str, origin: Origin) -> Value:
    """Apply ``function`` to a value's every alternative; an Unknown stays unknown with the new residual."""
    match value:
        case Known():
            return function(value)
        case OneOf():
            return join([function(choice) for choice in value.choices], value.missing, residual, origin)
        case Unknown():
            return Unknown(value.missing, residual, origin)


def seen_at(value: Value, span: Span | None, kind: OriginKind = OriginKind.DERIVED) -> Value:
    """The same value, with one more step in its story: it arrived at ``span``."""
    origin = Origin(span, kind, value.origin)
    match value:
        case Known():
            return Known(value.data, origin)
        case OneOf():
            return OneOf(value.choices, value.missing, origin)
        case Unknown():
            return Unknown(value.missing, value.residual, origin, value.never_null)


def identical(left: Value, right: Value) -> bool:
    """Whether two values are certainly the same: equal plain data throughout, or the same unknown."""
    if left is right:
        return True
    match left, right:
        case Known(), Known():
            return _identical_data(left.data, right.data)
        case Unknown(), Unknown():
            return bool(left.residual) and left.residual == right.residual
        case OneOf(), OneOf():
            return False
    return False


def _identical_data(left: Any, right: Any) -> bool:
    if isinstance(left, bool) != isinstance(right, bool):
        return False
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(identical(left[key], right[key]) for key in left)
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(identical(one, two) for one, two in zip(left, right, strict=True))
    return bool(left == right)


def _distinct(missing: Iterable[Missing]) -> tuple[Missing, ...]:
    found: dict[tuple[Because, str], Missing] = {}
    for one in missing:
        found.setdefault((one.because, one.name), one)
    return tuple(found.values())[:MISSING_LIMIT]


def plain(value: Value) -> Any:
    """Plain nested Python data of a value that is known throughout; raises ValueError where a part is not."""
    if not isinstance(value, Known):
        raise ValueError("not known throughout")
    data = value.data
    if isinstance(data, dict):
        return {key: plain(item) for key, item in data.items()}
    if isinstance(data, list):
        return [plain(item) for item in data]
    return data


def known_throughout(value: Value) -> bool:
    """Whether no part of the value is unknown."""
    if not isinstance(value, Known):
        return False
    data = value.data
    if isinstance(data, dict):
        return all(known_throughout(item) for item in data.values())
    if isinstance(data, list):
        return all(known_throughout(item) for item in data)
    return True


def from_plain(data: Any, origin: Origin = NOWHERE) -> Known:
    """Plain nested Python data as a value; every part gets the same origin."""
    if isinstance(data, dict):
        return Known({str(key): from_plain(item, origin) for key, item in data.items()}, origin)
    if isinstance(data, (list, tuple)):
        return Known([from_plain(item, origin) for item in data], origin)
    return Known(data, origin)
