from __future__ import annotations

from fnmatch import fnmatchcase
from pathlib import Path

from fastpath_checks.checkov_plugin import external
from fastpath_checks.checkov_plugin.anchors import ARM_TYPES, TERRAFORM_TYPES, in_any_case
from fastpath_checks.evaluate.terraform.azurerm.catalog import KINDS, TEMPLATE_DEPLOYMENTS
from fastpath_checks.rules.rulebook import RULES
from fastpath_checks.topology.api_versions import VersionedResource


def test_every_rule_has_a_declaration_to_hang_on_in_each_language() -> None:
    assert {rule.on for rule in RULES} <= ARM_TYPES.keys() & TERRAFORM_TYPES.keys()


def test_every_terraform_type_of_a_subject_is_an_anchor() -> None:
    for on, patterns in ARM_TYPES.items():
        if on is VersionedResource:
            continue  # azurerm's resources name no api-version
        types = {name for name, kind in KINDS.items() if any(fnmatchcase(kind.arm_type, one) for one in patterns)}
        assert types
        assert types | TEMPLATE_DEPLOYMENTS.keys() <= set(TERRAFORM_TYPES[on])


def test_arm_types_are_known_in_any_case() -> None:
    pattern = in_any_case("Microsoft.Network/connections")
    assert fnmatchcase("microsoft.network/CONNECTIONS", pattern)
    assert not fnmatchcase("Microsoft.Network/connections/sharedKey", pattern)


def test_checkov_is_pointed_at_the_shim_alone() -> None:
    """It executes every Python file below, and reads every YAML and JSON file as a policy."""
    folder = Path(next(iter(external.__path__)))
    files = {path.name for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    assert files == {"__init__.py", "fastpath_checks_shim.py"}
