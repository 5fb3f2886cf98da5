"""Children that Azure lets a template write inside their parents, in both languages: resources of their own."""

from __future__ import annotations

from typing import Any

import pytest
from evaluated_templates import arm, bicep

from fastpath_checks.core.values import Known
from fastpath_checks.graph.resource_graph import ResourceGraph
from fastpath_checks.graph.resources import Deployment

SHAPES = {
    "subnets of a network": (
        "Microsoft.Network/virtualNetworks",
        {"subnets": [{"name": "GatewaySubnet", "properties": {"addressPrefix": "10.0.0.0/27"}}]},
        "subnets",
        ("addressPrefix", "10.0.0.0/27"),
    ),
    "peerings of a network": (
        "Microsoft.Network/virtualNetworks",
        {"virtualNetworkPeerings": [{"name": "to-hub", "properties": {"useRemoteGateways": True}}]},
        "virtualNetworkPeerings",
        ("useRemoteGateways", True),
    ),
    "routes of a table": (
        "Microsoft.Network/routeTables",
        {"routes": [{"name": "all", "properties": {"nextHopType": "VirtualAppliance"}}]},
        "routes",
        ("nextHopType", "VirtualAppliance"),
    ),
    "frontends of a load balancer": (
        "Microsoft.Network/loadBalancers",
        {"frontendIPConfigurations": [{"name": "inside", "properties": {"privateIPAddress": "10.0.1.4"}}]},
        "frontendIPConfigurations",
        ("privateIPAddress", "10.0.1.4"),
    ),
    "connections of a Virtual WAN gateway": (
        "Microsoft.Network/expressRouteGateways",
        {"expressRouteConnections": [{"name": "er", "properties": {"expressRouteGatewayBypass": True}}]},
        "expressRouteConnections",
        ("expressRouteGatewayBypass", True),
    ),
    "peerings of a circuit": (
        "Microsoft.Network/expressRouteCircuits",
        {"peerings": [{"name": "AzurePrivatePeering", "properties": {"vlanId": 100}}]},
        "peerings",
        ("vlanId", 100),
    ),
}


def in_arm(type: str, properties: dict[str, Any], nested: str | None = None) -> Deployment:
    resource = {"type": type, "apiVersion": "2024-05-01", "name": "parent", "properties": properties}
    if nested is None:
        return arm({"resources": [resource]})
    template = {"resources": [resource]}
    deployment = {"type": "Microsoft.Resources/deployments", "name": "d", "properties": {"template": template}}
    return arm({"resources": [deployment]})


def in_bicep(type: str, properties: dict[str, Any], nested: str | None = None) -> Deployment:
    text = f"resource parent '{type}@2024-05-01' = {{\n  name: 'parent'\n  properties: {spelled(properties)}\n}}\n"
    if nested is None:
        return bicep(text)
    return bicep("module d 'inner.bicep' = { name: 'd' }\n", inner=text)


def spelled(data: Any) -> str:
    if isinstance(data, dict):
        return "{" + ", ".join(f"{key}: {spelled(item)}" for key, item in data.items()) + "}"
    if isinstance(data, list):
        return "[" + ", ".join(spelled(item) for item in data) + "]"
    return str(data).lower() if isinstance(data, (bool, int)) else f"'{data}'"


@pytest.mark.parametrize("nested", [None, "in a module"])
@pytest.mark.parametrize("write", [in_arm, in_bicep])
@pytest.mark.parametrize("shape", sorted(SHAPES))
def test_a_child_that_is_written_inside_its_parent_is_a_resource(shape, write, nested):
    type, properties, segment, (key, value) = SHAPES[shape]
    deployment = write(type, properties, nested)
    assert deployment.diagnostics == []
    graph = ResourceGraph(deployment.resources, deployment.amendments)
    [child] = graph.declared(f"{type}/{segment}")
    found = child.read("properties", key)
    assert isinstance(found, Known)
    assert found.data == value
    parent = graph.parent(child)
    assert parent is not None
    assert parent.name == "parent"
    assert graph.children(parent, segment).resources == [child]


@pytest.mark.parametrize("loop", ["[for name in ['a', 'b']: { name: name }]", "map(['a', 'b'], n => { name: n })"])
def test_children_that_a_loop_makes_are_resources(loop):
    text = (
        "resource parent 'Microsoft.Network/virtualNetworks@2024-05-01' = {\n"
        f"  name: 'parent'\n  properties: {{ subnets: {loop} }}\n}}\n"
    )
    deployment = bicep(text)
    graph = ResourceGraph(deployment.resources, deployment.amendments)
    assert [one.names[-1].data for one in graph.declared("Microsoft.Network/virtualNetworks/subnets")] == ["a", "b"]
