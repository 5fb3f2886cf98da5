"""What the policy asserts, as values that say so."""

from __future__ import annotations

from fastpath_checks.core.spans import Origin, OriginKind
from fastpath_checks.core.values import Known
from fastpath_checks.graph.resources import Resource
from fastpath_checks.policy.assertions import AssertedValue


def asserted(found: AssertedValue) -> Known:
    """The asserted value; its origin is the line of the policy file."""
    return Known(found.data, Origin(found.span, OriginKind.ASSERTED))


def identity(resource: Resource) -> tuple[str | None, str | None]:
    """What assertions are matched against: the whole id where its parts are known, and the name where it is."""
    name = resource.names[-1] if resource.names else None
    return resource.id.text(), str(name.data) if isinstance(name, Known) else None
