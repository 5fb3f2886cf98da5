"""Every Terraform type that this room knows, and what the ids in its attributes are ids of."""

from __future__ import annotations

from fastpath_checks.evaluate.terraform.azurerm import (
    clusters,
    destinations,
    expressroute,
    frontends,
    machines,
    monitoring,
    networks,
    virtual_wan,
)
from fastpath_checks.evaluate.terraform.azurerm.tables import (
    CIRCUIT,
    CIRCUIT_PEERING,
    GATEWAY,
    HUB,
    NETWORK,
    PORT,
    PUBLIC_ADDRESS,
    ROUTE_TABLE,
    SUBNET,
    WAN,
    Kind,
)

_MODULES = (networks, frontends, expressroute, virtual_wan, destinations, machines, clusters, monitoring)

KINDS: dict[str, Kind] = {
    **{type: kind for module in _MODULES for type, kind in module.KINDS.items()},
    "azurerm_cosmosdb_account": Kind("Microsoft.DocumentDB/databaseAccounts"),
    "azurerm_key_vault": Kind("Microsoft.KeyVault/vaults"),
    "azurerm_local_network_gateway": Kind("Microsoft.Network/localNetworkGateways"),
    "azurerm_nat_gateway": Kind("Microsoft.Network/natGateways"),
    "azurerm_network_security_group": Kind("Microsoft.Network/networkSecurityGroups"),
    "azurerm_public_ip_prefix": Kind("Microsoft.Network/publicIPPrefixes"),
    "azurerm_storage_account": Kind("Microsoft.Storage/storageAccounts"),
}
"""Types without fields are not evaluated for themselves: they only lend their ids to others."""

DATA_KINDS: dict[str, Kind] = {
    **networks.DATA_KINDS,
    **expressroute.DATA_KINDS,
    **virtual_wan.DATA_KINDS,
    **machines.DATA_KINDS,
    **clusters.DATA_KINDS,
}
ASSOCIATIONS = networks.ASSOCIATIONS
RESOURCE_GROUP = "azurerm_resource_group"

TEMPLATE_DEPLOYMENTS = {
    "azurerm_template_deployment": ("template_body", "parameters_body"),
    "azurerm_resource_group_template_deployment": ("template_content", "parameters_content"),
    "azurerm_subscription_template_deployment": ("template_content", "parameters_content"),
    "azurerm_management_group_template_deployment": ("template_content", "parameters_content"),
    "azurerm_tenant_template_deployment": ("template_content", "parameters_content"),
}
"""Types that carry an ARM template, and the attributes that hold its text and that of its parameters."""

ID_TYPES = {
    "express_route_circuit_id": CIRCUIT,
    "express_route_circuit_peering_id": CIRCUIT_PEERING,
    "express_route_gateway_id": "Microsoft.Network/expressRouteGateways",
    "express_route_port_id": PORT,
    "infrastructure_subnet_id": SUBNET,
    "kubernetes_cluster_id": clusters.CLUSTER,
    "local_network_gateway_id": "Microsoft.Network/localNetworkGateways",
    "peer_virtual_network_gateway_id": GATEWAY,
    "pod_subnet_id": SUBNET,
    "private_dns_resolver_id": destinations.RESOLVER,
    "public_ip_address_id": PUBLIC_ADDRESS,
    "remote_virtual_network_id": NETWORK,
    "route_table_id": ROUTE_TABLE,
    "subnet_id": SUBNET,
    "virtual_hub_id": HUB,
    "virtual_network_gateway_id": GATEWAY,
    "virtual_network_id": NETWORK,
    "virtual_wan_id": WAN,
    "vnet_subnet_id": SUBNET,
}
"""The ARM type that an attribute of this name holds the id of, in every Terraform type above."""

ARM_ID_TYPES = {
    "expressRouteCircuitPeering": CIRCUIT_PEERING,
    "expressRoutePort": PORT,
    "localNetworkGateway2": "Microsoft.Network/localNetworkGateways",
    "peer": CIRCUIT,
    "publicIPAddress": PUBLIC_ADDRESS,
    "remoteVirtualNetwork": NETWORK,
    "routeTable": ROUTE_TABLE,
    "subnet": SUBNET,
    "virtualHub": HUB,
    "virtualNetwork": NETWORK,
    "virtualNetworkGateway1": GATEWAY,
    "virtualNetworkGateway2": GATEWAY,
    "virtualWan": WAN,
}
"""The ARM type that ``{"<name>": {"id": ...}}`` holds the id of in a request body."""


def kind_of(type: str, is_data: bool) -> Kind | None:
    """What a Terraform type is in ARM; None where it is nothing that this room knows."""
    if is_data and type in DATA_KINDS:
        return DATA_KINDS[type]
    return KINDS.get(type)
