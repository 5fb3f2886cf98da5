"""Which few inputs would decide most undecided verdicts, as text and as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from fastpath_checks.core.values import Because
from fastpath_checks.engine.doubts import NOBODY_CAN_GIVE, Doubts, Step
from fastpath_checks.engine.findings import Finding
from fastpath_checks.reports.cells import escaped
from fastpath_checks.reports.layout import EMPTY, Line, Piece, arrow, counted, listed, paragraph
from fastpath_checks.reports.text_undecided import WHAT_WOULD_HELP

VERSION = 1


def doubts_lines(doubts: Doubts, width: int) -> Iterator[Line]:
    """A numbered step each: what to give, how, where it is declared, and what it decides."""
    total, known = doubts.undecided, 0
    for number, step in enumerate(doubts.steps, 1):
        known += len(step.decides)
        yield from _step(number, step, known, total, width)
    if doubts.beyond:
        beyond = counted(len(doubts.beyond), "undecided verdict stays", "undecided verdicts stay")
        yield (Piece(f"{beyond} open, whatever is given:", "message"),)
        for (rule, why), number in sorted(Counter(map(_why, doubts.beyond)).items()):
            yield from paragraph(f"{rule}: ", f"{counted(number, 'verdict')}; {why}", width)
        yield EMPTY
    inputs = sum(len(step.inputs) for step in doubts.steps)
    if total:
        told = f"{counted(total, 'undecided verdict')}, {known} of which {counted(inputs, 'input')} would decide"
    else:
        told = "nothing is undecided"
    yield (Piece(told, "context"),)


def doubts_json(doubts: Doubts) -> str:
    """The same as JSON, in ASCII; ``decided`` counts what is decided after a step and those before it."""
    decided = 0
    steps = []
    for step in doubts.steps:
        decided += len(step.decides)
        steps.append(
            {"inputs": [_input(one) for one in step.inputs], "decides": _told(step.decides), "decided": decided}
        )
    data = {"version": VERSION, "undecided": doubts.undecided, "steps": steps, "beyond": _told(doubts.beyond)}
    return json.dumps(data, indent=2) + "\n"


def _step(number: int, step: Step, known: int, total: int, width: int) -> Iterator[Line]:
    names = escaped(listed(dict.fromkeys(one.name for one in step.inputs)))
    yield (
        Piece(f"{number}. "),
        Piece(names, "input"),
        Piece(f" would decide {counted(len(step.decides), 'check')}", "message"),
        Piece(f" ({known} of {total})", "context"),
    )
    for one in step.inputs:
        if len(step.inputs) > 1:
            yield (Piece(f"  {escaped(one.name)}", "input"),)
        yield from paragraph("", WHAT_WOULD_HELP[Because(one.because)], width)
        if one.location is not None:
            yield arrow(one.location)
    rules = ", ".join(
        f"{rule} ({count})" if count > 1 else rule
        for rule, count in sorted(Counter(one.rule for one in step.decides).items())
    )
    yield from paragraph("decides: ", rules, width, style="rule")
    yield EMPTY


def _why(finding: Finding) -> tuple[str, str]:
    """The rule, and what is missing that nobody can give."""
    missing = [one for one in finding.missing if one.because in NOBODY_CAN_GIVE]
    reasons = dict.fromkeys(f"{one.name}: {WHAT_WOULD_HELP[Because(one.because)]}" for one in missing)
    return finding.rule, "; ".join(reasons) or "no input is named"


def _input(one: Any) -> dict[str, Any]:
    location = one.location
    return {
        "because": one.because,
        "name": one.name,
        "location": location._asdict() if location is not None else None,
    }


def _told(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    return [
        {
            "rule": one.rule,
            "severity": one.severity,
            "root": one.root,
            "subject": one.subject.address,
            "scenarios": list(one.scenarios),
        }
        for one in findings
    ]
