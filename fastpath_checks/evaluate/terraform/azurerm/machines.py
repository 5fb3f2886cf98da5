"""Virtual machines and scale sets of azurerm, as far as they stand in networks.

Attribute names and defaults: internal/services/compute and internal/services/legacy of
hashicorp/terraform-provider-azurerm, read at v5.2.0 and in the upgrade guides to 4.0 and 5.0.
"""

from __future__ import annotations

from fastpath_checks.evaluate.terraform.azurerm.tables import (
    LOCATION,
    NAME,
    SUBNET_ID,
    ZONES,
    Block,
    Entry,
    Field,
    Kind,
    always,
)

MACHINE = "Microsoft.Compute/virtualMachines"
SCALE_SET = "Microsoft.Compute/virtualMachineScaleSets"
_SCHEMA = "virtual_machine_scale_set.go and orchestrated_virtual_machine_scale_set.go, all versions"
_PROFILE = "properties.virtualMachineProfile.networkProfile"
_INTERFACES = Field("network_interface_ids", "properties.networkProfile.networkInterfaces", "ids")
_AVAILABILITY = Field("availability_set_id", "properties.availabilitySet.id")

_MACHINE = Kind(
    MACHINE,
    (
        LOCATION,
        Field("zone", "zones", "listed"),
        Field("size", "properties.hardwareProfile.vmSize"),
        _INTERFACES,
        _AVAILABILITY,
        Field("virtual_machine_scale_set_id", "properties.virtualMachineScaleSet.id"),
    ),
)

_ADDRESS: tuple[Entry, ...] = (
    NAME,
    SUBNET_ID,
    Field("primary", "properties.primary", "bool", always(False, _SCHEMA)),
    Field("load_balancer_backend_address_pool_ids", "properties.loadBalancerBackendAddressPools", "ids"),
    Field("application_gateway_backend_address_pool_ids", "properties.applicationGatewayBackendAddressPools", "ids"),
    Field("load_balancer_inbound_nat_rules_ids", "properties.loadBalancerInboundNatPools", "ids"),
)


def _accelerated(attribute: str, default: bool = False) -> Field:
    said = always(False, _SCHEMA) if default else None
    return Field(attribute, "properties.enableAcceleratedNetworking", "bool", said)


def _forwarding(attribute: str, default: bool = False) -> Field:
    said = always(False, _SCHEMA) if default else None
    return Field(attribute, "properties.enableIPForwarding", "bool", said)


_INTERFACE = Block(
    "network_interface",
    f"{_PROFILE}.networkInterfaceConfigurations",
    (
        NAME,
        Field("primary", "properties.primary", "bool", always(False, _SCHEMA)),
        _accelerated("accelerated_networking_enabled", True),
        _accelerated("enable_accelerated_networking"),  # before 5.0
        _forwarding("ip_forwarding_enabled", True),
        _forwarding("enable_ip_forwarding"),  # before 5.0
        Field("network_security_group_id", "properties.networkSecurityGroup.id"),
        Block(
            "ip_configuration",
            "properties.ipConfigurations",
            (
                *_ADDRESS,
                Field("version", "properties.privateIPAddressVersion", "", always("IPv4", _SCHEMA)),
                Block("public_ip_address", "properties.publicIPAddressConfiguration", (NAME,), single=True),
            ),
        ),
    ),
)


def _mode(mode: str, source: str) -> Field:
    return Field("", "properties.orchestrationMode", "", always(mode, source))


_UNIFORM = _mode("Uniform", "linux_ and windows_virtual_machine_scale_set_resource.go: hardcoded")
_SCALE_SET: tuple[Entry, ...] = (LOCATION, ZONES, Field("sku", "sku.name"), _UNIFORM, _INTERFACE)
_CAPACITY = Field("instances", "sku.capacity", "number")

KINDS: dict[str, Kind] = {
    "azurerm_linux_virtual_machine": _MACHINE,
    "azurerm_windows_virtual_machine": _MACHINE,
    "azurerm_virtual_machine": Kind(
        MACHINE,
        (LOCATION, ZONES, Field("vm_size", "properties.hardwareProfile.vmSize"), _INTERFACES, _AVAILABILITY),
    ),
    "azurerm_linux_virtual_machine_scale_set": Kind(
        SCALE_SET,
        (
            *_SCALE_SET,
            _CAPACITY._replace(default=always(0, "linux_virtual_machine_scale_set_resource.go, since 3.17.0")),
        ),
    ),
    "azurerm_windows_virtual_machine_scale_set": Kind(SCALE_SET, (*_SCALE_SET, _CAPACITY)),
    "azurerm_orchestrated_virtual_machine_scale_set": Kind(
        SCALE_SET,
        (
            LOCATION,
            ZONES,
            Field("sku_name", "sku.name"),
            _CAPACITY,
            _mode("Flexible", "orchestrated_virtual_machine_scale_set_resource.go: hardcoded"),
            Field("platform_fault_domain_count", "properties.platformFaultDomainCount", "number"),
            _INTERFACE,
        ),
    ),
    "azurerm_virtual_machine_scale_set": Kind(
        SCALE_SET,
        (
            LOCATION,
            ZONES,
            Block("sku", "sku", (NAME, Field("tier", "tier"), Field("capacity", "capacity", "number")), single=True),
            Block(
                "network_profile",
                f"{_PROFILE}.networkInterfaceConfigurations",
                (
                    NAME,
                    Field("primary", "properties.primary", "bool"),
                    _accelerated("accelerated_networking"),
                    _forwarding("ip_forwarding", True),
                    Field("network_security_group_id", "properties.networkSecurityGroup.id"),
                    Block(
                        "ip_configuration",
                        "properties.ipConfigurations",
                        (
                            *_ADDRESS,
                            Block(
                                "public_ip_address_configuration",
                                "properties.publicIPAddressConfiguration",
                                (NAME,),
                                single=True,
                            ),
                        ),
                    ),
                ),
            ),
        ),
    ),
}

DATA_KINDS: dict[str, Kind] = {
    "azurerm_virtual_machine_scale_set": Kind(SCALE_SET, (LOCATION, _INTERFACE)),
}
"""Data sources that name things in other ways than the resource of the same type."""
