"""What a change does, in Markdown: the head of the one comment that a gate keeps up to date on a merge request."""

from __future__ import annotations

from collections.abc import Iterator

from fastpath_checks.engine.changes import Changes
from fastpath_checks.reports.changes_text import budget_sentence, path_name
from fastpath_checks.reports.markdown_text import prose

MARK = "<!-- fastpath-checks gate -->"
"""The first line, by which a workflow finds the comment that it wrote before."""

ROWS = 50
"""Of a table, more rows than this are counted, not shown."""

_SIGNS = {"FASTPATH": "⚡", "GATEWAY": "🚪", "BLOCKED": "⛔", "UNDECIDED": "❔"}


def changes_text(changes: Changes) -> str:
    return "\n".join([MARK, *_lines(changes)]) + "\n\n"


def _lines(changes: Changes) -> Iterator[str]:
    yield (
        f"**{len(changes.new)} new**, {len(changes.fixed)} fixed, {len(changes.unchanged)} unchanged, "
        f"{len(changes.doubts)} newly undecided: {prose(changes.head)} against {prose(changes.base)}"
    )
    if changes.fixed:
        yield from ("", "**Fixed**", "")
        yield from (f"- {one.severity} {one.rule}: {prose(one.message)}" for one in changes.fixed[:ROWS])
        yield from _more(len(changes.fixed))
    if changes.moved:
        yield from ("", "**Data paths that moved**", "", "| path | before | after | why |", "| --- | --- | --- | --- |")
        for one in changes.moved[:ROWS]:
            yield f"| {prose(path_name(one.path))} | {_answer(one.before)} | {_answer(one.after)} | {one.path.reason} |"
        yield from _more(len(changes.moved))
    if changes.skipped:
        yield from ("", "**Inspection that FastPath newly skips**", "")
        yield from (f"- {prose(path_name(one))}" for one in changes.skipped[:ROWS])
        yield from _more(len(changes.skipped))
    if changes.budgets:
        yield from ("", "**Private addresses behind FastPath**", "")
        yield from (f"- {prose(budget_sentence(one))}" for one in changes.budgets[:ROWS])
        yield from _more(len(changes.budgets))
    yield from (f"\n> {prose(one)}" for one in changes.remarks)


def _answer(answer: str) -> str:
    return f"{_SIGNS.get(answer, '')} {answer}".strip()


def _more(number: int) -> Iterator[str]:
    if number > ROWS:
        yield f"\nand {number - ROWS} more"
