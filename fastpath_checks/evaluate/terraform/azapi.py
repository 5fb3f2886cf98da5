"""The azapi provider: ARM requests written in Terraform."""

from __future__ import annotations

import json
from collections.abc import Iterator

from fastpath_checks.core.spans import Origin, OriginKind
from fastpath_checks.core.values import Because, Known, Unknown, Value, from_plain, missing_of, unknown
from fastpath_checks.evaluate.terraform.instances import Instance
from fastpath_checks.evaluate.terraform.shapes import decoded_json
from fastpath_checks.graph.resource_ids import ResourceId, parse_resource_id
from fastpath_checks.graph.resources import Amendment, Resource, read_in

TYPES = frozenset({"azapi_resource", "azapi_update_resource"})
_READ = ("location", "sku", "zones", "properties")
"""What is asked of a body whose keys are not known."""


def is_azapi(type: str) -> bool:
    return type in TYPES


def arm_type_of(instance: Instance) -> tuple[str, str] | None:
    """The ARM type and the api-version; None where they are not known."""
    value = instance.attributes.get("type")
    if isinstance(value, Known) and isinstance(value.data, str) and "/" in value.data:
        arm_type, _, version = value.data.partition("@")
        return arm_type, version
    return None


def identify_azapi(instance: Instance) -> ResourceId | None:
    """The id; of an update it is the id of what is updated. None where not even the ARM type is known."""
    given = _id_in(instance.attributes.get("resource_id"))
    updates = instance.type == "azapi_update_resource"
    if given is not None:
        address = given.address if updates else instance.address
        return ResourceId(given.type, given.names, given.subscription, given.resource_group, address)
    spelled = arm_type_of(instance)
    if spelled is None:
        return None
    arm_type = spelled[0]
    name = instance.attributes.get("name")
    if name is None or (isinstance(name, Known) and name.data is None):
        because = Because.DATA_SOURCE if instance.is_data else Because.RUNTIME_ATTRIBUTE
        name = unknown(because, f"{instance.address}.name", Origin(instance.header, OriginKind.DERIVED))
    names, subscription, group = _place(instance, arm_type.count("/") - 1)
    return ResourceId(arm_type, (*names, name), subscription, group, "" if updates else instance.address)


def _place(instance: Instance, depth: int) -> tuple[tuple[Value, ...], Value | None, Value | None]:
    """The names of the parents, the subscription and the resource group that ``parent_id`` says."""
    parent = instance.attributes.get("parent_id")
    if parent is None or (isinstance(parent, Known) and parent.data is None):
        parent = unknown(
            Because.RUNTIME_ATTRIBUTE, f"{instance.address}.parent_id", Origin(instance.header, OriginKind.DERIVED)
        )
    found = _id_in(parent)
    if found is not None:
        is_parent = len(found.names) == depth and found.type != "Microsoft.Resources/resourceGroups"
        unseen: Value = Unknown(missing_of(found.names), "", parent.origin, True)
        return found.names if is_parent else (unseen,) * depth, found.subscription, found.resource_group
    outside = Unknown(missing_of([parent]), f"{instance.address}.parent_id", parent.origin, True)
    return (outside,) * depth, None, outside


def _id_in(value: Value | None) -> ResourceId | None:
    """The id that a value holds, that of a resource group included."""
    if not isinstance(value, Known):
        return None
    if isinstance(value.data, ResourceId):
        return value.data
    if not isinstance(value.data, str):
        return None
    found = parse_resource_id(value.data, value.origin)
    if found is not None:
        return found
    parts = value.data.strip("/").split("/")
    if len(parts) == 4 and parts[0].casefold() == "subscriptions" and parts[2].casefold() == "resourcegroups":
        group = Known(parts[3], value.origin)
        return ResourceId("Microsoft.Resources/resourceGroups", (group,), Known(parts[1], value.origin), group)
    return None


def azapi_resource(instance: Instance, identifier: ResourceId) -> Resource:
    """The resource that an ``azapi_resource`` creates or, as a data source, looks up."""
    spelled = arm_type_of(instance)
    parent = instance.attributes.get("parent_id")
    parent_id = _id_in(parent)
    body = {} if instance.is_data else azapi_body(instance)
    location = instance.attributes.get("location")
    if location is not None and not (isinstance(location, Known) and location.data is None):
        body = {"location": location, **body}
    resource = Resource(
        identifier.type,
        identifier.names,
        body,
        instance.address,
        instance.header,
        span=instance.span,
        exists=instance.exists,
        existing=instance.is_data,
        api_version=spelled[1] if spelled else None,
        subscription=identifier.subscription,
        resource_group=identifier.resource_group,
        parent_address=parent_id.address if parent_id is not None and len(identifier.names) > 1 else "",
        calls=instance.calls,
    )
    for path, value in _leaves(azapi_body(instance, "sensitive_body"), ()):
        resource.amend(path, value)
    return resource


def azapi_body(instance: Instance, attribute: str = "body") -> dict[str, Value]:
    """The request body: what is written in it or, where it is not known whole, its parts, each unknown."""
    value = instance.attributes.get(attribute)
    if value is None:
        return {}
    value = _decoded(value, instance)
    match value:
        case Known(None):
            return {}
        case Known(data) if isinstance(data, dict):
            return dict(data)
        case Known():
            return {key: unknown(Because.ERROR, f"{instance.address}.body", value.origin) for key in _READ}
    return {key: read_in(value, key) for key in _READ}


def _decoded(value: Value, instance: Instance) -> Value:
    """The body as an object, where it was written as JSON text (azapi 1.x)."""
    found = decoded_json(value)
    if found is not None:
        return found
    if isinstance(value, Known) and isinstance(value.data, str):
        try:
            return from_plain(json.loads(value.data), value.origin)
        except (ValueError, RecursionError):
            return unknown(Because.ERROR, f"{instance.address}.body", value.origin)
    return value


def azapi_amendments(instance: Instance, identifier: ResourceId) -> list[Amendment]:
    """What an ``azapi_update_resource`` sets of another resource, one amendment for each value."""
    declaration = Resource(
        instance.type, (), {}, instance.address, instance.header, span=instance.span, exists=instance.exists
    )
    given = instance.attributes.get("resource_id")
    origin = given.origin if given is not None else Origin(instance.header, OriginKind.DERIVED)
    target = Known(identifier, origin)
    return [
        Amendment(target, identifier.type, path, value, declaration)
        for path, value in _leaves(azapi_body(instance), ())
    ]


def _leaves(body: dict[str, Value], path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Value]]:
    for key, value in body.items():
        if isinstance(value, Known) and isinstance(value.data, dict) and value.data:
            yield from _leaves(value.data, (*path, key))
        else:
            yield (*path, key), value
