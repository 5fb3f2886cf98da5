"""Print how fast our readers are over the files of given folders, in megabytes of text a second.

    python benchmarks/readers.py FOLDER...

Each reader reads every file of its kind twice; the faster time counts. Processor time of this process, no disk.
"""

from __future__ import annotations

import argparse
import gc
import time
from collections.abc import Callable
from pathlib import Path

from fastpath_checks.core.spans import SourceFile
from fastpath_checks.syntax.bicep import parse_bicep
from fastpath_checks.syntax.hcl import parse_configuration
from fastpath_checks.syntax.jsonc import parse_json

READERS: dict[str, Callable[[SourceFile], object]] = {
    ".tf": parse_configuration,
    ".bicep": parse_bicep,
    ".json": parse_json,
}


def texts(folders: list[Path], ending: str) -> list[SourceFile]:
    found = []
    for path in sorted(path for folder in folders for path in folder.rglob(f"*{ending}") if path.is_file()):
        try:
            found.append(SourceFile(str(path), path.read_text(encoding="utf-8-sig")))
        except (OSError, UnicodeDecodeError) as error:
            print(f"left out: {path}: {error}")
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    options = parser.parse_args()
    gc.disable()
    print(f"{'reader':8} {'files':>7} {'MB':>8} {'MB/s':>7}")
    for ending, read in READERS.items():
        files = texts(options.folders, ending)
        size = sum(len(file.text) for file in files) / 1_000_000
        times = []
        for _ in range(2):
            start = time.process_time()
            for file in files:
                read(file)
            times.append(time.process_time() - start)
        if files:
            print(f"{ending:8} {len(files):7} {size:8.1f} {size / min(times):7.1f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
