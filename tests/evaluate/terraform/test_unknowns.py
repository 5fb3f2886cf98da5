"""What is not known stays so, what follows all the same is known, and errors are said."""

from __future__ import annotations

import pytest
from tiny_terraform import codes, evaluation

from fastpath_checks.core.diagnostics import Level
from fastpath_checks.core.values import Because, Known, OneOf, Unknown, plain

INPUTS = 'variable "s" {\n  type = string\n}\nvariable "any" {}\nvariable "b" {\n  type = bool\n}\n'


def value_of(expression: str) -> object:
    return evaluation(INPUTS + f'output "o" {{\n  value = {expression}\n}}\n').outputs["o"]


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("var.any == var.any", True),
        ('contains(["a", var.s], "a")', True),
        ('var.s == "a" && false', False),
        ("length([var.s, 1])", 2),
        ('"${var.s}-x" == "${var.s}-x"', True),
        ("jsondecode(jsonencode({ a = var.s, b = 2 })).b", 2),
        ("[var.s, 2][1]", 2),
        ("{ a = var.s, b = 2 }.b", 2),
        ('merge({ a = var.s }, { a = "x" }).a', "x"),
        ("[for one in [var.s, 2] : 3]", [3, 3]),
        ("alltrue([var.b, false])", False),
        ("var.b ? 1 : 1", 1),
        ('lookup({ a = 1, b = var.s }, "a", 2)', 1),
        ('coalesce("x", var.s)', "x"),
        ('try("x", var.s)', "x"),
        ("keys({ a = var.s })", ["a"]),
        ('zipmap(["a"], [var.s]) == { a = var.s }', True),
        ("concat([var.s], [1])[1]", 1),
        ("can(1)", True),
        ("false && null.x", False),
        ("true || null.x", True),
    ],
)
def test_what_does_not_depend_on_the_unknown_is_known(expression: str, expected: object) -> None:
    value = value_of(expression)
    assert isinstance(value, Known), value
    assert plain(value) == expected


@pytest.mark.parametrize(
    "expression",
    [
        "var.b && null.x",
        'coalesce(var.s, "x")', 'try(var.any.x, "y")', "can(var.any.x)", "[for one in var.any : one]", "var.s == \"a\"",
        'contains(["b", var.s], "a")', "upper(var.s)", '"${var.s}-x" == "${var.any}-x"', "length(var.any)",
        "flatten([var.any, [1]])", "merge(var.any, { a = 1 })", "{ (var.s) = 1 }", "tonumber(var.s)",
        "setunion([var.s], [1])", "distinct([var.s, \"x\"])",
    ],
)  # fmt: skip
def test_what_depends_on_the_unknown_is_unknown_and_names_it(expression: str) -> None:
    value = value_of(expression)
    assert isinstance(value, Unknown), value
    assert {missing.because for missing in value.missing} == {Because.NO_DEFAULT}


@pytest.mark.parametrize(
    ("expression", "choices"),
    [
        ("var.b ? 1 : 2", [1, 2]),
        ("(var.b ? 1 : 2) + 1", [2, 3]),
        ('upper(var.b ? "x" : "y")', ["X", "Y"]),
        ('"sku-${var.b ? "x" : "y"}"', ["sku-x", "sku-y"]),
        ("lookup({ a = 1, b = 2 }, var.s, 3)", [1, 2, 3]),
        ("var.b ? [1] : []", [[1], []]),
    ],
)
def test_a_choice_that_is_not_known_keeps_its_alternatives(expression: str, choices: list[object]) -> None:
    value = value_of(expression)
    assert isinstance(value, OneOf), value
    assert [plain(choice) for choice in value.choices] == choices


def test_allowed_values_of_a_variable_are_its_alternatives() -> None:
    found = evaluation(
        """
        variable "sku" {
          type = string
          validation {
            condition     = contains(["ErGw1AZ", "ErGw3AZ"], var.sku)
            error_message = "no"
          }
        }
        output "o" {
          value = var.sku
        }
        """
    )
    value = found.outputs["o"]
    assert isinstance(value, OneOf)
    assert [choice.data for choice in value.choices] == ["ErGw1AZ", "ErGw3AZ"]
    assert value.missing[0].name == "var.sku"


def test_types_with_optional_attributes_fill_in_their_defaults() -> None:
    found = evaluation(
        """
        variable "o" {
          type = object({
            a = string
            b = optional(number, 5)
            c = optional(list(string))
            d = optional(object({ e = optional(bool, true) }), {})
          })
          default = { a = 1 }
        }
        output "o" {
          value = var.o
        }
        """
    )
    assert plain(found.outputs["o"]) == {"a": "1", "b": 5, "c": None, "d": {"e": True}}


def test_a_null_given_to_a_variable_that_is_not_nullable_is_its_default() -> None:
    found = evaluation(
        {
            "main.tf": 'module "m" {\n  source = "./m"\n  x = null\n}\noutput "o" {\n  value = module.m.x\n}\n',
            "m/main.tf": 'variable "x" {\n  default = 1\n  nullable = false\n}\noutput "x" {\n  value = var.x\n}\n',
        }
    )
    assert plain(found.outputs["o"]) == 1


def test_a_value_that_does_not_fit_its_type_is_said_and_unknown() -> None:
    found = evaluation('variable "n" {\n  type = number\n  default = "x"\n}\noutput "o" {\n  value = var.n\n}\n')
    value = found.outputs["o"]
    assert isinstance(value, Unknown)
    assert value.because is Because.ERROR
    assert codes(found) == ["unconvertible"]


def test_a_cycle_of_locals_is_said_once_and_unknown() -> None:
    found = evaluation('locals {\n  a = local.b\n  b = local.a\n}\noutput "o" {\n  value = local.a\n}\n')
    value = found.outputs["o"]
    assert isinstance(value, Unknown)
    assert value.because is Because.CYCLE
    assert codes(found) == ["cycle"]


def test_an_error_that_depends_on_values_is_a_warning() -> None:
    found = evaluation('variable "n" {\n  default = null\n}\noutput "o" {\n  value = basename(var.n)\n}\n')
    assert isinstance(found.outputs["o"], Unknown)
    assert [(one.code, one.level) for one in found.diagnostics] == [("null-value", Level.WARNING)]


def test_a_reference_to_nothing_is_an_error_at_its_place() -> None:
    found = evaluation('output "o" {\n  value = local.nothing\n}\n')
    assert isinstance(found.outputs["o"], Unknown)
    (said,) = found.diagnostics
    assert (said.code, said.level) == ("undeclared-reference", Level.ERROR)
    assert said.span is not None
    assert said.span.text == "local.nothing"


def test_two_calls_of_a_function_that_is_not_modelled_are_not_equal() -> None:
    value = value_of('provider::azapi::x("a") == provider::azapi::x("b")')
    assert isinstance(value, Unknown)
    assert value.because is Because.UNMODELLED


def test_a_value_that_could_not_be_read_equals_nothing() -> None:
    found = evaluation('locals {\n  a = \n  b = \n}\noutput "o" {\n  value = local.a == local.b\n}\n')
    assert isinstance(found.outputs["o"], Unknown)


@pytest.mark.parametrize("call", ["timestamp()", "uuid()", 'bcrypt("x")', "plantimestamp()"])
def test_what_is_never_twice_the_same_is_unknown(call: str) -> None:
    value = value_of(call)
    assert isinstance(value, Unknown)
    assert value.because is Because.IMPURE


def test_a_file_that_is_not_there_is_unknown() -> None:
    value = value_of('file("missing.txt")')
    assert isinstance(value, Unknown)
    assert value.because is Because.OUTSIDE_THE_FILES


def test_a_computed_attribute_is_unknown_and_equal_to_itself() -> None:
    found = evaluation(
        'resource "a_b" "c" {\n  x = 1\n}\noutput "o" {\n  value = a_b.c.guid == a_b.c.guid\n}\n'
        'output "p" {\n  value = a_b.c.guid\n}\n'
    )
    assert plain(found.outputs["o"]) is True
    value = found.outputs["p"]
    assert isinstance(value, Unknown)
    assert (value.because, value.residual) == (Because.RUNTIME_ATTRIBUTE, "a_b.c.guid")


def test_values_of_sensitive_variables_are_not_looked_at() -> None:
    found = evaluation(
        'variable "p" {\n  sensitive = true\n  default = { a = "x", b = null }\n}\n'
        'output "o" {\n  value = "${var.p.a}!"\n}\noutput "p" {\n  value = nonsensitive(var.p.a)\n}\n'
        'output "q" {\n  value = [var.p.b == null, var.p == null, issensitive(var.p), can(var.p.c)]\n}\n'
    )
    value = found.outputs["o"]
    assert isinstance(value, Unknown)
    assert value.because is Because.SENSITIVE
    assert plain(found.outputs["p"]) == "x"
    assert plain(found.outputs["q"]) == [True, False, True, False]


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("merge(var.s, { a = 1 }).a", 1),
        ('lookup(merge({ a = 2 }, var.s, { a = 1 }), "a", 3)', 1),
        ("{ (var.s) = 1, b = 2 }.b", 2),
        ('{ for x in ["a", "b"] : x => 1 if x == "b" || x != var.s }["b"]', 1),
        ('contains(concat(var.s, ["x"]), "x")', True),
        ('length(concat(var.s, ["x"])) > 0', True),
        ('length([for x in ["a", "b"] : x if x == "a" || x == var.s]) == 0', False),
        ("length(var.s) < 0", False),
        ('contains(flatten([var.s, ["a"]]), "a")', True),
        ('contains(setunion(["a"], toset([var.s])), "a")', True),
        ("coalesce(null, var.s) == null", False),
    ],
)
def test_what_is_certain_of_a_collection_that_is_not_known_whole_is_known(expression: str, expected: object) -> None:
    found = evaluation(f'variable "s" {{}}\noutput "o" {{\n  value = {expression}\n}}\n')
    assert plain(found.outputs["o"]) == expected


@pytest.mark.parametrize(
    "expression", ["merge({ a = 2 }, var.s).a", 'length(concat(var.s, ["x"])) > 1', '{ b = 2, (var.s) = 1 }["b"]']
)
def test_what_an_unknown_part_may_replace_is_not_known(expression: str) -> None:
    found = evaluation(f'variable "s" {{}}\noutput "o" {{\n  value = {expression}\n}}\n')
    assert isinstance(found.outputs["o"], Unknown)
