"""One template that is deployed: its parameters, variables and outputs, each computed when asked for, once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeVar

from fastpath_checks.core.claims import YES, Claim
from fastpath_checks.core.diagnostics import Level
from fastpath_checks.core.spans import Origin, OriginKind, Span
from fastpath_checks.core.values import Because, Missing, Unknown, Value, unknown
from fastpath_checks.evaluate.arm.bindings import UNBOUND, Bindings
from fastpath_checks.evaluate.arm.evaluating import Evaluator
from fastpath_checks.evaluate.arm.parameter_values import Given, named, parameter_value, shown_name
from fastpath_checks.evaluate.arm.running import Run
from fastpath_checks.evaluate.arm.template import Template

if TYPE_CHECKING:
    from fastpath_checks.evaluate.arm.expansion import ResourceTable

T = TypeVar("T")


class Placement:
    """Where a template is deployed. ``subscription`` and ``resource_group`` are None where they are the root's own."""

    __slots__ = ("address", "depth", "exists", "resource_group", "subscription")

    def __init__(
        self,
        address: str = "",
        subscription: Value | None = None,
        resource_group: Value | None = None,
        exists: Claim = YES,
        depth: int = 0,
    ) -> None:
        self.address = address
        self.subscription = subscription
        self.resource_group = resource_group
        self.exists = exists
        self.depth = depth


class Scope:
    """``bindings`` are those of the parent's loop, where the template's expressions see them; else none.

    ``outer`` is the scope whose parameters and variables the template's expressions see, where they are not its own.
    """

    __slots__ = (
        "_pending", "_values", "bindings", "evaluator", "given", "parent", "placement", "resources", "run", "template",
    )  # fmt: skip

    resources: ResourceTable
    evaluator: Evaluator

    def __init__(
        self,
        run: Run,
        template: Template,
        placement: Placement,
        given: dict[str, Given],
        *,
        parent: Scope | None = None,
        outer: Scope | None = None,
        bindings: Bindings = UNBOUND,
    ) -> None:
        self.run = run
        self.template = template
        self.placement = placement
        self.given = given
        self.parent = parent
        self.bindings = bindings
        self.evaluator = Evaluator(run, self) if outer is None else Evaluator(run, outer.evaluator.scope, self)
        self._values: dict[tuple[str, str], Value] = {}
        self._pending: set[tuple[str, str]] = set()

    def qualified(self, name: str) -> str:
        """A name that means one thing in the whole evaluation."""
        address = self.placement.address
        return f"{address}/{name}" if address else name

    def parameter(self, name: str, span: Span) -> Value:
        """The value of a declared parameter, without the step that its use adds."""
        declared = self.template.parameters.get(name) or _without_case(self.template.parameters, name)
        if declared is None:
            return self.evaluator.failed("undeclared-name", f"there is no parameter '{name}'", span)
        return self.once(
            "parameter", declared.name, span, lambda: named(parameter_value(self, declared), shown_name(self, declared))
        )

    def variable(self, name: str, span: Span) -> Value:
        declared = self.template.variables.get(name) or _without_case(self.template.variables, name)
        if declared is None:
            return self.evaluator.failed("undeclared-name", f"there is no variable '{name}'", span)
        return self.once("variable", name.casefold(), span, lambda: self.evaluator.evaluate(declared, self.bindings))

    def output(self, name: str, span: Span) -> Value:
        declared = self.template.outputs.get(name) or _without_case(self.template.outputs, name)
        if declared is None:
            return self.parent_evaluator().failed("undeclared-name", f"there is no output '{name}'", span)
        if declared.secure:
            origin = Origin(declared.span, OriginKind.DERIVED)
            return unknown(Because.SENSITIVE, self.qualified(f"output {declared.name}"), origin)
        value = declared.value
        return self.once("output", declared.name, span, lambda: self.evaluator.evaluate(value, self.bindings))

    def parent_evaluator(self) -> Evaluator:
        return self.parent.evaluator if self.parent is not None else self.evaluator

    def once(self, kind: str, name: str, span: Span, compute: Callable[[], Value]) -> Value:
        """The value under a name, computed at its first use; one that needs itself is Unknown(CYCLE)."""
        key = (kind, name)
        found = self._values.get(key)
        if found is not None:
            return found
        if key in self._pending:
            return self.cycle(f"{kind} {name}", span)
        self._pending.add(key)
        try:
            value = self._values[key] = compute()
        finally:
            self._pending.discard(key)
        return value

    def cycle(self, name: str, span: Span) -> Unknown:
        self.run.say("cycle", Level.ERROR, f"the {name} depends on itself", span)
        origin = Origin(span, OriginKind.DERIVED)
        return Unknown((Missing(Because.CYCLE, self.qualified(name), origin),), "", origin)


def _without_case(named: Mapping[str, T], name: str) -> T | None:
    wanted = name.casefold()
    return next((value for key, value in named.items() if key.casefold() == wanted), None)
