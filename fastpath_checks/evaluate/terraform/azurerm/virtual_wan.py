"""Virtual WANs, their hubs, and the ExpressRoute gateways and connections of those, of azurerm.

Attribute names and defaults: internal/services/network of hashicorp/terraform-provider-azurerm, read at v5.2.0 and at
the versions that are named.
"""

from __future__ import annotations

from fastpath_checks.evaluate.terraform.azurerm.tables import (
    HUB,
    LOCATION,
    WAN,
    Block,
    Default,
    Field,
    Kind,
    Parent,
    always,
)

_CONNECTION_SCHEMA = "express_route_connection_resource.go"
_HUB_SCHEMA = "virtual_hub_resource.go"
_WAN_SCHEMA = "virtual_wan_resource.go, all versions"
_SECURITY = Field(
    "internet_security_enabled", "properties.enableInternetSecurity", "bool",
    always(False, f"{_CONNECTION_SCHEMA} and virtual_hub_connection_resource.go"),
)  # fmt: skip
_BRANCHES = "properties.allowBranchToBranchTraffic"

KINDS: dict[str, Kind] = {
    "azurerm_virtual_wan": Kind(
        WAN,
        (
            LOCATION,
            Field("type", "properties.type", "", always("Standard", _WAN_SCHEMA)),
            Field("allow_branch_to_branch_traffic", _BRANCHES, "bool", always(True, _WAN_SCHEMA)),
            Field("disable_vpn_encryption", "properties.disableVpnEncryption", "bool", always(False, _WAN_SCHEMA)),
        ),
    ),
    "azurerm_virtual_hub": Kind(
        HUB,
        (
            LOCATION,
            Field("address_prefix", "properties.addressPrefix"),
            Field("virtual_wan_id", "properties.virtualWan.id"),
            Field("sku", "properties.sku"),
            Field("branch_to_branch_traffic_enabled", _BRANCHES, "bool", always(False, _HUB_SCHEMA)),
            Field(
                "hub_routing_preference", "properties.hubRoutingPreference", "",
                Default((("0", None), ("3.49.0", "ExpressRoute")), f"{_HUB_SCHEMA}; changelog of 3.49.0"),
            ),
            Field(
                "virtual_router_auto_scale_min_capacity",
                "properties.virtualRouterAutoScaleConfiguration.minCapacity",
                "number",
                Default((("0", None), ("3.62.0", 2)), f"{_HUB_SCHEMA}; changelog of 3.62.0"),
            ),
            Block(
                "route",
                "properties.routeTable.routes",
                (
                    Field("address_prefixes", "addressPrefixes"),
                    Field("next_hop_ip_address", "nextHopIpAddress"),
                ),
            ),
        ),
    ),
    "azurerm_virtual_hub_connection": Kind(
        f"{HUB}/hubVirtualNetworkConnections",
        (Field("remote_virtual_network_id", "properties.remoteVirtualNetwork.id"), _SECURITY),
        Parent("virtual_hub_id", by_id=True),
    ),
    "azurerm_express_route_gateway": Kind(
        "Microsoft.Network/expressRouteGateways",
        (
            LOCATION,
            Field("virtual_hub_id", "properties.virtualHub.id"),
            Field("scale_units", "properties.autoScaleConfiguration.bounds.min", "number"),
            Field(
                "allow_non_virtual_wan_traffic", "properties.allowNonVirtualWanTraffic", "bool",
                always(False, "express_route_gateway_resource.go"),
            ),
        ),
    ),
    "azurerm_express_route_connection": Kind(
        "Microsoft.Network/expressRouteGateways/expressRouteConnections",
        (
            Field("express_route_circuit_peering_id", "properties.expressRouteCircuitPeering.id"),
            Field("authorization_key", "properties.authorizationKey"),
            Field("routing_weight", "properties.routingWeight", "number", always(0, _CONNECTION_SCHEMA)),
            _SECURITY,
            Field("enable_internet_security", "properties.enableInternetSecurity", "bool"),  # before 5.0
            Field(
                "express_route_gateway_bypass_enabled", "properties.expressRouteGatewayBypass", "bool",
                always(False, f"{_CONNECTION_SCHEMA}, since 3.45.0"),
            ),
            Field(
                "private_link_fast_path_enabled", "properties.enablePrivateLinkFastPath", "bool",
                until="4.15.0", until_source="Without effect since azurerm 4.15.0, and removed in 5.0.0 (changelog).",
            ),
        ),
        Parent("express_route_gateway_id", by_id=True),
    ),
}  # fmt: skip

DATA_KINDS: dict[str, Kind] = {
    "azurerm_virtual_wan": Kind(
        WAN,
        (
            LOCATION,
            Field("sku", "properties.type"),
            Field("allow_branch_to_branch_traffic", _BRANCHES, "bool"),
            Field("disable_vpn_encryption", "properties.disableVpnEncryption", "bool"),
        ),
    ),
}
"""Data sources that name things in other ways than the resource of the same type."""
