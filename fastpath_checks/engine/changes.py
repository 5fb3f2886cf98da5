"""What a change does to an estate: verdicts, data paths and address budgets before it and after it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from fastpath_checks.engine.analyze import Survey
from fastpath_checks.engine.budget_report import ToldBudget
from fastpath_checks.engine.findings import Finding, Report, Verdict
from fastpath_checks.engine.path_report import ToldPath

ABSENT = "ABSENT"
"""The answer of a data path on the side on which there is no such path."""


class MovedPath(NamedTuple):
    """A data path whose answer is another one now; ``path`` is the newer, or the older where it is gone."""

    path: ToldPath
    before: str
    after: str


class MovedBudget(NamedTuple):
    """The addresses behind FastPath of one circuit; None on the side on which FastPath is not on over it."""

    circuit: str
    before: ToldBudget | None
    after: ToldBudget | None


class Changes(NamedTuple):
    """The difference between two states. Failed verdicts: ``new``, ``fixed`` and ``unchanged``; ``doubts`` are
    undecided ones of which the older state had none, ``moved`` paths with another answer, ``skipped`` those on which
    FastPath passes by an appliance that was not skipped before, ``budgets`` all circuits over which FastPath is on.

    ``base`` and ``head`` say what was compared, for people; ``remarks`` what the comparison could not rest on.
    """

    base: str
    head: str

    new: tuple[Finding, ...]
    fixed: tuple[Finding, ...]
    unchanged: tuple[Finding, ...]
    doubts: tuple[Finding, ...]
    moved: tuple[MovedPath, ...]
    skipped: tuple[ToldPath, ...]
    budgets: tuple[MovedBudget, ...]
    remarks: tuple[str, ...] = ()


def compare(before: Survey, after: Survey, renamed: Mapping[str, str], base: str, head: str) -> Changes:
    """``renamed`` gives the older path of each root and file whose name is another one now."""
    new, fixed, unchanged = _failures(before.report, after.report, renamed)
    older, newer = _by_path(before.paths.paths, {}), _by_path(after.paths.paths, renamed)
    moved = [
        MovedPath(newer.get(key) or older[key], _answer(older, key), _answer(newer, key))
        for key in dict.fromkeys((*newer, *older))
        if _answer(older, key) != _answer(newer, key)
    ]
    skipped = [
        path
        for key, path in newer.items()
        if path.inspection == "skipped" and (key not in older or older[key].inspection != "skipped")
    ]
    return Changes(
        base=base,
        head=head,
        new=new,
        fixed=fixed,
        unchanged=unchanged,
        doubts=_doubts(before.report, after.report, renamed),
        moved=tuple(moved),
        skipped=tuple(skipped),
        budgets=tuple(_budgets(before.budgets, after.budgets, renamed)),
    )


_Key = tuple[str, ...]


def _failures(
    before: Report, after: Report, renamed: Mapping[str, str]
) -> tuple[tuple[Finding, ...], tuple[Finding, ...], tuple[Finding, ...]]:
    """New, fixed and unchanged ones. A finding was there before where its rule, root and subject are the same, or the
    subject's name in Azure is, and where it held in the same scenarios."""
    left, new = _of(before, Verdict.FAIL), _of(after, Verdict.FAIL)
    unchanged: list[Finding] = []
    for identity in (_identity, _name):
        known: dict[_Key, list[Finding]] = {}
        for one in left:
            known.setdefault(identity(one, {}), []).append(one)
        rest = []
        for finding in new:
            twins = known.get(identity(finding, renamed), [])
            twin = next((one for one in twins if _covers(one, finding)), None)
            if twin is None:
                rest.append(finding)
            else:
                twins.remove(twin)
                unchanged.append(finding)
        new = rest
        left = [one for ones in known.values() for one in ones]
    open_now = {_identity(one, renamed) for one in _of(after, Verdict.UNDECIDED)}
    fixed = [one for one in left if _identity(one, {}) not in open_now]
    return tuple(new), tuple(sorted(fixed, key=Finding.order)), tuple(sorted(unchanged, key=Finding.order))


def _doubts(before: Report, after: Report, renamed: Mapping[str, str]) -> tuple[Finding, ...]:
    known = {_identity(one, {}) for one in _of(before, Verdict.UNDECIDED)}
    return tuple(one for one in _of(after, Verdict.UNDECIDED) if _identity(one, renamed) not in known)


def _of(report: Report, verdict: Verdict) -> list[Finding]:
    return [one for one in report.findings if one.verdict is verdict and one.suppressed is None]


def _identity(finding: Finding, renamed: Mapping[str, str]) -> _Key:
    root = renamed.get(finding.root, finding.root)
    return (finding.rule, root, finding.subject.type, finding.subject.address)


def _name(finding: Finding, renamed: Mapping[str, str]) -> _Key:
    """Within one root only: two roots with the same names are two estates."""
    rule, root, kind, address = _identity(finding, renamed)
    return (rule, root, kind, finding.subject.id or finding.subject.name or address)


def _covers(before: Finding, after: Finding) -> bool:
    """Whether the older one held in every scenario in which the newer one does."""
    return not before.scenarios or (bool(after.scenarios) and set(after.scenarios) <= set(before.scenarios))


def _by_path(paths: Iterable[ToldPath], renamed: Mapping[str, str]) -> dict[_Key, ToldPath]:
    return {(renamed.get(path.root, path.root), *map(str, path.key), *path.scenarios): path for path in paths}


def _answer(paths: Mapping[_Key, ToldPath], key: _Key) -> str:
    return paths[key].answer if key in paths else ABSENT


def _budgets(
    before: Iterable[ToldBudget], after: Iterable[ToldBudget], renamed: Mapping[str, str]
) -> Iterable[MovedBudget]:
    older: dict[_Key, ToldBudget] = {(one.root, one.scenario, one.circuit): one for one in before}
    newer: dict[_Key, ToldBudget] = {(renamed.get(one.root, one.root), one.scenario, one.circuit): one for one in after}
    for key in dict.fromkeys((*newer, *older)):
        yield MovedBudget(key[-1], older.get(key), newer.get(key))
