"""Functions that convert types, and those that only change how Terraform shows a value."""

from __future__ import annotations

from collections.abc import Callable

from fastpath_checks.core.values import Value
from fastpath_checks.evaluate.terraform.conversion import convert
from fastpath_checks.evaluate.terraform.failures import Unmodelled
from fastpath_checks.evaluate.terraform.functions.signatures import Function, declare
from fastpath_checks.evaluate.terraform.type_constraints import ANY, BOOL, NUMBER, STRING, Type


def _to(kind: Type) -> Callable[[Value], Value]:
    return lambda value: convert(value, kind)


def _same(value: Value) -> Value:
    return value


def _is_sensitive(value: Value) -> bool:
    raise Unmodelled("sensitivity")


FUNCTIONS: dict[str, Function] = {
    "ephemeralasnull": declare("raw|null", _same),
    "issensitive": declare("raw|null", _is_sensitive),
    "nonsensitive": declare("raw|null", _same),
    "sensitive": declare("raw|null", _same),
    "tobool": declare("open|null", _to(BOOL)),
    "tolist": declare("open|null", _to(Type("list", ANY))),
    "tomap": declare("open|null", _to(Type("map", ANY))),
    "tonumber": declare("open|null", _to(NUMBER)),
    "toset": declare("open|null", _to(Type("set", ANY))),
    "tostring": declare("open|null", _to(STRING)),
}
