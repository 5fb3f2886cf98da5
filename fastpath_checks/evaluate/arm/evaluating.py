"""Evaluates the expressions of one deployment. Never raises: what goes wrong is a remark and an unknown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from fastpath_checks.core.diagnostics import Level
from fastpath_checks.core.spans import Origin, OriginKind, Span
from fastpath_checks.core.values import (
    Because,
    Known,
    Missing,
    OneOf,
    Unknown,
    Value,
    missing_of,
    over_choices,
    unknown,
    unknown_from,
)
from fastpath_checks.evaluate.arm import template as arm
from fastpath_checks.evaluate.arm.access import item_of, property_of
from fastpath_checks.evaluate.arm.bindings import UNBOUND, Bindings
from fastpath_checks.evaluate.arm.declared import settled
from fastpath_checks.evaluate.arm.functions import call_function
from fastpath_checks.evaluate.arm.functions.truths import truth_of
from fastpath_checks.evaluate.arm.running import COPY_LIMIT, DEPTH_LIMIT, Run

if TYPE_CHECKING:
    from fastpath_checks.evaluate.arm.scope import Scope


_DEPENDS_ON_VALUES = frozenset({"no-such-part", "wrong-argument", "wrong-type"})


class Evaluator:
    """Evaluates in one scope: a template with its parameters, variables and resources.

    ``inner`` is the nested template whose expressions these are, where they see the scope of its parent.
    """

    __slots__ = ("inner", "run", "scope")

    def __init__(self, run: Run, scope: Scope, inner: Scope | None = None) -> None:
        self.run = run
        self.scope = scope
        self.inner = inner

    def evaluate(self, node: arm.Expression, bindings: Bindings = UNBOUND) -> Value:
        """The value of an expression, without references that are still open."""
        return settled(self.look(node, bindings))

    def look(self, node: arm.Expression, bindings: Bindings) -> Value:
        """The value of an expression; a part of a declared resource may be ``Known(Declared)``, to be looked into."""
        run = self.run
        run.steps += 1
        if run.depth >= DEPTH_LIMIT:
            return self._too_much(node, _TOO_DEEP)
        if run.steps > run.allowed:
            return self._too_much(node, "the template takes too many steps to evaluate")
        run.depth += 1
        try:
            handler = _HANDLERS.get(type(node))
            while handler is None:
                node = node.node()  # type: ignore[union-attr]  # what is no node yet turns into one
                handler = _HANDLERS.get(type(node))
            return handler(self, node, bindings)
        except RecursionError:
            return self._too_much(node, _TOO_DEEP)
        finally:
            run.depth -= 1

    def failed(self, code: str, summary: str, span: Span, residual: str = "", hint: str = "") -> Unknown:
        """The unknown that a mistake in the template leaves, once it is said.

        A mistake that depends on values is a warning, for other inputs may be without it.
        """
        level = Level.WARNING if code in _DEPENDS_ON_VALUES else Level.ERROR
        self.run.say(code, level, summary, span, hint=hint)
        origin = Origin(span, OriginKind.DERIVED)
        return Unknown((Missing(Because.ERROR, residual or _excerpt(span), origin),), residual, origin)

    def _too_much(self, node: arm.Expression, summary: str) -> Unknown:
        span = node.span
        self.run.say("limit", Level.ERROR, summary, span)
        return unknown(Because.LIMIT, _excerpt(span), Origin(span, OriginKind.DERIVED))

    def _literal(self, node: arm.Literal, bindings: Bindings) -> Value:
        return Known(node.value, Origin(node.span, OriginKind.WRITTEN))

    def _object(self, node: arm.ObjectNode, bindings: Bindings) -> Value:
        origin = Origin(node.span, OriginKind.WRITTEN)
        found: dict[str, Value] = {}
        unknown_parts: list[Value] = []
        for member in node.members:
            if isinstance(member, arm.Spread):
                source = self.evaluate(member.source, bindings)
                if isinstance(source, Known) and isinstance(source.data, dict):
                    found.update(source.data)
                elif not isinstance(source, Known):
                    unknown_parts.append(source)
                elif source.data is not None:
                    unknown_parts.append(
                        self.failed("wrong-type", "only an object can be spread here", member.source.span)
                    )
                continue
            key_node = member.key
            if isinstance(key_node, arm.Literal):
                key: object = key_node.value
            else:
                key_value = self.evaluate(key_node, bindings)
                if not isinstance(key_value, Known):
                    unknown_parts.append(key_value)
                    continue
                key = key_value.data
            found[str(key)] = self.evaluate(member.value, bindings)
        if unknown_parts:
            return unknown_from(unknown_parts, "", origin)
        return Known(found, origin)

    def _array(self, node: arm.ArrayNode, bindings: Bindings) -> Value:
        origin = Origin(node.span, OriginKind.WRITTEN)
        items: list[Value] = []
        for item in node.items:
            if not isinstance(item, arm.Spread):
                items.append(self.evaluate(item, bindings))
                continue
            source = self.evaluate(item.source, bindings)
            if isinstance(source, Known) and isinstance(source.data, list):
                items.extend(source.data)
            elif isinstance(source, Known):
                return self.failed("wrong-type", "only an array can be spread here", item.source.span)
            else:
                return unknown_from([source], "", origin)
        return Known(items, origin)

    def _call(self, node: arm.Call, bindings: Bindings) -> Value:
        return call_function(self, node, bindings)

    def _property(self, node: arm.Property, bindings: Bindings) -> Value:
        source = self.look(node.source, bindings)
        if isinstance(source, Known) and source.data is None and _is_safe(node.source):
            return source
        return property_of(self, source, node.name, node.span, node.safe)

    def _index(self, node: arm.Index, bindings: Bindings) -> Value:
        source = self.look(node.source, bindings)
        if isinstance(source, Known) and source.data is None and _is_safe(node.source):
            return source
        index = self.evaluate(node.index, bindings)
        return item_of(self, source, index, node.span, node.safe, node.from_end)

    def _lambda(self, node: arm.Lambda, bindings: Bindings) -> Value:
        return self.failed("wrong-type", "a lambda stands only where a function takes one", node.span)

    def _local(self, node: arm.LocalName, bindings: Bindings) -> Value:
        value = bindings.item(node.name)
        if value is None:
            return self.failed("undeclared-name", f"'{node.name}' is not declared", node.span)
        return value

    def _for(self, node: arm.ForExpression, bindings: Bindings) -> Value:
        source = self.look(node.source, bindings)
        origin = Origin(node.span, OriginKind.WRITTEN)
        if isinstance(source, OneOf):
            return over_choices(source, lambda one: self._turns(node, one, bindings), "", origin)
        if isinstance(source, Unknown):
            return Unknown(source.missing, "", origin, True)
        return self._turns(node, source, bindings)

    def _turns(self, node: arm.ForExpression, source: Known, bindings: Bindings) -> Value:
        origin = Origin(node.span, OriginKind.WRITTEN)
        source_value = source if isinstance(source.data, list) else settled(source)
        if not isinstance(source_value, Known):
            return Unknown(source_value.missing, "", origin, True)
        if not isinstance(source_value.data, list):
            return self.failed("wrong-type", "a loop runs over an array", node.source.span)
        if len(source_value.data) > COPY_LIMIT:
            self.run.say(
                "limit",
                Level.ERROR,
                f"a loop of {len(source_value.data)} turns; Azure allows {COPY_LIMIT}",
                node.source.span,
            )
            return unknown(Because.LIMIT, _excerpt(node.source.span), origin)
        items: list[Value] = []
        for index, item in enumerate(source_value.data):
            within = bindings.in_value_loop(node.item, node.index, item, Known(index, item.origin))
            if node.condition is not None:
                condition = self.evaluate(node.condition, within)
                truth = truth_of(condition)
                if truth is None:
                    return Unknown(missing_of([condition]), "", origin, True)
                if not truth:
                    continue
            items.append(self.evaluate(node.body, within))
        return Known(items, origin)

    def _symbol(self, node: arm.SymbolReference, bindings: Bindings) -> Value:
        index = self.evaluate(node.index, bindings) if node.index is not None else None
        return self.scope.resources.symbol(node, index)

    def _deferred(self, node: arm.Deferred, bindings: Bindings) -> Value:
        return Evaluator(self.run, self.inner or self.scope).look(node.expression, bindings)

    def _unmodelled(self, node: arm.Unmodelled, bindings: Bindings) -> Value:
        missing = node.missing
        origin = Origin(node.span, OriginKind.DERIVED)
        if node.diagnostic is not None:
            self.run.repeat(node.diagnostic)
        named = missing if missing.origin.span is not None else missing._replace(origin=origin)
        name = missing.name if "(" in missing.name else f"{missing.name} at line {node.span.location().line}"
        return Unknown((named,), self.scope.qualified(name), origin)


def _is_safe(node: arm.Expression) -> bool:
    """Whether a chain of accesses has a safe one in it: a null there makes the rest of the chain null."""
    while isinstance(node, (arm.Property, arm.Index)):
        if node.safe:
            return True
        node = node.source
    return False


_TOO_DEEP = "expressions are nested too deep"


def _excerpt(span: Span) -> str:
    text = " ".join(span.text.split())
    return text if len(text) <= 60 else f"{text[:57]}..."


_HANDLERS: dict[type, Callable[[Evaluator, Any, Bindings], Value]] = {
    arm.Literal: Evaluator._literal,
    arm.ObjectNode: Evaluator._object,
    arm.ArrayNode: Evaluator._array,
    arm.Call: Evaluator._call,
    arm.Property: Evaluator._property,
    arm.Index: Evaluator._index,
    arm.Lambda: Evaluator._lambda,
    arm.LocalName: Evaluator._local,
    arm.ForExpression: Evaluator._for,
    arm.SymbolReference: Evaluator._symbol,
    arm.Unmodelled: Evaluator._unmodelled,
    arm.Deferred: Evaluator._deferred,
}
