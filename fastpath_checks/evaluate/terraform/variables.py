"""The value of a declared variable: given, passed by a call, its default, or not known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastpath_checks.core.diagnostics import Level
from fastpath_checks.core.spans import Origin, OriginKind
from fastpath_checks.core.values import CHOICES_LIMIT, Because, Known, Missing, Value, one_of, unknown
from fastpath_checks.evaluate.terraform.configuration import Section
from fastpath_checks.evaluate.terraform.conversion import convert
from fastpath_checks.evaluate.terraform.failures import EvaluationError
from fastpath_checks.evaluate.terraform.scope import Scope
from fastpath_checks.evaluate.terraform.special_unknowns import hidden, relabelled, stepped
from fastpath_checks.evaluate.terraform.type_constraints import ANY, Type, read_type
from fastpath_checks.syntax.hcl import nodes

if TYPE_CHECKING:
    from fastpath_checks.evaluate.terraform.module_instance import ModuleInstance


def variable_value(module: ModuleInstance, name: str, section: Section) -> Value:
    """What ``var.name`` is in one instance of a module, converted to the variable's type; hidden if it is sensitive."""
    value = _stated_value(module, name, section)
    return hidden(value, module.qualified(f"var.{name}"), section.header) if is_sensitive(section) else value


def is_sensitive(section: Section) -> bool:
    """Whether a variable or an output is not to be shown."""
    return _says(section, "sensitive", True)


def _stated_value(module: ModuleInstance, name: str, section: Section) -> Value:
    ev = module.shared.ev
    scope = Scope(module, section.file, literal_kind=OriginKind.VARIABLE_DEFAULT)
    full = module.qualified(f"var.{name}")
    kind = variable_type(module, section)
    nullable = not _says(section, "nullable", False)
    literal = "type" not in section.attributes or kind.kind in ("string", "number", "bool")
    given = _given(module, name, literal)
    if given is not None and not (isinstance(given, Known) and given.data is None and not nullable):
        return _converted(module, given, kind, scope, section, full)
    default = section.attributes.get("default")
    if default is not None:
        attribute, file = default
        alone = Scope(None, file, literal_kind=OriginKind.VARIABLE_DEFAULT)
        value = ev.settle(attribute.value, alone, full)
        return _converted(module, value, kind, scope, section, full)
    if module.parent is not None and module.outlined_at is None:
        _say_not_passed(module, name)
    origin = Origin(section.header, OriginKind.DERIVED)
    allowed = _allowed(section, name, scope, module)
    if allowed:
        missing = (Missing(Because.NO_DEFAULT, full, origin),)
        try:
            choices = [convert(choice, kind) for choice in allowed]
        except EvaluationError:
            choices = []
        known = [choice for choice in choices if isinstance(choice, Known)]
        if known and len(known) <= CHOICES_LIMIT:
            return one_of(known, missing, origin)
    return unknown(Because.NO_DEFAULT, full, origin, never_null=not nullable)


def _says(section: Section, name: str, literal: bool) -> bool:
    attribute = section.attribute(name)
    return attribute is not None and isinstance(attribute.value, nodes.Literal) and attribute.value.value is literal


def _say_not_passed(module: ModuleInstance, name: str) -> None:
    if module.arguments is not None:
        call, _ = module.arguments
        summary = f'{module.address} needs the argument "{name}"'
        module.shared.ev.report("missing-argument", Level.ERROR, summary, call.header)


def variable_type(module: ModuleInstance, section: Section) -> Type:
    """The variable's type constraint; ``any`` where there is none, or none that makes sense."""
    shared = module.shared
    found = shared.types.get(id(section))
    if found is not None:
        return found
    kind = ANY
    declared = section.attributes.get("type")
    if declared is not None:
        attribute, file = declared
        scope = Scope(None, file, literal_kind=OriginKind.VARIABLE_DEFAULT)
        try:
            kind = read_type(attribute.value, lambda node: shared.ev.evaluate(node, scope))
        except EvaluationError as error:
            span = scope.span(error.start, error.end) if error.start >= 0 else section.header
            shared.ev.report(error.code, Level.ERROR, error.summary, span)
    shared.types[id(section)] = kind
    return kind


def _given(module: ModuleInstance, name: str, literal: bool) -> Value | None:
    """The value that the variable is given from outside, if any."""
    if module.arguments is None:
        return module.shared.given_value(name, literal) if module.parent is None else None
    call, scope = module.arguments
    found = call.attributes.get(name)
    full = module.qualified(f"var.{name}")
    if found is None:
        if not call.broken:
            return None
        return unknown(Because.UNPARSED, full, Origin(call.header, OriginKind.MODULE_ARGUMENT))
    attribute, file = found
    value = module.shared.ev.settle(attribute.value, scope.within(file, OriginKind.MODULE_ARGUMENT), full)
    span = scope.within(file).span(attribute.value.start, attribute.value.end)
    if value.origin.kind is OriginKind.MODULE_ARGUMENT:
        return value
    if value.origin.span is None or value.origin.span.file is not file:
        return stepped(value, span, OriginKind.MODULE_ARGUMENT)
    return relabelled(value, span, OriginKind.MODULE_ARGUMENT)


def _converted(module: ModuleInstance, value: Value, kind: Type, scope: Scope, section: Section, full: str) -> Value:
    try:
        return convert(value, kind)
    except EvaluationError as error:
        span = value.origin.span if value.origin.span is not None and not is_sensitive(section) else section.header
        summary = f"the value of {full} does not fit its type: {error.summary}"
        module.shared.ev.report(error.code, Level.ERROR, summary, span)
        story = None if is_sensitive(section) else value.origin
        return unknown(Because.ERROR, full, Origin(span, OriginKind.DERIVED, story))


def _allowed(section: Section, name: str, scope: Scope, module: ModuleInstance) -> list[Known]:
    """The values that a validation lists: ``contains(["a", "b"], var.x)``, ``var.x == "a" || ...``."""
    for block, file in section.blocks:
        if block.type != "validation":
            continue
        condition = next((item.value for item in block.body.attributes if item.name == "condition"), None)
        if condition is None:
            continue
        found = _listed(condition, name, scope.within(file, OriginKind.WRITTEN), module)
        if found:
            return found
    return []


def _listed(node: nodes.Expression, name: str, scope: Scope, module: ModuleInstance) -> list[Known] | None:
    if isinstance(node, nodes.Parentheses):
        return _listed(node.inner, name, scope, module)
    if isinstance(node, nodes.Binary) and node.operator == "||":
        left = _listed(node.left, name, scope, module)
        right = _listed(node.right, name, scope, module)
        return [*left, *right] if left is not None and right is not None else None
    if isinstance(node, nodes.Binary) and node.operator == "==":
        for one, other in ((node.left, node.right), (node.right, node.left)):
            if _is_variable(one, name) and isinstance(other, (nodes.Literal, nodes.StringLiteral)):
                value = module.shared.ev.evaluate(other, scope)
                return [value] if isinstance(value, Known) else None
        return None
    if isinstance(node, nodes.Call) and node.name == "contains" and len(node.arguments) == 2:
        options, subject = node.arguments
        if _is_variable(subject, name) and isinstance(options, nodes.TupleExpression):
            literals = (nodes.Literal, nodes.StringLiteral)
            if all(isinstance(item, literals) for item in options.items):
                values = [module.shared.ev.evaluate(item, scope) for item in options.items]
                return [value for value in values if isinstance(value, Known)]
    return None


def _is_variable(node: nodes.Expression, name: str) -> bool:
    return (
        isinstance(node, nodes.GetAttr)
        and node.name == name
        and isinstance(node.source, nodes.Variable)
        and node.source.name == "var"
    )
