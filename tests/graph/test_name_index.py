"""An index by names leaves out only what certainly has other names."""

from __future__ import annotations

from fastpath_checks.core.spans import SourceFile, Span
from fastpath_checks.core.values import Because, Known, OneOf, Value, unknown
from fastpath_checks.graph.name_index import NameIndex
from fastpath_checks.graph.resources import Resource

HEADER = Span(SourceFile("main.tf", ""), 0, 0)
OPEN = unknown(Because.NO_DEFAULT, "var.name")
EITHER = OneOf((Known("hub"), Known("spoke")), ())


def resource(*names: Value, address: str = "", parent_address: str = "") -> Resource:
    type = "Microsoft.Network/virtualNetworks" + "/subnets" * (len(names) - 1)
    return Resource(type, names, {}, address, HEADER, parent_address=parent_address)


def index_of(*resources: Resource) -> NameIndex:
    index = NameIndex()
    for one in resources:
        index.add(one)
    return index


def test_a_name_means_those_of_that_name_in_any_case_and_those_whose_name_is_not_known() -> None:
    hub, other, open_one, either = resource(Known("Hub")), resource(Known("x")), resource(OPEN), resource(EITHER)
    index = index_of(open_one, hub, other, either)
    assert index.named([Known("hub")]) == [open_one, hub, either]


def test_a_name_that_is_not_known_may_mean_any() -> None:
    hub, other = resource(Known("hub")), resource(Known("x"))
    assert index_of(hub, other).named([OPEN]) == [hub, other]


def test_children_are_found_by_their_parents_names_or_address() -> None:
    named = resource(Known("HUB"), Known("a"))
    addressed = resource(Known("n"), Known("b"), parent_address="net")
    other = resource(Known("spoke"), Known("a"), parent_address="elsewhere")
    open_one = resource(OPEN, Known("a"))
    index = index_of(open_one, other, addressed, named)
    assert index.below(resource(Known("hub"), address="net")) == [open_one, addressed, named]
    assert index.below(resource(OPEN)) == [open_one, other, addressed, named]
