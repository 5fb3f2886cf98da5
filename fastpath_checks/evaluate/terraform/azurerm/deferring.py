"""Network interfaces, which an estate has by the thousand, and of which only the number is asked for."""

from __future__ import annotations

from fastpath_checks.evaluate.terraform.azurerm.catalog import kind_of
from fastpath_checks.evaluate.terraform.azurerm.deploying import to_deployment
from fastpath_checks.evaluate.terraform.azurerm.tables import INTERFACE
from fastpath_checks.evaluate.terraform.later_instances import LaterInstances
from fastpath_checks.graph.deferring import Deferred, Late
from fastpath_checks.graph.relevant_types import is_pictured


def is_deferred(type: str) -> bool:
    """Whether resources of this Terraform type wait until they are asked for."""
    kind = kind_of(type, False)
    return kind is not None and not is_pictured(kind.arm_type)


def deferred(later: LaterInstances) -> Deferred:
    def evaluate() -> Late:
        deployment = to_deployment(*later.instances())
        return Late(deployment.resources, deployment.diagnostics)

    return Deferred(INTERFACE, later.blocks_at_most("ip_configuration"), later.headers, evaluate)
