"""Private-link FastPath is on, but not for this endpoint: its region or its service is not among the supported ones.

What it checks:
    Where a connection with private-link FastPath on reaches the network of a private endpoint, the endpoint's region
    and the service behind it are among those that the documentation names. The service is told by the type in the
    resource id that the endpoint connects to.

Why it matters:
    Traffic to this endpoint keeps going through the gateway, although private-link FastPath is on and enrolled.

How to fix:
    Plan the gateway's capacity for this traffic, or place the endpoint in a supported region.

What it cannot see:
    Services that are named by an alias, and regions that Microsoft adds with an enrolment.
"""

from __future__ import annotations

from fastpath_checks.core.claims import Claim
from fastpath_checks.rules.ruletype import Category, Rule, World
from fastpath_checks.topology.model import PrivateEndpoint
from fastpath_checks.topology.private_links import (
    is_in_supported_region,
    private_link_is_meant_for,
    serves_supported_service,
)

RULE = Rule(
    "FASTPATH_108",
    "private-link-fastpath-outside-its-services",
    on=PrivateEndpoint,
    category=Category.ELIGIBILITY,
    since="0.1",
    says="traffic to private endpoint {subject.resource.name} goes through the gateway: private-link FastPath does not "
    "support its region or its service",
    fix="plan the gateway's capacity for this traffic, or place the endpoint in a supported region",
    cites=("private_link.regions", "private_link.services"),
    documentation=__doc__,
)


@RULE.applies
def private_link_fastpath_is_meant_for_it(endpoint: PrivateEndpoint, world: World) -> Claim:
    return private_link_is_meant_for(endpoint, world.topology, world.facts)


@RULE.holds
def region_and_service_are_supported(endpoint: PrivateEndpoint, world: World) -> Claim:
    return is_in_supported_region(endpoint, world.facts) & serves_supported_service(endpoint, world.facts)
