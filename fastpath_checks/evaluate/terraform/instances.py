"""One instance of a Terraform resource or data source, whichever way it was read: from HCL or from a plan."""

from __future__ import annotations

from fastpath_checks.core.claims import YES, Claim
from fastpath_checks.core.spans import Span
from fastpath_checks.core.values import Value


class Instance:
    """``azurerm_virtual_network_gateway.gw["hub"]`` of one module instance, with Terraform's own attribute names.

    ``attributes`` maps names to values; nested blocks stand as Known lists of Known dicts, whatever their number.
    Attributes that are not set are absent - or, from a plan, null. ``module`` is the instance's module address
    (``module.hub["weu"]``, empty for the root); ``address`` is the whole address. ``provider_constraint`` is the
    version constraint that the module states for the resource's provider, as written, and ``provider_version`` the
    locked version; both are empty where nothing says so. ``header`` covers ``resource "type" "name"``, ``span`` the
    block, ``calls`` the headers of the module calls around it, from the outermost. ``subscription`` is the one that
    its provider's configuration names, None where that is the deployment's own. ``kept`` names attributes that switch
    FastPath on, that nobody writes, and that a plan leaves as they are.
    """

    __slots__ = (
        "address", "attributes", "calls", "exists", "header", "is_data", "kept", "key", "module", "name",
        "provider_constraint", "provider_version", "span", "subscription", "type",
    )  # fmt: skip

    def __init__(
        self,
        type: str,
        name: str,
        attributes: dict[str, Value],
        header: Span,
        span: Span,
        *,
        module: str = "",
        key: str | int | None = None,
        is_data: bool = False,
        exists: Claim = YES,
        provider_constraint: str = "",
        provider_version: str = "",
        calls: tuple[Span, ...] = (),
        subscription: Value | None = None,
        kept: tuple[str, ...] = (),
    ) -> None:
        self.type = type
        self.name = name
        self.attributes = attributes
        self.header = header
        self.span = span
        self.module = module
        self.key = key
        self.is_data = is_data
        self.exists = exists
        self.provider_constraint = provider_constraint
        self.provider_version = provider_version
        self.calls = calls
        self.subscription = subscription
        self.kept = kept
        self.address = instance_address(module, type, name, key, is_data)


def instance_address(module: str, type: str, name: str, key: str | int | None, is_data: bool) -> str:
    """The address as terraform prints it."""
    return (f"{module}." if module else "") + ("data." if is_data else "") + f"{type}.{name}{key_suffix(key)}"


def key_suffix(key: str | int | None) -> str:
    """The key of an instance as terraform prints it behind the name."""
    return "" if key is None else f"[{key}]" if isinstance(key, int) else '["' + _quoted(key) + '"]'


def _quoted(key: str) -> str:
    return key.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
