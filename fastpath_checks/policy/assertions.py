"""What the files cannot know, said by the team: of which kind a foreign circuit is, which SKU a foreign gateway has."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple, get_args

from fastpath_checks.core.spans import Span
from fastpath_checks.policy.patterns import means

SubjectKind = Literal["circuit", "port", "gateway", "connection"]
SUBJECTS = get_args(SubjectKind)


class AssertedValue(NamedTuple):
    """Plain data, and the place in the policy file that says it."""

    data: Any
    span: Span | None


class Assertion(NamedTuple):
    """One entry: what it is said of (``pattern``, a glob over ids or names, compared without case) and what is said."""

    subject: SubjectKind
    pattern: str
    values: dict[str, AssertedValue]

    def is_about(self, id: str | None, name: str | None) -> bool:
        """A pattern with a slash is compared with the whole id, any other with the name."""
        return means(self.pattern, id, name)


class AssertedGateway(NamedTuple):
    """What is said of one gateway; None where nothing is."""

    sku: AssertedValue | None
    minimum_scale_units: AssertedValue | None


class Assertions:
    """All entries of a policy. Where several speak of the same thing, the first that does so counts.

    Callers give what they know of a resource: its whole id, its name, both, or neither.
    """

    __slots__ = ("entries",)

    def __init__(self, entries: tuple[Assertion, ...] = ()) -> None:
        self.entries = entries

    def circuit_kind(self, id: str | None, name: str | None) -> AssertedValue | None:
        """``provider`` or ``direct``."""
        return self._value("circuit", "kind", id, name)

    def circuit_port(self, id: str | None, name: str | None) -> AssertedValue | None:
        """The id of the ExpressRoute Direct port that a circuit is on."""
        return self._value("circuit", "on_port", id, name)

    def bandwidth(self, id: str | None, name: str | None, of: Literal["circuit", "port"]) -> AssertedValue | None:
        """The bandwidth of a circuit on ExpressRoute Direct, or of a port, in Gbps."""
        return self._value(of, "bandwidth_in_gbps", id, name)

    def gateway(self, id: str | None, name: str | None) -> AssertedGateway | None:
        sku = self._value("gateway", "sku", id, name)
        units = self._value("gateway", "minimum_scale_units", id, name)
        return AssertedGateway(sku, units) if sku is not None or units is not None else None

    def gateway_subnet_has_routes(self, id: str | None, name: str | None) -> AssertedValue | None:
        """Whether routes stand on the subnet of the gateway that ``id`` and ``name`` are of."""
        return self._value("gateway", "subnet_has_routes", id, name)

    def private_link_enrolled(
        self, id: str | None, name: str | None, of: Literal["connection", "circuit"]
    ) -> AssertedValue | None:
        """Whether Microsoft has enrolled a connection, or a whole circuit, in private-link FastPath."""
        return self._value(of, "private_link_enrolled", id, name)

    def _value(self, subject: SubjectKind, key: str, id: str | None, name: str | None) -> AssertedValue | None:
        for entry in self.entries:
            if entry.subject == subject and key in entry.values and entry.is_about(id, name):
                return entry.values[key]
        return None
