"""Ids: read from text, extended, compared."""

from __future__ import annotations

import pytest

from fastpath_checks.core.claims import Truth
from fastpath_checks.core.values import Because, Known, Value, plain, unknown
from fastpath_checks.graph.linking import same_resource
from fastpath_checks.graph.resource_ids import ResourceId, parse_resource_id

NETWORK = "Microsoft.Network/virtualNetworks"
SUBNET_ID = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/GatewaySubnet"


def network(name: Value, group: Value | None = None, subscription: Value | None = None) -> ResourceId:
    return ResourceId(NETWORK, (name,), subscription, group)


def test_a_child_id_is_read_with_all_its_names() -> None:
    parsed = parse_resource_id(SUBNET_ID)
    assert parsed is not None
    assert parsed.type == "Microsoft.Network/virtualNetworks/subnets"
    assert [plain(name) for name in parsed.names] == ["v", "GatewaySubnet"]
    assert parsed.text() == SUBNET_ID


@pytest.mark.parametrize(
    "text", ["", "/", "/subscriptions/s", "conn-hub", "/providers/a", "/providers/a/b", "//providers"]
)
def test_what_is_no_resource_id_is_none(text: str) -> None:
    assert parse_resource_id(text) is None


def test_text_behind_an_id_names_a_child() -> None:
    parent = network(Known("v"))
    child = parent.extended("/subnets/GatewaySubnet")
    assert child is not None
    assert child.parent() == parent
    assert parent.extended("-suffix") is None
    assert parent.extended("/subnets") is None


def test_names_are_compared_without_case() -> None:
    assert same_resource(network(Known("HUB")), network(Known("hub"))) is Truth.YES


def test_another_resource_group_is_another_resource() -> None:
    assert same_resource(network(Known("v"), Known("a")), network(Known("v"), Known("b"))) is Truth.NO


def test_a_subscription_that_is_not_known_does_not_differ() -> None:
    assert same_resource(network(Known("v"), Known("a"), Known("s")), network(Known("v"), Known("a"))) is Truth.YES


def test_the_same_unknown_name_is_the_same_name_and_another_may_be() -> None:
    name = unknown(Because.NO_DEFAULT, "var.name")
    other = unknown(Because.NO_DEFAULT, "var.other")
    assert same_resource(network(name), network(name)) is Truth.YES
    assert same_resource(network(name), network(other)) is Truth.MAYBE
    assert same_resource(network(name), network(Known("v"))) is Truth.MAYBE


def test_an_address_says_which_resource_is_meant_even_if_its_name_is_not_known() -> None:
    one = ResourceId(NETWORK, (unknown(Because.IMPURE, ""),), address="azurerm_virtual_network.a")
    two = ResourceId(NETWORK, (unknown(Because.IMPURE, ""),), address="azurerm_virtual_network.a")
    assert same_resource(one, two) is Truth.YES
