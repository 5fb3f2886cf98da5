"""Whether Bicep and the ARM JSON that the real compiler made of it come to the same resources.

Usage: python tests/conformance/compare_bicep_pairs.py FOLDER...

Each ``main.bicep`` with a ``main.json`` beside it whose metadata says that Bicep made it is evaluated from both,
without parameters. Types, names and bodies are compared, with the places of what is not known. A difference is
explained where the Bicep side says that it comes from a module or an import that is not in the files, for the compiler
has those, or where ``explained_pairs.yaml`` lists the pair with a reason. Any other difference fails.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from fastpath_checks.core.values import Because, Known, OneOf, Unknown, Value
from fastpath_checks.evaluate.arm import evaluate_template
from fastpath_checks.evaluate.arm.from_bicep import bicep_loader, read_bicep
from fastpath_checks.evaluate.arm.from_bicep_modules import ModuleLoader
from fastpath_checks.evaluate.arm.from_json import json_reader
from fastpath_checks.evaluate.arm.template import Inputs, Template
from fastpath_checks.evaluate.arm.verified_modules import OUTLINES
from fastpath_checks.graph.resource_ids import ResourceId
from fastpath_checks.graph.resources import Deployment
from fastpath_checks.sources.jail import ScanFiles

ABSENT = "<absent>"
UNKNOWN = "<unknown>"
OUTSIDE = "<unknown: outside the files>"


DEPLOYMENT = "microsoft.resources/deployments"
"""Deployments written as resources are no resources once their templates are read."""


class Difference(NamedTuple):
    where: str
    bicep: Any
    compiled: Any

    @property
    def is_explained(self) -> bool:
        return OUTSIDE in _shown(self.bicep) or OUTSIDE in self.where


def _shown(value: Any) -> str:
    return json.dumps(value, default=str) if isinstance(value, (dict, list)) else str(value)


class Choices(NamedTuple):
    """Alternatives as one text; ``outside`` where what decides between them is not in the files."""

    text: str
    outside: bool

    def __str__(self) -> str:
        return f"one of {self.text}" + (f", {OUTSIDE}" if self.outside else "")


def main(folders: list[str]) -> int:
    verdicts: Counter[str] = Counter()
    OUTLINES.clear()  # they say less than the modules do; compare_verified_modules.py is about them
    files = ScanFiles(folders)
    load = bicep_loader(files)
    listed = [
        one["pair"] for one in yaml.safe_load(Path(__file__).with_name("explained_pairs.yaml").read_text("utf-8"))
    ]
    for bicep in pairs(folders):
        different, explained = compare(bicep, files, load)
        is_listed = any(bicep.parent.as_posix().endswith(one) for one in listed)
        verdict = "different" if different else "explained" if explained else "equal"
        if is_listed:
            verdict = "listed" if different else "listed without need"
        verdicts[verdict] += 1
        if verdict in ("different", "listed without need"):
            print(f"{bicep.parent}: {verdict}")
            for one in different[:3]:
                print(f"    {one.where}\n        bicep    {one.bicep!s:.160}\n        compiled {one.compiled!s:.160}")
    explained_pairs = verdicts["explained"] + verdicts["listed"]
    print(
        f"{verdicts['equal']} equal, {explained_pairs} explained ({verdicts['explained']} by what is not in the files, "
        f"{verdicts['listed']} listed), {verdicts['different']} different"
    )
    return 1 if verdicts["different"] or verdicts["listed without need"] else 0


def pairs(folders: list[str]) -> Iterator[Path]:
    for folder in folders:
        for compiled in sorted(Path(folder).rglob("main.json")):
            source = compiled.with_suffix(".bicep")
            if source.exists() and '"_generator"' in (text := compiled.read_text("utf-8-sig")) and '"bicep"' in text:
                yield source


def compare(source: Path, files: ScanFiles, load: ModuleLoader) -> tuple[list[Difference], bool]:
    """The differences that nothing explains, and whether there are others."""
    ours, theirs = files.read(str(source)).file, files.read(str(source.with_suffix(".json"))).file
    assert ours is not None
    assert theirs is not None
    template, remarks = read_bicep(ours, load)
    compiled, _ = json_reader(files)(theirs)
    assert compiled is not None
    has_gaps = any(remark.code in ("module-not-found", "import-not-found") for remark in remarks)
    differences = list(different_resources(bodies(deployed(template, files)), bodies(deployed(compiled, files))))
    unexplained = [one for one in differences if not one.is_explained and not (has_gaps and one.bicep == ABSENT)]
    return unexplained, len(unexplained) < len(differences)


def deployed(template: Template, files: ScanFiles) -> Deployment:
    return evaluate_template(template, Inputs(), files, lambda _: True)


def bodies(deployment: Deployment) -> dict[str, list[Any]]:
    """The bodies of what is deployed, by type and names: of those with unknown names there may be several."""
    found: dict[str, list[Any]] = {}
    for resource in deployment.resources:
        if resource.existing or resource.type.casefold() == DEPLOYMENT:
            continue
        # Bicep knows a child's own name where JSON has one text for all names.
        are_known = all(isinstance(name, Known) for name in resource.names)
        names = "/".join(str(canonical(name)) for name in resource.names) if are_known else UNKNOWN
        body = {"exists": resource.exists.truth.name, **canonical(Known(resource.body))}
        found.setdefault(f"{resource.type.casefold()} {names}", []).append(body)
    return found


def different_resources(left: dict[str, list[Any]], right: dict[str, list[Any]]) -> Iterator[Difference]:
    """What is different, of those with the same names the ones compared that differ least."""
    for key in sorted(left.keys() | right.keys()):
        ours, theirs = list(left.get(key, ())), list(right.get(key, ()))
        for body in list(ours):
            if body in theirs:
                ours.remove(body)
                theirs.remove(body)
        for body in list(ours):
            if theirs:
                nearest = min(theirs, key=lambda other: len(list(compared(key, body, other))))
                ours.remove(body)
                theirs.remove(nearest)
                yield from compared(key, body, nearest)
        for one, other in zip_longest(ours, theirs, fillvalue=ABSENT):
            yield from compared(key, one, other)


def canonical(value: Value) -> Any:
    match value:
        case Unknown():
            return OUTSIDE if value.because is Because.OUTSIDE_THE_FILES else UNKNOWN
        case OneOf(choices):
            text = ", ".join(sorted(json.dumps(canonical(choice), sort_keys=True, default=str) for choice in choices))
            return Choices(text, any(one.because is Because.OUTSIDE_THE_FILES for one in value.missing))
        case Known(data) if isinstance(data, dict):
            return {key.casefold(): canonical(item) for key, item in data.items()}
        case Known(data) if isinstance(data, list):
            return [canonical(item) for item in data]
        case Known(data):
            return str(data).casefold() if isinstance(data, ResourceId) else data


def compared(where: str, left: Any, right: Any) -> Iterator[Difference]:
    if isinstance(left, dict) and isinstance(right, dict):
        for key in sorted(left.keys() | right.keys()):
            yield from compared(f"{where}.{key}", left.get(key), right.get(key))
    elif isinstance(left, list) and isinstance(right, list) and len(left) == len(right):
        for index, (one, other) in enumerate(zip(left, right, strict=True)):
            yield from compared(f"{where}[{index}]", one, other)
    elif isinstance(left, Choices) and isinstance(right, Choices) and left.text == right.text:
        return
    elif left != right and not (left in (UNKNOWN, OUTSIDE) and right in (UNKNOWN, OUTSIDE)):
        yield Difference(where, left, right)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
