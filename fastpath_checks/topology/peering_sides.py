"""Which peerings may be between two networks, without looking at all of them."""

from __future__ import annotations

from collections.abc import Iterable

from fastpath_checks.topology.model import Peering, VirtualNetwork


class PeeringSides:
    """The sides of all peerings, by the networks at their ends.

    Two declarations are never one network, so only a side with a stub at an end has to be compared with every other.
    """

    __slots__ = ("_all", "_between", "_held", "_loose", "_of_stubs")

    def __init__(self, peerings: Iterable[Peering]) -> None:
        self._all = tuple(peerings)
        self._between: dict[tuple[int, int], list[Peering]] = {}
        self._held: dict[int, list[Peering]] = {}
        self._loose: list[Peering] = []
        self._of_stubs: list[Peering] = []
        for one in self._all:
            if one.local.resource.existing:
                self._of_stubs.append(one)
            else:
                self._held.setdefault(id(one.local.resource), []).append(one)
            if one.local.resource.existing or one.remote.resource.existing:
                self._loose.append(one)
            else:
                self._between.setdefault((id(one.local.resource), id(one.remote.resource)), []).append(one)

    def between(self, local: VirtualNetwork, remote: VirtualNetwork) -> Iterable[Peering]:
        """Those that may be of one network with the other."""
        if local.resource.existing or remote.resource.existing:
            return self._all
        return (*self._between.get((id(local.resource), id(remote.resource)), ()), *self._loose)

    def held_by(self, local: VirtualNetwork) -> Iterable[Peering]:
        """Those that one network may hold."""
        if local.resource.existing:
            return self._all
        return (*self._held.get(id(local.resource), ()), *self._of_stubs)
