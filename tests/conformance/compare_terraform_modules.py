"""Whether the outlines of Terraform modules say what the modules do, in every version, as far as the topology asks.

Usage: python tests/conformance/compare_terraform_modules.py FOLDER [--show]    (clones, named like their repositories)

Every version of every module in ``verified_modules.MODULES`` is called twice from one configuration: with its files in
``.terraform/modules``, as `terraform init` would put them there, and without. The two topologies are compared line by
line. What the outline leaves open, or what the module alone does not decide, is counted; a value that differs is an
error, and so is a line that only one of them has. Inputs that are known to be dropped are held against the modules,
too: with the module there, no connection may have the flag.
"""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import tarfile
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from module_calls import BEYOND, CALLS, call_of

from fastpath_checks.engine.analyze import analyze, topologies
from fastpath_checks.engine.request import Request
from fastpath_checks.evaluate.terraform.verified_modules import MODULES
from fastpath_checks.topology.canonical import canonical_text

_CALL = re.compile(r'module\s+"(\w+)"\s*\{(.*?)\n\}', re.DOTALL)
_ARGUMENT = re.compile(r'^\s*(source|version)\s*=\s*"([^"]*)"', re.MULTILINE)
_UNSEEN = re.compile(r"\?|oneof\(.*?\)", re.IGNORECASE)


def main(folder: Path, show: bool) -> int:
    counts: Counter[str] = Counter()
    for name, module in MODULES.items():
        for version in module.versions:
            with tempfile.TemporaryDirectory() as scratch:
                os.chdir(scratch)
                counts += compared(folder, name, version, show)
            counts["versions"] += 1
    print(
        f"{len(CALLS)} modules, {counts['versions']} versions: {counts['equal']} lines equal, {counts['open']} open in "
        f"the outline, {counts['decided']} open in the module, {counts['different']} different; "
        f"{counts['dropped']} inputs dropped as told, {counts['not dropped']} not"
    )
    return 1 if counts["different"] or counts["not dropped"] else 0


def compared(folder: Path, name: str, version: str, show: bool) -> Counter[str]:
    """The lines of one version of one module, by how module and outline agree."""
    text = call_of(name, version)
    Path("main.tf").write_text(text, encoding="utf-8")
    counts: Counter[str] = Counter()
    told = {one.message for one in analyze(Request((".",))).findings if one.rule == "FASTPATH_903"}
    outline = lines()
    installed: list[dict[str, str]] = []
    install(folder, name, version, "m", installed)
    Path(".terraform/modules/modules.json").write_text(json.dumps({"Modules": installed}), encoding="utf-8")
    module = lines()
    for message in told:
        flag = "private_link=true" if "private_link" in message else "bypass=true"
        counts["not dropped" if any(flag in line for line in module) else "dropped"] += 1
    seen = [one for one in module if one.split(" ")[0] not in BEYOND.get(name, ())]
    for theirs, ours in paired(seen if MODULES[name].outline else [], outline):
        verdict = agreement(theirs, ours)
        counts[verdict] += 1
        if verdict == "different" or (show and verdict != "equal"):
            print(f"{name} {version}: {verdict}\n    module  {theirs}\n    outline {ours}")
    return counts


def lines() -> list[str]:
    return [line for topology in topologies(Request((".",))) for line in canonical_text(topology).splitlines()]


def install(folder: Path, name: str, version: str, key: str, installed: list[dict[str, str]]) -> None:
    """Put a version's files below ``.terraform/modules``, and those of the modules that it calls, where there are."""
    owner, short, provider = name.split("/")
    clone = folder / f"terraform-{provider}-{short}"
    directory = Path(".terraform/modules", key)
    if not clone.is_dir() or not checked_out(clone, version, directory):
        return
    installed.append({"Key": key, "Source": f"registry.terraform.io/{owner}/{short}/{provider}", "Dir": str(directory)})
    for below, called in inner_calls(directory):
        for call, source, asked in called:
            inner = f"{key}.{call}"
            if source.startswith("."):
                where = os.path.normpath(directory / below / source)
                installed.append({"Key": inner, "Source": source, "Dir": where})
            elif source.count("/") == 2 and asked:
                install(folder, source.casefold(), asked, inner, installed)


def checked_out(clone: Path, version: str, directory: Path) -> bool:
    """Whether the files of a version, or of the newest state where there are no tags, are now in the directory."""
    tags = subprocess.run(["git", "-C", str(clone), "tag"], check=True, capture_output=True, text=True).stdout.split()
    revision = next((tag for tag in (f"v{version}", version) if tag in tags), "HEAD" if not tags else "")
    if not revision:
        return False
    archive = subprocess.run(["git", "-C", str(clone), "archive", revision], check=True, capture_output=True).stdout
    directory.mkdir(parents=True, exist_ok=True)
    with tarfile.open(fileobj=io.BytesIO(archive)) as files:
        files.extractall(directory, filter="data")
    return True


def inner_calls(directory: Path) -> Iterator[tuple[str, list[tuple[str, str, str]]]]:
    """The calls of the module itself: name, source and version of each."""
    for path in sorted(directory.glob("*.tf")):
        found = []
        for call, body in _CALL.findall(path.read_text(encoding="utf-8")):
            arguments = dict(_ARGUMENT.findall(body))
            found.append((call, arguments.get("source", ""), arguments.get("version", "")))
        yield ".", found


def paired(module: list[str], outline: list[str]) -> Iterator[tuple[str, str]]:
    """Lines of the same thing beside each other: by their first two words, what is left over alone."""
    rest = list(outline)
    for line in module:
        head = line.split(" ")[:2]
        match = next((one for one in rest if one.split(" ")[:2] == head), None)
        if match is not None:
            rest.remove(match)
        yield line, match or ""
    yield from (("", one) for one in rest)


def agreement(theirs: str, ours: str) -> str:
    if theirs == ours:
        return "equal"
    left, right = theirs.split(" "), ours.split(" ")
    if len(left) != len(right):
        return "different"
    verdicts = {"equal"}
    for one, other in zip(left, right, strict=True):
        if one != other:
            verdicts.add("open" if _UNSEEN.search(other) else "decided" if _UNSEEN.search(one) else "different")
    return next(one for one in ("different", "decided", "open", "equal") if one in verdicts)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve(), "--show" in sys.argv[2:]))
