"""Modules: where they are found, what they are given, what is said where they are not there."""

from __future__ import annotations

from tiny_terraform import codes, evaluation, instances

from fastpath_checks.core.claims import Truth
from fastpath_checks.core.diagnostics import Level
from fastpath_checks.core.values import Because, Known, Unknown, plain


def test_a_module_that_is_not_on_disk_gives_unknown_outputs_and_one_warning() -> None:
    found = evaluation(
        """
        module "hub" {
          source  = "Azure/avm-ptn-firewall/azurerm"
          version = "0.5.0"
        }
        output "id" {
          value = module.hub.id
        }
        output "name" {
          value = module.hub.name
        }
        """
    )
    value = found.outputs["id"]
    assert isinstance(value, Unknown)
    assert value.because is Because.OUTSIDE_THE_FILES
    assert value.residual == "module.hub.id"
    assert isinstance(found.outputs["name"], Unknown)
    assert [(one.code, one.level) for one in found.diagnostics] == [("module-not-found", Level.WARNING)]
    assert "terraform init" in found.diagnostics[0].hint


def test_a_module_that_terraform_init_has_installed_is_read() -> None:
    found = evaluation(
        {
            "main.tf": 'module "hub" {\n  source = "Azure/x/y"\n}\noutput "id" {\n  value = module.hub.id\n}\n',
            ".terraform/modules/modules.json": '{"Modules": [{"Key": "hub", "Dir": ".terraform/modules/hub"}]}',
            ".terraform/modules/hub/main.tf": 'output "id" {\n  value = 5\n}\n',
        }
    )
    assert plain(found.outputs["id"]) == 5
    assert not found.diagnostics


def test_a_module_that_calls_itself_is_a_cycle() -> None:
    found = evaluation(
        {
            "main.tf": 'module "a" {\n  source = "./a"\n}\noutput "id" {\n  value = module.a.id\n}\n',
            "a/main.tf": 'module "b" {\n  source = "../a"\n}\noutput "id" {\n  value = module.b.id\n}\n',
        }
    )
    value = found.outputs["id"]
    assert isinstance(value, Unknown)
    assert value.because is Because.CYCLE
    assert codes(found) == ["module-cycle"]


def test_instances_of_a_module_have_their_own_arguments() -> None:
    found = evaluation(
        {
            "main.tf": """
                module "hub" {
                  source   = "./hub"
                  for_each = { weu = "ErGw1AZ", neu = "ErGw3AZ" }
                  sku      = each.value
                }
                output "skus" {
                  value = { for region, hub in module.hub : region => hub.sku }
                }
            """,
            "hub/main.tf": """
                variable "sku" {}
                resource "a_gateway" "one" {
                  sku = var.sku
                }
                output "sku" {
                  value = a_gateway.one.sku
                }
            """,
        }
    )
    assert set(instances(found)) == {'module.hub["neu"].a_gateway.one', 'module.hub["weu"].a_gateway.one'}
    assert plain(found.outputs["skus"]) == {"neu": "ErGw3AZ", "weu": "ErGw1AZ"}


def test_what_a_conditional_module_declares_may_exist() -> None:
    found = evaluation(
        {
            "main.tf": """
                variable "wanted" {
                  type = bool
                }
                module "hub" {
                  source = "./hub"
                  count  = var.wanted ? 1 : 0
                }
            """,
            "hub/main.tf": 'resource "a_gateway" "one" {\n  sku = 1\n}\n',
        }
    )
    assert instances(found)["module.hub[0].a_gateway.one"].exists.truth is Truth.MAYBE


def test_an_argument_that_is_not_passed_is_an_error_and_unknown() -> None:
    found = evaluation(
        {
            "main.tf": 'module "hub" {\n  source = "./hub"\n}\noutput "sku" {\n  value = module.hub.sku\n}\n',
            "hub/main.tf": 'variable "sku" {}\noutput "sku" {\n  value = var.sku\n}\n',
        }
    )
    value = found.outputs["sku"]
    assert isinstance(value, Unknown)
    assert value.because is Because.NO_DEFAULT
    assert codes(found) == ["missing-argument"]


def test_only_wanted_types_are_evaluated() -> None:
    from files_in_memory import FilesInMemory

    from fastpath_checks.evaluate.terraform import TerraformInputs, evaluate_configuration

    text = 'resource "a_b" "c" {\n  x = 1 + "x"\n}\nresource "d_e" "f" {\n  x = 1\n}\n'
    files = FilesInMemory({"main.tf": text})
    found = evaluate_configuration(".", files, TerraformInputs(), lambda one: None, lambda type: type == "d_e")
    assert [one.address for one in found.instances] == ["d_e.f"]
    assert not found.diagnostics


def test_path_module_names_the_directory_of_the_module() -> None:
    found = evaluation(
        {
            "main.tf": 'module "hub" {\n  source = "./hub"\n}\noutput "text" {\n  value = module.hub.text\n}\n',
            "hub/main.tf": 'output "text" {\n  value = file("${path.module}/note.txt")\n}\n',
            "hub/note.txt": "hello",
        }
    )
    value = found.outputs["text"]
    assert isinstance(value, Known)
    assert value.data == "hello"
