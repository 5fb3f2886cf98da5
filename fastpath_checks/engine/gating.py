"""A change, judged: the state that it starts from, the state that it leads to, and what is different."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from fastpath_checks.engine.analyze import Survey, survey
from fastpath_checks.engine.changes import Changes, compare
from fastpath_checks.engine.findings import Report, Summary, Verdict
from fastpath_checks.engine.path_report import PathReport, summarized
from fastpath_checks.engine.policies import policy_of
from fastpath_checks.engine.request import Request, UsageError
from fastpath_checks.engine.unread import loses_something
from fastpath_checks.engine.watching import SILENT, Watch
from fastpath_checks.sources.git_revisions import GitError, Repository


class Gated(NamedTuple):
    """``report`` is the newer state with the verdicts alone that the change brings, ``paths`` are all of its paths."""

    report: Report
    changes: Changes
    paths: PathReport


class _Tree(NamedTuple):
    """A state of the repository: the folder that holds all of it, and the commit, None for the working tree."""

    top: str
    commit: str | None


def gate(request: Request, base: str, *, worktree: bool = False, watch: Watch = SILENT) -> Gated:
    """Compare HEAD, or the working tree, with where it left ``base``; both by the newer state's policy.

    Raises UsageError and PolicyError. A path, input or file that the older state has not got is absent there.
    """
    try:
        with _trees(base, worktree) as (repository, before, after):
            newer = _request_in(after, repository, request)
            policy = policy_of(newer)[1]
            watch.stage("judge what the change leads to")
            now = survey(newer, watch, policy)
            watch.stage("judge what it starts from")
            older = _request_in(before, repository, request)
            there = tuple(path for path in older.paths if os.path.lexists(_absolute(path, older)))
            was = survey(older._replace(paths=there, inputs_may_be_new=True), watch, policy) if there else _nothing(now)
            renamed = _renamed(repository, before, after, newer)
            names = f"{base} ({str(before.commit)[:12]})", after.commit[:12] if after.commit else "the working tree"
            changes = compare(was, now, renamed, *names)
            remarks = tuple(_remarks(repository, before, base, was))
            return Gated(_only_new(now.report, changes), changes._replace(remarks=remarks), now.paths)
    except GitError as wrong:
        raise UsageError(str(wrong), wrong.hint) from wrong


@contextmanager
def _trees(base: str, worktree: bool) -> Iterator[tuple[Repository, _Tree, _Tree]]:
    repository = Repository(os.getcwd())
    target = repository.commit(base)
    head = repository.commit("HEAD")
    start = repository.common_ancestor(target, head) or target
    with repository.laid_out(start) as older:
        if worktree:
            yield repository, _Tree(older, start), _Tree(repository.top, None)
        else:
            with repository.laid_out(head) as newer:
                yield repository, _Tree(older, start), _Tree(newer, head)


def _request_in(tree: _Tree, repository: Repository, request: Request) -> Request:
    """The request, asked of a state: paths stay as they are relative to the working directory within the tree."""
    here = os.path.realpath(os.getcwd())
    working = os.path.join(tree.top, os.path.relpath(here, repository.top))
    os.makedirs(working, exist_ok=True)
    return request._replace(
        working_directory=os.path.realpath(working),
        paths=tuple(_inside(path, here, repository) for path in request.paths),
        var_files=tuple(_input(path, here, working) for path in request.var_files),
        policy=_policy(request.policy, here, working),
        baseline=_input(request.baseline, here, working) if request.baseline is not None else None,
    )


def _inside(path: str, here: str, repository: Repository) -> str:
    real = os.path.realpath(os.path.join(here, path))
    if os.path.relpath(real, repository.top).split(os.sep)[0] == os.pardir:
        raise UsageError(f"{path} lies outside the repository {repository.top}", "name paths within it")
    return os.path.relpath(real, here)


def _input(path: str, here: str, working: str) -> str:
    """A file of inputs as the state has it; one that the state has not got, as the user's disk has it."""
    if not os.path.isabs(path) and os.path.lexists(os.path.join(working, path)):
        return path
    return os.path.join(here, path)


def _policy(named: str | None, here: str, working: str) -> str | None:
    is_file = named is not None and os.path.isfile(os.path.join(here, named))
    return _input(named, here, working) if named is not None and is_file else named


def _absolute(path: str, request: Request) -> str:
    return os.path.join(str(request.working_directory), path)


def _renamed(repository: Repository, before: _Tree, after: _Tree, request: Request) -> dict[str, str]:
    """The older path of each file and directory whose name is another one now, as reports show them.

    A directory is renamed where it is new, and all that came into it from elsewhere came from one directory.
    """
    found: dict[str, str] = {}
    origins: dict[str, set[str]] = {}
    within = os.path.relpath(str(request.working_directory), after.top)
    for new, old in repository.renames(str(before.commit), after.commit).items():
        found[_shown(new, within)] = _shown(old, within)
        origins.setdefault(os.path.dirname(new), set()).add(os.path.dirname(old))
    for new, old_ones in origins.items():
        if len(old_ones) == 1 and not os.path.isdir(os.path.join(before.top, new)):
            found[_shown(new, within)] = _shown(next(iter(old_ones)), within)
    return found


def _shown(path: str, within: str) -> str:
    return os.path.relpath(path or ".", within).replace(os.sep, "/")


def _remarks(repository: Repository, before: _Tree, base: str, was: Survey) -> Iterable[str]:
    if repository.common_ancestor(str(before.commit), repository.commit("HEAD")) is None:
        yield f"this clone does not show where HEAD left {base}, so it is compared with {base} itself"
    if any(loses_something(one) for one in was.report.diagnostics):
        yield "not everything of the older state could be read, so what is new may be older than this change"


def _nothing(like: Survey) -> Survey:
    nothing = Report(
        (), (), Summary(0, 0, 0, 0, 0, 0, 0, 0, 0, 0), like.report.policy, like.report.profile, like.report.fail_on
    )
    return Survey(nothing, PathReport((), (), summarized((), 0), nothing.policy, nothing.profile), ())


def _only_new(report: Report, changes: Changes) -> Report:
    """Without the failed and undecided verdicts that were there before."""
    new = {id(one) for one in (*changes.new, *changes.doubts)}
    kept = [one for one in report.findings if id(one) in new or one.suppressed or one.verdict is Verdict.PASS]
    sums = report.summary._replace(failed=len(changes.new), undecided=len(changes.doubts))
    return report._replace(findings=tuple(kept), summary=sums)
