"""Declarations -> instances: ``copy``, ``for`` and ``condition`` taken apart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from fastpath_checks.core.claims import YES, Attribute, Claim, Truth, maybe
from fastpath_checks.core.spans import Origin, OriginKind
from fastpath_checks.core.values import Because, Known, Missing, OneOf, Unknown, Value, join, missing_of, unknown
from fastpath_checks.evaluate.arm import template as arm
from fastpath_checks.evaluate.arm.access import item_of
from fastpath_checks.evaluate.arm.bindings import UNBOUND, Bindings
from fastpath_checks.evaluate.arm.declared import Declared
from fastpath_checks.evaluate.arm.instances import Instance
from fastpath_checks.evaluate.arm.parameter_values import Given
from fastpath_checks.evaluate.arm.running import COPY_LIMIT, Run
from fastpath_checks.evaluate.arm.scope import Placement, Scope
from fastpath_checks.graph.linking import same_resource, same_text
from fastpath_checks.graph.resource_ids import ResourceId


def new_scope(
    run: Run,
    template: arm.Template,
    placement: Placement,
    given: dict[str, Given],
    *,
    parent: Scope | None = None,
    outer: Scope | None = None,
    bindings: Bindings = UNBOUND,
) -> Scope:
    """A scope with the table of its resources."""
    scope = Scope(run, template, placement, given, parent=parent, outer=outer, bindings=bindings)
    scope.resources = ResourceTable(scope)
    return scope


class Instances(NamedTuple):
    """``missing`` is empty where these are all; else one instance stands for those whose number is not known."""

    found: list[Instance]
    missing: tuple[Missing, ...] = ()


class Turn(NamedTuple):
    """One turn of a loop. ``exists`` is MAYBE where the loop may be shorter."""

    item: Value
    position: Value
    label: str
    exists: Claim


class ResourceTable:
    """The declared resources of one scope, and their instances, each made once."""

    __slots__ = ("_by_symbol", "_instances", "_pending", "_somewhere", "scope")

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self._by_symbol = {one.symbol: one for one in scope.template.resources if one.symbol is not None}
        self._instances: dict[int, Instances] = {}
        self._pending: set[int] = set()
        self._somewhere: dict[tuple[int, str], Instance] = {}

    def instances(self, declaration: arm.ResourceDeclaration) -> Instances:
        """All instances, those with ``exists`` NO too, so that positions count right."""
        key = id(declaration)
        found = self._instances.get(key)
        if found is not None:
            return found
        if key in self._pending:
            cycle = self.scope.cycle(f"loop or condition of {declaration.type}", declaration.header)
            return Instances([], cycle.missing)
        self._pending.add(key)
        try:
            found = self._instances[key] = self._expand(declaration)
        finally:
            self._pending.discard(key)
        return found

    def symbol(self, node: arm.SymbolReference, index: Value | None) -> Value:
        """A resource by its symbolic name: ``Known(Declared)``, or a list of them for a whole loop."""
        origin = Origin(node.span, OriginKind.DERIVED)
        declaration = self._by_symbol.get(node.symbol)
        if declaration is None:
            return self.scope.evaluator.failed("undeclared-name", f"'{node.symbol}' is not declared", node.span)
        found, missing = self.instances(declaration)
        if declaration.loop is None:
            if len(found) == 1:
                return Known(Declared(found[0]), origin)
            return Unknown(missing or (Missing(Because.ERROR, node.symbol, origin),), "", origin)
        if index is None:
            if missing:
                return Unknown(missing, self.scope.qualified(node.symbol), origin)
            return Known([Known(Declared(one), origin) for one in found], origin)
        if missing or not isinstance(index, Known):
            return self._one_of_several(declaration, index, (*missing, *missing_of([index])), node)
        if isinstance(index.data, int) and 0 <= index.data < len(found):
            return Known(Declared(found[index.data]), origin)
        return self.scope.evaluator.failed("no-such-part", f"{node.symbol} has {len(found)} instances", node.span)

    def _one_of_several(
        self,
        declaration: arm.ResourceDeclaration,
        index: Value,
        missing: tuple[Missing, ...],
        node: arm.SymbolReference,
    ) -> Value:
        """An instance of a loop, where it is not known which: its type is, and what does not depend on the turn."""
        scope, loop = self.scope, declaration.loop
        origin = Origin(node.span, OriginKind.DERIVED)
        lacking = tuple(dict.fromkeys(missing))
        shown = str(index.data) if isinstance(index, Known) else getattr(index, "residual", "")
        if loop is None or isinstance(declaration.parent, arm.ResourceDeclaration):
            return Unknown(lacking, scope.qualified(f"{node.symbol}[{shown}]") if shown else "", origin)
        key = (id(declaration), shown)
        found = self._somewhere.get(key) if shown else None
        if found is None:
            item = index
            if loop.source is not None:
                item = item_of(scope.evaluator, scope.evaluator.evaluate(loop.source, scope.bindings), index, node.span)
            bindings = scope.bindings.in_loop(loop.name or loop.item, loop.index, item, index)
            exists = scope.placement.exists & maybe(f"which {node.symbol} is meant is not known", origin, lacking)
            found = Instance(scope, declaration, bindings, exists, f"[{shown or '?'}]", is_certain=False)
            self._somewhere[key] = found
        return Known(Declared(found), origin)

    def named(self, name: Value) -> Instance | None:
        """The only resource that a symbolic name, or a plain name, means in this template."""
        if isinstance(name, Known) and isinstance(name.data, str) and name.data in self._by_symbol:
            found = self.instances(self._by_symbol[name.data]).found
            return found[0] if len(found) == 1 else None
        candidates = [
            instance
            for declaration in self.scope.template.resources
            if not declaration.existing
            for instance in self.instances(declaration).found
            if same_text(instance.own_name(), name) is Truth.YES
        ]
        return candidates[0] if len(candidates) == 1 else None

    def collection(self, name: Value) -> list[Instance] | None:
        """All instances of the loop that a symbolic name means; None where it means none, or how many is not known."""
        declared = self._by_symbol.get(name.data) if isinstance(name, Known) and isinstance(name.data, str) else None
        if declared is None or declared.loop is None:
            return None
        found, missing = self.instances(declared)
        return None if missing else found

    def with_id(self, wanted: ResourceId) -> Instance | None:
        """The only declared resource that an id certainly means, here or in a template around this one."""
        candidates = [
            instance
            for declaration in self.scope.template.resources
            if declaration.type.casefold() == wanted.type.casefold()
            for instance in self.instances(declaration).found
            if same_resource(wanted, instance.id) is Truth.YES
        ]
        declared = [instance for instance in candidates if not instance.declaration.existing] or candidates
        if declared:
            return declared[0] if len(declared) == 1 else None
        parent = self.scope.parent
        return parent.resources.with_id(wanted) if parent is not None else None

    def _expand(self, declaration: arm.ResourceDeclaration) -> Instances:
        scope = self.scope
        if not isinstance(declaration.parent, arm.ResourceDeclaration):
            return self._around(declaration, scope.bindings, scope.placement.exists, None)
        outer = self.instances(declaration.parent)
        found: list[Instance] = []
        missing = outer.missing
        for around in outer.found:
            own = self._around(declaration, around.bindings, around.exists, around)
            found += own.found
            missing = missing or own.missing
        return Instances(found, missing)

    def _around(
        self, declaration: arm.ResourceDeclaration, bindings: Bindings, exists: Claim, around: Instance | None
    ) -> Instances:
        loop = declaration.loop
        scope = self.scope
        prefix = around.label if around is not None else ""
        if loop is None or (around is not None and loop is around.declaration.loop):
            claim = exists & self._condition(declaration, declaration.condition, bindings)
            return Instances([Instance(scope, declaration, bindings, claim, prefix, around)])
        turns, missing = self._turns(declaration, loop, bindings)
        found: list[Instance] = []
        for turn in turns:
            within = bindings.in_loop(loop.name or loop.item, loop.index, turn.item, turn.position)
            claim = exists & turn.exists & self._condition(declaration, declaration.condition, within)
            claim &= self._condition(declaration, loop.condition, within)
            found.append(Instance(scope, declaration, within, claim, prefix + turn.label, around))
        return Instances(found, missing)

    def _condition(
        self, declaration: arm.ResourceDeclaration, condition: arm.Expression | None, bindings: Bindings
    ) -> Claim:
        if condition is None:
            return YES
        value = self.scope.evaluator.evaluate(condition, bindings)
        label = f"the condition of {declaration.symbol or declaration.type}"
        return Attribute(label, value).is_(True)

    def _turns(
        self, declaration: arm.ResourceDeclaration, loop: arm.CopyLoop, bindings: Bindings
    ) -> tuple[list[Turn], tuple[Missing, ...]]:
        evaluator = self.scope.evaluator
        expression = loop.source if loop.source is not None else loop.count
        if expression is None:
            return [], ()
        value = evaluator.look(expression, bindings)
        alternatives = value.choices if isinstance(value, OneOf) else (value,)
        lists: list[list[Value]] = []
        for one in alternatives:
            items = _items(one, loop)
            if items is None:
                if isinstance(one, Known):
                    too_many = _is_count(one)
                    summary = (
                        f"a copy of {one.data}; Azure allows {COPY_LIMIT}" if too_many else "a loop needs an array"
                    )
                    evaluator.failed("limit" if too_many else "wrong-type", summary, expression.span)
                    because = Because.LIMIT if too_many else Because.ERROR
                    value = unknown(because, f"the loop of {declaration.type}", Origin(loop.span, OriginKind.DERIVED))
                return self._representative(declaration, loop, value)
            lists.append(items)
        return list(_joined(lists, missing_of([value]), Origin(loop.span, OriginKind.DERIVED))), ()

    def _representative(
        self, declaration: arm.ResourceDeclaration, loop: arm.CopyLoop, value: Value
    ) -> tuple[list[Turn], tuple[Missing, ...]]:
        """One turn that stands for those whose number is not known."""
        origin = Origin(loop.span, OriginKind.LOOP)
        missing = missing_of([value]) or (Missing(Because.ERROR, declaration.type, origin),)
        residual = value.residual if isinstance(value, Unknown) else ""
        item = Unknown(missing, f"{residual}[?]" if residual else "", origin)
        position = Unknown(missing, self.scope.qualified(f"copyIndex('{loop.name or loop.item}')"), origin)
        exists = maybe(f"how often {declaration.symbol or declaration.type} is declared is not known", origin, missing)
        return [Turn(item, position, "[?]", exists)], missing


def _is_count(value: Known) -> bool:
    return isinstance(value.data, (int, list)) and not isinstance(value.data, bool)


def _items(value: Value, loop: arm.CopyLoop) -> list[Value] | None:
    """The items of a loop; None where they are not known, are too many, or are no array."""
    if not isinstance(value, Known):
        return None
    data = value.data
    if loop.source is None:
        if not isinstance(data, int) or isinstance(data, bool) or not 0 <= data <= COPY_LIMIT:
            return None
        return [Known(index, Origin(loop.span, OriginKind.LOOP)) for index in range(data)]
    return data if isinstance(data, list) and len(data) <= COPY_LIMIT else None


def _joined(lists: list[list[Value]], missing: tuple[Missing, ...], origin: Origin) -> Iterator[Turn]:
    """The turns of a loop over one of several arrays: those that not all of them have may not be there."""
    for index in range(max(len(items) for items in lists)):
        items = [one[index] for one in lists if len(one) > index]
        item = items[0] if len(lists) == 1 else join(items, missing, "", origin)
        shorter = len(items) < len(lists)
        exists = maybe("the loop may be shorter", origin, missing) if shorter else YES
        position = Known(index, Origin(origin.span, OriginKind.LOOP))
        yield Turn(item, position, f"[{index}]", exists)
