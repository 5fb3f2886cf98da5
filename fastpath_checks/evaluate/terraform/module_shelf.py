"""The module directories that were read last: the examples of a module all call it, and need not read it anew."""

from __future__ import annotations

from fastpath_checks.core.files import Files
from fastpath_checks.evaluate.terraform.configuration import Configuration, load_configuration

SHELF_LIMIT = 2_000_000
"""Characters of source whose trees are kept beyond their root; a tree takes about ten bytes for each."""


class ModuleShelf:
    """Keeps the trees of called modules from one root to the next, the least recently used dropped first."""

    __slots__ = ("_files", "_kept", "_size")

    def __init__(self, files: Files) -> None:
        self._files = files
        self._kept: dict[str, tuple[Configuration, int]] = {}
        self._size = 0

    def take(self, directory: str) -> Configuration | None:
        """What a directory declares; None where there is no such directory or it holds no configuration."""
        kept = self._kept.pop(directory, None)
        if kept is None:
            found = load_configuration(directory, self._files)
            if found is None:
                return None
            kept = (found, sum(len(body.file.text) for body in found.bodies))
            self._size += kept[1]
        self._kept[directory] = kept
        while self._size > SHELF_LIMIT and len(self._kept) > 1:
            self._size -= self._kept.pop(next(iter(self._kept)))[1]
        return kept[0]
