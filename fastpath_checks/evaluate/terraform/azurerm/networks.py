"""Virtual networks, subnets, peerings, route tables, load balancers and private endpoints of azurerm.

Attribute names and defaults: internal/services/network and internal/services/loadbalancer of
hashicorp/terraform-provider-azurerm, read at v5.2.0 and in the upgrade guides to 3.0, 4.0 and 5.0.
"""

from __future__ import annotations

from fastpath_checks.evaluate.terraform.azurerm.tables import (
    LOCATION,
    NETWORK,
    PUBLIC_ADDRESS,
    ROUTE_TABLE,
    SUBNET,
    Association,
    Block,
    Default,
    Field,
    Kind,
    Parent,
    always,
)

_PEERING_SCHEMA = "virtual_network_peering_resource.go, all versions"

_ROUTE = (
    Field("address_prefix", "properties.addressPrefix"),
    Field("next_hop_type", "properties.nextHopType"),
    Field("next_hop_in_ip_address", "properties.nextHopIpAddress"),
)

_SUBNET = (
    Field("address_prefix", "properties.addressPrefix"),  # inline subnets before 4.0, azurerm_subnet before 3.0
    Field("address_prefixes", "properties.addressPrefixes"),
    Field("route_table_id", "properties.routeTable.id"),  # inline since 4.0; of azurerm_subnet only read back
    Field("route_table_id_wo", "properties.routeTable.id"),  # azurerm_subnet, write-only, since 5.0
)

_POLICIES = "properties.privateEndpointNetworkPolicies"
_ENDPOINT_POLICIES = Default(
    (("0", "Enabled"), ("4.0.0", "Disabled")),
    "subnet_resource.go: 'the legacy default value' at v3.100.0; upgrade guide 4.0: now defaults to `Disabled`",
)

_INLINE_ENDPOINT_POLICIES = Default(
    (("0", None), ("4.0.0", "Disabled")),
    "virtual_network_resource.go: default of the subnet block's attribute, which providers before 4.0 do not have",
)

LOAD_BALANCER_SKU = Default(
    (("0", "Basic"), ("4.0.0", "Standard")),
    "lb_resource.go; upgrade guide 4.0: the `sku` property now defaults to `Standard`",
)

PUBLIC_ADDRESS_SKU = Default(
    (("0", "Basic"), ("4.0.0", "Standard")),
    "public_ip_resource.go; upgrade guide 4.0: the `sku` property now defaults to `Standard`",
)

KINDS: dict[str, Kind] = {
    "azurerm_virtual_network": Kind(
        NETWORK,
        (
            LOCATION,
            Field("address_space", "properties.addressSpace.addressPrefixes"),
            Block(
                "subnet",
                "properties.subnets",
                (
                    Field("name", "name"),
                    *_SUBNET,
                    Field("private_endpoint_network_policies", _POLICIES, "", _INLINE_ENDPOINT_POLICIES),
                ),
            ),
        ),
    ),
    "azurerm_subnet": Kind(
        SUBNET,
        (
            *_SUBNET,
            Field("private_endpoint_network_policies", _POLICIES, "", _ENDPOINT_POLICIES),  # since 3.103.0
            Field("private_endpoint_network_policies_enabled", _POLICIES, "bool"),  # before 4.0
            Field("enforce_private_link_endpoint_network_policies", _POLICIES, "not"),  # before 4.0, says the opposite
        ),
        Parent("virtual_network_name"),
    ),
    "azurerm_virtual_network_peering": Kind(
        f"{NETWORK}/virtualNetworkPeerings",
        (
            Field("remote_virtual_network_id", "properties.remoteVirtualNetwork.id"),
            Field("allow_gateway_transit", "properties.allowGatewayTransit", "bool", always(False, _PEERING_SCHEMA)),
            Field("use_remote_gateways", "properties.useRemoteGateways", "bool", always(False, _PEERING_SCHEMA)),
            Field(
                "allow_forwarded_traffic", "properties.allowForwardedTraffic", "bool", always(False, _PEERING_SCHEMA)
            ),
            Field(
                "allow_virtual_network_access", "properties.allowVirtualNetworkAccess", "bool",
                always(True, _PEERING_SCHEMA),
            ),
        ),
        Parent("virtual_network_name"),
    ),
    "azurerm_route_table": Kind(
        ROUTE_TABLE, (LOCATION, Block("route", "properties.routes", (Field("name", "name"), *_ROUTE)))
    ),
    "azurerm_route": Kind(f"{ROUTE_TABLE}/routes", _ROUTE, Parent("route_table_name")),
    "azurerm_lb": Kind(
        "Microsoft.Network/loadBalancers",
        (
            LOCATION,
            Field("sku", "sku.name", "", LOAD_BALANCER_SKU),
            Block(
                "frontend_ip_configuration",
                "properties.frontendIPConfigurations",
                (
                    Field("name", "name"),
                    Field("zones", "zones"),
                    Field("subnet_id", "properties.subnet.id"),
                    Field("private_ip_address", "properties.privateIPAddress"),
                    Field("private_ip_address_allocation", "properties.privateIPAllocationMethod"),
                    Field("public_ip_address_id", "properties.publicIPAddress.id"),
                    Field("public_ip_prefix_id", "properties.publicIPPrefix.id"),
                ),
            ),
        ),
    ),
    "azurerm_public_ip": Kind(PUBLIC_ADDRESS, (LOCATION, Field("sku", "sku.name", "", PUBLIC_ADDRESS_SKU))),
    "azurerm_private_endpoint": Kind(
        "Microsoft.Network/privateEndpoints",
        (
            LOCATION,
            Field("subnet_id", "properties.subnet.id"),
            Block(
                "private_service_connection",
                "properties.privateLinkServiceConnections",
                (
                    Field("name", "name"),
                    Field("private_connection_resource_id", "properties.privateLinkServiceId"),
                    Field("subresource_names", "properties.groupIds"),
                ),
            ),
        ),
    ),
}  # fmt: skip

DATA_KINDS: dict[str, Kind] = {
    "azurerm_virtual_network_peering": KINDS["azurerm_virtual_network_peering"]._replace(
        parent=Parent("virtual_network_id", by_id=True)
    ),
}
"""Data sources that name things in other ways than the resource of the same type."""

ASSOCIATIONS: dict[str, Association] = {
    "azurerm_subnet_route_table_association": Association(
        "subnet_id", SUBNET, ("properties", "routeTable", "id"), "route_table_id"
    ),
}
