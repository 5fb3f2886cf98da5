"""What a plan says about provider configurations. It names the one that each resource has got, through modules too."""

from __future__ import annotations

from typing import NamedTuple

from fastpath_checks.core.spans import Origin, OriginKind, SourceFile, Span
from fastpath_checks.core.values import Because, Known, Missing, Unknown, Value
from fastpath_checks.evaluate.terraform.plan_nodes import member, text, texts
from fastpath_checks.syntax.jsonc import JsonObject, JsonString, JsonValue


class PlannedProvider(NamedTuple):
    """One configuration: its version constraint, and the subscription that it names, None where it names none."""

    constraint: str = ""
    subscription: Value | None = None


def planned_providers(file: SourceFile, tree: JsonObject) -> dict[str, PlannedProvider]:
    """The configurations by the keys that resources know them by."""
    providers = member(tree, "configuration", "provider_config")
    if not isinstance(providers, JsonObject):
        return {}
    return {
        one.key: PlannedProvider(text(member(one.value, "version_constraint")), _subscription(file, one.key, one.value))
        for one in providers.members
    }


def _subscription(file: SourceFile, key: str, provider: JsonValue) -> Value | None:
    """What is written is known; of any other expression a plan tells only what it refers to."""
    expression = member(provider, "expressions", "subscription_id")
    if expression is None:
        return None
    origin = Origin(Span(file, expression.start, expression.end), OriginKind.PLANNED)
    written = member(expression, "constant_value")
    if isinstance(written, JsonString):
        return Known(written.value, origin) if written.value else None
    names = texts(member(expression, "references")) or [f"provider.{key}.subscription_id"]
    missing = tuple(Missing(Because.RUNTIME_ATTRIBUTE, name, origin) for name in names[:6])
    return Unknown(missing, f"provider.{key}.subscription_id", origin)
