"""How many instances there are, and what references to them give."""

from __future__ import annotations

from tiny_terraform import codes, evaluation, instances

from fastpath_checks.core.claims import Truth
from fastpath_checks.core.values import Because, Known, OneOf, Unknown, plain


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


PARTLY_KNOWN = """
    variable "more" {
      type = map(object({ x = number }))
    }
    variable "wanted" {
      type = map(bool)
    }
    variable "name" {
      type = string
    }
"""


def instances_over(for_each: str) -> dict[str, tuple[Truth, object]]:
    text = 'resource "a_b" "c" {\n  for_each = ' + for_each + "\n  x        = try(each.value.x, each.value)\n}\n"
    found = instances(evaluation(PARTLY_KNOWN + text))
    return {
        address: (one.exists.truth, plain(one.attributes["x"]) if isinstance(one.attributes["x"], Known) else None)
        for address, one in found.items()
    }


def test_the_keys_that_are_known_give_their_instances_and_one_stands_for_the_others() -> None:
    assert instances_over("merge({ old = { x = 1 } }, var.more, { own = { x = 2 } })") == {
        'a_b.c["old"]': (Truth.YES, None),
        'a_b.c["own"]': (Truth.YES, 2),
        "a_b.c": (Truth.MAYBE, None),
    }
    assert instances_over('toset(["a", var.name])') == {'a_b.c["a"]': (Truth.YES, "a"), "a_b.c": (Truth.MAYBE, None)}


def test_keys_that_a_condition_may_leave_out_give_instances_that_may_exist_and_no_others() -> None:
    some = "{ a = { x = 1 }, b = { x = 2 }, c = { x = 3 }, d = { x = 4 }, e = { x = 5 } }"
    filtered = f'{{ for k, v in {some} : k => v if k == "a" || var.wanted[k] }}'
    expected: dict[str, tuple[Truth, object]] = {
        'a_b.c["a"]': (Truth.YES, 1),
        **{f'a_b.c["{key}"]': (Truth.MAYBE, x) for key, x in zip("bcde", (2, 3, 4, 5), strict=True)},
    }
    assert instances_over(filtered) == expected
    assert instances_over(f"{{ for k, v in {filtered} : k => v }}") == expected
    assert instances_over(f"merge({filtered}, {{ e = {{ x = 6 }} }})")['a_b.c["e"]'] == (Truth.YES, 6)


def test_references_to_instances_that_are_known_in_part_find_those_that_are() -> None:
    found = evaluation(
        PARTLY_KNOWN
        + """
        resource "a_b" "open" {
          for_each = merge(var.more, { own = { x = 2 } })
          x        = each.value.x
          y        = 1
        }
        resource "a_b" "closed" {
          for_each = { for k in ["a", "b"] : k => { x = k } if k == "a" || var.wanted[k] }
          x        = each.value.x
        }
        output "o" {
          value = [
            a_b.open["own"].x, a_b.open["other"].y, a_b.closed["a"].x, try(a_b.closed["none"].x, "none"),
            try(a_b.closed["b"].x, "fallback"), length(a_b.closed) > 0,
          ]
        }
        """
    )
    value = found.outputs["o"]
    assert isinstance(value, Known)
    own, other, first, none, fallback, at_least_one = value.data
    assert [plain(one) for one in (own, other, first, none, at_least_one)] == [2, 1, "a", "none", True]
    assert isinstance(fallback, OneOf)
    assert [choice.data for choice in fallback.choices] == ["b", "fallback"]
    assert codes(found) == []


def test_a_module_called_for_keys_that_are_known_in_part_is_there_for_each() -> None:
    found = evaluation(
        {
            "main.tf": PARTLY_KNOWN
            + 'module "m" {\n  source   = "./m"\n  for_each = merge(var.more, { own = { x = 2 } })\n'
            + "  x        = each.value.x\n}\n",
            "m/main.tf": 'variable "x" {}\nresource "a_b" "c" {\n  x = var.x\n}\n',
        }
    )
    own, others = found.instances
    assert (own.address, own.exists.truth, plain(own.attributes["x"])) == ('module.m["own"].a_b.c', Truth.YES, 2)
    assert (others.address, others.exists.truth) == ("module.m.a_b.c", Truth.MAYBE)


BROKEN = 'resource "a_b" "c" {\n  ] 5 { for_each = var.x\n  y = each.key\n}\n'


def test_a_block_that_may_have_lost_how_many_there_are_may_exist() -> None:
    found = evaluation(BROKEN + 'resource "a_b" "d" {\n  ] 5\n  z = a_b.c["one"].y\n}\n')
    lost, whole = found.instances
    assert lost.exists.truth is Truth.MAYBE
    assert lost.exists.missing[0].because is Because.UNPARSED
    assert isinstance(lost.attributes["y"], Unknown)
    assert whole.exists.truth is Truth.YES
    assert isinstance(whole.attributes["z"], Unknown)
    assert codes(found) == ["syntax-error", "syntax-error"]


def test_a_broken_block_whose_number_was_read_has_that_number() -> None:
    found = evaluation('resource "a_b" "c" {\n  ] 5\n  count = 2\n}\n')
    assert [one.exists.truth for one in found.instances] == [Truth.YES, Truth.YES]


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
