"""What a repository held at a revision, laid out in a folder of its own: the user's tree is not touched.

Files come as git stores them (``cat-file``): no filter, hook or attribute of the repository is run or obeyed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from typing import NamedTuple

from fastpath_checks.sources.jail import repository_top
from fastpath_checks.sources.listing import Kind, kind_of
from fastpath_checks.sources.reading import PLAN_LIMIT, SOURCE_LIMIT

_LINK, _FILES = "120000", ("100644", "100755", "100664")
_OUTSIDE = ("", ".", "..", ".git")
_GROUP_BYTES = 32 * 1024 * 1024


class GitError(Exception):
    """Git cannot say what it was asked; ``hint`` says what would help."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class _Entry(NamedTuple):
    mode: str
    blob: str
    size: int
    path: str


class Repository:
    """The repository that holds a directory; ``top`` is its real path. GitError where there is none."""

    def __init__(self, directory: str) -> None:
        top = repository_top(os.path.realpath(directory))
        if top is None:
            raise GitError(f"{directory} is in no git repository", "run it in a clone of what is to be compared")
        self.top = top

    def commit(self, revision: str) -> str:
        """The whole hash of the commit that a revision names."""
        done = self._run("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        if done.returncode == 0:
            return done.stdout.decode("ascii").strip()
        if done.stderr.strip():
            raise GitError(f"git refuses this repository: {_first_line(done.stderr)}")
        raise GitError(f"there is no commit {revision!r} in this clone", self._how_to_fetch(revision))

    def common_ancestor(self, one: str, other: str) -> str | None:
        """The hash of the best common ancestor of two commits; None where this clone holds none."""
        done = self._run("merge-base", one, other)
        return done.stdout.decode("ascii").strip() if done.returncode == 0 else None

    def is_shallow(self) -> bool:
        return self._run("rev-parse", "--is-shallow-repository").stdout.strip() == b"true"

    def renames(self, before: str, after: str | None) -> dict[str, str]:
        """Old names by new ones of the files that were renamed between two commits (None: the working tree)."""
        ends = [before] if after is None else [before, after]
        done = self._run(
            "diff", "--no-ext-diff", "--name-status", "-z", "--find-renames", "--diff-filter=R", *ends, "--"
        )
        words = done.stdout.decode("utf-8", "surrogateescape").split("\0")
        return {words[at + 2]: words[at + 1] for at in range(0, len(words) - 2, 3)}

    @contextmanager
    def laid_out(self, commit: str) -> Iterator[str]:
        """A folder with all files of a commit, and with what ``terraform init`` has brought into the working tree."""
        with TemporaryDirectory(prefix="fastpath-checks-") as folder:
            top = os.path.realpath(folder)
            # A mark that the fence of a scan ends here, as it does at the repository's own top.
            os.mkdir(os.path.join(top, ".git"))
            self._lay_out(commit, top)
            self._bring_modules(top)
            yield top

    def _lay_out(self, commit: str, top: str) -> None:
        entries = self._entries(commit)
        files = [one for one in entries if one.mode in _FILES]
        for entry in files:
            os.makedirs(os.path.dirname(os.path.join(top, entry.path)), exist_ok=True)
        wanted = [one for one in files if one.size <= _limit(one.path)]
        for entry in files:
            if entry.size > _limit(entry.path):
                _write_hollow(os.path.join(top, entry.path), entry.size)
        for entry, data in self._contents(wanted):
            with open(os.path.join(top, entry.path), "wb") as file:
                file.write(data)
        # Links come last, so that nothing is written through one.
        for entry, data in self._contents([one for one in entries if one.mode == _LINK]):
            place = os.path.join(top, entry.path)
            if not os.path.lexists(place):
                os.makedirs(os.path.dirname(place), exist_ok=True)
                os.symlink(os.fsdecode(data), place)

    def _entries(self, commit: str) -> list[_Entry]:
        done = self._run("ls-tree", "-r", "-l", "-z", "--full-tree", commit)
        if done.returncode:
            raise GitError(f"git cannot list {commit}: {_first_line(done.stderr)}", self._how_to_fetch(commit))
        entries = []
        for line in os.fsdecode(done.stdout).split("\0"):
            about, tab, path = line.partition("\t")
            if tab and not any(part in _OUTSIDE for part in path.split("/")):
                mode, _, blob, size = about.split()
                entries.append(_Entry(mode, blob, int(size) if size.isdigit() else 0, path))
        return entries

    def _contents(self, entries: list[_Entry]) -> Iterator[tuple[_Entry, bytes]]:
        for group in _groups(entries):
            names = "".join(f"{one.blob}\n" for one in group)
            data = self._run("cat-file", "--batch", "--buffer", given=names.encode("ascii")).stdout
            at = 0
            for entry in group:
                start = data.find(b"\n", at) + 1
                if data[at : start - 1].split()[1:2] == [b"blob"]:
                    yield entry, data[start : start + entry.size]
                    at = start + entry.size + 1
                elif start and kind_of(os.path.basename(entry.path)) is None:
                    # A partial clone lacks what nobody has asked for yet. Whoever reads it hears that it is not there.
                    at = start
                else:
                    raise GitError(f"this clone has not got {entry.path} of this commit", "fetch it with all its files")

    def _bring_modules(self, top: str) -> None:
        """Modules that were downloaded belong to no commit; those that lie in the working tree serve every one."""
        for directory, names, _ in os.walk(self.top):
            names[:] = [one for one in names if one not in (".git", "node_modules")]
            if ".terraform" not in names:
                continue
            names.remove(".terraform")
            modules = os.path.join(directory, ".terraform", "modules")
            place = os.path.join(top, os.path.relpath(modules, self.top))
            if os.path.isdir(modules) and not os.path.exists(place):
                shutil.copytree(modules, place, symlinks=True, ignore=shutil.ignore_patterns(".git"))

    def _how_to_fetch(self, revision: str) -> str:
        if self.is_shallow():
            return f"this clone is shallow: git fetch origin {revision} --depth=1, or clone with the whole history"
        return "git fetch origin, or name a branch, tag or commit that this clone has"

    def _run(self, *words: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        command = ["git", "-C", self.top, *words]
        environment = {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1"}
        try:
            return subprocess.run(command, input=given, capture_output=True, env=environment, check=False)
        except OSError as error:
            raise GitError(f"git cannot be run: {error.strerror or error}", "install git") from error


def _groups(entries: list[_Entry]) -> Iterator[list[_Entry]]:
    """Runs of entries that together are of a size which memory holds easily."""
    group: list[_Entry] = []
    size = 0
    for entry in entries:
        if group and size + entry.size > _GROUP_BYTES:
            yield group
            group, size = [], 0
        group.append(entry)
        size += entry.size
    if group:
        yield group


def _limit(path: str) -> int:
    """Bytes: what a scan would refuse to read is not worth fetching."""
    return PLAN_LIMIT if kind_of(os.path.basename(path)) is Kind.JSON else SOURCE_LIMIT


def _write_hollow(place: str, size: int) -> None:
    """A file of the right size without content: a scan says of both that they are too large."""
    with open(place, "wb") as file:
        file.truncate(size)


def _first_line(said: bytes) -> str:
    return said.decode("utf-8", "replace").strip().partition("\n")[0].removeprefix("fatal: ")
