"""Ids that only the apply will know, paired with what the configuration refers to."""

from __future__ import annotations

from typing import Any

import pytest
from plans import AFTER_APPLY, Plan, refers

from fastpath_checks.core.values import Known, OneOf, Unknown, Value
from fastpath_checks.evaluate.terraform.instances import Instance
from fastpath_checks.graph.resource_ids import ResourceId

GATEWAY = "azurerm_virtual_network_gateway.hub"
CONNECTION = "azurerm_virtual_network_gateway_connection.hub"


def target(value: Value) -> str:
    """The address of the resource whose id a value is; ``?`` where it is not known."""
    if isinstance(value, Known):
        return value.data.address or str(value.data) if isinstance(value.data, ResourceId) else str(value.data)
    return "|".join(sorted(target(one) for one in value.choices)) if isinstance(value, OneOf) else "?"


def gateway_of(instance: Instance) -> str:
    return target(instance.attributes["virtual_network_gateway_id"])


def connected(*references: str, gateways: tuple[Any, ...] = (None,)) -> Plan:
    """A plan with gateways and a connection whose gateway id has these references."""
    plan = Plan()
    for key in gateways:
        plan.add(GATEWAY, {"name": f"vgw-{key}"}, key=key)
    return plan.add(CONNECTION, {"virtual_network_gateway_id": AFTER_APPLY}, given(*references))


def given(*references: str) -> dict[str, Any]:
    return {"virtual_network_gateway_id": refers(*references)}


def test_a_reference_to_the_only_instance_is_a_link() -> None:
    assert gateway_of(connected(f"{GATEWAY}.id").instances()[CONNECTION]) == GATEWAY


def test_the_link_stands_where_the_configuration_says_so() -> None:
    value = connected(f"{GATEWAY}.id").instances()[CONNECTION].attributes["virtual_network_gateway_id"]
    assert value.origin.span is not None
    assert value.origin.span.text == f'"{GATEWAY}.id"'


def test_an_index_that_is_written_is_kept() -> None:
    plan = connected(f"{GATEWAY}[1].id", gateways=(0, 1))
    assert gateway_of(plan.instances()[CONNECTION]) == f"{GATEWAY}[1]"


def test_several_instances_without_an_index_are_alternatives() -> None:
    plan = connected(GATEWAY, gateways=(0, 1))
    assert gateway_of(plan.instances()[CONNECTION]) == f"{GATEWAY}[0]|{GATEWAY}[1]"


@pytest.mark.parametrize("lost", ["each.key", "each.value.gateway"])
def test_instances_of_for_each_are_paired_by_their_keys(lost: str) -> None:
    plan = Plan()
    for key in ("weu", "neu"):
        plan.add(GATEWAY, {"name": key}, key=key)
        plan.add(CONNECTION, {"virtual_network_gateway_id": AFTER_APPLY}, given(GATEWAY, lost), key=key)
    instances = plan.instances()
    assert gateway_of(instances[f'{CONNECTION}["weu"]']) == f'{GATEWAY}["weu"]'
    assert gateway_of(instances[f'{CONNECTION}["neu"]']) == f'{GATEWAY}["neu"]'


def test_instances_of_count_are_paired_by_their_numbers_where_there_are_as_many() -> None:
    plan = Plan()
    for key in (0, 1):
        plan.add(GATEWAY, {"name": key}, key=key)
        plan.add(CONNECTION, {"virtual_network_gateway_id": AFTER_APPLY}, given(GATEWAY, "count.index"), key=key)
    assert gateway_of(plan.instances()[f"{CONNECTION}[1]"]) == f"{GATEWAY}[1]"


def test_a_calculated_number_is_not_guessed() -> None:
    plan = Plan()
    for key in (0, 1):
        plan.add(GATEWAY, {"name": key}, key=key)
    for key in range(4):
        plan.add(CONNECTION, {"virtual_network_gateway_id": AFTER_APPLY}, given(GATEWAY, "count.index"), key=key)
    assert gateway_of(plan.instances()[f"{CONNECTION}[1]"]) == f"{GATEWAY}[0]|{GATEWAY}[1]"


def test_the_value_of_for_each_leads_on() -> None:
    plan = Plan()
    for key in ("weu", "neu"):
        plan.add(GATEWAY, {"name": key}, key=key)
        plan.add(
            CONNECTION, {"virtual_network_gateway_id": AFTER_APPLY}, given("each.value.id", "each.value"),
            key=key, each=refers(GATEWAY),
        )  # fmt: skip
    assert gateway_of(plan.instances()[f'{CONNECTION}["neu"]']) == f'{GATEWAY}["neu"]'


def test_a_value_that_goes_into_a_module_and_comes_out_of_another_is_followed() -> None:
    plan = Plan()
    plan.add(GATEWAY, {"name": "vgw"}, module="module.hub.module.gateway")
    plan.add(
        CONNECTION, {"virtual_network_gateway_id": AFTER_APPLY}, given("var.gateway_id"), module="module.connection"
    )  # fmt: skip
    plan.call("hub", outputs={"gateway_id": refers("module.gateway.id")})
    plan.call("gateway", outputs={"id": refers(f"{GATEWAY}.id")}, inside="module.hub")
    plan.call("connection", {"gateway_id": refers("module.hub.gateway_id")})
    found = plan.instances()[f"module.connection.{CONNECTION}"]
    assert gateway_of(found) == f"module.hub.module.gateway.{GATEWAY}"


def test_instances_of_a_module_are_paired_by_their_keys() -> None:
    plan = Plan()
    for key in ("weu", "neu"):
        plan.add(GATEWAY, {"name": key}, module=f'module.hub["{key}"]')
        plan.add(CONNECTION, {"virtual_network_gateway_id": AFTER_APPLY}, given("module.hub", "each.key"), key=key)
    plan.call("hub", outputs={"id": refers(f"{GATEWAY}.id"), "name": refers(f"{GATEWAY}.name")})
    assert gateway_of(plan.instances()[f'{CONNECTION}["neu"]']) == f'module.hub["neu"].{GATEWAY}'


def test_only_an_id_of_the_right_type_is_meant() -> None:
    plan = connected(f"{GATEWAY}.id", "azurerm_express_route_circuit.c.id")
    plan.add("azurerm_express_route_circuit.c", {"name": "erc"})
    assert gateway_of(plan.instances()[CONNECTION]) == GATEWAY


def test_a_local_value_may_be_anything() -> None:
    assert gateway_of(connected("local.gateway_id").instances()[CONNECTION]) == "?"
    assert gateway_of(connected(f"{GATEWAY}.id", "local.other").instances()[CONNECTION]) == "?"


def test_what_is_missing_is_what_the_expression_refers_to() -> None:
    value = connected("local.gateway_id").instances()[CONNECTION].attributes["virtual_network_gateway_id"]
    assert isinstance(value, Unknown)
    assert [one.name for one in value.missing] == ["local.gateway_id"]


def test_an_id_made_of_the_id_of_the_parent_is_that_of_a_child() -> None:
    plan = Plan()
    plan.add("azurerm_virtual_network.hub", {"name": "vnet-hub"})
    plan.add(
        GATEWAY, {"ip_configuration": [{"subnet_id": AFTER_APPLY}]},
        {"ip_configuration": [{"subnet_id": refers("azurerm_virtual_network.hub.id")}]},
    )  # fmt: skip
    (block,) = plan.instances()[GATEWAY].attributes["ip_configuration"].data  # type: ignore[union-attr]
    assert target(block.data["subnet_id"]) == "Microsoft.Network/virtualNetworks/subnets:vnet-hub/GatewaySubnet"


def test_a_child_of_a_network_that_has_no_name_yet_is_still_its_child() -> None:
    plan = Plan()
    plan.add("azurerm_virtual_network.hub", {"name": AFTER_APPLY}, {"name": refers("random_id.x.hex")})
    plan.add(
        "azurerm_subnet.gateway", {"name": "GatewaySubnet", "virtual_network_name": AFTER_APPLY},
        {"virtual_network_name": refers("azurerm_virtual_network.hub.name")},
    )  # fmt: skip
    resources = {one.address: one for one in plan.deployment().resources}
    assert resources["azurerm_subnet.gateway"].parent_address == "azurerm_virtual_network.hub"


def test_references_in_a_circle_end() -> None:
    plan = Plan()
    plan.add(CONNECTION, {"virtual_network_gateway_id": AFTER_APPLY}, given("module.a.x"))
    plan.call("a", {"y": refers("module.a.x")}, {"x": refers("var.y")})
    assert gateway_of(plan.instances()[CONNECTION]) == "?"


def test_ids_in_a_request_body_are_paired_by_where_they_stand() -> None:
    plan = Plan()
    plan.add("azurerm_subnet.gateway", {"name": "GatewaySubnet", "virtual_network_name": "vnet-hub"})
    plan.add("azurerm_public_ip.p", {"name": "pip"})
    body = {"properties": {"ipConfigurations": [{"properties": {"subnet": {"id": AFTER_APPLY}}}]}}
    plan.add(
        "azapi_resource.gateway", {"type": "Microsoft.Network/virtualNetworkGateways@2024-05-01", "body": body},
        {"body": refers("azurerm_public_ip.p.id", "azurerm_subnet.gateway.id")},
    )  # fmt: skip
    (gateway,) = [one for one in plan.deployment().resources if one.address == "azapi_resource.gateway"]
    (configuration,) = gateway.read("properties", "ipConfigurations").data  # type: ignore[union-attr]
    subnet = configuration.data["properties"].data["subnet"].data["id"]
    assert target(subnet) == "azurerm_subnet.gateway"


def test_blocks_of_a_set_are_matched_by_what_is_written_in_them_not_by_their_order() -> None:
    plan = Plan()
    for name in ("a", "b"):
        plan.add(f"azurerm_route_table.{name}", {"name": name})
    plan.add(
        "azurerm_virtual_network.hub",
        {"subnet": [{"name": one, "route_table_id": AFTER_APPLY} for one in ("s-b", "s-a")]},
        {
            "subnet": [
                {"name": {"constant_value": f"s-{one}"}, "route_table_id": refers(f"azurerm_route_table.{one}.id")}
                for one in ("a", "b")
            ]
        },
    )
    subnets = plan.instances()["azurerm_virtual_network.hub"].attributes["subnet"].data  # type: ignore[union-attr]
    assert [target(one.data["route_table_id"]) for one in subnets] == ["azurerm_route_table.b", "azurerm_route_table.a"]


def test_one_expression_for_all_blocks_leaves_open_which_of_them_means_what() -> None:
    plan = Plan()
    for name in ("a", "b"):
        plan.add(f"azurerm_route_table.{name}", {"name": name})
    plan.add(
        "azurerm_virtual_network.hub",
        {"subnet": [{"name": one, "route_table_id": AFTER_APPLY} for one in ("s-b", "s-a")]},
        {"subnet": refers("azurerm_route_table.a.id", "azurerm_route_table.b.id")},
    )
    subnets = plan.instances()["azurerm_virtual_network.hub"].attributes["subnet"].data  # type: ignore[union-attr]
    assert {target(one.data["route_table_id"]) for one in subnets} == {"azurerm_route_table.a|azurerm_route_table.b"}
