"""SARIF 2.1.0, as code scanning of GitHub, Azure DevOps and others reads it.

One run; columns count code points. A result has one location, the deciding range; the reasons are related locations.
Undecided verdicts are of kind ``open``, passes of kind ``pass``; both have level ``none``, as the specification says
(3.27.10).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from fastpath_checks import __version__
from fastpath_checks.core.diagnostics import Diagnostic
from fastpath_checks.core.spans import Location
from fastpath_checks.engine.exit_codes import exit_code
from fastpath_checks.engine.findings import Finding, Report, Suppression, Verdict
from fastpath_checks.policy.model import Severity
from fastpath_checks.reports.json_report import defused
from fastpath_checks.reports.records import reported
from fastpath_checks.reports.sarif_rules import LEVELS, descriptors

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
BASE = "%SRCROOT%"
RESULTS_LIMIT = 25_000
"""GitHub refuses a run with more; the least severe are left out, and a notification says how many."""

_KINDS = {Verdict.PASS: "pass", Verdict.FAIL: "fail", Verdict.UNDECIDED: "open"}


def sarif_text(report: Report, *, passes: bool = False) -> str:
    """The report as text in ASCII; ``passes`` adds the passed verdicts."""
    return defused(json.dumps(sarif_data(report, passes=passes), indent=2) + "\n")


def sarif_data(report: Report, *, passes: bool = False) -> dict[str, Any]:
    findings = sorted(reported(report, passes=passes), key=lambda one: (-Severity[one.severity], one.order()))
    rules = descriptors(findings)
    index = {rule["id"]: number for number, rule in enumerate(rules)}
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "fastpath-checks",
                        "version": __version__,
                        "semanticVersion": __version__,
                        "informationUri": "https://github.com/fastpath-checks/fastpath-checks",
                        "rules": rules,
                    }
                },
                "columnKind": "unicodeCodePoints",
                "originalUriBaseIds": {BASE: {"description": {"text": "The directory that the scan ran in."}}},
                "invocations": [
                    {
                        "executionSuccessful": True,
                        "exitCode": exit_code(report),
                        "toolExecutionNotifications": [*_notifications(report), *_left_out(len(findings))],
                    }
                ],
                "properties": {"policy": report.policy, "profile": report.profile, "fail_on": report.fail_on},
                "results": [_result(one, index[one.rule]) for one in findings[:RESULTS_LIMIT]],
            }
        ],
    }


def _result(finding: Finding, rule_index: int) -> dict[str, Any]:
    failed = finding.verdict is Verdict.FAIL
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": rule_index,
        "kind": _KINDS[finding.verdict],
        "level": LEVELS[Severity[finding.severity]] if failed else "none",
        "message": {"text": _message(finding)},
        "partialFingerprints": {"fastpathChecks/v1": finding.fingerprint},
        "properties": {
            "severity": finding.severity,
            "root": finding.root,
            "language": finding.language,
            "scenarios": list(finding.scenarios),
            "missing": [one.name for one in finding.missing],
        },
    }
    if finding.suppressed is not None:
        result["suppressions"] = [_suppression(finding.suppressed)]
    location = _location(finding.location)
    if location is not None:
        logical = {"name": finding.subject.name, "fullyQualifiedName": finding.subject.address, "kind": "resource"}
        location["logicalLocations"] = [{key: text for key, text in logical.items() if text}]
        result["locations"] = [location]
    related = list(_related(finding))
    if related:
        result["relatedLocations"] = related
    return result


def _suppression(one: Suppression) -> dict[str, Any]:
    """What stands outside the file that it is about, such as a waiver, is of the kind ``external`` (3.35.2)."""
    kind = "inSource" if one.kind == "comment" else "external"
    suppression: dict[str, Any] = {"kind": kind, "status": "accepted", "justification": one.reason}
    location = _location(one.location)
    if location is not None:
        suppression["location"] = location
    return suppression


def _message(finding: Finding) -> str:
    scenarios = f" Only in {', '.join(finding.scenarios)}." if finding.scenarios else ""
    end = "" if finding.message.endswith((".", "!", "?")) else "."
    return f"{finding.message}{end}{scenarios}"


def _related(finding: Finding) -> Iterator[dict[str, Any]]:
    """The reasons, and the places of the missing inputs, numbered so that a message could refer to them."""
    places = [(one.message, one.location) for one in finding.because]
    places += [(f"{one.name} is not known ({one.because})", one.location) for one in finding.missing]
    number = 0
    for message, place in places:
        location = _location(place)
        if location is not None:
            number += 1
            yield {"id": number, **location, "message": {"text": message or "see here"}}


def _location(location: Location | None) -> dict[str, Any] | None:
    if location is None:
        return None
    region = {
        "startLine": location.line,
        "startColumn": location.column,
        "endLine": location.end_line,
        "endColumn": location.end_column,
    }
    return {"physicalLocation": {"artifactLocation": artifact(location.path), "region": region}}


def artifact(path: str) -> dict[str, str]:
    """Where a file is: below the working directory by a relative URI, elsewhere by one that needs no base."""
    uri = quote(path.encode("utf-8", "surrogatepass"), safe="/-._~!$'()*+,;=@")
    if path.startswith("/"):
        return {"uri": f"file://{uri}"}
    if path.startswith("../"):
        return {"uri": uri}
    return {"uri": uri, "uriBaseId": BASE}


def _notifications(report: Report) -> Iterator[dict[str, Any]]:
    for one in report.diagnostics:
        yield _notification(one)


def _notification(one: Diagnostic) -> dict[str, Any]:
    parts = (one.summary, one.detail, one.hint)
    notification: dict[str, Any] = {
        "descriptor": {"id": one.code},
        "level": one.level.value,
        "message": {"text": "\n".join(part for part in parts if part)},
    }
    if one.span is not None:
        notification["locations"] = [_location(one.span.location())]
    elif one.path:
        notification["locations"] = [{"physicalLocation": {"artifactLocation": artifact(one.path)}}]
    return notification


def _left_out(number: int) -> Iterator[dict[str, Any]]:
    if number > RESULTS_LIMIT:
        yield {
            "descriptor": {"id": "results-left-out"},
            "level": "warning",
            "message": {"text": f"{number - RESULTS_LIMIT} of {number} results were left out, the least severe ones"},
        }
