from __future__ import annotations

from typing import Any

import pytest
from terraform_instances import id_of, instance, value

from fastpath_checks.core.values import Because, Known, OneOf, Unknown, plain, unknown
from fastpath_checks.evaluate.terraform.azurerm import identify, to_deployment
from fastpath_checks.evaluate.terraform.shapes import JsonText
from fastpath_checks.graph.resource_graph import ResourceGraph

GATEWAY = "Microsoft.Network/virtualNetworkGateways"
GROUP = "/subscriptions/s/resourceGroups/rg-hub"


def gateway(**more: Any) -> Any:
    given = {"type": f"{GATEWAY}@2024-05-01", "name": "vgw", "parent_id": GROUP, **more}
    return instance("azapi_resource.gateway", **given)


def test_a_body_is_the_request_as_it_is_written() -> None:
    (resource,) = to_deployment(
        [gateway(location="uksouth", body={"properties": {"sku": {"name": "ErGw1AZ"}}})], []
    ).resources
    assert resource.type == GATEWAY
    assert resource.api_version == "2024-05-01"
    assert plain(resource.read("location")) == "uksouth"
    assert plain(resource.read("properties", "sku", "name")) == "ErGw1AZ"
    assert isinstance(resource.resource_group, Known)
    assert resource.resource_group.data == "rg-hub"


@pytest.mark.parametrize(
    "text",
    [
        '{"properties": {"sku": {"name": "ErGw1AZ"}}}',
        JsonText("", value({"properties": {"sku": {"name": "ErGw1AZ"}}})),
    ],
    ids=["text", "jsonencode"],
)
def test_a_body_may_be_json_text(text: str) -> None:
    (resource,) = to_deployment([gateway(body=Known(text))], []).resources
    assert plain(resource.read("properties", "sku", "name")) == "ErGw1AZ"


def test_a_body_that_is_no_json_is_unknown() -> None:
    (resource,) = to_deployment([gateway(body="{")], []).resources
    assert isinstance(resource.read("properties", "sku", "name"), Unknown)


def test_a_body_that_is_not_known_shows_nothing_as_absent() -> None:
    (resource,) = to_deployment([gateway(body=unknown(Because.NO_DEFAULT, "var.body"))], []).resources
    assert isinstance(resource.read("properties", "sku", "name"), Unknown)


def test_one_of_two_bodies_gives_one_of_two_values() -> None:
    bodies = tuple(value({"properties": {"gatewayType": one}}) for one in ("Vpn", "ExpressRoute"))
    (resource,) = to_deployment([gateway(body=OneOf(bodies, ()))], []).resources  # type: ignore[arg-type]
    assert isinstance(resource.read("properties", "gatewayType"), OneOf)


def test_the_sensitive_part_of_a_body_is_a_part_of_it() -> None:
    one = gateway(
        body={"properties": {"sku": {"name": "ErGw1AZ"}}},
        sensitive_body={"properties": {"gatewayType": "ExpressRoute"}},
    )
    (resource,) = to_deployment([one], []).resources
    assert plain(resource.read("properties", "gatewayType")) == "ExpressRoute"
    assert plain(resource.read("properties", "sku", "name")) == "ErGw1AZ"


def test_a_child_belongs_to_the_resource_whose_id_it_is_given() -> None:
    hub = instance("azurerm_virtual_network.hub", name="vnet-hub", resource_group_name="rg")
    subnet = instance(
        "azapi_resource.gateway_subnet", type="Microsoft.Network/virtualNetworks/subnets@2024-05-01",
        name="GatewaySubnet", parent_id=id_of(hub), body={"properties": {"addressPrefix": "10.0.0.0/26"}},
    )  # fmt: skip
    resources = to_deployment([hub, subnet], []).resources
    assert resources[1].parent_address == "azurerm_virtual_network.hub"
    assert [one.name for one in ResourceGraph(resources).children(resources[0], "subnets").resources] == [
        "GatewaySubnet"
    ]


def test_an_update_changes_the_resource_that_it_names_and_nothing_beside() -> None:
    one = gateway(body={"properties": {"sku": {"name": "ErGw1AZ"}, "gatewayType": "ExpressRoute"}})
    update = instance(
        "azapi_update_resource.bigger", type=f"{GATEWAY}@2024-05-01", resource_id=id_of(one),
        body={"properties": {"sku": {"name": "ErGw3AZ"}}},
    )  # fmt: skip
    deployment = to_deployment([one, update], [])
    (resource,) = ResourceGraph(deployment.resources, deployment.amendments).of_type(GATEWAY)
    assert plain(resource.read("properties", "sku", "name")) == "ErGw3AZ"
    assert plain(resource.read("properties", "gatewayType")) == "ExpressRoute"


def test_a_data_source_is_only_looked_up() -> None:
    looked_up = instance("data.azapi_resource.g", type=f"{GATEWAY}@2024-05-01", name="vgw", parent_id=GROUP)
    (resource,) = to_deployment([looked_up], []).resources
    assert resource.existing
    assert resource.name == "vgw"


def test_a_type_that_is_not_known_is_said() -> None:
    one = instance("azapi_resource.x", type=unknown(Because.NO_DEFAULT, "var.type"), name="x")
    deployment = to_deployment([one], [])
    assert [said.code for said in deployment.diagnostics] == ["unknown-resource-type"]
    assert identify(one) is None


def test_a_nested_deployment_is_handed_on_and_other_services_are_not_our_business() -> None:
    body = {"properties": {"template": {"resources": [{"type": "Microsoft.Network/connections"}]},
                           "parameters": {"a": {"value": 1}}}}  # fmt: skip
    nested = instance(
        "azapi_resource.d", type="Microsoft.Resources/deployments@2022-09-01", name="d", parent_id=GROUP, body=body
    )
    other = instance("azapi_resource.s", type="Microsoft.Storage/storageAccounts@2023-01-01", name="s", parent_id=GROUP)
    deployment = to_deployment([nested, other], [])
    assert deployment.diagnostics == []
    assert deployment.resources == []
    (pending,) = deployment.pending
    assert "Microsoft.Network" in pending.template.text
    assert plain(pending.parameters) == {"a": {"value": 1}}
