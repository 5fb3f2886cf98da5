"""A NetApp volume with Basic network features stands where FastPath should reach it.

What it checks:
    A volume of Azure NetApp Files, in a network that FastPath reaches, has Standard network features.

Why it matters:
    With Basic network features a volume is not supported behind FastPath: its traffic, often the very reason for
    ExpressRoute, stays on the gateway.

How to fix:
    Set `networkFeatures` (`network_features`) to `Standard`.

What it cannot see:
    What the service chooses where nothing is written: the azurerm provider sent `Basic` until 4.14 and leaves the
    choice to the service since 4.15.
"""

from __future__ import annotations

from fastpath_checks.core.claims import Claim
from fastpath_checks.rules.ruletype import Category, Rule, World
from fastpath_checks.topology.destinations import NetAppVolume
from fastpath_checks.topology.paths import is_behind_fastpath
from fastpath_checks.topology.serving import takes_fastpath

RULE = Rule(
    "FASTPATH_206",
    "netapp-volume-with-basic-features",
    on=NetAppVolume,
    category=Category.DATA_PATH,
    since="0.1",
    says="volume {subject.resource.name} has {subject.network_features} network features, which do not work "
    "behind FastPath",
    fix="give the volume Standard network features",
    cites=("netapp.network_features",),
    documentation=__doc__,
)


@RULE.applies
def fastpath_reaches_its_network(volume: NetAppVolume, world: World) -> Claim:
    return is_behind_fastpath(volume.network, world.topology, world.facts)


@RULE.holds
def fastpath_carries_it(volume: NetAppVolume, world: World) -> Claim:
    return takes_fastpath(volume, world.topology, world.facts)
