"""Functions that convert types, and those that only change how Terraform shows a value."""

from __future__ import annotations

from collections.abc import Callable

from fastpath_checks.core.values import Unknown, Value
from fastpath_checks.evaluate.terraform.conversion import convert
from fastpath_checks.evaluate.terraform.functions.signatures import Function, declare
from fastpath_checks.evaluate.terraform.shapes import undecided
from fastpath_checks.evaluate.terraform.special_unknowns import Hidden, hidden
from fastpath_checks.evaluate.terraform.type_constraints import ANY, BOOL, NUMBER, STRING, Type


def _to(kind: Type) -> Callable[[Value], Value]:
    return lambda value: convert(value, kind)


def _same(value: Value) -> Value:
    return value


def _sensitive(value: Value) -> Value:
    made = hidden(value, "a value that is called sensitive", None)
    return Hidden(made.missing, "", made.origin, made.content) if isinstance(made, Hidden) else made


def _not_sensitive(value: Value) -> Value:
    return value.content if isinstance(value, Hidden) else value


def _is_sensitive(value: Value) -> Value | bool:
    if isinstance(value, Hidden):
        return True
    return undecided([value], never_null=True) if isinstance(value, Unknown) else False


FUNCTIONS: dict[str, Function] = {
    "ephemeralasnull": declare("raw|null", _same),
    "issensitive": declare("raw|null", _is_sensitive),
    "nonsensitive": declare("raw|null", _not_sensitive),
    "sensitive": declare("raw|null", _sensitive),
    "tobool": declare("open|null", _to(BOOL)),
    "tolist": declare("open|null", _to(Type("list", ANY))),
    "tomap": declare("open|null", _to(Type("map", ANY))),
    "tonumber": declare("open|null", _to(NUMBER)),
    "toset": declare("open|null", _to(Type("set", ANY))),
    "tostring": declare("open|null", _to(STRING)),
}
