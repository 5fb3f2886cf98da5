"""What the provider does by itself, which depends on its version: defaults, and arguments that it no longer sends."""

from __future__ import annotations

from fastpath_checks.core.claims import Truth
from fastpath_checks.core.spans import Origin, OriginKind
from fastpath_checks.core.values import Because, Known, Missing, Value, join
from fastpath_checks.evaluate.terraform.azurerm.tables import Default
from fastpath_checks.evaluate.terraform.azurerm.versions import at_least
from fastpath_checks.evaluate.terraform.instances import Instance


def default_value(default: Default, instance: Instance) -> Value:
    """The default as of the versions that the resource may get: one value, or one of those that they differ in."""
    origin = Origin(instance.header, OriginKind.PROVIDER_DEFAULT)
    possible: list[Known] = []
    for since, value in default.steps:
        truth = at_least(since, instance.provider_constraint, instance.provider_version)
        if truth is Truth.YES:
            possible.clear()
        if truth is not Truth.NO:
            possible.append(Known(value, origin))
    if len(possible) == 1:
        return possible[0]
    return join(possible, (provider_missing(instance),), "", origin)


def sent(value: Value, until: str, instance: Instance) -> Value | None:
    """The value of an argument that the provider sends before version ``until`` only; None where it never does."""
    match at_least(until, instance.provider_constraint, instance.provider_version):
        case Truth.YES:
            return None
        case Truth.NO:
            return value
    origin = Origin(instance.header, OriginKind.PROVIDER_DEFAULT)
    return join([value, Known(None, origin)], (provider_missing(instance),), "", value.origin)


def provider_missing(instance: Instance) -> Missing:
    """What would decide it: the version of the provider."""
    name = f"the version of the provider {instance.type.partition('_')[0]}"
    if instance.provider_constraint:
        name += f" ({instance.provider_constraint})"
    return Missing(Because.DEPLOYMENT_CONTEXT, name, Origin(instance.header, OriginKind.DERIVED))
