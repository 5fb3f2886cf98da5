"""The functions that make resource ids."""

from __future__ import annotations

from fastpath_checks.core.values import Because, Known, Value, unknown
from fastpath_checks.evaluate.arm.functions.calling import Use, lazy_function
from fastpath_checks.evaluate.arm.texts import SUBSCRIPTION, composed, name_segments, own_scope, scope_of
from fastpath_checks.graph.resource_ids import ResourceId


@lazy_function("resourceId", 2)
def resource_id(use: Use) -> Value:
    """``resourceId([subscription], [resource group], type, name, ...)``."""
    values = use.arguments()
    at = _type_at(values)
    placement = use.evaluator.scope.placement
    if at is None or at > 2:
        return use.unknown(values) if any(not isinstance(value, Known) for value in values) else _no_type(use)
    subscription = own_scope(values[0]) if at == 2 else placement.subscription
    group = own_scope(values[at - 1]) if at else placement.resource_group
    return _id(use, values, at, subscription, group)


@lazy_function("subscriptionResourceId", 2)
def subscription_resource_id(use: Use) -> Value:
    """``subscriptionResourceId([subscription], type, name, ...)``."""
    values = use.arguments()
    at = _type_at(values)
    if at is None or at > 1:
        return use.unknown(values) if any(not isinstance(value, Known) for value in values) else _no_type(use)
    subscription = own_scope(values[0]) if at else use.evaluator.scope.placement.subscription
    text = subscription or unknown(Because.DEPLOYMENT_CONTEXT, SUBSCRIPTION, use.origin(), never_null=True)
    return _id(use, values, at, subscription, None, _joined(use, "/subscriptions/", text))


@lazy_function("tenantResourceId", 2)
def tenant_resource_id(use: Use) -> Value:
    return _id(use, use.arguments(), 0, None, None, Known("", use.origin()))


@lazy_function("managementGroupResourceId", 2)
def management_group_resource_id(use: Use) -> Value:
    """``managementGroupResourceId([management group], type, name, ...)``."""
    values = use.arguments()
    at = _type_at(values)
    if at is None or at > 1:
        return use.unknown(values) if any(not isinstance(value, Known) for value in values) else _no_type(use)
    own = unknown(Because.DEPLOYMENT_CONTEXT, "managementGroup().name", use.origin(), never_null=True)
    before = _joined(use, "/providers/Microsoft.Management/managementGroups/", values[0] if at else own)
    return _id(use, values, at, None, None, before)


@lazy_function("extensionResourceId", 3)
def extension_resource_id(use: Use) -> Value:
    """``extensionResourceId(base, type, name, ...)``; the base may be the id of a resource group."""
    values = use.arguments()
    base = values[0]
    if isinstance(base, Known) and isinstance(base.data, ResourceId):
        return _id(use, values, 1, base.data.subscription, base.data.resource_group, base)
    return _id(use, values, 1, *scope_of(base), base)


def _type_at(values: list[Value]) -> int | None:
    """Which argument is the type: the first text with a slash in it."""
    for index, value in enumerate(values):
        if isinstance(value, Known) and isinstance(value.data, str) and "/" in value.data:
            return index
    return None


def _no_type(use: Use) -> Value:
    return use.failed("no argument is a resource type such as 'Microsoft.Network/virtualNetworks'")


def _joined(use: Use, text: str, value: Value) -> Value:
    return composed([Known(text, use.origin()), value], use.origin())


def _id(
    use: Use,
    values: list[Value],
    at: int,
    subscription: Value | None,
    group: Value | None,
    before: Value | None = None,
) -> Value:
    type = values[at]
    if not isinstance(type, Known):
        return use.unknown(values)
    if not isinstance(type.data, str) or "/" not in type.data:
        return _no_type(use)
    if type.data.endswith("/"):
        return use.unmodelled(f"{use.name}() of a type that ends in a slash")
    names = [name_segments(value, 1) for value in values[at + 1 :]]
    wanted = type.data.count("/")
    if len(names) != wanted:
        return use.failed(f"{type.data} takes {wanted} name{'s' * (wanted != 1)}, not {len(names)}")
    found = [name[0] for name in names if name is not None]
    if len(found) != wanted:
        return use.failed("a name has no slash in it")
    return Known(ResourceId(type.data, tuple(found), subscription, group, before=before), use.origin(values))
