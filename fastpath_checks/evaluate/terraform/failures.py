"""The errors that evaluating an expression may meet, and that ``try`` and ``can`` may catch."""

from __future__ import annotations

from fastpath_checks.core.diagnostics import Diagnostic, Level


class EvaluationError(Exception):
    """What Terraform would report for an expression: ``start`` and ``end`` are offsets into the file at hand.

    Never leaves this room: each local, variable, output and argument turns it into a diagnostic and an unknown.
    """

    def __init__(self, code: str, summary: str, start: int = -1, end: int = -1) -> None:
        super().__init__(summary)
        self.code = code
        self.summary = summary
        self.start = start
        self.end = end


_WHATEVER_THE_INPUTS = frozenset({"cycle", "invalid-dynamic", "invalid-type", "limit", "undeclared-reference"})


def level_of(code: str) -> Level:
    """How grave an EvaluationError is: a warning where it depends on values, for other inputs may be without it."""
    return Level.ERROR if code in _WHATEVER_THE_INPUTS else Level.WARNING


class LimitReached(Exception):
    """Raised where evaluating would take too long or grow too large: no error of Terraform's, so ``try`` lets it pass.

    ``start`` and ``end`` are offsets into the file at hand, negative for the whole place.
    """

    def __init__(self, summary: str, start: int = -1, end: int = -1) -> None:
        super().__init__(summary)
        self.summary = summary
        self.start = start
        self.end = end


class FileNotRead(Exception):
    """Raised by a function that needs a file which is there but must not, or cannot, be read; ``refusal`` says why."""

    def __init__(self, call: str, refusal: Diagnostic) -> None:
        super().__init__(refusal.summary)
        self.call = call
        self.refusal = refusal


class Unmodelled(Exception):
    """Raised by a function's body for a case that it does not model exactly; the call's value is then unknown."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what
