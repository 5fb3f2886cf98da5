"""The data paths as JSON, version 1: docs/paths-report.md says what its parts mean, its schema what they look like."""

from __future__ import annotations

import json
from typing import Any

from fastpath_checks import __version__
from fastpath_checks.engine.exit_codes import trace_exit_code
from fastpath_checks.engine.findings import Because
from fastpath_checks.engine.path_report import PathReport, ToldPath
from fastpath_checks.policy.citations import Citation
from fastpath_checks.reports.json_report import defused, diagnostic_data, location_data, missing_data

VERSION = 1


def paths_json_text(report: PathReport) -> str:
    """The report as text in ASCII, so that it survives every stream."""
    return defused(json.dumps(paths_json_data(report), indent=2)) + "\n"


def paths_json_data(report: PathReport) -> dict[str, Any]:
    return {
        "version": VERSION,
        "tool": {"name": "fastpath-checks", "version": __version__},
        "policy": report.policy,
        "profile": report.profile,
        "paths": [_path(one) for one in report.paths],
        "diagnostics": [diagnostic_data(one) for one in report.diagnostics],
        "summary": {**report.summary._asdict(), "exit_code": trace_exit_code(report)},
    }


def _path(path: ToldPath) -> dict[str, Any]:
    route = path.route
    gateway = {"name": route.gateway, "sku": route.gateway_sku, "network": route.network} if route.gateway else None
    return {
        "key": path.key._asdict(),
        "fingerprint": path.fingerprint,
        "root": path.root,
        "language": path.language,
        "scenarios": list(path.scenarios),
        "circuit": {"name": route.circuit, "kind": route.circuit_kind},
        "connection": {"name": route.connection, "address": route.address, "fastpath": route.fastpath},
        "gateway": gateway,
        "destination": {**path.end._asdict(), "prefix": path.end.prefix or None},
        "answer": path.answer,
        "reason": {"code": path.reason, "message": path.message, "rule": path.rule or None},
        "fact": _fact(path.fact),
        "location": location_data(path.location),
        "because": _because(path.because),
        "missing": [missing_data(one) for one in path.missing],
        "inspection": {
            "answer": path.inspection,
            "prefixes": list(path.inspected),
            "because": _because(path.inspection_because),
            "missing": [missing_data(one) for one in path.inspection_missing],
        },
    }


def _because(reasons: tuple[Because, ...]) -> list[dict[str, Any]]:
    return [{"message": one.message, "location": location_data(one.location)} for one in reasons]


def _fact(fact: Citation | None) -> dict[str, Any] | None:
    if fact is None:
        return None
    return {
        "key": fact.key,
        "summary": fact.summary,
        "status": fact.status,
        "date": fact.date,
        "sources": [{"title": one.title, "url": one.url, "date": one.date} for one in fact.sources],
    }
