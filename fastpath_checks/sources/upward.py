"""A project's own file, searched from a scanned path up to the top of what it belongs to."""

from __future__ import annotations

import os
from collections.abc import Sequence

from fastpath_checks.sources.jail import repository_top


def nearest_above(path: str, names: Sequence[str], working_directory: str) -> str | None:
    """The absolute path of the nearest file with one of the names, in the directory of ``path`` or above it.

    The search ends at the top of the repository; where there is none, at the working directory if the path lies below
    it, else in the path's own directory.
    """
    absolute = os.path.realpath(os.path.join(working_directory, path))
    directory = absolute if os.path.isdir(absolute) else os.path.dirname(absolute)
    working = os.path.realpath(working_directory)
    is_below = directory == working or directory.startswith(working.rstrip(os.sep) + os.sep)
    top = repository_top(directory) or (working if is_below else directory)
    while True:
        for name in names:
            candidate = os.path.join(directory, name)
            if os.path.isfile(candidate):
                return candidate
        above = os.path.dirname(directory)
        if directory == top or above == directory:
            return None
        directory = above


def restored_bicep_modules() -> str | None:
    """The folder in which ``bicep restore`` keeps the modules of registries; None where there is none."""
    folder = os.path.join(os.path.expanduser("~"), ".bicep")
    return folder if os.path.isdir(folder) else None
