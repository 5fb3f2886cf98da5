"""Outlines of Azure's verified modules that create gateways: see ``verified_modules`` for what an outline is.

Read from Azure/terraform-azurerm-avm-ptn-vnetgateway and -avm-ptn-alz-connectivity-hub-and-spoke-vnet.
"""

from __future__ import annotations

from fastpath_checks.evaluate.terraform.outlined_connections import CIRCUITS, FLAGS

ADDRESSES = """map(object({
    public_ip = optional(object({
      creation_enabled = optional(bool, true)
      id               = optional(string)
      name             = optional(string)
      sku              = optional(string)
    }), {})
  }))"""
"""The part of ``ip_configurations`` that says which public addresses a gateway has."""

GATEWAY = (
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
variable "virtual_network_resource_group_name" {
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
variable "express_route_remote_vnet_traffic_enabled" {
  type     = bool
  default  = false
  nullable = false
}
variable "express_route_virtual_wan_traffic_enabled" {
  type     = bool
  default  = false
  nullable = false
}
variable "ip_configurations" {
  type     = ADDRESSES
  default  = {}
  nullable = false
}
variable "hosted_on_behalf_of_public_ip_enabled" {
  type     = bool
  default  = false
  nullable = false
}
variable "subnet_id" {
  type     = string
  default  = ""
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
  type     = bool
  default  = true
  nullable = false
}
variable "route_table_creation_enabled" {
  type     = bool
  default  = false
  nullable = false
}
locals {
  foreign   = SINCE(0.7.0) && !var.subnet_creation_enabled
  network   = local.foreign ? var.virtual_network_gateway_subnet_id : var.virtual_network_id
  own_group = SINCE(0.3.0) ? try(split("/", local.network)[4], null) : var.virtual_network_resource_group_name
  group     = SINCE(0.9.0) ? basename(var.parent_id) : local.own_group
  created   = try("${var.virtual_network_id}/subnets/GatewaySubnet", unseen.by_outline.gateway_subnet_id)
  chosen    = local.foreign ? var.virtual_network_gateway_subnet_id : local.created
  given     = var.subnet_id != "" ? var.subnet_id : unseen.by_outline.gateway_subnet_id
  subnet    = SINCE(0.3.0) ? local.chosen : local.given
  addresses = {
    for key, one in length(var.ip_configurations) > 0 ? var.ip_configurations : { "001" = null } : key => {
      id   = one == null || !SINCE(0.6.0) ? null : one.public_ip.creation_enabled ? null : one.public_ip.id
      made = one == null || !SINCE(0.6.0) ? true : one.public_ip.creation_enabled
      name = coalesce(try(one.public_ip.name, null), "pip-${var.name}-${key}")
      sku  = coalesce(try(one.public_ip.sku, null), SINCE(0.3.0) ? "Standard" : "Basic")
    }
  }
  from_virtual_wan = SINCE(0.5.0) ? var.express_route_virtual_wan_traffic_enabled : null
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
resource "azurerm_public_ip" "vgw" {
  for_each = {
    for key, one in local.addresses : key => one if one.made && !var.hosted_on_behalf_of_public_ip_enabled
  }
  name                = each.value.name
  location            = var.location
  resource_group_name = unseen.by_outline.public_ip_group
  sku                 = each.value.sku
}
resource "azurerm_virtual_network_gateway" "vgw" {
  name                        = var.name
  location                    = var.location
  resource_group_name         = local.group
  type                        = var.type
  sku                         = var.sku
  remote_vnet_traffic_enabled = SINCE(0.5.0) ? var.express_route_remote_vnet_traffic_enabled : null
  virtual_wan_traffic_enabled = local.from_virtual_wan
  dynamic "ip_configuration" {
    for_each = local.addresses
    content {
      subnet_id = local.subnet
      public_ip_address_id = var.hosted_on_behalf_of_public_ip_enabled ? null : (
        ip_configuration.value.made ? azurerm_public_ip.vgw[ip_configuration.key].id : ip_configuration.value.id
      )
    }
  }
}
resource "azurerm_virtual_network_gateway_connection" "vgw" {
  for_each = {
    for key, one in var.express_route_circuits : "erc-${key}" => one if one.connection != null
  }
  name     = coalesce(each.value.connection.name, "con-${var.name}-${each.key}")
  location = var.location
  resource_group_name = coalesce(
    SINCE(0.6.0) ? each.value.connection.resource_group_name : null, local.group
  )
  virtual_network_gateway_id     = azurerm_virtual_network_gateway.vgw.id
  express_route_circuit_id       = each.value.id
  private_link_fast_path_enabled = SINCE(0.5.0) ? each.value.connection.private_link_fast_path_enabled : null
  FLAGS
}
output "resource_id" {
  value = SINCE(0.6.0) ? azurerm_virtual_network_gateway.vgw.id : null
}
output "virtual_network_gateway" {
  value = {
    id   = azurerm_virtual_network_gateway.vgw.id
    name = azurerm_virtual_network_gateway.vgw.name
  }
}
""".replace("CIRCUITS", CIRCUITS)
    .replace("ADDRESSES", ADDRESSES)
    .replace("FLAGS", FLAGS.replace("CONNECTION.", "each.value.connection."))
)
"""``avm-ptn-vnetgateway``. Before 0.8.0 its gateway is azurerm's, since then azapi's."""

HUBS = (
    """
variable "hub_virtual_networks" {
  type = map(object({
    enabled_resources = optional(object({
      virtual_network_gateway_express_route = optional(bool, true)
    }), {})
    default_parent_id = optional(string)
    location          = optional(string)
    hub_virtual_network = optional(object({
      parent_id           = optional(string)
      resource_group_name = optional(string)
      location            = optional(string)
    }), {})
    virtual_network_gateways = optional(object({
      express_route = optional(object({
        enabled                                   = optional(bool)
        name                                      = optional(string)
        location                                  = optional(string)
        parent_id                                 = optional(string)
        sku                                       = optional(string)
        hosted_on_behalf_of_public_ip_enabled     = optional(bool)
        ip_configurations                         = optional(ADDRESSES)
        express_route_circuits                    = optional(CIRCUITS)
        express_route_remote_vnet_traffic_enabled = optional(bool, false)
        express_route_virtual_wan_traffic_enabled = optional(bool, false)
      }))
    }), {})
  }))
  default = {}
}
locals {
  express_route = {
    for key, hub in var.hub_virtual_networks : key => try(hub.virtual_network_gateways.express_route, null)
  }
  is_enabled = {
    for key, hub in var.hub_virtual_networks : key => (
      SINCE(0.14.0) ? hub.enabled_resources.virtual_network_gateway_express_route : (
        local.express_route[key] == null ? false : (
          SINCE(0.13.0) ? coalesce(local.express_route[key].enabled, false) : (
            SINCE(0.2.0) ? coalesce(local.express_route[key].enabled, true) : true
          )
        )
      )
    )
  }
  gateways = {
    for key, hub in var.hub_virtual_networks : "${key}-express-route" => {
      name     = try(local.express_route[key].name, null)
      sku      = try(local.express_route[key].sku, null)
      circuits = try(coalesce(local.express_route[key].express_route_circuits, {}), {})
      location = SINCE(0.14.0) ? hub.location : (
        SINCE(0.13.0) ? hub.hub_virtual_network.location : try(local.express_route[key].location, null)
      )
      group = SINCE(0.13.0) ? basename(coalesce(
        try(local.express_route[key].parent_id, null), hub.hub_virtual_network.parent_id, hub.default_parent_id
      )) : coalesce(hub.hub_virtual_network.resource_group_name, unseen.by_outline.resource_group_name)
      hosted = SINCE(0.11.0) ? coalesce(
        try(local.express_route[key].hosted_on_behalf_of_public_ip_enabled, null), SINCE(0.14.0)
      ) : false
      addresses = try(length(local.express_route[key].ip_configurations), 0) > 0 ? {
        for name, one in local.express_route[key].ip_configurations : name => {
          made = one.public_ip.creation_enabled
          id   = one.public_ip.id
          sku  = coalesce(one.public_ip.sku, "Standard")
          name = one.public_ip.name != null ? one.public_ip.name : unseen.by_outline.default_address_name
        }
      } : { "001" = { made = true, id = null, sku = "Standard", name = null } }
      remote_traffic = try(local.express_route[key].express_route_remote_vnet_traffic_enabled, false)
      wan_traffic    = try(local.express_route[key].express_route_virtual_wan_traffic_enabled, false)
    } if local.is_enabled[key]
  }
  zonal_sku = unseen.by_outline.availability_zones == [] ? "Standard" : "ErGw1AZ"
  connections = merge([
    for key, gateway in local.gateways : {
      for name, circuit in gateway.circuits : "${key}/erc-${name}" => merge(
        circuit.connection, { gateway = key, circuit = circuit.id, key = "erc-${name}" }
      ) if circuit.connection != null
    }
  ]...)
}
resource "unseen" "by_outline" {
}
resource "azurerm_public_ip" "vgw" {
  for_each = merge([
    for key, gateway in local.gateways : {
      for name, one in gateway.addresses : "${key}/${name}" => merge(one, { gateway = gateway, key = name }) if one.made
    } if !gateway.hosted
  ]...)
  name                = each.value.name != null ? each.value.name : "pip-${each.value.gateway.name}-${each.value.key}"
  location            = each.value.gateway.location
  resource_group_name = unseen.by_outline.public_ip_group
  sku                 = each.value.sku
}
resource "azurerm_virtual_network_gateway" "vgw" {
  for_each                    = local.gateways
  name                        = each.value.name != null ? each.value.name : unseen.by_outline.default_gateway_name
  location                    = each.value.location
  resource_group_name         = each.value.group
  type                        = "ExpressRoute"
  sku                         = each.value.sku != null ? each.value.sku : local.zonal_sku
  remote_vnet_traffic_enabled = SINCE(0.13.0) ? each.value.remote_traffic : false
  virtual_wan_traffic_enabled = SINCE(0.15.0) ? each.value.wan_traffic : false
  dynamic "ip_configuration" {
    for_each = each.value.addresses
    content {
      subnet_id = unseen.by_outline.gateway_subnet_id
      public_ip_address_id = each.value.hosted ? null : (
        ip_configuration.value.made
        ? azurerm_public_ip.vgw["${each.key}/${ip_configuration.key}"].id : ip_configuration.value.id
      )
    }
  }
}
resource "azurerm_virtual_network_gateway_connection" "vgw" {
  for_each = local.connections
  name = coalesce(
    each.value.name, "con-${azurerm_virtual_network_gateway.vgw[each.value.gateway].name}-${each.value.key}"
  )
  location                       = local.gateways[each.value.gateway].location
  resource_group_name            = coalesce(each.value.resource_group_name, local.gateways[each.value.gateway].group)
  virtual_network_gateway_id     = azurerm_virtual_network_gateway.vgw[each.value.gateway].id
  express_route_circuit_id       = each.value.circuit
  private_link_fast_path_enabled = each.value.private_link_fast_path_enabled
  FLAGS
}
""".replace("CIRCUITS", CIRCUITS)
    .replace("ADDRESSES", ADDRESSES)
    .replace("FLAGS", FLAGS.replace("CONNECTION.", "each.value."))
)
"""``avm-ptn-alz-connectivity-hub-and-spoke-vnet``. Before 0.13.0 it calls ``avm-ptn-vnetgateway`` 0.6.3 to 0.10.2."""
