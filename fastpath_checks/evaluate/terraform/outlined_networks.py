"""Outlines of Azure's verified modules that create networks and what stands in them: see ``verified_modules``.

Read from Azure/terraform-azurerm-avm-res-network-virtualnetwork and -avm-res-network-loadbalancer.
"""

from __future__ import annotations

NETWORK = """
variable "name" {
  type    = string
  default = null
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
variable "subscription_id" {
  type    = string
  default = null
}
variable "address_space" {
  type    = set(string)
  default = null
}
variable "ipam_pools" {
  type    = any
  default = null
}
variable "subnets" {
  type = map(object({
    name                                      = string
    address_prefix                            = optional(string)
    address_prefixes                          = optional(list(string))
    ipam_pools                                = optional(any)
    route_table                               = optional(object({ id = string }))
    private_endpoint_network_policies         = optional(string, "Enabled")
    private_endpoint_network_policies_enabled = optional(bool, true)
  }))
  default = {}
}
variable "peerings" {
  type = map(object({
    name                                 = string
    remote_virtual_network_resource_id   = string
    allow_gateway_transit                = optional(bool, false)
    use_remote_gateways                  = optional(bool, false)
    allow_virtual_network_access         = optional(bool, true)
    peer_complete_vnets                  = optional(bool, true)
    local_peered_address_spaces          = optional(list(any))
    remote_peered_address_spaces         = optional(list(any))
    local_peered_subnets                 = optional(list(any))
    remote_peered_subnets                = optional(list(any))
    create_reverse_peering               = optional(bool, false)
    reverse_name                         = optional(string)
    reverse_allow_gateway_transit        = optional(bool, false)
    reverse_use_remote_gateways          = optional(bool, false)
    reverse_allow_virtual_network_access = optional(bool, true)
    reverse_peer_complete_vnets          = optional(bool, true)
    reverse_local_peered_address_spaces  = optional(list(any))
    reverse_remote_peered_address_spaces = optional(list(any))
    reverse_local_peered_subnets         = optional(list(any))
    reverse_remote_peered_subnets        = optional(list(any))
  }))
  default  = {}
  nullable = false
}
locals {
  subscription = var.subscription_id != null ? var.subscription_id : unseen.by_outline.subscription_id
  group        = "/subscriptions/${local.subscription}/resourceGroups/${var.resource_group_name}"
  is_partial = {
    for key, one in var.peerings : key => min(
      length(coalesce(one.local_peered_address_spaces, [])), length(coalesce(one.remote_peered_address_spaces, []))
      ) + min(
      length(coalesce(one.local_peered_subnets, [])), length(coalesce(one.remote_peered_subnets, []))
    ) > 0
  }
  is_partial_in_reverse = {
    for key, one in var.peerings : key => min(
      length(coalesce(one.reverse_local_peered_address_spaces, [])),
      length(coalesce(one.reverse_remote_peered_address_spaces, []))
      ) + min(
      length(coalesce(one.reverse_local_peered_subnets, [])), length(coalesce(one.reverse_remote_peered_subnets, []))
    ) > 0
  }
}
resource "unseen" "by_outline" {
}
resource "azapi_resource" "vnet" {
  type      = "Microsoft.Network/virtualNetworks@2024-07-01"
  name      = var.name
  location  = var.location
  parent_id = SINCE(0.11.0) ? var.parent_id : local.group
  body = {
    properties = {
      addressSpace = {
        addressPrefixes = SINCE(0.14.0) && var.ipam_pools != null ? unseen.by_outline.prefixes : var.address_space
      }
    }
  }
}
resource "azapi_resource" "subnet" {
  for_each  = coalesce(var.subnets, {})
  type      = "Microsoft.Network/virtualNetworks/subnets@2024-07-01"
  name      = each.value.name
  parent_id = azapi_resource.vnet.id
  body = {
    properties = {
      addressPrefix = SINCE(0.14.0) && each.value.ipam_pools != null ? unseen.by_outline.subnet_prefix : (
        SINCE(0.3.0) ? each.value.address_prefix : null
      )
      addressPrefixes = SINCE(0.14.0) && each.value.ipam_pools != null ? unseen.by_outline.subnet_prefixes : (
        each.value.address_prefixes
      )
      routeTable = each.value.route_table != null ? { id = each.value.route_table.id } : null
      privateEndpointNetworkPolicies = (
        SINCE(0.19.0) && !each.value.private_endpoint_network_policies_enabled
        ? null : each.value.private_endpoint_network_policies
      )
    }
  }
}
resource "azapi_resource" "peering" {
  for_each = {
    for key, one in var.peerings : key => one if !SINCE(0.4.0) || one.peer_complete_vnets || local.is_partial[key]
  }
  type      = "Microsoft.Network/virtualNetworks/virtualNetworkPeerings@2024-07-01"
  name      = each.value.name
  parent_id = azapi_resource.vnet.id
  body = {
    properties = {
      remoteVirtualNetwork      = { id = each.value.remote_virtual_network_resource_id }
      allowVirtualNetworkAccess = each.value.allow_virtual_network_access
      allowGatewayTransit       = each.value.allow_gateway_transit
      useRemoteGateways         = each.value.use_remote_gateways
    }
  }
}
resource "azapi_resource" "reverse" {
  for_each = {
    for key, one in var.peerings : key => one if one.create_reverse_peering && (
      !SINCE(0.4.0) || one.reverse_peer_complete_vnets || local.is_partial_in_reverse[key]
    )
  }
  type      = "Microsoft.Network/virtualNetworks/virtualNetworkPeerings@2024-07-01"
  name      = each.value.reverse_name
  parent_id = each.value.remote_virtual_network_resource_id
  body = {
    properties = {
      remoteVirtualNetwork      = { id = azapi_resource.vnet.id }
      allowVirtualNetworkAccess = each.value.reverse_allow_virtual_network_access
      allowGatewayTransit       = each.value.reverse_allow_gateway_transit
      useRemoteGateways         = each.value.reverse_use_remote_gateways
    }
  }
}
output "resource_id" {
  value = azapi_resource.vnet.id
}
output "name" {
  value = azapi_resource.vnet.name
}
output "resource" {
  value = azapi_resource.vnet
}
output "subnets" {
  value = SINCE(0.3.0) ? {
    for key, one in azapi_resource.subnet : key => { resource_id = one.id, name = one.name, resource = one }
  } : unseen.by_outline.subnets
}
"""
"""``avm-res-network-virtualnetwork``."""

LOAD_BALANCER = """
variable "name" {
  type = string
}
variable "location" {
  type = string
}
variable "resource_group_name" {
  type = string
}
variable "sku" {
  type    = string
  default = "Standard"
}
variable "frontend_subnet_resource_id" {
  type    = string
  default = null
}
variable "frontend_ip_configurations" {
  type = map(object({
    name                                   = optional(string)
    frontend_private_ip_address            = optional(string)
    frontend_private_ip_subnet_resource_id = optional(string)
    create_public_ip_address               = optional(bool, false)
    public_ip_address_resource_id          = optional(string)
  }))
}
resource "unseen" "by_outline" {
}
resource "azurerm_lb" "this" {
  name                = var.name
  location            = var.location
  resource_group_name = var.resource_group_name
  sku                 = var.sku
  dynamic "frontend_ip_configuration" {
    for_each = var.frontend_ip_configurations
    content {
      name               = coalesce(frontend_ip_configuration.value.name, "frontend-${var.name}")
      private_ip_address = frontend_ip_configuration.value.frontend_private_ip_address
      subnet_id = try(coalesce(
        frontend_ip_configuration.value.frontend_private_ip_subnet_resource_id, var.frontend_subnet_resource_id
      ), null)
      public_ip_address_id = (
        frontend_ip_configuration.value.create_public_ip_address
        ? unseen.by_outline.public_ip_address_id : frontend_ip_configuration.value.public_ip_address_resource_id
      )
    }
  }
}
output "resource_id" {
  value = azurerm_lb.this.id
}
output "name" {
  value = azurerm_lb.this.name
}
"""
"""``avm-res-network-loadbalancer``."""
