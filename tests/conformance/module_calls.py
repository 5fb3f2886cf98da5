"""A call of each known Terraform module, with the inputs that decide about FastPath: ``compare_terraform_modules``."""

from __future__ import annotations

from fastpath_checks.evaluate.terraform.module_versions import number

GROUP = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg"
NETWORK = f"{GROUP}/providers/Microsoft.Network/virtualNetworks/vnet-hub"
REMOTE = f"{GROUP}/providers/Microsoft.Network/virtualNetworks/vnet-spoke"
SUBNET = f"{NETWORK}/subnets/GatewaySubnet"
GATEWAY = f"{GROUP}/providers/Microsoft.Network/virtualNetworkGateways/vgw"
WAN_GATEWAY = f"{GROUP}/providers/Microsoft.Network/expressRouteGateways/ergw"
TABLE = f"{GROUP}/providers/Microsoft.Network/routeTables/rt"
CIRCUIT = f"{GROUP}/providers/Microsoft.Network/expressRouteCircuits/erc"
PEERING = f"{CIRCUIT}/peerings/AzurePrivatePeering"
PORT = f"{GROUP}/providers/Microsoft.Network/expressRoutePorts/port"

CIRCUITS = f"""{{
    on  = {{ id = "{CIRCUIT}", connection = {{ name = "con-on", express_route_gateway_bypass = true }} }}
    pl  = {{ id = "{CIRCUIT}", connection = {{
      name = "con-pl", express_route_gateway_bypass = true, private_link_fast_path_enabled = true
    }} }}
    off = {{ id = "{CIRCUIT}", connection = {{}} }}
    no  = {{ id = "{CIRCUIT}" }}
  }}"""
WAN_CIRCUITS = f"""{{
    lon = {{
      name = "lon", express_route_gateway_key = "g", express_route_gateway_name = "ergw"
      express_route_circuit_peering_id = "{PEERING}", express_route_gateway_bypass_enabled = true
    }}
  }}"""
_WAN = f"""
  resource_group_name    = "rg"
  location               = "uksouth"
  virtual_wan_name       = "wan"
  er_circuit_connections = {WAN_CIRCUITS}
  virtual_hubs           = {{ h = {{
    name = "hub", location = "uksouth", resource_group = "rg", address_prefix = "10.0.0.0/23"
  }} }}
  expressroute_gateways = {{
    g = {{ name = "ergw", virtual_hub_key = "h", virtual_hub_name = "hub", scale_units = 1 }}
  }}
"""
_HUB = f"""
  hub_virtual_networks = {{
    uks = {{
      ABOUT
      virtual_network_gateways = {{
        subnet_address_prefix = "10.0.0.0/27"
        express_route = {{ ENABLED name = "vgw-uks", location = "uksouth", express_route_circuits = {CIRCUITS}, SKU }}
      }}
    }}
    none = {{ OFF }}
  }}
"""


def _gateway(version: str) -> str:
    common = 'name = "vgw"\n  location = "uksouth"\n  sku = "ErGw3AZ"\n  type = "ExpressRoute"\n'
    common += f"  express_route_circuits = {CIRCUITS}"
    at = number(version)
    if at < (0, 3, 0):
        where = (
            f'virtual_network_name = "vnet-hub"\n  virtual_network_resource_group_name = "rg"\n  subnet_id = "{SUBNET}"'
        )
    elif at < (0, 7, 0):
        where = f'virtual_network_id = "{NETWORK}"\n  subnet_creation_enabled = false'
    else:
        where = f'virtual_network_gateway_subnet_id = "{SUBNET}"\n  subnet_creation_enabled = false'
    more = "\n  express_route_remote_vnet_traffic_enabled = true" if at >= (0, 5, 0) else ""
    parent = f'\n  parent_id = "{GROUP}"' if at >= (0, 9, 0) else ""
    return f"{common}\n  {where}{more}{parent}"


def _hubs(version: str) -> str:
    at = number(version)
    if at >= (0, 14, 0):
        parent = f'default_parent_id = "{GROUP}", default_hub_address_space = "10.0.0.0/16"'
        off = "virtual_network_gateway_express_route = false, virtual_network_gateway_vpn = false"
        about = f'location = "uksouth", {parent}, enabled_resources = {{ virtual_network_gateway_vpn = false }}'
        off = f'location = "ukwest", {parent}, enabled_resources = {{ {off} }}'
        enabled, sku = "", "" if version == "0.14.1" else 'sku = "UltraPerformance"'
    elif at >= (0, 13, 0):
        network = f'name = "vnet-hub", location = "uksouth", parent_id = "{GROUP}", address_space = ["10.0.0.0/16"]'
        about, off = f"hub_virtual_network = {{ {network} }}", f"hub_virtual_network = {{ {network} }}"
        enabled, sku = "enabled = true,", 'sku = "UltraPerformance"'
    else:
        network = 'name = "vnet-hub", location = "uksouth", resource_group_name = "rg", address_space = ["10.0.0.0/16"]'
        about, off = f"hub_virtual_network = {{ {network} }}", f"hub_virtual_network = {{ {network} }}"
        enabled, sku = "", 'sku = "UltraPerformance"'
    text = _HUB.replace("ABOUT", about).replace("OFF", off).replace("ENABLED", enabled).replace(", SKU", f", {sku}")
    return text.replace(",  }", " }")


def _wan_hubs(version: str) -> str:
    if number(version) < (0, 12, 0):
        return f"virtual_wan_settings = {{ er_circuit_connections = {WAN_CIRCUITS} }}"
    hub = f'location = "uksouth", default_parent_id = "{GROUP}", express_route_circuit_connections = {WAN_CIRCUITS}'
    return f"virtual_hubs = {{ h = {{ {hub} }} }}"


def _circuit(version: str) -> str:
    kind = f'bandwidth_in_gbps = 10\n  express_route_port_resource_id = "{PORT}"'
    if number(version) < (0, 2, 2):
        kind = 'bandwidth_in_mbps = 1000\n  service_provider_name = "Equinix"\n  peering_location = "London"'
    return f"""
  name                           = "erc"
  location                       = "uksouth"
  resource_group_name            = "rg"
  sku                            = {{ tier = "Premium", family = "MeteredData" }}
  {kind}
  peerings = {{ p = {{ peering_type = "AzurePrivatePeering", vlan_id = 100 }} }}
  vnet_gw_connections = {{
    on = {{
      name = "con-on", resource_group_name = "rg", location = "uksouth"
      virtual_network_gateway_resource_id = "{GATEWAY}"
      express_route_gateway_bypass = true, private_link_fast_path_enabled = true
    }}
    off = {{
      name = "con-off", resource_group_name = "rg", location = "uksouth"
      virtual_network_gateway_resource_id = "{GATEWAY}"
    }}
  }}
  er_gw_connections = {{
    wan = {{
      name = "con-wan", peering_map_key = "p", express_route_gateway_resource_id = "{WAN_GATEWAY}"
      express_route_gateway_bypass_enabled = true
    }}
  }}
"""


def _connection(version: str) -> str:
    return f"""
  name                                = "con"
  location                            = "uksouth"
  resource_group_name                 = "rg"
  type                                = "ExpressRoute"
  shared_key                          = ""
  virtual_network_gateway_resource_id = "{GATEWAY}"
  express_route_circuit_resource_id   = "{CIRCUIT}"
  express_route_gateway_bypass        = true
  private_link_fast_path_enabled      = true
"""


def _single_connection(version: str) -> str:
    return f"""
  resource_group_name = "rg"
  location            = "uksouth"
  express_route_gateway = {{ name = "ergw", scale_units = 1, virtual_hub_id = "{GROUP}" }}
  express_route_gateway_connection = {{
    name = "con", express_route_gateway_id = null, authorization_key = null
    express_route_circuit_peering_id = "{PEERING}", express_route_gateway_bypass_enabled = true
  }}
"""


def _network(version: str) -> str:
    at = number(version)
    where = f'parent_id = "{GROUP}"' if at >= (0, 11, 0) else 'resource_group_name = "rg"'
    reverse = 'create_reverse_peering = true, reverse_name = "to-hub", reverse_use_remote_gateways = true'
    return f"""
  name          = "vnet-hub"
  location      = "uksouth"
  address_space = ["10.0.0.0/16", "fd00::/48"]
  {where}
  subnets = {{
    gw  = {{ name = "GatewaySubnet", address_prefixes = ["10.0.0.0/27"], route_table = {{ id = "{TABLE}" }} }}
    app = {{ name = "app", address_prefixes = ["10.0.1.0/24"] }}
  }}
  peerings = {{
    spoke = {{
      name = "to-spoke", remote_virtual_network_resource_id = "{REMOTE}", allow_gateway_transit = true
      {reverse}
    }}
    part = {{
      name = "to-part", remote_virtual_network_resource_id = "{REMOTE}2", peer_complete_vnets = false
      local_peered_subnets = [{{ subnet_name = "app" }}], remote_peered_subnets = [{{ subnet_name = "x" }}]
    }}
    never = {{ name = "never", remote_virtual_network_resource_id = "{REMOTE}3", peer_complete_vnets = false }}
  }}
"""


def _load_balancer(version: str) -> str:
    return f"""
  name                = "lb"
  location            = "uksouth"
  resource_group_name = "rg"
  frontend_ip_configurations = {{
    private = {{ name = "private", frontend_private_ip_subnet_resource_id = "{NETWORK}/subnets/app" }}
    public  = {{ name = "public", create_public_ip_address = true, public_ip_address_resource_name = "pip" }}
  }}
"""


CALLS = {
    "azure/avm-ptn-vnetgateway/azurerm": _gateway,
    "azure/avm-ptn-alz-connectivity-hub-and-spoke-vnet/azurerm": _hubs,
    "azure/avm-res-network-expressroutecircuit/azurerm": _circuit,
    "azure/avm-res-network-connection/azurerm": _connection,
    "azure/avm-ptn-alz-connectivity-virtual-wan/azurerm": _wan_hubs,
    "azure/avm-ptn-virtualwan/azurerm": lambda version: _WAN,
    "schubergphilis/mcaf-vwan-expressroute/azure": _single_connection,
    "azure/avm-res-network-virtualnetwork/azurerm": _network,
    "azure/avm-res-network-loadbalancer/azurerm": _load_balancer,
}

BEYOND = {"azure/avm-ptn-alz-connectivity-hub-and-spoke-vnet/azurerm": ("network",)}
"""Kinds of lines that a module's outline leaves out: it says nothing of such things."""


def call_of(name: str, version: str) -> str:
    """A configuration that calls one version of a module."""
    return f'module "m" {{\n  source  = "{name}"\n  version = "{version}"\n  {CALLS[name](version)}\n}}\n'
