"""What our engine says of a scan, looked up by the declaration that Checkov shows."""

from __future__ import annotations

import os
from collections.abc import Iterable

from fastpath_checks.checkov_plugin.showing import Declaration
from fastpath_checks.engine.findings import Finding, Report, Verdict

_FRAMEWORKS = {"terraform": "terraform", "terraform-plan": "terraform_plan", "arm": "arm", "bicep": "bicep"}

_CALLS_OF_DROPPED_NAMES = ("toLower(", "trim(", "join(", "split(", "substring(")
"""Later releases drop what failed in a template if the name of the resource, as they render it, holds one of these."""

_WORST_FIRST = {Verdict.FAIL: 0, Verdict.UNDECIDED: 1, Verdict.PASS: 2}


def framework_of(finding: Finding) -> str | None:
    """Checkov's framework that reads what a finding is about; None where it is about the policy.

    Terraform in JSON has one of its own.
    """
    framework = _FRAMEWORKS.get(finding.language)
    in_json = framework == "terraform" and finding.subject.declaration.file.path.endswith(".json")
    return "terraform_json" if in_json else framework


class Verdicts:
    """The report of one scan, by rule, framework and file; ``drops`` says that this Checkov drops failures by name."""

    def __init__(self, report: Report, *, drops: bool = True) -> None:
        self.report = report
        self.drops = drops
        self._findings: dict[tuple[str, str, str], list[Finding]] = {}
        self._real: dict[str, str] = {}
        self._answered: set[int] = set()
        ours = [one for one in report.findings if framework_of(one) is not None]
        self._countable = [one for one in ours if one.suppressed is None]
        for finding in ours:
            if finding.suppressed is not None and finding.verdict is not Verdict.FAIL:
                continue
            key = (finding.rule, str(framework_of(finding)), self.real_path(finding))
            self._findings.setdefault(key, []).append(finding)

    def real_path(self, finding: Finding) -> str:
        """The real path of the file that declares a finding's subject."""
        path = finding.subject.declaration.file.path
        if path not in self._real:
            self._real[path] = os.path.realpath(path)
        return self._real[path]

    def worst(self, rule: str, framework: str, shown: Declaration) -> Finding | None:
        """The worst verdict of a rule for a declaration, over all its instances, callers and scenarios.

        A failed one that is suppressed is better than one that counts, and worse than all others.
        """
        candidates = self._findings.get((rule, framework, shown.path), ())
        matching = [finding for finding in candidates if _is_about(finding, framework, shown)]
        if framework in ("arm", "bicep"):
            matching = _named(matching, shown.name)
        by_name = self.drops and framework == "arm"
        is_dropped = by_name and any(call in shown.name for call in _CALLS_OF_DROPPED_NAMES)
        self._answered.update(
            id(finding) for finding in matching if not (is_dropped and finding.verdict is Verdict.FAIL)
        )
        return min(matching, key=_goodness, default=None)

    def unanswered(self) -> Iterable[Finding]:
        """The findings that Checkov did not ask for, or asked for and drops."""
        return (finding for finding in self._countable if id(finding) not in self._answered)


def _goodness(finding: Finding) -> tuple[int, bool]:
    return _WORST_FIRST[finding.verdict], finding.suppressed is not None


def _is_about(finding: Finding, framework: str, shown: Declaration) -> bool:
    if framework == "terraform_plan":
        address = finding.subject.address
        return address == shown.address or address.startswith(f"{shown.address}/")
    line = finding.subject.declaration.location().line
    return shown.first_line <= line <= shown.last_line


def _named(findings: list[Finding], name: str) -> list[Finding]:
    """Of the subjects on these lines those of the name, where it is written out: a template may be one long line."""
    of_name = [one for one in findings if name and one.subject.name.casefold().split("/")[0] == name.casefold()]
    return of_name or findings
