"""Gateways of virtual networks and their connections, circuits and ports, of azurerm.

Attribute names and defaults: internal/services/network of hashicorp/terraform-provider-azurerm, read at v5.2.0 and at
the versions that are named.
"""

from __future__ import annotations

from fastpath_checks.evaluate.terraform.azurerm.tables import (
    CIRCUIT,
    CIRCUIT_PEERING,
    GATEWAY,
    LOCATION,
    NAME,
    PORT,
    PUBLIC_ADDRESS_ID,
    SUBNET_ID,
    Block,
    Default,
    Field,
    Kind,
    Parent,
    always,
)

_CONNECTION_SCHEMA = "virtual_network_gateway_connection_resource.go"
_CIRCUIT_SCHEMA = "express_route_circuit_resource.go"
_GATEWAY_SCHEMA = "virtual_network_gateway_resource.go"

_PEERS = (
    Field("primary_peer_address_prefix", "primaryPeerAddressPrefix"),
    Field("secondary_peer_address_prefix", "secondaryPeerAddressPrefix"),
)


def _bgp(source: str) -> tuple[Field, Field]:
    return (
        Field("bgp_enabled", "properties.enableBgp", "bool", always(False, f"{source}, all versions")),
        Field("enable_bgp", "properties.enableBgp", "bool"),  # before 5.0
    )


KINDS: dict[str, Kind] = {
    "azurerm_virtual_network_gateway": Kind(
        GATEWAY,
        (
            LOCATION,
            Field("type", "properties.gatewayType"),
            Field("sku", "properties.sku.name"),
            Field("sku", "properties.sku.tier"),
            Field("vpn_type", "properties.vpnType", "", always("RouteBased", f"{_GATEWAY_SCHEMA}, all versions")),
            Field("active_active", "properties.activeActive", "bool"),
            *_bgp(_GATEWAY_SCHEMA),
            Field("minimum_scale_unit", "properties.autoScaleConfiguration.bounds.min", "number"),  # since 4.79.0
            Field("maximum_scale_unit", "properties.autoScaleConfiguration.bounds.max", "number"),
            Field(
                "remote_vnet_traffic_enabled", "properties.allowRemoteVnetTraffic", "bool",
                always(False, f"{_GATEWAY_SCHEMA}, since 3.84.0"),
            ),
            Field(
                "virtual_wan_traffic_enabled", "properties.allowVirtualWanTraffic", "bool",
                always(False, f"{_GATEWAY_SCHEMA}, since 3.84.0"),
            ),
            Block(
                "ip_configuration",
                "properties.ipConfigurations",
                (
                    NAME._replace(default=always("vnetGatewayConfig", f"{_GATEWAY_SCHEMA}, all versions")),
                    SUBNET_ID,
                    PUBLIC_ADDRESS_ID,
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
            *_bgp(_CONNECTION_SCHEMA),
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
            Field("authorization_key", "properties.authorizationKey"),
            Field(
                "allow_classic_operations", "properties.allowClassicOperations", "bool",
                always(False, f"{_CIRCUIT_SCHEMA}, all versions"),
            ),
            Field(
                "rate_limiting_enabled", "properties.enableDirectPortRateLimit", "bool",
                always(False, f"{_CIRCUIT_SCHEMA}, since 4.19.0; before it the provider could not send it"),
            ),
            Block("sku", "sku", (Field("tier", "tier"), Field("family", "family")), single=True),
        ),
    ),
    "azurerm_express_route_circuit_peering": Kind(
        CIRCUIT_PEERING,
        (
            Field("peering_type", "properties.peeringType"),
            Field("peer_asn", "properties.peerASN", "number"),
            Field("vlan_id", "properties.vlanId", "number"),
            *(one._replace(path=f"properties.{one.path}") for one in _PEERS),
            Block("ipv6", "properties.ipv6PeeringConfig", _PEERS, single=True),
        ),
        Parent("express_route_circuit_name"),
        name="peering_type",
    ),
    "azurerm_express_route_circuit_authorization": Kind(
        f"{CIRCUIT}/authorizations",
        (  # both are known after apply, and from a plan
            Field("authorization_key", "properties.authorizationKey"),
            Field("authorization_use_status", "properties.authorizationUseStatus"),
        ),
        Parent("express_route_circuit_name"),
    ),
    "azurerm_express_route_port": Kind(
        PORT,
        (
            LOCATION,
            Field("bandwidth_in_gbps", "properties.bandwidthInGbps", "number"),
            Field("peering_location", "properties.peeringLocation"),
            Field("encapsulation", "properties.encapsulation"),
            Field(
                "billing_type", "properties.billingType", "",
                Default((("0", None), ("4.0.0", "MeteredData")), "express_route_port_resource.go; upgrade guide 4.0"),
            ),
        ),
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
