"""Load balancers, public addresses, network interfaces, private endpoints and private link services of azurerm.

Attribute names and defaults: internal/services/network and internal/services/loadbalancer of
hashicorp/terraform-provider-azurerm, read at v5.2.0 and in the upgrade guides to 4.0 and 5.0.
"""

from __future__ import annotations

from fastpath_checks.evaluate.terraform.azurerm.tables import (
    INTERFACE,
    LOCATION,
    NAME,
    PUBLIC_ADDRESS,
    PUBLIC_ADDRESS_ID,
    SUBNET_ID,
    ZONES,
    Block,
    Default,
    Field,
    Kind,
    always,
)

LOAD_BALANCER_SKU = Default(
    (("0", "Basic"), ("4.0.0", "Standard")),
    "lb_resource.go; upgrade guide 4.0: the `sku` property now defaults to `Standard`",
)

PUBLIC_ADDRESS_SKU = Default(
    (("0", "Basic"), ("4.0.0", "Standard")),
    "public_ip_resource.go; upgrade guide 4.0: the `sku` property now defaults to `Standard`",
)

_ADDRESS = Field("private_ip_address", "properties.privateIPAddress")
_ALLOCATION = Field("private_ip_address_allocation", "properties.privateIPAllocationMethod")
_PRIMARY = Field("primary", "properties.primary", "bool")
_CHAINED = Field("gateway_load_balancer_frontend_ip_configuration_id", "properties.gatewayLoadBalancer.id")


def _version(source: str) -> Field:
    return Field(
        "private_ip_address_version",
        "properties.privateIPAddressVersion",
        "",
        always("IPv4", f"{source}, all versions"),
    )


def _accelerated(attribute: str, default: Default | None = None) -> Field:
    return Field(attribute, "properties.enableAcceleratedNetworking", "bool", default)


def _forwarding(attribute: str, default: Default | None = None) -> Field:
    return Field(attribute, "properties.enableIPForwarding", "bool", default)


def _endpoint_connections(path: str, manual: bool) -> Block:
    """The connections of an endpoint that somebody approves by hand, or those that need nobody."""
    return Block(
        "private_service_connection",
        path,
        (
            NAME,
            Field("private_connection_resource_id", "properties.privateLinkServiceId"),
            Field("private_connection_resource_alias", "properties.privateLinkServiceId"),
            Field("subresource_names", "properties.groupIds"),
            Field("request_message", "properties.requestMessage"),
        ),
        where=("is_manual_connection", manual),
    )


KINDS: dict[str, Kind] = {
    "azurerm_lb": Kind(
        "Microsoft.Network/loadBalancers",
        (
            LOCATION,
            Field("sku", "sku.name", "", LOAD_BALANCER_SKU),
            Field("sku_tier", "sku.tier", "", always("Regional", "lb_resource.go, since 2.81.0")),
            Block(
                "frontend_ip_configuration",
                "properties.frontendIPConfigurations",
                (
                    NAME,
                    ZONES,
                    SUBNET_ID,
                    _ADDRESS,
                    Field("private_ip_address_version", "properties.privateIPAddressVersion"),
                    _ALLOCATION,
                    PUBLIC_ADDRESS_ID,
                    Field("public_ip_prefix_id", "properties.publicIPPrefix.id"),
                    _CHAINED,
                ),
                partly=True,
            ),
        ),
    ),
    "azurerm_public_ip": Kind(
        PUBLIC_ADDRESS,
        (
            LOCATION,
            ZONES,
            Field("sku", "sku.name", "", PUBLIC_ADDRESS_SKU),
            Field("sku_tier", "sku.tier", "", always("Regional", "public_ip_resource.go, since 2.71.0")),
            Field("allocation_method", "properties.publicIPAllocationMethod"),
            Field("ip_version", "properties.publicIPAddressVersion", "", always("IPv4", "public_ip_resource.go")),
            Field("public_ip_prefix_id", "properties.publicIPPrefix.id"),
        ),
    ),
    "azurerm_network_interface": Kind(
        INTERFACE,
        (
            LOCATION,
            _accelerated("accelerated_networking_enabled", always(False, "network_interface_resource.go")),
            _accelerated("enable_accelerated_networking"),  # before 4.0
            _forwarding("ip_forwarding_enabled", always(False, "network_interface_resource.go")),
            _forwarding("enable_ip_forwarding"),  # before 4.0
            Field("dns_servers", "properties.dnsSettings.dnsServers"),
            Block(
                "ip_configuration",
                "properties.ipConfigurations",
                (
                    NAME,
                    SUBNET_ID,
                    _ADDRESS,
                    _version("network_interface_resource.go"),
                    _ALLOCATION,
                    PUBLIC_ADDRESS_ID,
                    _PRIMARY,
                    _CHAINED,
                ),
            ),
        ),
    ),
    "azurerm_private_endpoint": Kind(
        "Microsoft.Network/privateEndpoints",
        (
            LOCATION,
            SUBNET_ID,
            Field("custom_network_interface_name", "properties.customNetworkInterfaceName"),
            _endpoint_connections("properties.privateLinkServiceConnections", False),
            _endpoint_connections("properties.manualPrivateLinkServiceConnections", True),
            Block(
                "ip_configuration",
                "properties.ipConfigurations",
                (
                    NAME,
                    _ADDRESS,
                    Field("subresource_name", "properties.groupId"),
                    Field("member_name", "properties.memberName"),
                ),
            ),
        ),
    ),
    "azurerm_private_link_service": Kind(
        "Microsoft.Network/privateLinkServices",
        (
            LOCATION,
            Field(
                "load_balancer_frontend_ip_configuration_ids", "properties.loadBalancerFrontendIpConfigurations", "ids"
            ),
            Field("destination_ip_address", "properties.destinationIPAddress"),
            Field(
                "proxy_protocol_enabled", "properties.enableProxyProtocol", "bool",
                always(False, "private_link_service_resource.go"),
            ),
            Field("enable_proxy_protocol", "properties.enableProxyProtocol", "bool"),  # before 5.0
            Block(
                "nat_ip_configuration",
                "properties.ipConfigurations",
                (NAME, SUBNET_ID, _ADDRESS, _version("private_link_service_resource.go"), _PRIMARY),
            ),
        ),
    ),
}  # fmt: skip
