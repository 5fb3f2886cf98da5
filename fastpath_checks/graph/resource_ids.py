"""Azure resource ids whose parts need not all be known."""

from __future__ import annotations

from fastpath_checks.core.spans import NOWHERE, Origin
from fastpath_checks.core.values import Known, OneOf, Unknown, Value


class ResourceId:
    """The id of one resource, by what it names.

    ``type`` is the full ARM type (``Microsoft.Network/virtualNetworks/subnets``), ``names`` has one value for each
    segment behind the provider namespace. ``subscription`` and ``resource_group`` are None where the id means the
    deployment's own. ``address`` names the declared resource of this scenario that the id was taken from, where that is
    certain (Terraform's ``azurerm_x.y[0].id``, Bicep's ``x.id``): then nothing else needs to be compared. ``before`` is
    the text in front of its last ``/providers``, where that is not a resource group: empty for a tenant, the id of the
    resource that an extension extends.

    Inside evaluators it is the data of a Known: an id exists and is not null, though its text may not be knowable.
    """

    __slots__ = ("address", "before", "names", "resource_group", "subscription", "type")

    def __init__(
        self,
        type: str,
        names: tuple[Value, ...],
        subscription: Value | None = None,
        resource_group: Value | None = None,
        address: str = "",
        before: Value | None = None,
    ) -> None:
        self.type = type
        self.names = names
        self.subscription = subscription
        self.resource_group = resource_group
        self.address = address
        self.before = before

    def child(self, type_segment: str, name: Value) -> ResourceId:
        """The id of a child, as when ``/subnets/GatewaySubnet`` is appended to a network's id."""
        return self._with(f"{self.type}/{type_segment}", (*self.names, name))

    def parent(self) -> ResourceId | None:
        """The id of the resource that this one is a child of; None for a top-level one."""
        if len(self.names) < 2:
            return None
        return self._with(self.type.rpartition("/")[0], self.names[:-1])

    def _with(self, type: str, names: tuple[Value, ...]) -> ResourceId:
        return ResourceId(type, names, self.subscription, self.resource_group, before=self.before)

    def extended(self, text: str, origin: Origin = NOWHERE) -> ResourceId | None:
        """The id that ``id + text`` is, where the text is ``/type/name`` segments; else None."""
        if not text.startswith("/"):
            return None
        parts = text[1:].split("/")
        if len(parts) % 2 or not all(parts):
            return None
        result = self
        for segment, name in zip(parts[::2], parts[1::2], strict=True):
            result = result.child(segment, Known(name, origin))
        return result

    def text(self) -> str | None:
        """The id as Azure spells it, where every part is known; else None."""
        where = [self.before] if self.before is not None else [self.subscription, self.resource_group]
        parts = [*where, *self.names]
        if not all(isinstance(part, Known) and isinstance(part.data, (str, int)) for part in parts):
            return None
        texts = [str(part.data) for part in parts if isinstance(part, Known)]
        names = texts[len(where) :]
        front = texts[0] if self.before is not None else f"/subscriptions/{texts[0]}/resourceGroups/{texts[1]}"
        namespace, *segments = self.type.split("/")
        tail = "/".join(f"{segment}/{name}" for segment, name in zip(segments, names, strict=False))
        return f"{front}/providers/{namespace}/{tail}"

    def __eq__(self, other: object) -> bool:
        """Whether both are certainly the same id."""
        if not isinstance(other, ResourceId):
            return NotImplemented
        if self.address and other.address:
            return self.address == other.address
        return (
            self.type.casefold() == other.type.casefold()
            and len(self.names) == len(other.names)
            and all(_same_text(one, two) for one, two in zip(self.names, other.names, strict=True))
            and _same_scope(self.subscription, other.subscription)
            and _same_scope(self.resource_group, other.resource_group)
        )

    __hash__ = None  # type: ignore[assignment]  # parts may be unknown: equality is not an identity to index by

    def __str__(self) -> str:
        names = "/".join(_text(name) for name in self.names)
        return f"{self.type}:{names}"

    def __repr__(self) -> str:
        return f"ResourceId({self})"


def _text(value: Value) -> str:
    match value:
        case Known(data):
            return str(data)
        case OneOf(choices):
            return "|".join(str(choice.data) for choice in choices)
        case Unknown():
            return "?"


def _same_text(one: Value, two: Value) -> bool:
    if isinstance(one, Known) and isinstance(two, Known):
        return str(one.data).casefold() == str(two.data).casefold()
    if isinstance(one, Unknown) and isinstance(two, Unknown):
        return bool(one.residual) and one.residual == two.residual
    return False


def _same_scope(one: Value | None, two: Value | None) -> bool:
    if one is None or two is None:
        return one is two
    return _same_text(one, two)


def resource_id_in(value: Value) -> ResourceId | None:
    """The id that a value holds, as such or as text."""
    if not isinstance(value, Known):
        return None
    if isinstance(value.data, ResourceId):
        return value.data
    return parse_resource_id(value.data, value.origin) if isinstance(value.data, str) else None


def parse_resource_id(text: str, origin: Origin = NOWHERE) -> ResourceId | None:
    """The id that a literal spells, or None where it is not one.

    Reads ``/subscriptions/S/resourceGroups/G/providers/NS/type/name/...``, with or without its scope;
    of several ``providers`` the last one counts (extension resources). Segments are compared without case.
    """
    parts = text.strip().split("/")
    if not parts or parts[0] != "":
        return None
    parts = parts[1:]
    if parts and parts[-1] == "":
        parts.pop()
    lowered = [part.casefold() for part in parts]
    if "providers" not in lowered:
        return None
    at = len(lowered) - 1 - lowered[::-1].index("providers")
    tail = parts[at + 1 :]
    if len(tail) < 3 or len(tail) % 2 == 0 or not all(tail):
        return None
    subscription = _scope_part(parts, lowered, "subscriptions", origin)
    group = _scope_part(parts, lowered, "resourcegroups", origin)
    type_name = "/".join([tail[0], *tail[1::2]])
    in_group = at == 4 and lowered[0] == "subscriptions" and lowered[2] == "resourcegroups"
    before = None if in_group else Known("".join(f"/{part}" for part in parts[:at]), origin)
    return ResourceId(type_name, tuple(Known(name, origin) for name in tail[2::2]), subscription, group, before=before)


def _scope_part(parts: list[str], lowered: list[str], word: str, origin: Origin) -> Value | None:
    if word in lowered:
        at = lowered.index(word)
        if at + 1 < len(parts):
            return Known(parts[at + 1], origin)
    return None
