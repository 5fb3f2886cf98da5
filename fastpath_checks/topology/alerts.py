"""Metric alerts, and whether one watches the addresses that FastPath of a circuit uses."""

from __future__ import annotations

from typing import NamedTuple

from fastpath_checks.core.claims import NO, Attribute, Claim, Truth, any_of, maybe, no
from fastpath_checks.core.spans import Origin, OriginKind
from fastpath_checks.core.values import Because, Known, Missing, Value, missing_of
from fastpath_checks.graph.resource_graph import ResourceGraph
from fastpath_checks.graph.resource_ids import resource_id_in
from fastpath_checks.graph.resources import Resource, read_in
from fastpath_checks.policy.facts import Facts
from fastpath_checks.topology.model import Circuit, Topology
from fastpath_checks.topology.networks import elements, whole
from fastpath_checks.topology.sameness import same

ALERT = "Microsoft.Insights/metricAlerts"
_WATCHED = ("microsoft.network/expressroutecircuits", "microsoft.network/expressrouteports")


class Alert(NamedTuple):
    """A metric alert: ``watched`` are the circuits and ports that it names, beside what it may name ``elsewhere``."""

    resource: Resource
    enabled: Attribute
    watched: tuple[Resource, ...]
    elsewhere: Claim
    metrics: tuple[Attribute, ...]
    metrics_complete: Claim


def alerts(graph: ResourceGraph) -> tuple[Alert, ...]:
    return tuple(_alert(one, graph) for one in graph.declared(ALERT))


def has_alert(circuit: Circuit, topology: Topology, facts: Facts) -> Claim:
    """Whether an alert on the metric of used addresses watches the circuit, or the port under it.

    Alerts are often a deployment of their own. That there is none can be said only where the files declare alerts on
    circuits or ports themselves.
    """
    metric = str(facts.value("ip_limits.metric"))
    seen = any_of(_watches(alert, circuit, metric) for alert in topology.alerts)
    return seen | ~topology.whole | _kept_elsewhere(circuit, topology)


def _kept_elsewhere(circuit: Circuit, topology: Topology) -> Claim:
    """Whether alerts on circuits are another deployment's: open, where these files declare none."""
    for alert in topology.alerts:
        if alert.watched and alert.resource.exists.truth is Truth.YES:
            here = Origin(alert.resource.header, OriginKind.DERIVED)
            return no(f"{alert.resource.name} is an alert on a circuit or port, so that alerts are kept here", here)
    name = f"the alerts on {circuit.resource.name}"
    origin = Origin(circuit.resource.header, OriginKind.DERIVED)
    missing = Missing(Because.OUTSIDE_THE_FILES, name, origin)
    return maybe(f"no alert on a circuit or port is in the files; {name} may be kept elsewhere", origin, (missing,))


def _watches(alert: Alert, circuit: Circuit, metric: str) -> Claim:
    objects = [circuit.resource, *([circuit.port.resource] if circuit.port is not None else [])]
    meant = any_of(same(one, other) for one in alert.watched for other in objects) | alert.elsewhere
    measures = any_of(one.is_(metric) for one in alert.metrics) | ~alert.metrics_complete
    return measures & meant & ~alert.enabled.is_(False) & alert.resource.exists


def _alert(resource: Resource, graph: ResourceGraph) -> Alert:
    scopes = resource.read("properties", "scopes")
    criteria = resource.read("properties", "criteria", "allOf")
    watched = []
    elsewhere = ~whole(scopes, f"the scopes of {resource.name}")
    for scope in elements(scopes):
        named = resource_id_in(scope)
        if named is None:
            elsewhere |= _unclear(scope, resource)
        elif named.type.casefold() in _WATCHED:
            link = graph.follow(scope, named.type, resource)
            watched += [link.target] if link is not None else []
    return Alert(
        resource,
        Attribute(f"whether {resource.name} is enabled", resource.read("properties", "enabled")),
        tuple(watched),
        elsewhere,
        tuple(Attribute(f"the metric of {resource.name}", read_in(one, "metricName")) for one in elements(criteria)),
        whole(criteria, f"the criteria of {resource.name}"),
    )


def _unclear(scope: Value, alert: Resource) -> Claim:
    """A scope that names no resource - one that is not known, or a whole resource group - may mean any."""
    if isinstance(scope, Known) and not scope.data:
        return NO
    name = f"what {alert.name} watches"
    missing = missing_of([scope]) or (
        Missing(Because.OUTSIDE_THE_FILES, name, Origin(alert.header, OriginKind.DERIVED)),
    )
    return maybe(f"{name} is not known", scope.origin, missing)
