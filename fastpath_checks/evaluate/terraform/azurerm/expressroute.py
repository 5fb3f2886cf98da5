"""Gateways, connections, circuits and ports of azurerm, and the ExpressRoute side of Virtual WAN.

Attribute names and defaults: internal/services/network of hashicorp/terraform-provider-azurerm, read at v5.2.0 and at
the versions that are named.
"""

from __future__ import annotations

from fastpath_checks.evaluate.terraform.azurerm.tables import (
    CIRCUIT,
    CIRCUIT_PEERING,
    GATEWAY,
    LOCATION,
    PORT,
    Block,
    Field,
    Kind,
    Parent,
    always,
)

_CONNECTION_SCHEMA = "virtual_network_gateway_connection_resource.go"
_WAN_CONNECTION_SCHEMA = "express_route_connection_resource.go"

KINDS: dict[str, Kind] = {
    "azurerm_virtual_network_gateway": Kind(
        GATEWAY,
        (
            LOCATION,
            Field("type", "properties.gatewayType"),
            Field("sku", "properties.sku.name"),
            Field("sku", "properties.sku.tier"),
            Field("minimum_scale_unit", "properties.autoScaleConfiguration.bounds.min", "number"),  # since 4.79.0
            Field("maximum_scale_unit", "properties.autoScaleConfiguration.bounds.max", "number"),
            Field(
                "remote_vnet_traffic_enabled", "properties.allowRemoteVnetTraffic", "bool",
                always(False, "virtual_network_gateway_resource.go, since 3.84.0"),
            ),
            Field(
                "virtual_wan_traffic_enabled", "properties.allowVirtualWanTraffic", "bool",
                always(False, "virtual_network_gateway_resource.go, since 3.84.0"),
            ),
            Block(
                "ip_configuration",
                "properties.ipConfigurations",
                (
                    Field("name", "name"),
                    Field("subnet_id", "properties.subnet.id"),
                    Field("public_ip_address_id", "properties.publicIPAddress.id"),
                ),
            ),
        ),
    ),
    "azurerm_virtual_network_gateway_connection": Kind(
        "Microsoft.Network/connections",
        (
            LOCATION,
            Field("type", "properties.connectionType"),
            Field("virtual_network_gateway_id", "properties.virtualNetworkGateway1.id"),
            Field("peer_virtual_network_gateway_id", "properties.virtualNetworkGateway2.id"),
            Field("local_network_gateway_id", "properties.localNetworkGateway2.id"),
            Field("express_route_circuit_id", "properties.peer.id"),
            Field("authorization_key", "properties.authorizationKey"),
            Field("routing_weight", "properties.routingWeight", "number"),
            Field("local_azure_ip_address_enabled", "properties.useLocalAzureIpAddress", "bool"),
            # Optional and computed: a create sends false where it is not set.
            Field(
                "express_route_gateway_bypass", "properties.expressRouteGatewayBypass", "bool",
                always(False, f"{_CONNECTION_SCHEMA}, since 1.25.0"),
            ),
            Field(
                "private_link_fast_path_enabled", "properties.enablePrivateLinkFastPath", "bool",
                always(False, f"{_CONNECTION_SCHEMA}, since 3.100.0; before it the provider could not send it"),
            ),
        ),
    ),
    "azurerm_express_route_circuit": Kind(
        CIRCUIT,
        (
            LOCATION,
            Field("service_provider_name", "properties.serviceProviderProperties.serviceProviderName"),
            Field("peering_location", "properties.serviceProviderProperties.peeringLocation"),
            Field("bandwidth_in_mbps", "properties.serviceProviderProperties.bandwidthInMbps", "number"),
            Field("express_route_port_id", "properties.expressRoutePort.id"),
            Field("bandwidth_in_gbps", "properties.bandwidthInGbps", "number"),
            Block("sku", "sku", (Field("tier", "tier"), Field("family", "family")), single=True),
        ),
    ),
    "azurerm_express_route_circuit_peering": Kind(
        CIRCUIT_PEERING,
        (Field("peering_type", "properties.peeringType"), Field("peer_asn", "properties.peerASN", "number")),
        Parent("express_route_circuit_name"),
        name="peering_type",
    ),
    "azurerm_express_route_circuit_authorization": Kind(
        f"{CIRCUIT}/authorizations", (), Parent("express_route_circuit_name")
    ),
    "azurerm_express_route_port": Kind(
        PORT,
        (
            LOCATION,
            Field("bandwidth_in_gbps", "properties.bandwidthInGbps", "number"),
            Field("peering_location", "properties.peeringLocation"),
            Field("encapsulation", "properties.encapsulation"),
        ),
    ),
    "azurerm_express_route_gateway": Kind(
        "Microsoft.Network/expressRouteGateways",
        (
            LOCATION,
            Field("virtual_hub_id", "properties.virtualHub.id"),
            Field("scale_units", "properties.autoScaleConfiguration.bounds.min", "number"),
        ),
    ),
    "azurerm_express_route_connection": Kind(
        "Microsoft.Network/expressRouteGateways/expressRouteConnections",
        (
            Field("express_route_circuit_peering_id", "properties.expressRouteCircuitPeering.id"),
            Field("authorization_key", "properties.authorizationKey"),
            Field("routing_weight", "properties.routingWeight", "number", always(0, _WAN_CONNECTION_SCHEMA)),
            Field(
                "express_route_gateway_bypass_enabled", "properties.expressRouteGatewayBypass", "bool",
                always(False, f"{_WAN_CONNECTION_SCHEMA}, since 3.45.0"),
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
    "azurerm_express_route_circuit": Kind(
        CIRCUIT,
        (
            LOCATION,
            Block(
                "service_provider_properties",
                "properties.serviceProviderProperties",
                (Field("service_provider_name", "serviceProviderName"), Field("bandwidth_in_mbps", "bandwidthInMbps")),
                single=True,
            ),
        ),
    ),
}
"""Data sources that name things in other ways than the resource of the same type."""
