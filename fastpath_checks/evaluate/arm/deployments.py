"""Entering the template that a nested deployment, or a Bicep module, deploys."""

from __future__ import annotations

from fastpath_checks.core.diagnostics import Level
from fastpath_checks.core.values import Value
from fastpath_checks.evaluate.arm import template as arm
from fastpath_checks.evaluate.arm.bindings import UNBOUND
from fastpath_checks.evaluate.arm.expansion import new_scope
from fastpath_checks.evaluate.arm.instances import Instance
from fastpath_checks.evaluate.arm.parameter_values import Given, passed
from fastpath_checks.evaluate.arm.running import DEPLOYMENT_DEPTH_LIMIT
from fastpath_checks.evaluate.arm.scope import Placement, Scope


def enter(instance: Instance) -> Scope | None:
    """The scope of what an instance deploys; None where its template is not in the files, or nested too deep."""
    declaration = instance.declaration
    deployment = declaration.deployment
    if deployment is None or deployment.template is None:
        return None
    scope = instance.scope
    depth = scope.placement.depth + 1
    if depth > DEPLOYMENT_DEPTH_LIMIT:
        scope.run.say(
            "limit", Level.ERROR, f"deployments are nested more than {DEPLOYMENT_DEPTH_LIMIT} deep", declaration.header
        )
        return None
    target = instance.target
    placement = Placement(instance.address, target.subscription, target.resource_group, instance.exists, depth)
    inner = deployment.inner_scope
    return new_scope(
        scope.run,
        deployment.template,
        placement,
        {name.casefold(): _argument(instance, expression) for name, expression in deployment.parameters.items()},
        parent=scope,
        outer=None if inner else scope,
        bindings=UNBOUND if inner else instance.bindings,
    )


def _argument(instance: Instance, expression: arm.Expression) -> Given:
    """What a parameter is given: evaluated in the parent's scope, when the module asks for it."""

    def given() -> Value:
        return passed(instance.scope.evaluator.evaluate(expression, instance.bindings), expression.span)

    return given
