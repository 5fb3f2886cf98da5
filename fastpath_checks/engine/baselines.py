"""Checkov's baselines: findings that were there before, and do not count until they are gone.

``{"failed_checks": [{"file": "/main.tf", "findings": [{"resource": ..., "check_ids": [...]}]}]}``: Checkov compares ids
and resources, by the names that it gives them, and not files. We ask for the end of the path, too, and write beside
each resource which of its instances and parts failed by which rule (``addresses``, which Checkov does not look at): a
name of Checkov's often stands for several.
Source: Checkov 3.3, ``common/output/baseline.py``.
"""

from __future__ import annotations

import json
import os
import posixpath
import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from fastpath_checks.core.spans import Span
from fastpath_checks.engine.findings import Finding, Suppression, Verdict
from fastpath_checks.engine.request import UsageError
from fastpath_checks.sources.jail import ScanFiles

FILE_NAME = ".checkov.baseline"
"""As Checkov calls the baseline that it writes into a scanned folder."""

_KEY = re.compile(r"""\[(?:\d+|"(?:[^"\\]|\\.)*")\]""")
_LAST_KEY = re.compile(_KEY.pattern + r"\Z")
_DECLARED = re.compile(r"""(?:[^/"]|"(?:[^"\\]|\\.)*")*""")
_PART = re.compile(r"/([A-Za-z]+)\[\d+\]\Z")
_LANGUAGES = ("terraform", "terraform-plan", "arm", "bicep")


class _Entry(NamedTuple):
    """One resource of a baseline; ``addresses`` is None where nobody but Checkov wrote it."""

    path: str
    rules: frozenset[str]
    addresses: dict[str, list[str]] | None


class Baseline:
    """What a baseline holds, by resource. Paths of findings start at the working directory."""

    def __init__(self, path: str, entries: dict[str, list[_Entry]], working_directory: str) -> None:
        self._path = path
        self._entries = entries
        self._working_directory = working_directory

    def marked(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """The findings; the failed ones that the baseline holds are suppressed, unless they are already."""
        for finding in findings:
            if finding.verdict is Verdict.FAIL and finding.suppressed is None and self._holds(finding):
                yield finding._replace(suppressed=Suppression("baseline", f"it is in the baseline {self._path}"))
            else:
                yield finding

    def _holds(self, finding: Finding) -> bool:
        if finding.language not in _LANGUAGES:
            return False
        declared = os.path.join(self._working_directory, finding.subject.declaration.file.path)
        path = "/" + os.path.normpath(declared).replace(os.sep, "/").lstrip("/")
        for name in checkov_names(finding):
            for entry in self._entries.get(name.casefold(), ()):
                if finding.rule not in entry.rules or not path.endswith(entry.path):
                    continue
                if entry.addresses is None or finding.subject.address in entry.addresses.get(finding.rule, ()):
                    return True
        return False


def read_baseline(path: str, files: ScanFiles) -> Baseline:
    """The baseline of a file; UsageError where it is none."""
    file, why = files.read(path)
    if file is None:
        raise UsageError(f"--baseline {path}: {why.summary if why is not None else 'it cannot be read'}")
    try:
        entries: dict[str, list[_Entry]] = {}
        for checked in json.loads(file.text)["failed_checks"]:
            end = "/" + posixpath.normpath(str(checked["file"])).replace("../", "").lstrip("/")
            for found in checked["findings"]:
                addresses = found.get("addresses")
                entry = _Entry(end, frozenset(found["check_ids"]), addresses if isinstance(addresses, dict) else None)
                entries.setdefault(str(found["resource"]).casefold(), []).append(entry)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UsageError(
            f"--baseline {path}: it is no baseline of Checkov's", "fastpath-checks scan --create-baseline writes one"
        ) from error
    return Baseline(files.shown(path), entries, files.working_directory)


def baseline_text(findings: Iterable[Finding], directory: str) -> str:
    """A baseline of the failed verdicts, those of an older baseline with them; ``directory`` is where it will lie."""
    held: dict[str, dict[str, dict[str, set[str]]]] = {}
    for finding in findings:
        is_suppressed = finding.suppressed is not None and finding.suppressed.kind != "baseline"
        if finding.verdict is not Verdict.FAIL or is_suppressed or finding.language not in _LANGUAGES:
            continue
        path = os.path.relpath(finding.subject.declaration.file.path, directory).replace(os.sep, "/")
        of_file = held.setdefault(f"/{path}", {})
        for name in checkov_names(finding):
            of_file.setdefault(name, {}).setdefault(finding.rule, set()).add(finding.subject.address)
    failed = [
        {"file": path, "findings": [_written(name, rules) for name, rules in sorted(resources.items())]}
        for path, resources in sorted(held.items())
    ]
    return json.dumps({"failed_checks": failed}, indent=4) + "\n"


def _written(name: str, rules: dict[str, set[str]]) -> dict[str, Any]:
    return {
        "resource": name,
        "check_ids": sorted(rules),
        "addresses": {rule: sorted(addresses) for rule, addresses in sorted(rules.items())},
    }


def checkov_names(finding: Finding) -> list[str]:
    """What Checkov may call the resource that declares a finding's subject.

    Terraform's address, also without the keys of instances; in Bicep the type and the symbolic name; in a template the
    type and the name, also as it is written: Checkov does not follow copies and most functions.
    """
    subject = finding.subject
    if finding.language.startswith("terraform"):
        declared = _DECLARED.match(subject.address)
        address = declared.group() if declared is not None else subject.address
        return list(dict.fromkeys((address, _LAST_KEY.sub("", address), _KEY.sub("", address))))
    address, type, names = subject.address, subject.type, subject.name.split("/")
    while (part := _PART.search(address)) is not None and type.lower().endswith(f"/{part.group(1).lower()}"):
        address, type, names = address[: part.start()], type[: part.start(1) - part.end(1) - 1], names[:-1]
    if finding.language == "bicep":
        return [f"{type}.{_LAST_KEY.sub('', address.rpartition('/')[2])}"]
    name = "/".join(names)
    return list(dict.fromkeys((f"{type}.{name}", f"{type}.{_as_written(subject.declaration)}")))


def _as_written(header: Span) -> str:
    return header.text.strip('"')
