"""Whether an alert watches the addresses that FastPath of a circuit uses."""

from __future__ import annotations

from pathlib import Path

import pytest

from fastpath_checks.core.claims import Truth
from fastpath_checks.engine.analyze import topologies
from fastpath_checks.engine.request import Request
from fastpath_checks.policy.facts import load_facts
from fastpath_checks.topology.alerts import has_alert

ESTATE = """
param given string
resource circuit 'Microsoft.Network/expressRouteCircuits@2024-05-01' = {
  name: 'erc'
  properties: { serviceProviderProperties: { serviceProviderName: 'Equinix' } }
}
resource other 'Microsoft.Network/expressRouteCircuits@2024-05-01' = {
  name: 'erc-other'
  properties: { serviceProviderProperties: { serviceProviderName: 'Equinix' } }
}
resource alert 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: 'alert'
  properties: {
    enabled: ENABLED
    scopes: [SCOPE]
    criteria: { allOf: [{ metricName: METRIC }] }
  }
}
"""


@pytest.mark.parametrize(
    ("scope", "metric", "enabled", "truth"),
    [
        ("circuit.id", "'FastPathRoutesCount'", "true", Truth.YES),
        ("circuit.id", "'fastpathroutescount'", "true", Truth.YES),
        ("other.id, circuit.id", "'FastPathRoutesCount'", "true", Truth.YES),
        ("other.id", "'FastPathRoutesCount'", "true", Truth.NO),
        ("circuit.id", "'BitsInPerSecond'", "true", Truth.NO),
        ("circuit.id", "'FastPathRoutesCount'", "false", Truth.NO),
        ("given", "'FastPathRoutesCount'", "true", Truth.MAYBE),
        ("circuit.id", "given", "true", Truth.MAYBE),
        ("'/subscriptions/s/resourceGroups/rg'", "'FastPathRoutesCount'", "true", Truth.MAYBE),
        ("circuit.id", "'FastPathRoutesCount'", "bool(given)", Truth.MAYBE),
    ],
)
def test_an_alert_counts_where_it_is_on_and_names_the_metric_and_the_circuit(
    tmp_path: Path, scope: str, metric: str, enabled: str, truth: Truth
) -> None:
    text = ESTATE.replace("SCOPE", scope).replace("METRIC", metric).replace("ENABLED", enabled)
    (tmp_path / "main.bicep").write_text(text)
    [topology] = topologies(Request((str(tmp_path / "main.bicep"),)))
    circuit = next(one for one in topology.circuits if one.resource.name == "erc")
    assert has_alert(circuit, topology, load_facts()).truth is truth


@pytest.mark.parametrize(
    ("scope", "truth"),
    [
        ("", Truth.MAYBE),
        ("'/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st'", Truth.MAYBE),
        ("other.id", Truth.NO),
    ],
)
def test_without_any_alert_on_a_circuit_in_the_files_the_alerts_may_be_kept_elsewhere(
    tmp_path: Path, scope: str, truth: Truth
) -> None:
    text = ESTATE.replace("SCOPE", scope).replace("METRIC", "'FastPathRoutesCount'").replace("ENABLED", "true")
    (tmp_path / "main.bicep").write_text(text if scope else text[: text.index("resource alert")])
    [topology] = topologies(Request((str(tmp_path / "main.bicep"),)))
    circuit = next(one for one in topology.circuits if one.resource.name == "erc")
    claim = has_alert(circuit, topology, load_facts())
    assert claim.truth is truth
    names = [one.name for one in claim.missing]
    assert names == (["the alerts on erc"] if truth is Truth.MAYBE else [])
