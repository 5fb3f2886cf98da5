"""What keeps findings from counting: the policy's waivers, then comments in the code, then a baseline."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timezone

from fastpath_checks.core.diagnostics import Diagnostic
from fastpath_checks.core.spans import SourceFile, Span
from fastpath_checks.engine.baselines import read_baseline
from fastpath_checks.engine.findings import Finding
from fastpath_checks.engine.request import Request
from fastpath_checks.engine.suppressing import remarks_on_marks, suppress
from fastpath_checks.engine.waiving import is_scanned, is_whole, remarks_on_waivers, unused_in_scan, waive
from fastpath_checks.policy.model import Policy
from fastpath_checks.sources.jail import ScanFiles


def set_aside(
    findings: list[Finding],
    declared: Iterable[Span],
    request: Request,
    policy: Policy,
    files: ScanFiles,
    diagnostics: Iterable[Diagnostic],
) -> list[Finding]:
    """The findings, marked where they do not count, and those about what was meant to set some of them aside.

    ``declared`` are headers of what was judged: comments are looked for in their files.
    """
    today = request.today or datetime.now(timezone.utc).date().isoformat()
    told, unused = waive(findings, policy.waivers, today)
    told, idle, marks = suppress(told, _files(declared, findings, files), policy, today)
    whole = is_whole(request, diagnostics)
    idle = tuple(one for one in idle if whole and is_scanned(one[0].span.file.path, request, files))
    if request.baseline is not None:
        told = list(read_baseline(request.baseline, files).marked(told))
    missed = unused_in_scan(unused, request, files, diagnostics)
    return [*told, *remarks_on_waivers(policy, missed, today), *remarks_on_marks(marks, idle, policy, today)]


def _files(declared: Iterable[Span], findings: Iterable[Finding], files: ScanFiles) -> list[SourceFile]:
    """The files in which something is declared or called for that was judged, or that findings point into."""
    spans = [*(one.span for one in findings), *declared]
    paths = sorted({span.file.path for span in spans if span is not None})
    return [file for path in paths if (file := files.read(path).file) is not None]
