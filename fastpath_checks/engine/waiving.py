"""Waivers: the findings that they suppress, and what is wrong with the waivers themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from fastpath_checks.core.diagnostics import Diagnostic, Level
from fastpath_checks.core.spans import Span
from fastpath_checks.engine.findings import Because, Finding, Subject, Suppression, Verdict
from fastpath_checks.engine.judging import RULE_PAGES
from fastpath_checks.engine.request import Request
from fastpath_checks.policy.exceptions import Waiver
from fastpath_checks.policy.model import Policy, Severity
from fastpath_checks.policy.patterns import means
from fastpath_checks.rules.housekeeping import EXPIRED, REFUSED, UNUSED, Housekeeping
from fastpath_checks.sources.jail import ScanFiles

SUBJECT_TYPE = "fastpath-checks/waivers"
LANGUAGE = "policy"


class Waived(NamedTuple):
    """The findings, those marked that a waiver suppresses, and the waivers that no finding needed."""

    findings: list[Finding]
    unused: tuple[Waiver, ...]


def waive(findings: Iterable[Finding], waivers: tuple[Waiver, ...], today: str) -> Waived:
    """Mark what a waiver with a reason, not over on an ISO date, suppresses; the first that matches is named."""
    in_force = [one for one in waivers if one.reason and not one.is_over(today)]
    used: set[Waiver] = set()
    marked = []
    for finding in findings:
        matching = [one for one in in_force if finding.verdict is not Verdict.PASS and _matches(one, finding)]
        used.update(matching)
        marked.append(finding._replace(suppressed=_suppression(matching[0])) if matching else finding)
    return Waived(marked, tuple(one for one in in_force if one not in used))


def remarks_on_waivers(policy: Policy, unused: Iterable[Waiver], today: str) -> Iterator[Finding]:
    """A finding for each waiver that is over or has no reason, and for each unused one; none where it is OFF."""
    for waiver in policy.waivers:
        if not waiver.reason:
            message = f"the waiver of {waiver.rule} for {waiver.subject} has no reason, so that it waives nothing"
            yield from _finding(REFUSED, waiver, waiver.span, message, policy)
        if waiver.is_over(today):
            message = f"the waiver of {waiver.rule} for {waiver.subject} is over since {waiver.expires}"
            yield from _finding(EXPIRED, waiver, waiver.expires_at, message, policy)
    for waiver in unused:
        message = f"the waiver of {waiver.rule} for {waiver.subject} matches no finding"
        yield from _finding(UNUSED, waiver, waiver.span, message, policy)


def unused_in_scan(
    unused: Iterable[Waiver], request: Request, files: ScanFiles, diagnostics: Iterable[Diagnostic]
) -> list[Waiver]:
    """Those of the unused waivers that a scan could have needed.

    None of a scan that is not whole; else those of a policy that was named for this scan, and those of a file at or
    below a scanned directory.
    """
    if not is_whole(request, diagnostics):
        return []
    return [one for one in unused if request.policy is not None or is_scanned(one.span.file.path, request, files)]


def is_whole(request: Request, diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether everything was judged, not only what changed, and all of it could be read."""
    return request.changed is None and not any(one.level is Level.ERROR for one in diagnostics)


def is_scanned(path: str, request: Request, files: ScanFiles) -> bool:
    """Whether a file lies at or below a scanned directory."""
    directories = [files.shown(one) for one in request.paths if files.is_directory(one)]
    return any(
        (directory in ("", ".") and not path.startswith(("/", "../"))) or path.startswith(directory.rstrip("/") + "/")
        for directory in directories
    )


def _matches(waiver: Waiver, finding: Finding) -> bool:
    if finding.rule != waiver.rule:
        return False
    subject = finding.subject
    return means(waiver.subject, subject.id, subject.name) or means(waiver.subject, None, subject.address)


def _suppression(waiver: Waiver) -> Suppression:
    return Suppression("waiver", waiver.reason, waiver.owner, waiver.expires, waiver.ticket, waiver.span)


def _finding(kind: Housekeeping, waiver: Waiver, span: Span, message: str, policy: Policy) -> Iterator[Finding]:
    severity = policy.severity(kind.id)
    if severity is Severity.OFF:
        return
    story = [f"its reason was: {waiver.reason}"] if waiver.reason else []
    story += [f"{waiver.owner} answers for it"] if waiver.owner else []
    story += [f"it is followed in {waiver.ticket}"] if waiver.ticket else []
    yield Finding(
        rule=kind.id,
        name=kind.name,
        verdict=Verdict.FAIL,
        severity=severity.name,
        message=message,
        root=waiver.span.file.path,
        language=LANGUAGE,
        scenarios=(),
        subject=Subject(SUBJECT_TYPE, waiver.subject, f"{waiver.rule} {waiver.subject}", waiver.span),
        span=span,
        because=tuple(Because(one, None) for one in story),
        missing=(),
        fix=kind.fix,
        url=f"{RULE_PAGES}/{kind.id}.md",
    )
