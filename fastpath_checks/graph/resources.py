"""One declared resource in ARM shape, whatever language declared it, and what one evaluation yields."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fastpath_checks.core.claims import YES, Claim, shown
from fastpath_checks.core.diagnostics import Diagnostic
from fastpath_checks.core.spans import Origin, OriginKind, SourceFile, Span
from fastpath_checks.core.values import Because, Known, Missing, OneOf, Unknown, Value, join
from fastpath_checks.graph.resource_ids import ResourceId

if TYPE_CHECKING:
    from fastpath_checks.graph.deferring import Deferred


class Resource:
    """A resource as Azure would be asked for it.

    ``type`` is the ARM type, ``names`` one value for each of its segments, ``body`` the request body in ARM shape
    (``location``, ``sku``, ``properties``, ``zones``, ...), whose leaves keep their origins. ``exists`` is the claim
    that count, condition or copy make. ``existing`` marks what is only referred to (Bicep ``existing``, a data source):
    its name may be known, its values are not. ``address`` is unique in one scenario, spelled as users of the language
    spell it (``module.hub.azurerm_virtual_network_gateway.gw[0]``). ``header`` is where an absent attribute is
    reported, ``span`` the whole declaration. ``subscription`` and ``resource_group`` are None where they are the
    deployment's own. ``parent_address`` is the address of the parent, where that is certain. ``unseen`` is what would
    have to be known to see a resource that is only referred to. ``calls`` are the headers of the module calls through
    which it is declared, from the outermost.
    """

    __slots__ = (
        "address", "api_version", "body", "calls", "existing", "exists", "header", "names", "parent_address",
        "resource_group", "span", "subscription", "type", "unseen",
    )  # fmt: skip

    def __init__(
        self,
        type: str,
        names: tuple[Value, ...],
        body: dict[str, Value],
        address: str,
        header: Span,
        *,
        span: Span | None = None,
        exists: Claim = YES,
        existing: bool = False,
        api_version: str | None = None,
        subscription: Value | None = None,
        resource_group: Value | None = None,
        parent_address: str = "",
        unseen: tuple[Missing, ...] = (),
        calls: tuple[Span, ...] = (),
    ) -> None:
        self.type = type
        self.names = names
        self.body = body
        self.address = address
        self.header = header
        self.span = span or header
        self.exists = exists
        self.existing = existing
        self.api_version = api_version
        self.subscription = subscription
        self.resource_group = resource_group
        self.parent_address = parent_address
        self.unseen = unseen
        self.calls = calls

    @property
    def name(self) -> str:
        """The last name as people say it; where it is not known the address, or the expression that is left of it."""
        if self.address and (not self.names or isinstance(self.names[-1], Unknown)):
            return self.address
        return shown(self.names[-1]) if self.names else "?"

    @property
    def full_name(self) -> str:
        """All names as Azure writes them, ``lb-app/private``; as ``name`` where the last one is not known."""
        return "/".join((*(shown(name) for name in self.names[:-1]), self.name))

    @property
    def id(self) -> ResourceId:
        return ResourceId(self.type, self.names, self.subscription, self.resource_group, self.address)

    def read(self, *path: str) -> Value:
        """The value at a path of the body, such as ``read("properties", "sku", "name")``.

        Keys are compared without case, as ARM does. What is absent (or null) is ``Known(None)`` with the header as its
        origin; below an unknown everything is unknown. What a resource that is only referred to does not show is
        unknown, not absent.
        """
        absent: Value = Known(None, Origin(self.header, OriginKind.PROVIDER_DEFAULT))
        if self.existing:
            origin = Origin(self.header, OriginKind.DERIVED)
            missing = self.unseen or (Missing(Because.OUTSIDE_THE_FILES, self.address or self.name, origin),)
            absent = Unknown(missing, ".".join((self.address or str(self.id), *path)), origin)
        return _read(Known(self.body, Origin(self.header, OriginKind.WRITTEN)), path, absent)

    def amend(self, path: tuple[str, ...], value: Value) -> None:
        """Set one value of the body, as a separate declaration elsewhere does (an association, an update)."""
        self.body = _amended(self.body, path, value)

    def __repr__(self) -> str:
        return f"Resource({self.type} {self.name})"


def read_in(value: Value, *path: str) -> Value:
    """The value at a path inside another value; what is absent is ``Known(None)`` where the outer value stands."""
    return _read(value, path, Known(None, Origin(value.origin.span, OriginKind.PROVIDER_DEFAULT)))


def _amended(body: dict[str, Value], path: tuple[str, ...], value: Value) -> dict[str, Value]:
    key = next((one for one in body if one.casefold() == path[0].casefold()), path[0])
    if len(path) == 1:
        return {**body, key: value}
    inner = body.get(key)
    match inner:
        case Unknown() | OneOf():
            return body
        case Known(data) if isinstance(data, dict):
            return {**body, key: Known(_amended(data, path[1:], value), inner.origin)}
    return {**body, key: Known(_amended({}, path[1:], value), value.origin)}


def _read(value: Value, path: tuple[str, ...], absent: Value) -> Value:
    match value:
        case Unknown():
            residual = ".".join((value.residual, *path)) if value.residual else ""
            return Unknown(value.missing, residual, value.origin) if path else value
        case OneOf(choices):
            if not path:
                return value
            return join([_read(choice, path, absent) for choice in choices], value.missing, "", value.origin)
        case Known(data):
            if data is None:
                return Known(None, value.origin) if not path and value.origin.span is not None else absent
            if not path:
                return value
            if not isinstance(data, dict):
                return absent
            found = data.get(path[0])
            if found is None:
                wanted = path[0].casefold()
                found = next((item for key, item in data.items() if key.casefold() == wanted), None)
            return absent if found is None else _read(found, path[1:], absent)


class Amendment(NamedTuple):
    """A declaration that sets one value of another resource: ``azurerm_subnet_route_table_association``.

    ``target`` is the id of the resource of ARM type ``type``; ``resource`` stands for the declaration itself.
    """

    target: Value
    type: str
    path: tuple[str, ...]
    value: Value
    resource: Resource


class PendingDeployment(NamedTuple):
    """An ARM template that a declaration of another language deploys, for whoever reads templates.

    ``parameters`` holds by name ``{"value": ...}``, as in a parameter file; it may be unknown. Where the template goes
    is None for what is the deployment's own.
    """

    template: SourceFile
    parameters: Value
    address: str
    header: Span
    exists: Claim
    subscription: Value | None
    resource_group: Value | None


class Deployment(NamedTuple):
    """What evaluating one root with one set of inputs yields: its resources, outputs and remarks, always usable.

    ``pending`` is what it deploys besides, in another language, ``deferred`` what it deploys besides and nobody has
    evaluated yet.
    """

    resources: list[Resource]
    outputs: dict[str, Value]
    diagnostics: list[Diagnostic]
    amendments: tuple[Amendment, ...] = ()
    pending: tuple[PendingDeployment, ...] = ()
    deferred: Deferred | None = None
