"""Resources that are evaluated only where their number decides something: an estate may have thousands of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from fastpath_checks.core.diagnostics import Diagnostic
from fastpath_checks.core.spans import Span
from fastpath_checks.graph.resources import Resource


class Late(NamedTuple):
    """What came of deferred resources, and what was said while they were evaluated."""

    resources: list[Resource]
    diagnostics: list[Diagnostic]


class Deferred:
    """The declared resources of one ARM type, which ``evaluate`` makes at the first request.

    ``at_most`` is how many IP configurations they have together at most, as far as that is seen without evaluating
    them, and infinite where it is not. ``headers`` are one in each file that declares some, and those of the module
    calls around them.
    """

    __slots__ = ("_evaluate", "_late", "at_most", "headers", "type")

    def __init__(self, type: str, at_most: float, headers: tuple[Span, ...], evaluate: Callable[[], Late]) -> None:
        self.type = type
        self.at_most = at_most
        self.headers = headers
        self._evaluate: Callable[[], Late] | None = evaluate
        self._late = Late([], [])

    @property
    def diagnostics(self) -> list[Diagnostic]:
        """What has been said of them so far: nothing before they are evaluated."""
        return self._late.diagnostics

    def resources(self) -> list[Resource]:
        """All of them, evaluated now where they were not. The trees that they are made of are let go with that."""
        if self._evaluate is not None:
            evaluate, self._evaluate = self._evaluate, None
            self._late = evaluate()
        return self._late.resources
