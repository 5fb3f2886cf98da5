"""One instance of a declared resource: its names, its id, its values, and what it deploys where it is a module."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastpath_checks.core.claims import Claim, Truth
from fastpath_checks.core.spans import Origin, OriginKind, Span
from fastpath_checks.core.values import Because, Known, Missing, Unknown, Value, unknown
from fastpath_checks.evaluate.arm import template as arm
from fastpath_checks.evaluate.arm.bindings import Bindings
from fastpath_checks.evaluate.arm.declared import Declared
from fastpath_checks.evaluate.arm.deployment_scopes import Target, target_of
from fastpath_checks.evaluate.arm.texts import name_segments, residual_of
from fastpath_checks.graph.resource_ids import ResourceId

if TYPE_CHECKING:
    from fastpath_checks.evaluate.arm.scope import Scope


class Instance:
    """``label`` is its place in a loop (``[0]``), empty outside of one. ``bindings`` are what its expressions see.

    ``around`` is the instance that it stands in, where it is written inside another resource's ``resources``. One that
    is not ``is_certain`` stands for an instance of its loop, nobody knows which.
    """

    __slots__ = (
        "_address", "_deployed", "_name", "_names", "_parent", "_target", "around", "bindings", "declaration", "exists",
        "is_certain", "label", "scope",
    )  # fmt: skip

    def __init__(
        self,
        scope: Scope,
        declaration: arm.ResourceDeclaration,
        bindings: Bindings,
        exists: Claim,
        label: str = "",
        around: Instance | None = None,
        *,
        is_certain: bool = True,
    ) -> None:
        self.scope = scope
        self.declaration = declaration
        self.bindings = bindings
        self.exists = exists
        self.label = label
        self.around = around
        self.is_certain = is_certain
        self._address: str | None = None
        self._name: Value | None = None
        self._names: tuple[Value, ...] | None = None
        self._parent: Instance | Unknown | None = None
        self._target: Target | None = None
        self._deployed: Scope | None = None

    @property
    def address(self) -> str:
        """As users of the language spell it; type and name where there is no symbol."""
        if self._address is None:
            declaration = self.declaration
            if declaration.symbol is not None:
                wanted = declaration.symbol + self.label
            elif declaration.deployment is not None:
                wanted = _said(self.own_name())
            else:
                wanted = f"{declaration.type}/{'/'.join(_said(name) for name in self.names)}"
            self._address = self.scope.run.address(self.scope.qualified(wanted))
        return self._address

    def own_name(self) -> Value:
        """The name as it is written: ``vnet/subnet`` or, below a parent, ``subnet``."""
        if self._name is None:
            key = ("name", str(id(self)))
            span = self.declaration.name.span
            self._name = self.scope.once(
                *key, span, lambda: self.scope.evaluator.evaluate(self.declaration.name, self.bindings)
            )
        return self._name

    @property
    def names(self) -> tuple[Value, ...]:
        """One value for each segment of the type."""
        if self._names is None:
            self._names = self._segmented()
        return self._names

    def _segmented(self) -> tuple[Value, ...]:
        declaration = self.declaration
        count = declaration.type.count("/")
        name = self.own_name()
        if declaration.parent is not None:
            parent = self.parent()
            own = name_segments(name, 1)
            if own is not None:
                return (*self._parent_names(parent, count - 1), *own)
        segments = name_segments(name, max(count, 1))
        if segments is None:
            span = declaration.name.span
            wrong = self.scope.evaluator.failed(
                "name-segments", f"a name for {declaration.type} has {count} segments", span
            )
            return (wrong,) * max(count, 1)
        return segments

    def _parent_names(self, parent: Instance | Unknown | None, count: int) -> tuple[Value, ...]:
        if isinstance(parent, Instance) and len(parent.names) == count:
            return parent.names
        origin = Origin(self.declaration.header, OriginKind.DERIVED)
        if isinstance(parent, Unknown):
            return (Unknown(parent.missing, parent.residual, origin),) * count
        return (unknown(Because.ERROR, f"the parent of {self.declaration.type}", origin),) * count

    def parent(self) -> Instance | Unknown | None:
        """The resource that this one is a child of, by its declaration; Unknown where it is one of several."""
        if self._parent is None and self.declaration.parent is not None:
            reference = self.declaration.parent
            if isinstance(reference, arm.ResourceDeclaration):
                self._parent = self.around
            else:
                value = self.scope.evaluator.look(reference, self.bindings)
                if isinstance(value, Known) and isinstance(value.data, Declared) and value.data.instance is not self:
                    self._parent = value.data.instance
                else:
                    missing = value.missing if isinstance(value, Unknown) else ()
                    origin = Origin(reference.span, OriginKind.DERIVED)
                    lacking = missing or (Missing(Because.ERROR, reference.span.text, origin),)
                    residual = value.residual if isinstance(value, Unknown) else ""
                    self._parent = Unknown(lacking, residual, origin)
        return self._parent

    @property
    def target(self) -> Target:
        """The subscription and resource group that it is deployed to; those of its parent, for a child.

        Where its condition does not hold, nothing is deployed anywhere: no mistake is made.
        """
        if self._target is None:
            parent = self.parent()
            is_absent = self.exists.truth is Truth.NO
            self.scope.run.speculating += is_absent
            self._target = parent.target if isinstance(parent, Instance) else target_of(self)
            self.scope.run.speculating -= is_absent
        return self._target

    @property
    def id(self) -> ResourceId:
        target = self.target
        address = self.address if self.is_certain else ""
        return ResourceId(self.declaration.type, self.names, target.subscription, target.resource_group, address)

    def value_at(self, path: tuple[str | int, ...], node: arm.Expression) -> Value:
        """The value of an expression in the body; the path is what it is remembered under."""
        key = "/".join(str(part) for part in path).casefold()
        return self.scope.once(
            f"value of {self.address}", key, node.span, lambda: self.scope.evaluator.evaluate(node, self.bindings)
        )

    def output(self, name: str, span: Span) -> Value:
        """An output of the module that this instance deploys."""
        deployed = self.deployed()
        if deployed is not None:
            return deployed.output(name, span)
        deployment = self.declaration.deployment
        absent = deployment.absent if deployment is not None else None
        origin = Origin(span, OriginKind.DERIVED)
        missing = absent or Missing(Because.OUTSIDE_THE_FILES, self.address, origin)
        return Unknown((missing,), f"{self.address}.outputs.{name}", origin)

    def output_names(self) -> list[str] | None:
        deployed = self.deployed()
        return list(deployed.template.outputs) if deployed is not None else None

    def deployed(self) -> Scope | None:
        """The scope of the template that this instance deploys; None where there is none in the files."""
        if self._deployed is None:
            from fastpath_checks.evaluate.arm.deployments import enter

            self._deployed = enter(self)
        return self._deployed


def _said(name: Value) -> str:
    match name:
        case Known(data):
            return str(data)
        case Unknown():
            return name.residual or "?"
    return residual_of(name) or "|".join(str(choice.data) for choice in name.choices)
