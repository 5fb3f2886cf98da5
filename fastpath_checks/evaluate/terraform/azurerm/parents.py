"""Which declared resource a child means by its parent's name, where that is certain beyond equal texts."""

from __future__ import annotations

from fastpath_checks.core.values import Known, Value, identical
from fastpath_checks.graph.resources import Resource


class Parents:
    """The resources of one deployment that others may be part of."""

    def __init__(self, resources: list[Resource]) -> None:
        self._by_type: dict[str, list[Resource]] = {}
        for resource in resources:
            self._by_type.setdefault(resource.type.casefold(), []).append(resource)

    def address(self, child: Resource) -> str:
        """The address of the parent: the one resource whose own name the child was given; empty where none is certain.

        ``virtual_network_name = azurerm_virtual_network.hub.name`` has the network's name for its value, even where
        nobody can know that name.
        """
        parent_type = child.type.rpartition("/")[0].casefold()
        wanted = child.names[-2]
        found = [
            one
            for one in self._by_type.get(parent_type, ())
            if _taken_from(wanted, one.names[-1]) and _group_may_be(child, one)
        ]
        return found[0].address if len(found) == 1 else ""


def _taken_from(value: Value, name: Value) -> bool:
    if isinstance(value, Known) != isinstance(name, Known):
        return False
    if identical(value, name):
        return not isinstance(value, Known) or any(step is name.origin for step in value.origin.steps())
    return not isinstance(value, Known) and any(step is name.origin for step in value.origin.steps())


def _group_may_be(child: Resource, parent: Resource) -> bool:
    one, two = child.resource_group, parent.resource_group
    if isinstance(one, Known) and isinstance(two, Known):
        return str(one.data).casefold() == str(two.data).casefold()
    return True
