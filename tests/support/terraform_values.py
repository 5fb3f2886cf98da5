"""Our values of expressions, and how they compare with what terraform says."""

from __future__ import annotations

from files_in_memory import FilesInMemory

from fastpath_checks.core.spans import SourceFile
from fastpath_checks.core.values import Known, OneOf, Unknown, Value
from fastpath_checks.evaluate.terraform.evaluating import Evaluator
from fastpath_checks.evaluate.terraform.failures import EvaluationError, Unmodelled
from fastpath_checks.evaluate.terraform.functions.json_text import json_of
from fastpath_checks.evaluate.terraform.scope import Scope
from fastpath_checks.evaluate.terraform.type_constraints import Type
from fastpath_checks.evaluate.terraform.unification import type_of
from fastpath_checks.syntax.hcl import parse_expression


def evaluated(text: str, files: dict[str, str] | None = None, names: dict[str, Value] | None = None) -> Value:
    """The value of an expression that refers to nothing but ``names``. Raises EvaluationError as Terraform would."""
    file = SourceFile("expression", text)
    expression, problems = parse_expression(file)
    assert not problems, (text, problems)
    assert expression is not None
    ev = Evaluator("", FilesInMemory(files or {}), lambda instance: None)
    value = ev.evaluate(expression, Scope(None, file, names=names or {}))
    assert not ev.diagnostics, (text, ev.diagnostics)
    return value


def answered(text: str, files: dict[str, str] | None = None) -> str | None:
    """The JSON text of the value, ``refused``, or None where nothing is claimed."""
    try:
        value = evaluated(text, files)
    except EvaluationError:
        return "refused"
    except Unmodelled:
        return None
    try:
        return json_of(value) if _settled(value) else None
    except Unmodelled:
        return None


def _settled(value: Value) -> bool:
    if isinstance(value, (Unknown, OneOf)):
        return False
    data = value.data
    if isinstance(data, dict):
        return all(_settled(item) for item in data.values())
    return all(_settled(item) for item in data) if isinstance(data, list) else True


def typed(text: str) -> object:
    """The type of the value, spelled as terraform's JSON spells it."""
    value = evaluated(text)
    return "dynamic" if isinstance(value, Known) and value.data is None else spelled(type_of(value))


def spelled(kind: Type) -> object:
    if kind.kind == "any":
        return "dynamic"
    if kind.kind == "object":
        return ["object", {name: spelled(one) for name, one in kind.attributes.items()}]
    if kind.kind == "tuple":
        return ["tuple", [spelled(one) for one in kind.items]]
    if kind.kind in ("list", "set", "map"):
        return [kind.kind, spelled(kind.element) if kind.element is not None else "dynamic"]
    return kind.kind
