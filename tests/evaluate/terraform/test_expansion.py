"""How many instances there are, and what references to them give."""

from __future__ import annotations

from tiny_terraform import codes, evaluation, instances

from fastpath_checks.core.claims import Truth
from fastpath_checks.core.values import Because, OneOf, Unknown, plain


def test_count_makes_numbered_instances() -> None:
    found = evaluation('resource "a_b" "c" {\n  count = 2\n  x     = count.index\n}\n')
    assert {address: plain(one.attributes["x"]) for address, one in instances(found).items()} == {
        "a_b.c[0]": 0,
        "a_b.c[1]": 1,
    }


def test_for_each_over_a_set_makes_keyed_instances() -> None:
    found = evaluation('resource "a_b" "c" {\n  for_each = toset(["y", "x"])\n  x        = each.value\n}\n')
    assert list(instances(found)) == ['a_b.c["x"]', 'a_b.c["y"]']


def test_a_count_that_is_one_or_none_makes_an_instance_that_may_exist() -> None:
    found = evaluation(
        """
        variable "wanted" {
          type = bool
        }
        resource "a_b" "c" {
          count = var.wanted ? 1 : 0
          x     = "here"
        }
        output "or_else" {
          value = try(a_b.c[0].x, "not here")
        }
        output "size" {
          value = length(a_b.c)
        }
        """
    )
    assert instances(found)["a_b.c[0]"].exists.truth is Truth.MAYBE
    for name, choices in (("or_else", {"here", "not here"}), ("size", {0, 1})):
        value = found.outputs[name]
        assert isinstance(value, OneOf)
        assert {choice.data for choice in value.choices} == choices


def test_an_unknown_for_each_makes_one_instance_that_stands_for_all() -> None:
    found = evaluation(
        'variable "all" {}\nresource "a_b" "c" {\n  for_each = var.all\n  x = 1\n  y = each.key\n}\n'
        'output "x" {\n  value = a_b.c["one"].x\n}\n'
    )
    (one,) = found.instances
    assert one.exists.truth is Truth.MAYBE
    assert one.exists.missing[0].name == "var.all"
    assert plain(one.attributes["x"]) == 1
    assert isinstance(one.attributes["y"], Unknown)
    assert plain(found.outputs["x"]) == 1


def test_a_billion_instances_are_a_limit_and_no_wait() -> None:
    found = evaluation('resource "a_b" "c" {\n  count = 1000000000\n  x     = 1\n}\n')
    assert codes(found) == ["limit"]
    (one,) = found.instances
    assert one.exists.truth is Truth.MAYBE
    assert one.exists.missing[0].because is Because.LIMIT


def test_dynamic_blocks_stand_within_each_other() -> None:
    found = evaluation(
        """
        variable "rules" {
          default = { a = [1, 2], b = [] }
        }
        resource "a_b" "c" {
          rule {
            name = "first"
          }
          dynamic "rule" {
            for_each = var.rules
            iterator = one
            content {
              name = one.key
              dynamic "port" {
                for_each = one.value
                content {
                  n = port.value + port.key
                }
              }
            }
          }
        }
        """
    )
    assert plain(found.instances[0].attributes["rule"]) == [
        {"name": "first"},
        {"name": "a", "port": [{"n": 1}, {"n": 3}]},
        {"name": "b", "port": []},
    ]


def test_a_dynamic_block_over_an_unknown_is_unknown() -> None:
    found = evaluation(
        'variable "rules" {}\nresource "a_b" "c" {\n  dynamic "rule" {\n    for_each = var.rules\n'
        "    content {\n      n = rule.value\n    }\n  }\n}\n"
    )
    value = found.instances[0].attributes["rule"]
    assert isinstance(value, Unknown)
    assert value.missing[0].name == "var.rules"


def test_one_of_two_dynamic_blocks_is_one_of_two_lists() -> None:
    found = evaluation(
        """
        variable "wanted" {
          type = bool
        }
        resource "a_b" "c" {
          dynamic "rule" {
            for_each = var.wanted ? [1] : []
            content {
              n = rule.value
            }
          }
        }
        """
    )
    value = found.instances[0].attributes["rule"]
    assert isinstance(value, OneOf)
    assert sorted(len(choice.data) for choice in value.choices) == [0, 1]
