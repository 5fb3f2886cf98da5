"""Where something was written: files, half-open ranges in them, and the story of how a value came to be.

Offsets count code points of the decoded text. Lines and columns (1-based, in code points) are computed only to report.
"""

from __future__ import annotations

from bisect import bisect_right
from enum import Enum
from typing import NamedTuple


class SourceFile:
    """One file that was read: its path as reports show it, and its decoded text (without a byte-order mark).

    ``path`` is POSIX and relative to the working directory where the file lies below it.
    """

    __slots__ = ("_line_starts", "path", "text")

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self._line_starts: list[int] | None = None

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both 1-based; the offset is clamped to the text."""
        starts = self._line_starts
        if starts is None:
            starts = self._line_starts = [0]
            at = self.text.find("\n")
            while at >= 0:
                starts.append(at + 1)
                at = self.text.find("\n", at + 1)
        offset = max(0, min(offset, len(self.text)))
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1

    def line_span(self, line: int) -> Span:
        """The range of a 1-based line, without its line end; empty, at the end, beyond the file."""
        self.position(0)
        starts = self._line_starts or [0]
        if not 1 <= line <= len(starts):
            return Span(self, len(self.text), len(self.text))
        start = starts[line - 1]
        end = starts[line] if line < len(starts) else len(self.text)
        return Span(self, start, start + len(self.text[start:end].rstrip("\r\n")))

    def line_text(self, line: int) -> str:
        """The text of a 1-based line, without its line end; empty beyond the file."""
        return self.line_span(line).text

    def __repr__(self) -> str:
        return f"SourceFile({self.path!r})"


class Location(NamedTuple):
    """A span as reports show it: POSIX path, 1-based lines and columns in code points, the end exclusive."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int


class Span(NamedTuple):
    """The half-open range ``[start, end)`` of a file's text."""

    file: SourceFile
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.file.text[self.start : self.end]

    def location(self) -> Location:
        return Location(self.file.path, *self.file.position(self.start), *self.file.position(self.end))


class OriginKind(Enum):
    """How a value came to stand where it stands."""

    WRITTEN = "written"
    VARIABLE_DEFAULT = "variable-default"
    VARIABLE_GIVEN = "variable-given"
    MODULE_ARGUMENT = "module-argument"
    LOOP = "loop"
    PLANNED = "planned"
    PROVIDER_DEFAULT = "provider-default"
    ASSERTED = "asserted"
    DERIVED = "derived"


class Origin(NamedTuple):
    """One step of a value's story: where it stands (``span``), what that place is (``kind``), and the step before it.

    ``sku = var.sku`` with a default is told as DERIVED at ``var.sku``, whose parent is VARIABLE_DEFAULT at the literal.
    ``span`` is None only where no text exists: a flag of the command line, a provider's default without a resource.
    """

    span: Span | None
    kind: OriginKind
    parent: Origin | None = None

    def steps(self) -> list[Origin]:
        """This step and those before it, from the place of use back to where the value was first written."""
        found: list[Origin] = []
        step: Origin | None = self
        while step is not None:
            found.append(step)
            step = step.parent
        return found

    def first_written(self) -> Origin:
        """The step furthest back: where the value was set."""
        step = self
        while step.parent is not None:
            step = step.parent
        return step


NOWHERE = Origin(None, OriginKind.DERIVED)
"""The origin of a value that no text stands behind."""


def written(file: SourceFile, start: int, end: int) -> Origin:
    """The origin of a literal."""
    return Origin(Span(file, start, end), OriginKind.WRITTEN)
