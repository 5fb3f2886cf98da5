"""What Azure's verified Terraform modules create, for when a module is not on the disk: the resources that matter here.

Each outline is ours: the module's inputs and outputs by their names, and of its resources what the topology asks about;
``unseen`` stands for what the module decides by itself. Read from the sources at the tags that ``versions`` lists:
Azure/terraform-azurerm-avm-ptn-vnetgateway, -avm-ptn-alz-connectivity-hub-and-spoke-vnet and
-avm-res-network-expressroutecircuit. Other versions stay unknown.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Outline(NamedTuple):
    """``versions`` are those that it holds for; ``text`` is Terraform."""

    versions: tuple[str, ...]
    text: str


class Dropped(NamedTuple):
    """An input that a module takes and never uses: ``path`` leads to it, ``*`` through the elements of a map."""

    versions: tuple[str, ...]
    path: tuple[str, ...]
    source: str


def outline_of(source: str, version: str | None) -> Outline | None:
    """The outline of a registry module in the versions that a call accepts; None where it may get another one."""
    found = OUTLINES.get(_name(source))
    return found if found is not None and _only(version, found.versions) else None


def dropped_by(source: str, version: str | None) -> Dropped | None:
    """The input that a registry module drops in the versions that a call accepts."""
    found = DROPPED.get(_name(source))
    return found if found is not None and _only(version, found.versions) else None


def _name(source: str) -> str:
    return source.casefold().removeprefix("registry.terraform.io/")


def _only(version: str | None, known: tuple[str, ...]) -> bool:
    """Whether a call gets one of the versions: it names one, or the last number alone is open (``~> 0.10.1``)."""
    match = re.fullmatch(r"\s*(=|~>)?\s*v?(\d+\.\d+)\.(\d+)\s*", version or "")
    if match is None:
        return False
    operator, series, patch = match.groups()
    if operator != "~>":
        return f"{series}.{patch}" in known
    return any(one.rpartition(".")[0] == series and int(one.rpartition(".")[2]) >= int(patch) for one in known)


_CIRCUITS = """map(object({
    id = string
    connection = optional(object({
      resource_group_name            = optional(string)
      authorization_key              = optional(string)
      express_route_gateway_bypass   = optional(bool)
      private_link_fast_path_enabled = optional(bool, false)
      name                           = optional(string)
      routing_weight                 = optional(number)
    }))
  }))"""

_CONNECTION = """
  type                           = "ExpressRoute"
  express_route_gateway_bypass   = CONNECTION.express_route_gateway_bypass
  private_link_fast_path_enabled = CONNECTION.private_link_fast_path_enabled
  routing_weight                 = CONNECTION.routing_weight
  authorization_key              = CONNECTION.authorization_key"""

_GATEWAY = (
    """
variable "name" {
  type = string
}
variable "location" {
  type = string
}
variable "parent_id" {
  type    = string
  default = null
}
variable "resource_group_name" {
  type    = string
  default = null
}
variable "sku" {
  type     = string
  default  = "ErGw1AZ"
  nullable = false
}
variable "type" {
  type     = string
  default  = "ExpressRoute"
  nullable = false
}
variable "express_route_circuits" {
  type     = CIRCUITS
  default  = {}
  nullable = false
}
variable "virtual_network_gateway_subnet_id" {
  type    = string
  default = null
}
variable "virtual_network_id" {
  type    = string
  default = null
}
variable "subnet_creation_enabled" {
  type    = bool
  default = true
}
variable "route_table_creation_enabled" {
  type    = bool
  default = false
}
locals {
  group   = var.resource_group_name != null ? var.resource_group_name : basename(var.parent_id)
  created = "${var.virtual_network_id}/subnets/GatewaySubnet"
  subnet  = var.subnet_creation_enabled ? local.created : var.virtual_network_gateway_subnet_id
}
resource "azurerm_route_table" "vgw" {
  count               = var.route_table_creation_enabled ? 1 : 0
  name                = unseen.by_outline.route_table_name
  location            = var.location
  resource_group_name = unseen.by_outline.route_table_group
}
resource "azurerm_subnet_route_table_association" "vgw" {
  count          = var.route_table_creation_enabled ? 1 : 0
  route_table_id = azurerm_route_table.vgw[0].id
  subnet_id      = local.subnet
}
resource "unseen" "by_outline" {
}
resource "azurerm_virtual_network_gateway" "vgw" {
  name                        = var.name
  location                    = var.location
  resource_group_name         = local.group
  type                        = var.type
  sku                         = var.sku
  remote_vnet_traffic_enabled = unseen.by_outline.remote_vnet_traffic
  virtual_wan_traffic_enabled = unseen.by_outline.virtual_wan_traffic
  ip_configuration {
    subnet_id = local.subnet
  }
}
resource "azurerm_virtual_network_gateway_connection" "vgw" {
  for_each = {
    for key, one in var.express_route_circuits : "erc-${key}" => one if one.connection != null
  }
  name                       = coalesce(each.value.connection.name, "con-${var.name}-${each.key}")
  location                   = var.location
  resource_group_name        = coalesce(each.value.connection.resource_group_name, local.group)
  virtual_network_gateway_id = azurerm_virtual_network_gateway.vgw.id
  express_route_circuit_id   = each.value.id"""
    + _CONNECTION
    + """
}
output "resource_id" {
  value = azurerm_virtual_network_gateway.vgw.id
}
"""
)

_HUB_AND_SPOKE = (
    """
variable "hub_virtual_networks" {
  type = map(object({
    enabled_resources = optional(object({
      virtual_network_gateway_express_route = optional(bool, true)
    }), {})
    default_parent_id = optional(string)
    location          = string
    hub_virtual_network = optional(object({
      parent_id = optional(string)
    }), {})
    virtual_network_gateways = optional(object({
      express_route = optional(object({
        name                   = optional(string)
        parent_id              = optional(string)
        sku                    = optional(string)
        express_route_circuits = optional(CIRCUITS)
      }), {})
    }), {})
  }))
  default = {}
}
locals {
  gateways = {
    for key, hub in var.hub_virtual_networks : "${key}-express-route" => merge(
      hub.virtual_network_gateways.express_route,
      {
        location = hub.location
        group = basename(coalesce(
          hub.virtual_network_gateways.express_route.parent_id, hub.hub_virtual_network.parent_id, hub.default_parent_id
        ))
      }
    ) if hub.enabled_resources.virtual_network_gateway_express_route
  }
  zonal_sku = unseen.by_outline.availability_zones == [] ? "Standard" : "ErGw1AZ"
  connections = merge([
    for key, gateway in local.gateways : {
      for name, circuit in coalesce(gateway.express_route_circuits, {}) : "${key}/erc-${name}" => merge(
        circuit.connection, { gateway = key, circuit = circuit.id, key = "erc-${name}" }
      ) if circuit.connection != null
    }
  ]...)
}
resource "unseen" "by_outline" {
}
resource "azurerm_virtual_network_gateway" "vgw" {
  for_each                    = local.gateways
  name                        = each.value.name != null ? each.value.name : unseen.by_outline.default_gateway_name
  location                    = each.value.location
  resource_group_name         = each.value.group
  type                        = "ExpressRoute"
  sku                         = coalesce(each.value.sku, local.zonal_sku)
  remote_vnet_traffic_enabled = unseen.by_outline.remote_vnet_traffic
  virtual_wan_traffic_enabled = unseen.by_outline.virtual_wan_traffic
  ip_configuration {
    subnet_id = unseen.by_outline.gateway_subnet_id
  }
}
resource "azurerm_virtual_network_gateway_connection" "vgw" {
  for_each                   = local.connections
  name = coalesce(
    each.value.name, "con-${azurerm_virtual_network_gateway.vgw[each.value.gateway].name}-${each.value.key}"
  )
  location                   = local.gateways[each.value.gateway].location
  resource_group_name        = coalesce(each.value.resource_group_name, local.gateways[each.value.gateway].group)
  virtual_network_gateway_id = azurerm_virtual_network_gateway.vgw[each.value.gateway].id
  express_route_circuit_id   = each.value.circuit"""
    + _CONNECTION.replace("CONNECTION.", "each.value.")
    + """
}
"""
)

_CIRCUIT = (
    """
variable "name" {
  type = string
}
variable "location" {
  type = string
}
variable "resource_group_name" {
  type = string
}
variable "service_provider_name" {
  type    = string
  default = null
}
variable "peering_location" {
  type    = string
  default = null
}
variable "bandwidth_in_mbps" {
  type    = number
  default = null
}
variable "bandwidth_in_gbps" {
  type    = number
  default = null
}
variable "express_route_port_resource_id" {
  type    = string
  default = null
}
variable "sku" {
  type = object({ tier = string, family = string })
}
variable "vnet_gw_connections" {
  type = map(object({
    name                                = optional(string, "")
    resource_group_name                 = string
    location                            = string
    virtual_network_gateway_resource_id = string
    authorization_key                   = optional(string)
    routing_weight                      = optional(number, 0)
    express_route_gateway_bypass        = optional(bool, false)
    private_link_fast_path_enabled      = optional(bool, false)
  }))
  default = {}
}
resource "unseen" "by_outline" {
}
resource "azurerm_express_route_circuit" "this" {
  name                  = var.name
  location              = var.location
  resource_group_name   = var.resource_group_name
  service_provider_name = var.service_provider_name
  peering_location      = var.peering_location
  bandwidth_in_mbps     = var.bandwidth_in_mbps
  bandwidth_in_gbps     = var.bandwidth_in_gbps
  express_route_port_id = var.express_route_port_resource_id
  sku {
    tier   = var.sku.tier
    family = var.sku.family
  }
}
resource "azurerm_virtual_network_gateway_connection" "this" {
  for_each                   = var.vnet_gw_connections
  name                       = each.value.name != "" ? each.value.name : unseen.by_outline.default_connection_name
  location                   = each.value.location
  resource_group_name        = each.value.resource_group_name
  virtual_network_gateway_id = each.value.virtual_network_gateway_resource_id
  express_route_circuit_id   = azurerm_express_route_circuit.this.id"""
    + _CONNECTION.replace("CONNECTION.", "each.value.")
    + """
}
output "resource_id" {
  value = azurerm_express_route_circuit.this.id
}
output "name" {
  value = azurerm_express_route_circuit.this.name
}
"""
)

OUTLINES: dict[str, Outline] = {
    "azure/avm-ptn-vnetgateway/azurerm": Outline(
        ("0.8.0", "0.8.1", "0.9.0", "0.10.0", "0.10.1", "0.10.2", "0.10.3"),
        _GATEWAY.replace("CIRCUITS", _CIRCUITS).replace("CONNECTION.", "each.value.connection."),
    ),
    "azure/avm-ptn-alz-connectivity-hub-and-spoke-vnet/azurerm": Outline(
        ("0.15.0", *(f"0.16.{patch}" for patch in range(15)), "0.17.0", "0.17.1", "0.17.2", "0.17.3"),
        _HUB_AND_SPOKE.replace("CIRCUITS", _CIRCUITS),
    ),
    "azure/avm-res-network-expressroutecircuit/azurerm": Outline(("0.3.0", "0.3.1", "0.3.2", "0.3.3"), _CIRCUIT),
}

DROPPED: dict[str, Dropped] = {
    "azure/avm-ptn-alz-connectivity-virtual-wan/azurerm": Dropped(
        ("0.12.0", "0.17.1"),
        ("virtual_hubs", "*", "express_route_circuit_connections", "*", "express_route_gateway_bypass_enabled"),
        "modules/expressroute-gateway-connection/main.tf never sets it",
    ),
    "azure/avm-ptn-virtualwan/azurerm": Dropped(
        ("0.14.0",),
        ("er_circuit_connections", "*", "express_route_gateway_bypass_enabled"),
        "no version up to 0.14.0 sets it on the connection",
    ),
}
"""Inputs that are accepted and dropped, in the versions whose sources were read."""
