"""All resources of one scenario, and the links between them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from fastpath_checks.core.claims import YES, Claim, Truth, maybe, shown
from fastpath_checks.core.spans import Origin, OriginKind, Span
from fastpath_checks.core.values import Because, Known, Missing, OneOf, Unknown, Value, missing_of
from fastpath_checks.graph.deferring import Deferred
from fastpath_checks.graph.inline_children import inline_children
from fastpath_checks.graph.linking import Link, same_resource, stub_key
from fastpath_checks.graph.name_index import NameIndex
from fastpath_checks.graph.neighborhood import Neighborhood
from fastpath_checks.graph.resource_ids import ResourceId, resource_id_in
from fastpath_checks.graph.resources import Amendment, Resource


class Children(NamedTuple):
    """The children of one resource, and whether they are all that it has."""

    resources: list[Resource]
    complete: Claim


class _Own(NamedTuple):
    """The resource that an id means in one graph, and whether it may mean one of several."""

    target: Resource | None
    doubtful: bool


class ResourceGraph:
    """Resources in ARM vocabulary, linked by what their ids mean.

    Children that a parent holds inline (``subnets`` of a network) are resources of their own here; one that is also
    declared by itself counts once, as declared by itself. Amendments (a route table associated from outside) are
    applied; those whose target is not in the files are ``unplaced``. ``whole`` says whether all of the root could be
    read: what is absent may otherwise stand in the part that could not. ``deferred`` join when their type is asked for:
    nothing links to them.
    """

    def __init__(
        self,
        resources: Iterable[Resource],
        amendments: Iterable[Amendment] = (),
        root: str = "",
        neighborhood: Neighborhood | None = None,
        whole: Claim = YES,
        deferred: Deferred | None = None,
    ) -> None:
        self.root = root
        self.whole = whole
        self._deferred = deferred
        self._neighborhood = neighborhood or Neighborhood()
        self._by_type: dict[str, list[Resource]] = {}
        self._declared: dict[str, NameIndex] = {}
        self._by_address: dict[str, Resource] = {}
        self._stubs: dict[tuple[str, str], Resource] = {}
        self._open_parents: dict[tuple[str, str], Missing] = {}
        declared = list(resources)
        for resource in declared:
            self._add(resource)
        for resource in declared:
            self._add_inline_children(resource)
        self._amendments = tuple(amendments)
        self.unplaced: list[Amendment] = [one for one in self._amendments if not self._amend(one)]

    def of_type(self, type: str) -> list[Resource]:
        """The resources of an ARM type, those that are only referred to included, in the order of their declaration."""
        if self._deferred is not None and type == self._deferred.type:
            waiting, self._deferred = self._deferred, None
            for resource in waiting.resources():
                self._add(resource)
        return self._by_type.get(type.casefold(), [])

    def deferred_at_most(self, type: str) -> float:
        """How many IP configurations those resources of a type have at most that ``of_type`` would have to evaluate."""
        return self._deferred.at_most if self._deferred is not None and type == self._deferred.type else 0

    def declared(self, type: str) -> list[Resource]:
        """The resources of an ARM type that this root declares."""
        return [resource for resource in self.of_type(type) if not resource.existing]

    def types(self) -> list[str]:
        return sorted(self._by_type)

    def follow(self, reference: Value, type: str, from_resource: Resource) -> Link | None:
        """Where a reference to a resource of ``type`` leads; None where nothing is referred to (absent, null)."""
        home = self._neighborhood.home(from_resource)
        if home is not None and home is not self:
            return home.follow(reference, type, from_resource)
        if isinstance(reference, Known) and reference.data in (None, ""):
            return None
        wanted = resource_id_in(reference)
        if wanted is not None:
            return self._resolve(wanted, reference.origin, from_resource)
        return Link(self._stub(type, reference, None, from_resource), Truth.MAYBE, reference.origin)

    def parent(self, resource: Resource) -> Resource | None:
        """The resource that a child belongs to, a stub where it is not in the files; None for a top-level one."""
        home = self._neighborhood.home(resource)
        if home is not None and home is not self:
            return home.parent(resource)
        parent_id = resource.id.parent()
        if parent_id is None:
            return None
        origin = Origin(resource.header, OriginKind.DERIVED)
        return self._resolve(parent_id, origin, resource).target

    def children(self, parent: Resource, segment: str) -> Children:
        """The children of one kind, such as ``subnets``; complete where the parent is declared and its list known."""
        home = self._neighborhood.home(parent)
        if home is not None and home is not self:
            return home.children(parent, segment)
        type = f"{parent.type}/{segment}"
        found: list[Resource] = []
        complete = self.whole
        if parent.existing:
            complete &= _incomplete(parent, segment, Because.OUTSIDE_THE_FILES)
        missing = self._open_parents.get((parent.address, segment))
        if missing is not None:
            complete &= maybe(f"not all {segment} of {parent.name} are known", missing.origin, (missing,))
        if parent.existing and not parent.address:
            return Children(self._index(type).below_stub(parent), complete)
        for child in self._index(type).below(parent):
            truth = _child_of(child, parent)
            if truth is Truth.YES:
                found.append(child)
            elif truth is Truth.MAYBE:
                complete &= maybe(
                    f"{child.name} may belong to {parent.name}",
                    Origin(child.header, OriginKind.DERIVED),
                    missing_of(child.names[:-1])
                    or (Missing(Because.DEPLOYMENT_CONTEXT, f"the parent of {child.address}"),),
                )
        return Children(found, complete)

    def _add(self, resource: Resource) -> None:
        self._by_type.setdefault(resource.type.casefold(), []).append(resource)
        self._by_address.setdefault(resource.address, resource)
        self._neighborhood.settle(resource, self)
        if not resource.existing:
            self._declared.setdefault(resource.type.casefold(), NameIndex()).add(resource)

    def _index(self, type: str) -> NameIndex:
        """The resources of an ARM type that this root declares, by their names."""
        return self._declared.get(type.casefold()) or NameIndex()

    def _add_inline_children(self, parent: Resource) -> None:
        for segment, children, missing in inline_children(parent):
            if missing is not None:
                self._open_parents[(parent.address, segment)] = missing
            index = self._index(f"{parent.type}/{segment}")
            declared = [self._is_among(index.named(child.names), child) for child in children]
            for child, is_declared in zip(children, declared, strict=True):
                if not is_declared:
                    self._add(child)
                self._add_inline_children(child)

    def _is_among(self, others: Iterable[Resource], child: Resource) -> bool:
        return any(same_resource(child.id, other.id) is Truth.YES for other in others)

    def _amend(self, amendment: Amendment) -> bool:
        target = self._own_target(amendment)
        if target is None or (target.existing and not target.address):
            return False
        target.amend(amendment.path, amendment.value)
        return True

    def _own_target(self, amendment: Amendment) -> Resource | None:
        wanted = resource_id_in(amendment.target)
        return None if wanted is None else self._among_own(wanted).target

    def amend_neighbors(self) -> None:
        """Apply the amendments that are about another root's resources; called when all graphs of a scan are there."""
        for amendment in self._amendments:
            own = self._own_target(amendment)
            wanted = resource_id_in(amendment.target) if own is None or own.existing else None
            neighbor = self._neighborhood.find(wanted, self.root) if wanted is not None else None
            if neighbor is not None:
                neighbor.amend(amendment.path, amendment.value)

    def _resolve(self, wanted: ResourceId, origin: Origin, from_resource: Resource) -> Link:
        own = self._among_own(wanted)
        if own.target is not None and not own.target.existing:
            return Link(own.target, Truth.YES, origin)
        if not own.doubtful:
            neighbor = self._neighborhood.find(wanted, self.root)
            if neighbor is not None:
                return Link(neighbor, Truth.YES, origin)
        if own.target is not None:
            return Link(own.target, Truth.YES, origin)
        stub = self._stub(wanted.type, Known(wanted, origin), wanted, from_resource)
        return Link(stub, Truth.MAYBE if own.doubtful else Truth.YES, origin)

    def _among_own(self, wanted: ResourceId) -> _Own:
        """The resource of this graph that an id means: a declared one before one that is only referred to."""
        direct = self._by_address.get(wanted.address) if wanted.address else None
        if direct is not None and not direct.existing:
            return _Own(direct, False)
        candidates = self._index(wanted.type).named(wanted.names)
        truths = [(same_resource(wanted, candidate.id), candidate) for candidate in candidates]
        certain = [candidate for truth, candidate in truths if truth is Truth.YES]
        if len(certain) == 1:
            return _Own(certain[0], False)
        doubtful = any(truth is not Truth.NO for truth, _ in truths)
        return _Own(None if certain else direct, doubtful)

    def _stub(self, type: str, reference: Value, id: ResourceId | None, from_resource: Resource) -> Resource:
        key = (type.casefold(), stub_key(reference) or f"{from_resource.address}:{type}")
        found = self._stubs.get(key)
        if found is None:
            names = id.names if id is not None else (_name_of(reference),)
            header = reference.origin.span or from_resource.header
            found = Resource(
                type,
                names,
                {},
                "",
                header,
                existing=True,
                subscription=id.subscription if id else None,
                resource_group=id.resource_group if id else None,
                unseen=missing_of([reference]) or missing_of(names),
            )
            self._stubs[key] = found
        return found


def _child_of(child: Resource, parent: Resource) -> Truth:
    parent_id = child.id.parent()
    if parent_id is None:
        return Truth.NO
    truth = same_resource(parent_id, parent.id)
    if truth is not Truth.YES and child.parent_address:
        return Truth.YES if child.parent_address == parent.address else Truth.NO
    return truth


def _name_of(reference: Value) -> Value:
    match reference:
        case Known(data):
            return Known(str(data), reference.origin)
        case OneOf() | Unknown():
            return Unknown(reference.missing, shown(reference), reference.origin)


def _incomplete(parent: Resource, segment: str, because: Because) -> Claim:
    missing = parent.unseen or (Missing(because, f"the {segment} of {parent.name}", _at(parent.header)),)
    return maybe(f"the {segment} of {parent.name} are outside the files", _at(parent.header), missing)


def _at(span: Span) -> Origin:
    return Origin(span, OriginKind.DERIVED)
