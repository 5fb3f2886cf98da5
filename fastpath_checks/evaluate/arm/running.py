"""What all deployments of one evaluation share: remarks, limits, addresses."""

from __future__ import annotations

from collections.abc import Callable

from fastpath_checks.core.diagnostics import Diagnostic, Level
from fastpath_checks.core.files import Files
from fastpath_checks.core.spans import Span

DEPTH_LIMIT = 150
"""How deep evaluation nests, through variables, parameters and modules; each level takes a few frames of Python."""

STEPS_A_RESOURCE = 200_000
"""How many nodes one resource visits, loops and all; whole real templates take a few thousand."""

STEP_LIMIT = 600_000
"""How many nodes one evaluation visits; a resource that gave up leaves the next a fresh share."""

COPY_LIMIT = 800
"""How often Azure lets a ``copy`` or a ``for`` repeat."""

DEPLOYMENT_DEPTH_LIMIT = 24
RESOURCE_LIMIT = 20_000


class Run:
    """One evaluation of a root template with one set of inputs."""

    __slots__ = (
        "_addresses", "_said", "active_functions", "allowed", "depth", "diagnostics", "files", "is_relevant",
        "speculating", "steps",
    )  # fmt: skip

    def __init__(self, files: Files, is_relevant: Callable[[str], bool]) -> None:
        self.files = files
        self.is_relevant = is_relevant
        self.diagnostics: list[Diagnostic] = []
        self.depth = 0
        self.steps = 0
        self.allowed = STEPS_A_RESOURCE
        self.speculating = 0
        self.active_functions: list[str] = []
        self._said: set[tuple[str, str, int]] = set()
        self._addresses: dict[str, int] = {}

    def say(self, code: str, level: Level, summary: str, span: Span, detail: str = "", hint: str = "") -> None:
        """One remark for each place, however often it is evaluated.

        A branch that is only tried because its condition is not known makes no mistakes: it may never be taken.
        """
        if level is not Level.NOTE and self.speculating:
            return
        key = (code, span.file.path, span.start)
        if key not in self._said:
            self._said.add(key)
            self.diagnostics.append(Diagnostic(code, level, summary, detail, span, hint))

    def allow_more(self) -> None:
        """What is evaluated next may take its share of steps."""
        self.allowed = min(self.steps + STEPS_A_RESOURCE, STEP_LIMIT)

    def repeat(self, diagnostic: Diagnostic) -> None:
        """A remark that the reader of the template leaves to whoever evaluates the place."""
        if diagnostic not in self.diagnostics:
            self.diagnostics.append(diagnostic)

    def address(self, wanted: str) -> str:
        """An address that no other resource of this evaluation has."""
        number = self._addresses.get(wanted, 0) + 1
        self._addresses[wanted] = number
        return wanted if number == 1 else self.address(f"{wanted}#{number}")
