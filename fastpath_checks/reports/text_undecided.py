"""Undecided verdicts as text, gathered under the inputs that would decide them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fastpath_checks.core.values import Because
from fastpath_checks.engine.findings import Finding, MissingInput
from fastpath_checks.reports.cells import cell_width, escaped
from fastpath_checks.reports.frames import marked
from fastpath_checks.reports.layout import EMPTY, Line, Piece, arrow, counted, listed, paragraph, position
from fastpath_checks.reports.masking import Mask

_Group = tuple[MissingInput, ...]

WHAT_WOULD_HELP = {
    Because.NO_DEFAULT: "it has no default: give it with --var-file or --var",
    Because.DATA_SOURCE: "it is read while planning: scan the plan (terraform show -json), or say it under "
    "assertions: in fastpath.yaml",
    Because.RUNTIME_ATTRIBUTE: "Azure alone knows it, once it is deployed",
    Because.OUTSIDE_THE_FILES: "it lies outside the scanned files: scan them together, or say it under assertions: in "
    "fastpath.yaml",
    Because.DEPLOYMENT_CONTEXT: "it depends on where or by whom this is deployed",
    Because.IMPURE: "it is different in each run, such as a time or a random text",
    Because.UNMODELLED: "this version of fastpath-checks does not evaluate it",
    Because.NOT_DOCUMENTED: "Azure's documentation does not say it",
    Because.CONTRADICTORY: "the pages of Azure's documentation contradict each other",
    Because.SENSITIVE: "it is sensitive, so it is not looked at",
    Because.ERROR: "it has an error",
    Because.LIMIT: "it has more alternatives than are followed",
    Because.CYCLE: "it refers to itself",
    Because.UNPARSED: "it could not be read",
}


def undecided(findings: Iterable[Finding], width: int, sensitive: frozenset[str], *, listing: bool) -> Iterator[Line]:
    """One block per set of missing inputs, the one that would decide most first; ``listing`` lists the verdicts."""
    for root, members in doubts(findings):
        yield from _headline(members, root, width, sensitive)
        if listing:
            yield from _list(members)
        yield EMPTY


def doubts(findings: Iterable[Finding]) -> list[tuple[str, list[Finding]]]:
    """Undecided findings by root and by the inputs that would decide them, those that would decide most first."""
    groups: dict[tuple[str, tuple[tuple[str, str], ...]], list[Finding]] = {}
    for finding in findings:
        inputs = tuple(sorted({(one.because, one.name) for one in finding.missing}))
        groups.setdefault((finding.root, inputs), []).append(finding)
    ordered = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
    return [(root, members) for (root, _), members in ordered]


def _headline(members: list[Finding], root: str, width: int, sensitive: frozenset[str]) -> Iterator[Line]:
    inputs: _Group = tuple({one.name: one for one in members[0].missing}.values())
    checks = counted(len(members), "check")
    yield (
        Piece(escaped(listed(one.name for one in inputs)) or "an input", "input"),
        Piece(f" would decide {checks}", "message"),
        Piece(f" in {escaped(root)}", "context"),
    )
    shown = set()
    for one in inputs:
        label = f"{one.name}: " if len(inputs) > 1 else ""
        yield from paragraph(escaped(label), WHAT_WOULD_HELP[Because(one.because)], width)
        if one.span is not None and one.location is not None and one.location not in shown:
            shown.add(one.location)
            yield arrow(one.location)
            yield from marked(one.span, width, mask=Mask(sensitive, one.because == Because.SENSITIVE.value))


def _list(members: list[Finding]) -> Iterator[Line]:
    rows = [
        (one.severity, one.rule, one.name, escaped(one.subject.name or one.subject.address), _place(one))
        for one in members
    ]
    widths = [max(cell_width(row[column]) for row in rows) for column in range(4)]
    for row in rows:
        padded = [text + " " * (widths[column] - cell_width(text)) for column, text in enumerate(row[:4])]
        yield (
            Piece("  ? ", "reason"),
            Piece(padded[0], row[0]),
            Piece(" "),
            Piece(padded[1], "rule"),
            Piece(" "),
            Piece(padded[2], "name"),
            Piece(f"  {padded[3]}  "),
            Piece(row[4], "path"),
        )


def _place(finding: Finding) -> str:
    place = position(finding.location) if finding.location is not None else escaped(finding.root)
    return f"{place} (only in {escaped(listed(finding.scenarios))})" if finding.scenarios else place
