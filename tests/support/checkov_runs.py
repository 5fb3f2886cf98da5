"""The real Checkov with our checks, run as a user runs it, and its records."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any, NamedTuple

CHECKOV = os.environ.get("FASTPATH_CHECKOV")
"""The ``checkov`` of an environment in which this package is installed, too."""

DROPS_FAILURES = (
    CHECKOV is not None
    and not subprocess.run(
        [
            Path(CHECKOV).with_name("python"),
            "-c",
            "from checkov.arm.utils import filter_failed_checks_with_unrendered_resources",
        ],
        capture_output=True,
        check=False,
    ).returncode
)
"""Whether this release throws away what failed in a template, if the resource's name calls certain functions."""

FRAMEWORKS = ("terraform", "terraform_plan", "arm", "bicep")


class Shown(NamedTuple):
    """One record of ours: ``result`` is PASSED or FAILED, ``lines`` are its first and last."""

    framework: str
    rule: str
    result: str
    severity: str | None
    name: str
    guideline: str
    path: Path
    lines: tuple[int, int]
    resource: str
    keys: tuple[str, ...]


class Run(NamedTuple):
    """``skipped`` are the rule, the file and the comment of each skipped record, by framework."""

    records: list[Shown]
    skipped: dict[str, set[tuple[str, Path, str]]]
    exit_code: int
    said: str
    """What was written to standard error."""

    @property
    def our_lines(self) -> list[str]:
        return [line for line in self.said.splitlines() if line.startswith("fastpath-checks:")]


def run_checkov(
    *arguments: str | Path,
    cwd: Path,
    frameworks: Collection[str] = FRAMEWORKS,
    mode: str = "fork",
    checks: str = "FASTPATH_*",
    patience: float = 300,
    **variables: str,
) -> Run:
    """``checkov ARGUMENTS`` with only our checks, offline, by all of its frameworks where none is named.

    ``variables`` are added to the environment.
    subprocess.TimeoutExpired after ``patience`` seconds.
    """
    assert CHECKOV is not None
    ours = Path(CHECKOV).with_name("fastpath-checks")
    external = subprocess.run([ours, "checkov-dir"], capture_output=True, text=True, check=True).stdout.strip()
    command = [CHECKOV, *map(str, arguments), "--external-checks-dir", external, "--check", checks]
    command += ["--skip-download", "--output", "json"]
    if frameworks:
        command += ["--framework", *frameworks]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("FASTPATH_")}
    environment |= {"LOG_LEVEL": "ERROR", "CHECKOV_PARALLELIZATION_TYPE": mode, **variables}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=patience)
    reports = _reports(done.stdout)
    return Run(list(_records(reports, cwd)), _skipped(reports, cwd), done.returncode, done.stderr)


def _reports(output: str) -> list[Any]:
    """Checkov prints one document for each scanned folder; the later ones repeat the earlier.

    Where nothing was found it prints sums only.
    """
    decoder = json.JSONDecoder()
    documents: list[Any] = []
    at = 0
    while at < len(output.rstrip()):
        document, at = decoder.raw_decode(output, at)
        documents.append(document)
        while at < len(output) and output[at].isspace():
            at += 1
    last = documents[-1] if documents else []
    return [one for one in (last if isinstance(last, list) else [last]) if "check_type" in one]


def _skipped(reports: list[Any], cwd: Path) -> dict[str, set[tuple[str, Path, str]]]:
    return {
        report["check_type"]: {
            (one["check_id"], (cwd / one["file_abs_path"]).resolve(), one["check_result"]["suppress_comment"])
            for one in report.get("results", {}).get("skipped_checks", ())
        }
        for report in reports
    }


def _records(reports: list[Any], cwd: Path) -> Iterable[Shown]:
    for report in reports:
        results = report.get("results", {})
        for record in (*results.get("failed_checks", ()), *results.get("passed_checks", ())):
            yield Shown(
                report["check_type"],
                record["check_id"],
                record["check_result"]["result"],
                record["severity"],
                record["check_name"],
                record["guideline"],
                (cwd / record["file_abs_path"]).resolve(),
                (record["file_line_range"][0], record["file_line_range"][1]),
                record["resource"],
                tuple(record["check_result"].get("evaluated_keys", ())),
            )
