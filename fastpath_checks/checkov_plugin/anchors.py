"""Which declarations of which language a rule's record hangs on in Checkov."""

from __future__ import annotations

from fastpath_checks.topology.api_versions import VERSIONED_TYPES, VersionedResource
from fastpath_checks.topology.destinations import Firewall, NetAppVolume, ResolverEndpoint
from fastpath_checks.topology.model import (
    Circuit,
    Connection,
    Gateway,
    LoadBalancerFrontend,
    Peering,
    Port,
    PrivateEndpoint,
    VirtualNetwork,
    VirtualWanConnection,
)

_OF_ANY_ARM_TYPE = (
    "azapi_resource",
    "azapi_update_resource",
    "azurerm_template_deployment",
    "azurerm_resource_group_template_deployment",
    "azurerm_subscription_template_deployment",
    "azurerm_management_group_template_deployment",
    "azurerm_tenant_template_deployment",
)


def in_any_case(arm_type: str) -> str:
    """A Checkov pattern for an ARM type: Azure compares types without case, Checkov's lookup does not."""
    return "".join(f"[{letter.upper()}{letter.lower()}]" if letter.isalpha() else letter for letter in arm_type)


ARM_TYPES: dict[type, tuple[str, ...]] = {
    Connection: (in_any_case("Microsoft.Network/connections"),),
    LoadBalancerFrontend: (in_any_case("Microsoft.Network/loadBalancers"),),
    PrivateEndpoint: (in_any_case("Microsoft.Network/privateEndpoints"),),
    VirtualNetwork: (in_any_case("Microsoft.Network/virtualNetworks"),),
    ResolverEndpoint: (in_any_case("Microsoft.Network/dnsResolvers/inboundEndpoints"),),
    NetAppVolume: (in_any_case("Microsoft.NetApp/netAppAccounts/capacityPools/volumes"),),
    Firewall: (in_any_case("Microsoft.Network/azureFirewalls"),),
    VirtualWanConnection: (
        in_any_case("Microsoft.Network/expressRouteGateways"),
        in_any_case("Microsoft.Network/expressRouteGateways/expressRouteConnections"),
    ),
    Gateway: (in_any_case("Microsoft.Network/virtualNetworkGateways"),),
    Circuit: (in_any_case("Microsoft.Network/expressRouteCircuits"),),
    Port: (in_any_case("Microsoft.Network/expressRoutePorts"),),
    Peering: (
        in_any_case("Microsoft.Network/virtualNetworks/virtualNetworkPeerings"),
        in_any_case("Microsoft.Network/virtualNetworks"),
    ),
    VersionedResource: tuple(in_any_case(type) for type in VERSIONED_TYPES),
}
TERRAFORM_TYPES: dict[type, tuple[str, ...]] = {
    Connection: ("azurerm_virtual_network_gateway_connection", *_OF_ANY_ARM_TYPE),
    LoadBalancerFrontend: ("azurerm_lb", *_OF_ANY_ARM_TYPE),
    PrivateEndpoint: ("azurerm_private_endpoint", *_OF_ANY_ARM_TYPE),
    VirtualNetwork: ("azurerm_virtual_network", *_OF_ANY_ARM_TYPE),
    ResolverEndpoint: ("azurerm_private_dns_resolver_inbound_endpoint", *_OF_ANY_ARM_TYPE),
    NetAppVolume: ("azurerm_netapp_volume", *_OF_ANY_ARM_TYPE),
    Firewall: ("azurerm_firewall", *_OF_ANY_ARM_TYPE),
    VirtualWanConnection: (
        "azurerm_express_route_connection",
        "azurerm_express_route_gateway",
        *_OF_ANY_ARM_TYPE,
    ),
    Gateway: ("azurerm_virtual_network_gateway", *_OF_ANY_ARM_TYPE),
    Circuit: ("azurerm_express_route_circuit", *_OF_ANY_ARM_TYPE),
    Port: ("azurerm_express_route_port", *_OF_ANY_ARM_TYPE),
    Peering: ("azurerm_virtual_network_peering", "azurerm_virtual_network", *_OF_ANY_ARM_TYPE),
    VersionedResource: _OF_ANY_ARM_TYPE,
}
