from __future__ import annotations

import pytest
from terraform_instances import id_of, instance

from fastpath_checks.core.claims import Truth
from fastpath_checks.core.values import Because, Known, Value, unknown
from fastpath_checks.evaluate.terraform.azurerm import to_deployment
from fastpath_checks.graph.resource_graph import ResourceGraph
from fastpath_checks.policy.assertions import Assertions
from fastpath_checks.topology.building import build_topology

ELSEWHERE = (
    "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/vnet-other/subnets/GatewaySubnet"
)


@pytest.mark.parametrize(
    ("target", "expected"),
    [(unknown(Because.NO_DEFAULT, "var.subnet_id"), Truth.MAYBE), (Known(ELSEWHERE), Truth.YES)],
    ids=["may be this subnet", "is another subnet"],
)
def test_a_route_table_that_may_be_put_on_the_gateway_subnet_leaves_its_routes_open(
    target: Value, expected: Truth
) -> None:
    hub = instance("azurerm_virtual_network.hub", name="vnet-hub", resource_group_name="rg")
    subnet = instance(
        "azurerm_subnet.gateway", name="GatewaySubnet", resource_group_name="rg",
        virtual_network_name=hub.attributes["name"],
    )  # fmt: skip
    gateway = instance(
        "azurerm_virtual_network_gateway.hub", name="vgw", ip_configuration=[{"subnet_id": id_of(subnet)}]
    )
    tie = instance("azurerm_subnet_route_table_association.a", subnet_id=target, route_table_id="/t")
    deployment = to_deployment([hub, subnet, gateway, tie], [])
    graph = ResourceGraph(deployment.resources, deployment.amendments)
    (found,) = build_topology(graph, Assertions()).gateways
    assert found.subnet.routes_complete.truth is expected
