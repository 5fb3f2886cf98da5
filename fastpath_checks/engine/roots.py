"""What one deployment is: the roots below the scanned paths."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from fastpath_checks.core.diagnostics import Diagnostic, Level
from fastpath_checks.engine.call_graph import CallGraph, uncalled
from fastpath_checks.engine.calling import bicep_only_shares
from fastpath_checks.engine.entries import entry_roots
from fastpath_checks.engine.json_triage import JsonKind, is_made_by_bicep, triage
from fastpath_checks.engine.pairing import paired_parameters, taking, users, without_template, without_using
from fastpath_checks.engine.plan_twins import configuration_of
from fastpath_checks.engine.request import UsageError
from fastpath_checks.engine.root import Root as Root
from fastpath_checks.engine.root import RootKind as RootKind
from fastpath_checks.sources.globs import Globs
from fastpath_checks.sources.jail import ScanFiles
from fastpath_checks.sources.listing import Kind, kind_of


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
            entries.extend(entry_roots(files.shown(path), files, diagnostics))
        else:
            raise UsageError(f"there is no file or directory {path!r}")
    _sort_out(sorted(listed), files, found, diagnostics)
    graph = CallGraph(files)
    uses = users(found.bicep_parameters, files)
    diagnostics.extend(without_template(uses, files))
    diagnostics.extend(without_using(found.bicep_parameters, files))
    roots, compiled = _directory_roots(found, uses, graph, files, twins)
    roots += [Root("bicep", path, entry_inputs=(path,)) for path in taking(found.bicep_parameters, files)]
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
    found: _Found, uses: dict[str, list[str]], graph: CallGraph, files: ScanFiles, twins: bool
) -> tuple[list[Root], tuple[str, ...]]:
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
    for path in templates:
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


def _bicep_beside(template: str) -> str:
    return template[: template.rfind(".")] + ".bicep"


def _only_shares(path: str, files: ScanFiles) -> bool:
    file = files.read(path).file
    return file is not None and bicep_only_shares(file.text)
