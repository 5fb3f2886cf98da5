"""The bodies of resources and data sources: arguments, nested blocks, dynamic blocks, read when they are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastpath_checks.core.diagnostics import Level
from fastpath_checks.core.spans import Origin, OriginKind, SourceFile, Span
from fastpath_checks.core.values import Because, Known, OneOf, Unknown, Value, unknown
from fastpath_checks.evaluate.terraform.failures import EvaluationError
from fastpath_checks.evaluate.terraform.instances import Instance
from fastpath_checks.evaluate.terraform.looping import Pairs, iterated
from fastpath_checks.evaluate.terraform.shapes import LazyObject
from fastpath_checks.evaluate.terraform.special_unknowns import elements_of, entries_of, with_elements
from fastpath_checks.syntax.hcl import nodes

if TYPE_CHECKING:
    from fastpath_checks.evaluate.terraform.evaluating import Evaluator
    from fastpath_checks.evaluate.terraform.scope import Scope

META_ARGUMENTS = frozenset({"count", "for_each", "provider", "depends_on"})
META_BLOCKS = frozenset({"lifecycle", "provisioner", "connection", "timeouts"})

Attributes = dict[str, tuple[nodes.Attribute, SourceFile]]
Blocks = list[tuple[nodes.Block, SourceFile]]


class BodyReader:
    """Reads one body in one scope. ``address`` names it in the unknowns that stand for its computed attributes."""

    __slots__ = ("_address", "_attributes", "_because", "_blocks", "_broken", "_ev", "_header", "_pending", "_scope")

    def __init__(
        self,
        ev: Evaluator,
        attributes: Attributes,
        blocks: Blocks,
        scope: Scope,
        address: str,
        header: Span,
        because: Because = Because.RUNTIME_ATTRIBUTE,
        broken: bool = False,
    ) -> None:
        self._ev = ev
        self._attributes = attributes
        self._scope = scope
        self._address = address
        self._header = header
        self._because = because
        self._broken = broken
        self._pending: set[str] = set()
        self._blocks: dict[str, Blocks] = {}
        for block, file in blocks:
            name = block.labels[0] if block.type == "dynamic" and block.labels else block.type
            self._blocks.setdefault(name, []).append((block, file))

    def resource_attributes(self) -> LazyObject:
        """The body of a resource: what it sets, without the arguments that are Terraform's own."""
        names = [name for name in self._attributes if name not in META_ARGUMENTS and name not in META_BLOCKS]
        names.extend(name for name in self._blocks if name not in META_BLOCKS and name not in names)
        return LazyObject(names, self.value, None, self._unread if self._broken else None)

    def block_attributes(self) -> LazyObject:
        """The body of a nested block, computed at once; it may have computed attributes beyond."""
        names = [*self._attributes, *(name for name in self._blocks if name not in self._attributes)]
        found = LazyObject(names, self.value, self.computed, self._unread if self._broken else None)
        found.filled()
        return found

    def computed(self, name: str) -> Value:
        """The unknown that stands for an attribute which only the cloud sets."""
        return unknown(self._because, f"{self._address}.{name}", Origin(self._header, OriginKind.DERIVED))

    def _unread(self, name: str) -> Value:
        """What is not among what could be read may yet have been written."""
        full = f"{self._address}.{name}"
        return unknown(Because.UNPARSED, full, Origin(self._header, OriginKind.DERIVED))

    def value(self, name: str) -> Value:
        """The value of an argument or of all nested blocks of one type."""
        if name in self._pending:
            return self._cycle(name)
        self._pending.add(name)
        try:
            found = self._attributes.get(name)
            if found is not None:
                attribute, file = found
                return self._ev.settle(attribute.value, self._scope.within(file), f"{self._address}.{name}")
            return self._block_list(name, self._blocks[name])
        finally:
            self._pending.discard(name)

    def _cycle(self, name: str) -> Value:
        span = None
        if name in self._attributes:
            attribute, file = self._attributes[name]
            span = self._scope.within(file).span(attribute.start, attribute.end)
        full = f"{self._address}.{name}"
        self._ev.report("cycle", Level.ERROR, f"{full} refers to itself", span)
        return unknown(Because.CYCLE, full, Origin(span, OriginKind.DERIVED))

    def _block_list(self, name: str, blocks: Blocks) -> Value:
        first, file = blocks[0]
        origin = self._scope.within(file).written(first.start, first.header_end)
        result: Value = Known([], origin)
        for block, where in blocks:
            scope = self._scope.within(where)
            if block.type == "dynamic":
                more = self._ev.guarded(
                    lambda block=block, scope=scope: self._dynamic(block, scope, name),  # type: ignore[misc]
                    scope, block.start, block.header_end, f"{self._address}.{name}",
                )  # fmt: skip
            else:
                more = Known([self._nested(block, scope, name, 0)], origin)
            result = _joined(self._ev, result, more, origin)
        return result

    def _nested(self, block: nodes.Block, scope: Scope, name: str, at: int) -> Known:
        origin = scope.written(block.start, block.header_end)
        attributes: Attributes = {}
        for attribute in block.body.attributes:
            attributes.setdefault(attribute.name, (attribute, scope.file))
        blocks = [(inner, scope.file) for inner in block.body.blocks]
        header = scope.span(block.start, block.header_end)
        address = f"{self._address}.{name}[{at}]"
        broken = block.body.broken
        reader = BodyReader(self._ev, attributes, blocks, scope, address, header, self._because, broken)
        return Known(reader.block_attributes(), origin)

    def _dynamic(self, block: nodes.Block, scope: Scope, name: str) -> Value:
        each = next((item for item in block.body.attributes if item.name == "for_each"), None)
        content = next((inner for inner in block.body.blocks if inner.type == "content"), None)
        if each is None or content is None:
            raise EvaluationError("invalid-dynamic", "a dynamic block needs for_each and content")
        iterator = name
        for item in block.body.attributes:
            if item.name == "iterator" and isinstance(item.value, nodes.Variable):
                iterator = item.value.name
        origin = scope.written(block.start, block.header_end)
        chosen: nodes.Block = content

        def repeated(collection: Value) -> Value:
            pairs = iterated(collection, each.value.start, each.value.end)
            if isinstance(pairs, list):
                return Known(blocks(pairs), origin)
            lacking = Unknown(pairs.missing, f"{self._address}.{name}", origin, True)
            return with_elements(lacking, blocks(_certain_pairs(collection)))

        def blocks(pairs: Pairs) -> list[Value]:
            made: list[Value] = []
            for at, (key, value) in enumerate(pairs):
                bound = Known({"key": key, "value": value}, value.origin)
                made.append(self._nested(chosen, scope.binding({iterator: bound}), name, at))
            return made

        collection = self._ev.evaluate(each.value, scope)
        if isinstance(collection, OneOf):
            return self._ev.over_choices(collection, repeated, "", origin)
        return repeated(collection)


def _certain_pairs(collection: Value) -> Pairs:
    """What a collection that is not known whole has all the same; where in a list that stands is not known."""
    at = Unknown(collection.missing, "", collection.origin, True) if isinstance(collection, Unknown) else collection
    listed: Pairs = [(at, element) for element in elements_of(collection)]
    return listed + [(Known(key, collection.origin), one) for key, one in entries_of(collection).certain.items()]


def _joined(ev: Evaluator, left: Value, right: Value, origin: Origin) -> Value:
    """Two lists of blocks, one after the other, whichever alternatives they have."""
    if isinstance(left, Unknown):
        return with_elements(left, [*elements_of(left), *_certain(right)])
    if isinstance(right, Unknown):
        return with_elements(right, [*_certain(left), *elements_of(right)])
    if isinstance(right, OneOf):
        return ev.over_choices(right, lambda choice: _joined(ev, left, choice, origin), "", origin)
    if isinstance(left, OneOf):
        return ev.over_choices(left, lambda choice: _joined(ev, choice, right, origin), "", origin)
    return Known([*left.data, *right.data], origin)


def _certain(blocks: Value) -> list[Value]:
    """The blocks that there certainly are."""
    return blocks.data if isinstance(blocks, Known) else elements_of(blocks)


def referable(ev: Evaluator, instance: Instance, reader: BodyReader, address: str) -> LazyObject:
    """The resource as references see it: what its body sets, its id, and whatever else the cloud may add."""
    body = instance.attributes
    origin = Origin(instance.header, OriginKind.DERIVED)

    def compute(name: str) -> Value:
        if name in body:
            value = body[name]
            if isinstance(value, Known) and value.data is None:
                return reader.computed(name)
            return value
        identifier = ev.identify(instance)
        if identifier is not None:
            return Known(identifier, origin)
        computed = reader.computed(name)
        assert isinstance(computed, Unknown)
        return Unknown(computed.missing, computed.residual, origin, True)

    return LazyObject([*body, *(() if "id" in body else ("id",))], compute, reader.computed)
