"""SARIF 2.1.0, as code scanning of GitHub, Azure DevOps and others reads it.

One run; columns count code points. A result has one location, the deciding range; the reasons are related locations,
and in their order a code flow that ends at that range. Undecided verdicts are of kind ``open``, passes of kind
``pass``; both have level ``none``, as the specification says (3.27.10). There is no ``automationDetails``: GitHub's
action puts the category there that its user chose for the upload, and would leave ours.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from fastpath_checks import __version__
from fastpath_checks.core.diagnostics import Diagnostic
from fastpath_checks.engine.exit_codes import exit_code
from fastpath_checks.engine.findings import Report, Suppression, Verdict
from fastpath_checks.policy.model import Severity
from fastpath_checks.reports.json_report import defused
from fastpath_checks.reports.line_hashes import LineHashes
from fastpath_checks.reports.records import Record, records
from fastpath_checks.reports.sarif_places import BASE, artifact, code_flow, message, placed, plain, related
from fastpath_checks.reports.sarif_rules import LEVELS, descriptors

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
RESULTS_LIMIT = 5_000
"""GitHub shows no more of a run and refuses 25,000; the least severe are left out, and a notification says how many."""

_KINDS = {Verdict.PASS: "pass", Verdict.FAIL: "fail", Verdict.UNDECIDED: "open"}


def sarif_text(report: Report, *, passes: bool = False) -> str:
    """The report as text in ASCII; ``passes`` adds the passed verdicts."""
    return defused(json.dumps(sarif_data(report, passes=passes), indent=2) + "\n")


def sarif_data(report: Report, *, passes: bool = False) -> dict[str, Any]:
    told = records(report, passes=passes)
    rules = descriptors(one.finding for one in told)
    hashes: dict[str, LineHashes] = {}
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
                        "toolExecutionNotifications": [*_notifications(report), *_left_out(len(told))],
                    }
                ],
                "properties": {"policy": report.policy, "profile": report.profile, "fail_on": report.fail_on},
                "results": [_result(one, index[one.finding.rule], hashes) for one in told[:RESULTS_LIMIT]],
            }
        ],
    }


def _result(record: Record, rule_index: int, hashes: dict[str, LineHashes]) -> dict[str, Any]:
    finding = record.finding
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": rule_index,
        "kind": _KINDS[finding.verdict],
        "level": LEVELS[Severity[finding.severity]] if finding.verdict is Verdict.FAIL else "none",
        "message": {"text": message(record)},
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
    location = placed(record.place)
    logical = {"name": finding.subject.name, "fullyQualifiedName": finding.subject.address, "kind": "resource"}
    location["logicalLocations"] = [{key: text for key, text in logical.items() if text}]
    if record.label:
        location["message"] = {"text": plain(record.label)}
    result["locations"] = [location]
    if finding.span is not None:
        file = finding.span.file
        hashed = hashes.get(file.path) or hashes.setdefault(file.path, LineHashes(file))
        result["partialFingerprints"]["primaryLocationLineHash"] = hashed.of(record.place.line)
    reasons = list(related(record))
    if reasons:
        result["relatedLocations"] = reasons
    flow = code_flow(record)
    if flow is not None and finding.verdict is not Verdict.PASS:
        result["codeFlows"] = [flow]
    return result


def _suppression(one: Suppression) -> dict[str, Any]:
    """A comment stands inside the file that it is about; a waiver and a baseline stand outside (3.35.2)."""
    suppression: dict[str, Any] = {
        "kind": "inSource" if one.kind == "comment" else "external",
        "status": "accepted",
    }
    if one.reason:
        suppression["justification"] = one.reason
    if one.location is not None:
        suppression["location"] = placed(one.location)
    return suppression


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
        notification["locations"] = [placed(one.span.location())]
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
