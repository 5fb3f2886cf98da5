"""Remarks of the evaluators that a policy judges: each becomes a finding of a 9xx check."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fastpath_checks.core.claims import Claim, Truth
from fastpath_checks.core.diagnostics import Diagnostic
from fastpath_checks.core.spans import SourceFile, Span
from fastpath_checks.core.values import Known
from fastpath_checks.engine.findings import Because, Finding, Subject, Verdict
from fastpath_checks.engine.judging import RULE_PAGES, missing_inputs, undecided_message
from fastpath_checks.engine.overriding import severity_here
from fastpath_checks.engine.scenarios import Scenario
from fastpath_checks.engine.telling import tell
from fastpath_checks.engine.unread import is_unread
from fastpath_checks.graph.resources import Resource
from fastpath_checks.policy.model import Policy, Severity
from fastpath_checks.rules.housekeeping import DROPPED, KEPT, REFUSED_ADDRESS, UNREADABLE, Housekeeping

CHECKS = {
    "input-not-used": DROPPED,
    "address-refused-by-provider": REFUSED_ADDRESS,
    "flag-kept-by-provider": KEPT,
}
"""The checks by the codes of the remarks."""


def promoted(diagnostics: Iterable[Diagnostic], policy: Policy, scenario: Scenario) -> Iterator[Finding]:
    """The findings of one scenario that its evaluator's remarks give, and one for each file that was not read whole."""
    unread: dict[str, list[Diagnostic]] = {}
    for one in diagnostics:
        if is_unread(one):
            unread.setdefault(one.where, []).append(one)
        elif one.claim is not None and one.span is not None:
            yield from _judged(one, one.span, one.claim, policy, scenario)
    for path, errors in unread.items():
        yield from _unread(path, errors, policy, scenario)


def _judged(one: Diagnostic, span: Span, claim: Claim, policy: Policy, scenario: Scenario) -> Iterator[Finding]:
    check = CHECKS[one.code]
    subject = Resource(_type(check), (Known(one.subject),), {}, one.subject, span)
    severity = severity_here(policy, check.id, subject, scenario)
    if severity is Severity.OFF:
        return
    place, reasons = tell(claim.evidence, subject, scenario)
    is_certain = claim.truth is Truth.NO
    yield _finding(
        check,
        subject,
        Verdict.FAIL if is_certain else Verdict.UNDECIDED,
        severity,
        one.summary if is_certain else undecided_message(one.subject, claim.missing),
        scenario,
        place,
        reasons,
    )._replace(missing=missing_inputs(claim.missing))


def _unread(path: str, errors: list[Diagnostic], policy: Policy, scenario: Scenario) -> Iterator[Finding]:
    first = errors[0]
    span = first.span or Span(SourceFile(path, ""), 0, 0)
    subject = Resource(_type(UNREADABLE), (Known(path),), {}, path, span)
    severity = severity_here(policy, UNREADABLE.id, subject, scenario)
    if severity is Severity.OFF:
        return
    how_much = "could not be read" if first.span is None else "could not be read whole"
    reasons = [Because("what is not read is not judged", None)]
    if len(errors) > 1:
        more = "error" if len(errors) == 2 else "errors"
        reasons.append(Because(f"it has {len(errors) - 1} more {more}", None))
    message = f"{path} {how_much}: {first.summary}"
    yield _finding(UNREADABLE, subject, Verdict.FAIL, severity, message, scenario, span, tuple(reasons))


def _finding(
    check: Housekeeping,
    subject: Resource,
    verdict: Verdict,
    severity: Severity,
    message: str,
    scenario: Scenario,
    span: Span,
    reasons: tuple[Because, ...],
) -> Finding:
    return Finding(
        rule=check.id,
        name=check.name,
        verdict=verdict,
        severity=severity.name,
        message=message,
        root=scenario.root.path,
        language=scenario.root.kind,
        scenarios=(scenario.name,) if scenario.name else (),
        subject=Subject(subject.type, subject.name, subject.address, subject.header),
        span=span,
        because=reasons,
        missing=(),
        fix=check.fix,
        url=f"{RULE_PAGES}/{check.id}.md",
    )


def _type(check: Housekeeping) -> str:
    """``module input`` -> ``fastpath-checks/module-inputs``."""
    return f"fastpath-checks/{check.subject.replace(' ', '-')}s"
