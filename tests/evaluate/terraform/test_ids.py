"""Ids of resources in texts: what is put behind one is the id of what lies within."""

from __future__ import annotations

import pytest
from files_in_memory import FilesInMemory
from tiny_terraform import evaluation

from fastpath_checks.core.spans import SourceFile
from fastpath_checks.core.values import Because, Known, Unknown, plain
from fastpath_checks.evaluate.terraform.evaluating import Evaluator
from fastpath_checks.evaluate.terraform.scope import Scope
from fastpath_checks.graph.resource_ids import ResourceId
from fastpath_checks.syntax.hcl import parse_expression

NETWORK = ResourceId("Microsoft.Network/virtualNetworks", (Known("hub"),), None, Known("rg"))
GROUP = ResourceId("Microsoft.Resources/resourceGroups", (Known("rg"),), None, Known("rg"))
HIDDEN = Unknown((), "var.name")


def value_of(text: str) -> object:
    file = SourceFile("expression", text)
    expression, problems = parse_expression(file)
    assert expression is not None
    assert not problems
    ev = Evaluator("", FilesInMemory({}), lambda instance: None)
    names = {"network": Known(NETWORK), "group": Known(GROUP), "hidden": HIDDEN}
    return ev.evaluate(expression, Scope(None, file, names=names))


@pytest.mark.parametrize(
    ("text", "type", "names"),
    [
        ('"${network}/subnets/GatewaySubnet"', "Microsoft.Network/virtualNetworks/subnets", ["hub", "GatewaySubnet"]),
        ('"${group}/providers/Microsoft.Network/virtualNetworkGateways/gw"',
         "Microsoft.Network/virtualNetworkGateways", ["gw"]),
        ('"${group}/providers/Microsoft.Network/virtualNetworks/hub/subnets/s"',
         "Microsoft.Network/virtualNetworks/subnets", ["hub", "s"]),
    ],
)  # fmt: skip
def test_a_text_behind_an_id_is_the_id_of_what_lies_within(text: str, type: str, names: list[str]) -> None:
    value = value_of(text)
    assert isinstance(value, Known)
    assert isinstance(value.data, ResourceId)
    assert value.data.type == type
    assert [plain(name) for name in value.data.names] == names
    assert value.data.resource_group is not None
    assert plain(value.data.resource_group) == "rg"


def test_a_name_within_an_id_may_be_unknown() -> None:
    value = value_of('"${network}/subnets/${hidden}"')
    assert isinstance(value, Known)
    assert value.data.names[1] is HIDDEN


def test_an_id_may_be_spelled_out_but_for_its_subscription_or_a_name() -> None:
    value = value_of(
        '"/subscriptions/${hidden}/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/hub/subnets/s-${hidden}"'
    )
    assert isinstance(value, Known)
    assert isinstance(value.data, ResourceId)
    assert value.data.type == "Microsoft.Network/virtualNetworks/subnets"
    assert value.data.subscription is HIDDEN
    assert value.data.resource_group is not None
    assert plain(value.data.resource_group) == "rg"
    hub, subnet = value.data.names
    assert plain(hub) == "hub"
    assert isinstance(subnet, Unknown)


def test_so_may_that_of_a_resource_group() -> None:
    value = value_of('"/subscriptions/${hidden}/resourceGroups/rg"')
    assert isinstance(value, Known)
    assert str(value.data) == str(GROUP)
    assert value.data.subscription is HIDDEN


@pytest.mark.parametrize(
    "text",
    [
        '"/subscriptions/${hidden}"',
        '"/subscriptions/${hidden}/resourceGroups"',
        '"/subscriptions/${hidden}/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks"',
        '"/subscriptions/${hidden}/resourceGroups/rg/providers/${hidden}/virtualNetworks/hub"',
        '"/subscriptions/${hidden}/resourceGroups/rg/providers/Microsoft.Network/${hidden}/hub"',
        '"/subscriptions/${hidden}/resourceGroups/rg/providers/A.B/c/d/providers/E.F/g/h"',
        '"/subscriptions/${hidden}/groups/rg/providers/Microsoft.Network/virtualNetworks/hub"',
        '"x/subscriptions/${hidden}/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/hub"',
    ],
)
def test_a_text_that_spells_no_id_of_a_known_type_is_unknown(text: str) -> None:
    assert isinstance(value_of(text), Unknown)


@pytest.mark.parametrize(
    "text", ['"${network}/subnets"', '"${network}-x"', '"${network}/providers/Microsoft.Insights/settings/x"']
)
def test_any_other_text_of_an_id_is_not_known(text: str) -> None:
    assert isinstance(value_of(text), Unknown)


ID = '"/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/a"'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("basename(network)", "hub"),
        ('provider::azapi::parse_resource_id("Microsoft.Resources/resourceGroups", '
         '"/subscriptions/s/resourceGroups/g").resource_group_name', "g"),
        (f'provider::azapi::parse_resource_id("Microsoft.Network/virtualNetworks/subnets@2024-05-01", {ID}).name', "a"),
        (f'provider::azapi::parse_resource_id("Microsoft.Network/virtualNetworks/subnets", {ID}).subscription_id', "s"),
        ('provider::azapi::parse_resource_id("Microsoft.Network/virtualNetworks", network).resource_group_name', "rg"),
        ('provider::azapi::parse_resource_id("Microsoft.Network/virtualNetworks", network).parts.virtualNetworks',
         "hub"),
        ('provider::azapi::parse_resource_id("Microsoft.Network/virtualNetworks", true ? null : "") == null', True),
        (f"provider::azurerm::parse_resource_id({ID}).resource_name", "a"),
        (f"provider::azurerm::parse_resource_id({ID}).parent_resources.virtualNetworks", "v"),
        (f"provider::azurerm::parse_resource_id({ID}).full_resource_type", "Microsoft.Network/virtualNetworks/subnets"),
        ("provider::azurerm::parse_resource_id(network).resource_group_name", "rg"),
        (f"basename(provider::azurerm::normalise_resource_id({ID}))", "a"),
        ('can(provider::azurerm::parse_resource_id("vnet"))', False),
    ],
)  # fmt: skip
def test_the_functions_of_the_providers_take_ids_apart(text: str, expected: object) -> None:
    value = value_of(text)
    assert isinstance(value, Known)
    assert value.data == expected


@pytest.mark.parametrize(
    ("text", "type", "names"),
    [
        ('provider::azapi::build_resource_id(group, "Microsoft.Network/virtualNetworks@2024-05-01", "v")',
         "Microsoft.Network/virtualNetworks", ["v"]),
        ('provider::azapi::build_resource_id(network, "Microsoft.Network/virtualNetworks/subnets", "s")',
         "Microsoft.Network/virtualNetworks/subnets", ["hub", "s"]),
        ('provider::azapi::resource_group_resource_id("s", "rg", "Microsoft.Network/virtualNetworks", ["v"])',
         "Microsoft.Network/virtualNetworks", ["v"]),
        (f'provider::azapi::parse_resource_id("Microsoft.Network/virtualNetworks/subnets", {ID}).parent_id',
         "Microsoft.Network/virtualNetworks", ["v"]),
    ],
)  # fmt: skip
def test_the_functions_of_the_providers_put_ids_together(text: str, type: str, names: list[str]) -> None:
    value = value_of(text)
    assert isinstance(value, Known)
    assert isinstance(value.data, ResourceId)
    assert (value.data.type, [plain(name) for name in value.data.names]) == (type, names)


@pytest.mark.parametrize(
    "text",
    [
        'provider::azurerm::parse_resource_id("/subscriptions/s/resourceGroups/g").resource_name',
        'provider::azurerm::parse_resource_id("/subscriptions/s").subscription_id',
        'provider::azapi::build_resource_id("/subscriptions/s", "Microsoft.Network/virtualNetworks", "v")',
        "provider::other::thing(1)",
    ],
)
def test_what_is_not_modelled_of_the_functions_of_providers_is_not_known(text: str) -> None:
    value = value_of(text)
    assert isinstance(value, Unknown)
    assert value.because is Because.UNMODELLED


def test_the_segments_of_an_id_are_known_where_its_names_are() -> None:
    found = evaluation('output "o" {\n  value = split("/", "/a/b")[2]\n}\n')
    assert plain(found.outputs["o"]) == "b"
    value = value_of('element(split("/", network), length(split("/", network)) - 1)')
    assert isinstance(value, Known)
    assert value.data == "hub"
