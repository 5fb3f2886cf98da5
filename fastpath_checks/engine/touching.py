"""What a change touches: which roots - a changed module touches its callers, a parameter file its root - and which of
their findings."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable

from fastpath_checks.engine.call_graph import CallGraph
from fastpath_checks.engine.findings import Finding, Verdict
from fastpath_checks.engine.root import Root
from fastpath_checks.sources.listing import Kind, kind_of

POLICY_NAMES = ("fastpath.yaml", "fastpath.yml")
_TEMPLATES = (Kind.BICEP, Kind.BICEP_PARAMETERS)


def touched(roots: Iterable[Root], changed: Iterable[str], graph: CallGraph) -> list[Root]:
    """The roots, in their order, that one of the changed files (shown paths; they need not exist) belongs to.

    In doubt a root is touched: a file that lies beside or below a Terraform directory may be read by it.
    """
    changes = sorted(set(changed))
    terraform = {owner for path in changes if (owner := _terraform_owner(path, graph.directories)) is not None}
    governed = [posixpath.dirname(path) for path in changes if posixpath.basename(path) in POLICY_NAMES]
    return [
        root
        for root in roots
        if _is_touched(root, set(changes), terraform, graph) or any(_holds(above, root.directory) for above in governed)
    ]


def strangers(paths: Iterable[str], roots: list[Root], changed: Iterable[str], graph: CallGraph) -> set[str]:
    """Those of the files that are neither changed nor belong to one of the touched roots; nor does what has no path."""
    changes = set(changed)
    return {path for path in paths if not path or (path not in changes and not touched(roots, [path], graph))}


def concerned(findings: Iterable[Finding], changed: Iterable[str]) -> list[Finding]:
    """The findings that have to do with one of the changed files: with their place, their story or their subject.

    A changed policy has to do with all that it governs. Passes are kept: they are told only when they are asked for.
    """
    changes = set(changed)
    governed = [posixpath.dirname(path) for path in changes if posixpath.basename(path) in POLICY_NAMES]
    return [
        one
        for one in findings
        if one.verdict is Verdict.PASS
        or not changes.isdisjoint(_files(one))
        or any(_holds(above, posixpath.normpath(one.root)) for above in governed)
    ]


def _files(finding: Finding) -> set[str]:
    subject = finding.subject
    steps = [*(one.span for one in finding.because), *(one.span for one in finding.missing)]
    return {one.file.path for one in (finding.span, subject.declaration, *subject.calls, *steps) if one is not None}


def _is_touched(root: Root, changed: set[str], terraform: set[str], graph: CallGraph) -> bool:
    if root.kind == "terraform":
        return not terraform.isdisjoint(graph.reach(root.path)) or not changed.isdisjoint(root.entry_inputs)
    if root.kind == "terraform-plan":
        configuration = graph.reach(root.configuration) if root.configuration is not None else set()
        return root.path in changed or not terraform.isdisjoint(configuration)
    inputs = (*root.parameter_files, *root.entry_inputs)
    return not changed.isdisjoint(graph.reach(root.path)) or any(
        not changed.isdisjoint(graph.reach(path)) for path in inputs
    )


def _terraform_owner(path: str, directories: set[str]) -> str | None:
    """The Terraform directory that a changed file belongs to, the nearest at or above it."""
    kind = kind_of(posixpath.basename(path))
    if kind in _TEMPLATES:
        return None
    directory = posixpath.dirname(path) or "."
    if kind is Kind.TERRAFORM:
        return directory
    while directory not in directories:
        if directory in (".", "/"):
            return None
        directory = posixpath.dirname(directory) or "."
    return directory


def _holds(above: str, directory: str) -> bool:
    return above == "" or directory == above or directory.startswith(above + "/")
