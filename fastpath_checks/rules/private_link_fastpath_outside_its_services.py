"""Private-link FastPath is on, but not for this endpoint: its region, its service or its port is none that has it.

What it checks:
    Where a connection with private-link FastPath on reaches the network of a private endpoint, the endpoint's region,
    the service behind it, and the bandwidth of the ExpressRoute Direct port are among those that the documentation
    names. The service is told by the type in the resource id that the endpoint connects to.

Why it matters:
    Traffic to this endpoint keeps going through the gateway, although private-link FastPath is on and enrolled.

How to fix:
    Plan the gateway's capacity for this traffic, place the endpoint in a supported region, or use a port that has it.

What it cannot see:
    Services that are named by an alias, regions that Microsoft adds with an enrolment, and the bandwidth of a port that
    is outside the files.
"""

from __future__ import annotations

from fastpath_checks.core.claims import Claim
from fastpath_checks.rules.ruletype import Category, Rule, World
from fastpath_checks.topology.model import PrivateEndpoint
from fastpath_checks.topology.private_links import (
    is_in_supported_region,
    is_offered_on_its_ports,
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
    "support its region, its service, or the port that it is reached over",
    fix="plan the gateway's capacity for this traffic, place the endpoint in a supported region, or use another port",
    cites=("private_link.regions", "private_link.services", "private_link.bandwidth"),
    reads=(
        "matrix.private-link",
        "matrix.virtual-network-peering",
        "peering.same_region",
        "private_link.bandwidth",
        "private_link.regions",
        "private_link.services",
    ),
    documentation=__doc__,
)


@RULE.applies
def private_link_fastpath_is_meant_for_it(endpoint: PrivateEndpoint, world: World) -> Claim:
    return private_link_is_meant_for(endpoint, world.topology, world.facts)


@RULE.holds
def region_service_and_port_are_supported(endpoint: PrivateEndpoint, world: World) -> Claim:
    by_endpoint = is_in_supported_region(endpoint, world.facts) & serves_supported_service(endpoint, world.facts)
    return by_endpoint & is_offered_on_its_ports(endpoint, world.topology, world.facts)
