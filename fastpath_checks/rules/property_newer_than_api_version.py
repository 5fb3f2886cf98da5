"""A resource asks for something that its api-version does not know yet.

What it checks:
    Where a declaration names an api-version (ARM, Bicep, azapi), that version has each FastPath switch that it turns
    on, and the gateway SKU, scale range or circuit property that it writes.

Why it matters:
    An older api-version drops what it does not know, or refuses it. FastPath that the file switches on is then off.

How to fix:
    Raise the api-version to the one that the documentation below names, or a later one.

What it cannot see:
    The api-version that the azurerm provider uses, api-versions that are not literals, and previews that had the
    property before a stable version did. Version 2018-10-01 lacks what earlier ones have, and is undecided.
"""

from __future__ import annotations

from fastpath_checks.core.claims import Claim
from fastpath_checks.rules.ruletype import Category, Rule, World
from fastpath_checks.topology.api_versions import VersionedResource

RULE = Rule(
    "FASTPATH_104",
    "property-newer-than-api-version",
    on=VersionedResource,
    category=Category.ELIGIBILITY,
    since="0.1",
    says="{subject.resource.name} asks for {subject.asked}, which its api-version {subject.api_version} does not have "
    "(or not all of it)",
    fix="raise the api-version",
    cites=("api_versions",),
    documentation=__doc__,
)


@RULE.applies
def it_asks_for_something(resource: VersionedResource, world: World) -> Claim:
    return resource.asks_for_something


@RULE.holds
def its_api_version_has_it(resource: VersionedResource, world: World) -> Claim:
    return resource.api_version_knows_all(world.facts)
