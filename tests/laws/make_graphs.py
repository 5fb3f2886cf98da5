"""Write each fixture's ``graph.txt``, the canonical topology that all its languages give.

    python tests/laws/make_graphs.py --write [FOLDER...]     write them
    python tests/laws/make_graphs.py --check [FOLDER...]     exit 1 where a committed one is not fresh

Nothing is written where the languages of a fixture disagree; read what is written and believe it or not.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

from fixture_cases import FILES, Case, expectation, folders

from fastpath_checks.engine.analyze import topologies
from fastpath_checks.topology.canonical import canonical_text


def graphs(folder: Path) -> dict[str, str]:
    """The topology text by the file that it comes from."""
    expect = expectation(folder)
    return {
        name: "".join(canonical_text(one) for one in topologies(Case(folder, folder / name, expect).request()))
        for name in FILES
        if (folder / name).exists()
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    mode = parser.add_mutually_exclusive_group(required=True)
    mode.add_argument("--write", action="store_true")
    mode.add_argument("--check", action="store_true")
    parser.add_argument("folders", nargs="*", type=Path)
    options = parser.parse_args()
    wrong = 0
    for folder in options.folders or folders():
        found = graphs(folder.resolve())
        target = folder / "graph.txt"
        if len(set(found.values())) != 1:
            wrong += 1
            print(f"{folder}: the languages disagree")
            for name, text in found.items():
                print(f"  {name}:\n" + "".join(f"    {line}\n" for line in text.splitlines()))
        elif options.write:
            target.write_text(next(iter(found.values())), encoding="utf-8")
        elif not target.exists() or target.read_text(encoding="utf-8") != next(iter(found.values())):
            wrong += 1
            print(f"{target}: not fresh")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
