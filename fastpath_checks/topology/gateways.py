"""What kind of gateway a gateway is."""

from __future__ import annotations

from fastpath_checks.core.spans import Origin, OriginKind
from fastpath_checks.core.values import Because, Known, Missing, Unknown, Value, over_choices
from fastpath_checks.graph.resources import Resource

_EXPRESSROUTE_ONLY = ("ergw", "ultraperformance")
_VPN_ONLY = ("vpngw",)


def gateway_type(resource: Resource, sku: Value) -> Value:
    """``ExpressRoute`` or ``Vpn``: as written, else as the SKU tells (``ErGw1AZ`` exists for one of them only).

    ``sku`` comes from the resource or from an assertion. SKUs that both kinds have (``Standard``) tell nothing.
    """
    written = resource.read("properties", "gatewayType")
    if isinstance(written, Known) and written.data is not None:
        return written
    from_sku = over_choices(sku, lambda known: _type_of_sku(known, resource), "", sku.origin)
    return from_sku if isinstance(from_sku, Known) else written if _is_unknown(written) else from_sku


def _is_unknown(value: Value) -> bool:
    return not isinstance(value, Known)


def _type_of_sku(sku: Known, resource: Resource) -> Value:
    text = str(sku.data).casefold() if sku.data is not None else ""
    if text.startswith(_EXPRESSROUTE_ONLY):
        return Known("ExpressRoute", sku.origin)
    if text.startswith(_VPN_ONLY):
        return Known("Vpn", sku.origin)
    origin = Origin(resource.header, OriginKind.DERIVED)
    name = f"the type of gateway {resource.name}"
    return Unknown((Missing(Because.NOT_DOCUMENTED, name, origin),), name, origin)
