"""Rule x subject -> verdict -> finding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from fastpath_checks.core.claims import Claim, Truth
from fastpath_checks.core.values import Because, Missing
from fastpath_checks.engine.findings import Finding, MissingInput, Subject, Verdict
from fastpath_checks.engine.overriding import is_asked, severity_here
from fastpath_checks.engine.scenarios import Scenario
from fastpath_checks.engine.telling import tell, with_citations
from fastpath_checks.policy.facts import Facts
from fastpath_checks.policy.model import Policy, Severity
from fastpath_checks.rules.ruletype import Rule, World
from fastpath_checks.topology.model import Topology

RULE_PAGES = "https://github.com/fastpath-checks/fastpath-checks/blob/main/docs/rules"


def verdict_of(applies: Claim, holds: Claim) -> Verdict | None:
    """None where the rule does not concern the subject; FAIL only where it surely does and surely does not hold."""
    if applies.truth is Truth.NO:
        return None
    if holds.truth is Truth.YES:
        return Verdict.PASS
    if applies.truth is Truth.YES and holds.truth is Truth.NO:
        return Verdict.FAIL
    return Verdict.UNDECIDED


def judge(rules: Iterable[Rule], world: World, policy: Policy, scenario: Scenario) -> Iterator[Finding]:
    """The findings of one scenario, passes included; rules that the policy switches off are not asked."""
    for rule in rules:
        if not is_asked(policy, rule.id):
            continue
        world = world._replace(parameters=policy.rules[rule.id].parameters)
        for subject in subjects(rule, world.topology):
            severity = severity_here(policy, rule.id, subject.resource, scenario)
            if severity is Severity.OFF:
                continue
            applies = rule.applies_to(subject, world)
            if applies.truth is Truth.NO:
                continue
            applies = subject.resource.exists & applies
            holds = rule.holds_for(subject, world)
            verdict = verdict_of(applies, holds)
            if verdict is not None:
                yield _finding(rule, subject, applies, holds, verdict, world, severity, scenario)


def subjects(rule: Rule, topology: Topology) -> Iterator[Any]:
    """The topology's things of the type that a rule is about."""
    for group in topology:
        for thing in group if isinstance(group, tuple) else ():
            if isinstance(thing, rule.on):
                yield thing


def _finding(
    rule: Rule,
    subject: Any,
    applies: Claim,
    holds: Claim,
    verdict: Verdict,
    world: World,
    severity: Severity,
    scenario: Scenario,
) -> Finding:
    first, second = (holds, applies)
    if verdict is Verdict.UNDECIDED and holds.truth is Truth.NO:
        first, second = (applies, holds)
    primary, reasons = tell((*first.evidence, *second.evidence), subject.resource, scenario)
    if verdict is not Verdict.PASS:
        reasons = with_citations(reasons, rule.cites, world.facts)
    unknown = (*applies.missing, *holds.missing)
    missing = unknown if verdict is Verdict.UNDECIDED else ()
    resource = subject.resource
    return Finding(
        rule=rule.id,
        name=rule.name,
        verdict=verdict,
        severity=severity.name,
        message=_message(rule, subject, world.facts, verdict, missing),
        root=scenario.root.path,
        language=scenario.root.kind,
        scenarios=(scenario.name,) if scenario.name else (),
        subject=Subject(
            resource.type, resource.full_name, resource.address, resource.header, resource.id.text(), resource.calls
        ),
        span=primary,
        because=reasons,
        missing=missing_inputs(missing),
        fix=rule.fix,
        url=f"{RULE_PAGES}/{rule.id}.md",
        hides=any(one.because is Because.SENSITIVE for one in unknown),
    )


def _message(rule: Rule, subject: Any, facts: Facts, verdict: Verdict, missing: tuple[Missing, ...]) -> str:
    if verdict is Verdict.FAIL:
        return rule.says.format(subject=subject, facts=facts)
    name = subject.resource.name
    if verdict is Verdict.PASS:
        return f"{name} passes"
    return undecided_message(name, missing)


def undecided_message(name: str, missing: tuple[Missing, ...]) -> str:
    """The sentence of an undecided verdict about what is called ``name``."""
    inputs = ", ".join(dict.fromkeys(one.name for one in missing)) or "an input"
    return f"{name} is undecided: {inputs} is not known"


def missing_inputs(missing: tuple[Missing, ...]) -> tuple[MissingInput, ...]:
    """What is missing, each once, as a finding names it."""
    return tuple(MissingInput(one.because.value, one.name, one.origin.span) for one in dict.fromkeys(missing))
