"""How the paths of outlines are told from those of files: nothing of theirs is a place that a user could look at."""

from __future__ import annotations

_PREFIX = "outline of "


def outline_path(source: str, versions: str) -> str:
    """What stands for the directory of a module that is not on the disk."""
    return f"{_PREFIX}{source} {versions}"


def is_outline(path: str) -> bool:
    """Whether a directory, or a file's path, is that of an outline."""
    return path.startswith(_PREFIX)
