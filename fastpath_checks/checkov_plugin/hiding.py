"""What a Checkov run does not show of our verdicts, said once it is over."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Collection

from fastpath_checks.checkov_plugin.showing import FRAMEWORKS, Scan
from fastpath_checks.checkov_plugin.verdicts import Verdicts, framework_of
from fastpath_checks.core.diagnostics import Level
from fastpath_checks.engine.findings import Finding, Verdict
from fastpath_checks.engine.json_triage import JsonKind, triage

FILES_NAMED = 5

_ENDS = {".bicep": "bicep", ".bicepparam": "bicep", ".tf": "terraform", ".tofu": "terraform", ".tfvars": "terraform"}


def hidden(
    scan: Scan,
    ran: Collection[str],
    verdicts: Verdicts,
    is_wanted: Callable[[Finding], bool],
    also: Collection[str] = (),
) -> list[str]:
    """The line to say of the frameworks that ran in this process; none where Checkov shows all that we know.

    ``is_wanted`` tells what the user left out of the Checkov run, and therefore does not miss; ``also`` are frameworks
    that nobody ran, of which this process is to say that.
    """
    frameworks = {*ran, *also}
    findings = [one for one in verdicts.report.findings if framework_of(one) in frameworks and is_wanted(one)]
    undecided = sum(one.verdict is Verdict.UNDECIDED for one in findings)
    unanswered = {id(one) for one in verdicts.unanswered()}
    unread = [one for one in findings if id(one) in unanswered and one.verdict is not Verdict.UNDECIDED]
    places = _unread_places(verdicts, frameworks)
    parts: list[str] = []
    if undecided:
        parts.append(_counted(undecided, "undecided verdict"))
    if unread:
        failed = sum(one.verdict is Verdict.FAIL for one in unread)
        paths = sorted({one.subject.declaration.file.path for one in unread})
        what = f"{_counted(len(unread), 'verdict')} ({failed} failed)"
        parts.append(f"{what} on what it did not read or drops in {_listed(paths)}")
    if places:
        parts.append(f"{_counted(len(places), 'place')} that could not be read in {_listed(sorted(set(places)))}")
    if not parts:
        return []
    scanned = " ".join(path for path in (scan.root, *scan.files) if path)
    languages = ", ".join(one for one in FRAMEWORKS if one in ran)
    said = f"{scanned} ({languages}): Checkov does not show {'; '.join(parts)}"
    return [f"{said}; to see all: fastpath-checks scan {scanned}"]


def _unread_places(verdicts: Verdicts, frameworks: Collection[str]) -> list[str]:
    """The path of each error, where it concerns one of the frameworks; several errors may have one path."""
    errors = [one for one in verdicts.report.diagnostics if one.level is Level.ERROR]
    return [one.where for one in errors if _framework(one.where, one.span.file.text if one.span else "") in frameworks]


def _framework(path: str, text: str) -> str:
    """The framework whose process speaks of a file. JSON that was not read may be anything; templates are likeliest."""
    if path.endswith((".tf.json", ".tofu.json")):
        return "terraform_json"
    if path.endswith(".tfvars.json"):
        return "terraform"
    end = posixpath.splitext(path)[1].lower()
    if end == ".json" and text and triage(text) is JsonKind.PLAN:
        return "terraform_plan"
    return "arm" if end == ".json" else _ENDS.get(end, "terraform")


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'s' if count > 1 else ''}"


def _listed(paths: list[str]) -> str:
    more = f" and {len(paths) - FILES_NAMED} more" if len(paths) > FILES_NAMED else ""
    return ", ".join(paths[:FILES_NAMED]) + more
