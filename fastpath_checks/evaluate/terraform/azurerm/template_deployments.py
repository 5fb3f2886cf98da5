"""Resources that deploy an ARM template: the template and its parameters, for whoever evaluates templates."""

from __future__ import annotations

from collections.abc import Iterator

from fastpath_checks.core.diagnostics import Diagnostic, Level
from fastpath_checks.core.values import Known, Unknown, Value, missing_of
from fastpath_checks.evaluate.terraform.azapi import azapi_body
from fastpath_checks.evaluate.terraform.azurerm.catalog import TEMPLATE_DEPLOYMENTS
from fastpath_checks.evaluate.terraform.carried_templates import parameters_of, template_file
from fastpath_checks.evaluate.terraform.failures import Unmodelled
from fastpath_checks.evaluate.terraform.functions.json_text import json_of
from fastpath_checks.evaluate.terraform.instances import Instance
from fastpath_checks.evaluate.terraform.shapes import missing_within
from fastpath_checks.graph.relevant_types import may_be_relevant
from fastpath_checks.graph.resource_ids import ResourceId
from fastpath_checks.graph.resources import PendingDeployment, read_in

_LINKS = "templatelink"


def template_deployment(instance: Instance, diagnostics: list[Diagnostic]) -> Iterator[PendingDeployment]:
    """What an ``azurerm_..._template_deployment`` deploys."""
    content, parameters = TEMPLATE_DEPLOYMENTS[instance.type]
    given = parameters_of(instance.attributes.get(parameters))
    plain = instance.attributes.get("parameters")  # of azurerm_template_deployment only: a map of texts
    if isinstance(plain, Known) and isinstance(plain.data, dict):
        given = Known({name: Known({"value": value}, plain.origin) for name, value in plain.data.items()}, plain.origin)
    elif isinstance(plain, Unknown):
        given = plain
    group = instance.attributes.get("resource_group_name")
    template = instance.attributes.get(content, Known(None))
    yield from _pending(instance, template, given, instance.subscription, group, diagnostics)


def azapi_deployment(
    instance: Instance, identifier: ResourceId, diagnostics: list[Diagnostic]
) -> Iterator[PendingDeployment]:
    """What an ``azapi_resource`` of type ``Microsoft.Resources/deployments`` deploys."""
    if instance.is_data or instance.type != "azapi_resource":
        return
    body = Known(azapi_body(instance))
    template = read_in(body, "properties", "template")
    parameters = read_in(body, "properties", "parameters")
    text: Value
    try:
        text = Known(json_of(template), template.origin)
    except Unmodelled:
        text = Unknown(missing_within([template]), "", template.origin)
    yield from _pending(
        instance, text, parameters_of(parameters), identifier.subscription, identifier.resource_group, diagnostics
    )


def _pending(
    instance: Instance,
    template: Value,
    parameters: Value,
    subscription: Value | None,
    group: Value | None,
    diagnostics: list[Diagnostic],
) -> Iterator[PendingDeployment]:
    file = template_file(template, instance.header)
    if file is None:
        lacking = ", ".join(one.name for one in missing_of([template])) or "it is not among the files"
        diagnostics.append(
            Diagnostic(
                "template-not-known",
                Level.WARNING,
                f"the ARM template that {instance.address} deploys is not known: {lacking}",
                "What it declares is not judged here.",
                instance.header,
                "scan the template by itself",
            )
        )
        return
    if may_be_relevant(file.text) or _LINKS in file.text.casefold():
        yield PendingDeployment(
            file, parameters, instance.address, instance.header, instance.exists, subscription, group
        )
