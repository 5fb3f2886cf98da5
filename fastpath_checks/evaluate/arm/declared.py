"""Looking into a resource that the template declares: ``vnet.id``, ``gateway.properties.sku``, ``hub.outputs.id``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Union

from fastpath_checks.core.spans import Origin, OriginKind, Span
from fastpath_checks.core.values import Because, Known, Unknown, Value, unknown
from fastpath_checks.evaluate.arm import template as arm
from fastpath_checks.graph.resource_ids import ResourceId

if TYPE_CHECKING:
    from fastpath_checks.evaluate.arm.instances import Instance

Key = Union[str, int]  # noqa: UP007 - an alias is evaluated when it is read

_CHILDREN_WITH_IDS = "microsoft.network/"
"""Elements of a network resource's arrays are resources with ids of their own: ``vnet.properties.subnets[0].id``."""


class Declared:
    """A part of a declared resource; the data of a Known while it is looked into, never in a result.

    ``path`` is empty for the resource itself. ``node`` is the expression that is written there; None where nothing is,
    or where the part is not one expression. ``wrapped`` outputs are ``{type, value}``, as ``reference()`` gives them.
    """

    __slots__ = ("instance", "node", "path", "wrapped")

    def __init__(
        self, instance: Instance, path: tuple[Key, ...] = (), node: arm.Expression | None = None, wrapped: bool = False
    ) -> None:
        self.instance = instance
        self.path = path
        self.node = node
        self.wrapped = wrapped

    def part(self, key: Key, span: Span) -> Value:
        """A property, or an element, of this part. What Azure adds only when it deploys is unknown, not absent."""
        instance = self.instance
        origin = Origin(span, OriginKind.DERIVED)
        folded = _folded(key)
        here = tuple(_folded(one) for one in self.path)
        if not here:
            match folded:
                case "id":
                    return Known(instance.id, origin)
                case "name":
                    return instance.own_name()
                case "type":
                    return Known(instance.declaration.type, origin)
                case "apiversion":
                    return Known(instance.declaration.api_version, origin)
        if instance.declaration.deployment is not None:
            if here == ("outputs",):
                return self._output(str(key), span)
            if folded == "outputs" and here in ((), ("properties",)):
                return Known(Declared(instance, ("outputs",), wrapped=bool(here)), origin)
        node = self.node if self.path else instance.declaration.members
        found, complete = _written(node, key) if node is not None else (None, True)
        path = (*self.path, key)
        if found is not None:
            return Known(Declared(instance, path, found), origin)
        if not complete and not instance.declaration.existing:
            return self._evaluated_part(key, path, span)
        if folded == "id":
            child = self._child_id()
            if child is not None:
                return Known(child, origin)
        return Known(Declared(instance, path), origin)

    def settled(self) -> Value:
        """The value of this part."""
        instance = self.instance
        if self.path == ("outputs",) and instance.declaration.deployment is not None:
            return self._all_outputs()
        if self.node is None:
            return self.not_written()
        value = instance.value_at(self.path, self.node)
        if isinstance(value, Known) and value.data is None:
            return self.not_written()
        return observed(value, instance, self.path)

    def elements(self) -> list[arm.Expression] | None:
        """The expressions of an array that is written out; else None."""
        node = _resolved(self.node) if self.node is not None else None
        if isinstance(node, arm.ArrayNode):
            items = [item for item in node.items if not isinstance(item, arm.Spread)]
            return items if len(items) == len(node.items) else None
        return None

    def not_written(self) -> Unknown:
        """What the template does not say, and Azure may fill in."""
        instance = self.instance
        name = ".".join((instance.address, *(str(key) for key in self.path)))
        because = Because.OUTSIDE_THE_FILES if instance.declaration.existing else Because.RUNTIME_ATTRIBUTE
        return unknown(because, name, Origin(instance.declaration.header, OriginKind.DERIVED))

    def _evaluated_part(self, key: Key, path: tuple[Key, ...], span: Span) -> Value:
        """A part of what an expression computes, such as ``properties: union(...)``."""
        whole = Declared(self.instance, self.path, self.node if self.path else self.instance.declaration.members)
        value = whole.settled()
        match value:
            case Known(Observed() as data) if isinstance(key, str):
                return data.part(key, span)
            case Known(data) if isinstance(data, list) and isinstance(key, int) and 0 <= key < len(data):
                element: Value = data[key]
                return element
            case Unknown():
                return Unknown(value.missing, f"{value.residual}.{key}" if value.residual else "", value.origin)
        return Declared(self.instance, path).not_written()

    def _child_id(self) -> ResourceId | None:
        name, _ = _written(self.node, "name") if self.node is not None else (None, True)
        if name is None or not _is_child(self.instance, self.path):
            return None
        return _child_id(self.instance, self.path, self.instance.value_at((*self.path, "name"), name))

    def _output(self, name: str, span: Span) -> Value:
        value = self.instance.output(name, span)
        if not self.wrapped:
            return value
        return Known({"value": value}, Origin(span, OriginKind.DERIVED))

    def _all_outputs(self) -> Value:
        instance = self.instance
        names = instance.output_names()
        origin = Origin(instance.declaration.header, OriginKind.DERIVED)
        if names is None:
            return self.not_written()
        return Known({name: self._output(name, instance.declaration.header) for name in names}, origin)


class Observed(dict[str, Value]):
    """An object of a declared resource as Azure shows it: what the template does not say is there, but not known."""

    __slots__ = ("instance", "path")

    def __init__(self, data: dict[str, Value], instance: Instance, path: tuple[Key, ...]) -> None:
        super().__init__(data)
        self.instance = instance
        self.path = path

    def part(self, key: str, span: Span) -> Value:
        found = lookup(self, key)
        if found is not None and not (isinstance(found, Known) and found.data is None):
            return found
        name = lookup(self, "name")
        if key.casefold() == "id" and name is not None and _is_child(self.instance, self.path):
            return Known(_child_id(self.instance, self.path, name), Origin(span, OriginKind.DERIVED))
        return Declared(self.instance, (*self.path, key)).not_written()


def observed(value: Value, instance: Instance, path: tuple[Key, ...]) -> Value:
    """A value of a declared resource, whose objects Azure may have added to."""
    if not isinstance(value, Known):
        return value
    data = value.data
    if isinstance(data, dict) and not isinstance(data, Observed):
        inner = {key: observed(item, instance, (*path, key)) for key, item in data.items()}
        return Known(Observed(inner, instance, path), value.origin)
    if isinstance(data, list):
        items = [observed(item, instance, (*path, index)) for index, item in enumerate(data)]
        return Known(items, value.origin)
    return value


def _is_child(instance: Instance, path: tuple[Key, ...]) -> bool:
    """Whether an element of an array is a resource with an id of its own, as ``properties.subnets[0]`` is."""
    return (
        len(path) == 3
        and _folded(path[0]) == "properties"
        and isinstance(path[2], int)
        and instance.declaration.type.casefold().startswith(_CHILDREN_WITH_IDS)
    )


def _child_id(instance: Instance, path: tuple[Key, ...], name: Value) -> ResourceId:
    return instance.id.child(str(path[1]), name)


def _folded(key: Key) -> Key:
    return key.casefold() if isinstance(key, str) else key


def settled(value: Value) -> Value:
    """The value itself, where it is a part of a declared resource or a list of them."""
    if isinstance(value, Known):
        data = value.data
        if isinstance(data, Declared):
            return data.settled()
        if isinstance(data, list) and data and isinstance(data[0], Known) and isinstance(data[0].data, Declared):
            return Known([settled(item) for item in data], value.origin)
    return value


def lookup(data: dict[str, Any], key: str) -> Value | None:
    """A member by its name; without case where the case differs, as ARM does."""
    found = data.get(key)
    if found is None:
        wanted = key.casefold()
        found = next((item for name, item in data.items() if name.casefold() == wanted), None)
    return found


def _resolved(node: arm.Expression) -> arm.Expression:
    while (turn := getattr(node, "node", None)) is not None:
        node = turn()
    return node


def _written(node: arm.Expression | None, key: Key) -> tuple[arm.Expression | None, bool]:
    """The expression that is written under a key, and whether what is written can be seen without evaluating."""
    if node is None:
        return None, True
    node = _resolved(node)
    match node:
        case arm.ObjectNode(members) if isinstance(key, str):
            wanted = key.casefold()
            complete = True
            found = None
            for member in members:
                if isinstance(member, arm.Member) and isinstance(member.key, arm.Literal):
                    if str(member.key.value).casefold() == wanted:
                        found = member.value
                else:
                    complete = False
            return (found, True) if complete else (None, False)
        case arm.ArrayNode(items) if isinstance(key, int):
            if any(isinstance(item, arm.Spread) for item in items):
                return None, False
            item = items[key] if 0 <= key < len(items) else None
            return (item if not isinstance(item, arm.Spread) else None), True
        case arm.Literal():
            return None, True
    return None, False
