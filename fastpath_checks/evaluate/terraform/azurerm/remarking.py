"""What azurerm itself does with a declaration, whatever Azure would say: the engine makes findings of these remarks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fastpath_checks.core.claims import Claim, Evidence, Truth
from fastpath_checks.core.diagnostics import Diagnostic, Level
from fastpath_checks.core.spans import Origin, OriginKind
from fastpath_checks.core.values import Known, OneOf, Unknown, Value
from fastpath_checks.evaluate.terraform.azurerm.defaulting import provider_missing
from fastpath_checks.evaluate.terraform.azurerm.versions import at_least
from fastpath_checks.evaluate.terraform.instances import Instance

ADDRESS_REFUSED = "address-refused-by-provider"
FLAG_KEPT = "flag-kept-by-provider"

REFUSED_SINCE = "4.59.0"
"""virtual_network_gateway_resource.go, commit 025016ad8b: CustomizeDiff refuses a public address of such a gateway."""


def remarks(instance: Instance) -> Iterator[Diagnostic]:
    """What is to be said of an instance; of what an outline stands for nothing, for that is ours."""
    if instance.is_data or instance.header in instance.calls:
        return
    if instance.type == "azurerm_virtual_network_gateway":
        yield from _refused_addresses(instance)
    for name in instance.kept:
        yield _kept_flag(instance, name)


def _refused_addresses(instance: Instance) -> Iterator[Diagnostic]:
    for address in _addresses(instance.attributes.get("ip_configuration")):
        is_expressroute = _matches(instance.attributes.get("type"), "ExpressRoute", "it is an ExpressRoute gateway")
        problem = instance.exists & is_expressroute & _is_set(address) & _is_late(instance)
        if problem.truth is Truth.NO:
            continue
        summary = f"azurerm from {REFUSED_SINCE} on refuses a public IP address of an ExpressRoute gateway"
        yield Diagnostic(
            ADDRESS_REFUSED, Level.WARNING, summary, "", instance.header, subject=instance.address, claim=~problem
        )
        return


def _addresses(blocks: Value | None) -> Iterator[Value]:
    data: Any = blocks.data if isinstance(blocks, Known) else None
    for block in data if isinstance(data, list) else ():
        if isinstance(block, Known) and isinstance(block.data, dict):
            address = block.data.get("public_ip_address_id")
            if address is not None:
                yield address


def _is_set(address: Value) -> Claim:
    evidence = (Evidence("the public address is set here", address.origin),)
    if isinstance(address, Known):
        return Claim(Truth.NO if address.data in (None, "") else Truth.YES, evidence)
    if isinstance(address, Unknown) and address.never_null:
        return Claim(Truth.YES, evidence)
    return Claim(Truth.MAYBE, evidence, address.missing)


def _matches(value: Value | None, wanted: str, note: str) -> Claim:
    match value:
        case Known(data):
            return Claim(Truth.YES if data == wanted else Truth.NO, (Evidence(note, value.origin),))
        case OneOf(choices):
            any_is = any(choice.data == wanted for choice in choices)
            return Claim(Truth.MAYBE if any_is else Truth.NO, (Evidence(note, value.origin),), value.missing)
        case Unknown(missing):
            return Claim(Truth.MAYBE, (Evidence(note, value.origin),), missing)
    return Claim(Truth.NO)


def _is_late(instance: Instance) -> Claim:
    truth = at_least(REFUSED_SINCE, instance.provider_constraint, instance.provider_version)
    said = instance.provider_version or instance.provider_constraint
    note = f"the provider's version is {said}" if said else "nothing says which version the provider has"
    missing = (provider_missing(instance),) if truth is Truth.MAYBE else ()
    return Claim(truth, (Evidence(note, Origin(instance.header, OriginKind.DERIVED)),), missing)


def _kept_flag(instance: Instance, name: str) -> Diagnostic:
    value = instance.attributes[name]
    evidence = (
        Evidence(f"nothing is written for {name}", Origin(instance.header, OriginKind.DERIVED)),
        Evidence("the plan keeps it on", value.origin),
    )
    summary = f"{instance.address} stays on FastPath although its configuration no longer says so"
    claim = Claim(Truth.NO, evidence)
    return Diagnostic(FLAG_KEPT, Level.NOTE, summary, "", instance.header, subject=instance.address, claim=claim)
