"""What azurerm does with a declaration by itself: addresses that it refuses, and flags that it keeps."""

from __future__ import annotations

import json
from typing import Any

import pytest
from files_in_memory import FilesInMemory
from tiny_terraform import evaluation

from fastpath_checks.core.claims import Truth
from fastpath_checks.core.diagnostics import Diagnostic
from fastpath_checks.core.spans import SourceFile
from fastpath_checks.evaluate.terraform.azurerm import to_deployment
from fastpath_checks.evaluate.terraform.azurerm.remarking import ADDRESS_REFUSED, FLAG_KEPT
from fastpath_checks.evaluate.terraform.plan import read_plan
from fastpath_checks.syntax.jsonc import JsonObject, parse_json

GATEWAY = """
  terraform {
    required_providers {
      azurerm = { source = "hashicorp/azurerm", version = "VERSION" }
    }
  }
  variable "address" {}
  variable "type" {}
  resource "azurerm_public_ip" "a" {
    name = "pip"
  }
  resource "azurerm_virtual_network_gateway" "gw" {
    name = "gw"
    type = TYPE
    ip_configuration {
      ADDRESS
    }
  }
"""
SET = "public_ip_address_id = azurerm_public_ip.a.id"
CONNECTION = "azurerm_virtual_network_gateway_connection"
FLAG = "express_route_gateway_bypass"


def refused(version: str, address: str = SET, type: str = '"ExpressRoute"') -> list[Diagnostic]:
    found = evaluation(GATEWAY.replace("VERSION", version).replace("ADDRESS", address).replace("TYPE", type))
    said = to_deployment(found.instances, found.diagnostics).diagnostics
    return [one for one in said if one.code == ADDRESS_REFUSED]


def truths(found: list[Diagnostic]) -> list[Truth]:
    return [one.claim.truth for one in found if one.claim is not None]


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        ("~> 4.59", [Truth.NO]),
        ("5.2.0", [Truth.NO]),
        ("~> 4.0", [Truth.MAYBE]),
        (">= 3.0, < 4.59.0", []),
        ("4.58.0", []),
    ],
)
def test_a_public_address_of_an_expressroute_gateway_is_refused_since_4_59(version: str, expected: list[Truth]) -> None:
    found = refused(version)
    assert truths(found) == expected
    if expected == [Truth.MAYBE]:
        assert found[0].claim is not None
        assert [one.name for one in found[0].claim.missing] == [f"the version of the provider azurerm ({version})"]


@pytest.mark.parametrize(
    ("address", "type", "expected"),
    [
        (SET, '"Vpn"', []),
        (SET, "var.type", [Truth.MAYBE]),
        ("public_ip_address_id = null", '"ExpressRoute"', []),
        ('public_ip_address_id = ""', '"ExpressRoute"', []),
        ("public_ip_address_id = var.address", '"ExpressRoute"', [Truth.MAYBE]),
        ("", '"ExpressRoute"', []),
    ],
)
def test_what_is_not_set_or_another_gateway_is_not_refused(address: str, type: str, expected: list[Truth]) -> None:
    assert truths(refused("~> 4.59", address, type)) == expected


def test_the_remark_stands_on_what_decides_it() -> None:
    (found,) = refused("~> 4.59")
    assert found.claim is not None
    assert found.subject == "azurerm_virtual_network_gateway.gw"
    texts = [one.origin.span.text for one in found.claim.evidence if one.origin.span is not None]
    assert texts[0] == '"ExpressRoute"'
    assert any(text.startswith("azurerm_public_ip.a") for text in texts)


def plan(actions: list[str], bypass: bool, written: bool) -> list[Diagnostic]:
    values = {"name": "con", "type": "ExpressRoute", FLAG: bypass}
    address = f"{CONNECTION}.c"
    named = {"address": address, "mode": "managed", "type": CONNECTION, "name": "c"}
    expressions: dict[str, Any] = {"name": {"constant_value": "con"}, "type": {"constant_value": "ExpressRoute"}}
    if written:
        expressions[FLAG] = {"references": ["var.bypass"]}
    tree = {
        "format_version": "1.2",
        "planned_values": {"root_module": {"resources": [{**named, "values": values}]}},
        "resource_changes": [{**named, "change": {"actions": actions, "after": values, "after_unknown": {}}}],
        "configuration": {"root_module": {"resources": [{**named, "expressions": expressions}]}},
    }
    file = SourceFile("tfplan.json", json.dumps(tree))
    node, _ = parse_json(file)
    assert isinstance(node, JsonObject)
    instances, said = read_plan(file, node, FilesInMemory({}))
    return [one for one in to_deployment(instances, said).diagnostics if one.code == FLAG_KEPT]


@pytest.mark.parametrize("actions", [["no-op"], ["update"]])
def test_a_flag_that_nobody_writes_stays_on(actions: list[str]) -> None:
    (found,) = plan(actions, bypass=True, written=False)
    assert found.claim is not None
    assert (found.subject, found.claim.truth) == (f"{CONNECTION}.c", Truth.NO)
    assert [one.origin.span.text for one in found.claim.evidence if one.origin.span is not None] == ['"con"', "true"]


@pytest.mark.parametrize(
    ("actions", "bypass", "written"),
    [
        (["no-op"], True, True),
        (["no-op"], False, False),
        (["create"], True, False),
        (["delete", "create"], True, False),
    ],
)
def test_a_flag_that_is_written_or_off_or_new_is_no_remark(actions: list[str], bypass: bool, written: bool) -> None:
    assert plan(actions, bypass, written) == []
