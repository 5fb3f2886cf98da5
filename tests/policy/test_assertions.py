"""Assertions are matched by name or id, without case, and point into the policy file."""

from __future__ import annotations

from typing import Literal

import pytest

from fastpath_checks.core.files import Loaded
from fastpath_checks.core.spans import SourceFile
from fastpath_checks.policy.assertions import Assertions
from fastpath_checks.policy.layering import policy_of_file
from fastpath_checks.policy.model import PolicyError

CIRCUIT = "/subscriptions/1/resourceGroups/rg-net/providers/Microsoft.Network/expressRouteCircuits/erc-Partner"

TEXT = """\
version: 1
assertions:
  - circuit: erc-partner*
    kind: provider
    private_link_enrolled: false
  - circuit: "*/resourcegroups/rg-direct/*"
    kind: direct
  - gateway: vgw-scale
    minimum_scale_units: 10
  - gateway: vgw-*
    sku: ergwscale
    subnet_has_routes: false
    reason: looked at by the platform team
  - connection: con-hub
    private_link_enrolled: true
  - circuit: erc-direct
    on_port: /subscriptions/1/resourceGroups/rg/providers/Microsoft.Network/expressRoutePorts/erport
    bandwidth_in_gbps: 5
  - port: erport
    bandwidth_in_gbps: 100
"""


@pytest.fixture
def assertions() -> Assertions:
    return policy_of_file(SourceFile("fastpath.yaml", TEXT), lambda path: Loaded(None, None)).assertions


@pytest.mark.parametrize(
    ("id", "name", "expected"),
    [
        pytest.param(None, "erc-partner", "provider", id="by name"),
        pytest.param(None, "ERC-Partner-2", "provider", id="by name, without case"),
        pytest.param(CIRCUIT, None, "provider", id="by the name in the id"),
        pytest.param(CIRCUIT.replace("rg-net", "RG-Direct").replace("erc-Partner", "x"), "x", "direct", id="by id"),
        pytest.param(None, "my-erc-partner", None, id="a pattern is about the whole name"),
        pytest.param(None, "rg-direct", None, id="a pattern with slashes is about ids only"),
        pytest.param(None, None, None, id="nothing known of the resource"),
    ],
)
def test_a_circuit_is_found(assertions: Assertions, id: str | None, name: str | None, expected: str | None) -> None:
    found = assertions.circuit_kind(id, name)
    assert (found.data if found is not None else None) == expected


def test_what_is_said_of_one_gateway_is_put_together(assertions: Assertions) -> None:
    gateway = assertions.gateway(None, "VGW-scale")
    assert gateway is not None
    assert gateway.sku is not None
    assert gateway.minimum_scale_units is not None
    assert (gateway.sku.data, gateway.minimum_scale_units.data) == ("ergwscale", 10)
    routes = assertions.gateway_subnet_has_routes(None, "vgw-scale")
    assert routes is not None
    assert routes.data is False


def test_a_gateway_that_nobody_speaks_of_has_none(assertions: Assertions) -> None:
    assert assertions.gateway(None, "other") is None
    assert assertions.gateway_subnet_has_routes(None, "other") is None


def test_an_assertion_points_at_its_value(assertions: Assertions) -> None:
    found = assertions.circuit_kind(None, "erc-partner")
    assert found is not None
    assert found.span is not None
    assert found.span.text == "provider"
    assert found.span.location()[:3] == ("fastpath.yaml", 4, 11)


@pytest.mark.parametrize(
    ("of", "name", "expected"),
    [
        ("connection", "con-hub", True),
        ("circuit", "con-hub", None),
        ("circuit", "erc-partner", False),
        ("connection", "erc-partner", None),
    ],
)
def test_enrolment_is_said_of_a_connection_or_of_its_circuit(
    assertions: Assertions, of: Literal["connection", "circuit"], name: str, expected: bool | None
) -> None:
    found = assertions.private_link_enrolled(None, name, of)
    assert (found.data if found is not None else None) is expected


@pytest.mark.parametrize(
    ("of", "name", "expected"),
    [("circuit", "erc-direct", 5), ("port", "erport", 100), ("port", "erc-direct", None), ("circuit", "erport", None)],
)
def test_bandwidth_is_said_of_a_circuit_or_of_a_port(
    assertions: Assertions, of: Literal["circuit", "port"], name: str, expected: int | None
) -> None:
    found = assertions.bandwidth(None, name, of)
    assert (found.data if found is not None else None) == expected


def test_the_port_under_a_circuit_is_said_by_its_id(assertions: Assertions) -> None:
    found = assertions.circuit_port(None, "erc-direct")
    assert found is not None
    assert str(found.data).endswith("/expressRoutePorts/erport")
    assert assertions.circuit_port(None, "erc-partner") is None


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("gateway: vgw, bandwidth_in_gbps: 5", "`assertions[0]` needs at least one of `circuit`, `port`"),
        ("gateway: vgw, private_link_enrolled: true", "`assertions[0]` needs at least one of `circuit`, `connection`"),
        ("port: erport, on_port: /subscriptions/1", "`on_port` can be said of a circuit only"),
    ],
)
def test_what_cannot_be_said_of_a_thing_is_refused(said: str, expected: str) -> None:
    file = SourceFile("fastpath.yaml", f"version: 1\nassertions: [{{{said}}}]\n")
    with pytest.raises(PolicyError) as caught:
        policy_of_file(file, lambda path: Loaded(None, None))
    assert expected in {one.summary for one in caught.value.diagnostics}


def test_no_policy_asserts_nothing() -> None:
    assert Assertions().circuit_kind(CIRCUIT, "erc-partner") is None
