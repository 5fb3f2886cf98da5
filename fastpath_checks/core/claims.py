"""Statements that may be true, false or undecided, and carry what decides them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import Enum
from typing import Any, NamedTuple

from fastpath_checks.core.spans import Origin
from fastpath_checks.core.values import Known, Missing, OneOf, Unknown, Value


class Truth(Enum):
    """Kleene's three."""

    YES = "yes"
    NO = "no"
    MAYBE = "maybe"


class Evidence(NamedTuple):
    """A sentence about one value, and where that value stands."""

    note: str
    origin: Origin


EVIDENCE_LIMIT = 16


class Claim:
    """A statement with its truth, the evidence that decides it, and - where it is MAYBE - what is missing."""

    __slots__ = ("evidence", "missing", "truth")

    def __init__(self, truth: Truth, evidence: tuple[Evidence, ...] = (), missing: tuple[Missing, ...] = ()) -> None:
        self.truth = truth
        self.evidence = evidence
        self.missing = missing

    def __and__(self, other: Claim) -> Claim:
        """NO with the NO's evidence, YES with all of it, else MAYBE with what is missing."""
        if self.truth is Truth.NO:
            return self
        if other.truth is Truth.NO:
            return other
        return self._joined(other, Truth.YES)

    def __or__(self, other: Claim) -> Claim:
        """YES with the YES's evidence, NO with all of it, else MAYBE with what is missing."""
        if self.truth is Truth.YES:
            return self
        if other.truth is Truth.YES:
            return other
        return self._joined(other, Truth.NO)

    def __invert__(self) -> Claim:
        opposite = {Truth.YES: Truth.NO, Truth.NO: Truth.YES, Truth.MAYBE: Truth.MAYBE}
        return Claim(opposite[self.truth], self.evidence, self.missing)

    def _joined(self, other: Claim, settled: Truth) -> Claim:
        truth = settled if self.truth is settled and other.truth is settled else Truth.MAYBE
        evidence = tuple(dict.fromkeys((*self.evidence, *other.evidence)))[:EVIDENCE_LIMIT]
        missing = tuple(dict.fromkeys((*self.missing, *other.missing)))
        return Claim(truth, evidence, missing if truth is Truth.MAYBE else ())

    def because(self, note: str, origin: Origin) -> Claim:
        """The same claim with one more piece of evidence."""
        return Claim(self.truth, (*self.evidence, Evidence(note, origin)), self.missing)

    def __bool__(self) -> bool:
        raise TypeError("a claim may be undecided: combine it with &, | and ~, or ask for its truth")

    def __repr__(self) -> str:
        return f"Claim({self.truth.name})"


YES = Claim(Truth.YES)
NO = Claim(Truth.NO)


def yes(note: str, origin: Origin) -> Claim:
    return Claim(Truth.YES, (Evidence(note, origin),))


def no(note: str, origin: Origin) -> Claim:
    return Claim(Truth.NO, (Evidence(note, origin),))


def maybe(note: str, origin: Origin, missing: tuple[Missing, ...]) -> Claim:
    return Claim(Truth.MAYBE, (Evidence(note, origin),), missing)


def all_of(claims: Iterable[Claim]) -> Claim:
    """Whether all hold; YES for none at all."""
    result = YES
    for claim in claims:
        result = result & claim
    return result


def any_of(claims: Iterable[Claim]) -> Claim:
    """Whether at least one holds; NO for none at all."""
    result = NO
    for claim in claims:
        result = result | claim
    return result


class Attribute:
    """A named value of a subject, which answers questions with claims: ``gateway.sku.is_one_of(...)``."""

    __slots__ = ("label", "value")

    def __init__(self, label: str, value: Value) -> None:
        self.label = label
        self.value = value

    def is_(self, expected: str | int | bool | None) -> Claim:
        """Whether the value is ``expected``; text is compared without case, as Azure does."""
        folded = _folded(expected)
        return self.satisfies(lambda data: _folded(data) == folded)

    def is_one_of(self, expected: Iterable[str]) -> Claim:
        """Whether the value is one of the texts, compared without case."""
        folded = {_folded(item) for item in expected}
        return self.satisfies(lambda data: _folded(data) in folded)

    def is_at_least(self, bound: int) -> Claim:
        """Whether the value is a number not below ``bound``; NO for what is not a number."""
        return self.satisfies(
            lambda data: isinstance(data, (int, float)) and not isinstance(data, bool) and data >= bound
        )

    def satisfies(self, test: Callable[[Any], bool]) -> Claim:
        """Whether a test of plain data holds: for all alternatives, for none, or undecided."""
        match self.value:
            case Known(data):
                return (yes if test(data) else no)(f"{self.label} is {shown(self.value)}", self.value.origin)
            case OneOf(choices):
                answers = {test(choice.data) for choice in choices}
                note = f"{self.label} is {shown(self.value)}"
                if answers == {True}:
                    return yes(note, self.value.origin)
                if answers == {False}:
                    return no(note, self.value.origin)
                return maybe(note, self.value.origin, self.value.missing)
            case Unknown(missing):
                return maybe(f"{self.label} is not known", self.value.origin, missing)

    def decide(self, question: Callable[[Any], Claim]) -> Claim:
        """A claim that depends on the value: the question's answer, where all alternatives agree on it."""
        match self.value:
            case Known(data):
                return question(data).because(f"{self.label} is {shown(self.value)}", self.value.origin)
            case OneOf(choices):
                claims = [question(choice.data) for choice in choices]
                note = f"{self.label} is {shown(self.value)}"
                if all(claim.truth is claims[0].truth for claim in claims[1:]):
                    return claims[0].because(note, self.value.origin)
                return maybe(note, self.value.origin, self.value.missing)
            case Unknown(missing):
                return maybe(f"{self.label} is not known", self.value.origin, missing)

    def __str__(self) -> str:
        return shown(self.value)


def _folded(data: Any) -> Any:
    if isinstance(data, bool):
        return "true" if data else "false"
    return data.casefold() if isinstance(data, str) else data


def shown(value: Value) -> str:
    """A value as a sentence shows it."""
    match value:
        case Known(data):
            if isinstance(data, bool):
                return "true" if data else "false"
            if data is None:
                return "not set"
            if isinstance(data, list):
                return "[" + ", ".join(shown(item) for item in data) + "]"
            if isinstance(data, dict):
                return "{...}"
            return str(data)
        case OneOf(choices):
            return " or ".join(shown(choice) for choice in choices)
        case Unknown():
            return value.residual or "unknown"
