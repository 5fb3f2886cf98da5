"""Which declared resource a child means by its parent's name, where that is certain beyond equal texts."""

from __future__ import annotations

from fastpath_checks.core.claims import Truth
from fastpath_checks.core.values import Known, Value, identical
from fastpath_checks.graph.linking import same_text
from fastpath_checks.graph.resources import Resource


class Parents:
    """The resources of one deployment that others may be part of."""

    def __init__(self, resources: list[Resource]) -> None:
        self._by_name: dict[tuple[str, str], list[Resource]] = {}
        for resource in resources:
            self._by_name.setdefault((resource.type.casefold(), _key(resource.names[-1])), []).append(resource)

    def address(self, child: Resource) -> str:
        """The address of the parent: the one resource whose own name the child was given; empty where none is certain.

        ``virtual_network_name = azurerm_virtual_network.hub.name`` has the network's name for its value, even where
        nobody can know that name.
        """
        parent_type = child.type.rpartition("/")[0].casefold()
        wanted = child.names[-2]
        candidates = self._by_name.get((parent_type, _key(wanted)), ())
        found = [one for one in candidates if _taken_from(wanted, one.names[-1]) and _scope_may_be(child, one)]
        return found[0].address if len(found) == 1 else ""


def _key(name: Value) -> str:
    """What equal names have in common; those that are not known have nothing to tell them apart by."""
    return str(name.data).casefold() if isinstance(name, Known) else ""


def _taken_from(value: Value, name: Value) -> bool:
    """Whether a value is a name, not only as good as it: it came from there, or is the same unknown."""
    if any(step is name.origin for step in value.origin.steps()):
        return True
    return not isinstance(value, Known) and identical(value, name)


def _scope_may_be(child: Resource, parent: Resource) -> bool:
    scopes = ((child.resource_group, parent.resource_group), (child.subscription, parent.subscription))
    return all(one is None or two is None or same_text(one, two) is not Truth.NO for one, two in scopes)
