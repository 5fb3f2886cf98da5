"""What one deployment is: the roots below the scanned paths."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from fastpath_checks.core.diagnostics import Diagnostic, Level
from fastpath_checks.engine.call_graph import CallGraph, uncalled
from fastpath_checks.engine.calling import bicep_only_shares, bicep_parameters_use, called_path
from fastpath_checks.engine.json_triage import JsonKind, is_made_by_bicep, triage
from fastpath_checks.engine.pairing import paired_parameters
from fastpath_checks.engine.plan_twins import configuration_of
from fastpath_checks.engine.request import UsageError
from fastpath_checks.sources.globs import Globs
from fastpath_checks.sources.jail import ScanFiles
from fastpath_checks.sources.listing import Kind, kind_of

RootKind = Literal["terraform", "terraform-plan", "arm", "bicep"]


class Root(NamedTuple):
    """One deployment.

    ``path`` is a directory for ``terraform`` and a file for the others. ``parameter_files`` are paired with it by name or
    by their ``using``: each is a scenario. ``entry_inputs`` are inputs that a scanned PATH named: only they are scenarios.
    ``configuration`` is, for a plan, the Terraform directory that it was made from, where that is among the scanned ones.
    """

    kind: RootKind
    path: str
    parameter_files: tuple[str, ...] = ()
    entry_inputs: tuple[str, ...] = ()
    configuration: str | None = None

    @property
    def directory(self) -> str:
        """Where the root's own files lie; empty for the working directory."""
        if self.kind == "terraform":
            return "" if self.path == "." else self.path
        return posixpath.dirname(self.path)


class Discovery(NamedTuple):
    """``compiled`` are templates and directories that are judged through their twin; ``graph`` says who calls whom."""

    roots: list[Root]
    diagnostics: list[Diagnostic]
    compiled: tuple[str, ...]
    graph: CallGraph


class _Found:
    """The candidates of all scanned directories, by what they are."""

    def __init__(self) -> None:
        self.terraform: dict[str, list[str]] = {}
        self.bicep: list[str] = []
        self.bicep_parameters: list[str] = []
        self.templates: list[str] = []
        self.plans: list[str] = []
        self.other_json = 0


def discover(paths: Sequence[str], files: ScanFiles, exclude: Iterable[str] = (), *, twins: bool = True) -> Discovery:
    """The roots of the scanned paths, sorted by path; raises UsageError for a path that does not exist.

    A path that is a file is always an entry; below one that is a directory, what nothing scanned calls is. ``exclude``
    are globs. With ``twins`` false a compiled template beside its source, and a directory beside its plan, stay roots.
    """
    found = _Found()
    diagnostics: list[Diagnostic] = []
    entries: list[Root] = []
    globs = Globs(exclude)
    listed: dict[str, None] = {}
    for path in paths:
        if files.is_directory(path):
            listing = files.candidates(path, globs)
            listed.update(dict.fromkeys(listing.files))
            diagnostics.extend(listing.diagnostics)
        elif files.exists(path):
            entries.extend(_entry(files.shown(path), files, diagnostics))
        else:
            raise UsageError(f"there is no file or directory {path!r}")
    _sort_out(sorted(listed), files, found, diagnostics)
    graph = CallGraph(files)
    roots, compiled = _directory_roots(found, graph, files, twins)
    unique = {(root.kind, root.path, root.entry_inputs): root for root in (*roots, *entries)}
    ordered = [unique[key] for key in sorted(unique, key=lambda key: (key[1], key[0], key[2]))]
    if found.other_json:
        diagnostics.append(
            Diagnostic(
                "not-a-template",
                Level.NOTE,
                f"{found.other_json} JSON file{'s are' if found.other_json > 1 else ' is'} neither a template, "
                "a plan nor a parameter file",
            )
        )
    return Discovery(ordered, diagnostics, compiled, graph)


def _sort_out(paths: list[str], files: ScanFiles, found: _Found, diagnostics: list[Diagnostic]) -> None:
    for path in paths:
        match kind_of(posixpath.basename(path)):
            case Kind.TERRAFORM:
                found.terraform.setdefault(posixpath.dirname(path) or ".", []).append(path)
            case Kind.BICEP:
                found.bicep.append(path)
            case Kind.BICEP_PARAMETERS:
                found.bicep_parameters.append(path)
            case Kind.JSON:
                head, refusal = files.head(path)
                if refusal is not None:
                    diagnostics.append(refusal._replace(level=Level.WARNING))
                    continue
                match triage(head):
                    case JsonKind.PLAN:
                        found.plans.append(path)
                    case JsonKind.TEMPLATE:
                        found.templates.append(path)
                    case None:
                        found.other_json += 1
                    case _:
                        pass
            case _:
                pass


def _directory_roots(
    found: _Found, graph: CallGraph, files: ScanFiles, twins: bool
) -> tuple[list[Root], tuple[str, ...]]:
    uses = _uses(found.bicep_parameters, files)
    compiled: list[str] = []
    templates = found.templates
    if twins:
        sources = set(found.bicep)
        compiled = [one for one in templates if _bicep_beside(one) in sources and is_made_by_bicep(files.head(one)[0])]
        templates = sorted(set(templates) - set(compiled))
    for directory, members in found.terraform.items():
        graph.add_terraform(directory, members)
    for path in found.bicep:
        graph.add_bicep(path)
    for path in found.templates:
        graph.add_template(path)
    deployable = set(found.bicep) - {path for path in found.bicep if _only_shares(path, files)}
    roots = [Root("terraform", directory) for directory in uncalled(found.terraform, graph)]
    called = uncalled([*sorted(deployable), *templates], graph)
    for path in sorted({*called, *(used for used in uses if used in deployable)}):
        kind: RootKind = "bicep" if path in deployable else "arm"
        roots.append(Root(kind, path, paired_parameters(path, files, uses.get(path, ()))))
    for path in found.plans:
        configuration = configuration_of(path, found.terraform, files) if twins else None
        if configuration is not None:
            roots = [root for root in roots if (root.kind, root.path) != ("terraform", configuration)]
            compiled.append(configuration)
        roots.append(Root("terraform-plan", path, configuration=configuration))
    return roots, tuple(sorted(set(compiled)))


def _uses(parameters: Iterable[str], files: ScanFiles) -> dict[str, list[str]]:
    """The ``.bicepparam`` files that use a Bicep file, by that file."""
    uses: dict[str, list[str]] = {}
    for path in parameters:
        file = files.read(path).file
        using = bicep_parameters_use(file.text) if file is not None else None
        if using is not None:
            uses.setdefault(called_path(path, using), []).append(path)
    return uses


def _bicep_beside(template: str) -> str:
    return template[: template.rfind(".")] + ".bicep"


def _only_shares(path: str, files: ScanFiles) -> bool:
    file = files.read(path).file
    return file is not None and bicep_only_shares(file.text)


def _entry(path: str, files: ScanFiles, diagnostics: list[Diagnostic]) -> list[Root]:
    """The root that a file named as a PATH means, whatever calls it."""
    directory = posixpath.dirname(path) or "."
    kind = kind_of(posixpath.basename(path))
    if kind is Kind.JSON:
        head, refusal = files.head(path)
        if refusal is not None:
            diagnostics.append(refusal._replace(level=Level.ERROR))
            return []
        match triage(head):
            case JsonKind.PLAN:
                return [Root("terraform-plan", path)]
            case JsonKind.TEMPLATE:
                return [Root("arm", path, paired_parameters(path, files, _using_beside(path, files)))]
            case JsonKind.PARAMETERS:
                owner = _template_of(path, files)
                if owner is not None:
                    return [Root("bicep" if owner.endswith(".bicep") else "arm", owner, entry_inputs=(path,))]
                return _not_an_entry(path, "no template beside it has its name", diagnostics)
        return _not_an_entry(path, "it has no `$schema` of a deployment template and is no Terraform plan", diagnostics)
    if kind is Kind.TERRAFORM:
        return [Root("terraform", directory)]
    if kind is Kind.TERRAFORM_VARIABLES:
        if any(kind_of(name) is Kind.TERRAFORM for name in files.names(directory) or ()):
            return [Root("terraform", directory, entry_inputs=(path,))]
        return _not_an_entry(path, "its directory holds no configuration; give it with --var-file", diagnostics)
    if kind is Kind.BICEP:
        return [Root("bicep", path, paired_parameters(path, files, _using_beside(path, files)))]
    if kind is Kind.BICEP_PARAMETERS:
        loaded = files.read(path)
        if loaded.file is None:
            diagnostics.extend([loaded.diagnostic] if loaded.diagnostic is not None else [])
            return []
        using = bicep_parameters_use(loaded.file.text)
        if using is not None and files.exists(called_path(path, using)):
            used = called_path(path, using)
            return [Root("arm" if used.lower().endswith(".json") else "bicep", used, entry_inputs=(path,))]
        return _not_an_entry(path, "its `using` names no file that is here", diagnostics)
    return _not_an_entry(path, "it is no Terraform, Bicep, ARM or plan file", diagnostics)


def _using_beside(path: str, files: ScanFiles) -> list[str]:
    directory = posixpath.dirname(path)
    beside = [
        posixpath.join(directory, name)
        for name in files.names(directory or ".") or ()
        if kind_of(name) is Kind.BICEP_PARAMETERS
    ]
    return _uses(beside, files).get(path, [])


def _template_of(parameters: str, files: ScanFiles) -> str | None:
    """The template that a parameter file is named after."""
    directory, name = posixpath.split(parameters)
    stem = name.split(".parameters", 1)[0]
    for candidate in (f"{stem}.bicep", f"{stem}.json", "main.bicep", "main.json"):
        path = posixpath.join(directory, candidate)
        if candidate != name and candidate in (files.names(directory or ".") or ()):
            return path
    return None


def _not_an_entry(path: str, why: str, diagnostics: list[Diagnostic]) -> list[Root]:
    diagnostics.append(Diagnostic("not-a-template", Level.WARNING, f"nothing to judge: {why}", path=path))
    return []
