"""What our engine says of a folder, looked up by the declaration that Checkov shows."""

from __future__ import annotations

import os
import sys
from typing import NamedTuple

from fastpath_checks.core.diagnostics import Level
from fastpath_checks.engine.analyze import analyze
from fastpath_checks.engine.findings import Finding, Report, Verdict
from fastpath_checks.engine.request import Request

_WORST_FIRST = {Verdict.FAIL: 0, Verdict.UNDECIDED: 1, Verdict.PASS: 2}


class Declaration(NamedTuple):
    """A declaration as Checkov knows it: the file, its first and last line (0 where unknown), and its address."""

    path: str
    first_line: int
    last_line: int
    address: str


class Verdicts:
    """The report of one scan root, computed when the first declaration is asked for, once per process."""

    def __init__(self, root: str, request: Request) -> None:
        self._findings: dict[tuple[str, str], list[Finding]] = {}
        self.report: Report = analyze(request)
        for finding in self.report.findings:
            path = os.path.realpath(finding.subject.declaration.file.path)
            self._findings.setdefault((finding.rule, path), []).append(finding)
        _say_what_was_not_read(root, self.report)

    def worst(self, rule: str, declaration: Declaration) -> Finding | None:
        """The worst verdict of a rule for a declaration, over all its instances, callers and scenarios."""
        candidates = self._findings.get((rule, os.path.realpath(declaration.path)), ())
        matching = [finding for finding in candidates if _is_about(finding, declaration)]
        return min(matching, key=lambda finding: _WORST_FIRST[finding.verdict], default=None)


def _is_about(finding: Finding, declaration: Declaration) -> bool:
    if finding.language == "terraform-plan":
        address = finding.subject.address
        return address == declaration.address or address.startswith(f"{declaration.address}/")
    line = finding.subject.declaration.location().line
    return declaration.first_line <= line <= declaration.last_line


def _say_what_was_not_read(root: str, report: Report) -> None:
    errors = [diagnostic for diagnostic in report.diagnostics if diagnostic.level is Level.ERROR]
    undecided = sum(1 for finding in report.findings if finding.verdict is Verdict.UNDECIDED)
    if errors or undecided:
        print(
            f"fastpath-checks: {root}: {undecided} undecided verdicts and {len(errors)} unread places are not shown by "
            f"Checkov; run `fastpath-checks scan {root}` to see them",
            file=sys.stderr,
        )
