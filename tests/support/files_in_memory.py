"""Files that a test writes down, as the evaluators ask for them."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping

from fastpath_checks.core.diagnostics import Diagnostic, Level
from fastpath_checks.core.files import Loaded, LoadedBytes
from fastpath_checks.core.spans import SourceFile


class FilesInMemory:
    """Texts, or bytes that are none, by path; directories are what the paths imply."""

    def __init__(self, texts: Mapping[str, str | bytes]) -> None:
        self.files = {path: SourceFile(path, text) for path, text in texts.items() if isinstance(text, str)}
        self.data = {path: text.encode() if isinstance(text, str) else text for path, text in texts.items()}

    def read(self, path: str) -> Loaded:
        found = self.files.get(posixpath.normpath(path))
        if found is None:
            return Loaded(None, Diagnostic("not-found", Level.ERROR, "there is no such file", path=path))
        return Loaded(found, None)

    def names(self, directory: str) -> list[str] | None:
        start = posixpath.normpath(directory or ".")
        prefix = "" if start == "." else f"{start}/"
        found = {path[len(prefix) :].partition("/")[0] for path in self.data if path.startswith(prefix)}
        return sorted(found) if found else None

    def read_data(self, path: str) -> LoadedBytes:
        found = self.data.get(posixpath.normpath(path))
        return LoadedBytes(found, None if found is not None else self.read(path).diagnostic)

    def file_names(self, directory: str) -> list[str] | None:
        names = self.names(directory)
        below = posixpath.normpath(directory or ".")
        return None if names is None else [one for one in names if posixpath.normpath(f"{below}/{one}") in self.data]
