"""One scenario -> the resources it deploys. Each language's rooms are imported only when such a root exists."""

from __future__ import annotations

from fastpath_checks.core.diagnostics import Diagnostic
from fastpath_checks.core.files import Files
from fastpath_checks.core.spans import SourceFile
from fastpath_checks.engine.given import given_values
from fastpath_checks.engine.scenarios import Scenario
from fastpath_checks.graph.resources import Deployment

RELEVANT_TYPES = frozenset(
    {
        "microsoft.network/connections",
        "microsoft.network/expressroutecircuits",
        "microsoft.network/expressroutegateways",
        "microsoft.network/expressrouteports",
        "microsoft.network/loadbalancers",
        "microsoft.network/privateendpoints",
        "microsoft.network/routetables",
        "microsoft.network/virtualnetworkgateways",
        "microsoft.network/virtualnetworks",
    }
)
"""The ARM types that the topology is drawn from, with their children; others are not evaluated."""


def is_relevant(arm_type: str) -> bool:
    """Whether the topology asks about resources of this ARM type."""
    return "/".join(arm_type.casefold().split("/")[:2]) in RELEVANT_TYPES


def evaluate(scenario: Scenario, files: Files) -> Deployment:
    """Never raises on bad input: what could not be read is a diagnostic of the deployment."""
    match scenario.root.kind:
        case "terraform":
            return _terraform(scenario, files)
        case "terraform-plan":
            return _plan(scenario, files)
        case "bicep":
            return _bicep(scenario, files)
        case "arm":
            return _arm(scenario, files)


def _terraform(scenario: Scenario, files: Files) -> Deployment:
    from fastpath_checks.evaluate.terraform import TerraformInputs, evaluate_configuration
    from fastpath_checks.evaluate.terraform.azurerm import identify, to_deployment, wanted

    inputs = TerraformInputs(scenario.files, scenario.given, scenario.workspace)
    evaluation = evaluate_configuration(scenario.root.path, files, inputs, identify, wanted)
    return to_deployment(evaluation.instances, evaluation.diagnostics)


def _plan(scenario: Scenario, files: Files) -> Deployment:
    from fastpath_checks.evaluate.terraform.azurerm import to_deployment
    from fastpath_checks.evaluate.terraform.plan import read_plan
    from fastpath_checks.syntax.jsonc import JsonObject, parse_json

    file, refusal = files.read(scenario.root.path)
    if file is None:
        return _refused(refusal)
    tree, diagnostics = parse_json(file)
    if not isinstance(tree, JsonObject):
        return Deployment([], {}, diagnostics)
    instances, more = read_plan(file, tree, files)
    return to_deployment(instances, [*diagnostics, *more])


def _arm(scenario: Scenario, files: Files) -> Deployment:
    from fastpath_checks.evaluate.arm import evaluate_template
    from fastpath_checks.evaluate.arm.from_json import read_template
    from fastpath_checks.evaluate.arm.template import Inputs
    from fastpath_checks.syntax.jsonc import JsonObject, parse_json

    file, refusal = files.read(scenario.root.path)
    if file is None:
        return _refused(refusal)
    tree, diagnostics = parse_json(file)
    if not isinstance(tree, JsonObject):
        return Deployment([], {}, diagnostics)
    template, more = read_template(file, tree, files)
    parameter_files, still_more = _parameter_files(scenario.files, files)
    inputs = Inputs(tuple(parameter_files), given_values(template, scenario.given))
    deployment = evaluate_template(template, inputs, files, is_relevant)
    return deployment._replace(diagnostics=[*diagnostics, *more, *still_more, *deployment.diagnostics])
