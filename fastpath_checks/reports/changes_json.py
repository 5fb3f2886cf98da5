"""What a change does, as data beside the report of what is new: docs/reports.md says what the parts mean."""

from __future__ import annotations

from typing import Any

from fastpath_checks.engine.budget_report import Range, ToldBudget
from fastpath_checks.engine.changes import Changes
from fastpath_checks.engine.findings import Finding
from fastpath_checks.engine.path_report import ToldPath


def changes_data(changes: Changes) -> dict[str, Any]:
    return {
        "base": changes.base,
        "head": changes.head,
        "new": [one.fingerprint for one in changes.new],
        "newly_undecided": [one.fingerprint for one in changes.doubts],
        "fixed": [_finding(one) for one in changes.fixed],
        "unchanged": [_finding(one) for one in changes.unchanged],
        "moved_paths": [
            {**_path(one.path), "before": one.before, "after": one.after, "reason": one.path.reason}
            for one in changes.moved
        ],
        "newly_skipped_inspection": [{**_path(one), "prefixes": list(one.inspected)} for one in changes.skipped],
        "address_budgets": [
            {"circuit": one.circuit, "before": _budget(one.before), "after": _budget(one.after)}
            for one in changes.budgets
        ],
        "remarks": list(changes.remarks),
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "message": finding.message,
        "root": finding.root,
        "scenarios": list(finding.scenarios),
        "address": finding.subject.address,
        "fingerprint": finding.fingerprint,
    }


def _path(path: ToldPath) -> dict[str, Any]:
    return {
        "root": path.root,
        "scenarios": list(path.scenarios),
        "connection": path.key.connection,
        "destination": path.key.destination,
        "ip_version": path.key.ip_version,
        "fingerprint": path.fingerprint,
    }


def _budget(budget: ToldBudget | None) -> dict[str, Any] | None:
    if budget is None:
        return None
    parts = {name: _range(getattr(budget, name)) for name in ("declared", "capacity", "limit")}
    return {"root": budget.root, "scenario": budget.scenario, **parts}


def _range(one: Range) -> dict[str, int | None]:
    return {"low": one.low, "high": one.high}
