"""What stands in a subnet of a network behind ExpressRoute, of azurerm: firewalls, DNS resolvers, NetApp volumes.

Attribute names and defaults: internal/services/firewall, privatednsresolver and netapp of
hashicorp/terraform-provider-azurerm, read at v5.2.0 and in the upgrade guide to 4.0.
"""

from __future__ import annotations

from fastpath_checks.evaluate.terraform.azurerm.tables import LOCATION, Block, Default, Field, Kind, Parent

RESOLVER = "Microsoft.Network/dnsResolvers"
ACCOUNT = "Microsoft.NetApp/netAppAccounts"

NETWORK_FEATURES = Default(
    (("0", "Basic"), ("4.15.0", None)),
    "netapp_volume_resource.go: `Basic` until 4.14, since 4.15.0 computed, so that the service decides",
)

KINDS: dict[str, Kind] = {
    "azurerm_firewall": Kind(
        "Microsoft.Network/azureFirewalls",
        (
            LOCATION,
            Field("sku_name", "properties.sku.name"),
            Block(
                "ip_configuration",
                "properties.ipConfigurations",
                (
                    Field("name", "name"),
                    Field("subnet_id", "properties.subnet.id"),
                    Field("public_ip_address_id", "properties.publicIPAddress.id"),
                    Field("private_ip_address", "properties.privateIPAddress"),
                ),
            ),
        ),
    ),
    "azurerm_private_dns_resolver": Kind(RESOLVER),
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
                    Field("private_ip_allocation_method", "privateIpAllocationMethod"),
                ),
            ),
        ),
        Parent("private_dns_resolver_id", by_id=True),
    ),
    "azurerm_netapp_account": Kind(ACCOUNT),
    "azurerm_netapp_pool": Kind(f"{ACCOUNT}/capacityPools", (), Parent("account_name")),
    "azurerm_netapp_volume": Kind(
        f"{ACCOUNT}/capacityPools/volumes",
        (
            LOCATION,
            Field("subnet_id", "properties.subnetId"),
            Field("network_features", "properties.networkFeatures", "", NETWORK_FEATURES),
        ),
        Parent("pool_name", above="account_name"),
    ),
}
