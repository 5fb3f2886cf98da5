"""One estate judged by the documentation of two dates."""

from __future__ import annotations

from typing import NamedTuple

from fastpath_checks.engine.analyze import analyze
from fastpath_checks.engine.findings import Finding, Report
from fastpath_checks.engine.request import Request


class ChangedVerdict(NamedTuple):
    """What a rule says of one subject under each of the two dates; nothing where it does not concern it there.

    There are several findings on a side where scenarios differ.
    """

    before: tuple[Finding, ...]
    after: tuple[Finding, ...]

    @property
    def told(self) -> Finding:
        """The finding that names the rule and the subject."""
        return (self.after or self.before)[0]


class Comparison(NamedTuple):
    """The verdicts that differ, in the order of a report, and how many are the same."""

    changed: tuple[ChangedVerdict, ...]
    same: int


def compare_profiles(request: Request, before: str, after: str) -> Comparison:
    """Judge what the request names twice. Raises UsageError and PolicyError as a scan does."""
    told = [_by_subject(analyze(request._replace(profile=profile))) for profile in (before, after)]
    keys = dict.fromkeys(key for one in reversed(told) for key in one)
    changed = [ChangedVerdict(*(tuple(one.get(key, ())) for one in told)) for key in keys]
    differing = [one for one in changed if _verdicts(one.before) != _verdicts(one.after)]
    return Comparison(
        tuple(sorted(differing, key=lambda one: (one.told.root, one.told.rule, one.told.order()))),
        len(changed) - len(differing),
    )


def _by_subject(report: Report) -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = {}
    for finding in report.findings:
        found.setdefault(finding.fingerprint, []).append(finding)
    return found


def _verdicts(findings: tuple[Finding, ...]) -> set[tuple[str, tuple[str, ...]]]:
    return {(one.verdict.value, one.scenarios) for one in findings}
