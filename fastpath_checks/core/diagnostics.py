"""What went wrong, or was left out, while reading and evaluating. Returned beside a usable result, never raised."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from fastpath_checks.core.spans import Span

if TYPE_CHECKING:
    from fastpath_checks.core.claims import Claim


class Level(Enum):
    """ERROR: something in a judged root was not read or not evaluated (exit 3). WARNING and NOTE: said, exit 0."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Diagnostic(NamedTuple):
    """One remark.

    ``code`` is a stable kebab-case word such as ``syntax-error``; ``summary`` is terse and starts in lower case;
    ``detail`` says more in sentences; ``hint`` says what to do. ``path`` names the file when there is no span.

    One that a policy may judge has a ``claim``: whether all is well with its ``subject``, the address of what it speaks
    about. It is NO or MAYBE, its evidence is the story; the engine makes it a finding.
    """

    code: str
    level: Level
    summary: str
    detail: str = ""
    span: Span | None = None
    hint: str = ""
    path: str = ""
    subject: str = ""
    claim: Claim | None = None

    @property
    def where(self) -> str:
        """The path that this remark is about, or an empty string."""
        return self.span.file.path if self.span is not None else self.path
