// A hub with a firewall and two spokes, one of them in another region; ExpressRoute Direct carries one connection, a
// provider's circuit the other. Routes on the gateway subnet lead IPv4 to the firewall, and drop one subnet.

param resolverSubnet string

resource routes 'Microsoft.Network/routeTables@2024-05-01' = {
  name: 'rt-gateway'
  location: 'uksouth'
  properties: {
    routes: [
      {
        name: 'hub-through-firewall'
        properties: { addressPrefix: '10.0.0.0/16', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.0.2.4' }
      }
      {
        name: 'management-direct'
        properties: { addressPrefix: '10.0.3.0/24', nextHopType: 'VnetLocal' }
      }
      {
        name: 'quarantine'
        properties: { addressPrefix: '10.1.9.0/24', nextHopType: 'None' }
      }
    ]
  }
}

resource hub 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-hub'
  location: 'uksouth'
  properties: {
    addressSpace: { addressPrefixes: ['10.0.0.0/16', 'fd00:10::/48'] }
    subnets: [
      { name: 'GatewaySubnet', properties: { addressPrefix: '10.0.0.0/26', routeTable: { id: routes.id } } }
      { name: 'AzureFirewallSubnet', properties: { addressPrefix: '10.0.2.0/26' } }
      { name: 'snet-management', properties: { addressPrefix: '10.0.3.0/24' } }
      { name: 'snet-app', properties: { addressPrefixes: ['10.0.4.0/24', 'fd00:10:0:4::/64'] } }
    ]
  }
}

resource workload 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-workload'
  location: 'uksouth'
  properties: {
    addressSpace: { addressPrefixes: ['10.1.0.0/16'] }
    subnets: [
      { name: 'snet-app', properties: { addressPrefix: '10.1.1.0/24' } }
      { name: 'snet-quarantine', properties: { addressPrefix: '10.1.9.0/24' } }
    ]
  }
}

resource overseas 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-overseas-for-the-department-with-a-very-long-name'
  location: 'eastasia'
  properties: { addressSpace: { addressPrefixes: ['10.2.0.0/16'] } }
}

resource workloadToHub 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings@2024-05-01' = {
  parent: workload
  name: 'to-hub'
  properties: { remoteVirtualNetwork: { id: hub.id }, useRemoteGateways: true }
}

resource overseasToHub 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings@2024-05-01' = {
  parent: overseas
  name: 'to-hub'
  properties: { remoteVirtualNetwork: { id: hub.id }, useRemoteGateways: true }
}

resource firewall 'Microsoft.Network/azureFirewalls@2024-05-01' = {
  name: 'afw-hub'
  location: 'uksouth'
  properties: {
    ipConfigurations: [
      { name: 'default', properties: { subnet: { id: '${hub.id}/subnets/AzureFirewallSubnet' } } }
    ]
  }
}

resource balancer 'Microsoft.Network/loadBalancers@2024-05-01' = {
  name: 'lb-app'
  location: 'uksouth'
  sku: { name: 'Standard' }
  properties: {
    frontendIPConfigurations: [
      { name: 'private', properties: { subnet: { id: '${workload.id}/subnets/snet-app' }, privateIPAddress: '10.1.1.10' } }
    ]
  }
}

resource endpoint 'Microsoft.Network/privateEndpoints@2024-05-01' = {
  name: 'pe-data'
  location: 'uksouth'
  properties: { subnet: { id: '${hub.id}/subnets/snet-app' } }
}

resource resolver 'Microsoft.Network/dnsResolvers@2022-07-01' = {
  name: 'dnspr-hub'
  location: 'uksouth'
  properties: { virtualNetwork: { id: hub.id } }

  resource inbound 'inboundEndpoints' = {
    name: 'in'
    location: 'uksouth'
    properties: { ipConfigurations: [{ subnet: { id: resolverSubnet } }] }
  }
}

resource gateway 'Microsoft.Network/virtualNetworkGateways@2024-05-01' = {
  name: 'vgw-hub'
  location: 'uksouth'
  properties: {
    gatewayType: 'ExpressRoute'
    sku: { name: 'ErGw3AZ', tier: 'ErGw3AZ' }
    ipConfigurations: [{ name: 'default', properties: { subnet: { id: '${hub.id}/subnets/GatewaySubnet' } } }]
  }
}

resource port 'Microsoft.Network/expressRoutePorts@2024-05-01' = {
  name: 'erport-london'
  location: 'uksouth'
  properties: { peeringLocation: 'London', bandwidthInGbps: 100, encapsulation: 'Dot1Q' }
}

resource direct 'Microsoft.Network/expressRouteCircuits@2024-05-01' = {
  name: 'erc-direct'
  location: 'uksouth'
  sku: { name: 'Premium_MeteredData', tier: 'Premium', family: 'MeteredData' }
  properties: { expressRoutePort: { id: port.id }, bandwidthInGbps: 10 }
}

resource provided 'Microsoft.Network/expressRouteCircuits@2024-05-01' = {
  name: 'erc-provider'
  location: 'uksouth'
  sku: { name: 'Standard_MeteredData', tier: 'Standard', family: 'MeteredData' }
  properties: {
    serviceProviderProperties: { serviceProviderName: 'Equinix', peeringLocation: 'London', bandwidthInMbps: 1000 }
  }
}

resource overDirect 'Microsoft.Network/connections@2024-05-01' = {
  name: 'conn-direct'
  location: 'uksouth'
  properties: {
    connectionType: 'ExpressRoute'
    virtualNetworkGateway1: { id: gateway.id, properties: {} }
    peer: { id: direct.id }
    expressRouteGatewayBypass: true
  }
}

resource overProvider 'Microsoft.Network/connections@2024-05-01' = {
  name: 'conn-provider'
  location: 'uksouth'
  properties: {
    connectionType: 'ExpressRoute'
    virtualNetworkGateway1: { id: gateway.id, properties: {} }
    peer: { id: provided.id }
    expressRouteGatewayBypass: true
  }
}
