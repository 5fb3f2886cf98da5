"""The JSON report, version 1: docs/reports.md says what its parts mean, its schema what they look like."""

from __future__ import annotations

import json
from typing import Any

from fastpath_checks import __version__
from fastpath_checks.core.diagnostics import Diagnostic
from fastpath_checks.core.spans import Location
from fastpath_checks.engine.changes import Changes
from fastpath_checks.engine.exit_codes import exit_code
from fastpath_checks.engine.findings import Finding, MissingInput, Report, Suppression
from fastpath_checks.reports.cells import COMMAND
from fastpath_checks.reports.changes_json import changes_data
from fastpath_checks.reports.records import reported

VERSION = 1


def json_text(report: Report, *, passes: bool = False, changes: Changes | None = None) -> str:
    """The report as text in ASCII, so that it survives every stream; ``passes`` adds the passed verdicts."""
    data = json_data(report, passes=passes)
    if changes is not None:
        data["changes"] = changes_data(changes)
    return defused(json.dumps(data, indent=2) + "\n")


def defused(text: str) -> str:
    """JSON that says the same, and that no build agent takes commands from when a step prints it."""
    return COMMAND.sub(r"\\u005b", text) if "##" in text else text


def json_data(report: Report, *, passes: bool = False) -> dict[str, Any]:
    return {
        "version": VERSION,
        "tool": {"name": "fastpath-checks", "version": __version__},
        "policy": report.policy,
        "profile": report.profile,
        "fail_on": report.fail_on,
        "undecided_fails": report.undecided_fails,
        "findings": [_finding(one) for one in reported(report, passes=passes)],
        "diagnostics": [diagnostic_data(one) for one in report.diagnostics],
        "summary": {**report.summary._asdict(), "exit_code": exit_code(report)},
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "name": finding.name,
        "verdict": finding.verdict.value,
        "severity": finding.severity,
        "message": finding.message,
        "root": finding.root,
        "language": finding.language,
        "scenarios": list(finding.scenarios),
        "subject": {
            "type": finding.subject.type,
            "name": finding.subject.name,
            "address": finding.subject.address,
        },
        "location": location_data(finding.location),
        "because": [{"message": one.message, "location": location_data(one.location)} for one in finding.because],
        "missing": [missing_data(one) for one in finding.missing],
        "suppressed": _suppressed(finding.suppressed),
        "fingerprint": finding.fingerprint,
        "fix": finding.fix,
        "url": finding.url,
    }


def _suppressed(one: Suppression | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {
        "kind": one.kind,
        "reason": one.reason,
        "owner": one.owner,
        "expires": one.expires,
        "ticket": one.ticket,
        "location": location_data(one.location),
    }


def missing_data(one: MissingInput) -> dict[str, Any]:
    """A missing input as every JSON report has it."""
    return {"because": one.because, "name": one.name, "location": location_data(one.location)}


def diagnostic_data(one: Diagnostic) -> dict[str, Any]:
    """A diagnostic as every JSON report has it."""
    return {
        "code": one.code,
        "level": one.level.value,
        "message": one.summary,
        "detail": one.detail,
        "hint": one.hint,
        "path": one.where,
        "location": location_data(one.span.location() if one.span is not None else None),
    }


def location_data(location: Location | None) -> dict[str, Any] | None:
    """A place as every JSON report has it."""
    return None if location is None else location._asdict()
