"""The scan root's fence: every file that a scan may read, read once.

The fence of a scanned path is the top of the repository that holds it. Without a repository it is the working
directory where the path lies below it (so that ``../../modules/hub`` works as Terraform's users expect when they scan
from the top of their project), else the scanned directory itself. Where the working directory is the top of the file
system or the user's home, it is no fence: what lies there is no project.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Sequence

from fastpath_checks.core.diagnostics import Diagnostic, Level
from fastpath_checks.core.files import Loaded, LoadedBytes
from fastpath_checks.core.spans import SourceFile
from fastpath_checks.sources.globs import Globs
from fastpath_checks.sources.listing import Listing, list_candidates
from fastpath_checks.sources.reading import PLAN_LIMIT, SOURCE_LIMIT, read_data, read_head, read_source, unreadable


class ScanFiles:
    """The files of one scan, by the paths that reports show: POSIX, relative to the working directory or absolute.

    ``paths`` are what is scanned; ``admitted`` are single files that may be read wherever they lie, for the user named
    them; ``folders`` are admitted with all that is below them, and not scanned.
    """

    def __init__(
        self,
        paths: Sequence[str],
        admitted: Sequence[str] = (),
        working_directory: str | None = None,
        folders: Sequence[str] = (),
    ) -> None:
        self.working_directory = os.path.abspath(working_directory or os.getcwd())
        around = {self._fence_of(path) for path in paths}
        self._fences = sorted(around | {os.path.realpath(self._absolute(folder)) for folder in folders})
        self._admitted = {os.path.realpath(self._absolute(path)) for path in admitted}
        self._loaded: dict[str, Loaded] = {}
        self._heads: dict[str, tuple[str, Diagnostic | None]] = {}
        self._names: dict[str, list[str] | None] = {}
        self._real_directories: dict[str, str] = {}
        self._passed_over: set[str] = set()

    def shown(self, path: str) -> str:
        """A path as reports show it, whichever way it is given."""
        absolute = self._absolute(path)
        working = self.working_directory
        if absolute == working:
            return "."
        below = working if working.endswith(os.sep) else working + os.sep
        shown = absolute[len(below) :] if absolute.startswith(below) else absolute
        return shown.replace(os.sep, "/")

    def read(self, path: str) -> Loaded:
        """The file's text; it stays the same object however often it is asked for."""
        loaded = self._loaded.get(path)
        if loaded is None:
            shown = self.shown(path)
            loaded = self._loaded.get(shown)
            if loaded is None:
                loaded = self._loaded[shown] = self._read(shown)
            self._loaded[path] = loaded
        return loaded

    def read_data(self, path: str) -> LoadedBytes:
        """The file's bytes, whatever they are; nothing of them is kept."""
        shown = self.shown(path)
        disk, refusal = self._resolved(shown)
        return LoadedBytes(None, refusal) if refusal is not None else read_data(disk, shown)

    def head(self, path: str) -> tuple[str, Diagnostic | None]:
        """The first 64 KB as text, to say what kind of file it is; does not count as reading it."""
        shown = self.shown(path)
        if shown not in self._heads:
            disk, refusal = self._resolved(shown)
            self._heads[shown] = ("", refusal) if refusal is not None else read_head(disk, shown)
        return self._heads[shown]

    def names(self, directory: str) -> list[str] | None:
        """The sorted names in a directory; None where there is no such directory inside the fence."""
        shown = self.shown(directory)
        if shown not in self._names:
            absolute = self._absolute(shown)
            try:
                inside = self._is_inside(self._real_directory(absolute))
                self._names[shown] = sorted(os.listdir(absolute)) if inside else None
            except OSError:
                self._names[shown] = None
        return self._names[shown]

    def file_names(self, directory: str) -> list[str] | None:
        """The sorted names of the files, not the directories, in a directory; None as ``names`` has it."""
        names = self.names(directory)
        absolute = self._absolute(self.shown(directory))
        return None if names is None else [one for one in names if not os.path.isdir(os.path.join(absolute, one))]

    def is_directory(self, path: str) -> bool:
        return os.path.isdir(self._absolute(path))

    def exists(self, path: str) -> bool:
        """Whether there is anything at the path, a dangling link included."""
        return os.path.lexists(self._absolute(path))

    def candidates(self, directory: str, exclude: Globs) -> Listing:
        """The files below a directory that may hold infrastructure, as shown paths, sorted."""
        listing = list_candidates(self._absolute(directory), exclude, self._is_inside, self.shown)
        return Listing(sorted(self.shown(path) for path in listing.files), listing.diagnostics)

    @property
    def read_count(self) -> int:
        """How many files were read."""
        return len(self.read_files())

    def read_files(self) -> list[SourceFile]:
        """The files that were read, each once, sorted by path."""
        files = {loaded.file.path: loaded.file for loaded in self._loaded.values() if loaded.file is not None}
        return [files[path] for path in sorted(files)]

    def refusals(self) -> list[Diagnostic]:
        """Why files that exist were not read: each once, sorted by path."""
        refused = {
            loaded.diagnostic.path: loaded.diagnostic
            for loaded in self._loaded.values()
            if loaded.diagnostic is not None and loaded.diagnostic.code != "not-found"
        }
        return [refused[path] for path in sorted(refused) if path not in self._passed_over]

    def pass_over(self, paths: Iterable[str]) -> None:
        """Say no more of the files at these shown paths that they were not read: nobody asks for them."""
        self._passed_over.update(paths)

    def _read(self, shown: str) -> Loaded:
        disk, refusal = self._resolved(shown)
        if refusal is not None:
            return Loaded(None, refusal)
        limit = SOURCE_LIMIT
        if shown.endswith(".json") and os.path.isfile(disk) and os.path.getsize(disk) > SOURCE_LIMIT:
            head = self.head(shown)[0]
            limit = PLAN_LIMIT if '"format_version"' in head else SOURCE_LIMIT
        return read_source(disk, shown, limit)

    def _resolved(self, shown: str) -> tuple[str, Diagnostic | None]:
        """The file's real path, or why it is not read."""
        absolute = self._absolute(shown)
        directory, name = os.path.split(absolute)
        try:
            real = os.path.join(self._real_directory(directory), name)
            if stat.S_ISLNK(os.lstat(real).st_mode):
                real = os.path.realpath(real)
                if self._is_inside(real) and not os.path.exists(real):
                    return real, _dangling(shown)
        except OSError as error:
            if not self._is_inside(os.path.realpath(absolute)):
                return absolute, _outside(shown)
            return absolute, unreadable(shown, error)
        return real, None if self._is_inside(real) else _outside(shown)

    def _absolute(self, path: str) -> str:
        if os.sep != "/":
            path = path.replace("/", os.sep)
        return os.path.normpath(os.path.join(self.working_directory, path))

    def _real_directory(self, directory: str) -> str:
        real = self._real_directories.get(directory)
        if real is None:
            real = self._real_directories[directory] = os.path.realpath(directory)
        return real

    def _is_inside(self, real: str) -> bool:
        return real in self._admitted or any(
            real == fence or real.startswith(fence.rstrip(os.sep) + os.sep) for fence in self._fences
        )

    def _fence_of(self, path: str) -> str:
        absolute = self._absolute(path)
        start = os.path.realpath(absolute if os.path.isdir(absolute) else os.path.dirname(absolute))
        top = repository_top(start)
        if top is not None:
            return top
        working = os.path.realpath(self.working_directory)
        is_project = working not in (os.path.realpath(os.path.expanduser("~")), os.path.realpath(os.sep))
        return working if is_project and (start == working or start.startswith(working + os.sep)) else start


def repository_top(directory: str) -> str | None:
    """The nearest directory at or above that holds ``.git``; None where there is none."""
    while True:
        if os.path.lexists(os.path.join(directory, ".git")):
            return directory
        above = os.path.dirname(directory)
        if above == directory:
            return None
        directory = above


def _outside(shown: str) -> Diagnostic:
    return Diagnostic(
        "outside-the-root",
        Level.ERROR,
        "the file lies outside the scanned tree and is not read",
        "Only files of the repository that holds the scanned path are read; without a repository, only those below the "
        "working directory or the scanned directory.",
        hint="scan from the directory that holds both",
        path=shown,
    )


def _dangling(shown: str) -> Diagnostic:
    return Diagnostic("dangling-link", Level.ERROR, "the link leads to a file that does not exist", path=shown)
