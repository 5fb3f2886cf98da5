"""Which Terraform types are read of a plan."""

from __future__ import annotations

from functools import lru_cache

from fastpath_checks.evaluate.terraform.azurerm.catalog import KINDS, RESOURCE_GROUP
from fastpath_checks.evaluate.terraform.azurerm.deploying import wanted


@lru_cache(maxsize=1024)
def is_asked(type: str) -> bool:
    """Whether a resource of this type is wanted, or lends its id or name to one that is."""
    return wanted(type) or type in KINDS or type == RESOURCE_GROUP
