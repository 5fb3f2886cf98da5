"""Files that a test writes down, as the evaluators ask for them."""

from __future__ import annotations

import posixpath

from fastpath_checks.core.diagnostics import Diagnostic, Level
from fastpath_checks.core.files import Loaded
from fastpath_checks.core.spans import SourceFile


class FilesInMemory:
    """Texts by path; directories are what the paths imply."""

    def __init__(self, texts: dict[str, str]) -> None:
        self.files = {path: SourceFile(path, text) for path, text in texts.items()}

    def read(self, path: str) -> Loaded:
        found = self.files.get(posixpath.normpath(path))
        if found is None:
            return Loaded(None, Diagnostic("not-found", Level.ERROR, "there is no such file", path=path))
        return Loaded(found, None)

    def names(self, directory: str) -> list[str] | None:
        start = posixpath.normpath(directory or ".")
        prefix = "" if start == "." else f"{start}/"
        found = {path[len(prefix) :].partition("/")[0] for path in self.files if path.startswith(prefix)}
        return sorted(found) if found else None
