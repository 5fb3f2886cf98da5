"""What only the deployment knows: where it goes, who deploys, and when."""

from __future__ import annotations

from fastpath_checks.core.values import Because, Known, Missing, Unknown, Value, unknown
from fastpath_checks.evaluate.arm.functions.calling import Use, lazy_function
from fastpath_checks.evaluate.arm.texts import SUBSCRIPTION, composed, residual_of


def _open(use: Use, name: str) -> Unknown:
    origin = use.origin()
    return Unknown((Missing(Because.DEPLOYMENT_CONTEXT, name, origin),), name, origin, never_null=True)


@lazy_function("resourceGroup", 0, 0)
def resource_group(use: Use) -> Value:
    """The group that the template goes to; only its name is known, where the parent gives it."""
    placement = use.evaluator.scope.placement
    if placement.resource_group is None:
        return _open(use, "resourceGroup()")
    group = residual_of(placement.resource_group)
    called = f"resourceGroup({group})" if group else use.evaluator.scope.qualified("resourceGroup()")
    parts: list[Value] = [_text(use, "/subscriptions/"), _subscription_id(use), _text(use, "/resourceGroups/")]
    return Known(
        {
            "id": composed([*parts, placement.resource_group], use.origin()),
            "name": placement.resource_group,
            "type": _text(use, "Microsoft.Resources/resourceGroups"),
            **{name: _open(use, f"{called}.{name}") for name in ("location", "managedBy", "tags", "properties")},
        },
        use.origin(),
    )


@lazy_function("subscription", 0, 0)
def subscription(use: Use) -> Value:
    placement = use.evaluator.scope.placement
    if placement.subscription is None:
        return _open(use, "subscription()")
    shown = residual_of(placement.subscription)
    called = f"subscription({shown})" if shown else use.evaluator.scope.qualified("subscription()")
    return Known(
        {
            "id": composed([_text(use, "/subscriptions/"), placement.subscription], use.origin()),
            "subscriptionId": placement.subscription,
            **{name: _open(use, f"{called}.{name}") for name in ("tenantId", "displayName")},
        },
        use.origin(),
    )


def _subscription_id(use: Use) -> Value:
    return use.evaluator.scope.placement.subscription or unknown(
        Because.DEPLOYMENT_CONTEXT, SUBSCRIPTION, use.origin(), never_null=True
    )


def _text(use: Use, text: str) -> Known:
    return Known(text, use.origin())


@lazy_function("tenant", 0, 0)
def tenant(use: Use) -> Value:
    return _open(use, "tenant()")


@lazy_function("managementGroup", 0, 1)
def management_group(use: Use) -> Value:
    return (
        _open(use, "managementGroup()") if not use.count else use.runtime(use.arguments(), Because.DEPLOYMENT_CONTEXT)
    )


@lazy_function("environment", 0, 0)
def environment(use: Use) -> Value:
    """Which cloud it is, the deployment knows alone."""
    return _open(use, "environment()")


@lazy_function("deployer", 0, 0)
def deployer(use: Use) -> Value:
    return _open(use, "deployer()")


@lazy_function("deployment", 0, 0)
def deployment(use: Use) -> Value:
    return _open(use, use.evaluator.scope.qualified("deployment()"))
