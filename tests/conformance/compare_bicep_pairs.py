"""Whether Bicep and the ARM JSON that the real compiler made of it come to the same resources.

Usage: python tests/conformance/compare_bicep_pairs.py FOLDER...

Each Bicep file with a JSON file of the same stem beside it whose metadata says that Bicep made it is evaluated from
both, three times: without parameters, with a made-up value for each that is required, and for each without a default.
Types, names and bodies are compared, with the places of what is not known. A difference is explained where the Bicep
side says that it comes from a module or an import that is not in the files, for the compiler has those, or where
``explained_pairs.yaml`` lists the pair with a reason. Any other difference fails.
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
from made_up_parameters import Inventor

from fastpath_checks.core.values import Because, Known, OneOf, Unknown, Value, from_plain
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


class Pair(NamedTuple):
    """One template, read from both; ``has_gaps`` where Bicep calls or imports what is not in the files."""

    bicep: Template
    compiled: Template
    has_gaps: bool
    tree: dict[str, Any]


class Comparison(NamedTuple):
    unexplained: list[Difference]
    explained: int

    @property
    def verdict(self) -> str:
        return "different" if self.unexplained else "by gaps" if self.explained else "equal"


PASSES = ("without parameters", "with those that are required", "with all that have no default")


def main(folders: list[str]) -> int:
    OUTLINES.clear()  # they say less than the modules do; compare_verified_modules.py is about them
    files = ScanFiles(folders)
    load = bicep_loader(files)
    text = Path(__file__).with_name("explained_pairs.yaml").read_text("utf-8")
    listed = tuple(one["pair"] for one in yaml.safe_load(text))
    rows: dict[str, Counter[str]] = {name: Counter() for name in (*PASSES, "in all three")}
    with_gaps, needless = 0, 0
    for source in pairs(folders):
        pair = read(source, files, load)
        with_gaps += pair.has_gaps
        is_listed = source.with_suffix("").as_posix().endswith(listed)
        comparisons = [compare(pair, inputs, files) for inputs in inputs_of(pair)]
        worst = max(comparisons, key=lambda one: (len(one.unexplained), one.explained))
        for row, one in zip(rows.values(), (*comparisons, worst), strict=True):
            row["listed" if is_listed and one.unexplained else one.verdict] += 1
        if is_listed and not worst.unexplained:
            needless += 1
            print(f"{source}: listed without need")
        if worst.unexplained and not is_listed:
            print(source)
            for difference in worst.unexplained[:3]:
                print(f"    {difference.where}")
                print(f"        bicep    {difference.bicep!s:.160}\n        compiled {difference.compiled!s:.160}")
    verdicts = ("equal", "by gaps", "listed", "different")
    print(f"{rows['in all three'].total()} pairs, {with_gaps} with modules or imports that are not in the files\n")
    print("| pairs | equal | explained by what is not in the files | explained in the list | different |")
    print("| --- | --- | --- | --- | --- |")
    for name, row in rows.items():
        print(f"| {name} | {' | '.join(str(row[verdict]) for verdict in verdicts)} |")
    return 1 if rows["in all three"]["different"] or needless else 0


def pairs(folders: list[str]) -> Iterator[Path]:
    for folder in folders:
        for source in sorted(Path(folder).rglob("*.bicep")):
            compiled = source.with_suffix(".json")
            if compiled.exists() and '"_generator"' in (text := compiled.read_text("utf-8-sig")) and '"bicep"' in text:
                yield source


def read(source: Path, files: ScanFiles, load: ModuleLoader) -> Pair:
    ours, theirs = files.read(str(source)).file, files.read(str(source.with_suffix(".json"))).file
    assert ours is not None
    assert theirs is not None
    template, remarks = read_bicep(ours, load)
    compiled, _ = json_reader(files)(theirs)
    assert compiled is not None
    has_gaps = any(remark.code in ("module-not-found", "import-not-found") for remark in remarks)
    return Pair(template, compiled, has_gaps, json.loads(theirs.text))


def inputs_of(pair: Pair) -> Iterator[Inputs]:
    """What the template is given in each of the passes."""
    yield Inputs()
    for everything in (False, True):
        made_up = Inventor(pair.tree, everything=everything).parameters()
        yield Inputs((), {name: from_plain(value) for name, value in made_up.items()})


def compare(pair: Pair, inputs: Inputs, files: ScanFiles) -> Comparison:
    """The differences that nothing explains, and how many others there are."""
    bicep, compiled = bodies(deployed(pair.bicep, inputs, files)), bodies(deployed(pair.compiled, inputs, files))
    differences = list(different_resources(bicep, compiled))
    unexplained = [one for one in differences if not one.is_explained and not (pair.has_gaps and one.bicep == ABSENT)]
    return Comparison(unexplained, len(differences) - len(unexplained))


def deployed(template: Template, inputs: Inputs, files: ScanFiles) -> Deployment:
    return evaluate_template(template, inputs, files, lambda _: True)


def bodies(deployment: Deployment) -> dict[str, list[Any]]:
    """The bodies of what is deployed, by type and names: of those with unknown names there may be several."""
    found: dict[str, list[Any]] = {}
    for resource in deployment.resources:
        if resource.existing or resource.type.casefold() == DEPLOYMENT:
            continue
        # Bicep knows a child's own name where JSON has one text for all names.
        are_known = all(isinstance(name, Known) for name in resource.names)
        spelled = [str(canonical(name)) for name in resource.names]
        body = {"exists": resource.exists.truth.name, **canonical(Known(resource.body))}
        if OUTSIDE in spelled:
            body[OUTSIDE] = "its name"
        names = "/".join(spelled) if are_known else UNKNOWN
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
        case Known(data) if isinstance(data, str):
            return data.replace("\r\n", "\n")  # line ends are those of whoever checked the source out
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
