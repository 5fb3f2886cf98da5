"""Evidence -> the place that a finding points at, and the reasons beside it."""

from __future__ import annotations

import posixpath

from fastpath_checks.core.claims import Evidence
from fastpath_checks.core.spans import Origin, OriginKind, Span
from fastpath_checks.engine.findings import Because
from fastpath_checks.engine.scenarios import Scenario
from fastpath_checks.graph.resources import Resource
from fastpath_checks.policy.facts import Facts


def tell(evidence: tuple[Evidence, ...], resource: Resource, scenario: Scenario) -> tuple[Span, tuple[Because, ...]]:
    """The deciding place, and the reasons, each once: what that place says, the other places, then documents."""
    primary: Span | None = None
    reasons: list[Because] = []
    documents: list[Because] = []
    seen: set[tuple[str, int, int]] = set()
    for one in evidence:
        steps = [step for step in one.origin.steps() if step.span is not None]
        if not steps:
            documents.append(Because(one.note, None))
            continue
        is_told = primary is None
        if primary is None:
            primary = _place(nearest_to_user(steps, scenario), resource)
            reasons.append(Because(one.note, primary))
        for position, step in enumerate(steps):
            span = step.span
            if span is None or span == primary:
                continue
            key = (span.file.path, *span.location()[1:3])
            if key not in seen:
                seen.add(key)
                reasons.append(Because(one.note if position == 0 and not is_told else _STEP_NOTES[step.kind], span))
    header = resource.header
    if primary is None:
        primary = header
    elif primary != header and all(reason.span != header for reason in reasons):
        reasons.append(Because(f"{resource.name} is declared here", header))
    return primary, (*reasons, *dict.fromkeys(documents))


def _place(step: Origin, resource: Resource) -> Span:
    """Where a value is set; what is set nowhere is reported at the subject itself, whichever resource lacks it."""
    return step.span if step.span is not None and step.kind is not OriginKind.PROVIDER_DEFAULT else resource.header


def with_citations(reasons: tuple[Because, ...], cites: tuple[str, ...], facts: Facts) -> tuple[Because, ...]:
    """The reasons with the documents that the rule itself rests on, as far as the profile has them."""
    known = set(facts.keys())
    cited = [Because(str(facts.cite(key)), None) for key in cites if key in known]
    said = {reason.message for reason in reasons}
    return (*reasons, *(one for one in cited if one.message not in said))


_STEP_NOTES = {
    OriginKind.WRITTEN: "it is set here",
    OriginKind.VARIABLE_DEFAULT: "the default is set here",
    OriginKind.VARIABLE_GIVEN: "the value is given here",
    OriginKind.MODULE_ARGUMENT: "it is passed to the module here",
    OriginKind.LOOP: "the loop takes it from here",
    OriginKind.PLANNED: "it is planned here",
    OriginKind.PROVIDER_DEFAULT: "it is not set here, so the provider's default counts",
    OriginKind.ASSERTED: "the policy asserts it here",
    OriginKind.DERIVED: "it is used here",
}


def nearest_to_user(steps: list[Origin], scenario: Scenario) -> Origin:
    """The step furthest back that stands in the root's own files, or in the inputs that it is given.

    A value that is set inside a module's own files is reported there; one that comes out of a module that was
    downloaded is reported where the root's files call for it.
    """
    given = {file.path for file in scenario.files}
    directories = {scenario.root.directory, "" if scenario.root.configuration == "." else scenario.root.configuration}
    own = [
        step
        for step in steps
        if step.span is not None
        and (step.span.file.path in given or posixpath.dirname(step.span.file.path) in directories)
    ]
    return own[-1] if own else steps[-1]
