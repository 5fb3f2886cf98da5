"""How functions are declared: what each parameter takes, so that no body ever meets a null or an unknown unasked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from fastpath_checks.core.values import Known, Value
from fastpath_checks.evaluate.terraform.conversion import convert
from fastpath_checks.evaluate.terraform.failures import EvaluationError
from fastpath_checks.evaluate.terraform.shapes import ListData, MapData, SetData
from fastpath_checks.evaluate.terraform.type_constraints import ANY, NUMBER, STRING, Type

TEXTS = Type("list", STRING)
NUMBERS = Type("list", NUMBER)


class Parameter(NamedTuple):
    """What one parameter takes.

    ``kind`` is ``text``, ``number``, ``bool``, ``texts`` or ``numbers`` (converted, plain, known throughout);
    ``plain`` (any type, plain, known throughout); ``settled`` (any type, a Known without unknown parts);
    ``value`` (a Known whose parts may be unknown); ``open`` (a Known or an Unknown); ``raw`` (anything, alternatives
    too, which are taken one by one for all other kinds). Ids count as texts whose letters are not known, except for
    ``settled``, ``value``, ``open`` and ``raw``.
    """

    kind: str
    null: bool


class Function(NamedTuple):
    """A built-in function: its parameters, those that may be left out, the one that repeats, and its body.

    The body gets what the parameters say and gives a value, or plain data that becomes one.
    """

    parameters: tuple[Parameter, ...]
    required: int
    repeated: Parameter | None
    body: Callable[..., Any]

    def parameter(self, at: int) -> Parameter | None:
        if at < len(self.parameters):
            return self.parameters[at]
        return self.repeated


def declare(signature: str, body: Callable[..., Any]) -> Function:
    """A function from its signature: kinds with ``|null`` (takes null), ``?`` (may be left out), ``*`` (repeats)."""
    parameters: list[Parameter] = []
    required = 0
    repeated = None
    for word in signature.split():
        kind = word.rstrip("?*").removesuffix("|null")
        parameter = Parameter(kind, "|null" in word)
        if word.endswith("*"):
            repeated = parameter
            continue
        parameters.append(parameter)
        if not word.endswith("?"):
            required += 1
    return Function(tuple(parameters), required, repeated, body)


def texts(items: list[str]) -> ListData:
    """A list of strings."""
    return ListData([Known(item) for item in items], STRING)


def text_map(items: dict[str, str]) -> MapData:
    """A map of strings."""
    return MapData({key: Known(item) for key, item in items.items()}, STRING)


def refuse(summary: str) -> EvaluationError:
    """The error that a function's body raises for arguments that Terraform refuses."""
    return EvaluationError("invalid-argument", summary)


def listed(value: Value) -> list[Value]:
    """The elements of a known list, tuple or set."""
    assert isinstance(value, Known)
    if not isinstance(value.data, list):
        raise refuse("a list is required")
    return value.data


def as_list(value: Value, element: Type = ANY) -> list[Value]:
    """The elements of a known list, tuple or set after conversion to one type; ``element`` names it, or any will do."""
    if isinstance(value, Known) and not isinstance(value.data, list):
        raise refuse("a list is required")
    converted = convert(value, Type("list", element))
    return listed(converted)


def element_type(items: list[Value]) -> Type | None:
    """The element type of a list or set that ``as_list`` gave; None where nothing says which."""
    return items.element if isinstance(items, (ListData, SetData)) else None
