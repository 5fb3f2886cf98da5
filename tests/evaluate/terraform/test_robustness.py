"""Nothing raises and nothing hangs, whatever stands in the files."""

from __future__ import annotations

import random

from tiny_terraform import codes, evaluation

from fastpath_checks.core.values import Because, Unknown, plain

SAMPLE = """
variable "rules" {
  type    = map(object({ ports = optional(list(number), [80]), name = string }))
  default = { a = { name = "x" }, b = { name = "y", ports = [1, 2] } }
}
locals {
  names = [for k, v in var.rules : upper("${k}-${v.name}") if v.name != ""]
  by    = { for k, v in var.rules : v.name => v.ports... }
  text  = <<-EOT
    %{for n in local.names~}
    ${n}
    %{endfor~}
  EOT
  mixed = merge({ a = 1 }, try(var.rules["c"], {}), { z = can(local.by.z) ? 0 : length(local.names) })
}
resource "a_b" "c" {
  for_each = var.rules
  name     = each.value.name
  id_like  = "${local.names[0]}/subnets/${each.key}"
  dynamic "port" {
    for_each = each.value.ports
    content {
      n = port.value * 2 % 7
    }
  }
}
resource "a_b" "d" {
  count = length(local.names) > 1 ? 1 : 0
  x     = cidrsubnet("10.0.0.0/16", 8, count.index)
  y     = jsonencode({ a = a_b.c["a"].name, b = [for one in a_b.c : one.id] })
}
output "all" {
  value = [local.text, local.mixed, [for one in a_b.c : one.name], one(a_b.d[*].x), format("%05.1f %q", 1 / 3, "é")]
}
"""
PIECES = [
    "${", "}", '"', "(", ")", "[", "]", "null", "each.key", "local.mixed", "...", "%{if", "=", "var.rules", "9e999",
    "a_b.d[0]", "\n", "<<EOT\n", "*", "for_each", "?", ":", "1", "try(", "module.x",
]  # fmt: skip


def test_mutated_configurations_end_in_values_and_diagnostics() -> None:
    random_ = random.Random(7)
    for _ in range(150):
        text = SAMPLE
        for _ in range(random_.randint(1, 4)):
            at = random_.randrange(len(text))
            cut = random_.randint(0, 12)
            text = text[:at] + random_.choice(PIECES) + text[at + cut :]
        found = evaluation(text)
        list(found.outputs.values())


def test_the_sample_itself_is_fine() -> None:
    found = evaluation(SAMPLE)
    list(found.outputs.values())
    assert codes(found) == []


def test_a_long_chain_of_locals_is_a_limit_and_no_crash() -> None:
    chain = "".join(f"  l{at} = local.l{at + 1}\n" for at in range(5_000))
    found = evaluation(f'locals {{\n{chain}  l5000 = 1\n}}\noutput "o" {{\n  value = local.l0\n}}\n')
    list(found.outputs.values())
    assert "limit" in codes(found)


def test_conditions_within_conditions_do_not_take_for_ever() -> None:
    expression = "[1]"
    for at in range(40):
        expression = f"var.b{at} ? [{at}, 2] : ({expression})"
    declared = "".join(f'variable "b{at}" {{\n  type = bool\n}}\n' for at in range(40))
    found = evaluation(declared + f'output "o" {{\n  value = {expression}\n}}\n')
    list(found.outputs.values())


def test_texts_that_grow_without_end_are_given_up() -> None:
    doubled = "".join(f'  l{at + 1} = "${{local.l{at}}}${{local.l{at}}}"\n' for at in range(60))
    found = evaluation(f'locals {{\n  l0 = "xxxxxxxxxx"\n{doubled}}}\noutput "o" {{\n  value = local.l60\n}}\n')
    list(found.outputs.values())


def test_lists_that_grow_without_end_are_given_up() -> None:
    doubled = "".join(f"  l{at + 1} = concat(local.l{at}, local.l{at})\n" for at in range(40))
    found = evaluation(f'locals {{\n  l0 = ["x", 1]\n{doubled}}}\noutput "o" {{\n  value = local.l40\n}}\n')
    list(found.outputs.values())


def test_loops_within_loops_are_given_up_and_the_rest_is_evaluated() -> None:
    nested = "[for a in local.l : [for b in local.l : [for c in local.l : c]]]"
    locals_ = f"locals {{\n  l = range(1000)\n  m = {nested}\n}}\n"
    found = evaluation(locals_ + 'output "m" {\n  value = try(local.m, 1)\n}\noutput "rest" {\n  value = 1 + 1\n}\n')
    assert isinstance(found.outputs["m"], Unknown)
    assert found.outputs["m"].because is Because.LIMIT
    assert plain(found.outputs["rest"]) == 2
    assert codes(found) == ["limit"]


def test_a_limit_of_ours_is_no_error_that_try_may_catch() -> None:
    product = "setproduct(range(1000), range(1000))"
    found = evaluation(f'output "o" {{\n  value = [try({product}, 1), can({product})]\n}}\n')
    assert isinstance(found.outputs["o"], Unknown)
    assert codes(found) == ["limit"]
