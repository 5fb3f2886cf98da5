"""Which subscription and resource group a resource or a nested deployment goes to."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fastpath_checks.core.spans import Origin
from fastpath_checks.core.values import Known, Missing, Unknown, Value, join, missing_of
from fastpath_checks.evaluate.arm import template as arm
from fastpath_checks.evaluate.arm.declared import Declared
from fastpath_checks.evaluate.arm.functions.truths import truth_of
from fastpath_checks.evaluate.arm.texts import own_scope, scope_of

if TYPE_CHECKING:
    from fastpath_checks.evaluate.arm.instances import Instance

_GROUP_TYPE = "microsoft.resources/resourcegroups"


class Target(NamedTuple):
    """None for what is the root deployment's own."""

    subscription: Value | None
    resource_group: Value | None


def target_of(instance: Instance) -> Target:
    """The target that a declaration's ``scope`` names; its template's own where it names none.

    The scope of an extension resource is a resource: it stays where its template is deployed.
    """
    placement = instance.scope.placement
    own = Target(placement.subscription, placement.resource_group)
    expression = instance.declaration.scope
    if expression is not None:
        return _named_target(instance, expression, own)
    if instance.declaration.deployment is not None:
        return _from_members(instance, own)
    return own


def _named_target(instance: Instance, expression: arm.Expression, own: Target) -> Target:
    evaluator = instance.scope.evaluator
    bindings = instance.bindings
    while (turn := getattr(expression, "node", None)) is not None:
        expression = turn()
    if isinstance(expression, arm.Call):
        arguments = [evaluator.evaluate(argument, bindings) for argument in expression.arguments]
        match expression.name.casefold(), arguments:
            case "resourcegroup", [group]:
                return Target(own.subscription, own_scope(group))
            case "resourcegroup", [subscription, group]:
                return Target(own_scope(subscription) or own.subscription, own_scope(group))
            case "subscription", [subscription]:
                return Target(own_scope(subscription), None)
            case (("resourcegroup" | "subscription" | "tenant" | "managementgroup"), _):
                return own
        if expression.name.casefold() == "if" and len(arguments) == 3:
            return _chosen(instance, expression, arguments[0], own)
    value = evaluator.look(expression, bindings)
    match value:
        case Known(Declared(instance=named, path=())) if named.declaration.type.casefold() == _GROUP_TYPE:
            return Target(named.target.subscription, named.names[-1])
        case Known(data) if isinstance(data, str):
            return _spelled(value, own)
        case Unknown() if value.residual.startswith("'/"):
            return _spelled(value, own)
        case Unknown() if isinstance(expression, arm.Unmodelled):
            return Target(Unknown(value.missing, "", value.origin), Unknown(value.missing, "", value.origin))
    return own


def _chosen(instance: Instance, expression: arm.Call, condition: Value, own: Target) -> Target:
    """``condition ? resourceGroup(a) : resourceGroup(b)``."""
    targets = [_named_target(instance, branch, own) for branch in expression.arguments[1:3]]
    truth = truth_of(condition)
    if truth is not None:
        return targets[0 if truth else 1]
    lacking = missing_of([condition])
    subscription, group = (_either(one, two, lacking, condition.origin) for one, two in zip(*targets, strict=True))
    return Target(subscription, group)


def _either(one: Value | None, two: Value | None, lacking: tuple[Missing, ...], origin: Origin) -> Value | None:
    if one is None and two is None:
        return None
    if one is None or two is None:
        return Unknown(lacking, "", origin)
    return join([one, two], lacking, "", origin)


def _spelled(value: Value, own: Target) -> Target:
    """A scope that is written as an id: ``/subscriptions/S/resourceGroups/G``."""
    subscription, group = scope_of(value)
    return Target(subscription or own.subscription, group or own.resource_group)


def _from_members(instance: Instance, own: Target) -> Target:
    """ARM's ``resourceGroup`` and ``subscriptionId`` beside the properties of a nested deployment."""
    members = instance.declaration.members
    while (turn := getattr(members, "node", None)) is not None:
        members = turn()
    if not isinstance(members, arm.ObjectNode):
        return own
    found = {
        str(member.key.value).casefold(): member.value
        for member in members.members
        if isinstance(member, arm.Member) and isinstance(member.key, arm.Literal)
    }
    evaluator = instance.scope.evaluator
    values: dict[str, Value] = {
        key: evaluator.evaluate(found[key], instance.bindings)
        for key in ("subscriptionid", "resourcegroup")
        if key in found
    }
    subscription = own_scope(values.get("subscriptionid")) or own.subscription
    group = values.get("resourcegroup")
    return Target(subscription, own_scope(group) if group is not None else own.resource_group)
