"""Outlines of Azure's verified modules that create circuits and connections: see ``verified_modules``.

Read from Azure/terraform-azurerm-avm-res-network-expressroutecircuit, and from the branch main of
-avm-res-network-connection.
"""

from __future__ import annotations

CIRCUITS = """map(object({
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
"""The type of ``express_route_circuits`` of the modules that create gateways."""

FLAGS = """
  type                           = "ExpressRoute"
  express_route_gateway_bypass   = CONNECTION.express_route_gateway_bypass
  routing_weight                 = CONNECTION.routing_weight
  authorization_key              = CONNECTION.authorization_key"""
"""What every connection to a circuit has."""

CIRCUIT = """
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
variable "peerings" {
  type     = map(object({ peering_type = string }))
  default  = {}
  nullable = false
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
variable "er_gw_connections" {
  type = map(object({
    name                                      = optional(string, "")
    express_route_circuit_peering_resource_id = optional(string)
    peering_map_key                           = optional(string)
    express_route_gateway_resource_id         = string
    express_route_gateway_bypass_enabled      = optional(bool, false)
    routing_weight                            = optional(number, 0)
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
resource "azurerm_express_route_circuit_peering" "this" {
  for_each                   = var.peerings
  peering_type               = each.value.peering_type
  express_route_circuit_name = azurerm_express_route_circuit.this.name
  resource_group_name        = var.resource_group_name
  ipv6                       = unseen.by_outline.ipv6
}
resource "azurerm_virtual_network_gateway_connection" "this" {
  for_each                       = var.vnet_gw_connections
  name                           = each.value.name != "" ? each.value.name : unseen.by_outline.default_connection_name
  location                       = each.value.location
  resource_group_name            = each.value.resource_group_name
  virtual_network_gateway_id     = each.value.virtual_network_gateway_resource_id
  express_route_circuit_id       = azurerm_express_route_circuit.this.id
  private_link_fast_path_enabled = SINCE(0.2.1) ? each.value.private_link_fast_path_enabled : null
  FLAGS
}
resource "azurerm_express_route_connection" "this" {
  for_each                             = var.er_gw_connections
  name                                 = each.value.name != "" ? each.value.name : unseen.by_outline.default_wan_name
  express_route_gateway_id             = each.value.express_route_gateway_resource_id
  express_route_gateway_bypass_enabled = each.value.express_route_gateway_bypass_enabled
  routing_weight                       = each.value.routing_weight
  express_route_circuit_peering_id = coalesce(
    each.value.express_route_circuit_peering_resource_id,
    try(azurerm_express_route_circuit_peering.this[each.value.peering_map_key].id, null)
  )
}
output "resource_id" {
  value = azurerm_express_route_circuit.this.id
}
output "name" {
  value = azurerm_express_route_circuit.this.name
}
""".replace("FLAGS", FLAGS.replace("CONNECTION.", "each.value."))
"""``avm-res-network-expressroutecircuit``."""

CONNECTION = """
variable "name" {
  type = string
}
variable "location" {
  type = string
}
variable "resource_group_name" {
  type = string
}
variable "type" {
  type = string
}
variable "virtual_network_gateway_resource_id" {
  type = string
}
variable "authorization_key" {
  type    = string
  default = null
}
variable "express_route_circuit_resource_id" {
  type    = string
  default = null
}
variable "express_route_gateway_bypass" {
  type    = bool
  default = null
}
variable "private_link_fast_path_enabled" {
  type    = bool
  default = false
}
variable "local_azure_ip_address_enabled" {
  type    = bool
  default = null
}
variable "routing_weight" {
  type    = number
  default = null
}
resource "azurerm_virtual_network_gateway_connection" "this" {
  name                           = var.name
  location                       = var.location
  resource_group_name            = var.resource_group_name
  type                           = var.type
  virtual_network_gateway_id     = var.virtual_network_gateway_resource_id
  express_route_circuit_id       = var.express_route_circuit_resource_id
  express_route_gateway_bypass   = var.express_route_gateway_bypass
  private_link_fast_path_enabled = var.private_link_fast_path_enabled
  local_azure_ip_address_enabled = var.local_azure_ip_address_enabled
  routing_weight                 = var.routing_weight
  authorization_key              = var.authorization_key
}
"""
"""``avm-res-network-connection``."""
