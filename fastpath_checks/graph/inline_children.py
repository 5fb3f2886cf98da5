"""Children that stand inside their parent's properties, as resources of their own."""

from __future__ import annotations

from collections.abc import Iterator

from fastpath_checks.core.claims import Truth, maybe
from fastpath_checks.core.spans import Origin, OriginKind, Span
from fastpath_checks.core.values import Because, Known, Missing, OneOf, Unknown, Value, missing_of
from fastpath_checks.graph.linking import same_resource
from fastpath_checks.graph.resource_ids import ResourceId
from fastpath_checks.graph.resources import Resource

INLINE_SEGMENTS: dict[str, tuple[str, ...]] = {
    "microsoft.network/virtualnetworks": ("subnets", "virtualNetworkPeerings"),
    "microsoft.network/routetables": ("routes",),
    "microsoft.network/loadbalancers": ("frontendIPConfigurations",),
    "microsoft.network/expressroutecircuits": ("peerings", "authorizations"),
    "microsoft.network/expressroutegateways": ("expressRouteConnections",),
}
"""The properties of an ARM type that hold children: each has ``name`` and ``properties`` like a resource."""


def inline_children(parent: Resource) -> Iterator[tuple[str, list[Resource], Missing | None]]:
    """For each kind of child: those that are written, and what is missing where the list is not wholly known."""
    for segment in INLINE_SEGMENTS.get(parent.type.casefold(), ()):
        if parent.existing and not parent.body:
            continue
        items = parent.read("properties", segment)
        children: list[Resource] = []
        missing: Missing | None = None
        match items:
            case Known(data) if isinstance(data, list):
                for index, item in enumerate(data):
                    child = _child(parent, segment, index, item)
                    if child is None:
                        missing = _why(item, parent, segment)
                    else:
                        children.append(child)
            case OneOf():
                children, missing = _alternative_children(parent, segment, items)
            case Unknown():
                missing = _why(items, parent, segment)
        yield segment, children, missing


def _alternative_children(parent: Resource, segment: str, lists: OneOf) -> tuple[list[Resource], Missing | None]:
    """The children of lists of which one will be: by name those that all of them have alike, and those of some of them.

    What is missing is told where a child has no name, or another body in another list.
    """
    found: dict[str, list[Resource]] = {}
    for choice in lists.choices:
        for index, item in enumerate(choice.data if isinstance(choice.data, list) else [choice]):
            child = _child(parent, segment, index, item)
            name = child.names[-1] if child is not None else None
            if child is None or not isinstance(name, Known) or not isinstance(name.data, str):
                return [], _why(lists, parent, segment)
            found.setdefault(name.data.casefold(), []).append(child)
    children: list[Resource] = []
    missing = None
    for alike in found.values():
        child = alike[0]
        if not all(_alike(Known(one.body), Known(child.body)) for one in alike):
            missing = _why(lists, parent, segment)
            continue
        if len(alike) < len(lists.choices):
            child.exists = child.exists & maybe(
                "not all of the lists that it may be have it", lists.origin, lists.missing
            )
        child.address = f"{parent.address}/{segment}[{len(children)}]"
        children.append(child)
    return children, missing


def _alike(one: Value, other: Value) -> bool:
    """Whether two values certainly are the same."""
    if isinstance(one, Unknown) or isinstance(other, Unknown):
        return isinstance(one, Unknown) and isinstance(other, Unknown) and one.residual == other.residual != ""
    if isinstance(one, OneOf) or isinstance(other, OneOf):
        return False
    ours, theirs = one.data, other.data
    if isinstance(ours, dict) and isinstance(theirs, dict):
        return ours.keys() == theirs.keys() and all(_alike(value, theirs[key]) for key, value in ours.items())
    if isinstance(ours, list) and isinstance(theirs, list):
        return len(ours) == len(theirs) and all(map(_alike, ours, theirs))
    if isinstance(ours, ResourceId) and isinstance(theirs, ResourceId):
        return same_resource(ours, theirs) is Truth.YES
    return type(ours) is type(theirs) and bool(ours == theirs)


def _child(parent: Resource, segment: str, index: int, item: Value) -> Resource | None:
    if not isinstance(item, Known) or not isinstance(item.data, dict):
        return None
    body: dict[str, Value] = item.data
    name = next((value for key, value in body.items() if key.casefold() == "name"), None)
    header = _header(parent, item, name)
    return Resource(
        f"{parent.type}/{segment}",
        (*parent.names, name if name is not None else Known("", item.origin)),
        body,
        f"{parent.address}/{segment}[{index}]",
        header,
        span=item.origin.first_written().span or header,
        exists=parent.exists,
        api_version=parent.api_version,
        subscription=parent.subscription,
        resource_group=parent.resource_group,
        parent_address=parent.address,
        calls=parent.calls,
    )


def _header(parent: Resource, item: Known, name: Value | None) -> Span:
    origin: Origin = name.origin if name is not None else item.origin
    step = next((one for one in origin.steps() if one.span is not None), None)
    return step.span if step is not None and step.span is not None else parent.header


def _why(items: Value, parent: Resource, segment: str) -> Missing:
    found = missing_of([items])
    if found:
        return found[0]
    return Missing(Because.ERROR, f"{segment} of {parent.address}", Origin(parent.header, OriginKind.DERIVED))
