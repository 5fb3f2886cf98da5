"""Children that Azure lets a template write inside their parents, in both languages: resources of their own."""

from __future__ import annotations

from typing import Any

import pytest
from evaluated_templates import arm, bicep

from fastpath_checks.core.values import Known, plain
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


def children_in_arm(idiom: str, type: str, segment: str, child: dict[str, Any]) -> Deployment:
    """The child as a resource beside or inside of its parent, by one of the ways to name it."""
    parent: dict[str, Any] = {"type": type, "apiVersion": "2024-05-01", "name": "parent"}
    own = {"apiVersion": "2024-05-01", "properties": child["properties"]}
    whole = {**own, "type": f"{type}/{segment}", "name": f"parent/{child['name']}"}
    match idiom:
        case "a whole name":
            return arm({"resources": [parent, whole]})
        case "a name put together":
            return arm({"resources": [parent, {**whole, "name": f"[concat('parent', '/', '{child['name']}')]"}]})
        case "inside, its own name":
            inside = {**own, "type": segment, "name": child["name"]}
            return arm({"resources": [{**parent, "resources": [inside]}]})
        case "inside, a whole name":
            return arm({"resources": [{**parent, "resources": [whole]}]})
        case "symbolic names":
            return arm({"languageVersion": "2.0", "resources": {"p": parent, "c": whole}})
    raise AssertionError(idiom)


def children_in_bicep(idiom: str, type: str, segment: str, child: dict[str, Any]) -> Deployment:
    head = f"resource p '{type}@2024-05-01' = {{\n  name: 'parent'\n"
    own = f"properties: {spelled(child['properties'])}\n"
    beside = f"resource c '{type}/{segment}@2024-05-01' = {{\n  {own}"
    match idiom:
        case "a whole name":
            return bicep(f"{head}}}\n{beside}  name: 'parent/{child['name']}'\n}}\n")
        case "a name put together":
            return bicep(f"{head}}}\n{beside}  name: '${{p.name}}/{child['name']}'\n}}\n")
        case "inside, its own name":
            nested = f"  resource c '{segment}' = {{\n    name: '{child['name']}'\n    {own}  }}\n"
            return bicep(f"{head}{nested}}}\n")
        case "inside, a whole name":
            nested = f"  resource c '{segment}@2024-05-01' = {{\n    name: '{child['name']}'\n    {own}  }}\n"
            return bicep(f"{head}{nested}}}\n")
        case "symbolic names":
            return bicep(f"{head}}}\n{beside}  parent: p\n  name: '{child['name']}'\n}}\n")
    raise AssertionError(idiom)


def seen(deployment: Deployment, type: str, segment: str) -> tuple[Any, ...]:
    """What the graph has of a parent and its only child, whichever way they are written."""
    assert deployment.diagnostics == []
    graph = ResourceGraph(deployment.resources, deployment.amendments)
    [child] = graph.declared(f"{type}/{segment}")
    parent = graph.parent(child)
    assert parent is not None
    assert graph.children(parent, segment).resources == [child]
    return child.type, [plain(name) for name in child.names], plain(child.body["properties"]), parent.address != ""


IDIOMS = ("a whole name", "a name put together", "inside, its own name", "inside, a whole name", "symbolic names")


@pytest.mark.parametrize("write", [children_in_arm, children_in_bicep])
@pytest.mark.parametrize("idiom", IDIOMS)
@pytest.mark.parametrize("shape", sorted(SHAPES))
def test_a_child_is_the_same_inside_its_parents_properties_and_as_a_resource(shape, idiom, write):
    type, properties, segment, _ = SHAPES[shape]
    [child] = properties[segment]
    expected = seen(in_arm(type, properties), type, segment)
    assert seen(in_bicep(type, properties), type, segment) == expected
    assert seen(write(idiom, type, segment, child), type, segment) == expected


CLUSTER = {
    "agentPoolProfiles": [{"name": "system", "vnetSubnetID": "@", "enableNodePublicIP": False}],
    "networkProfile": {"loadBalancerSku": "basic", "outboundType": "userDefinedRouting"},
}
SUBNET_ID = "resourceId('Microsoft.Network/virtualNetworks/subnets', 'v', 'nodes')"


@pytest.mark.parametrize("language", ["arm", "bicep"])
def test_where_a_kubernetes_cluster_stands_and_how_it_balances_is_read(language):
    type = "Microsoft.ContainerService/managedClusters"
    if language == "arm":
        pools = [{**CLUSTER["agentPoolProfiles"][0], "vnetSubnetID": f"[{SUBNET_ID}]"}]
        deployment = in_arm(type, {**CLUSTER, "agentPoolProfiles": pools})
    else:
        text = f"resource c '{type}@2024-05-01' = {{\n  name: 'parent'\n  properties: {spelled(CLUSTER)}\n}}\n"
        deployment = bicep(text.replace("'@'", SUBNET_ID))
    assert deployment.diagnostics == []
    [cluster] = deployment.resources
    assert plain(cluster.read("properties", "networkProfile", "loadBalancerSku")) == "basic"
    pools_read = cluster.read("properties", "agentPoolProfiles")
    assert isinstance(pools_read, Known)
    subnet = pools_read.data[0].data["vnetSubnetID"]
    assert isinstance(subnet, Known)
    assert str(subnet.data) == "Microsoft.Network/virtualNetworks/subnets:v/nodes"


SPEC = {
    "type": "Microsoft.Resources/templateSpecs/versions",
    "apiVersion": "2022-02-01",
    "name": "spec/v1",
    "location": "westeurope",
    "properties": {
        "mainTemplate": {
            "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
            "parameters": {"name": {"type": "string"}},
            "resources": [
                {
                    "type": "Microsoft.Network/virtualNetworks",
                    "apiVersion": "2024-05-01",
                    "name": "[[parameters('name')]",
                    "properties": {"subnets": [{"name": "GatewaySubnet", "properties": {}}]},
                }
            ],
        }
    },
}


@pytest.mark.parametrize("language", ["arm", "bicep"])
def test_a_template_spec_keeps_a_template_and_deploys_nothing_of_it(language):
    if language == "arm":
        deployment = arm({"resources": [SPEC]})
    else:
        text = "resource spec 'Microsoft.Resources/templateSpecs/versions@2022-02-01' = {\n  name: 'spec/v1'\n"
        main = spelled(SPEC["properties"]).replace("$schema", "'$schema'").replace("'[[parameters('name')]'", "'x'")
        deployment = bicep(f"{text}  location: 'westeurope'\n  properties: {main}\n}}\n")
    assert deployment.diagnostics == []
    assert [one.type for one in deployment.resources] == ["Microsoft.Resources/templateSpecs/versions"]
    assert ResourceGraph(deployment.resources).declared("Microsoft.Network/virtualNetworks/subnets") == []


def test_a_deployment_of_a_template_spec_is_told_to_be_elsewhere():
    link = {"id": "[resourceId('Microsoft.Resources/templateSpecs/versions', 'spec', 'v1')]"}
    deployment = arm(
        {
            "resources": [
                {
                    "type": "Microsoft.Resources/deployments",
                    "name": "d",
                    "apiVersion": "2022-09-01",
                    "properties": {"mode": "Incremental", "templateLink": link},
                }
            ]
        }
    )
    assert [one.code for one in deployment.diagnostics] == ["module-not-found"]
    assert deployment.resources == []
