"""Data paths of an estate in a folder, as the writers are given them."""

from __future__ import annotations

import os
from pathlib import Path

from fastpath_checks.engine.analyze import trace
from fastpath_checks.engine.path_report import PathReport
from fastpath_checks.engine.request import Request

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "examples" / "hub-and-spoke"
ESTATE = "examples/hub-and-spoke/main.bicep"
GOLDEN = {"text": "paths.txt", "json": "paths.json", "markdown": "paths.md", "mermaid": "paths.mmd", "svg": "paths.svg"}
"""The file of each format beside the estate that holds what is written of it."""


def told(folder: Path, *paths: str) -> PathReport:
    """The data paths of files below a folder, which is the working directory meanwhile."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        return trace(Request(paths=paths))
    finally:
        os.chdir(before)
