from __future__ import annotations

from findings_by_hand import finding, line_of

from fastpath_checks.checkov_plugin.evaluated import evaluated_keys
from fastpath_checks.checkov_plugin.showing import Declaration
from fastpath_checks.core.spans import SourceFile

TERRAFORM = SourceFile(
    "main.tf",
    'variable "sku" {\n  type = string\n}\nresource "azurerm_lb" "app" {\n  sku = var.sku\n'
    "  frontend_ip_configuration {\n    subnet_id = var.id\n  }\n}\n",
)


def test_the_keys_of_the_declaration_among_the_reasons_are_told_by_their_paths() -> None:
    about = finding(line_of(TERRAFORM, 4), because=[line_of(TERRAFORM, line) for line in (5, 2, 7, 5, 4)])
    configuration = {"sku": ["Basic"], "frontend_ip_configuration": [{"subnet_id": ["x"]}], "type": ["other"]}
    keys = evaluated_keys(about, Declaration("main.tf", 4, 9), configuration)
    assert keys == ["sku", "frontend_ip_configuration/[0]/subnet_id"]


def test_bicep_has_its_keys_below_config() -> None:
    file = SourceFile("main.bicep", "resource c 'x' = {\n  properties: {\n    connectionType: 'IPsec'\n  }\n}\n")
    about = finding(line_of(file, 1), because=[line_of(file, 3)])
    configuration = {"existing": False, "config": {"properties": {"connectionType": "IPsec"}}}
    assert evaluated_keys(about, Declaration("main.bicep", 1, 5), configuration) == ["properties/connectionType"]
