"""The scans of this process: each judged once, by whichever runner comes first, and looked back on when all is over."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from multiprocessing.util import Finalize
from threading import Lock
from typing import Any, NamedTuple

from checkov.arm import runner as arm_runner
from checkov.common.bridgecrew.severities import Severities

from fastpath_checks.checkov_plugin.hiding import hidden
from fastpath_checks.checkov_plugin.options import refusal, request_of
from fastpath_checks.checkov_plugin.showing import Running, Scan
from fastpath_checks.checkov_plugin.verdicts import Verdicts
from fastpath_checks.checkov_plugin.wording import say
from fastpath_checks.engine.analyze import analyze
from fastpath_checks.engine.findings import Finding
from fastpath_checks.engine.policies import policy_of
from fastpath_checks.engine.request import UsageError
from fastpath_checks.policy.model import PolicyError

_DROPS = hasattr(arm_runner, "filter_failed_checks_with_unrendered_resources")


class Judged(NamedTuple):
    """A scan with its verdicts, or with why there are none: then every record has to say so.

    ``severities`` are the policy's words by rule, empty where there is no policy; ``asks_for_reasons`` are the rules of
    which it does not take every comment.
    """

    verdicts: Verdicts | None
    severities: dict[str, str]
    refused: str = ""
    asks_for_reasons: frozenset[str] = frozenset()


class _Kept:
    def __init__(self) -> None:
        self.judged: Judged | None = None
        self.runs: list[Running] = []
        self.lock = Lock()


_scans: dict[tuple[int, Scan], _Kept] = {}
_lock = Lock()


def judged(run: Running) -> Judged:
    """What our engine says of the scan that is under way.

    Never raises: Checkov would swallow it, and show a clean result.
    """
    with _lock:
        # A forked process starts with what its parent knows, but speaks for itself.
        kept = _scans.setdefault((os.getpid(), run.scan), _Kept())
    with kept.lock:
        if kept.judged is None:
            kept.judged = _judge(run)
            Finalize(None, _look_back, (run.scan, kept), exitpriority=1)
        if all(one.framework != run.framework for one in kept.runs):
            kept.runs.append(run)
    return kept.judged


def _judge(run: Running) -> Judged:
    request = request_of(run.scan, os.environ)
    try:
        _, policy = policy_of(request)
        severities = {rule: setting.severity.name for rule, setting in policy.rules.items()}
        asking = frozenset(rule for rule in policy.rules if policy.suppressions_of(rule) != "allowed")
        return Judged(Verdicts(analyze(request), drops=_DROPS), severities, asks_for_reasons=asking)
    except (UsageError, PolicyError) as wrong:
        why = refusal(wrong)
    except Exception as bug:  # noqa: BLE001 - Checkov swallows what is raised, and would show a clean result
        why = [f"sorry, a bug of ours ended this run ({type(bug).__name__}: {bug})"]
    if run.speaks:
        say(["nothing was judged, so every record of ours fails", *why])
    return Judged(None, {}, " ".join(why))


def _look_back(scan: Scan, kept: _Kept) -> None:
    if kept.judged is not None and kept.judged.verdicts is not None:
        ran, also = {run.framework for run in kept.runs}, {run.also for run in kept.runs}
        say(hidden(scan, ran, kept.judged.verdicts, _wanted(scan, kept), also))


def _wanted(scan: Scan, kept: _Kept) -> Callable[[Finding], bool]:
    """Whether the Checkov run was to show a finding, as far as its choice of files, paths and checks tells."""
    verdicts = kept.judged.verdicts if kept.judged is not None else None
    files = {os.path.realpath(path) for path in scan.files} if not scan.root else set()
    runner_filter: Any = kept.runs[0].runner_filter
    excluded = _patterns(getattr(runner_filter, "excluded_paths", None) or ())

    def is_wanted(finding: Finding) -> bool:
        path = finding.subject.declaration.file.path
        if files and verdicts is not None and verdicts.real_path(finding) not in files:
            return False
        if any(pattern.search(path) for pattern in excluded):
            return False
        severity = Severities.get(finding.severity)
        return bool(runner_filter.should_run_check(check_id=finding.rule, severity=severity, file_origin_paths=[path]))

    return is_wanted


def _patterns(texts: Iterable[str]) -> list[re.Pattern[str]]:
    """Checkov's excluded paths; like Checkov we leave out what is no pattern."""
    found = []
    for text in texts:
        with suppress(re.error):
            found.append(re.compile(text))
    return found
