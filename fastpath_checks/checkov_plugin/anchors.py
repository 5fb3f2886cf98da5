"""Which declarations of which language a rule's record hangs on in Checkov."""

from __future__ import annotations

from fastpath_checks.topology.model import Connection, LoadBalancerFrontend, PrivateEndpoint, VirtualWanConnection

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
    VirtualWanConnection: (
        in_any_case("Microsoft.Network/expressRouteGateways"),
        in_any_case("Microsoft.Network/expressRouteGateways/expressRouteConnections"),
    ),
}
TERRAFORM_TYPES: dict[type, tuple[str, ...]] = {
    Connection: ("azurerm_virtual_network_gateway_connection", *_OF_ANY_ARM_TYPE),
    LoadBalancerFrontend: ("azurerm_lb", *_OF_ANY_ARM_TYPE),
    PrivateEndpoint: ("azurerm_private_endpoint", *_OF_ANY_ARM_TYPE),
    VirtualWanConnection: ("azurerm_express_route_connection", *_OF_ANY_ARM_TYPE),
}
