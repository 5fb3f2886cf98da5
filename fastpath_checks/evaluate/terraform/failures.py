"""The errors that evaluating an expression may meet, and that ``try`` and ``can`` may catch."""

from __future__ import annotations


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


class Unmodelled(Exception):
    """Raised by a function's body for a case that it does not model exactly; the call's value is then unknown."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what
