"""Which provider configuration a resource gets, as Terraform hands them down, and the subscription that it names.

Only azurerm's ``subscription_id`` is asked for: what its resources do not say themselves - unlike azapi's, whose parent
is an id - is part of their own ids.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fastpath_checks.core.spans import Origin, OriginKind
from fastpath_checks.core.values import Because, Known, Value, unknown
from fastpath_checks.evaluate.terraform.scope import Scope
from fastpath_checks.syntax.hcl import nodes

if TYPE_CHECKING:
    from fastpath_checks.evaluate.terraform.configuration import Section
    from fastpath_checks.evaluate.terraform.module_instance import ModuleInstance

_PROVIDER = "azurerm"
_NOTHING = Known(None)


class ProviderKey(NamedTuple):
    """What a module calls a provider configuration: its local name, and an alias that is empty for the default one."""

    name: str
    alias: str = ""

    def __str__(self) -> str:
        return f"{self.name}.{self.alias}" if self.alias else self.name


def chosen_provider(type: str, section: Section) -> ProviderKey:
    """The configuration that a resource asks for, or else the default one of the provider that its type begins with."""
    chosen = section.attribute("provider")
    found = _key(chosen.value) if chosen is not None else None
    return found or ProviderKey(type.partition("_")[0])


def subscription_of(module: ModuleInstance, type: str, section: Section) -> Value | None:
    """The subscription that a resource of azurerm is in; None where it is the deployment's own."""
    if not type.startswith(f"{_PROVIDER}_"):
        return None
    value = module.provider_subscription(chosen_provider(type, section))
    return None if isinstance(value, Known) and value.data in (None, "") else value


def configured_subscription(module: ModuleInstance, key: ProviderKey) -> Value:
    """The ``subscription_id`` of a configuration: the module's own, what its caller passes, or what it inherits."""
    section = module.configuration.providers.get(str(key))
    if section is not None:
        found = section.attributes.get("subscription_id")
        if found is None:
            return _NOTHING
        attribute, file = found
        name = module.qualified(f"provider.{key}.subscription_id")
        if "for_each" in section.attributes:  # OpenTofu's: one configuration for each key
            return unknown(Because.UNMODELLED, name, Origin(section.header, OriginKind.DERIVED))
        return module.shared.ev.settle(attribute.value, Scope(module, file), name)
    if module.parent is None or module.arguments is None:
        return _NOTHING
    passed = _passed(module.arguments[0], key)
    if passed is not None:
        return module.parent.provider_subscription(passed)
    return _NOTHING if key.alias else module.parent.provider_subscription(key)


def _passed(call: Section, key: ProviderKey) -> ProviderKey | None:
    """What a call passes for a configuration of the module that it calls."""
    table = call.attribute("providers")
    if table is None or not isinstance(table.value, nodes.ObjectExpression):
        return None
    return next((_key(item.value) for item in table.value.items if _key(item.key) == key), None)


def _key(node: nodes.Expression) -> ProviderKey | None:
    """``azurerm`` or ``azurerm.hub``, as a reference or in quotes."""
    match node:
        case nodes.Variable(name) | nodes.ObjectKeyName(name):
            return ProviderKey(name)
        case nodes.GetAttr(source=nodes.Variable(name), name=alias):
            return ProviderKey(name, alias)
        case nodes.Index(source):
            return _key(source)
        case nodes.StringLiteral(value):
            name, _, alias = value.partition(".")
            return ProviderKey(name, alias)
    return None
