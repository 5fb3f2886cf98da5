"""One scenario -> the resources it deploys. Each language's rooms are imported only when such a root exists."""

from __future__ import annotations

from fastpath_checks.core.diagnostics import Diagnostic, Level
from fastpath_checks.core.files import Files
from fastpath_checks.engine.scenarios import Scenario
from fastpath_checks.graph.resources import Deployment

RELEVANT_TYPES = (
    "microsoft.network/connections",
    "microsoft.network/expressroutecircuits",
    "microsoft.network/expressroutegateways",
    "microsoft.network/expressrouteports",
    "microsoft.network/loadbalancers",
    "microsoft.network/privateendpoints",
    "microsoft.network/routetables",
    "microsoft.network/virtualnetworkgateways",
    "microsoft.network/virtualnetworks",
)
"""The ARM types that the topology is drawn from, with their children; others are not evaluated."""


def is_relevant(arm_type: str) -> bool:
    """Whether the topology asks about resources of this ARM type."""
    return "/".join(arm_type.casefold().split("/")[:2]) in RELEVANT_TYPES


def evaluate(scenario: Scenario, files: Files) -> Deployment:
    """Never raises on bad input: what could not be read is a diagnostic of the deployment."""
    match scenario.root.kind:
        case "terraform":
            return _terraform(scenario, files)
        case "terraform-plan":
            return _plan(scenario, files)
        case "bicep":
            return _bicep(scenario, files)
        case _:
            return _arm(scenario, files)
