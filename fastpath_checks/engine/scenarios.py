"""A root with one set of inputs, judged alone."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from fastpath_checks.core.diagnostics import Diagnostic
from fastpath_checks.core.spans import SourceFile
from fastpath_checks.engine.baselines import read_baseline
from fastpath_checks.engine.calling import bicep_parameters_use, called_path
from fastpath_checks.engine.declared import declared_parameters, declared_variables, given_parameters
from fastpath_checks.engine.request import Request, UsageError
from fastpath_checks.engine.root import Root
from fastpath_checks.sources.jail import ScanFiles
from fastpath_checks.sources.listing import Kind, kind_of


class Scenario(NamedTuple):
    """One set of inputs.

    ``name`` is empty for a root's only scenario that no file sets apart; otherwise the parameter file's path relative
    to the root's directory. ``files`` are parameter files, or ``.tfvars`` files given on the command line, in order:
    a later one wins; what a language's own tool loads by itself is not among them. ``given`` maps declared names to
    the texts of ``--var``, which win over all files; ``environment`` maps names of Terraform's variables to texts over
    which all files win. ``unread`` are paths of files of inputs that could not be read: what they give is not known.
    """

    root: Root
    name: str = ""
    files: tuple[SourceFile, ...] = ()
    given: dict[str, str] = {}
    workspace: str | None = None
    environment: dict[str, str] = {}
    unread: tuple[str, ...] = ()


def scenarios_of(root: Root, request: Request, files: ScanFiles) -> tuple[list[Scenario], list[Diagnostic]]:
    """The scenarios of a root, sorted by name, and what kept a parameter file from being read.

    Parameter files of the command line, or of a PATH, take the place of those that are paired by name.
    """
    given = _given_to(root, request, files)
    workspace = request.workspace
    if root.kind == "terraform-plan":
        return [Scenario(root, workspace=workspace)], []
    wanted = _var_files_for(root, request, files)
    if root.kind == "terraform":
        chosen, diagnostics = _read((*root.entry_inputs, *wanted), files)
        name = _name(root, root.entry_inputs[0]) if root.entry_inputs else ""
        unread = _unread(root.entry_inputs, chosen)
        return [Scenario(root, name, tuple(chosen), given, workspace, request.environment, unread)], diagnostics
    if wanted:
        chosen, diagnostics = _read((*root.entry_inputs, *wanted), files)
        unread = _unread(root.entry_inputs, chosen)
        return [Scenario(root, _name(root, wanted[-1]), tuple(chosen), given, workspace, unread=unread)], diagnostics
    scenarios: list[Scenario] = []
    diagnostics = []
    for path in root.entry_inputs or root.parameter_files:
        chosen, refused = _read((path,), files)
        diagnostics.extend(refused)
        unread = _unread((path,), chosen)
        scenarios.append(Scenario(root, _name(root, path), tuple(chosen), given, workspace, unread=unread))
    return scenarios or [Scenario(root, "", (), given, workspace)], diagnostics


def check_inputs(roots: Sequence[Root], request: Request, files: ScanFiles) -> None:
    """Raise UsageError for an input of the command line that cannot be meant for any root.

    A ``--var`` that no root declares, a ``--var-file`` that cannot be read or that fits no root, a ``--baseline``
    that is none.
    """
    if request.baseline is not None:
        read_baseline(request.baseline, files)
    if request.inputs_may_be_new:
        return
    for path in request.var_files:
        _check_var_file(path, roots, files)
    open_roots = [root for root in roots if root.kind != "terraform-plan"]
    if not request.given or not open_roots:
        return
    declared = sorted({name for root in open_roots for name in _declared(root, files)})
    folded = {name.casefold() for root in open_roots if root.kind != "terraform" for name in _declared(root, files)}
    for name in request.given:
        if name not in declared and name.casefold() not in folded:
            raise UsageError(f"--var {name}: no root declares an input of this name", _nearest(name, declared))


def _check_var_file(path: str, roots: Sequence[Root], files: ScanFiles) -> None:
    loaded = files.read(path)
    if loaded.file is None:
        reason = loaded.diagnostic.summary if loaded.diagnostic is not None else "it cannot be read"
        raise UsageError(f"--var-file {path}: {reason}")
    if not roots or any(_fits(root, path, files) for root in roots):
        return
    kind = kind_of(posixpath.basename(path))
    if kind is Kind.TERRAFORM_VARIABLES:
        raise UsageError(f"--var-file {path}: no Terraform configuration is scanned")
    if kind is Kind.BICEP_PARAMETERS:
        raise UsageError(f"--var-file {path}: the file that it is `using` is not among the scanned roots")
    if kind is not Kind.JSON:
        raise UsageError(
            f"--var-file {path}: not a file of inputs",
            "it takes .tfvars, .tfvars.json, ARM parameters (.json) and .bicepparam files",
        )
    templates = [root for root in roots if root.kind in ("arm", "bicep")]
    if not templates:
        raise UsageError(f"--var-file {path}: no ARM template and no Bicep file is scanned")
    declared = sorted({name for root in templates for name in declared_parameters(root.path, files)})
    known = {name.casefold() for name in declared}
    for name in given_parameters(path, files):
        if name.casefold() not in known:
            raise UsageError(f"--var-file {path}: no root declares {name!r}", _nearest(name, declared))
    raise UsageError(f"--var-file {path}: no single root declares all of its parameters")


def _var_files_for(root: Root, request: Request, files: ScanFiles) -> list[str]:
    return [files.shown(path) for path in request.var_files if _fits(root, path, files)]


def _fits(root: Root, path: str, files: ScanFiles) -> bool:
    """Whether a file of inputs may be meant for a root; Terraform takes names that it does not declare."""
    kind = kind_of(posixpath.basename(path))
    if kind is Kind.TERRAFORM_VARIABLES:
        return root.kind == "terraform"
    if root.kind not in ("arm", "bicep"):
        return False
    if kind is Kind.BICEP_PARAMETERS:
        if files.shown(path) == root.path:
            return True
        file = files.read(path).file
        using = bicep_parameters_use(file.text) if file is not None else None
        return using is not None and called_path(files.shown(path), using) == root.path
    if kind is not Kind.JSON:
        return False
    declared = {name.casefold() for name in declared_parameters(root.path, files)}
    return all(name.casefold() in declared for name in given_parameters(path, files))


def _given_to(root: Root, request: Request, files: ScanFiles) -> dict[str, str]:
    """The ``--var`` texts that a root declares, by the root's own spelling."""
    if not request.given or root.kind == "terraform-plan":
        return {}
    declared = _declared(root, files)
    if root.kind == "terraform":
        return {name: text for name, text in request.given.items() if name in declared}
    spelled = {name.casefold(): name for name in declared}
    return {spelled[name.casefold()]: text for name, text in request.given.items() if name.casefold() in spelled}


def _declared(root: Root, files: ScanFiles) -> list[str]:
    return declared_variables(root.path, files) if root.kind == "terraform" else declared_parameters(root.path, files)


def _read(paths: Iterable[str], files: ScanFiles) -> tuple[list[SourceFile], list[Diagnostic]]:
    read: list[SourceFile] = []
    refused: list[Diagnostic] = []
    for path in paths:
        file, diagnostic = files.read(path)
        if file is not None:
            read.append(file)
        elif diagnostic is not None:
            refused.append(diagnostic)
    return read, refused


def _unread(paths: Iterable[str], read: Sequence[SourceFile]) -> tuple[str, ...]:
    found = {file.path for file in read}
    return tuple(path for path in paths if path not in found)


def _name(root: Root, path: str) -> str:
    return posixpath.relpath(path, root.directory or ".")


def _nearest(name: str, known: Sequence[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, known, n=1)
    return f"did you mean {near[0]!r}?" if near else ""
