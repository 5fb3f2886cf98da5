"""Services that stand in a subnet of their own, of azurerm: firewalls, gateways, bastions, DNS resolvers, volumes.

Attribute names and defaults: internal/services/firewall, network, privatednsresolver and netapp of
hashicorp/terraform-provider-azurerm, read at v5.2.0 and in the upgrade guides to 4.0 and 5.0.
"""

from __future__ import annotations

from fastpath_checks.evaluate.terraform.azurerm.tables import (
    LOCATION,
    NAME,
    PUBLIC_ADDRESS_ID,
    SUBNET_ID,
    ZONES,
    Block,
    Default,
    Field,
    Kind,
    Parent,
    always,
)

RESOLVER = "Microsoft.Network/dnsResolvers"
ACCOUNT = "Microsoft.NetApp/netAppAccounts"

NETWORK_FEATURES = Default(
    (("0", "Basic"), ("4.15.0", None)),
    "netapp_volume_resource.go: `Basic` until 4.14, since 4.15.0 computed, so that the service decides",
)

_BASTION_SCHEMA = "bastion_host_resource.go, all versions"
_ADDRESS = Field("private_ip_address", "properties.privateIPAddress")
_ALLOCATION = Field("private_ip_address_allocation", "properties.privateIPAllocationMethod")
_FIREWALL_ADDRESS = (NAME, SUBNET_ID, PUBLIC_ADDRESS_ID, _ADDRESS)

KINDS: dict[str, Kind] = {
    "azurerm_firewall": Kind(
        "Microsoft.Network/azureFirewalls",
        (
            LOCATION,
            ZONES,
            Field("sku_name", "properties.sku.name"),
            Field("sku_tier", "properties.sku.tier"),
            Field("firewall_policy_id", "properties.firewallPolicy.id"),
            Block("ip_configuration", "properties.ipConfigurations", _FIREWALL_ADDRESS),
            Block(
                "management_ip_configuration", "properties.managementIpConfiguration", _FIREWALL_ADDRESS, single=True
            ),
            Block("virtual_hub", "properties.virtualHub", (Field("virtual_hub_id", "id"),), single=True),
            Block(
                "virtual_hub",
                "properties.hubIPAddresses",
                (
                    Field("public_ip_count", "publicIPs.count", "number", always(1, "firewall_resource.go")),
                    Field("private_ip_address", "privateIPAddress"),
                ),
                single=True,
            ),
        ),
    ),
    "azurerm_application_gateway": Kind(
        "Microsoft.Network/applicationGateways",
        (
            LOCATION,
            ZONES,
            Field("firewall_policy_id", "properties.firewallPolicy.id"),
            Block(
                "sku",
                "properties.sku",
                (NAME, Field("tier", "tier"), Field("capacity", "capacity", "number")),
                single=True,
            ),
            Block(
                "autoscale_configuration",
                "properties.autoscaleConfiguration",
                (Field("min_capacity", "minCapacity", "number"), Field("max_capacity", "maxCapacity", "number")),
                single=True,
            ),
            Block("gateway_ip_configuration", "properties.gatewayIPConfigurations", (NAME, SUBNET_ID)),
            Block(
                "frontend_ip_configuration",
                "properties.frontendIPConfigurations",
                (
                    NAME,
                    SUBNET_ID,
                    _ADDRESS,
                    _ALLOCATION._replace(default=always("Dynamic", "application_gateway_resource.go, all versions")),
                    PUBLIC_ADDRESS_ID,
                ),
            ),
            Block(
                "private_link_configuration",
                "properties.privateLinkConfigurations",
                (
                    NAME,
                    Block(
                        "ip_configuration",
                        "properties.ipConfigurations",
                        (NAME, SUBNET_ID, _ADDRESS, _ALLOCATION, Field("primary", "properties.primary", "bool")),
                    ),
                ),
            ),
        ),
    ),
    "azurerm_bastion_host": Kind(
        "Microsoft.Network/bastionHosts",
        (
            LOCATION,
            ZONES,
            Field("sku", "sku.name", "", always("Basic", _BASTION_SCHEMA)),
            Field("scale_units", "properties.scaleUnits", "number", always(2, _BASTION_SCHEMA)),
            Field("virtual_network_id", "properties.virtualNetwork.id"),
            Block("ip_configuration", "properties.ipConfigurations", (NAME, SUBNET_ID, PUBLIC_ADDRESS_ID)),
        ),
    ),
    "azurerm_private_dns_resolver": Kind(
        RESOLVER, (LOCATION, Field("virtual_network_id", "properties.virtualNetwork.id"))
    ),
    "azurerm_private_dns_resolver_outbound_endpoint": Kind(
        f"{RESOLVER}/outboundEndpoints",
        (LOCATION, SUBNET_ID),
        Parent("private_dns_resolver_id", by_id=True),
    ),
    "azurerm_private_dns_resolver_inbound_endpoint": Kind(
        f"{RESOLVER}/inboundEndpoints",
        (
            LOCATION,
            Block(
                "ip_configurations",
                "properties.ipConfigurations",
                (
                    Field("subnet_id", "subnet.id"),
                    Field("private_ip_address", "privateIpAddress"),
                    Field(
                        "private_ip_allocation_method", "privateIpAllocationMethod", "",
                        always("Dynamic", "private_dns_resolver_inbound_endpoint_resource.go, all versions"),
                    ),
                ),
            ),
        ),
        Parent("private_dns_resolver_id", by_id=True),
    ),
    "azurerm_netapp_account": Kind(ACCOUNT, (LOCATION,)),
    "azurerm_netapp_pool": Kind(
        f"{ACCOUNT}/capacityPools",
        (LOCATION, Field("service_level", "properties.serviceLevel")),
        Parent("account_name"),
    ),
    "azurerm_netapp_volume": Kind(
        f"{ACCOUNT}/capacityPools/volumes",
        (
            LOCATION,
            Field("zone", "zones", "listed"),
            Field("subnet_id", "properties.subnetId"),
            Field("network_features", "properties.networkFeatures", "", NETWORK_FEATURES),
        ),
        Parent("pool_name", above="account_name"),
    ),
}  # fmt: skip
