"""Addresses behind FastPath of a circuit: declared, possible, and allowed."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

import pytest

from fastpath_checks.core.claims import Truth
from fastpath_checks.core.values import Because
from fastpath_checks.engine.analyze import analyze, topologies
from fastpath_checks.engine.request import Request
from fastpath_checks.policy.facts import load_facts
from fastpath_checks.topology.budgets import AddressBudget, address_budget

PROVIDER = "serviceProviderProperties: { serviceProviderName: 'Equinix' }"
DIRECT = "expressRoutePort: { id: port.id }"


def network(name: str, prefixes: str, region: str = "uksouth", peering: str = "") -> str:
    return f"""
resource {name} 'Microsoft.Network/virtualNetworks@2024-05-01' = {{
  name: 'vnet-{name}'
  location: '{region}'
  properties: {{
    addressSpace: {{ addressPrefixes: [{prefixes}] }}
    subnets: [{{ name: 'snet', properties: {{ addressPrefix: {prefixes.split(",")[0]} }} }}]
    {peering}
  }}
}}
"""


def spoke(region: str = "uksouth", prefixes: str = "'10.1.0.0/16'") -> str:
    peering = """virtualNetworkPeerings: [{
      name: 'to-hub'
      properties: { remoteVirtualNetwork: { id: hub.id }, useRemoteGateways: true }
    }]"""
    return network("spoke", prefixes, region, peering)


def connected(circuit: str, hub: str = "'10.0.0.0/16'", name: str = "hub", gbps: int = 10) -> str:
    """A hub with its gateway and circuit, and the port where the circuit stands on one."""
    port = f"""
resource port 'Microsoft.Network/expressRoutePorts@2024-05-01' = {{
  name: 'port'
  properties: {{ bandwidthInGbps: {gbps} }}
}}
"""
    return (
        (port if circuit == DIRECT and name == "hub" else "")
        + network(name, hub)
        + f"""
resource {name}Gateway 'Microsoft.Network/virtualNetworkGateways@2024-05-01' = {{
  name: 'vgw-{name}'
  properties: {{
    gatewayType: 'ExpressRoute'
    sku: {{ name: 'ErGw3AZ' }}
    ipConfigurations: [{{ properties: {{ subnet: {{ id: '${{{name}.id}}/subnets/GatewaySubnet' }} }} }}]
  }}
}}
resource {name}Circuit 'Microsoft.Network/expressRouteCircuits@2024-05-01' = {{
  name: 'erc-{name}'
  properties: {{ {circuit} }}
}}
resource {name}Connection 'Microsoft.Network/connections@2024-05-01' = {{
  name: 'conn-{name}'
  properties: {{
    connectionType: 'ExpressRoute'
    virtualNetworkGateway1: {{ id: {name}Gateway.id, properties: {{}} }}
    peer: {{ id: {name}Circuit.id }}
    expressRouteGatewayBypass: true
  }}
}}
"""
    )


HOLDERS = """
resource nic 'Microsoft.Network/networkInterfaces@2024-05-01' = {{
  name: 'nic'
  properties: {{
    ipConfigurations: [
      {{ name: 'one', properties: {{ subnet: {{ id: '${{{0}.id}}/subnets/snet' }} }} }}
      {{ name: 'two', properties: {{ subnet: {{ id: '${{{0}.id}}/subnets/snet' }} }} }}
    ]
  }}
}}
resource endpoint 'Microsoft.Network/privateEndpoints@2024-05-01' = {{
  name: 'pe'
  properties: {{ subnet: {{ id: '${{{0}.id}}/subnets/snet' }} }}
}}
resource balancer 'Microsoft.Network/loadBalancers@2024-05-01' = {{
  name: 'lb'
  properties: {{
    frontendIPConfigurations: [
      {{ name: 'private', properties: {{ subnet: {{ id: '${{{0}.id}}/subnets/snet' }} }} }}
      {{ name: 'public', properties: {{ publicIPAddress: {{ id: 'x' }} }} }}
    ]
  }}
}}
resource machines 'Microsoft.Compute/virtualMachineScaleSets@2024-07-01' = {{
  name: 'vmss'
  sku: {{ capacity: 40 }}
  properties: {{ virtualMachineProfile: {{ networkProfile: {{ networkInterfaceConfigurations: [
    {{ properties: {{ ipConfigurations: [{{ properties: {{ subnet: {{ id: '${{{0}.id}}/subnets/snet' }} }} }}] }} }}
  ] }} }} }}
}}
"""
"""Two addresses of an interface, one of an endpoint, one of a private frontend, and 40 of a scale set."""


Budget = Callable[..., AddressBudget]


@pytest.fixture
def budget(tmp_path: Path) -> Budget:
    def of(text: str, name: str = "erc-hub", profile: str = "2025-11-05") -> AddressBudget:
        (tmp_path / "main.bicep").write_text(text)
        [topology] = topologies(Request((str(tmp_path / "main.bicep"),)))
        [circuit] = [one for one in topology.circuits if one.resource.name == name]
        return address_budget(circuit, topology, load_facts(profile))

    return of


def test_interfaces_endpoints_internal_frontends_and_instances_are_declared_addresses(budget: Budget) -> None:
    found = budget(connected(PROVIDER) + HOLDERS.format("hub"))
    assert (found.declared.low, found.capacity.low, found.limit.low, found.limit.high) == (44, 65536, 25000, 25000)
    assert found.fits().truth is Truth.MAYBE


def test_a_spoke_counts_on_direct_where_fastpath_reaches_it(budget: Budget) -> None:
    there = budget(connected(DIRECT) + spoke() + HOLDERS.format("spoke"))
    assert (there.declared.low, there.capacity.low, there.limit.low) == (44, 131072, 100000)
    elsewhere = budget(connected(DIRECT) + spoke("ukwest") + HOLDERS.format("spoke"))
    assert (elsewhere.declared.low, elsewhere.capacity.low) == (0, 65536)
    behind_provider = budget(connected(PROVIDER) + spoke() + HOLDERS.format("spoke"))
    assert (behind_provider.declared.low, behind_provider.capacity.low) == (0, 65536)


def test_on_direct_the_circuits_of_a_port_share_its_limit(budget: Budget) -> None:
    alone = connected(DIRECT)
    both = alone + connected(DIRECT, "'10.8.0.0/16'", "other") + HOLDERS.format("other")
    assert budget(alone).capacity.low == 65536
    for name in ("erc-hub", "erc-other"):
        assert (budget(both, name).capacity.low, budget(both, name).declared.low) == (131072, 44)
    many = (alone + HOLDERS.format("hub")).replace("capacity: 40", "capacity: 60000")
    assert budget(many).fits().truth is Truth.YES
    beside = connected(DIRECT, "'10.8.0.0/16'", "other") + HOLDERS.format("other").replace(
        "capacity: 40", "capacity: 60000"
    )
    for old in ("nic", "endpoint", "balancer", "machines"):
        beside = beside.replace(f"resource {old} ", f"resource {old}2 ")
    for old in ("nic", "pe", "lb", "vmss"):
        beside = beside.replace(f"name: '{old}'", f"name: '{old}2'")
    assert budget(many + beside).fits().truth is Truth.NO
    of_providers = connected(PROVIDER) + connected(PROVIDER, "'10.8.0.0/16'", "other") + HOLDERS.format("other")
    assert (budget(of_providers).capacity.low, budget(of_providers).declared.low) == (65536, 0)


@pytest.mark.parametrize(("gbps", "limit"), [(10, 100_000), (100, 200_000)])
def test_the_port_sets_the_limit(budget: Budget, gbps: int, limit: int) -> None:
    found = budget(connected(DIRECT, gbps=gbps))
    assert (found.limit.low, found.limit.high) == (limit, limit)
    assert found.fits().truth is Truth.YES


def test_a_port_of_400_gbps_has_no_limit_that_is_documented(budget: Budget) -> None:
    found = budget(connected(DIRECT, "'10.0.0.0/24'", gbps=400))
    assert (found.limit.low, found.limit.high) == (0, math.inf)
    assert found.fits().truth is Truth.MAYBE
    assert [one.because for one in found.fits().missing if "400" in one.name] == [Because.NOT_DOCUMENTED]


def test_before_2023_no_limit_is_documented(budget: Budget) -> None:
    found = budget(connected(PROVIDER, "'10.0.0.0/24'"), profile="2021-08-10")
    assert found.fits().truth is Truth.MAYBE


def test_ipv6_counts_where_fastpath_carries_it(budget: Budget) -> None:
    prefixes = "'10.0.0.0/24', 'fd00::/64'"
    assert budget(connected(PROVIDER, prefixes)).fits().truth is Truth.YES
    assert budget(connected(DIRECT, prefixes)).fits().truth is Truth.MAYBE


def test_a_circuit_of_unknown_kind_may_have_any_limit(budget: Budget) -> None:
    unknown = "serviceProviderProperties: provider"
    small = budget("param provider object?\n" + connected(unknown, "'10.0.0.0/24'"))
    assert small.limit.high == math.inf
    assert small.fits().truth is Truth.MAYBE


def test_what_a_port_carries_that_is_not_in_the_files_is_not_known(budget: Budget) -> None:
    elsewhere = "expressRoutePort: { id: '/subscriptions/s/resourceGroups/r/providers/Microsoft.Network/"
    found = budget(connected(elsewhere + "expressRoutePorts/far' }", "'10.0.0.0/24'"))
    assert found.complete.truth is Truth.MAYBE
    assert found.fits().truth is Truth.MAYBE


def test_an_address_space_that_is_not_known_may_be_of_any_size(budget: Budget) -> None:
    found = budget("param space string\n" + connected(PROVIDER).replace("['10.0.0.0/16']", "[space]"))
    assert found.capacity.high == math.inf
    assert found.fits().truth is Truth.MAYBE


def test_more_than_the_limit_fails_with_the_numbers(budget: Budget) -> None:
    found = budget(connected(PROVIDER) + HOLDERS.format("hub").replace("capacity: 40", "capacity: 24996"))
    assert found.fits().truth is Truth.MAYBE
    found = budget(connected(PROVIDER) + HOLDERS.format("hub").replace("capacity: 40", "capacity: 24997"))
    assert found.fits().truth is Truth.NO
    notes = [one.note for one in found.fits().evidence]
    assert "25,001 private addresses are declared behind FastPath of erc-hub, which carries 25,000" in notes


def test_an_interface_that_may_not_be_there_is_not_declared(budget: Budget) -> None:
    text = "param wanted bool\n" + connected(PROVIDER) + HOLDERS.format("hub")
    doubtful = text.replace("ScaleSets@2024-07-01' = {", "ScaleSets@2024-07-01' = if (wanted) {")
    assert budget(doubtful).declared.low == 4
    assert budget(doubtful).declared.high == 44


def test_how_many_addresses_are_in_use_is_asked_only_where_nothing_else_is_open(tmp_path: Path) -> None:
    folder = Path(__file__).parents[2] / "fixtures" / "fastpath-addresses-without-alert"
    text = (folder / "undecided-no-alert-in-the-files" / "main.bicep").read_text(encoding="utf-8")
    for space, missing in (("'10.0.0.0/16'", "how many addresses"), ("space", "param space")):
        (tmp_path / "main.bicep").write_text("param space string\n" + text.replace("'10.0.0.0/16'", space))
        findings = analyze(Request((str(tmp_path / "main.bicep"),))).findings
        (finding,) = [one for one in findings if one.rule == "FASTPATH_401"]
        assert finding.verdict.value == "undecided"
        assert [missing in one.name for one in finding.missing] == [True]
