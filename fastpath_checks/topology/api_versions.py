"""What a resource asks for that its api-version may not know yet: in ARM, Bicep and azapi, where files name one."""

from __future__ import annotations

import re
from typing import NamedTuple

from fastpath_checks.core.claims import Attribute, Claim, Truth, all_of, any_of, maybe, no, yes
from fastpath_checks.core.spans import NOWHERE
from fastpath_checks.core.values import Because, Missing
from fastpath_checks.graph.resource_graph import ResourceGraph
from fastpath_checks.graph.resources import Resource
from fastpath_checks.policy.facts import Facts

_WRITTEN = None
"""Any value counts, not a certain one."""

_FEATURES: dict[str, tuple[tuple[str, tuple[str, ...], str | bool | None], ...]] = {
    "Microsoft.Network/connections": (
        ("connections.expressRouteGatewayBypass", ("properties", "expressRouteGatewayBypass"), True),
        ("connections.enablePrivateLinkFastPath", ("properties", "enablePrivateLinkFastPath"), True),
    ),
    "Microsoft.Network/expressRouteGateways/expressRouteConnections": (
        ("expressRouteConnections.expressRouteGatewayBypass", ("properties", "expressRouteGatewayBypass"), True),
        ("expressRouteConnections.enablePrivateLinkFastPath", ("properties", "enablePrivateLinkFastPath"), True),
    ),
    "Microsoft.Network/virtualNetworkGateways": (
        ("virtualNetworkGateways.UltraPerformance", ("properties", "sku", "name"), "UltraPerformance"),
        ("virtualNetworkGateways.ErGw1AZ", ("properties", "sku", "name"), "ErGw1AZ"),
        ("virtualNetworkGateways.ErGw2AZ", ("properties", "sku", "name"), "ErGw2AZ"),
        ("virtualNetworkGateways.ErGw3AZ", ("properties", "sku", "name"), "ErGw3AZ"),
        ("virtualNetworkGateways.ErGwScale", ("properties", "sku", "name"), "ErGwScale"),
        ("virtualNetworkGateways.autoScaleConfiguration", ("properties", "autoScaleConfiguration"), _WRITTEN),
        ("virtualNetworkGateways.allowRemoteVnetTraffic", ("properties", "allowRemoteVnetTraffic"), True),
    ),
    "Microsoft.Network/expressRouteCircuits": (
        ("expressRouteCircuits.expressRoutePort", ("properties", "expressRoutePort", "id"), _WRITTEN),
        ("expressRouteCircuits.Local", ("sku", "tier"), "Local"),
        ("expressRouteCircuits.enableDirectPortRateLimit", ("properties", "enableDirectPortRateLimit"), True),
    ),
}
"""By ARM type: the key of the facts, where the feature stands, and the value that asks for it."""

VERSIONED_TYPES = (*_FEATURES, "Microsoft.Network/expressRouteGateways")
"""The ARM types whose declarations are judged, and the one that may hold connections inline."""

_OUT_OF_ORDER = ("2018-10-01",)
"""Versions that lack what earlier ones have: bicep-types-az shows gaps in 2018-10-01."""


class Feature(NamedTuple):
    """A property or SKU; ``key`` is its name in the facts' table of api-versions."""

    key: str
    asked_for: Claim

    def is_known_to(self, api_version: str, facts: Facts) -> Claim:
        """Whether an api-version has the feature. MAYBE for versions that follow no order, and for older previews."""
        first = (facts.value("api_versions") or {}).get(self.key)
        date, is_preview = api_version[:10], len(api_version) > 10
        note = f"{self.key} exists from api-version {first} on; this is {api_version}"
        if first is None or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", date) or date in _OUT_OF_ORDER:
            what = f"whether api-version {api_version} has {self.key}"
            return maybe(f"{what} is not documented", NOWHERE, (Missing(Because.NOT_DOCUMENTED, what),))
        if is_preview and date <= first:
            what = f"whether the preview {api_version} has {self.key}"
            return maybe(note, NOWHERE, (Missing(Because.NOT_DOCUMENTED, what),))
        return (yes if date >= first else no)(note, NOWHERE)


class VersionedResource(NamedTuple):
    """A resource whose declaration names an api-version, with what it may ask for."""

    resource: Resource
    api_version: str
    features: tuple[Feature, ...]

    @property
    def asks_for_something(self) -> Claim:
        return any_of(feature.asked_for for feature in self.features)

    @property
    def asked(self) -> str:
        """What it surely asks for, as a sentence says it."""
        asked = (one.key.partition(".")[2] for one in self.features if one.asked_for.truth is Truth.YES)
        return ", ".join(asked)

    def api_version_knows_all(self, facts: Facts) -> Claim:
        return all_of(~one.asked_for | one.is_known_to(self.api_version, facts) for one in self.features)


def versioned_resources(graph: ResourceGraph) -> tuple[VersionedResource, ...]:
    """The declared resources that name an api-version and have features of which the facts know the first one."""
    return tuple(
        VersionedResource(resource, resource.api_version, tuple(_feature(resource, *one) for one in features))
        for type, features in _FEATURES.items()
        for resource in graph.declared(type)
        if resource.api_version
    )


def _feature(resource: Resource, key: str, path: tuple[str, ...], value: str | bool | None) -> Feature:
    attribute = Attribute(f"{path[-1]} of {resource.name}", resource.read(*path))
    if value is _WRITTEN:
        return Feature(key, attribute.satisfies(lambda data: data not in (None, "")))
    return Feature(key, attribute.is_(value))
