"""The fixtures, which say one estate in Bicep and in ARM JSON: both ask Azure for the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from files_in_memory import FilesInMemory

from fastpath_checks.core.values import Known, OneOf, Value
from fastpath_checks.evaluate.arm import evaluate_template
from fastpath_checks.evaluate.arm.from_bicep import bicep_loader, read_bicep
from fastpath_checks.evaluate.arm.from_json import read_template
from fastpath_checks.evaluate.arm.template import Inputs
from fastpath_checks.graph.resource_ids import ResourceId
from fastpath_checks.graph.resources import Deployment
from fastpath_checks.syntax.jsonc import JsonObject, parse_json

FIXTURES = Path(__file__).parents[3] / "fixtures"
BOTH = sorted(path.parent for path in FIXTURES.glob("*/*/main.bicep") if (path.parent / "azuredeploy.json").exists())


def deployed(folder: Path, name: str) -> Deployment:
    files = FilesInMemory({str(path.relative_to(folder)): path.read_text("utf-8") for path in folder.rglob("*.*")})
    file = files.read(name).file
    assert file is not None
    if name.endswith(".bicep"):
        template, diagnostics = read_bicep(file, bicep_loader(files))
    else:
        tree, remarks = parse_json(file)
        assert isinstance(tree, JsonObject)
        template, diagnostics = read_template(file, tree, files)
        diagnostics = [*remarks, *diagnostics]
    deployment = evaluate_template(template, Inputs(), files, lambda type: True)
    assert [*diagnostics, *deployment.diagnostics] == []
    return deployment


def essence(value: Value) -> object:
    """A value without what the languages say differently: spans, residuals, addresses."""
    match value:
        case Known(ResourceId() as id):
            return id.type, [essence(name) for name in id.names]
        case Known(dict() as data):
            return {key: essence(item) for key, item in data.items()}
        case Known(list() as data):
            return [essence(item) for item in data]
        case Known(data):
            return data
        case OneOf(choices):
            return "one of", [essence(choice) for choice in choices]
    return "unknown", value.because


def told(deployment: Deployment) -> list[tuple[str, str, str, str]]:
    return sorted(
        (
            resource.type,
            str([essence(name) for name in resource.names]),
            str(sorted((key, essence(value)) for key, value in resource.body.items())),
            resource.exists.truth.name,
        )
        for resource in deployment.resources
        if not resource.existing
    )


def test_there_are_fixtures_in_both_languages():
    assert len(BOTH) > 20


@pytest.mark.parametrize("folder", BOTH, ids=lambda folder: str(folder.relative_to(FIXTURES)))
def test_both_languages_ask_for_the_same_resources(folder):
    assert told(deployed(folder, "main.bicep")) == told(deployed(folder, "azuredeploy.json"))
