"""Every value tells where it came from."""

from __future__ import annotations

from tiny_terraform import evaluation, instances, story

from fastpath_checks.core.spans import OriginKind

KINDS = OriginKind


def test_a_value_from_a_module_s_argument_tells_every_step_back_to_the_literal() -> None:
    found = evaluation(
        {
            "main.tf": """
                module "hub" {
                  source = "./hub"
                  sku    = local.sku
                }
                locals {
                  sku = var.wish
                }
                variable "wish" {
                  default = "ErGw1AZ"
                }
            """,
            "hub/main.tf": """
                variable "sku" {
                  type = string
                }
                resource "a_gateway" "one" {
                  sku = var.sku
                }
            """,
        }
    )
    sku = instances(found)["module.hub.a_gateway.one"].attributes["sku"]
    assert story(sku) == [
        (KINDS.DERIVED, "var.sku"),
        (KINDS.MODULE_ARGUMENT, "local.sku"),
        (KINDS.DERIVED, "var.wish"),
        (KINDS.VARIABLE_DEFAULT, '"ErGw1AZ"'),
    ]


def test_a_literal_is_written_where_it_stands() -> None:
    found = evaluation('resource "a_gateway" "one" {\n  sku = "ErGw1AZ"\n}\n')
    assert story(found.instances[0].attributes["sku"]) == [(KINDS.WRITTEN, '"ErGw1AZ"')]


def test_a_function_s_result_tells_of_its_argument() -> None:
    found = evaluation('variable "sku" {}\nresource "a_gateway" "one" {\n  sku = upper(var.sku)\n}\n', sku="x")
    assert story(found.instances[0].attributes["sku"]) == [
        (KINDS.DERIVED, "upper(var.sku)"),
        (KINDS.DERIVED, "var.sku"),
        (KINDS.VARIABLE_GIVEN, ""),
    ]


def test_a_value_of_a_variable_file_is_given_there() -> None:
    found = evaluation(
        {
            "main.tf": 'variable "sku" {}\nresource "a_gateway" "one" {\n  sku = var.sku\n}\n',
            "terraform.tfvars": 'sku = "ErGw3AZ"\n',
        }
    )
    assert story(found.instances[0].attributes["sku"]) == [
        (KINDS.DERIVED, "var.sku"),
        (KINDS.VARIABLE_GIVEN, '"ErGw3AZ"'),
    ]


def test_the_value_of_a_for_each_remembers_the_loop() -> None:
    found = evaluation(
        """
        resource "a_gateway" "one" {
          for_each = { weu = "ErGw1AZ" }
          sku      = each.value
        }
        """
    )
    assert story(found.instances[0].attributes["sku"]) == [(KINDS.LOOP, "each.value"), (KINDS.WRITTEN, '"ErGw1AZ"')]


def test_an_element_that_a_function_picks_keeps_its_story() -> None:
    found = evaluation(
        'locals {\n  skus = { weu = "ErGw1AZ" }\n}\n'
        'resource "a_gateway" "one" {\n  sku = lookup(local.skus, "weu", "none")\n}\n'
    )
    steps = story(found.instances[0].attributes["sku"])
    assert steps[0] == (KINDS.DERIVED, 'lookup(local.skus, "weu", "none")')
    assert steps[-1] == (KINDS.WRITTEN, '"ErGw1AZ"')
