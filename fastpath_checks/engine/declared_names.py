"""What each file below a path declares, by name, as our own parsers read it: for comparing with other readers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from fastpath_checks.core.spans import SourceFile
from fastpath_checks.engine.json_triage import JsonKind, triage
from fastpath_checks.engine.policies import policy_of
from fastpath_checks.engine.request import Request
from fastpath_checks.sources.globs import Globs
from fastpath_checks.sources.jail import ScanFiles
from fastpath_checks.sources.listing import Kind, kind_of
from fastpath_checks.syntax.bicep import parse_bicep
from fastpath_checks.syntax.bicep.statements import Module, Resource
from fastpath_checks.syntax.hcl import parse_configuration

_BLOCKS = {"resource", "data", "module"}


class Declared(NamedTuple):
    """A file with infrastructure; ``language`` is terraform, terraform_json, bicep or arm.

    ``names`` are those of its resources, data sources and modules (``module.hub``), None where nothing is compared.
    """

    path: str
    language: str
    text: str
    names: frozenset[str] | None


def declarations(request: Request) -> list[Declared]:
    """The files that a scan of the request would look at, sorted by path. Raises as a scan does."""
    files, policy = policy_of(request)
    exclude = Globs(policy.exclude)
    paths = {path for one in request.paths for path in _candidates(one, files, exclude)}
    found = (_declared(path, files) for path in sorted(paths))
    return [one for one in found if one is not None]


def _candidates(path: str, files: ScanFiles, exclude: Globs) -> Iterator[str]:
    if files.is_directory(path):
        yield from files.candidates(path, exclude).files
    elif files.exists(path):
        yield files.shown(path)


def _declared(path: str, files: ScanFiles) -> Declared | None:
    kind = kind_of(path.rpartition("/")[2])
    if kind is Kind.JSON and triage(files.head(path)[0]) is not JsonKind.TEMPLATE:
        return None
    if kind not in (Kind.TERRAFORM, Kind.BICEP, Kind.JSON):
        return None
    file = files.read(path).file
    if file is None:
        return None
    if kind is Kind.TERRAFORM:
        if path.endswith(".json"):
            return Declared(path, "terraform_json", file.text, None)
        return Declared(path, "terraform", file.text, _in_terraform(file))
    if kind is Kind.BICEP:
        return Declared(path, "bicep", file.text, _in_bicep(file))
    return Declared(path, "arm", file.text, None)


def _in_terraform(file: SourceFile) -> frozenset[str]:
    body = parse_configuration(file)[0]
    return frozenset(".".join((one.type, *one.labels)) for one in body.blocks if one.type in _BLOCKS)


def _in_bicep(file: SourceFile) -> frozenset[str]:
    kinds = {Resource: "resource", Module: "module"}
    statements = parse_bicep(file)[0].statements
    return frozenset(f"{kinds[type(one)]}.{one.name.name}" for one in statements if isinstance(one, (Resource, Module)))
