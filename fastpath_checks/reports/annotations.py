"""The findings as remarks on lines of code, as many as a build service shows: the most severe ones.

GitHub and Azure Pipelines both keep ten of each kind from one step and drop the rest without a word, so the rest is
left out here, with a word.
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from fastpath_checks.core.diagnostics import Diagnostic, Level
from fastpath_checks.core.spans import Location
from fastpath_checks.engine.findings import Report
from fastpath_checks.policy.model import Severity
from fastpath_checks.reports.cells import escaped
from fastpath_checks.reports.layout import counted
from fastpath_checks.reports.records import Record, counting
from fastpath_checks.reports.sarif_rules import LEVELS

KEPT = 10
STEPS_KEPT = 12
"""Of longer stories only the beginning is told."""


class Annotation(NamedTuple):
    """One remark: ``level`` is ``error``, ``warning`` or ``note``; ``lines`` are safe to show."""

    level: str
    place: Location | None
    code: str
    title: str
    lines: tuple[str, ...]


class Annotations(NamedTuple):
    """What is shown, and what is said of those that are not: empty where all are shown."""

    shown: tuple[Annotation, ...]
    left_out: str


def annotated(report: Report, *, levels: dict[str, str]) -> Annotations:
    """The remarks of a report in the order of severity; ``levels`` says which kind of the service each level is."""
    told = [_of_record(one) for one in counting(report)]
    told += [_of_diagnostic(one) for one in _by_level(report.diagnostics)]
    taken: Counter[str] = Counter()
    shown = []
    for one in told:
        kind = levels[one.level]
        taken[kind] += 1
        # The remark on what is left out is one more of the mildest kind, so that kind has one place less.
        if taken[kind] < KEPT or (taken[kind] == KEPT and kind != levels["note"]):
            shown.append(one)
    more = len(told) - len(shown)
    return Annotations(tuple(shown), f"{counted(more, 'more remark')} not shown here, the least severe" if more else "")


def _of_record(record: Record) -> Annotation:
    finding = record.finding
    decides = record.status == "failed" or record.fails
    undecided = "" if record.status == "failed" else "undecided: "
    lines = [record.message, *(f"because {step.told}" for step in record.steps[:STEPS_KEPT])]
    lines += [f"fix: {finding.fix}"] if finding.fix and record.status == "failed" else []
    return Annotation(
        LEVELS[Severity[finding.severity]] if decides else "note",
        record.place,
        finding.rule,
        f"{undecided}{record.title}",
        tuple(escaped(line) for line in (*lines, finding.url) if line),
    )


def _by_level(diagnostics: tuple[Diagnostic, ...]) -> list[Diagnostic]:
    return [one for level in (Level.ERROR, Level.WARNING) for one in diagnostics if one.level is level]


def _of_diagnostic(one: Diagnostic) -> Annotation:
    place = one.span.location() if one.span is not None else None
    if place is None and one.path:
        place = Location(one.path, 1, 1, 1, 1)
    lines = (one.summary, one.detail, one.hint and f"hint: {one.hint}")
    return Annotation(one.level.value, place, one.code, one.code, tuple(escaped(line) for line in lines if line))
