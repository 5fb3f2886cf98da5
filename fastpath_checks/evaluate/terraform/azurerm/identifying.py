"""The Azure id of an instance, by what it is called and what it is part of."""

from __future__ import annotations

from fastpath_checks.core.spans import Origin, OriginKind
from fastpath_checks.core.values import Because, Known, Unknown, Value, missing_of, unknown
from fastpath_checks.evaluate.terraform.azapi import identify_azapi, is_azapi
from fastpath_checks.evaluate.terraform.azurerm.catalog import RESOURCE_GROUP, kind_of
from fastpath_checks.evaluate.terraform.azurerm.tables import Kind
from fastpath_checks.evaluate.terraform.instances import Instance
from fastpath_checks.graph.resource_ids import ResourceId, resource_id_in


def identify(instance: Instance) -> ResourceId | None:
    """The id; None where the type is none that this room knows. Only what the id needs is read of the instance."""
    if is_azapi(instance.type):
        return identify_azapi(instance)
    if instance.type == RESOURCE_GROUP:
        name = attribute(instance, "name")
        return ResourceId("Microsoft.Resources/resourceGroups", (name,), instance.subscription, name, instance.address)
    kind = kind_of(instance.type, instance.is_data)
    return None if kind is None else id_by(kind, instance)


def id_by(kind: Kind, instance: Instance) -> ResourceId:
    """The id of an instance of a type in the tables."""
    name = attribute(instance, kind.name)
    if kind.parent is None:
        return ResourceId(kind.arm_type, (name,), instance.subscription, _group(instance), instance.address)
    parent = attribute(instance, kind.parent.attribute)
    if not kind.parent.by_id:
        above = (attribute(instance, kind.parent.above),) if kind.parent.above else ()
        names = (*above, parent, name)
        return ResourceId(kind.arm_type, names, instance.subscription, _group(instance), instance.address)
    found = resource_id_in(parent)
    if found is None:
        unseen = Unknown(missing_of([parent]), f"{instance.address}.{kind.parent.attribute}", parent.origin, True)
        return ResourceId(kind.arm_type, (unseen, name), None, unseen, instance.address)
    return ResourceId(kind.arm_type, (*found.names, name), found.subscription, found.resource_group, instance.address)


def attribute(instance: Instance, name: str) -> Value:
    """An attribute that the provider requires; unknown where it is not there."""
    value = instance.attributes.get(name)
    if value is None or (isinstance(value, Known) and value.data is None):
        because = Because.DATA_SOURCE if instance.is_data else Because.RUNTIME_ATTRIBUTE
        return unknown(because, f"{instance.address}.{name}", Origin(instance.header, OriginKind.DERIVED))
    return value


def _group(instance: Instance) -> Value | None:
    value = instance.attributes.get("resource_group_name")
    return None if value is None or (isinstance(value, Known) and value.data is None) else value
