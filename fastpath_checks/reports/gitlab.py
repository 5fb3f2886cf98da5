"""GitLab's Code Quality report: what counts, by severity, for the widget of a merge request.

The report is a list; each entry has the five members that GitLab's documentation asks for ("Implement a custom tool").
It has no word for a suppressed or a passed verdict, so neither is in it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from fastpath_checks.engine.findings import Report
from fastpath_checks.reports.cells import escaped
from fastpath_checks.reports.json_report import defused
from fastpath_checks.reports.records import Record, counting

SEVERITIES = {"CRITICAL": "blocker", "HIGH": "critical", "MEDIUM": "major", "LOW": "minor", "INFO": "info"}


def gitlab_text(report: Report) -> str:
    """The list as text in ASCII."""
    return defused(json.dumps(gitlab_data(report), indent=2) + "\n")


def gitlab_data(report: Report) -> list[dict[str, Any]]:
    told = counting(report)
    return [_issue(record, mark) for record, mark in zip(told, fingerprints(told), strict=True)]


def fingerprints(told: Iterable[Record]) -> list[str]:
    """A mark for each finding that no other has, for GitLab takes equal ones for one issue.

    A rule may judge one subject differently in several scenarios: what comes after the first is told apart by these.
    """
    marks: list[str] = []
    seen: set[str] = set()
    for record in told:
        finding = record.finding
        mark = finding.fingerprint
        while mark in seen:
            story = "\0".join((mark, record.status, *finding.scenarios))
            mark = hashlib.sha256(story.encode("utf-8", "surrogatepass")).hexdigest()[:32]
        seen.add(mark)
        marks.append(mark)
    return marks


def _issue(record: Record, mark: str) -> dict[str, Any]:
    finding, place = record.finding, record.place
    fix = f" - fix: {finding.fix}" if record.status == "failed" and finding.fix else ""
    return {
        "description": escaped(record.message + fix),
        "check_name": finding.rule,
        "fingerprint": mark,
        "severity": SEVERITIES[finding.severity] if record.status == "failed" or record.fails else "info",
        "location": {
            "path": place.path.removeprefix("./"),
            "lines": {"begin": place.line, "end": max(place.line, place.end_line)},
        },
    }
