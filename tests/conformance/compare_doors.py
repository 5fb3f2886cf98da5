"""Our own scan beside Checkov's run with our checks, over folders of others: what is equal, what one door has alone.

Usage: FASTPATH_CHECKOV=ENVIRONMENT/bin/checkov python tests/conformance/compare_doors.py [--patience SECONDS] FOLDER...

Prints a line of a table for each folder, then what only one door shows, by reason, with the number of verdicts and of
files. Exits with 1 where a record of Checkov is not what our own scan says, or where a verdict is missing without a
reason. Our scan judges what Checkov judges: each file by itself where a template and its source lie side by side.
Each of Checkov's frameworks runs alone, since one that dies takes the others with it.
"""

from __future__ import annotations

import subprocess
import sys
from argparse import ArgumentParser
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

from checkov_runs import CHECKOV, Shown, run_checkov
from two_doors import Comparison, by_place, compared

import fastpath_checks.checkov_plugin
from fastpath_checks.core.spans import Span
from fastpath_checks.engine.analyze import analyze
from fastpath_checks.engine.examining import examine
from fastpath_checks.engine.findings import Finding, Report, Verdict
from fastpath_checks.engine.request import Request

READERS = Path(fastpath_checks.checkov_plugin.__file__).with_name("other_readers.py")
UNEXPLAINED = "no reason is known"


class Told(NamedTuple):
    """How one folder compares; ``alone`` are the verdicts that only our own scan shows, by reason."""

    folder: Path
    comparison: Comparison
    alone: dict[str, list[Finding]]


def main(folders: list[Path], patience: float) -> int:
    heads = [
        "folder",
        "our verdicts: failed, passed, undecided",
        "Checkov's records",
        "equal",
        "different",
        "only ours",
    ]
    print(f"| {' | '.join(heads)} |\n|{' --- |' * len(heads)}")
    told = [_told(folder, patience) for folder in folders]
    for one in told:
        print(f"\n{one.folder.name}: only our own scan shows")
        for reason, findings in sorted(one.alone.items(), key=lambda item: -len(item[1])):
            failed = sum(finding.verdict is Verdict.FAIL for finding in findings)
            files = len({finding.subject.declaration.file.path for finding in findings})
            print(f"  {len(findings)} ({failed} failed) in {files} files: {reason}")
        for record, worst in one.comparison.wrong:
            print(f"  DIFFERENT: Checkov says {record}, we say {worst}")
        for finding in one.alone.get(UNEXPLAINED, ()):
            print(f"  UNEXPLAINED: {finding.rule} {finding.verdict.value} {finding.subject.address} {finding.location}")
    return int(any(one.comparison.wrong or UNEXPLAINED in one.alone for one in told))


def _told(folder: Path, patience: float) -> Told:
    request = Request((str(folder),), twins=False)
    report = analyze(request)
    expected = by_place(report.findings)
    records: list[Shown] = []
    broken: dict[str, str] = {}
    for framework in sorted({framework for framework, _, _ in expected}):
        try:
            run = run_checkov("-d", folder, cwd=folder, frameworks=[framework], patience=patience)
        except subprocess.TimeoutExpired:
            broken[framework] = f"does not come to an end within {patience:g} s"
            continue
        records += run.records
        if run.exit_code not in (0, 1):
            raised = [line for line in run.said.splitlines() if line.strip() and line not in run.our_lines]
            broken[framework] = f"dies ({raised[-1] if raised else run.exit_code})"
    comparison = compared(records, expected)
    alone = _alone(request, report, comparison, broken)
    verdicts = [one.verdict for all in expected.values() for one in all]
    counts = ", ".join(str(verdicts.count(one)) for one in (Verdict.FAIL, Verdict.PASS, Verdict.UNDECIDED))
    only_ours = sum(map(len, alone.values()))
    cells = [folder.name, counts, len(records), len(comparison.equal), len(comparison.wrong), only_ours]
    print(f"| {' | '.join(map(str, cells))} |", flush=True)
    return Told(folder, comparison, alone)


def _alone(
    request: Request, report: Report, comparison: Comparison, broken: dict[str, str]
) -> dict[str, list[Finding]]:
    assert CHECKOV is not None
    found = examine(request, report, str(READERS), str(Path(CHECKOV).with_name("python")))
    missed = {one.path: f"{one.language}: {one.how}" for one in found.missed}
    alone: dict[str, list[Finding]] = defaultdict(list)
    for (framework, _, _), finding in comparison.unshown:
        if framework in broken and finding.verdict is not Verdict.UNDECIDED:
            alone[f"Checkov's run of {framework} {broken[framework]}"].append(finding)
        else:
            alone[_reason(finding, missed)].append(finding)
    return alone


def _reason(finding: Finding, missed: dict[str, str]) -> str:
    path = finding.subject.declaration.file.path
    if path in missed:
        return f"Checkov's reader does not read the file ({missed[path]})"
    if finding.verdict is Verdict.UNDECIDED:
        return "Checkov shows no undecided verdicts"
    if finding.suppressed is not None:
        return "it is suppressed"
    declared = finding.subject.declaration.location()
    if any((one.path, one.line) == (declared.path, declared.line) for one in map(Span.location, finding.subject.calls)):
        return "it stands in a verified module that is not on the disk, and Checkov knows no outlines"
    return UNEXPLAINED


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--patience", type=float, default=1200, metavar="SECONDS")
    arguments = parser.parse_args()
    sys.exit(main([one.resolve() for one in arguments.folders], arguments.patience))
