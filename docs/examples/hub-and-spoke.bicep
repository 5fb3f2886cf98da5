// A hub with a scalable gateway on ExpressRoute Direct, inspection by a firewall, and a spoke of the same region.
// docs/two-dates.md shows what the documentation of two dates makes of it.

param location string = 'uksouth'

var firewallAddress = '10.0.1.4'

resource toFirewall 'Microsoft.Network/routeTables@2024-05-01' = {
  name: 'rt-gateway'
  location: location
  properties: {
    routes: [
      {
        name: 'hub'
        properties: {
          addressPrefix: '10.0.0.0/16'
          nextHopType: 'VirtualAppliance'
          nextHopIpAddress: firewallAddress
        }
      }
      {
        name: 'spoke'
        properties: {
          addressPrefix: '10.1.0.0/16'
          nextHopType: 'VirtualAppliance'
          nextHopIpAddress: firewallAddress
        }
      }
    ]
  }
}

resource hub 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-hub'
  location: location
  properties: {
    addressSpace: {
      addressPrefixes: ['10.0.0.0/16']
    }
    subnets: [
      {
        name: 'GatewaySubnet'
        properties: {
          addressPrefix: '10.0.0.0/26'
          routeTable: {
            id: toFirewall.id
          }
        }
      }
      {
        name: 'AzureFirewallSubnet'
        properties: {
          addressPrefix: '10.0.1.0/26'
        }
      }
      {
        name: 'snet-dns'
        properties: {
          addressPrefix: '10.0.2.0/28'
        }
      }
    ]
  }

  resource toSpoke 'virtualNetworkPeerings' = {
    name: 'to-spoke'
    properties: {
      remoteVirtualNetwork: {
        id: spoke.id
      }
      allowGatewayTransit: true
    }
  }
}

resource spoke 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-spoke'
  location: location
  properties: {
    addressSpace: {
      addressPrefixes: ['10.1.0.0/16']
    }
    subnets: [
      {
        name: 'snet-app'
        properties: {
          addressPrefix: '10.1.1.0/24'
        }
      }
    ]
  }

  resource toHub 'virtualNetworkPeerings' = {
    name: 'to-hub'
    properties: {
      remoteVirtualNetwork: {
        id: hub.id
      }
      useRemoteGateways: true
    }
  }
}

resource firewall 'Microsoft.Network/azureFirewalls@2024-05-01' = {
  name: 'afw-hub'
  location: location
  properties: {
    ipConfigurations: [
      {
        name: 'default'
        properties: {
          subnet: {
            id: '${hub.id}/subnets/AzureFirewallSubnet'
          }
        }
      }
    ]
  }
}

resource gateway 'Microsoft.Network/virtualNetworkGateways@2024-05-01' = {
  name: 'vgw-hub'
  location: location
  properties: {
    gatewayType: 'ExpressRoute'
    sku: {
      name: 'ErGwScale'
      tier: 'ErGwScale'
    }
    autoScaleConfiguration: {
      bounds: {
        min: 10
        max: 20
      }
    }
    ipConfigurations: [
      {
        name: 'default'
        properties: {
          subnet: {
            id: '${hub.id}/subnets/GatewaySubnet'
          }
        }
      }
    ]
  }
}

resource port 'Microsoft.Network/expressRoutePorts@2024-05-01' = {
  name: 'erport-london'
  location: location
  properties: {
    peeringLocation: 'Equinix-London-LD5'
    bandwidthInGbps: 100
    encapsulation: 'Dot1Q'
  }
}

resource circuit 'Microsoft.Network/expressRouteCircuits@2024-05-01' = {
  name: 'erc-london'
  location: location
  sku: {
    name: 'Premium_MeteredData'
    tier: 'Premium'
    family: 'MeteredData'
  }
  properties: {
    expressRoutePort: {
      id: port.id
    }
    bandwidthInGbps: 40
  }
}

resource connection 'Microsoft.Network/connections@2024-05-01' = {
  name: 'conn-london'
  location: location
  properties: {
    connectionType: 'ExpressRoute'
    virtualNetworkGateway1: {
      id: gateway.id
      properties: {}
    }
    peer: {
      id: circuit.id
    }
    expressRouteGatewayBypass: true
  }
}

resource loadBalancer 'Microsoft.Network/loadBalancers@2024-05-01' = {
  name: 'lb-app'
  location: location
  sku: {
    name: 'Standard'
  }
  properties: {
    frontendIPConfigurations: [
      {
        name: 'private'
        properties: {
          subnet: {
            id: '${spoke.id}/subnets/snet-app'
          }
        }
      }
    ]
  }
}

resource resolver 'Microsoft.Network/dnsResolvers@2022-07-01' = {
  name: 'dnspr-hub'
  location: location
  properties: {
    virtualNetwork: {
      id: hub.id
    }
  }

  resource inbound 'inboundEndpoints' = {
    name: 'inbound'
    location: location
    properties: {
      ipConfigurations: [
        {
          subnet: {
            id: '${hub.id}/subnets/snet-dns'
          }
        }
      ]
    }
  }
}
