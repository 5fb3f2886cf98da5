"""Instances -> resources in ARM vocabulary, and what they set of each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from fastpath_checks.core.claims import Truth
from fastpath_checks.core.diagnostics import Diagnostic, Level
from fastpath_checks.core.spans import Origin, OriginKind
from fastpath_checks.core.values import Known, join
from fastpath_checks.evaluate.terraform import azapi
from fastpath_checks.evaluate.terraform.azurerm.catalog import ASSOCIATIONS, TEMPLATE_DEPLOYMENTS, kind_of
from fastpath_checks.evaluate.terraform.azurerm.identifying import attribute, id_by
from fastpath_checks.evaluate.terraform.azurerm.parents import Parents
from fastpath_checks.evaluate.terraform.azurerm.remarking import remarks
from fastpath_checks.evaluate.terraform.azurerm.shaping import shaped
from fastpath_checks.evaluate.terraform.azurerm.tables import Association, Kind
from fastpath_checks.evaluate.terraform.azurerm.template_deployments import azapi_deployment, template_deployment
from fastpath_checks.evaluate.terraform.instances import Instance
from fastpath_checks.graph.relevant_types import is_relevant
from fastpath_checks.graph.resource_ids import resource_id_in
from fastpath_checks.graph.resources import Amendment, Deployment, PendingDeployment, Resource

_ARM_DEPLOYMENTS = "microsoft.resources/deployments"


def wanted(type: str) -> bool:
    """Whether instances of this Terraform type are resources of the deployment, or change one."""
    kind = kind_of(type, False)
    return (
        (kind is not None and bool(kind.fields) and is_relevant(kind.arm_type))
        or type in ASSOCIATIONS
        or type in TEMPLATE_DEPLOYMENTS
        or azapi.is_azapi(type)
    )


def to_deployment(
    instances: Iterable[Instance], diagnostics: Iterable[Diagnostic], is_asked: Callable[[str], bool] = is_relevant
) -> Deployment:
    """The deployment that the instances make; of azapi's, those whose ARM type is asked for."""
    said = list(diagnostics)
    resources: list[Resource] = []
    amendments: list[Amendment] = []
    pending: list[PendingDeployment] = []
    named_by_parent: list[Resource] = []
    for instance in instances:
        if instance.exists.truth is Truth.NO:
            continue
        kind = kind_of(instance.type, instance.is_data)
        if kind is not None and kind.fields:
            said.extend(remarks(instance))
            resource = _resource(instance, kind, said)
            resources.append(resource)
            if kind.parent is not None and not kind.parent.by_id:
                named_by_parent.append(resource)
        elif instance.type in ASSOCIATIONS and not instance.is_data:
            amendments.append(_association(instance, ASSOCIATIONS[instance.type]))
        elif azapi.is_azapi(instance.type):
            _add_azapi(instance, resources, amendments, pending, said, is_asked)
        elif instance.type in TEMPLATE_DEPLOYMENTS and not instance.is_data:
            pending.extend(template_deployment(instance, said))
    parents = Parents(resources)
    for resource in named_by_parent:
        resource.parent_address = parents.address(resource)
    return Deployment(resources, {}, said, tuple(amendments), tuple(pending))


def _resource(instance: Instance, kind: Kind, diagnostics: list[Diagnostic]) -> Resource:
    identifier = id_by(kind, instance)
    parent_address = ""
    if kind.parent is not None and kind.parent.by_id:
        parent = resource_id_in(attribute(instance, kind.parent.attribute))
        parent_address = parent.address if parent is not None else ""
    return Resource(
        kind.arm_type,
        identifier.names,
        shaped(instance, kind.fields, diagnostics),
        instance.address,
        instance.header,
        span=instance.span,
        exists=instance.exists,
        existing=instance.is_data,
        subscription=identifier.subscription,
        resource_group=identifier.resource_group,
        parent_address=parent_address,
        calls=instance.calls,
    )


def _association(instance: Instance, association: Association) -> Amendment:
    value = attribute(instance, association.value)
    if instance.exists.truth is Truth.MAYBE:
        nothing = Known(None, Origin(instance.header, OriginKind.DERIVED))
        value = join([value, nothing], instance.exists.missing, "", value.origin)
    declaration = Resource(
        instance.type, (), {}, instance.address, instance.header, span=instance.span, exists=instance.exists
    )
    target = attribute(instance, association.target)
    return Amendment(target, association.target_type, association.path, value, declaration)


def _add_azapi(
    instance: Instance,
    resources: list[Resource],
    amendments: list[Amendment],
    pending: list[PendingDeployment],
    diagnostics: list[Diagnostic],
    is_asked: Callable[[str], bool],
) -> None:
    identifier = azapi.identify_azapi(instance)
    if identifier is None:
        summary = f"what {instance.address} declares is not known: its type is not"
        diagnostics.append(Diagnostic("unknown-resource-type", Level.WARNING, summary, span=instance.header))
    elif identifier.type.casefold() == _ARM_DEPLOYMENTS:
        pending.extend(azapi_deployment(instance, identifier, diagnostics))
    elif not is_asked(identifier.type):
        return
    elif instance.type == "azapi_update_resource":
        amendments.extend(azapi.azapi_amendments(instance, identifier))
    else:
        resources.append(azapi.azapi_resource(instance, identifier))
