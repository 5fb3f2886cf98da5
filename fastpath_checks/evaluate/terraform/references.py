"""What the first words of a reference mean: ``var.x``, ``local.x``, ``module.m``, ``data.t.n``, ``each.key``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastpath_checks.core.diagnostics import Level
from fastpath_checks.core.spans import Origin, OriginKind
from fastpath_checks.core.values import Because, Known, Value, unknown
from fastpath_checks.evaluate.terraform.failures import EvaluationError
from fastpath_checks.syntax.hcl import nodes

if TYPE_CHECKING:
    from fastpath_checks.evaluate.terraform.evaluating import Evaluator
    from fastpath_checks.evaluate.terraform.module_instance import ModuleInstance
    from fastpath_checks.evaluate.terraform.scope import Scope

Steps = list[nodes.GetAttr | nodes.Index]
Resolved = tuple[Value, int, OriginKind]
"""The value, how many steps of the path it has used up, and what kind of step reading it is."""


class PlaceholderError(EvaluationError):
    """A reference where none is allowed: a text such as ``${SKU}`` in a variable file, to be replaced by some tool."""


def resolve(ev: Evaluator, base: nodes.Variable, steps: Steps, scope: Scope) -> Resolved:
    """The value of a reference's first words. Raises EvaluationError where the words mean nothing here."""
    module = scope.module
    end = steps[-1].end if steps else base.end
    if module is None:
        raise PlaceholderError("placeholder", "nothing can be referred to here", base.start, end)
    word = base.name
    first = _name(steps, 0)
    if word == "each":
        if scope.each is None or first not in ("key", "value"):
            raise EvaluationError("undeclared-reference", "there is no for_each here", base.start, end)
        return scope.each[0 if first == "key" else 1], 1, OriginKind.LOOP
    if word == "count":
        if scope.count is None or first != "index":
            raise EvaluationError("undeclared-reference", "there is no count here", base.start, end)
        return scope.count, 1, OriginKind.LOOP
    if first is None:
        summary = f'"{word}" is not a reference: it needs at least one attribute'
        raise EvaluationError("undeclared-reference", summary, base.start, end)
    if word == "var":
        return _found(ev, module.variable(first), scope, f"var.{first}", base.start, end), 1, OriginKind.DERIVED
    if word == "local":
        return _found(ev, module.local(first), scope, f"local.{first}", base.start, end), 1, OriginKind.DERIVED
    if word == "module":
        return _found(ev, module.call(first), scope, f"module.{first}", base.start, end), 1, OriginKind.DERIVED
    if word in ("path", "terraform", "self"):
        return _builtin(module, word, first, scope, base.start, end), 1, OriginKind.DERIVED
    return _resource(ev, module, base, steps, scope)


def _name(steps: Steps, at: int) -> str | None:
    if at < len(steps):
        step = steps[at]
        if isinstance(step, nodes.GetAttr):
            return step.name
        if isinstance(step.key, nodes.StringLiteral):
            return step.key.value
    return None


def _resource(ev: Evaluator, module: ModuleInstance, base: nodes.Variable, steps: Steps, scope: Scope) -> Resolved:
    word = base.name
    end = steps[-1].end if steps else base.end
    if word == "ephemeral":
        address = ".".join(["ephemeral", *(step.name for step in steps[:2] if isinstance(step, nodes.GetAttr))])
        origin = scope.written(base.start, end)
        hidden = unknown(Because.RUNTIME_ATTRIBUTE, module.qualified(address), origin)
        return hidden, min(2, len(steps)), OriginKind.DERIVED
    is_data = word == "data"
    shift = 1 if word in ("data", "resource") else 0
    type_name = _name(steps, 0) if shift else base.name
    name = _name(steps, shift)
    if type_name is None or name is None:
        raise EvaluationError("undeclared-reference", "a resource is referred to by type and name", base.start, end)
    value = module.resource(type_name, name, is_data)
    label = f"data.{type_name}.{name}" if is_data else f"{type_name}.{name}"
    return _found(ev, value, scope, label, base.start, end), shift + 1, OriginKind.DERIVED


def _found(ev: Evaluator, value: Value | None, scope: Scope, name: str, start: int, end: int) -> Value:
    if value is not None:
        return value
    span = scope.span(start, end)
    ev.report("undeclared-reference", Level.ERROR, f"{name} is not declared in this module", span)
    module = scope.module
    full = module.qualified(name) if module is not None else name
    return unknown(Because.ERROR, full, Origin(span, OriginKind.DERIVED))


def _builtin(module: ModuleInstance, word: str, name: str, scope: Scope, start: int, end: int) -> Value:
    origin = scope.written(start, end)
    if word == "path" and name == "module":
        return Known(module.path_from_root, origin)
    if word == "path" and name == "root":
        return Known(".", origin)
    if word == "path" and name == "cwd":
        return unknown(Because.DEPLOYMENT_CONTEXT, "path.cwd", origin, never_null=True)
    if word == "terraform" and name == "workspace":
        workspace = module.shared.workspace
        if workspace is not None:
            return Known(workspace, Origin(None, OriginKind.VARIABLE_GIVEN))
        return unknown(Because.DEPLOYMENT_CONTEXT, "terraform.workspace", origin, never_null=True)
    if word == "terraform" and name == "applying":
        return unknown(Because.DEPLOYMENT_CONTEXT, "terraform.applying", origin, never_null=True)
    if word == "self":
        return unknown(Because.UNMODELLED, module.qualified(f"self.{name}"), origin)
    raise EvaluationError("undeclared-reference", f"{word} has no attribute {name}", start, end)
