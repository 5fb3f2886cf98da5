"""When what is not in the files is not there."""

from __future__ import annotations

from fastpath_checks.core.claims import Claim, maybe
from fastpath_checks.core.spans import Origin, OriginKind
from fastpath_checks.core.values import Because, Missing
from fastpath_checks.graph.resources import Resource
from fastpath_checks.topology.model import Topology


def nothing_more(what: str, owner: Resource, topology: Topology) -> Claim:
    """Whether the topology has all ``what`` that an owner has: the owner is declared here, and everything was read.

    Around a stub, or beside a declaration that could not be read, there may be more.
    """
    if not owner.existing:
        return topology.whole
    origin = Origin(owner.header, OriginKind.DERIVED)
    name = f"{what} of {owner.name}"
    missing = owner.unseen or (Missing(Because.OUTSIDE_THE_FILES, name, origin),)
    return topology.whole & maybe(f"{name} may be outside the files", origin, missing)
