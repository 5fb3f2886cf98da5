"""What a change does, as text: what it fixes, which data paths it moves, which inspection it lets FastPath skip."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fastpath_checks.engine.budget_report import ToldBudget
from fastpath_checks.engine.changes import Changes, MovedBudget
from fastpath_checks.engine.path_report import ToldPath
from fastpath_checks.reports.cells import escaped
from fastpath_checks.reports.layout import EMPTY, Line, Piece, paragraph

STYLES = {"FASTPATH": "passed", "GATEWAY": "reason", "BLOCKED": "error", "UNDECIDED": "reason"}


def change_lines(changes: Changes, width: int) -> Iterator[Line]:
    """What stands below the findings that are new."""
    yield EMPTY
    yield (Piece(f"{escaped(changes.head)} against {escaped(changes.base)}", "label"),)
    yield (
        Piece(f"  {len(changes.new)} new", "error" if changes.new else ""),
        Piece(
            f", {len(changes.fixed)} fixed, {len(changes.unchanged)} unchanged, {len(changes.doubts)} newly undecided"
        ),
    )
    for finding in changes.fixed:
        yield from paragraph("fixed: ", f"{finding.severity} {finding.rule} {finding.message}", width)
    if changes.moved:
        yield (Piece("  data paths that moved", "label"),)
    names = [path_name(one.path) for one in changes.moved]
    longest = max(map(len, names), default=0)
    for name, one in zip(names, changes.moved, strict=True):
        yield (
            Piece(f"    {name:<{longest}}  "),
            Piece(one.before, STYLES.get(one.before, "context")),
            Piece(" -> "),
            Piece(one.after, STYLES.get(one.after, "context")),
            Piece(f"  {escaped(one.path.reason)}", "context"),
        )
    if changes.skipped:
        yield (Piece("  inspection that FastPath newly skips", "label"),)
        yield from (
            (Piece("    "), Piece(path_name(one), "error"), Piece(_of(one.inspected), "context"))
            for one in changes.skipped
        )
    if changes.budgets:
        yield (Piece("  private addresses behind FastPath", "label"),)
        yield from ((Piece(f"    {line}"),) for line in map(budget_sentence, changes.budgets))
    for remark in changes.remarks:
        yield from paragraph("note: ", remark, width)


def path_name(path: ToldPath) -> str:
    """A path by its connection, destination and IP version, and the scenarios where it is not so in all."""
    only = f" (only in {', '.join(path.scenarios)})" if path.scenarios else ""
    return escaped(f"{path.key.connection} -> {path.key.destination} IPv{path.key.ip_version}{only}")


def budget_sentence(moved: MovedBudget) -> str:
    """The numbers of both sides, the limit beside the newer one."""
    newest = moved.after or moved.before
    assert newest is not None
    scenario = f" ({newest.scenario})" if newest.scenario else ""
    return escaped(
        f"{moved.circuit}{scenario}: declared {_both(moved, 'declared')}, room for {_both(moved, 'capacity')}, "
        f"limit {newest.limit}"
    )


def _both(moved: MovedBudget, part: str) -> str:
    before, after = (_side(one, part) for one in (moved.before, moved.after))
    return before if before == after else f"{before} -> {after}"


def _side(budget: ToldBudget | None, part: str) -> str:
    return "none" if budget is None else str(getattr(budget, part))


def _of(prefixes: Iterable[str]) -> str:
    told = ", ".join(prefixes)
    return f"  {escaped(told)}" if told else ""
