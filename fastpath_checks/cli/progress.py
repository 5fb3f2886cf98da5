"""What is said on standard error while a scan goes on: a line on a terminal that waits, each step for ``--verbose``.

Neither is part of a report, and a pipe gets nothing unless it was asked for.
"""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Event, Thread
from time import monotonic
from typing import TextIO

from fastpath_checks.cli.writing import send
from fastpath_checks.engine.watching import SILENT, Watch
from fastpath_checks.reports.cells import cell_width, escaped
from fastpath_checks.reports.layout import counted

PATIENCE = 1.0
"""Seconds after which a scan that is not done says what it does."""
BEAT = 0.2
WIDTH = 79


@contextmanager
def watching(arguments: Namespace) -> Iterator[Watch]:
    """Who watches a scan; what was shown of it is gone when it is over."""
    stream = sys.stderr
    if arguments.verbose:
        telling = Telling(stream)
        yield telling
        telling.end()
    elif arguments.quiet or not stream.isatty() or os.environ.get("TERM") == "dumb":
        yield SILENT
    else:
        waiting = Waiting(stream)
        waiting.begin()
        try:
            yield waiting
        finally:
            waiting.end()


class Telling(Watch):
    """A line for each step with the seconds since the start, what was read, and how long each stage took."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._start = monotonic()
        self._stages: list[tuple[str, float]] = []

    def stage(self, name: str, total: int = 0) -> None:
        self._stages.append((name, monotonic()))
        self._say(f"{name} {counted(total, 'root')}" if total else name)

    def scenario(self, root: str, name: str) -> None:
        self._say(f"  {_told(root, name)}")

    def read(self, paths: Sequence[str]) -> None:
        self._say(f"read {counted(len(paths), 'file')}")
        for path in paths:
            send(f"            {escaped(path)}\n", self._stream)

    def end(self) -> None:
        """Say how long each stage took."""
        ends = [start for _, start in self._stages[1:]] + [monotonic()]
        times = (f"{name} {end - start:.2f} s" for (name, start), end in zip(self._stages, ends, strict=True))
        self._say(f"done: {', '.join(times)}")

    def _say(self, words: str) -> None:
        send(f"{monotonic() - self._start:8.2f} s  {escaped(words)}\n", self._stream)


class Waiting(Watch):
    """One line that is drawn over and over, from the moment that a scan takes longer than anybody likes to wait."""

    def __init__(self, stream: TextIO, patience: float = PATIENCE, beat: float = BEAT) -> None:
        self._stream = stream
        self._patience = patience
        self._beat = beat
        self._over = Event()
        self._thread = Thread(target=self._draw, daemon=True)
        self._stage = ""
        self._root = self._last = ""
        self._done = self._total = 0
        self._drawn = 0

    def begin(self) -> None:
        """Start to wait."""
        self._thread.start()

    def end(self) -> None:
        """Stop, and leave nothing behind."""
        self._over.set()
        self._thread.join()
        if self._drawn:
            self._over_draw("")

    def stage(self, name: str, total: int = 0) -> None:
        self._stage, self._total, self._done, self._root, self._last = name, total, 0, "", ""

    def scenario(self, root: str, name: str) -> None:
        self._done += root != self._last
        self._last = root
        self._root = _told(root, name)

    def _draw(self) -> None:
        start = monotonic()
        if self._over.wait(self._patience):
            return
        while not self._over.wait(self._beat):
            of_all = f" {self._done} of {self._total}" if self._total else ""
            seconds = int(monotonic() - start)
            self._over_draw(escaped(f"{seconds} s  {self._stage}{of_all}  {self._root}".rstrip()))

    def _over_draw(self, words: str) -> None:
        while cell_width(words) > WIDTH:
            words = words[:-1]
        send(f"\r{words}{' ' * (self._drawn - cell_width(words))}" + ("" if words else "\r"), self._stream)
        self._drawn = cell_width(words)


def _told(root: str, scenario: str) -> str:
    return f"{root} ({scenario})" if scenario else root
