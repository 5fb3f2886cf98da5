"""Resources that Checkov's own readers lose, put into its trees, where ``FASTPATH_INJECT`` asks for that.

Only what our verdicts are about is put there, by type, name and line: enough for Checkov to ask our checks, and too
little for its own, which then judge resources that have no properties. So it is not done unless it is asked for, and is
meant for runs of our checks alone.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from fnmatch import fnmatchcase
from pathlib import Path
from types import FrameType
from typing import Any

from checkov.arm import runner as arm_runner

from fastpath_checks.checkov_plugin.anchors import ARM_TYPES
from fastpath_checks.checkov_plugin.showing import Running
from fastpath_checks.checkov_plugin.verdicts import Verdicts
from fastpath_checks.engine.findings import Finding
from fastpath_checks.rules.rulebook import RULES

_ANCHORS = {rule.id: ARM_TYPES[rule.on] for rule in RULES}
_SCHEMA = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"


def inject(run: Running, verdicts: Verdicts) -> None:
    """Called when a runner loads our checks: before ``arm`` reads its files, and after ``bicep`` has read them."""
    if not os.environ.get("FASTPATH_INJECT") or run.framework not in ("arm", "bicep"):
        return
    resources = _resources(verdicts, run.framework)
    if run.framework == "bicep":
        _into_bicep(resources)
    else:
        _into_arm(resources)


_Resources = dict[str, list[Finding]]
"""By the real path of a file, one finding for each resource that it declares."""


def _resources(verdicts: Verdicts, framework: str) -> _Resources:
    found: dict[str, dict[tuple[int, str, str], Finding]] = {}
    for finding in verdicts.report.findings:
        if finding.language == framework and finding.rule in _ANCHORS:
            subject = finding.subject
            key = (subject.declaration.start, _type(finding), subject.name)
            found.setdefault(verdicts.real_path(finding), {}).setdefault(key, finding)
    return {path: list(one.values()) for path, one in found.items()}


def _type(finding: Finding) -> str:
    """The type under which Checkov asks for the rule: the subject's, or that of the resource which holds it."""
    held = finding.subject.type
    while "/" in held:
        if any(fnmatchcase(held, one) for one in _ANCHORS[finding.rule]):
            return held
        held = held.rpartition("/")[0]
    return finding.subject.type


def _line(finding: Finding) -> int:
    return finding.subject.declaration.location().line


def _text_lines(findings: list[Finding]) -> list[tuple[int, str]]:
    text = findings[0].subject.declaration.file.text
    return [(number + 1, line) for number, line in enumerate(text.splitlines(keepends=True))]


def _into_bicep(resources: _Resources) -> None:
    runner, frame = _runner("bicep")
    if runner is None or frame is None:
        return
    read = {os.path.realpath(path) for path in runner.definitions}
    lost = getattr(frame.f_locals.get("report"), "parsing_errors", [])
    for path in frame.f_locals.get("file_paths") or ():
        findings = resources.get(os.path.realpath(path))
        if findings and os.path.realpath(path) not in read:
            runner.definitions[Path(path)] = {"resources": _by_symbol(findings)}
            runner.definitions_raw[Path(path)] = _text_lines(findings)
            lost[:] = [one for one in lost if os.path.realpath(one) != os.path.realpath(path)]


def _by_symbol(findings: list[Finding]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for one in findings:
        symbol = one.subject.address
        found[symbol if symbol not in found else f"{symbol} ({_type(one)})"] = _in_bicep(one)
    return found


def _in_bicep(finding: Finding) -> dict[str, Any]:
    return {
        "decorators": [],
        "type": _type(finding),
        "api_version": "",
        "existing": False,
        "config": {"name": finding.subject.name},
        "__start_line__": _line(finding),
        "__end_line__": _line(finding),
    }


def _runner(framework: str) -> tuple[Any, FrameType | None]:
    frame: FrameType | None = sys._getframe(1)
    while frame is not None:
        owner = frame.f_locals.get("self")
        if getattr(owner, "check_type", "") == framework and hasattr(owner, "definitions_raw"):
            return owner, frame
        frame = frame.f_back
    return None, None


def _into_arm(resources: _Resources) -> None:
    original = arm_runner.get_files_definitions
    original = getattr(original, "of_checkov", original)

    def with_ours(files: Iterable[str], *more: Any, **named: Any) -> Any:
        listed = list(files)
        definitions, raw, errors = original(listed, *more, **named)
        shown = more[0] if more else named.get("filepath_fn")
        for file in listed:
            findings = resources.get(os.path.realpath(file))
            key = shown(file) if shown is not None else file
            if findings and not isinstance((definitions.get(key) or {}).get("resources"), list):
                definitions[key] = {
                    "$schema": _SCHEMA,
                    "contentVersion": "1.0.0.0",
                    "resources": [_in_arm(one) for one in findings],
                }
                raw[key] = _text_lines(findings)
        kept = [one for one in errors if os.path.realpath(one) not in resources]
        return definitions, raw, kept

    with_ours.of_checkov = original  # type: ignore[attr-defined]
    arm_runner.get_files_definitions = with_ours


def _in_arm(finding: Finding) -> dict[str, Any]:
    return {
        "type": _type(finding),
        "apiVersion": "",
        "name": finding.subject.name,
        "properties": {},
        "__startline__": _line(finding),
        "__endline__": _line(finding),
    }
