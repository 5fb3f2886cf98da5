"""Which resource's id, or whose name, a value is that only the apply will know.

A plan does not say what its expressions do with what they refer to. But an attribute that holds the id of a subnet, and
refers to the id of a subnet and to nothing else that could be one, holds that id.
"""

from __future__ import annotations

from collections.abc import Callable

from fastpath_checks.core.spans import Origin
from fastpath_checks.core.values import Because, Known, Missing, Unknown, Value, join, seen_at
from fastpath_checks.evaluate.terraform.azapi import arm_type_of, is_azapi
from fastpath_checks.evaluate.terraform.azurerm.catalog import ARM_ID_TYPES, ID_TYPES, RESOURCE_GROUP, kind_of
from fastpath_checks.evaluate.terraform.azurerm.identifying import identify
from fastpath_checks.evaluate.terraform.instances import Instance
from fastpath_checks.evaluate.terraform.plan_references import Source, Sources
from fastpath_checks.evaluate.terraform.plan_resources import PlannedResource
from fastpath_checks.graph.resource_ids import ResourceId, resource_id_in

Path = tuple[str, ...]
_GROUP_TYPE = "Microsoft.Resources/resourceGroups"


class Links:
    """Decides what a value must be by what it may come from. ``instance_of`` gives the instance of a source."""

    def __init__(self, instance_of: Callable[[PlannedResource], Instance]) -> None:
        self._instance_of = instance_of

    def value(self, resource: PlannedResource, path: Path, sources: Sources, origin: Origin) -> Value | None:
        """The value at ``path`` of a resource; None where the sources do not tell it."""
        named = self._name(resource, path, sources, origin)
        if named is not None:
            return named
        wanted = self._id_type(resource, path)
        if not wanted:
            return None
        found: dict[str, ResourceId] = {}
        parents: dict[str, ResourceId] = {}
        for source in sources.found:
            identifier = self._id(source)
            if identifier is None:
                continue
            if identifier.type.casefold() == wanted.casefold():
                found.setdefault(identifier.address or str(identifier), identifier)
            elif wanted.rpartition("/")[0].casefold() == identifier.type.casefold():
                parents.setdefault(identifier.address or str(identifier), identifier)
        if not found and len(parents) == 1 and not sources.opaque:
            parent = next(iter(parents.values()))
            return Known(parent.child(wanted.rpartition("/")[2], _child_name(resource, wanted, origin)), origin)
        if not found or sources.opaque:
            return None
        choices = [Known(identifier, origin) for identifier in found.values()]
        missing = (Missing(Because.RUNTIME_ATTRIBUTE, f"{resource.address}.{'.'.join(path)}", origin),)
        return join(choices, missing, "", origin)

    def _id(self, source: Source) -> ResourceId | None:
        """The id that an attribute of an instance holds."""
        instance = self._instance_of(source.resource)
        if source.attribute in ("", "id"):
            return identify(instance)
        value = instance.attributes.get(source.attribute)
        return resource_id_in(value) if value is not None else None

    def _id_type(self, resource: PlannedResource, path: Path) -> str:
        """The ARM type of the ids that stand at a path; empty where none do."""
        if not is_azapi(resource.type):
            return ID_TYPES.get(path[-1], "")
        if path == ("parent_id",):
            spelled = arm_type_of(self._instance_of(resource))
            parent = spelled[0].rpartition("/")[0] if spelled is not None else ""
            return parent if "/" in parent else _GROUP_TYPE
        return ARM_ID_TYPES.get(path[-2], "") if len(path) > 1 and path[-1] == "id" else ""

    def _name(self, resource: PlannedResource, path: Path, sources: Sources, origin: Origin) -> Value | None:
        """The name of the parent or resource group, where it can only be that of one resource."""
        if len(path) != 1 or sources.opaque:
            return None
        kind = kind_of(resource.type, resource.is_data)
        if path[0] == "resource_group_name":
            found = [one for one in sources.found if one.resource.type == RESOURCE_GROUP]
        elif (
            kind is not None and kind.parent is not None and path[0] == kind.parent.attribute and not kind.parent.by_id
        ):
            found = [one for one in sources.found if self._is_parent(one, kind.arm_type)]
        else:
            return None
        if len(found) != 1 or len(sources.found) != 1 or found[0].attribute not in ("", "name"):
            return None
        value = self._instance_of(found[0].resource).attributes.get("name")
        return seen_at(value, origin.span) if value is not None else None

    def _is_parent(self, source: Source, arm_type: str) -> bool:
        kind = kind_of(source.resource.type, source.resource.is_data)
        return kind is not None and kind.arm_type == arm_type.rpartition("/")[0]


def _child_name(resource: PlannedResource, wanted: str, origin: Origin) -> Value:
    """The name of a child of a known parent: a gateway's subnet has but one, as the provider and Azure insist."""
    if resource.type == "azurerm_virtual_network_gateway" and wanted.endswith("/subnets"):
        return Known("GatewaySubnet", origin)
    name = f"the name of {wanted} in {resource.address}"
    return Unknown((Missing(Because.RUNTIME_ATTRIBUTE, name, origin),), "", origin, True)
