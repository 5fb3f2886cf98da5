"""Terraform instances made by hand, as the evaluator would give them."""

from __future__ import annotations

from typing import Any

from fastpath_checks.core.claims import YES, Claim
from fastpath_checks.core.spans import Origin, OriginKind, SourceFile, Span
from fastpath_checks.core.values import Known, OneOf, Unknown, Value
from fastpath_checks.evaluate.terraform.azurerm import identify
from fastpath_checks.evaluate.terraform.instances import Instance

_FILE = SourceFile("main.tf", "x" * 100_000)
_AT = [0]


def value(data: Any) -> Value:
    """Plain data as a value, each part written at a place of its own; values stay what they are."""
    if isinstance(data, (Known, OneOf, Unknown)):
        return data
    _AT[0] = (_AT[0] + 10) % 90_000
    origin = Origin(Span(_FILE, _AT[0], _AT[0] + 5), OriginKind.WRITTEN)
    if isinstance(data, dict):
        return Known({key: value(item) for key, item in data.items()}, origin)
    if isinstance(data, list):
        return Known([value(item) for item in data], origin)
    return Known(data, origin)


def instance(
    address: str, *, version: str = "~> 4.79", locked: str = "", exists: Claim = YES, **attributes: Any
) -> Instance:
    """``instance("azurerm_subnet.gateway", name="GatewaySubnet", ...)``; ``data.`` in front makes a data source."""
    is_data = address.startswith("data.")
    type, name = address.removeprefix("data.").split(".")
    _AT[0] += 10
    header = Span(_FILE, _AT[0], _AT[0] + 8)
    made = {key: value(item) for key, item in attributes.items()}
    return Instance(
        type, name, made, header, header, is_data=is_data, exists=exists, provider_constraint=version,
        provider_version=locked,
    )  # fmt: skip


def id_of(one: Instance) -> Known:
    """What ``x.y.id`` is."""
    return Known(identify(one), Origin(one.header, OriginKind.DERIVED))
