"""Resources of one ARM type by their names: a large estate is not searched from end to end for each reference."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fastpath_checks.core.values import Known, Value
from fastpath_checks.graph.linking import stub_key
from fastpath_checks.graph.resources import Resource

Names = tuple[str, ...]


class NameIndex:
    """What may be meant by names: resources of just these names, and those of which a name is not known.

    All others certainly differ. Whoever asks still compares scopes and addresses. Answers are in the order of adding.
    """

    __slots__ = ("_by_parent_address", "_by_parent_key", "_by_parents", "_named", "_resources")

    def __init__(self) -> None:
        self._resources: list[Resource] = []
        self._named: dict[Names | None, list[int]] = {}
        self._by_parents: dict[Names | None, list[int]] = {}
        self._by_parent_address: dict[str, list[int]] = {}
        self._by_parent_key: dict[str, list[Resource]] | None = None

    def add(self, resource: Resource) -> None:
        self._by_parent_key = None
        number = len(self._resources)
        self._resources.append(resource)
        self._named.setdefault(_folded(resource.names), []).append(number)
        self._by_parents.setdefault(_folded(resource.names[:-1]), []).append(number)
        if resource.parent_address:
            self._by_parent_address.setdefault(resource.parent_address, []).append(number)

    def named(self, names: Sequence[Value]) -> list[Resource]:
        """Those that may have these names."""
        wanted = _folded(names)
        if wanted is None:
            return list(self._resources)
        return self._in_order(self._named.get(wanted, ()), self._named.get(None, ()))

    def below(self, parent: Resource) -> list[Resource]:
        """Those that may be children of a resource: by its names, or by its address."""
        wanted = _folded(parent.names)
        if wanted is None:
            return list(self._resources)
        addressed = self._by_parent_address.get(parent.address, ()) if parent.address else ()
        return self._in_order(self._by_parents.get(wanted, ()), self._by_parents.get(None, ()), addressed)

    def below_stub(self, stub: Resource) -> list[Resource]:
        """Those whose parent is referred to just as a stub is."""
        if self._by_parent_key is None:
            self._by_parent_key = {}
            for resource in self._resources:
                parent_id = resource.id.parent()
                if parent_id is not None:
                    self._by_parent_key.setdefault(stub_key(Known(parent_id)), []).append(resource)
        return self._by_parent_key.get(stub_key(Known(stub.id)), [])

    def _in_order(self, *numbers: Iterable[int]) -> list[Resource]:
        return [self._resources[one] for one in sorted({one for some in numbers for one in some})]


def _folded(names: Sequence[Value]) -> Names | None:
    """The names compared without case, as Azure does; None where one of them is not known."""
    folded: list[str] = []
    for name in names:
        if not isinstance(name, Known):
            return None
        folded.append(str(name.data).casefold())
    return tuple(folded)
