"""A template and its inputs -> the resources that it asks for, those of its nested deployments with them."""

from __future__ import annotations

from collections.abc import Callable

from fastpath_checks.core.claims import Truth
from fastpath_checks.core.diagnostics import Diagnostic, Level
from fastpath_checks.core.files import Files
from fastpath_checks.core.spans import Origin, OriginKind, Span
from fastpath_checks.core.values import Because, Known, Value, unknown
from fastpath_checks.evaluate.arm import template as arm
from fastpath_checks.evaluate.arm.expansion import new_scope
from fastpath_checks.evaluate.arm.instances import Instance
from fastpath_checks.evaluate.arm.parameter_values import root_inputs
from fastpath_checks.evaluate.arm.running import RESOURCE_LIMIT, Run
from fastpath_checks.evaluate.arm.scope import Placement, Scope
from fastpath_checks.graph.resources import Deployment, Resource

_NO_BODY = frozenset(("dependson", "comments"))
_ASKED_FOR = ("location", "sku", "properties", "zones", "tags", "kind", "identity", "extendedLocation")
"""What a body may hold: all of it is unknown where an unknown object is spread into it."""


def deploy(
    template: arm.Template,
    inputs: arm.Inputs,
    files: Files,
    is_relevant: Callable[[str], bool],
    placement: Placement | None = None,
) -> Deployment:
    """See ``evaluate_template``."""
    run = Run(files, is_relevant)
    scope = new_scope(run, template, placement or Placement(), root_inputs(run, template, inputs))
    resources: list[Resource] = []
    outputs: dict[str, Value] = {}
    try:
        _collect(scope, resources)
        run.speculating += 1  # nothing that is judged depends on an output of the root
        for output in template.outputs.values():
            outputs[output.name] = scope.output(output.name, output.span)
    except RecursionError:
        run.diagnostics.append(
            Diagnostic("limit", Level.ERROR, "the template is nested too deep to evaluate", path=template.file.path)
        )
    return Deployment(resources, outputs, run.diagnostics)


def _collect(scope: Scope, found: list[Resource], calls: tuple[Span, ...] = ()) -> None:
    run = scope.run
    for declaration in scope.template.resources:
        relevant = run.is_relevant(declaration.type)
        if not relevant and declaration.deployment is None:
            continue
        run.allow_more()
        for instance in scope.resources.instances(declaration).found:
            if len(found) >= RESOURCE_LIMIT:
                run.say("limit", Level.ERROR, f"more than {RESOURCE_LIMIT} resources", declaration.header)
                return
            if instance.exists.truth is Truth.NO:
                continue
            if declaration.deployment is not None:
                deployed = instance.deployed()
                if deployed is not None:
                    _collect(deployed, found, (*calls, declaration.header))
            else:
                found.append(_resource(instance, calls))


def _resource(instance: Instance, calls: tuple[Span, ...]) -> Resource:
    declaration = instance.declaration
    parent = instance.parent()
    target = instance.target
    return Resource(
        declaration.type,
        instance.names,
        {} if declaration.existing else _body(instance),
        instance.address,
        declaration.header,
        span=declaration.span,
        exists=instance.exists,
        existing=declaration.existing,
        api_version=declaration.api_version,
        subscription=target.subscription,
        resource_group=target.resource_group,
        parent_address=parent.address if isinstance(parent, Instance) and parent.is_certain else "",
        calls=calls,
    )


def _body(instance: Instance) -> dict[str, Value]:
    """The request body, each member by itself, so that one that is not known leaves the others."""
    members: arm.Expression = instance.declaration.members
    while (turn := getattr(members, "node", None)) is not None:
        members = turn()
    if not isinstance(members, arm.ObjectNode):
        return _whole(instance, members)
    body: dict[str, Value] = {}
    for member in members.members:
        if isinstance(member, arm.Spread) or not isinstance(member.key, arm.Literal):
            body.update(_spread(instance, member))
            continue
        key = str(member.key.value)
        if key.casefold() not in _NO_BODY:
            body[key] = instance.value_at((key,), member.value)
    return body


def _spread(instance: Instance, member: arm.Member | arm.Spread) -> dict[str, Value]:
    if isinstance(member, arm.Spread):
        return _parts(instance, instance.scope.evaluator.evaluate(member.source, instance.bindings))
    return _whole(instance, arm.ObjectNode((member,), member.value.span))


def _whole(instance: Instance, node: arm.Expression) -> dict[str, Value]:
    return _parts(instance, instance.scope.evaluator.evaluate(node, instance.bindings))


def _parts(instance: Instance, value: Value) -> dict[str, Value]:
    match value:
        case Known(data) if isinstance(data, dict):
            return dict(data)
        case Known():
            return {}
    origin = Origin(instance.declaration.header, OriginKind.DERIVED)
    first = value.missing[0] if value.missing else None
    because, name = (first.because, first.name) if first is not None else (Because.ERROR, instance.address)
    return {key: unknown(because, name, origin) for key in _ASKED_FOR}
