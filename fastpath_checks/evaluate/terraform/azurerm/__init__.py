"""The azurerm and azapi providers' resources, as the Azure resources that they ask for."""

from __future__ import annotations

from fastpath_checks.evaluate.terraform.azurerm.deferring import deferred, is_deferred
from fastpath_checks.evaluate.terraform.azurerm.deploying import to_deployment, wanted
from fastpath_checks.evaluate.terraform.azurerm.identifying import identify

__all__ = ["deferred", "identify", "is_deferred", "to_deployment", "wanted"]
