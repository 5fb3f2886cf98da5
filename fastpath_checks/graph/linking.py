"""Whether an id means a declared resource: certainly, certainly not, or perhaps."""

from __future__ import annotations

from typing import NamedTuple

from fastpath_checks.core.claims import Truth
from fastpath_checks.core.spans import Origin
from fastpath_checks.core.values import Known, OneOf, Unknown, Value, identical
from fastpath_checks.graph.resource_ids import ResourceId
from fastpath_checks.graph.resources import Resource


class Link(NamedTuple):
    """Where a reference leads. The target is never None: what is not in the files is a stub that says so.

    ``truth`` is YES where the target is certainly meant, MAYBE where it is a stub for one of several or an unknown one.
    ``origin`` is where the reference is written.
    """

    target: Resource
    truth: Truth
    origin: Origin


def same_text(one: Value, two: Value) -> Truth:
    """Whether two names are equal, compared without case as Azure does."""
    if isinstance(one, Known) and isinstance(two, Known):
        return Truth.YES if str(one.data).casefold() == str(two.data).casefold() else Truth.NO
    if identical(one, two):
        return Truth.YES
    for choices, other in ((one, two), (two, one)):
        if isinstance(choices, OneOf) and isinstance(other, Known):
            texts = {str(choice.data).casefold() for choice in choices.choices}
            return Truth.MAYBE if str(other.data).casefold() in texts else Truth.NO
    return Truth.MAYBE


def _same_scope(one: Value | None, two: Value | None) -> Truth:
    """Scopes that are not written, or not known, are not known to differ: that is enough for a subscription."""
    if one is None and two is None:
        return Truth.YES
    if one is None or two is None:
        return Truth.MAYBE
    return same_text(one, two)


def same_resource(wanted: ResourceId, declared: ResourceId) -> Truth:
    """Whether an id means a resource: by type, names and resource group, the subscription not known to differ."""
    if wanted.type.casefold() != declared.type.casefold() or len(wanted.names) != len(declared.names):
        return Truth.NO
    if wanted.address and declared.address and wanted.address == declared.address:
        return Truth.YES
    truths = [same_text(one, two) for one, two in zip(wanted.names, declared.names, strict=True)]
    if Truth.NO in truths or _same_scope(wanted.subscription, declared.subscription) is Truth.NO:
        return Truth.NO
    group = _same_scope(wanted.resource_group, declared.resource_group)
    if group is Truth.NO:
        return Truth.NO
    if wanted.resource_group is None or declared.resource_group is None:
        group = Truth.YES
    return Truth.MAYBE if Truth.MAYBE in (*truths, group) else Truth.YES


def same_resource_elsewhere(wanted: ResourceId, declared: ResourceId) -> Truth:
    """Whether an id means a resource of another root, where an unwritten resource group is another deployment's own."""
    if wanted.type.casefold() != declared.type.casefold() or len(wanted.names) != len(declared.names):
        return Truth.NO
    truths = [same_text(one, two) for one, two in zip(wanted.names, declared.names, strict=True)]
    truths.append(
        Truth.MAYBE
        if wanted.resource_group is None or declared.resource_group is None
        else same_text(wanted.resource_group, declared.resource_group)
    )
    if Truth.NO in truths or _same_scope(wanted.subscription, declared.subscription) is Truth.NO:
        return Truth.NO
    return Truth.MAYBE if Truth.MAYBE in truths else Truth.YES


def stub_key(value: Value) -> str:
    """What makes two references to something outside the files the same reference; empty where nothing does."""
    match value:
        case Known(data) if isinstance(data, ResourceId):
            names = "/".join(_name_key(name) for name in data.names)
            parts = (data.subscription, data.resource_group)
            scope = "/".join("" if part is None else _name_key(part) for part in parts)
            return f"{scope}:{data.type.casefold()}:{names}"
        case Known(data):
            return str(data).casefold()
        case Unknown():
            return value.residual
    return ""


def _name_key(value: Value) -> str:
    match value:
        case Known(data):
            return str(data).casefold()
        case Unknown():
            return f"?{value.residual}"
        case OneOf(choices):
            return "|".join(sorted(str(choice.data).casefold() for choice in choices))
