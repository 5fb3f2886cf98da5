"""Functions of the providers azurerm and azapi that take resource ids apart and put them together.

What they return: internal/provider/function of hashicorp/terraform-provider-azurerm at v5.2.0 and
internal/services/functions of Azure/terraform-provider-azapi. Ids whose parts are known one by one give these parts.
"""

from __future__ import annotations

import re

from fastpath_checks.core.spans import Origin
from fastpath_checks.core.values import Because, Known, Value
from fastpath_checks.evaluate.terraform.failures import Unmodelled
from fastpath_checks.evaluate.terraform.functions.signatures import Function, declare, listed, refuse
from fastpath_checks.evaluate.terraform.shapes import MapData, nameless
from fastpath_checks.evaluate.terraform.type_constraints import STRING
from fastpath_checks.graph.resource_ids import ResourceId, parse_resource_id

_GROUP = "Microsoft.Resources/resourceGroups"
_GROUP_ID = re.compile(r"/subscriptions/([^/]+)/resourceGroups/([^/]+)", re.IGNORECASE)


def _read(value: Value) -> ResourceId:
    """The id that a known value spells. Refuses what is no id; those of scopes and extensions are not modelled."""
    assert isinstance(value, Known)
    if isinstance(value.data, ResourceId):
        return value.data
    if not isinstance(value.data, str) or not value.data.startswith("/"):
        raise refuse("this is not the id of a resource")
    group = _GROUP_ID.fullmatch(value.data)
    if group is not None:
        name = Known(group[2], value.origin)
        return ResourceId(_GROUP, (name,), Known(group[1], value.origin), name)
    found = parse_resource_id(value.data, value.origin)
    if found is None or value.data.casefold().count("/providers/") != 1:
        raise Unmodelled("ids of scopes and of extension resources")
    return found


def _parent(identifier: ResourceId, origin: Origin) -> Value:
    parent = identifier.parent()
    if parent is not None:
        return Known(parent, origin)
    group = identifier.resource_group
    if group is None or identifier.type.casefold() == _GROUP.casefold():
        return nameless(Because.DEPLOYMENT_CONTEXT, f"the scope of {identifier}", origin)
    return Known(ResourceId(_GROUP, (group,), identifier.subscription, group), origin)


def _subscription(identifier: ResourceId, origin: Origin) -> Value:
    return identifier.subscription or nameless(Because.DEPLOYMENT_CONTEXT, "subscription id", origin)


def _group(identifier: ResourceId, origin: Origin) -> Value:
    return identifier.resource_group or nameless(Because.DEPLOYMENT_CONTEXT, "resource group", origin)


def _azapi_parse(type: str, value: Value) -> Value | dict[str, Value]:
    if isinstance(value, Known) and value.data is None:
        return Known(None, value.origin)
    identifier = _read(value)
    wanted = type.partition("@")[0]
    if wanted.casefold() != identifier.type.casefold():
        raise refuse(f"the id is one of {identifier.type}, not of {wanted}")
    origin = value.origin
    namespace, *segments = identifier.type.split("/")
    parts: dict[str, Value] = {"subscriptions": _subscription(identifier, origin)}
    if identifier.resource_group is not None:
        parts["resourceGroups"] = identifier.resource_group
    if identifier.type != _GROUP:
        parts["providers"] = Known(namespace, origin)
        parts.update(zip(segments, identifier.names, strict=False))
    return {
        "id": value,
        "name": identifier.names[-1],
        "parent_id": _parent(identifier, origin),
        "parts": Known(MapData(parts, STRING), origin),
        "provider_namespace": Known(namespace, origin),
        "resource_group_name": _group(identifier, origin),
        "subscription_id": _subscription(identifier, origin),
        "type": Known(identifier.type, origin),
    }


def _azurerm_parse(value: Value) -> dict[str, Value]:
    identifier = _read(value)
    origin = value.origin
    if identifier.type.casefold() == _GROUP.casefold():
        raise Unmodelled("ids of resource groups")
    namespace, *segments = identifier.type.split("/")
    parents = dict(zip(segments[:-1], identifier.names[:-1], strict=False))
    return {
        "full_resource_type": Known(identifier.type, origin),
        "parent_resources": Known(MapData(parents, STRING), origin),
        "resource_group_name": _group(identifier, origin),
        "resource_name": identifier.names[-1],
        "resource_provider": Known(namespace, origin),
        "resource_scope": Known("", origin),
        "resource_type": Known(segments[-1], origin),
        "subscription_id": _subscription(identifier, origin),
    }


def _normalised(value: Value) -> Value:
    """The id: ids are compared without case here, so that its letters make no difference."""
    return Known(_read(value), value.origin)


def _built(parent: Value, type: str, name: Value) -> Value:
    """``build_resource_id``: what lies in a parent, or in a resource group."""
    wanted = type.partition("@")[0]
    namespace, *segments = wanted.split("/")
    if not segments or "." not in namespace:
        raise refuse("a type is written like Microsoft.Network/virtualNetworks@2024-05-01")
    assert isinstance(parent, Known)
    if len(segments) == 1:
        subscription, group = _group_scope(parent)
        return Known(ResourceId(wanted, (name,), subscription, group), parent.origin)
    inside = _read(parent)
    if inside.type.casefold() != "/".join([namespace, *segments[:-1]]).casefold():
        raise refuse(f"{wanted} is no child of {inside.type}")
    return Known(inside.child(segments[-1], name), parent.origin)


def _group_scope(parent: Known) -> tuple[Value | None, Value]:
    data = parent.data
    if isinstance(data, ResourceId) and data.type.casefold() == _GROUP.casefold():
        return data.subscription, data.names[-1]
    parts = data.strip("/").split("/") if isinstance(data, str) else []
    if len(parts) == 4 and (parts[0].casefold(), parts[2].casefold()) == ("subscriptions", "resourcegroups"):
        return Known(parts[1], parent.origin), Known(parts[3], parent.origin)
    raise Unmodelled("ids outside of resource groups")


def _in_group(subscription: Value, group: Value, type: str, names: Value) -> Value:
    """``resource_group_resource_id``: subscription, group, type, and a name for each of its segments."""
    items = listed(names)
    if len(items) != type.count("/"):
        raise refuse(f"{type} needs as many names as it has segments")
    return Known(ResourceId(type.partition("@")[0], tuple(items), subscription, group), names.origin)


FUNCTIONS: dict[str, Function] = {
    "provider::azapi::build_resource_id": declare("value text open", _built),
    "provider::azapi::parse_resource_id": declare("text value|null", _azapi_parse),
    "provider::azapi::resource_group_resource_id": declare("open open text value", _in_group),
    "provider::azurerm::normalise_resource_id": declare("value", _normalised),
    "provider::azurerm::parse_resource_id": declare("value", _azurerm_parse),
}
