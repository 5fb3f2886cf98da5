"""Whether one estate that its authors keep in ARM, Bicep and Terraform has one topology, given the same inputs.

Usage: python tests/conformance/compare_avs_estates.py FOLDER

FOLDER is ``BrownField/Storage/AVS-to-ANFdatastore-NewVNet`` of a checkout of Azure/Enterprise-Scale-for-AVS: an Azure
VMware Solution with a new network, a gateway and a FastPath connection, written three times. What the three do not say
alike is listed with its reason; any other difference fails.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fastpath_checks.engine.analyze import topologies
from fastpath_checks.engine.request import Request
from fastpath_checks.topology.canonical import canonical_text

SHARED = {
    "PrivateCloudName": "sddc",
    "PrivateCloudResourceGroup": "rg-avs",
    "PrivateCloudSubscriptionId": "11111111-1111-1111-1111-111111111111",
    "Location": "westeurope",
    "VNetName": "vnet-anf",
    "GatewayName": "ergw",
    "GatewaySku": "ErGw3AZ",
    "netappAccountName": "anf",
    "netappCapacityPoolName": "pool",
    "netappCapacityPoolServiceLevel": "Premium",
    "netappVolumeName": "volume",
    "netappVolumeSize": "4398046511104",
    "netappCapacityPoolSize": "4398046511104",
}
TEMPLATE = {
    **SHARED,
    "PrivateCloudClusterName": "Cluster-1",
    "VNetAddressSpace": "10.0.0.0/16",
    "VNetGatewaySubnet": "10.0.0.0/24",
    "ANFDelegatedSubnet": "10.0.1.0/24",
}
TERRAFORM = {
    **SHARED,
    "DeploymentResourceGroupName": "rg-net",
    "VNetAddressSpaceCIDR": '["10.0.0.0/16"]',
    "VNetGatewaySubnetCIDR": '["10.0.0.0/24"]',
    "VNetANFDelegatedSubnetCIDR": '["10.0.1.0/24"]',
    "anf_zone_number": "1",
}
ESTATES = {
    "ARM": ("ARM/ANFdatastoreWithNewVNet.deploy.json", TEMPLATE),
    "Bicep": ("Bicep/ANFdatastoreWithNewVNet.bicep", TEMPLATE),
    "Terraform": ("Terraform", TERRAFORM),
}
EXPLAINED = {
    "netapp-volume": "Terraform leaves the network features to the provider, the templates ask for Standard",
}
"""Kinds of line that differ because the sources do, and why."""


def main(folder: str) -> int:
    seen = {}
    for language, (path, given) in ESTATES.items():
        [topology] = topologies(Request(paths=(str(Path(folder, path)),), given=given))
        seen[language] = canonical_text(topology).splitlines()
    common = set.intersection(*map(set, seen.values()))
    open_differences = 0
    print(f"{len(common)} lines of the topology are the same in {', '.join(seen)}:")
    for line in sorted(common):
        print(f"    {line}")
    for language, lines in seen.items():
        for line in sorted(set(lines) - common):
            why = EXPLAINED.get(line.partition(" ")[0])
            open_differences += why is None
            print(f"{language}: {line}" + (f"   ({why})" if why is not None else ""))
    return 1 if open_differences else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
