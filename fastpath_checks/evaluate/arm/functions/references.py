"""``reference`` and its kin: what is declared in the files is looked into, the rest only Azure knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastpath_checks.core.claims import Truth
from fastpath_checks.core.values import Because, Known, Value
from fastpath_checks.evaluate.arm.declared import Declared
from fastpath_checks.evaluate.arm.functions.calling import Use, lazy_function
from fastpath_checks.graph.resource_ids import ResourceId, parse_resource_id

if TYPE_CHECKING:
    from fastpath_checks.evaluate.arm.instances import Instance


@lazy_function("reference", 1, 3)
def reference(use: Use) -> Value:
    """The properties of a resource, by its id or its name; all of it with ``'Full'``."""
    values = use.arguments()
    instance = _instance(use)
    if instance is None:
        return use.runtime(values[:1])
    whole = Declared(instance)
    if len(values) > 2 and isinstance(values[2], Known) and str(values[2].data).casefold() == "full":
        return Known(whole, use.origin(values))
    return whole.part("properties", use.span)


@lazy_function("resourceInfo", 1, 1)
def resource_info(use: Use) -> Value:
    """``id``, ``name``, ``type`` and ``apiVersion`` of a resource by its symbolic name."""
    instance = _instance(use)
    return Known(Declared(instance), use.origin()) if instance is not None else use.runtime(use.arguments())


def _instance(use: Use) -> Instance | None:
    value = use.evaluator.look(use.node.arguments[0], use.bindings)
    if isinstance(value, Known) and isinstance(value.data, Declared):
        return value.data.instance
    resources = use.evaluator.scope.resources
    if isinstance(value, Known) and isinstance(value.data, ResourceId):
        return resources.with_id(value.data)
    if isinstance(value, Known) and isinstance(value.data, str):
        id = parse_resource_id(value.data, value.origin)
        if id is not None:
            return resources.with_id(id)
    return resources.named(value)


@lazy_function("references", 1, 2)
def references(use: Use) -> Value:
    """``reference`` of each resource of a loop, by the loop's symbolic name."""
    values = use.arguments()
    found = use.evaluator.scope.resources.collection(values[0])
    if found is None or any(one.exists.truth is not Truth.YES for one in found):
        return use.runtime(values[:1])
    is_full = len(values) > 1 and isinstance(values[1], Known) and str(values[1].data).casefold() == "full"
    wholes = [Declared(one) for one in found]
    origin = use.origin(values)
    return Known([Known(one, origin) if is_full else one.part("properties", use.span) for one in wholes], origin)


@lazy_function("providers", 1, 2)
def providers(use: Use) -> Value:
    return use.runtime(use.arguments())


@lazy_function("pickZones", 3, 5)
def pick_zones(use: Use) -> Value:
    return use.runtime(use.arguments())


def _zones(name: str) -> None:
    @lazy_function(name, 3, 3)
    def zones(use: Use) -> Value:
        """Which physical zone is which logical one, each subscription has by itself."""
        return use.runtime(use.arguments())


for _name in ("toLogicalZone", "toLogicalZones", "toPhysicalZone", "toPhysicalZones"):
    _zones(_name)


def list_function(use: Use) -> Value:
    """``listKeys`` and all that begins with ``list``: answers of a resource, most of them secrets."""
    return use.runtime(use.arguments()[:1], Because.RUNTIME_ATTRIBUTE)
