"""What the azurerm provider's schema adds to the arguments that somebody wrote, as far as the fixtures use it.

A real plan shows every attribute of a resource: what was written, the provider's default, null, or - for computed
attributes - nothing but an entry in ``after_unknown``. Read from the provider's source at v4.79.0
(``internal/services/network``, ``internal/services/loadbalancer``); arguments that no fixture needs are left out where
they would be null.
"""

from __future__ import annotations

from typing import Any

import azurerm_schema_of_machines as machines
from azurerm_attributes import EVERY as _EVERY
from azurerm_attributes import FLAG, NUMBER, TEXT, Computed, Nested
from azurerm_attributes import LOCATED as _LOCATED

__all__ = ["FIELDS", "Computed", "Nested", "fields_of"]

_SUBNET_FIELDS = {
    "name": None,
    "address_prefixes": None,
    "default_outbound_access_enabled": True,
    "delegation": Nested({}),
    "private_endpoint_network_policies": "Disabled",
    "private_link_service_network_policies_enabled": True,
    "service_endpoint_policy_ids": None,
    "service_endpoints": None,
}

FIELDS: dict[str, dict[str, Any]] = {
    **machines.FIELDS,
    "azurerm_virtual_network": {
        **_LOCATED,
        "address_space": None,
        "bgp_community": None,
        "ddos_protection_plan": Nested({}),
        "dns_servers": TEXT,
        "edge_zone": None,
        "encryption": Nested({}),
        "flow_timeout_in_minutes": None,
        "guid": TEXT,
        "ip_address_pool": Nested({}),
        "private_endpoint_vnet_policies": "Disabled",
        "subnet": Nested(
            {**_SUBNET_FIELDS, "id": TEXT, "route_table_id": None, "security_group": None},
            computed=True,
            as_attribute=True,
        ),
    },
    "azurerm_subnet": {**_EVERY, **_SUBNET_FIELDS, "virtual_network_name": None, "ip_address_pool": Nested({})},
    "azurerm_subnet_route_table_association": {
        "id": TEXT,
        "subnet_id": None,
        "route_table_id": None,
        "timeouts": None,
    },
    "azurerm_virtual_network_peering": {
        **_EVERY,
        "virtual_network_name": None,
        "remote_virtual_network_id": None,
        "allow_forwarded_traffic": False,
        "allow_gateway_transit": False,
        "allow_virtual_network_access": True,
        "local_subnet_names": None,
        "only_ipv6_peering_enabled": None,
        "peer_complete_virtual_networks_enabled": True,
        "remote_subnet_names": None,
        "triggers": None,
        "use_remote_gateways": False,
    },
    "azurerm_virtual_network_gateway": {
        **_LOCATED,
        "active_active": FLAG,
        "bgp_enabled": FLAG,
        "bgp_route_translation_for_nat_enabled": False,
        "bgp_settings": Nested({}, computed=True),
        "custom_route": Nested({}),
        "default_local_network_gateway_id": None,
        "dns_forwarding_enabled": None,
        "edge_zone": None,
        "enable_bgp": FLAG,
        "generation": TEXT,
        "ip_configuration": Nested(
            {
                "name": "vnetGatewayConfig",
                "private_ip_address_allocation": "Dynamic",
                "public_ip_address_id": None,
                "subnet_id": None,
            }
        ),
        "ip_sec_replay_protection_enabled": True,
        "maximum_scale_unit": NUMBER,
        "minimum_scale_unit": NUMBER,
        "policy_group": Nested({}),
        "private_ip_address_enabled": None,
        "remote_vnet_traffic_enabled": False,
        "sku": None,
        "type": None,
        "virtual_wan_traffic_enabled": False,
        "vpn_client_configuration": Nested({}),
        "vpn_type": "RouteBased",
    },
    "azurerm_virtual_network_gateway_connection": {
        **_LOCATED,
        "authorization_key": None,
        "bgp_enabled": FLAG,
        "connection_mode": "Default",
        "connection_protocol": TEXT,
        "custom_bgp_addresses": Nested({}),
        "dpd_timeout_seconds": None,
        "egress_nat_rule_ids": None,
        "enable_bgp": FLAG,
        "express_route_circuit_id": None,
        "express_route_gateway_bypass": FLAG,
        "ingress_nat_rule_ids": None,
        "ipsec_policy": Nested({}),
        "local_azure_ip_address_enabled": None,
        "local_network_gateway_id": None,
        "peer_virtual_network_gateway_id": None,
        "private_link_fast_path_enabled": False,
        "routing_weight": NUMBER,
        "shared_key": TEXT,
        "traffic_selector_policy": Nested({}),
        "type": None,
        "use_policy_based_traffic_selectors": FLAG,
        "virtual_network_gateway_id": None,
    },
    "azurerm_local_network_gateway": {
        **_LOCATED,
        "address_space": None,
        "bgp_settings": Nested({}),
        "gateway_address": None,
        "gateway_fqdn": None,
    },
    "azurerm_public_ip": {
        **_LOCATED,
        "allocation_method": None,
        "ddos_protection_mode": "VirtualNetworkInherited",
        "ddos_protection_plan_id": None,
        "domain_name_label": None,
        "domain_name_label_scope": None,
        "edge_zone": None,
        "fqdn": TEXT,
        "idle_timeout_in_minutes": 4,
        "ip_address": TEXT,
        "ip_tags": None,
        "ip_version": "IPv4",
        "public_ip_prefix_id": None,
        "reverse_fqdn": None,
        "sku": "Standard",
        "sku_tier": "Regional",
        "zones": None,
    },
    "azurerm_express_route_circuit": {
        **_LOCATED,
        "allow_classic_operations": False,
        "authorization_key": None,
        "bandwidth_in_gbps": None,
        "bandwidth_in_mbps": None,
        "express_route_port_id": None,
        "peering_location": None,
        "rate_limiting_enabled": False,
        "service_key": TEXT,
        "service_provider_name": None,
        "service_provider_provisioning_state": TEXT,
        "sku": Nested({"family": None, "tier": None}),
    },
    "azurerm_express_route_port": {
        **_LOCATED,
        "bandwidth_in_gbps": None,
        "billing_type": "MeteredData",
        "encapsulation": None,
        "ethertype": TEXT,
        "guid": TEXT,
        "identity": Nested({}),
        "link1": Nested({}, computed=True),
        "link2": Nested({}, computed=True),
        "mtu": TEXT,
        "peering_location": None,
    },
    "azurerm_express_route_gateway": {
        **_LOCATED,
        "allow_non_virtual_wan_traffic": False,
        "scale_units": None,
        "virtual_hub_id": None,
    },
    "azurerm_express_route_connection": {
        "id": TEXT,
        "name": None,
        "timeouts": None,
        "authorization_key": None,
        "express_route_circuit_peering_id": None,
        "express_route_gateway_bypass_enabled": False,
        "express_route_gateway_id": None,
        "internet_security_enabled": FLAG,
        "private_link_fast_path_enabled": None,
        "routing": Nested({}, computed=True),
        "routing_weight": 0,
    },
    "azurerm_route_table": {
        **_LOCATED,
        "bgp_route_propagation_enabled": True,
        "route": Nested(
            {"name": None, "address_prefix": None, "next_hop_type": None, "next_hop_in_ip_address": None},
            computed=True,
            as_attribute=True,
        ),
        "subnets": TEXT,
    },
    "azurerm_route": {
        **_EVERY,
        "address_prefix": None,
        "next_hop_in_ip_address": None,
        "next_hop_type": None,
        "route_table_name": None,
    },
    "azurerm_lb": {
        **_LOCATED,
        "edge_zone": None,
        "frontend_ip_configuration": Nested(
            {
                "gateway_load_balancer_frontend_ip_configuration_id": TEXT,
                "id": TEXT,
                "inbound_nat_rules": TEXT,
                "load_balancer_rules": TEXT,
                "name": None,
                "outbound_rules": TEXT,
                "private_ip_address": TEXT,
                "private_ip_address_allocation": TEXT,
                "private_ip_address_version": TEXT,
                "public_ip_address_id": TEXT,
                "public_ip_prefix_id": TEXT,
                "subnet_id": TEXT,
                "zones": None,
            }
        ),
        "private_ip_address": TEXT,
        "private_ip_addresses": TEXT,
        "sku": "Standard",
        "sku_tier": "Regional",
    },
    "azurerm_private_endpoint": {
        **_LOCATED,
        "custom_dns_configs": Nested({}, computed=True),
        "custom_network_interface_name": None,
        "edge_zone": None,
        "ip_configuration": Nested({}),
        "network_interface": Nested({}, computed=True),
        "private_dns_zone_configs": Nested({}, computed=True),
        "private_dns_zone_group": Nested({}),
        "private_service_connection": Nested(
            {
                "is_manual_connection": None,
                "name": None,
                "private_connection_resource_alias": None,
                "private_connection_resource_id": None,
                "private_ip_address": TEXT,
                "request_message": None,
                "subresource_names": None,
            }
        ),
        "subnet_id": None,
    },
    "azurerm_firewall": {
        **_LOCATED,
        "dns_proxy_enabled": FLAG,
        "dns_servers": None,
        "firewall_policy_id": None,
        "ip_configuration": Nested(
            {"name": None, "private_ip_address": TEXT, "public_ip_address_id": None, "subnet_id": None}
        ),
        "management_ip_configuration": Nested({}),
        "private_ip_ranges": None,
        "sku_name": None,
        "sku_tier": None,
        "threat_intel_mode": TEXT,
        "virtual_hub": Nested({}),
        "zones": None,
    },
    "azurerm_private_dns_resolver": {**_LOCATED, "virtual_network_id": None},
    "azurerm_private_dns_resolver_inbound_endpoint": {
        "id": TEXT,
        "name": None,
        "location": None,
        "tags": None,
        "timeouts": None,
        "private_dns_resolver_id": None,
        "ip_configurations": Nested(
            {"private_ip_address": TEXT, "private_ip_allocation_method": "Dynamic", "subnet_id": None}
        ),
    },
    "azurerm_netapp_volume": {
        **_LOCATED,
        "account_name": None,
        "azure_vmware_data_store_enabled": False,
        "encryption_key_source": TEXT,
        "key_vault_private_endpoint_id": TEXT,
        "mount_ip_addresses": TEXT,
        "network_features": TEXT,
        "pool_name": None,
        "security_style": TEXT,
        "service_level": None,
        "snapshot_directory_visible": True,
        "storage_quota_in_gb": None,
        "subnet_id": None,
        "throughput_in_mibps": NUMBER,
        "volume_path": None,
        "zone": None,
    },
    "azapi_resource": {
        "body": None,
        "id": TEXT,
        "identity": Nested({}),
        "ignore_casing": False,
        "ignore_missing_property": True,
        "location": None,
        "locks": None,
        "name": None,
        "output": TEXT,
        "parent_id": None,
        "response_export_values": None,
        "schema_validation_enabled": True,
        "tags": TEXT,
        "timeouts": None,
        "type": None,
    },
    "data.azurerm_virtual_network_gateway": {
        **_EVERY,
        "active_active": FLAG,
        "default_local_network_gateway_id": TEXT,
        "enable_bgp": FLAG,
        "generation": TEXT,
        "ip_configuration": Nested({}, computed=True),
        "location": TEXT,
        "private_ip_address_enabled": FLAG,
        "sku": TEXT,
        "tags": TEXT,
        "type": TEXT,
        "vpn_type": TEXT,
    },
}

SINCE: dict[tuple[str, str], tuple[int, int]] = {
    ("azurerm_virtual_network_gateway", "minimum_scale_unit"): (4, 79),
    ("azurerm_virtual_network_gateway", "maximum_scale_unit"): (4, 79),
}
"""Arguments that the provider has only since a minor version; before it no plan shows them."""


def fields_of(address_type: str, version: tuple[int, int]) -> dict[str, Any]:
    """The attributes of ``azurerm_x`` or ``data.azurerm_x`` in a version of the provider; KeyError for other types."""
    return {
        name: field
        for name, field in FIELDS[address_type].items()
        if SINCE.get((address_type, name), (0, 0)) <= version
    }
