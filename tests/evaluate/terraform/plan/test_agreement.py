"""A plan and the configuration that it was made from ask for the same resources."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from files_in_memory import FilesInMemory
from plans import read

from fastpath_checks.core.values import Known, OneOf, Value
from fastpath_checks.evaluate.terraform import TerraformInputs, evaluate_configuration
from fastpath_checks.evaluate.terraform.azurerm import identify, to_deployment, wanted
from fastpath_checks.graph.resource_ids import ResourceId
from fastpath_checks.graph.resources import Deployment

FIXTURES = Path(__file__).parents[4] / "fixtures"
FOLDERS = [path.parent for path in sorted(FIXTURES.glob("*/*/tfplan.json"))]


def of_configuration(folder: Path) -> Deployment:
    texts = {
        f"root/{path.relative_to(folder).as_posix()}": path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*.tf*"))
    }
    inputs = TerraformInputs(workspace="default")
    evaluation = evaluate_configuration("root", FilesInMemory(texts), inputs, identify, wanted)
    return to_deployment(evaluation.instances, evaluation.diagnostics)


def essence(value: Value) -> Any:
    """What a value is, whatever it came from."""
    if isinstance(value, OneOf):
        return {essence(one) for one in value.choices}
    if not isinstance(value, Known):
        return "?"
    data = value.data
    if isinstance(data, dict):
        return {key: essence(one) for key, one in data.items()}
    if isinstance(data, list):
        return [essence(one) for one in data]
    return f"id of {data.address or data}" if isinstance(data, ResourceId) else data


def declared(deployment: Deployment) -> dict[str, Any]:
    found: dict[str, Any] = {
        one.address: (one.type, [essence(name) for name in one.names], essence(Known(one.body)))
        for one in deployment.resources
        if not one.existing
    }
    for one in deployment.amendments:
        found[one.resource.address] = (essence(one.target), one.path, essence(one.value))
    return found


def agree(planned: Any, written: Any) -> bool:
    """Equal, but for the last name of an id: a plan does not say what is written behind a reference."""
    if isinstance(planned, dict) and isinstance(written, dict):
        return planned.keys() == written.keys() and all(agree(planned[key], written[key]) for key in planned)
    if isinstance(planned, (list, tuple)) and isinstance(written, (list, tuple)):
        return len(planned) == len(written) and all(agree(*pair) for pair in zip(planned, written, strict=True))
    if isinstance(planned, str) and isinstance(written, str) and planned.endswith("/?"):
        return written.startswith(planned[:-1])
    return bool(planned == written)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: f"{folder.parts[-2]}/{folder.parts[-1]}")
def test_a_plan_declares_what_its_configuration_declares(folder: Path) -> None:
    instances, said = read((folder / "tfplan.json").read_text(encoding="utf-8"))
    assert said == []
    from_plan = declared(to_deployment(instances, []))
    assert from_plan
    from_configuration = declared(of_configuration(folder))
    assert from_plan.keys() == from_configuration.keys()
    for address, planned in from_plan.items():
        assert agree(planned, from_configuration[address]), (planned, from_configuration[address])
