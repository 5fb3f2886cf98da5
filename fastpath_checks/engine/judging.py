"""Rule x subject -> verdict -> finding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from fastpath_checks.core.claims import Claim, Evidence, Truth
from fastpath_checks.core.spans import Origin, OriginKind, Span
from fastpath_checks.core.values import Missing
from fastpath_checks.engine.findings import Because, Finding, MissingInput, Subject, Verdict
from fastpath_checks.policy.model import Policy
from fastpath_checks.rules.ruletype import Rule, World
from fastpath_checks.topology.model import Topology

RULE_PAGES = "https://github.com/fastpath-checks/fastpath-checks/blob/main/docs/rules"


def verdict_of(applies: Claim, holds: Claim) -> Verdict | None:
    """None where the rule does not concern the subject; FAIL only where it certainly does and certainly does not hold."""
    if applies.truth is Truth.NO:
        return None
    if holds.truth is Truth.YES:
        return Verdict.PASS
    if applies.truth is Truth.YES and holds.truth is Truth.NO:
        return Verdict.FAIL
    return Verdict.UNDECIDED


def judge(
    rules: Iterable[Rule], world: World, policy: Policy, root: str, language: str, scenario: str
) -> Iterator[Finding]:
    """The findings of one scenario, passes included; rules that the policy switches off are not asked."""
    for rule in rules:
        severity = policy.severity(rule.id)
        if severity.name == "OFF":
            continue
        for subject in subjects(rule, world.topology):
            applies = rule.applies_to(subject, world)
            if applies.truth is Truth.NO:
                continue
            applies = subject.resource.exists & applies
            holds = rule.holds_for(subject, world)
            verdict = verdict_of(applies, holds)
            if verdict is None:
                continue
            yield _finding(rule, subject, applies, holds, verdict, world, severity.name, root, language, scenario)


def subjects(rule: Rule, topology: Topology) -> Iterator[Any]:
    """The topology's things of the type that a rule is about."""
    for group in topology:
        for thing in group:
            if isinstance(thing, rule.on):
                yield thing


def _finding(
    rule: Rule,
    subject: Any,
    applies: Claim,
    holds: Claim,
    verdict: Verdict,
    world: World,
    severity: str,
    root: str,
    language: str,
    scenario: str,
) -> Finding:
    deciding = (*holds.evidence, *applies.evidence)
    if holds.truth is not Truth.MAYBE and applies.truth is Truth.MAYBE:
        deciding = (*applies.evidence, *holds.evidence)
    primary, reasons = _story(deciding, subject, root)
    missing = () if verdict is not Verdict.UNDECIDED else (*applies.missing, *holds.missing)
    resource = subject.resource
    return Finding(
        rule=rule.id,
        name=rule.name,
        verdict=verdict,
        severity=severity,
        message=_message(rule, subject, verdict, missing, world),
        root=root,
        language=language,
        scenarios=(scenario,) if scenario else (),
        subject=Subject(resource.type, resource.name, resource.address, resource.header),
        span=primary,
        because=reasons,
        missing=tuple(_missing_input(one) for one in dict.fromkeys(missing)),
        fix=rule.fix,
        url=f"{RULE_PAGES}/{rule.id}.md",
    )


def _message(rule: Rule, subject: Any, verdict: Verdict, missing: tuple[Missing, ...], world: World) -> str:
    if verdict is Verdict.FAIL:
        return rule.says.format(subject=subject)
    name = subject.resource.name
    if verdict is Verdict.PASS:
        return f"{name} passes"
    inputs = ", ".join(dict.fromkeys(one.name for one in missing)) or "an input"
    return f"{name} is undecided: {inputs} is not known"


def _missing_input(missing: Missing) -> MissingInput:
    return MissingInput(missing.because.value, missing.name, missing.origin.span)


def _story(evidence: tuple[Evidence, ...], subject: Any, root: str) -> tuple[Span, tuple[Because, ...]]:
    """The deciding place, and the other places that the verdict rests on, each once."""
    primary: Span | None = None
    reasons: list[Because] = []
    seen: set[tuple[str, int, int]] = set()
    for index, one in enumerate(evidence):
        steps = _steps(one.origin)
        if index == 0 and steps:
            primary = nearest_to_user(steps, root).span
        for position, step in enumerate(steps):
            span = step.span
            if span is None or span is primary:
                continue
            key = (span.file.path, *span.location()[1:3])
            if key in seen:
                continue
            seen.add(key)
            reasons.append(Because(_note(one, step, is_use=position == 0), span))
    header: Span = subject.resource.header
    if primary is None:
        return header, tuple(reasons)
    if all(reason.span != header for reason in reasons) and primary != header:
        reasons.append(Because(f"{subject.resource.name} is declared here", header))
    return primary, tuple(reasons)


def _note(evidence: Evidence, step: Origin, *, is_use: bool) -> str:
    if is_use:
        return evidence.note
    return _STEP_NOTES.get(step.kind, "which comes from here")


_STEP_NOTES = {
    OriginKind.WRITTEN: "set here",
    OriginKind.VARIABLE_DEFAULT: "the default is set here",
    OriginKind.VARIABLE_GIVEN: "the value is given here",
    OriginKind.MODULE_ARGUMENT: "passed to the module here",
    OriginKind.LOOP: "the loop takes it from here",
    OriginKind.PLANNED: "planned here",
    OriginKind.PROVIDER_DEFAULT: "not set here, so the provider's default counts",
    OriginKind.ASSERTED: "the policy asserts it here",
}


def _steps(origin: Origin) -> list[Origin]:
    return [step for step in origin.steps() if step.span is not None]


def nearest_to_user(steps: list[Origin], root: str) -> Origin:
    """The place in the root's own files that sets the value: the step furthest back that stands in them.

    A value that is set inside a module's own files is reported there; one that comes out of a module that was downloaded
    is reported where the root's files call for it.
    """
    own = [step for step in steps if step.span is not None and _is_own(step.span.file.path, root)]
    return own[-1] if own else steps[-1]


def _is_own(path: str, root: str) -> bool:
    directory = root if not root.rpartition("/")[2].count(".") else root.rpartition("/")[0]
    return path.rpartition("/")[0] == directory.rstrip("/")
