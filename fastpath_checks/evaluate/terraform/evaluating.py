"""Evaluates expressions. What a name means is looked up when it is met, once, in the module's instance."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastpath_checks.core.diagnostics import Diagnostic, Level
from fastpath_checks.core.files import Files
from fastpath_checks.core.spans import Origin, OriginKind, Span
from fastpath_checks.core.values import Because, Known, Missing, OneOf, Unknown, Value, join, unknown
from fastpath_checks.evaluate.terraform import operators, references, templates
from fastpath_checks.evaluate.terraform.access import get_attribute, get_index, splat
from fastpath_checks.evaluate.terraform.calling import call
from fastpath_checks.evaluate.terraform.conversion import convert
from fastpath_checks.evaluate.terraform.failures import EvaluationError, LimitReached, Unmodelled, level_of
from fastpath_checks.evaluate.terraform.instances import Instance
from fastpath_checks.evaluate.terraform.looping import for_object, for_tuple
from fastpath_checks.evaluate.terraform.outline_paths import is_outline
from fastpath_checks.evaluate.terraform.scope import Scope
from fastpath_checks.evaluate.terraform.special_unknowns import stepped, with_entries
from fastpath_checks.evaluate.terraform.type_constraints import STRING
from fastpath_checks.graph.resource_ids import ResourceId
from fastpath_checks.syntax.hcl import nodes

NESTING_LIMIT = 150
"""How many locals, variables, arguments and outputs may stand in each other's way before a value is given up."""

STEPS_A_PLACE = 200_000
"""How many expressions one place may take to evaluate, loops and all; real ones take a few thousand."""

STEPS_LIMIT = 1_000_000
"""How many expressions all places of one configuration may take; each that gave up leaves the next a fresh share."""

DIAGNOSTICS_LIMIT = 500

Handler = Callable[["Evaluator", Any, Scope], Value]


class Evaluator:
    """One evaluation: what it may read, what it has said, and how deep it is.

    ``doubts`` counts what may yet turn out to be an error - an operation on an unknown, an alternative that was dropped
    because Terraform would refuse it: ``try`` looks at it to see whether its fallback is still possible.
    """

    def __init__(self, root: str, files: Files, identify: Callable[[Instance], ResourceId | None]) -> None:
        self.root = root
        self.files = files
        self.identify = identify
        self.diagnostics: list[Diagnostic] = []
        self.doubts = 0
        self.functions: dict[str, Any] = {}
        self._said: set[tuple[object, ...]] = set()
        self._depth = 0
        self._steps = 0
        self._allowed = STEPS_A_PLACE

    def evaluate(self, node: nodes.Expression, scope: Scope) -> Value:
        """The value of an expression. Raises EvaluationError where Terraform would report one."""
        self._steps += 1
        if self._steps > self._allowed:
            raise LimitReached("this takes too many steps to evaluate", node.start, node.end)
        handler = _HANDLERS.get(type(node))
        if handler is None:
            origin = scope.written(node.start, node.end)
            return Unknown((Missing(Because.UNPARSED, "a value that could not be read", origin),), "", origin)
        return handler(self, node, scope)

    def settle(self, node: nodes.Expression, scope: Scope, name: str) -> Value:
        """The value of a whole argument: an error becomes a diagnostic and Unknown(ERROR), named ``name``."""
        return self.guarded(lambda: self.evaluate(node, scope), scope, node.start, node.end, name)

    def guarded(self, compute: Callable[[], Value], scope: Scope, start: int, end: int, name: str) -> Value:
        """What ``compute`` gives; errors and limits met on the way become diagnostics and unknowns."""
        if self._depth >= NESTING_LIMIT:
            return self.gave_up(scope, start, end, name)
        if self._depth == 0:
            self._allow_more()
        self._depth += 1
        doubts = self.doubts
        try:
            return compute()
        except EvaluationError as error:
            span = scope.span(error.start, error.end) if error.start >= 0 else scope.span(start, end)
            self.report(error.code, level_of(error.code), error.summary, span)
            because = Because.LIMIT if error.code == "limit" else Because.ERROR
            return unknown(because, name, Origin(span, OriginKind.DERIVED))
        except LimitReached as limit:
            span = scope.span(limit.start, limit.end) if limit.start >= 0 else scope.span(start, end)
            self.report("limit", Level.ERROR, limit.summary, span)
            self._allow_more()
            return unknown(Because.LIMIT, name, Origin(span, OriginKind.DERIVED))
        except Unmodelled as case:
            origin = scope.written(start, end)
            return Unknown((Missing(Because.UNMODELLED, case.what, origin),), "", origin)
        except RecursionError:
            return self.gave_up(scope, start, end, name)
        finally:
            self._depth -= 1
            self.doubts = doubts

    def _allow_more(self) -> None:
        self._allowed = min(self._steps + STEPS_A_PLACE, STEPS_LIMIT)

    def gave_up(self, scope: Scope, start: int, end: int, name: str) -> Unknown:
        """The unknown of what is nested too deeply, said once a place."""
        span = scope.span(start, end)
        self.report("limit", Level.ERROR, "expressions refer to each other too deeply", span)
        return unknown(Because.LIMIT, name, Origin(span, OriginKind.DERIVED))

    def report(self, code: str, level: Level, summary: str, span: Span | None, hint: str = "") -> None:
        """Say something once a place."""
        mark = (code, summary, id(span.file), span.start) if span is not None else (code, summary)
        if mark not in self._said:
            self._said.add(mark)
            self.remark(Diagnostic(code, level, summary, "", span, hint))

    def remark(self, one: Diagnostic) -> None:
        """Say something, within a limit; what an outline cannot follow is unknown, and nobody's mistake."""
        if len(self.diagnostics) < DIAGNOSTICS_LIMIT and not is_outline(one.where):
            self.diagnostics.append(one)

    def nested(self, compute: Callable[[], Value]) -> Value:
        """What ``compute`` gives one level deeper. Raises LimitReached where that is too deep."""
        if self._depth >= NESTING_LIMIT:
            raise LimitReached("templates render each other too deeply")
        self._depth += 1
        try:
            return compute()
        finally:
            self._depth -= 1

    def tried(self, node: nodes.Expression, scope: Scope) -> Value | None:
        """The value of an expression that Terraform looks at but does not choose; None where it has none."""
        doubts = self.doubts
        try:
            return self.evaluate(node, scope)
        except (EvaluationError, LimitReached, Unmodelled):
            return None
        finally:
            self.doubts = doubts

    def over_choices(self, value: Value, function: Callable[[Known], Value], residual: str, origin: Origin) -> Value:
        """Apply ``function`` to every alternative; those that Terraform refuses are dropped, if one remains."""
        if isinstance(value, Known):
            return function(value)
        if isinstance(value, Unknown):
            return Unknown(value.missing, residual, origin)
        results: list[Value] = []
        refused: EvaluationError | None = None
        for choice in value.choices:
            try:
                results.append(function(choice))
            except EvaluationError as error:
                refused = error
        if refused is not None:
            if not results:
                raise refused
            self.doubts += 1
        return join(results, value.missing, residual, origin)


def _literal(ev: Evaluator, node: nodes.Literal, scope: Scope) -> Value:
    value = node.value
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        value = int(value)
    return Known(value, Origin(Span(scope.file, node.start, node.end), scope.literal_kind))


def _parentheses(ev: Evaluator, node: nodes.Parentheses, scope: Scope) -> Value:
    return ev.evaluate(node.inner, scope)


def _tuple(ev: Evaluator, node: nodes.TupleExpression, scope: Scope) -> Value:
    items = [ev.evaluate(item, scope) for item in node.items]
    return Known(items, scope.written(node.start, node.end))


def _object(ev: Evaluator, node: nodes.ObjectExpression, scope: Scope) -> Value:
    items: dict[str, Value] = {}
    lacking: list[Value] = []
    for item in node.items:
        key = item.key
        if isinstance(key, (nodes.ObjectKeyName, nodes.StringLiteral)):
            name: Any = key.name if isinstance(key, nodes.ObjectKeyName) else key.value
        else:
            found = ev.evaluate(key, scope)
            if not isinstance(found, OneOf):
                found = convert(found, STRING)
            if not isinstance(found, Known) or isinstance(found.data, ResourceId):
                lacking.append(found)
                items.clear()  # it may replace all that stands before it
                continue
            name = found.data
            if name is None:
                raise EvaluationError("null-key", "an object's key must not be null", key.start, key.end)
        items[str(name)] = ev.evaluate(item.value, scope)
    origin = scope.written(node.start, node.end)
    if lacking:
        return with_entries(_unknown_keys(lacking, origin), items)
    return Known(items, origin)


def _unknown_keys(lacking: list[Value], origin: Origin) -> Unknown:
    missing = [part for value in lacking if not isinstance(value, Known) for part in value.missing]
    if not missing:
        return unknown(Because.RUNTIME_ATTRIBUTE, "resource id", origin, never_null=True)
    return Unknown(tuple(missing), "", origin, True)


def _conditional(ev: Evaluator, node: nodes.Conditional, scope: Scope) -> Value:
    condition = ev.evaluate(node.condition, scope)
    try:
        condition = convert(condition, operators.BOOL)
    except EvaluationError as error:
        raise EvaluationError(error.code, error.summary, node.condition.start, node.condition.end) from error
    if isinstance(condition, Known):
        if condition.data is None:
            at = node.condition
            raise EvaluationError("null-condition", "the condition must not be null", at.start, at.end)
        taken, other = (node.if_true, node.if_false) if condition.data else (node.if_false, node.if_true)
        value = ev.evaluate(taken, scope)
        if not operators.may_change_type(value):
            return value
        alternative = ev.tried(other, scope)
        return value if alternative is None else operators.conditional_type(value, alternative)
    return _both_branches(ev, node, condition, scope)


def _both_branches(ev: Evaluator, node: nodes.Conditional, condition: OneOf | Unknown, scope: Scope) -> Value:
    results: list[Value] = []
    refused: EvaluationError | None = None
    for branch in (node.if_true, node.if_false):
        try:
            results.append(ev.evaluate(branch, scope))
        except EvaluationError as error:
            refused = error
    if len(results) == 2:
        first, second = results
        results = [operators.conditional_type(first, second), operators.conditional_type(second, first)]
    if refused is not None:
        if not results:
            raise refused
        ev.doubts += 1
    origin = Origin(scope.span(node.start, node.end), OriginKind.DERIVED)
    residual = ""
    if isinstance(condition, Unknown) and condition.residual and len(results) == 2:
        parts = [operators.residual_of(value) for value in results]
        if all(parts):
            residual = f"{condition.residual} ? {parts[0]} : {parts[1]}"
    value = join(results, condition.missing, residual[: operators.RESIDUAL_LIMIT], origin)
    if isinstance(value, Unknown) and all(operators.certainly_not_null(result) for result in results):
        return Unknown(value.missing, value.residual, value.origin, True)
    return value


def _access(ev: Evaluator, node: nodes.GetAttr | nodes.Index, scope: Scope) -> Value:
    steps: list[nodes.GetAttr | nodes.Index] = []
    base: nodes.Expression = node
    while isinstance(base, (nodes.GetAttr, nodes.Index)):
        steps.append(base)
        base = base.source
    steps.reverse()
    kind = OriginKind.DERIVED
    used = 0
    if isinstance(base, nodes.Variable) and base.name not in scope.names:
        value, used, kind = references.resolve(ev, base, steps, scope)
    else:
        value = ev.evaluate(base, scope)
        if isinstance(base, nodes.Variable):
            kind = OriginKind.LOOP
    for step in steps[used:]:
        try:
            if isinstance(step, nodes.GetAttr):
                value = get_attribute(ev, value, step.name)
            else:
                value = get_index(ev, value, ev.evaluate(step.key, scope))
        except EvaluationError as error:
            if error.start < 0:
                raise EvaluationError(error.code, error.summary, step.start, step.end) from error
            raise
    return stepped(value, Span(scope.file, node.start, node.end), kind)


def _variable(ev: Evaluator, node: nodes.Variable, scope: Scope) -> Value:
    bound = scope.names.get(node.name)
    if bound is not None:
        return bound
    return references.resolve(ev, node, [], scope)[0]


def _splat(ev: Evaluator, node: nodes.Splat, scope: Scope) -> Value:
    value = ev.evaluate(node.source, scope)
    origin = Origin(scope.span(node.start, node.end), OriginKind.DERIVED)
    return splat(ev, value, list(node.each), scope, origin)


_HANDLERS: dict[type, Handler] = {
    nodes.Literal: _literal,
    nodes.StringLiteral: _literal,
    nodes.TemplateString: templates.template_string,
    nodes.Heredoc: templates.template_string,
    nodes.Variable: _variable,
    nodes.GetAttr: _access,
    nodes.Index: _access,
    nodes.Splat: _splat,
    nodes.Conditional: _conditional,
    nodes.Binary: operators.binary,
    nodes.Unary: operators.unary,
    nodes.Parentheses: _parentheses,
    nodes.Call: call,
    nodes.TupleExpression: _tuple,
    nodes.ObjectExpression: _object,
    nodes.ForTuple: for_tuple,
    nodes.ForObject: for_object,
}
