"""Kubernetes clusters and container app environments of azurerm, as far as they stand in networks.

Attribute names and defaults: internal/services/containers and internal/services/containerapps of
hashicorp/terraform-provider-azurerm, read at v5.2.0 and in the upgrade guide to 4.0.
"""

from __future__ import annotations

from fastpath_checks.evaluate.terraform.azurerm.tables import (
    LOCATION,
    NAME,
    Block,
    Default,
    Entry,
    Field,
    Kind,
    Parent,
    always,
)

CLUSTER = "Microsoft.ContainerService/managedClusters"
_SCHEMA = "kubernetes_cluster_resource.go, all versions"
_DATA_PLANE = Default((("0", None), ("3.108.0", "azure")), "kubernetes_cluster_resource.go; changelog of 3.108.0")


def _nodes(below: str) -> tuple[Entry, ...]:
    """What a pool of nodes says, at the place where it says it."""
    return (
        Field("vm_size", f"{below}vmSize"),
        Field("node_count", f"{below}count", "number"),
        Field("min_count", f"{below}minCount", "number"),
        Field("max_count", f"{below}maxCount", "number"),
        Field("max_pods", f"{below}maxPods", "number"),
        Field("auto_scaling_enabled", f"{below}enableAutoScaling", "bool"),
        Field("enable_auto_scaling", f"{below}enableAutoScaling", "bool"),  # before 4.0
        Field("node_public_ip_enabled", f"{below}enableNodePublicIP", "bool"),
        Field("enable_node_public_ip", f"{below}enableNodePublicIP", "bool"),  # before 4.0
        Field("vnet_subnet_id", f"{below}vnetSubnetID"),
        Field("pod_subnet_id", f"{below}podSubnetID"),
        Field("zones", f"{below}availabilityZones"),
    )


_NETWORK = Block(
    "network_profile",
    "properties.networkProfile",
    (
        Field("network_plugin", "networkPlugin"),
        Field("network_plugin_mode", "networkPluginMode"),
        Field("network_policy", "networkPolicy"),
        Field("network_data_plane", "networkDataplane", "", _DATA_PLANE),
        Field("ebpf_data_plane", "networkDataplane"),  # before 4.0
        Field("load_balancer_sku", "loadBalancerSku", "", always("standard", _SCHEMA)),
        Field("outbound_type", "outboundType", "", always("loadBalancer", _SCHEMA)),
        Field("pod_cidr", "podCidr"),
        Field("pod_cidrs", "podCidrs"),
        Field("service_cidr", "serviceCidr"),
        Field("service_cidrs", "serviceCidrs"),
        Field("ip_versions", "ipFamilies"),
    ),
    single=True,
)

_PRIVATE = Field("private_cluster_enabled", "properties.apiServerAccessProfile.enablePrivateCluster", "bool")

KINDS: dict[str, Kind] = {
    "azurerm_kubernetes_cluster": Kind(
        CLUSTER,
        (
            LOCATION,
            _PRIVATE._replace(default=always(False, _SCHEMA)),
            Block(
                "default_node_pool",
                "properties.agentPoolProfiles",
                (
                    NAME,
                    Field("", "mode", "", always("System", "kubernetes_nodepool.go: hardcoded")),
                    Field("type", "type", "", always("VirtualMachineScaleSets", "kubernetes_nodepool.go")),
                    *_nodes(""),
                ),
            ),
            _NETWORK,
            Block(
                "api_server_access_profile",
                "properties.apiServerAccessProfile",
                (
                    Field("authorized_ip_ranges", "authorizedIPRanges"),
                    Field("subnet_id", "subnetId"),
                    Field("virtual_network_integration_enabled", "enableVnetIntegration", "bool"),
                ),
                single=True,
            ),
        ),
    ),
    "azurerm_kubernetes_cluster_node_pool": Kind(
        f"{CLUSTER}/agentPools",
        (
            Field("mode", "properties.mode", "", always("User", "kubernetes_cluster_node_pool_resource.go")),
            *_nodes("properties."),
        ),
        Parent("kubernetes_cluster_id", by_id=True),
    ),
    "azurerm_container_app_environment": Kind(
        "Microsoft.App/managedEnvironments",
        (
            LOCATION,
            Field("infrastructure_subnet_id", "properties.vnetConfiguration.infrastructureSubnetId"),
            # Sent with a subnet only; absent is the same as false.
            Field("internal_load_balancer_enabled", "properties.vnetConfiguration.internal", "bool"),
            Field(
                "zone_redundancy_enabled", "properties.zoneRedundant", "bool",
                always(False, "container_app_environment_resource.go"),
            ),
            Field("public_network_access", "properties.publicNetworkAccess"),
            Field("infrastructure_resource_group_name", "properties.infrastructureResourceGroup"),
            Block(
                "workload_profile",
                "properties.workloadProfiles",
                (
                    NAME,
                    Field("workload_profile_type", "workloadProfileType"),
                    Field("minimum_count", "minimumCount", "number"),
                    Field("maximum_count", "maximumCount", "number"),
                ),
            ),
        ),
    ),
}  # fmt: skip

DATA_KINDS: dict[str, Kind] = {
    "azurerm_kubernetes_cluster": Kind(
        CLUSTER,
        (
            LOCATION,
            _PRIVATE,
            Block(
                "agent_pool_profile",
                "properties.agentPoolProfiles",
                (NAME, Field("type", "type"), Field("count", "count", "number"), *_nodes("")),
            ),
            _NETWORK,
        ),
    ),
    "azurerm_kubernetes_cluster_node_pool": Kind(
        f"{CLUSTER}/agentPools", _nodes("properties."), Parent("kubernetes_cluster_name")
    ),
}
"""Data sources that name things in other ways than the resource of the same type."""
