"""How our values of public configurations agree with the real terraform's. Not a test: run by hand on a folder.

    python tests/conformance/sweep_terraform.py FOLDER [--show N]

Every directory with ``.tf`` files is planned by terraform (see ``rewritten_terraform``) with variables that are filled
in where they have no default, and evaluated by us with the same ones. Each value that terraform knows is ``equal``,
``unknown`` to us (with the reasons counted) or ``differs``; ids, which a cloud makes up, are left out.
"""

from __future__ import annotations

import argparse
import json
import os
import posixpath
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from typing import Any

from rewritten_terraform import CannotRewrite, Lacking, learn, original, rewrite

from fastpath_checks.core.spans import SourceFile
from fastpath_checks.core.values import Known, Unknown, Value
from fastpath_checks.evaluate.terraform import TerraformInputs, evaluate_configuration
from fastpath_checks.evaluate.terraform.azurerm import identify
from fastpath_checks.evaluate.terraform.plan_resources import module_steps
from fastpath_checks.graph.resource_ids import ResourceId
from fastpath_checks.sources.jail import ScanFiles
from fastpath_checks.syntax.hcl import nodes, parse_configuration

PASSES = 12
FILLED_IN = {"string": "filled-in", "number": 1, "bool": True}


class Tally:
    """What was found in all directories so far."""

    def __init__(self) -> None:
        self.values: Counter[str] = Counter()
        self.reasons: Counter[str] = Counter()
        self.differences: list[str] = []
        self.unknowns: list[str] = []
        self.failed: list[str] = []
        self.directories = 0


def filled_in(type: nodes.Expression | None) -> Any:
    """A value for a variable without default, of a type as it is written; what an object need not have is left out."""
    match type:
        case nodes.Variable(name):
            return FILLED_IN.get(name, "filled-in")
        case nodes.Call(name="list" | "set", arguments=[inner]):
            return [filled_in(inner)]
        case nodes.Call(name="map", arguments=[inner]):
            return {"k": filled_in(inner)}
        case nodes.Call(name="tuple", arguments=[nodes.TupleExpression(items)]):
            return [filled_in(one) for one in items]
        case nodes.Call(name="object", arguments=[nodes.ObjectExpression(items)]):
            return {_key(one.key): filled_in(one.value) for one in items if not _is_optional(one.value)}
    return "filled-in"


def _is_optional(type: nodes.Expression) -> bool:
    return isinstance(type, nodes.Call) and type.name == "optional"


def _key(node: nodes.Expression) -> str:
    return node.value if isinstance(node, nodes.StringLiteral) else str(getattr(node, "name", ""))


def variables(directory: str) -> dict[str, Any]:
    found = {}
    for name in sorted(os.listdir(directory)):
        if not name.endswith(".tf"):
            continue
        with open(os.path.join(directory, name), encoding="utf-8-sig") as file:
            source = SourceFile(name, file.read())
        for block in parse_configuration(source)[0].blocks:
            written = {one.name: one.value for one in block.body.attributes}
            if block.type == "variable" and "default" not in written:
                found[block.labels[0]] = filled_in(written.get("type"))
    return found


def planned(directory: str, top: str, inputs: dict[str, Any]) -> dict[str, Any]:
    """Terraform's plan of a directory; ``top`` is the folder above which its modules may not lie."""
    lacking: Lacking = {}
    with tempfile.TemporaryDirectory() as work:
        copied = os.path.join(work, "top")
        os.makedirs(os.path.join(work, ".ssh"))
        with open(os.path.join(work, ".ssh", "id_rsa.pub"), "w", encoding="utf-8") as file:
            file.write("ssh-rsa AAAA filled-in\n")
        shutil.copytree(top, copied, ignore=shutil.ignore_patterns("*.tf", "*.tf.json", ".terraform*"))
        target = os.path.normpath(os.path.join(copied, os.path.relpath(directory, top)))
        for _ in range(PASSES):
            rewrite(directory, target, lacking)
            with open(os.path.join(target, "zz_filled_in.auto.tfvars.json"), "w", encoding="utf-8") as file:
                json.dump(inputs, file)
            told = _run(target, work, "init", "-json", "-backend=false", "-input=false")
            if not _errors(told):
                told = _run(
                    target, work, "plan", "-json", "-input=false", "-lock=false", "-refresh=false", "-out=plan.out"
                )
            errors = _errors(told)
            if not errors:
                return dict(json.loads(_run(target, work, "show", "-json", "plan.out")))
            learned = [
                learn(one, posixpath.normpath(posixpath.join(directory, os.path.dirname(_file_of(one)))), lacking)
                for one in errors
            ]
            if not any(learned):
                first = errors[0]
                raise CannotRewrite(f"{first.get('summary')}: {str(first.get('detail'))[:200]}")
    raise CannotRewrite("more passes than expected")


def _file_of(diagnostic: dict[str, Any]) -> str:
    return str((diagnostic.get("range") or {}).get("filename", ""))


def _run(directory: str, home: str, *command: str) -> str:
    environment = {
        **os.environ, "CHECKPOINT_DISABLE": "1", "TF_CLI_CONFIG_FILE": os.devnull, "NO_COLOR": "1", "HOME": home
    }  # fmt: skip
    done = subprocess.run(
        ["terraform", *command],
        cwd=directory,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    return done.stdout


def _errors(told: str) -> list[dict[str, Any]]:
    found = []
    for line in told.splitlines():
        try:
            message = json.loads(line)
        except ValueError:
            continue
        diagnostic = message.get("diagnostic") if isinstance(message, dict) else None
        if diagnostic and diagnostic.get("severity") == "error":
            found.append(diagnostic)
    return found


def resources_of(module: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from module.get("resources", [])
    for child in module.get("child_modules", []):
        yield from resources_of(child)


def is_called(configuration: dict[str, Any], module: str) -> bool:
    """Whether terraform had the module; one of a registry it had not, though we may know what it creates."""
    for name, _ in module_steps(module):
        call = configuration.get("module_calls", {}).get(name)
        if call is None:
            return False
        configuration = call["module"]
    return True


class Comparison:
    """Compares the values of one directory."""

    def __init__(self, directory: str, tally: Tally) -> None:
        self._directory = directory
        self._tally = tally

    def compare(self, path: str, ours: Value | None, theirs: Any, unknown: Any) -> None:
        if unknown is True:
            self._tally.values["unknown to both" if not isinstance(ours, Known) else "known to us alone"] += 1
        elif isinstance(ours, Known) and isinstance(ours.data, ResourceId):
            self._tally.values["ids"] += 1
        elif ours is not None and not isinstance(ours, Known):
            self._lost(path, ours, theirs)
        elif isinstance(theirs, dict) and ours is not None and isinstance(ours.data, dict):
            marks = unknown if isinstance(unknown, dict) else {}
            for name, value in ours.data.items():
                self.compare(f"{path}.{name}", value, theirs.get(name), marks.get(name))
        elif isinstance(theirs, list) and ours is not None and isinstance(ours.data, list):
            self._compare_lists(path, ours.data, theirs, unknown)
        elif ours is not None and _same(ours.data, theirs):
            self._tally.values["equal"] += 1
        else:
            self._tally.values["differs"] += 1
            shown = ours.data if ours is not None else "nothing"
            self._tally.differences.append(f"{self._directory}: {path}: ours {shown!r:.150}, theirs {theirs!r:.150}")

    def _compare_lists(self, path: str, ours: list[Value], theirs: list[Any], unknown: Any) -> None:
        if len(ours) != len(theirs):
            self._tally.values["differs"] += 1
            self._tally.differences.append(f"{self._directory}: {path}: {len(ours)} elements, theirs {len(theirs)}")
            return
        marks = unknown if isinstance(unknown, list) and len(unknown) == len(theirs) else [None] * len(theirs)
        for at, (one, two, mark) in enumerate(zip(ours, theirs, marks, strict=True)):
            self.compare(f"{path}[{at}]", one, two, mark)

    def _lost(self, path: str, ours: Value, theirs: Any) -> None:
        count = _leaves(theirs)
        self._tally.values["unknown to us"] += count
        reason = "one of several"
        if isinstance(ours, Unknown):
            reason = f"{ours.because.value}: {ours.missing[0].name}" if ours.missing else ours.because.value
        self._tally.reasons[reason[:90]] += count
        self._tally.unknowns.append(f"{self._directory}: {path}: {reason}; theirs {theirs!r}"[:300])


def _leaves(data: Any) -> int:
    if isinstance(data, (dict, list)) and data:
        return sum(_leaves(item) for item in (data.values() if isinstance(data, dict) else data))
    return 1


def _same(ours: Any, theirs: Any) -> bool:
    if isinstance(ours, bool) or isinstance(theirs, bool):
        return ours is theirs
    if isinstance(ours, float) or isinstance(theirs, float):
        return isinstance(ours, (int, float)) and isinstance(theirs, (int, float)) and abs(ours - theirs) < 1e-9
    return bool(ours == theirs)


def sweep_one(directory: str, top: str, tally: Tally) -> None:
    """Compare one directory. Raises CannotRewrite where terraform does not plan it."""
    inputs = variables(directory)
    plan = planned(directory, top, inputs)
    given = TerraformInputs((SourceFile("filled_in.tfvars.json", json.dumps(inputs)),), {}, "default")
    files = ScanFiles([top])
    found = evaluate_configuration(files.shown(directory), files, given, identify, lambda type: True)
    ours = {one.address: one for one in found.instances}
    unknown = {one["address"]: one["change"].get("after_unknown", {}) for one in plan.get("resource_changes", [])}
    comparison = Comparison(os.path.relpath(directory, top), tally)
    theirs = {}
    for one in resources_of(plan["planned_values"]["root_module"]):
        if one["name"] != "unknown__":
            theirs[original(one["address"])] = (one["values"].get("input") or {}, unknown[one["address"]].get("input"))
    for address in sorted(theirs.keys() - ours.keys()):
        tally.differences.append(f"{directory}: {address} is not among ours")
        tally.values["differs"] += 1
    configuration = plan["configuration"]["root_module"]
    for address in sorted(ours.keys() - theirs.keys()):
        if ours[address].exists.truth.value == "yes" and is_called(configuration, ours[address].module):
            tally.differences.append(f"{directory}: {address} is not among theirs")
            tally.values["differs"] += 1
    for address in sorted(theirs.keys() & ours.keys()):
        values, marks = theirs[address]
        for name, value in ours[address].attributes.items():
            mark = marks if marks is True else (marks or {}).get(name)
            comparison.compare(f"{address}.{name}", value, values.get(name), mark)


def directories_below(folder: str) -> list[str]:
    return sorted(
        where
        for where, inner, names in os.walk(folder)
        if any(name.endswith(".tf") for name in names) and ".terraform" not in where.split(os.sep)
    )


def main() -> int:
    parser = argparse.ArgumentParser(description="Compare our values of Terraform configurations with terraform's.")
    parser.add_argument("folder")
    parser.add_argument("--show", type=int, default=20, help="how many cases of each kind are shown")
    options = parser.parse_args()
    tally = Tally()
    folder = os.path.abspath(options.folder)
    for directory in directories_below(folder):
        top = os.path.join(folder, os.path.relpath(directory, folder).split(os.sep)[0])
        try:
            sweep_one(directory, top, tally)
            tally.directories += 1
        except (CannotRewrite, subprocess.TimeoutExpired) as error:
            tally.failed.append(f"{os.path.relpath(directory, folder)}: {error}")
    report(tally, options.show)
    return 1 if tally.differences else 0


def report(tally: Tally, show: int) -> None:
    known = tally.values["equal"] + tally.values["differs"] + tally.values["unknown to us"]
    sys.stdout.write(f"{tally.directories} directories compared, {len(tally.failed)} failed\n")
    for name, count in tally.values.most_common():
        sys.stdout.write(f"  {count:7} {name}\n")
    share = 100 * tally.values["unknown to us"] / max(known, 1)
    sys.stdout.write(f"  {share:.2f} % of what terraform knows is unknown to us\n")
    for title, cases in (("differ", tally.differences), ("unknown", tally.unknowns), ("failed", tally.failed)):
        sys.stdout.write(f"{title}:\n" + "".join(f"  {one}\n" for one in cases[:show]))
    sys.stdout.write("reasons:\n" + "".join(f"  {n:6} {reason}\n" for reason, n in tally.reasons.most_common(show)))


if __name__ == "__main__":
    raise SystemExit(main())
