from __future__ import annotations

import json
from typing import Any

import pytest
from plans import Plan, read

from fastpath_checks.core.values import Known, Unknown
from fastpath_checks.evaluate.terraform.azurerm import identify

HUB = "11111111-1111-1111-1111-111111111111"
NETWORK = "azurerm_virtual_network.hub"


def subscription(providers: dict[str, Any], key: str) -> object:
    """The subscription in the id of a network whose provider configuration is ``key``."""
    document = Plan().add(NETWORK, {"name": "vnet", "resource_group_name": "rg"}).document()
    configuration = document["configuration"]
    configuration["provider_config"] = providers
    configuration["root_module"]["resources"][0]["provider_config_key"] = key
    (instance,), _ = read(json.dumps(document))
    identifier = identify(instance)
    assert identifier is not None
    return identifier.subscription.data if isinstance(identifier.subscription, Known) else identifier.subscription


@pytest.mark.parametrize(
    ("expressions", "expected"),
    [
        ({"subscription_id": {"constant_value": HUB}}, HUB),
        ({"subscription_id": {"constant_value": ""}}, None),
        ({}, None),
    ],
)
def test_a_resource_is_in_the_subscription_that_its_configuration_writes(
    expressions: dict[str, Any], expected: str | None
) -> None:
    providers = {"azurerm": {"name": "azurerm"}, "azurerm.hub": {"alias": "hub", "expressions": expressions}}
    assert subscription(providers, "azurerm.hub") == expected
    assert subscription(providers, "azurerm") is None
    assert subscription(providers, "azurerm.nobody") is None


def test_what_it_refers_to_is_what_is_missing() -> None:
    providers = {"azurerm": {"expressions": {"subscription_id": {"references": ["var.hub_subscription"]}}}}
    found = subscription(providers, "azurerm")
    assert isinstance(found, Unknown)
    assert [one.name for one in found.missing] == ["var.hub_subscription"]


def test_a_configuration_that_is_no_object_says_nothing() -> None:
    assert subscription({"azurerm": [], "other": {"expressions": 1}}, "azurerm") is None
