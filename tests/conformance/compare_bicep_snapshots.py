"""Whether our graph of a Bicep deployment is the one that ``bicep snapshot`` predicts, value by value.

Usage: python tests/conformance/compare_bicep_snapshots.py FOLDER...    (a checkout of Azure/bicep)

A snapshot is what the real compiler and engine make of a ``.bicepparam`` and its template, everything resolved that is
known before the deployment. They are read from ``*.snapshot.json`` beside their parameter files, and from the tests in
C# that write the files and the snapshot down. Where a snapshot keeps an expression, ours must not know the value; any
other value must be ours. What differs is listed in ``EXPLAINED`` with its reason, or fails.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import dedent
from typing import Any, NamedTuple

from fastpath_checks.core.claims import Truth
from fastpath_checks.core.values import Known, Unknown, Value, known_throughout
from fastpath_checks.evaluate.arm import evaluate_template
from fastpath_checks.evaluate.arm.from_bicep import bicep_loader
from fastpath_checks.evaluate.arm.from_bicep_parameters import read_bicep_parameters, used_module
from fastpath_checks.evaluate.arm.scope import Placement
from fastpath_checks.evaluate.arm.template import Inputs
from fastpath_checks.graph.linking import same_resource
from fastpath_checks.graph.resource_ids import ResourceId, parse_resource_id
from fastpath_checks.graph.resources import Deployment, Resource
from fastpath_checks.sources.jail import ScanFiles

EXPLAINED = {
    "Snapshot_command_injects_appropriate_metadata_for_scope": "we are not told where a deployment is kept: "
    "deployment().location",
    "GetSnapshot_returns_a_snapshot_with_external_inputs": "we are not told external inputs: what a pipeline binds",
}
"""Snapshots that know what our inputs cannot say, by the names of their tests."""

NO_SUBSCRIPTION = "00000000-0000-0000-0000-000000000000"
GROUP = "myRg"
"""Where the compiler's tests say that their snapshots are deployed to."""

_FILE = re.compile(
    r'"/?([\w.]+\.(?:bicep|bicepparam))"\]?\s*(?:,|=)\s*"""(?:\r?\n)?(.*?)(?:\r?\n[ \t]*)?"""', re.DOTALL
)
_EXPECTED = re.compile(r'(?:JObject\.Parse|DeepEqualJson)\("""\r?\n(.*?)\r?\n[ \t]*"""', re.DOTALL)
_TEST = re.compile(r"public (?:async Task|void) (\w+)\(")
_SUBSCRIPTION = re.compile(r'[sS]ubscriptionId: "([^"]+)"')


class Case(NamedTuple):
    """``subscription`` and ``resource_group`` are None where the snapshot is told none."""

    name: str
    parameters: Path
    snapshot: dict[str, Any]
    subscription: str | None
    resource_group: str | None


def main(folders: list[str]) -> int:
    seen: Counter[str] = Counter()
    with TemporaryDirectory() as scratch:
        for case in cases(folders, Path(scratch)):
            counted: Counter[str] = Counter()
            differences = list(compare(case, counted))
            why = EXPLAINED.get(case.name)
            verdict = "equal" if not differences else "explained" if why else "different"
            seen.update(counted)
            seen[verdict] += 1
            print(f"{case.name}: {verdict}" + (f" ({why})" if differences and why else ""))
            for one in differences:
                print(f"    {one}")
    print(
        f"{seen['equal']} snapshots equal, {seen['explained']} explained, {seen['different']} different; "
        f"{seen['resources']} resources, {seen['known']} values the same, {seen['open']} open on both sides"
    )
    return 1 if seen["different"] else 0


def cases(folders: list[str], scratch: Path) -> Iterator[Case]:
    for folder in folders:
        for path in sorted(Path(folder).rglob("*.snapshot.json")):
            parameters = path.with_name(path.name.replace(".snapshot.json", ".bicepparam"))
            if parameters.exists():
                yield Case(path.parent.name, parameters, _read(path.read_text("utf-8-sig")), NO_SUBSCRIPTION, GROUP)
        for path in sorted(Path(folder).rglob("*Tests.cs")):
            text = path.read_text("utf-8-sig")
            if "predictedresources" in text.lower():
                yield from _written_in(text, scratch)


def _written_in(text: str, scratch: Path) -> Iterator[Case]:
    """The snapshots that tests in C# hold: each with the files that it writes before, and what it is told."""
    for test in text.split("[TestMethod]")[1:]:
        name, expected = _TEST.search(test), _EXPECTED.search(test)
        if name is None or expected is None:
            continue
        folder = scratch / name[1]
        folder.mkdir(exist_ok=True)
        for file, content in reversed(_FILE.findall(test)):  # what it writes later is for another snapshot
            (folder / file).write_text(dedent(content), "utf-8")
        told = _SUBSCRIPTION.search(test)
        subscription = told[1] if told else NO_SUBSCRIPTION if "--subscription-id" in test else None
        group = GROUP if f'"{GROUP}"' in test else None
        yield Case(name[1], folder / "main.bicepparam", _read(expected[1]), subscription, group)


def _read(text: str) -> dict[str, Any]:
    """A snapshot, with the names of its parts in one spelling."""
    return {key[0].lower() + key[1:]: value for key, value in json.loads(text).items()}


def compare(case: Case, counted: Counter[str]) -> Iterator[str]:
    deployment = deployed(case)
    ours = list(deployment.resources)
    for expected in case.snapshot["predictedResources"]:
        resource = next((one for one in ours if is_meant(expected, one)), None)
        shown = f"{expected['type']} {expected.get('name', '')}".strip()
        if resource is None:
            yield f"{shown}: not ours"
            continue
        ours.remove(resource)
        counted["resources"] += 1
        yield from different(shown, body_of(expected), Known(resource.body), counted)
    for resource in ours:
        yield f"{resource.type} {resource.name}: only ours"
    outputs = {name: value for name, value in deployment.outputs.items() if not _is_null(value)}
    yield from different("outputs", case.snapshot["outputs"], Known(outputs), counted)


def deployed(case: Case) -> Deployment:
    files = ScanFiles([case.parameters.parent.as_posix()])
    load = bicep_loader(files)
    file = files.read(case.parameters.as_posix()).file
    assert file is not None
    template = used_module(file, load).template
    assert template is not None
    parameters, _ = read_bicep_parameters(file, load)
    placement = Placement("", _known(case.subscription), _known(case.resource_group))
    return evaluate_template(template, Inputs((parameters,)), files, lambda _: True, placement)


def _known(text: str | None) -> Known | None:
    return None if text is None else Known(text)


def is_meant(expected: dict[str, Any], resource: Resource) -> bool:
    """By id; where it has none, or one that is a resource group's, by type and name."""
    type, _, version = expected["type"].partition("@")
    if resource.type.casefold() != type.casefold():
        return False
    if resource.api_version != expected.get("apiVersion", version):
        return False
    id = parse_resource_id(expected.get("id", ""))
    if id is not None and id.resource_group is not None:
        return same_resource(id, resource.id) is Truth.YES
    return "name" not in expected or resource.full_name == expected["name"]


def body_of(expected: dict[str, Any]) -> dict[str, Any]:
    """What the request says; of what is not Azure's, the compiler wraps it in properties."""
    if "id" not in expected:
        properties: dict[str, Any] = expected["properties"]
        return properties
    return {key: value for key, value in expected.items() if key not in ("id", "type", "name", "apiVersion")}


def different(where: str, expected: Any, ours: Value, counted: Counter[str]) -> Iterator[str]:
    if isinstance(expected, str) and re.fullmatch(r"\[(?!\[).*\]", expected, re.DOTALL):
        counted["open"] += 1
        if known_throughout(ours):
            yield f"{where}: known to us, {expected} in the snapshot"
    elif not isinstance(ours, Known):
        shown = ours.residual if isinstance(ours, Unknown) else "alternatives"
        yield f"{where}: {expected!r} in the snapshot, open for us: {shown}"
    elif isinstance(expected, dict) and isinstance(ours.data, dict):
        left = {key.casefold(): value for key, value in expected.items()}
        right = {key.casefold(): value for key, value in ours.data.items()}
        for key in sorted(left.keys() | right.keys()):
            yield from different(f"{where}.{key}", left.get(key), right.get(key, Known(None)), counted)
    elif isinstance(expected, list) and isinstance(ours.data, list) and len(expected) == len(ours.data):
        for index, (one, other) in enumerate(zip(expected, ours.data, strict=True)):
            yield from different(f"{where}[{index}]", one, other, counted)
    elif not _is_same(expected, ours.data):
        yield f"{where}: {expected!r} in the snapshot, {ours.data!r} ours"
    else:
        counted["known"] += 1


def _is_same(expected: Any, data: Any) -> bool:
    if isinstance(data, ResourceId):
        id = parse_resource_id(expected) if isinstance(expected, str) else None
        return id is not None and same_resource(id, data) is Truth.YES
    return type(expected) is type(data) and bool(expected == data)


def _is_null(value: Value) -> bool:
    return isinstance(value, Known) and value.data is None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
