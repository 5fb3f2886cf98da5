"""What Azure's verified Bicep modules create, for when a module is not on the disk: the resources that matter here.

Each outline is ours: the module's inputs and outputs by their names, and of its resources what the topology asks about.
Read from the sources and change logs of Azure/bicep-registry-modules at 9f9ea1a (2026-08-07);
``tests/conformance/compare_verified_modules.py`` holds every outline against its module. Versions that a change log
does not clear are not listed: they stay unknown.
"""

from __future__ import annotations

from typing import NamedTuple

PUBLIC = "br:mcr.microsoft.com/bicep/"


class Outline(NamedTuple):
    """``versions`` are those that it holds for; ``text`` is Bicep."""

    versions: tuple[str, ...]
    text: str


def outline_of(reference: str) -> str | None:
    """The outline of ``br:mcr.microsoft.com/bicep/avm/...:VERSION``; None where there is none for that version."""
    if not reference.startswith(PUBLIC):
        return None
    name, _, version = reference[len(PUBLIC) :].rpartition(":")
    found = OUTLINES.get(name)
    return found.text if found is not None and version in found.versions else None


_COMMON = """\
param name string
param location string = resourceGroup().location
output name string = it.name
output resourceId string = it.id
output location string = it.location
output resourceGroupName string = resourceGroup().name
"""

_CONNECTION = """\
param connectionType string = 'IPsec'
param enablePrivateLinkFastPath bool = false
param expressRouteGatewayBypass bool = false
param virtualNetworkGateway1 object
param peerResourceId string = ''
param routingWeight int?
resource it 'Microsoft.Network/connections@2024-05-01' = {
  name: name
  location: location
  properties: {
    connectionType: connectionType
    enablePrivateLinkFastPath: connectionType == 'ExpressRoute' ? enablePrivateLinkFastPath : null
    expressRouteGatewayBypass: connectionType == 'ExpressRoute' ? expressRouteGatewayBypass : null
    virtualNetworkGateway1: virtualNetworkGateway1
    peer: connectionType == 'ExpressRoute' && !empty(peerResourceId) ? { id: peerResourceId } : null
    routingWeight: routingWeight
  }
}
"""

_GATEWAY = """\
param gatewayType string
param skuName string = gatewayType == 'Vpn' ? 'VpnGw1AZ' : 'ErGw1AZ'
param virtualNetworkResourceId string
param clusterSettings object
param vpnClientAddressPoolPrefix string = ''
param allowRemoteVnetTraffic bool = false
param allowVirtualWanTraffic bool = false
param autoScaleConfiguration object?
var isActiveActive = startsWith(clusterSettings.clusterMode, 'activeActive') && gatewayType != 'ExpressRoute'
var configurations = isActiveActive ? (empty(vpnClientAddressPoolPrefix) ? 2 : 3) : 1
resource it 'Microsoft.Network/virtualNetworkGateways@2025-01-01' = {
  name: name
  location: location
  properties: {
    ipConfigurations: [for number in range(1, configurations): {
      name: 'vNetGatewayConfig${number}'
      properties: { subnet: { id: '${virtualNetworkResourceId}/subnets/GatewaySubnet' } }
    }]
    activeActive: isActiveActive
    allowRemoteVnetTraffic: allowRemoteVnetTraffic
    allowVirtualWanTraffic: allowVirtualWanTraffic
    gatewayType: gatewayType
    sku: { name: skuName, tier: skuName }
    autoScaleConfiguration: autoScaleConfiguration
  }
}
output activeActive bool = isActiveActive
output asn int? = it.properties.bgpSettings.asn
output ipConfigurations object[]? = it.properties.ipConfigurations
output primaryPublicIpAddress string? = it.properties.publicAddresses[0]
output secondaryPublicIpAddress string? = it.properties.publicAddresses[1]
output tertiaryPublicIpAddress string? = it.properties.publicAddresses[2]
output defaultBgpIpAddresses string? = it.properties.bgpSettings.defaults[0]
output customBgpIpAddresses string? = it.properties.bgpSettings.customs[0]
output secondaryDefaultBgpIpAddress string? = it.properties.bgpSettings.defaults[1]
output secondaryCustomBgpIpAddress string? = it.properties.bgpSettings.customs[1]
"""

_CIRCUIT = """\
param serviceProviderName string?
param peeringLocation string?
param bandwidthInMbps int?
param bandwidthInGbps int = 0
param expressRoutePortResourceId string = ''
param skuTier string = 'Standard'
param skuFamily string = 'MeteredData'
param peerings array?
resource it 'Microsoft.Network/expressRouteCircuits@2024-10-01' = {
  name: name
  location: location
  sku: {
    name: '${skuTier}_${skuFamily}'
    tier: skuTier
    family: skuTier == 'Local' ? 'UnlimitedData' : skuFamily
  }
  properties: {
    bandwidthInGbps: bandwidthInGbps != 0 ? bandwidthInGbps : null
    expressRoutePort: !empty(expressRoutePortResourceId) ? { id: expressRoutePortResourceId } : null
    serviceProviderProperties: empty(expressRoutePortResourceId) ? {
      serviceProviderName: serviceProviderName
      peeringLocation: peeringLocation
      bandwidthInMbps: bandwidthInMbps
    } : null
    peerings: [for peering in peerings ?? []: { name: peering.name }]
  }
}
output serviceKey string = it.properties.serviceKey
output serviceProviderProvisioningState string = it.properties.serviceProviderProvisioningState
output authorizations array = it.properties.authorizations
"""

_PORT = """\
param bandwidthInGbps int
param billingType string = 'MeteredData'
param encapsulation string = 'Dot1Q'
param peeringLocation string
resource it 'Microsoft.Network/ExpressRoutePorts@2024-05-01' = {
  name: name
  location: location
  properties: {
    bandwidthInGbps: bandwidthInGbps
    billingType: billingType
    encapsulation: encapsulation
    peeringLocation: peeringLocation
  }
}
"""

_WAN_GATEWAY = """\
param autoScaleConfigurationBoundsMax int = 2
param autoScaleConfigurationBoundsMin int = 2
param expressRouteConnections array = []
param virtualHubResourceId string
resource it 'Microsoft.Network/expressRouteGateways@2024-07-01' = {
  name: name
  location: location
  properties: {
    autoScaleConfiguration: {
      bounds: { max: autoScaleConfigurationBoundsMax, min: autoScaleConfigurationBoundsMin }
    }
    expressRouteConnections: expressRouteConnections
    virtualHub: { id: virtualHubResourceId }
  }
}
"""

_NETWORK = """\
param addressPrefixes string[]
param ipamPoolNumberOfIpAddresses string?
param subnets array?
param peerings array?
var pool = { pool: { id: addressPrefixes[0] }, numberOfIpAddresses: ipamPoolNumberOfIpAddresses }
resource it 'Microsoft.Network/virtualNetworks@2025-05-01' = {
  name: name
  location: location
  properties: {
    addressSpace: contains(addressPrefixes[0], '/Microsoft.Network/networkManagers/')
      ? { ipamPoolPrefixAllocations: [pool] }
      : { addressPrefixes: addressPrefixes }
  }
}
resource parts 'Microsoft.Network/virtualNetworks/subnets@2025-05-01' = [for subnet in subnets ?? []: {
  parent: it
  name: subnet.name
  properties: {
    addressPrefix: subnet.?addressPrefix
    addressPrefixes: subnet.?addressPrefixes
    routeTable: !empty(subnet.?routeTableResourceId) ? { id: subnet.routeTableResourceId } : null
  }
}]
resource there 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings@2025-05-01' = [for peering in peerings ?? []: {
  parent: it
  name: peering.?name ?? 'peer-${name}-${last(split(peering.remoteVirtualNetworkResourceId, '/'))}'
  properties: {
    allowForwardedTraffic: peering.?allowForwardedTraffic ?? true
    allowGatewayTransit: peering.?allowGatewayTransit ?? false
    allowVirtualNetworkAccess: peering.?allowVirtualNetworkAccess ?? true
    useRemoteGateways: peering.?useRemoteGateways ?? false
    remoteVirtualNetwork: { id: peering.remoteVirtualNetworkResourceId }
  }
}]
var mutual = filter(peerings ?? [], peering => peering.?remotePeeringEnabled ?? false)
resource remote 'Microsoft.Network/virtualNetworks@2025-05-01' existing = [for peering in mutual: {
  name: last(split(peering.remoteVirtualNetworkResourceId, '/'))
  scope: resourceGroup(
    split(peering.remoteVirtualNetworkResourceId, '/')[2],
    split(peering.remoteVirtualNetworkResourceId, '/')[4]
  )
}]
resource back 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings@2025-05-01' = [for (peering, at) in mutual: {
  parent: remote[at]
  name: peering.?remotePeeringName ?? 'peer-${last(split(peering.remoteVirtualNetworkResourceId, '/'))}-${name}'
  properties: {
    allowForwardedTraffic: peering.?remotePeeringAllowForwardedTraffic ?? true
    allowGatewayTransit: peering.?remotePeeringAllowGatewayTransit ?? false
    allowVirtualNetworkAccess: peering.?remotePeeringAllowVirtualNetworkAccess ?? true
    useRemoteGateways: peering.?remotePeeringUseRemoteGateways ?? false
    remoteVirtualNetwork: { id: it.id }
  }
}]
output subnetNames array = [for (subnet, at) in subnets ?? []: parts[at].name]
output subnetResourceIds array = [for (subnet, at) in subnets ?? []: parts[at].id]
"""

_ROUTE_TABLE = """\
param routes array?
param disableBgpRoutePropagation bool = false
resource it 'Microsoft.Network/routeTables@2024-07-01' = {
  name: name
  location: location
  properties: { routes: routes, disableBgpRoutePropagation: disableBgpRoutePropagation }
}
"""

_LOAD_BALANCER = """\
param skuName string = 'Standard'
param skuTier string = 'Regional'
param frontendIPConfigurations array
resource it 'Microsoft.Network/loadBalancers@2024-10-01' = {
  name: name
  location: location
  sku: { name: skuName, tier: skuTier }
  properties: {
    frontendIPConfigurations: [for frontend in frontendIPConfigurations: {
      name: frontend.name
      properties: { subnet: !empty(frontend.?subnetResourceId) ? { id: frontend.subnetResourceId } : null }
    }]
  }
}
output backendpools array = it.properties.backendAddressPools
"""

_ENDPOINT = """\
param subnetResourceId string
param manualPrivateLinkServiceConnections array?
param privateLinkServiceConnections array?
resource it 'Microsoft.Network/privateEndpoints@2025-05-01' = {
  name: name
  location: location
  properties: {
    manualPrivateLinkServiceConnections: manualPrivateLinkServiceConnections ?? []
    privateLinkServiceConnections: privateLinkServiceConnections ?? []
    subnet: { id: subnetResourceId }
  }
}
output customDnsConfigs array = it.properties.customDnsConfigs
output networkInterfaceResourceIds array = it.properties.networkInterfaces
output groupId string? = it.properties.groupIds[0]
"""

OUTLINES: dict[str, Outline] = {
    f"avm/res/network/{name}": Outline(versions, _COMMON + text)
    for name, versions, text in (
        ("connection", ("0.1.5", "0.1.6", "0.1.7"), _CONNECTION),
        ("virtual-network-gateway", ("0.10.0", "0.10.1", "0.11.0", "0.11.1", "0.12.0"), _GATEWAY),
        ("express-route-circuit", ("0.8.0", "0.9.0"), _CIRCUIT),
        ("express-route-port", ("0.3.0", "0.3.1"), _PORT),
        ("express-route-gateway", ("0.8.0",), _WAN_GATEWAY),
        ("virtual-network", ("0.8.0", "0.8.1", "0.9.0", "0.10.0", "0.10.1"), _NETWORK),
        ("route-table", ("0.5.0",), _ROUTE_TABLE),
        ("load-balancer", ("0.7.0", "0.7.1", "0.8.0"), _LOAD_BALANCER),
        ("private-endpoint", ("0.11.0", "0.11.1", "0.12.0", "0.12.1"), _ENDPOINT),
    )
}
"""By the name of the module in Azure's public registry."""
