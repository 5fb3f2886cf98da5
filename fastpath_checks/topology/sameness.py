"""Whether two resources are one."""

from __future__ import annotations

from fastpath_checks.core.claims import NO, YES, Claim, Truth, maybe
from fastpath_checks.core.spans import Origin, OriginKind
from fastpath_checks.graph.linking import same_resource
from fastpath_checks.graph.resources import Resource


def same(one: Resource, two: Resource) -> Claim:
    """YES for the same declaration or stub, NO for two declarations, MAYBE where ids are not known to differ."""
    if one is two:
        return YES
    if not one.existing and not two.existing:
        return NO
    if same_resource(one.id, two.id) is Truth.NO:
        return NO
    missing = (*one.unseen, *two.unseen)
    origin = Origin((one if one.existing else two).header, OriginKind.DERIVED)
    return maybe(f"{one.name} may be {two.name}", origin, missing)
