"""The ARM types that the topology is drawn from. Others are not evaluated for themselves, in whatever language."""

from __future__ import annotations

from collections.abc import Iterable

from fastpath_checks.graph.resources import Resource

RELEVANT_TYPES = frozenset(
    {
        "microsoft.compute/virtualmachinescalesets",
        "microsoft.insights/metricalerts",
        "microsoft.netapp/netappaccounts",
        "microsoft.network/azurefirewalls",
        "microsoft.network/connections",
        "microsoft.network/dnsresolvers",
        "microsoft.network/expressroutecircuits",
        "microsoft.network/expressroutegateways",
        "microsoft.network/expressrouteports",
        "microsoft.network/loadbalancers",
        "microsoft.network/networkinterfaces",
        "microsoft.network/privateendpoints",
        "microsoft.network/publicipaddresses",
        "microsoft.network/routetables",
        "microsoft.network/virtualnetworkgateways",
        "microsoft.network/virtualnetworks",
    }
)
"""In lower case, each with its children."""

_COUNTED = "microsoft.network/networkinterfaces"
_CIRCUIT = "microsoft.network/expressroutecircuits"
_NAMESPACES = frozenset(one.partition("/")[0] + "/" for one in RELEVANT_TYPES)


def is_relevant(arm_type: str) -> bool:
    """Whether the topology asks about resources of this ARM type."""
    return "/".join(arm_type.casefold().split("/")[:2]) in RELEVANT_TYPES


def is_pictured(arm_type: str) -> bool:
    """Whether resources of a relevant type are in the picture one by one. Of network interfaces only the number is."""
    return arm_type.casefold() != _COUNTED


def counts_addresses(resources: Iterable[Resource]) -> bool:
    """Whether the addresses of a root are counted at all: they are for each circuit that it declares."""
    return any(one.type.casefold() == _CIRCUIT and not one.existing for one in resources)


def may_be_relevant(text: str) -> bool:
    """Whether a text names a namespace of such types: one that does not declares none of them."""
    folded = text.casefold()
    return any(namespace in folded for namespace in _NAMESPACES)
