"""The files of this package as they are installed, from a folder or an archive."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.abc import Traversable

_LEFT_OUT = ("__pycache__", "external", "policies")
"""What no run reads: the directory that Checkov is pointed at, and the policies as people edit them."""


def package_files() -> Iterator[tuple[str, bytes]]:
    """Name and content of each file of code, and of each that it reads."""
    return _below(files("fastpath_checks"), "fastpath_checks")


def _below(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    for one in folder.iterdir():
        name = f"{path}/{one.name}"
        if one.is_dir():
            if one.name not in _LEFT_OUT:
                yield from _below(one, name)
        elif one.name.endswith((".py", ".json")):
            yield name, one.read_bytes()
