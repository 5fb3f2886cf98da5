"""The graphs of one scan side by side, so that a reference can lead from one root into another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastpath_checks.core.claims import Truth
from fastpath_checks.graph.linking import same_resource_elsewhere
from fastpath_checks.graph.name_index import NameIndex
from fastpath_checks.graph.resource_ids import ResourceId
from fastpath_checks.graph.resources import Resource

if TYPE_CHECKING:
    from fastpath_checks.graph.resource_graph import ResourceGraph


class Neighborhood:
    """Knows whose each resource is. A root owns what it declares; two roots that declare one name stay two estates."""

    def __init__(self) -> None:
        self._declared: dict[str, NameIndex] = {}
        self._homes: dict[int, ResourceGraph] = {}

    def settle(self, resource: Resource, graph: ResourceGraph) -> None:
        """The resource belongs to the graph."""
        self._homes[id(resource)] = graph
        if not resource.existing:
            self._declared.setdefault(resource.type.casefold(), NameIndex()).add(resource)

    def home(self, resource: Resource) -> ResourceGraph | None:
        return self._homes.get(id(resource))

    def find(self, wanted: ResourceId, asking_root: str) -> Resource | None:
        """The one resource of another root that an id certainly means; None where there is none, or more than one."""
        certain: list[Resource] = []
        index = self._declared.get(wanted.type.casefold())
        for candidate in index.named(wanted.names) if index is not None else ():
            if self._homes[id(candidate)].root == asking_root:
                continue
            truth = same_resource_elsewhere(wanted, candidate.id)
            if truth is Truth.MAYBE:
                return None
            if truth is Truth.YES:
                certain.append(candidate)
        return certain[0] if len(certain) == 1 else None
