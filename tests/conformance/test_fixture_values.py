"""What the configurations of the fixtures evaluate to is what terraform planned for them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from fastpath_checks.core.values import Known, Value
from fastpath_checks.evaluate.terraform import TerraformInputs, evaluate_configuration
from fastpath_checks.graph.resource_ids import ResourceId
from fastpath_checks.sources.jail import ScanFiles

FIXTURES = Path(__file__).parents[2] / "fixtures"
FOLDERS = sorted(path.parent for path in FIXTURES.glob("*/*/tfplan.json") if (path.parent / "main.tf").exists())


def planned_resources(module: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from module.get("resources", [])
    for child in module.get("child_modules", []):
        yield from planned_resources(child)


def differences(path: str, ours: Value, planned: Any, unknown: Any) -> Iterator[str]:
    """Where a value of ours is not the planned one; absent attributes are the provider's and not compared."""
    if not isinstance(ours, Known) or isinstance(ours.data, ResourceId):
        if not unknown and planned is not None:
            yield f"{path}: {ours} is not known, but {planned!r} was planned"
    elif unknown is True:
        yield f"{path}: {ours} is known, but not in the plan"
    elif isinstance(planned, dict) and isinstance(ours.data, dict):
        inner = unknown if isinstance(unknown, dict) else {}
        for name, value in ours.data.items():
            yield from differences(f"{path}.{name}", value, planned.get(name), inner.get(name))
    elif isinstance(planned, list) and isinstance(ours.data, list) and len(planned) == len(ours.data):
        marks = unknown if isinstance(unknown, list) and len(unknown) == len(planned) else [None] * len(planned)
        for at, (value, one, mark) in enumerate(zip(ours.data, planned, marks, strict=True)):
            yield from differences(f"{path}[{at}]", value, one, mark)
    elif ours.data != planned and str(ours.data).lower() != str(planned).lower():  # a provider converts "true"
        yield f"{path}: {ours} is not {planned!r}"


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: f"{folder.parent.name}/{folder.name}")
def test_a_fixture_evaluates_to_what_terraform_planned(folder: Path) -> None:
    plan = json.loads((folder / "tfplan.json").read_text("utf-8"))
    planned = {one["address"]: one["values"] for one in planned_resources(plan["planned_values"]["root_module"])}
    unknown = {one["address"]: one["change"]["after_unknown"] for one in plan["resource_changes"]}
    files = ScanFiles([str(folder)])
    found = evaluate_configuration(str(folder), files, TerraformInputs(), lambda instance: None, lambda type: True)
    ours = {instance.address: instance for instance in found.instances}
    assert not found.diagnostics
    assert ours.keys() >= planned.keys()
    told = [
        difference
        for address, values in planned.items()
        for name, value in ours[address].attributes.items()
        for difference in differences(f"{address}.{name}", value, values.get(name), unknown.get(address, {}).get(name))
    ]
    assert not told
