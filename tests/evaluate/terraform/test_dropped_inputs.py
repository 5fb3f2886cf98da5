"""Inputs that switch FastPath on and that the called module never uses: known of some, seen in those that are there."""

from __future__ import annotations

import pytest
from tiny_terraform import evaluation

from fastpath_checks.core.claims import Truth
from fastpath_checks.core.diagnostics import Diagnostic
from fastpath_checks.evaluate.terraform.dropped_inputs import CODE
from fastpath_checks.evaluate.terraform.module_versions import number
from fastpath_checks.evaluate.terraform.verified_modules import ELEMENTS, MODULES, Drop

VWAN = "Azure/avm-ptn-virtualwan/azurerm"
GATEWAY = "Azure/avm-ptn-vnetgateway/azurerm"
KNOWN = [(name, drop) for name, module in MODULES.items() for drop in module.drops]
TYPE = "map(object({ name = string, express_route_gateway_bypass_enabled = optional(bool) }))"


def dropped(files: dict[str, str] | str, **inputs: object) -> list[Diagnostic]:
    return [one for one in evaluation(files, **inputs).diagnostics if one.code == CODE]


def said(found: list[Diagnostic]) -> list[tuple[str, Truth]]:
    return [(one.subject, one.claim.truth) for one in found if one.claim is not None]


def call(source: str, version: str, argument: str) -> str:
    asked = f'version = "{version}"' if version else ""
    return f'variable "on" {{}}\nmodule "m" {{\n  source = "{source}"\n  {asked}\n  {argument}\n}}\n'


def nested(way: tuple[str, ...], value: str) -> str:
    text = value
    for step in reversed(way[1:]):
        text = f"{{ {'a' if step == ELEMENTS else step} = {text} }}"
    return f"{way[0]} = {text}"


@pytest.mark.parametrize(("name", "drop"), KNOWN, ids=lambda one: one if isinstance(one, str) else "")
def test_an_input_that_a_module_is_known_to_drop_is_said(name: str, drop: Drop) -> None:
    module = MODULES[name]
    version = next(one for one in module.versions if number(drop.since) <= number(one) < number(drop.until))
    needed = "".join(f'{one.name} = "x"\n  ' for one in module.arguments if not one.fits(version, False))
    path = ".".join(drop.way).replace(f".{ELEMENTS}", '["a"]')
    on, off, unknown = (
        dropped(call(name, version, needed + nested(drop.way, value))) for value in ("true", "false", "var.on")
    )
    assert said(on) == [(f"module.m.{path}", Truth.NO)]
    assert on[0].claim is not None
    span = on[0].claim.evidence[0].origin.span
    assert span is not None
    assert span.text == "true"
    assert version in on[0].summary
    assert drop.way[-1] in on[0].summary
    assert off == []
    assert said(unknown) == [(f"module.m.{path}", Truth.MAYBE)]


@pytest.mark.parametrize(
    ("version", "truth"), [("0.4.1", Truth.NO), (">= 0.3", Truth.MAYBE), ("", Truth.MAYBE), ("0.5.0", None)]
)
def test_it_is_undecided_where_some_of_the_versions_drop_it(version: str, truth: Truth | None) -> None:
    value = '{ a = { id = "i", connection = { private_link_fast_path_enabled = true } } }'
    found = dropped(call(GATEWAY, version, f"express_route_circuits = {value}"))
    assert [one for _, one in said(found)] == ([] if truth is None else [truth])
    if truth is Truth.MAYBE:
        assert found[0].claim is not None
        assert [missing.name for missing in found[0].claim.missing] == [f"the version of {GATEWAY}"]


def test_a_call_that_may_not_exist_is_undecided() -> None:
    text = f'module "m" {{\n  source = "{VWAN}"\n  count = var.there ? 1 : 0\n  er_circuit_connections = {{}}\n}}\n'
    on = text.replace("{}", "{ a = { express_route_gateway_bypass_enabled = true } }")
    assert [truth for _, truth in said(dropped('variable "there" {}\n' + on))] == [Truth.MAYBE]
    assert said(dropped('variable "there" {}\n' + on, there="false")) == []


def test_each_instance_of_a_call_has_its_own_input() -> None:
    text = f"""
      module "m" {{
        source   = "{VWAN}"
        for_each = {{ a = true, b = false }}
        er_circuit_connections = {{ x = {{ express_route_gateway_bypass_enabled = each.value }} }}
      }}
    """
    assert [subject.partition(".er_")[0] for subject, _ in said(dropped(text))] == ['module.m["a"]']


CALLER = """
  variable "on" {}
  module "wan" {
    source      = "./wan"
    connections = { a = { name = "a", express_route_gateway_bypass_enabled = VALUE } }
  }
"""
MODULE = """
  variable "connections" {
    type = TYPE
  }
  resource "azurerm_express_route_connection" "er" {
    for_each = var.connections
    name     = each.value.name
    BODY
  }
""".replace("TYPE", TYPE)


def with_module(value: str, body: str = "", more: str = "") -> list[tuple[str, Truth]]:
    files = {"main.tf": CALLER.replace("VALUE", value), "wan/main.tf": MODULE.replace("BODY", body) + more}
    return said(dropped(files))


SUBJECT = 'module.wan.connections["a"].express_route_gateway_bypass_enabled'


def test_a_module_that_is_there_tells_itself_that_it_drops_an_input() -> None:
    assert with_module("true") == [(SUBJECT, Truth.NO)]
    assert with_module("var.on") == [(SUBJECT, Truth.MAYBE)]
    assert with_module("false") == []


@pytest.mark.parametrize(
    ("body", "more"),
    [
        ("express_route_gateway_bypass_enabled = each.value.express_route_gateway_bypass_enabled", ""),
        ('provisioner "local-exec" {\n  command = "az"\n }', ""),
        ("", 'module "inner" {\n  source = "registry/of/others"\n}\n'),
        ("", 'resource "azapi_resource" "c" {\n  type = "Microsoft.Network/connections@2024-05-01"\n}\n'),
        ("", 'resource "azapi_resource" "c" {\n  type = var.connections\n}\n'),
        ("", 'resource "azurerm_resource_group_template_deployment" "c" {\n}\n'),
        ("", 'resource "shell_script" "c" {\n}\n'),
        ("odd = = 1", ""),
    ],
)
def test_a_module_that_may_use_an_input_has_the_benefit_of_the_doubt(body: str, more: str) -> None:
    assert with_module("true", body, more) == []


def test_what_can_set_nothing_of_a_connection_is_no_doubt() -> None:
    more = """
      resource "azapi_resource" "n" {
        type = "Microsoft.Network/virtualNetworks@2024-05-01"
      }
      resource "random_uuid" "r" {
      }
      module "inner" {
        source = "../inner"
      }
    """
    files = {
        "main.tf": CALLER.replace("VALUE", "true"),
        "wan/main.tf": MODULE.replace("BODY", "") + more,
        "inner/main.tf": 'resource "azurerm_public_ip" "p" {\n}\n',
    }
    assert said(dropped(files)) == [(SUBJECT, Truth.NO)]


def test_an_input_that_is_lost_further_down_is_said_where_it_enters() -> None:
    wrapper = f"""
      variable "connections" {{
        type = {TYPE}
      }}
      module "inner" {{
        source      = "../inner"
        connections = var.connections
      }}
    """
    files = {
        "main.tf": CALLER.replace("VALUE", "true"),
        "wan/main.tf": wrapper,
        "inner/main.tf": MODULE.replace("BODY", ""),
    }
    assert said(dropped(files)) == [(SUBJECT, Truth.NO)]
