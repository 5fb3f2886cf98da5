"""How many Bicep files are read, and how fast; beside the reader that Checkov uses, in the same run.

Usage: python tests/conformance/share_of_bicep_read.py PYTHON_WITH_CHECKOV FOLDER...

A file is read where the reader says nothing against it. Files whose path says ``Invalid`` are made not to compile, and
are left out, and so is what the compiler's tests keep beside a ``main.bicep``. Checkov's reader (pycep) runs in its own
interpreter; a file on which it takes more than ten seconds counts as not read. Speed is that of a second of processor
time, so that it does not depend on what else the machine does.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from time import process_time
from typing import NamedTuple

from fastpath_checks.core.spans import SourceFile
from fastpath_checks.syntax.bicep import parse_bicep

_PYCEP = """
import json, pathlib, signal, sys, time
from pycep import BicepParser
def stop(*_): raise TimeoutError
signal.signal(signal.SIGALRM, stop)
parser, read, started = BicepParser(), 0, time.process_time()
for path in json.load(sys.stdin):
    signal.alarm(10)
    try:
        parser.parse(file_path=pathlib.Path(path))
        read += 1
    except Exception:
        pass
    signal.alarm(0)
print(json.dumps([read, time.process_time() - started]))
"""


class Reading(NamedTuple):
    read: int
    seconds: float


def main(checkov_python: str, folders: list[str]) -> int:
    print("| files of | Bicep files | read by us | MB/s | read by Checkov's reader | MB/s |\n|---|---|---|---|---|---|")
    complete = True
    for folder in folders:
        paths = sorted(filter(_is_source, Path(folder).rglob("*.bicep")))
        texts = [SourceFile(path.as_posix(), path.read_bytes().decode("utf-8-sig", "replace")) for path in paths]
        size = sum(path.stat().st_size for path in paths) / 1e6
        ours, theirs = ourselves(texts), pycep(checkov_python, paths)
        complete = complete and ours.read == len(paths)
        cells = [
            Path(folder).name,
            str(len(paths)),
            *_cells(ours, len(paths), size),
            *_cells(theirs, len(paths), size),
        ]
        print(f"| {' | '.join(cells)} |", flush=True)
    return 0 if complete else 1


def _is_source(path: Path) -> bool:
    return "invalid" not in path.as_posix().lower() and (path.name == "main.bicep" or "baselines" not in path.parts)


def ourselves(files: list[SourceFile]) -> Reading:
    started = process_time()
    unread = [file for file in files if parse_bicep(file)[1]]
    seconds = process_time() - started
    for file in unread:
        print(f"not read: {file.path}: {parse_bicep(file)[1][0].summary}", file=sys.stderr)
    return Reading(len(files) - len(unread), seconds)


def pycep(python: str, paths: list[Path]) -> Reading:
    given = json.dumps([path.as_posix() for path in paths])
    done = subprocess.run([python, "-c", _PYCEP], input=given, capture_output=True, text=True, check=True)
    return Reading(*json.loads(done.stdout))


def _cells(reading: Reading, files: int, megabytes: float) -> tuple[str, str]:
    return f"{reading.read} ({reading.read / files:.1%})", f"{megabytes / reading.seconds:.2f}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
