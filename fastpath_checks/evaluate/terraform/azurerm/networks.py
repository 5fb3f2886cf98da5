"""Virtual networks, subnets, peerings and route tables of azurerm.

Attribute names and defaults: internal/services/network of hashicorp/terraform-provider-azurerm, read at v5.2.0 and in
the upgrade guides to 3.0, 4.0 and 5.0.
"""

from __future__ import annotations

from fastpath_checks.evaluate.terraform.azurerm.tables import (
    LOCATION,
    NAME,
    NETWORK,
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
    Block(
        "delegation",
        "properties.delegations",
        (NAME, Block("service_delegation", "properties", (Field("name", "serviceName"),), single=True)),
    ),
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

KINDS: dict[str, Kind] = {
    "azurerm_virtual_network": Kind(
        NETWORK,
        (
            LOCATION,
            Field("address_space", "properties.addressSpace.addressPrefixes"),
            Block(  # since 4.32.0, instead of address_space
                "ip_address_pool",
                "properties.addressSpace.ipamPoolPrefixAllocations",
                (Field("id", "pool.id"), Field("number_of_ip_addresses", "numberOfIpAddresses")),
            ),
            Field("dns_servers", "properties.dhcpOptions.dnsServers"),
            Block(
                "subnet",
                "properties.subnets",
                (
                    NAME,
                    *_SUBNET,
                    Field("private_endpoint_network_policies", _POLICIES, "", _INLINE_ENDPOINT_POLICIES),
                ),
                partly=True,
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
            Field(
                "peer_complete_virtual_networks_enabled", "properties.peerCompleteVnets", "bool",
                Default((("0", None), ("3.109.0", True)), "virtual_network_peering_resource.go; changelog of 3.109.0"),
            ),
            Field("only_ipv6_peering_enabled", "properties.enableOnlyIPv6Peering", "bool"),
            Field("local_subnet_names", "properties.localSubnetNames"),
            Field("remote_subnet_names", "properties.remoteSubnetNames"),
        ),
        Parent("virtual_network_name"),
    ),
    "azurerm_route_table": Kind(
        ROUTE_TABLE,
        (
            LOCATION,
            Field(
                "bgp_route_propagation_enabled", "properties.disableBgpRoutePropagation", "not",
                always(False, "route_table_resource.go: propagation is on"),
            ),
            Field("disable_bgp_route_propagation", "properties.disableBgpRoutePropagation", "bool"),  # before 4.0
            Block("route", "properties.routes", (NAME, *_ROUTE)),
        ),
    ),
    "azurerm_route": Kind(f"{ROUTE_TABLE}/routes", _ROUTE, Parent("route_table_name")),
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
