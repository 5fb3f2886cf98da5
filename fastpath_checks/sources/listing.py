"""The candidates below a directory: files that may hold infrastructure, by their names alone."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from enum import Enum
from typing import NamedTuple

from fastpath_checks.core.diagnostics import Diagnostic, Level
from fastpath_checks.sources.globs import Globs
from fastpath_checks.sources.reading import unreadable


class Kind(Enum):
    """What a file's name says that it is."""

    TERRAFORM = "terraform"
    TERRAFORM_VARIABLES = "terraform-variables"
    BICEP = "bicep"
    BICEP_PARAMETERS = "bicep-parameters"
    JSON = "json"


_NEVER_ENTERED = {".git", ".terraform", "node_modules"}
_CHECKOV_CLONE = re.compile(r"[0-9a-f]{8}_checks\Z")
_TERRAFORM_ENDS = (".tf", ".tf.json", ".tofu", ".tofu.json")


class Listing(NamedTuple):
    """``files`` are the candidates' absolute paths, sorted; ``diagnostics`` name what could not be entered."""

    files: list[str]
    diagnostics: list[Diagnostic]


def kind_of(name: str) -> Kind | None:
    """The kind of a file by its name; None for what is no candidate. Terraform's own rules for ignored names count."""
    if name.endswith(_TERRAFORM_ENDS):
        return None if _terraform_ignores(name) else Kind.TERRAFORM
    if name.endswith((".tfvars", ".tfvars.json")):
        return Kind.TERRAFORM_VARIABLES
    lowered = name.lower()
    if lowered.endswith(".bicep"):
        return Kind.BICEP
    if lowered.endswith(".bicepparam"):
        return Kind.BICEP_PARAMETERS
    if lowered.endswith(".json"):
        return Kind.JSON
    return None


def list_candidates(
    top: str, exclude: Globs, may_enter: Callable[[str], bool], shown: Callable[[str], str] = str
) -> Listing:
    """Walk below the absolute directory ``top``, whatever its own name is.

    A link to a directory is entered only where ``may_enter`` allows its target and no other path leads there, so loops
    end and nothing is listed twice. ``exclude`` is matched against paths relative to ``top``, and as ``shown``.
    """
    files: list[str] = []
    diagnostics: list[Diagnostic] = []
    links: list[str] = []
    real_top = os.path.realpath(top)
    prefix = len(top.rstrip(os.sep)) + 1
    entered: set[str] = set()
    pending = [(top, real_top)]

    def is_excluded(path: str) -> bool:
        return not exclude.is_empty and (
            exclude.matches(path[prefix:].replace(os.sep, "/")) or exclude.matches(shown(path))
        )

    while pending or links:
        if not pending:
            link = links.pop()
            target = os.path.realpath(link)
            if not may_enter(target):
                diagnostics.append(_leads_outside(shown(link)))
                continue
            if _holds(target, real_top):
                continue
            pending.append((link, target))
        directory, real = pending.pop()
        if real in entered:
            continue
        entered.add(real)
        try:
            with os.scandir(directory) as scan:
                entries = list(scan)
        except OSError as error:
            diagnostics.append(unreadable(shown(directory), error)._replace(level=Level.ERROR))
            continue
        if directory != top and any(entry.name == "pyvenv.cfg" for entry in entries):
            continue
        for entry in entries:
            name = entry.name
            if entry.is_dir(follow_symlinks=False):
                if _is_entered(name) and not is_excluded(entry.path):
                    pending.append((entry.path, os.path.join(real, name)))
            elif entry.is_symlink() and _is_directory(entry):
                if _is_entered(name) and not is_excluded(entry.path):
                    links.append(entry.path)
            elif kind_of(name) is not None and not is_excluded(entry.path):
                files.append(entry.path)
        links.sort(reverse=True)
    return Listing(sorted(files), sorted(diagnostics, key=lambda one: one.path))


def _holds(outer: str, inner: str) -> bool:
    return inner == outer or inner.startswith(outer.rstrip(os.sep) + os.sep)


def _is_entered(name: str) -> bool:
    return name not in _NEVER_ENTERED and _CHECKOV_CLONE.match(name) is None


def _is_directory(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _terraform_ignores(name: str) -> bool:
    """Hidden files and editors' leftovers, as Terraform itself leaves them out."""
    return name.startswith(".") or (name.startswith("#") and name.endswith("#"))


def _leads_outside(shown_path: str) -> Diagnostic:
    return Diagnostic(
        "outside-the-root",
        Level.WARNING,
        "the link leads out of the scanned tree and is not followed",
        path=shown_path,
    )
