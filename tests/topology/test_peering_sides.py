"""The index of peerings leaves out none that may be meant."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from fixture_cases import ALL, Case

from fastpath_checks.core.claims import Truth
from fastpath_checks.engine.analyze import topologies
from fastpath_checks.topology.paths import networks_in_view, same_network
from fastpath_checks.topology.peering_sides import PeeringSides

PEERED = [case for case in ALL if case.language == "bicep" and "virtualNetworkPeerings" in case.file.read_text("utf-8")]


@pytest.mark.parametrize("case", PEERED, ids=lambda case: case.folder.name)
def test_each_peering_that_may_be_between_two_networks_is_found(case: Case) -> None:
    [topology] = topologies(case.request())
    assert topology.peerings
    networks = [*networks_in_view(topology), *(gateway.network for gateway in topology.gateways)]
    for local, remote in product(networks, networks):
        found = {id(one) for one in topology.peering_sides.between(local, remote)}
        held = {id(one) for one in topology.peering_sides.held_by(local)}
        for peering in topology.peerings:
            here = same_network(peering.local, local)
            assert here.truth is Truth.NO or id(peering) in held
            assert (here & same_network(peering.remote, remote)).truth is Truth.NO or id(peering) in found


def test_peerings_of_others_are_left_out() -> None:
    folder = Path(__file__).parents[2] / "fixtures" / "spoke-with-two-remote-gateways" / "fail-two-hubs"
    [topology] = topologies(next(case for case in PEERED if case.folder == folder).request())
    spoke = next(one for one in topology.networks if one.resource.name == "vnet-spoke")
    hub = next(one for one in topology.networks if one is not spoke)
    assert list(PeeringSides(topology.peerings).between(hub, hub)) == []
    assert len(list(topology.peering_sides.held_by(spoke))) == 2
