"""The schema of scale sets and of the alerts on what they use, like ``azurerm_schema``.

Read from ``internal/services/compute`` and ``internal/services/monitor`` at v4.79.0.
"""

from __future__ import annotations

from typing import Any

from azurerm_attributes import EVERY, LOCATED, NUMBER, TEXT, Computed, Nested

_DIMENSION = Nested({"name": None, "operator": None, "values": None})

FIELDS: dict[str, dict[str, Any]] = {
    "azurerm_orchestrated_virtual_machine_scale_set": {
        **LOCATED,
        "extension_operations_enabled": True,
        "extensions_time_budget": "PT1H30M",
        "instances": NUMBER,
        "max_bid_price": -1,
        "network_api_version": "2020-11-01",
        "network_interface": Nested(
            {
                "name": None,
                "auxiliary_mode": None,
                "auxiliary_sku": None,
                "dns_servers": None,
                "enable_accelerated_networking": False,
                "enable_ip_forwarding": False,
                "network_security_group_id": None,
                "primary": False,
                "ip_configuration": Nested(
                    {
                        "name": None,
                        "application_gateway_backend_address_pool_ids": None,
                        "application_security_group_ids": None,
                        "load_balancer_backend_address_pool_ids": None,
                        "primary": False,
                        "public_ip_address": Nested({}),
                        "subnet_id": None,
                        "version": "IPv4",
                    }
                ),
            }
        ),
        "os_disk": Nested(
            {
                "caching": None,
                "storage_account_type": None,
                "diff_disk_settings": Nested({}),
                "disk_encryption_set_id": None,
                "disk_size_gb": NUMBER,
                "write_accelerator_enabled": False,
            }
        ),
        "platform_fault_domain_count": None,
        "priority": "Regular",
        "single_placement_group": Computed(bool),
        "sku_name": None,
        "source_image_id": None,
        "unique_id": TEXT,
        "upgrade_mode": "Manual",
        "zone_balance": False,
        "zones": None,
    },
    "azurerm_monitor_metric_alert": {
        **EVERY,
        "action": Nested({}),
        "auto_mitigate": True,
        "criteria": Nested(
            {
                "metric_namespace": None,
                "metric_name": None,
                "aggregation": None,
                "dimension": _DIMENSION,
                "operator": None,
                "threshold": None,
                "skip_metric_validation": False,
            }
        ),
        "description": None,
        "dynamic_criteria": Nested({}),
        "enabled": True,
        "frequency": "PT1M",
        "scopes": None,
        "severity": 3,
        "tags": None,
        "target_resource_location": TEXT,
        "target_resource_type": TEXT,
        "window_size": "PT5M",
    },
}
