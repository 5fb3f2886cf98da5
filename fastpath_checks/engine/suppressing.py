"""Comments in the code that keep findings from counting, and what is wrong with such comments.

A comment speaks of the declaration that it stands in, or that begins on the next line (our own form only). It
suppresses the findings whose subject that declaration is, or holds, or calls for as a module, and those that point
into it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from fastpath_checks.core.spans import SourceFile, Span
from fastpath_checks.engine.findings import Because, Finding, Subject, Suppression, Verdict
from fastpath_checks.engine.judging import RULE_PAGES
from fastpath_checks.engine.suppression_blocks import marks_of
from fastpath_checks.engine.suppression_marks import FORM, Mark
from fastpath_checks.policy.model import Policy, Severity
from fastpath_checks.policy.nearest import suggestion
from fastpath_checks.rules.housekeeping import EXPIRED, REFUSED, UNUSED, Housekeeping

SUBJECT_TYPE = "fastpath-checks/suppressions"
LANGUAGE = "policy"

_Use = tuple[Mark, str]
"""A mark and one of the rules that it names."""


class Suppressed(NamedTuple):
    """The findings, those marked that a comment suppresses, and each mark's ids that no finding needed."""

    findings: list[Finding]
    unused: tuple[_Use, ...]
    marks: tuple[Mark, ...]


def suppress(findings: Iterable[Finding], files: Iterable[SourceFile], policy: Policy, today: str) -> Suppressed:
    """Mark what the comments of the files suppress; what is suppressed already keeps its reason."""
    placed = [one for file in files for one in marks_of(file)]
    by_rule: dict[str, list[tuple[Mark, Span]]] = {}
    for mark, block in placed:
        for rule in mark.rules:
            if block is not None and _counts(mark, rule, policy, today):
                by_rule.setdefault(rule, []).append((mark, block))
    used: set[_Use] = set()
    marked = []
    for finding in findings:
        candidates = by_rule.get(finding.rule, ()) if finding.verdict is not Verdict.PASS else ()
        about = [mark for mark, block in candidates if _is_about(block, finding)]
        used.update((mark, finding.rule) for mark in about)
        if about and finding.suppressed is None:
            finding = finding._replace(suppressed=_suppression(about[0]))
        marked.append(finding)
    marks = tuple(mark for mark, _ in placed)
    uses = ((mark, rule) for mark in marks for rule in mark.rules if _is_in_force(mark, rule, policy, today))
    return Suppressed(marked, tuple(use for use in uses if use not in used), marks)


def remarks_on_marks(marks: Iterable[Mark], unused: Iterable[_Use], policy: Policy, today: str) -> Iterator[Finding]:
    """A finding for each comment that is over or not accepted, and for each of the unused ones."""
    for mark in marks:
        if not mark.is_understood:
            message = "the comment is meant to skip a rule, and its words are not understood"
            yield from _finding(REFUSED, mark, ", ".join(mark.rules), message, policy, f"expected {FORM}")
            continue
        for rule in mark.rules:
            mode = policy.suppressions_of(rule) if rule in policy.rules else "allowed"
            if mark.is_over(today):
                message = f"the comment that skips {rule} is over since {mark.until}"
                yield from _finding(EXPIRED, mark, rule, message, policy)
            elif mode == "forbidden":
                message = f"a comment skips {rule}, which the policy forbids"
                yield from _finding(REFUSED, mark, rule, message, policy)
            elif mode == "reason-required" and not mark.reason:
                message = f"a comment skips {rule} without a reason, which the policy asks for"
                yield from _finding(REFUSED, mark, rule, message, policy)
    for mark, rule in unused:
        message = f"the comment that skips {rule} suppresses nothing"
        more = "" if rule in policy.rules else f"{rule} is no rule: {suggestion(rule, policy.rules)}"
        yield from _finding(UNUSED, mark, rule, message, policy, more)


def _counts(mark: Mark, rule: str, policy: Policy, today: str) -> bool:
    return rule in policy.rules and _is_in_force(mark, rule, policy, today)


def _is_in_force(mark: Mark, rule: str, policy: Policy, today: str) -> bool:
    if not mark.is_understood or mark.is_over(today):
        return False
    mode = policy.suppressions_of(rule) if rule in policy.rules else "allowed"
    return mode == "allowed" or (mode == "reason-required" and bool(mark.reason))


def _is_about(block: Span, finding: Finding) -> bool:
    places = (finding.subject.declaration, *finding.subject.calls, finding.span)
    return any(_holds(block, place) for place in places if place is not None)


def _holds(block: Span, place: Span) -> bool:
    return place.file.path == block.file.path and block.start <= place.start < block.end


def _suppression(mark: Mark) -> Suppression:
    return Suppression("comment", mark.reason, expires=mark.until, span=mark.span)


def _finding(
    kind: Housekeeping, mark: Mark, rule: str, message: str, policy: Policy, more: str = ""
) -> Iterator[Finding]:
    severity = policy.severity(kind.id)
    if severity is Severity.OFF:
        return
    story = [*([f"its reason was: {mark.reason}"] if mark.reason else []), *([more] if more else [])]
    path = mark.span.file.path
    yield Finding(
        rule=kind.id,
        name=kind.name,
        verdict=Verdict.FAIL,
        severity=severity.name,
        message=message,
        root=path,
        language=LANGUAGE,
        scenarios=(),
        subject=Subject(SUBJECT_TYPE, rule, f"{mark.span.text} in {path}", mark.span),
        span=mark.span,
        because=tuple(Because(one, None) for one in story),
        missing=(),
        fix=kind.fix,
        url=f"{RULE_PAGES}/{kind.id}.md",
    )
