"""What names mean at one place of a configuration."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastpath_checks.core.spans import Origin, OriginKind, SourceFile, Span
from fastpath_checks.core.values import Value

if TYPE_CHECKING:
    from fastpath_checks.evaluate.terraform.module_instance import ModuleInstance

NO_NAMES: dict[str, Value] = {}


class Scope:
    """Where an expression stands: its module's instance, its file, and the names that loops around it bind.

    ``module`` is None where nothing may be referenced (variable files). ``names`` holds the variables of ``for`` and
    the iterators of dynamic blocks; ``each`` and ``count`` what these words mean. ``literal_kind`` is what the literals
    written here are to whoever reads them.
    """

    __slots__ = ("count", "each", "file", "literal_kind", "module", "names", "place")

    def __init__(
        self,
        module: ModuleInstance | None,
        file: SourceFile,
        *,
        names: dict[str, Value] = NO_NAMES,
        each: tuple[Value, Value] | None = None,
        count: Value | None = None,
        literal_kind: OriginKind = OriginKind.WRITTEN,
        place: str = "",
    ) -> None:
        self.module = module
        self.file = file
        self.names = names
        self.each = each
        self.count = count
        self.literal_kind = literal_kind
        self.place = place

    def binding(self, names: dict[str, Value]) -> Scope:
        """The same place with more names bound."""
        return Scope(
            self.module, self.file, names={**self.names, **names}, each=self.each, count=self.count,
            literal_kind=self.literal_kind, place=self.place,
        )  # fmt: skip

    def within(self, file: SourceFile, literal_kind: OriginKind = OriginKind.WRITTEN) -> Scope:
        """The same names in another file."""
        if file is self.file and literal_kind is self.literal_kind:
            return self
        return Scope(
            self.module, file, names=self.names, each=self.each, count=self.count, literal_kind=literal_kind,
            place=self.place,
        )  # fmt: skip

    def span(self, start: int, end: int) -> Span:
        return Span(self.file, start, end)

    def written(self, start: int, end: int) -> Origin:
        """The origin of a literal that stands here."""
        return Origin(Span(self.file, start, end), self.literal_kind)
