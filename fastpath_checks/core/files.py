"""How the evaluators ask for other files: a protocol that the room which opens files fulfills."""

from __future__ import annotations

import posixpath
from typing import NamedTuple, Protocol

from fastpath_checks.core.diagnostics import Diagnostic
from fastpath_checks.core.spans import SourceFile


class Loaded(NamedTuple):
    """A file that was asked for, or the diagnostic that says why there is none."""

    file: SourceFile | None
    diagnostic: Diagnostic | None


class LoadedBytes(NamedTuple):
    """What stands in a file that was asked for, text or not, or the diagnostic that says why there is nothing."""

    data: bytes | None
    diagnostic: Diagnostic | None


class Files(Protocol):
    """Files by their path as reports show it (POSIX, relative to the working directory or absolute).

    Only what lies inside the scan root's fence is read; everything is read once.
    """

    def read(self, path: str) -> Loaded:
        """The file's text, or why not: ``not-found``, ``outside-the-root``, ``too-large``, ``not-utf8``, ..."""

    def names(self, directory: str) -> list[str] | None:
        """The sorted names in a directory; None where there is no such directory inside the fence."""

    def read_data(self, path: str) -> LoadedBytes:
        """The file's bytes, whatever they are, or why not; of a text, ``read`` gives more."""

    def file_names(self, directory: str) -> list[str] | None:
        """The sorted names of the files, not the directories, in a directory; None as ``names`` has it."""


def beside(file: SourceFile, relative_path: str) -> str:
    """The path that ``relative_path``, written in ``file``, means."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(file.path), relative_path))
