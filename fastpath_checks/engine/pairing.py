"""Which parameter files belong to a template: by name for ARM and Bicep, by ``using`` for ``.bicepparam``."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable

from fastpath_checks.core.diagnostics import Diagnostic, Level
from fastpath_checks.core.spans import Span
from fastpath_checks.engine.calling import (
    bicep_parameters_extend,
    bicep_parameters_take,
    bicep_parameters_use,
    called_path,
)
from fastpath_checks.engine.declared import declared_parameters, given_parameters
from fastpath_checks.engine.json_triage import JsonKind, triage
from fastpath_checks.sources.jail import ScanFiles
from fastpath_checks.sources.listing import Kind, kind_of

_LOOSE = re.compile(r"azuredeploy\.parameters.*\.json\Z", re.IGNORECASE)
"""Quickstart templates name their parameters so, even where the template beside them is a ``main.bicep``."""
_USING_NONE = re.compile(r"^[ \t]*using[ \t]+none\b", re.MULTILINE)


def paired_parameters(path: str, files: ScanFiles, using: Collection[str]) -> tuple[str, ...]:
    """The parameter files of a template, sorted; ``using`` are the ``.bicepparam`` files that name it."""
    directory, name = posixpath.split(path)
    stem = re.escape(name[: name.rfind(".")])
    by_name = re.compile(rf"{stem}\.parameters(?:\.[^/]+)?\.json\Z", re.IGNORECASE)
    beside = [posixpath.join(directory, one) for one in files.names(directory or ".") or () if one.endswith(".json")]
    named = {one for one in beside if by_name.match(posixpath.basename(one)) and _may_be_parameters(one, files)}
    if name.lower().startswith("azuredeploy.") or not (named or using):
        loose = (one for one in beside if _LOOSE.match(posixpath.basename(one)) and _may_be_parameters(one, files))
        named.update(one for one in loose if _is_for(one, path, files))
    return tuple(sorted({*using, *named}))


def users(parameters: Iterable[str], files: ScanFiles) -> dict[str, list[str]]:
    """The ``.bicepparam`` files that use a template, by that template."""
    found: dict[str, list[str]] = {}
    for path in parameters:
        file = files.read(path).file
        using = bicep_parameters_use(file.text) if file is not None else None
        if using is not None:
            found.setdefault(called_path(path, using), []).append(path)
    return found


def without_template(uses: dict[str, list[str]], files: ScanFiles) -> list[Diagnostic]:
    """A warning for each ``.bicepparam`` whose ``using`` names a file that is not there."""
    found: list[Diagnostic] = []
    for template, parameters in uses.items():
        if files.exists(template):
            continue
        for path in parameters:
            file = files.read(path).file
            using = bicep_parameters_use(file.text) if file is not None else None
            if file is None or using is None:
                continue
            at = file.text.index(f"'{using}'", file.text.index("using"))
            summary = f"nothing to judge: the template '{using}' that it uses is not here"
            span = Span(file, at, at + len(using) + 2)
            found.append(Diagnostic("template-not-found", Level.WARNING, summary, span=span))
    return found


def taking(parameters: Iterable[str], files: ScanFiles) -> list[str]:
    """The ``.bicepparam`` files that use a registry's module or a template spec: each is a root of its own."""
    read = ((path, files.read(path).file) for path in parameters)
    return [path for path, file in read if file is not None and bicep_parameters_take(file.text) is not None]


def without_using(parameters: Iterable[str], files: ScanFiles) -> list[Diagnostic]:
    """A remark on each ``.bicepparam`` that names no template, but for those that another one extends."""
    texts = {path: file.text for path in parameters if (file := files.read(path).file) is not None}
    extended = {called_path(path, base) for path, text in texts.items() if (base := bicep_parameters_extend(text))}
    found: list[Diagnostic] = []
    for path, text in texts.items():
        if path in extended or bicep_parameters_use(text) is not None or bicep_parameters_take(text) is not None:
            continue
        is_meant = _USING_NONE.search(text) is not None
        level = Level.NOTE if is_meant else Level.WARNING
        why = "it uses none" if is_meant else "its `using` names none"
        found.append(Diagnostic("template-not-found", level, f"nothing to judge: of templates, {why}", path=path))
    return found


def using_beside(path: str, files: ScanFiles) -> list[str]:
    """The ``.bicepparam`` files in a template's own directory that use it."""
    directory = posixpath.dirname(path)
    beside = [
        posixpath.join(directory, name)
        for name in files.names(directory or ".") or ()
        if kind_of(name) is Kind.BICEP_PARAMETERS
    ]
    return users(beside, files).get(path, [])


def _may_be_parameters(path: str, files: ScanFiles) -> bool:
    head, refusal = files.head(path)
    return refusal is not None or triage(head) not in (JsonKind.TEMPLATE, JsonKind.PLAN)


def _is_for(parameters: str, template: str, files: ScanFiles) -> bool:
    """Whether a template declares all that a loosely named parameter file gives."""
    if posixpath.basename(template).lower().startswith("azuredeploy."):
        return True
    given = given_parameters(parameters, files)
    if not given:
        return False
    declared = {name.casefold() for name in declared_parameters(template, files)}
    return all(name.casefold() in declared for name in given)
