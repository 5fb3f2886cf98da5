"""The root that a file means when a PATH names it: always an entry, whatever calls it."""

from __future__ import annotations

import posixpath

from fastpath_checks.core.diagnostics import Diagnostic, Level
from fastpath_checks.engine.calling import bicep_parameters_take, bicep_parameters_use, called_path
from fastpath_checks.engine.json_triage import JsonKind, triage
from fastpath_checks.engine.pairing import paired_parameters, using_beside
from fastpath_checks.engine.root import Root
from fastpath_checks.sources.jail import ScanFiles
from fastpath_checks.sources.listing import Kind, kind_of


def entry_roots(path: str, files: ScanFiles, diagnostics: list[Diagnostic]) -> list[Root]:
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
                return [Root("arm", path, paired_parameters(path, files, using_beside(path, files)))]
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
        return [Root("bicep", path, paired_parameters(path, files, using_beside(path, files)))]
    if kind is Kind.BICEP_PARAMETERS:
        loaded = files.read(path)
        if loaded.file is None:
            diagnostics.extend([loaded.diagnostic] if loaded.diagnostic is not None else [])
            return []
        if bicep_parameters_take(loaded.file.text) is not None:
            return [Root("bicep", path, entry_inputs=(path,))]
        using = bicep_parameters_use(loaded.file.text)
        if using is not None and files.exists(called_path(path, using)):
            used = called_path(path, using)
            return [Root("arm" if used.lower().endswith(".json") else "bicep", used, entry_inputs=(path,))]
        return _not_an_entry(path, "its `using` names no file that is here", diagnostics)
    return _not_an_entry(path, "it is no Terraform, Bicep, ARM or plan file", diagnostics)


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
