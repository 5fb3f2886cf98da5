"""Which declarations of which language a rule's record hangs on in Checkov."""

from __future__ import annotations

from fastpath_checks.topology.model import Connection, LoadBalancerFrontend, PrivateEndpoint

AZAPI = ("azapi_resource", "azapi_update_resource")

ARM_TYPES: dict[type, tuple[str, ...]] = {
    Connection: ("Microsoft.Network/connections",),
    LoadBalancerFrontend: ("Microsoft.Network/loadBalancers",),
    PrivateEndpoint: ("Microsoft.Network/privateEndpoints",),
}
TERRAFORM_TYPES: dict[type, tuple[str, ...]] = {
    Connection: ("azurerm_virtual_network_gateway_connection", *AZAPI),
    LoadBalancerFrontend: ("azurerm_lb", *AZAPI),
    PrivateEndpoint: ("azurerm_private_endpoint", *AZAPI),
}
