"""What a run of Checkov would miss, as text."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from fastpath_checks.engine.examining import Examination, Missed
from fastpath_checks.engine.findings import Verdict
from fastpath_checks.reports.cells import escaped
from fastpath_checks.reports.layout import EMPTY, Line, Piece, counted, paragraph

_HEADS = {
    "lost": "not read by Checkov",
    "hangs": "on which Checkov hangs",
    "dies": "on which Checkov's reader dies",
    "differs": "read differently by Checkov",
}


def examination_lines(found: Examination, width: int) -> Iterator[Line]:
    for how, group in groupby(sorted(found.missed, key=lambda one: (list(_HEADS).index(one.how), one.path)), _how):
        files = list(group)
        yield (Piece(f"{counted(len(files), 'file')} {_HEADS[how]}", "label"),)
        for one in files:
            yield (
                Piece("  "),
                Piece(escaped(one.path), "path"),
                Piece(_verdicts(one), "error" if one.number(Verdict.FAIL) else "context"),
            )
            yield from paragraph("  ", one.why, width, style="context")
        yield EMPTY
    failed = sum(one.number(Verdict.FAIL) for one in found.missed)
    readers = ", ".join(f"{name} for {language}" for language, name in sorted(found.readers.items()))
    style = "error" if found.missed else "passed"
    yield (Piece(f"Checkov misses {len(found.missed)} of {counted(found.files, 'file')}", style), Piece(_ours(failed)))
    yield (Piece(f"it shows none of {counted(found.undecided, 'undecided verdict')} on the others", "context"),)
    yield (Piece(f"asked: {escaped(readers)}", "context"),)
    if found.unasked:
        yield (Piece(f"not asked, for there is no reader here: {', '.join(found.unasked)}", "reason"),)


def _how(one: Missed) -> str:
    return one.how


def _verdicts(one: Missed) -> str:
    parts = [(one.number(Verdict.FAIL), "failed"), (one.number(Verdict.UNDECIDED), "undecided")]
    told = ", ".join(f"{number} {word}" for number, word in parts if number)
    return f"  {told} of ours" if told else ""


def _ours(failed: int) -> str:
    return f", and with them {counted(failed, 'failed verdict')} of ours" if failed else ""
