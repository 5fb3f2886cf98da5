"""Templates that a Terraform configuration deploys, given to the evaluator of templates."""

from __future__ import annotations

from collections.abc import Callable

from fastpath_checks.core.files import Files
from fastpath_checks.core.values import Because, Known, Missing, OneOf, Unknown, Value
from fastpath_checks.graph.resources import Deployment, PendingDeployment, read_in


def with_templates(deployment: Deployment, files: Files, is_relevant: Callable[[str], bool]) -> Deployment:
    """The deployment with what its pending templates ask for; their resources are addressed below what deploys them."""
    if not deployment.pending:
        return deployment
    resources, diagnostics = list(deployment.resources), list(deployment.diagnostics)
    for pending in deployment.pending:
        inner = _deployed(pending, files, is_relevant)
        resources.extend(inner.resources)
        diagnostics.extend(inner.diagnostics)
    return deployment._replace(resources=resources, diagnostics=diagnostics, pending=())


def _deployed(pending: PendingDeployment, files: Files, is_relevant: Callable[[str], bool]) -> Deployment:
    from fastpath_checks.evaluate.arm import evaluate_template
    from fastpath_checks.evaluate.arm.from_json import json_reader
    from fastpath_checks.evaluate.arm.scope import Placement
    from fastpath_checks.evaluate.arm.template import Inputs

    template, remarks = json_reader(files)(pending.template)
    if template is None:
        return Deployment([], {}, remarks)
    given = _given(pending.parameters, list(template.parameters))
    placement = Placement(pending.address, pending.subscription, pending.resource_group, pending.exists)
    inner = evaluate_template(template, Inputs((), given), files, is_relevant, placement)
    return inner._replace(diagnostics=[*remarks, *inner.diagnostics])


def _given(parameters: Value, declared: list[str]) -> dict[str, Value]:
    """The values of the parameters; where nobody knows which are given, each may be."""
    match parameters:
        case Known(data) if isinstance(data, dict):
            return {name: _value(name, item) for name, item in data.items()}
        case Unknown() | OneOf():
            missing, origin = parameters.missing, parameters.origin
            return {name: Unknown(missing, "", origin) for name in declared}
    return {}


def _value(name: str, item: Value) -> Value:
    match item:
        case Known(data) if isinstance(data, dict) and "reference" in data:
            return Unknown((Missing(Because.SENSITIVE, name, item.origin),), "", item.origin)
        case Unknown():
            return item
    return read_in(item, "value")
