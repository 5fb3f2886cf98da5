"""Which files make a configuration, and which values they give its variables."""

from __future__ import annotations

from tiny_terraform import codes, evaluation

from fastpath_checks.core.values import Because, OneOf, Unknown, plain


def test_override_files_win_by_argument_and_by_block_type() -> None:
    found = evaluation(
        {
            "main.tf": """
                resource "a_b" "c" {
                  x = 1
                  y = 2
                  rule {
                    n = 1
                  }
                }
            """,
            "main_override.tf": """
                resource "a_b" "c" {
                  x = 3
                  rule {
                    n = 2
                  }
                  rule {
                    n = 3
                  }
                }
            """,
        }
    )
    attributes = found.instances[0].attributes
    assert plain(attributes["x"]) == 3
    assert plain(attributes["y"]) == 2
    assert plain(attributes["rule"]) == [{"n": 2}, {"n": 3}]


def test_a_tofu_file_takes_the_place_of_the_tf_file_of_its_stem() -> None:
    found = evaluation({"a.tofu": 'output "o" {\n  value = 1\n}\n', "a.tf": "this is ( no configuration"})
    assert plain(found.outputs["o"]) == 1
    assert not found.diagnostics


def test_a_configuration_in_json_means_the_same() -> None:
    found = evaluation(
        {
            "main.tf.json": """{
                "variable": {"x": {"default": "${1 + 1}"}},
                "resource": {"a_b": {"c": {"sku": "${var.x}-1", "rule": [{"n": 1}, {"n": 2}]}}}
            }"""
        }
    )
    attributes = found.instances[0].attributes
    assert plain(attributes["sku"]) == "2-1"
    assert plain(attributes["rule"]) == [{"n": 1}, {"n": 2}]


def test_variable_files_are_loaded_in_terraform_s_order_and_a_flag_wins() -> None:
    found = evaluation(
        {
            "main.tf": "".join(f'variable "{name}" {{\n  default = 0\n}}\n' for name in "abcde")
            + 'output "o" {\n  value = [var.a, var.b, var.c, var.d, var.e]\n}\n',
            "terraform.tfvars": "a = 1\nb = 1\nc = 1\nd = 1\n",
            "x.auto.tfvars": "b = 2\nc = 2\nd = 2\n",
            "other.tfvars": "a = 99\n",
        },
        var_files=["c = 3\nd = 3\n"],
        d="4",
    )
    assert plain(found.outputs["o"]) == [1, 2, 3, "4", 0]


def test_the_environment_gives_what_no_file_and_no_flag_gives() -> None:
    found = evaluation(
        {
            "main.tf": "".join(f'variable "{name}" {{\n  default = 0\n}}\n' for name in "abc")
            + 'variable "l" {\n  type = list(number)\n}\n'
            + 'output "o" {\n  value = [var.a, var.b, var.c, var.l]\n}\n',
            "terraform.tfvars": "b = 1\n",
        },
        environment={"a": "9", "b": "9", "c": "9", "l": "[1, 2]", "undeclared": "9"},
        c="4",
    )
    assert plain(found.outputs["o"]) == ["9", 1, "4", [1, 2]]
    assert codes(found) == []


def test_what_the_environment_gives_and_is_no_value_is_an_error_that_names_it() -> None:
    found = evaluation(
        'variable "l" {\n  type = list(number)\n}\noutput "o" {\n  value = var.l\n}\n', environment={"l": "[1,"}
    )
    value = found.outputs["o"]
    assert isinstance(value, Unknown)
    assert value.because is Because.ERROR
    assert [one.summary for one in found.diagnostics] == ["TF_VAR_l: this is not a value"]


def test_a_value_for_no_variable_is_only_noted() -> None:
    found = evaluation(
        {"main.tf": 'variable "a" {}\noutput "o" {\n  value = var.a\n}\n', "terraform.tfvars": "b = 1\n"}
    )
    list(found.outputs.values())
    assert codes(found) == ["undeclared-variable"]


def test_a_placeholder_in_a_variable_file_is_unknown_with_one_note() -> None:
    found = evaluation(
        {
            "main.tf": 'variable "a" {}\nvariable "b" {}\noutput "o" {\n  value = [var.a, var.b]\n}\n',
            "terraform.tfvars": 'a = "${SKU}"\nb = "${NAME}"\n',
        }
    )
    output = found.outputs["o"]
    assert [item.because for item in output.data] == [Because.NO_DEFAULT] * 2  # type: ignore[union-attr]
    assert codes(found) == ["placeholder"]


def test_what_a_broken_variable_file_does_not_show_is_unknown() -> None:
    found = evaluation(
        {
            "main.tf": 'variable "a" {\n  default = 1\n}\noutput "o" {\n  value = var.a\n}\n',
            "terraform.tfvars": "] ] = 5\n",
        }
    )
    value = found.outputs["o"]
    assert isinstance(value, Unknown)
    assert value.because is Because.UNPARSED


def test_the_workspace_is_the_one_given_or_not_known() -> None:
    text = 'output "o" {\n  value = terraform.workspace == "prod" ? 1 : 2\n}\n'
    assert plain(evaluation(text, workspace="prod").outputs["o"]) == 1
    unknown = evaluation(text).outputs["o"]
    assert isinstance(unknown, OneOf)
    assert [choice.data for choice in unknown.choices] == [1, 2]


def test_two_declarations_of_one_name_are_said() -> None:
    found = evaluation('variable "a" {}\nvariable "a" {}\n')
    assert codes(found) == ["duplicate-declaration"]


def test_the_parts_of_a_broken_block_that_were_read_count_and_the_others_are_unknown() -> None:
    found = evaluation('resource "a_b" "c" {\n  ] 5\n  y = 1\n}\nresource "a_b" "d" {\n  z = 2\n}\n')
    broken, whole = found.instances
    assert plain(broken.attributes["y"]) == 1
    assert broken.attributes.get("x").because is Because.UNPARSED  # type: ignore[union-attr]
    assert whole.attributes.get("x") is None
    assert codes(found) == ["syntax-error"]
