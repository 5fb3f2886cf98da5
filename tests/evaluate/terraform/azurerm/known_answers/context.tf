resource "azurerm_resource_group" "rg" {
  name     = "rg-hub"
  location = "uksouth"
}

resource "azurerm_virtual_network" "hub" {
  name                = "vnet-hub"
  resource_group_name = azurerm_resource_group.rg.name
  location            = "uksouth"
  address_space       = ["10.0.0.0/16"]
}

resource "azurerm_virtual_network" "spoke" {
  name                = "vnet-spoke"
  resource_group_name = azurerm_resource_group.rg.name
  location            = "uksouth"
  address_space       = ["10.1.0.0/16"]
}

resource "azurerm_subnet" "app" {
  name                 = "snet-app"
  resource_group_name  = azurerm_resource_group.rg.name
  virtual_network_name = azurerm_virtual_network.hub.name
  address_prefixes     = ["10.0.1.0/24"]
}

resource "azurerm_route_table" "routes" {
  name                = "rt-gateway"
  resource_group_name = azurerm_resource_group.rg.name
  location            = "uksouth"
}

resource "azurerm_public_ip" "pip" {
  name                = "pip"
  resource_group_name = azurerm_resource_group.rg.name
  location            = "uksouth"
  allocation_method   = "Static"
}

resource "azurerm_network_interface" "nic" {
  name                = "nic"
  resource_group_name = azurerm_resource_group.rg.name
  location            = "uksouth"
}

resource "azurerm_lb" "lb" {
  name                = "lb"
  resource_group_name = azurerm_resource_group.rg.name
  location            = "uksouth"
}

resource "azurerm_storage_account" "store" {
  name                = "store"
  resource_group_name = azurerm_resource_group.rg.name
}

resource "azurerm_network_security_group" "nsg" {
  name                = "nsg"
  resource_group_name = azurerm_resource_group.rg.name
}

resource "azurerm_virtual_wan" "wan" {
  name                = "wan"
  resource_group_name = azurerm_resource_group.rg.name
  location            = "uksouth"
}

resource "azurerm_virtual_hub" "vhub" {
  name                = "vhub"
  resource_group_name = azurerm_resource_group.rg.name
  location            = "uksouth"
  virtual_wan_id      = azurerm_virtual_wan.wan.id
}

resource "azurerm_virtual_network_gateway" "vgw" {
  name                = "vgw-hub"
  resource_group_name = azurerm_resource_group.rg.name
  location            = "uksouth"
  type                = "ExpressRoute"
  sku                 = "ErGw3AZ"
}

resource "azurerm_express_route_port" "port" {
  name                = "port"
  resource_group_name = azurerm_resource_group.rg.name
  location            = "uksouth"
  bandwidth_in_gbps   = 100
}

resource "azurerm_express_route_circuit" "erc" {
  name                = "erc"
  resource_group_name = azurerm_resource_group.rg.name
  location            = "uksouth"
}

resource "azurerm_express_route_circuit_peering" "private" {
  express_route_circuit_name = azurerm_express_route_circuit.erc.name
  resource_group_name        = azurerm_resource_group.rg.name
  peering_type               = "AzurePrivatePeering"
  vlan_id                    = 100
}

resource "azurerm_express_route_gateway" "ergw" {
  name                = "ergw"
  resource_group_name = azurerm_resource_group.rg.name
  location            = "uksouth"
  virtual_hub_id      = azurerm_virtual_hub.vhub.id
  scale_units         = 1
}

resource "azurerm_private_dns_resolver" "dns" {
  name                = "dns"
  resource_group_name = azurerm_resource_group.rg.name
  location            = "uksouth"
  virtual_network_id  = azurerm_virtual_network.hub.id
}

resource "azurerm_kubernetes_cluster" "aks" {
  name                = "aks"
  resource_group_name = azurerm_resource_group.rg.name
  location            = "uksouth"
}

resource "azurerm_netapp_account" "anf" {
  name                = "anf"
  resource_group_name = azurerm_resource_group.rg.name
  location            = "uksouth"
}

resource "azurerm_netapp_pool" "pool" {
  name                = "pool"
  account_name        = azurerm_netapp_account.anf.name
  resource_group_name = azurerm_resource_group.rg.name
  location            = "uksouth"
}
