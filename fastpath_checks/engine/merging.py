"""One finding for what several scenarios of a root say alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fastpath_checks.engine.findings import Finding, Verdict


def merge_scenarios(by_scenario: Sequence[tuple[str, Iterable[Finding]]]) -> list[Finding]:
    """The findings of one root: what holds in every scenario names none, what does not names those in which it does.

    ``by_scenario`` pairs each scenario's name with its findings. Where scenarios agree, the first one tells the story.
    """
    merged: dict[tuple[str, str, str, Verdict, str], tuple[Finding, list[str]]] = {}
    for scenario, findings in by_scenario:
        for finding in findings:
            key = (finding.rule, finding.subject.type, finding.subject.address, finding.verdict, finding.severity)
            if key in merged:
                merged[key][1].append(scenario)
            else:
                merged[key] = (finding, [scenario])
    everywhere = len(by_scenario)
    return [
        finding._replace(scenarios=() if len(names) == everywhere else tuple(names))
        for finding, names in merged.values()
    ]
