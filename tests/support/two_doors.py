"""What Checkov shows of our rules, held against what our own scan says.

FAIL is FAILED with the same severity, PASS is PASSED, UNDECIDED and N/A are no record; of several verdicts on one
declaration (frontends, instances, callers, scenarios) the worst is shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from checkov_runs import Shown

from fastpath_checks.engine.findings import Finding, Verdict
from fastpath_checks.rules.housekeeping import HOUSEKEEPING

CHECKOV_IS_NOT_TOLD = {one.id for one in HOUSEKEEPING}
"""What is about the policy, the files or the tools has no resource that Checkov could show."""

FRAMEWORK = {"terraform": "terraform", "terraform-plan": "terraform_plan", "bicep": "bicep", "arm": "arm"}
"""Checkov's for each kind of root, but for Terraform in JSON, which is ``terraform_json``."""

RESULTS = {Verdict.FAIL: "FAILED", Verdict.PASS: "PASSED"}

_WORST_FIRST = (Verdict.FAIL, Verdict.UNDECIDED, Verdict.PASS)

Place = tuple[str, str, Path]
"""Framework, rule, file."""


class Comparison(NamedTuple):
    """``equal`` are the records that our own scan confirms, ``wrong`` the others, each with what it says instead.

    ``unshown`` are the verdicts of our scan, undecided ones too, on what Checkov has no record of.
    """

    equal: list[Shown]
    wrong: list[tuple[Shown, Finding | None]]
    unshown: list[tuple[Place, Finding]]

    @property
    def disagreements(self) -> list[str]:
        """Every record that our own scan does not confirm, and every decided verdict of it that has no record."""
        return [f"Checkov says {record}, we say {worst}" for record, worst in self.wrong] + [
            f"no record of {rule} {finding.verdict.value} for {finding.subject} in {path} ({framework})"
            for (framework, rule, path), finding in self.unshown
            if finding.verdict is not Verdict.UNDECIDED
        ]


def by_place(findings: Iterable[Finding]) -> dict[Place, list[Finding]]:
    """The verdicts that Checkov could show, by where it would."""
    found: dict[Place, list[Finding]] = {}
    for finding in findings:
        if finding.rule not in CHECKOV_IS_NOT_TOLD and finding.language in FRAMEWORK:
            path = Path(finding.subject.declaration.file.path).resolve()
            framework = "terraform_json" if path.name.endswith(".tf.json") else FRAMEWORK[finding.language]
            found.setdefault((framework, finding.rule, path), []).append(finding)
    return found


def compared(records: Iterable[Shown], expected: dict[Place, list[Finding]]) -> Comparison:
    equal: list[Shown] = []
    wrong: list[tuple[Shown, Finding | None]] = []
    confirmed: set[int] = set()
    for record in records:
        about = [
            finding
            for finding in expected.get((record.framework, record.rule, record.path), ())
            if _is_declared(finding, record)
        ]
        worst = min(about, key=lambda one: _WORST_FIRST.index(one.verdict), default=None)
        if worst is None or (RESULTS.get(worst.verdict), worst.severity) != (record.result, record.severity):
            wrong.append((record, worst))
        else:
            equal.append(record)
        confirmed.update(id(finding) for finding in about)
    unshown = [(place, one) for place, all in expected.items() for one in all if id(one) not in confirmed]
    return Comparison(equal, wrong, unshown)


def _is_declared(finding: Finding, record: Shown) -> bool:
    if record.framework == "terraform_plan":
        return finding.subject.address.partition("/")[0] == record.resource
    first, last = record.lines
    return first <= finding.subject.declaration.location().line <= last
