"""What a run of Checkov would miss of what we see: its own readers are asked, in a process that may hang or die."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from contextlib import suppress
from queue import Empty, Queue
from threading import Thread
from typing import Any, NamedTuple, TextIO

from fastpath_checks.engine.declared_names import Declared, declarations
from fastpath_checks.engine.findings import Finding, Report, Verdict
from fastpath_checks.engine.request import Request, UsageError

PATIENCE = 20.0
"""Seconds that a reader may take for one file."""

_TO_BEGIN = 6.0
"""How many times as long it may take to begin with: Checkov is imported, of a disk that may be cold."""

_ENDED = "its reader ended while it read this"


class Missed(NamedTuple):
    """A file of which Checkov sees nothing, or less: ``how`` is lost, hangs, dies or differs.

    ``findings`` are our verdicts on what it declares, of which Checkov shows nothing, or not all.
    """

    path: str
    language: str
    how: str
    why: str
    findings: tuple[Finding, ...]

    def number(self, verdict: Verdict) -> int:
        return sum(one.verdict is verdict for one in self.findings)


class Examination(NamedTuple):
    """``readers`` are those that were asked, by language; ``unasked`` languages have files, but no reader here.

    ``undecided`` counts our verdicts of this kind in files that are read: Checkov shows none of them.
    """

    readers: dict[str, str]
    files: int
    missed: tuple[Missed, ...]
    unasked: tuple[str, ...]
    undecided: int


def examine(
    request: Request, report: Report, program: str, python: str = sys.executable, patience: float = PATIENCE
) -> Examination:
    """Compare what the readers of ``python``'s environment see with a report of our own.

    ``program`` is the file that asks them. UsageError where there is no reader in that environment.
    """
    files = declarations(request)
    with _Readers(python, program, patience) as readers:
        if not readers.names:
            raise UsageError(
                f"{python} has none of the readers that Checkov uses",
                "pip install 'fastpath-checks[checkov]', or name the Python of Checkov's environment with --python",
            )
        asked = [one for one in files if one.language in readers.names]
        answers = [(one, readers.read(one)) for one in asked]
    by_file: dict[str, list[Finding]] = {}
    for finding in report.findings:
        by_file.setdefault(finding.subject.declaration.file.path, []).append(finding)
    missed = [
        Missed(one.path, one.language, *difference, tuple(by_file.get(one.path, ())))
        for one, answer in answers
        if (difference := _difference(one, answer)) is not None
    ]
    lost = {one.path for one in missed}
    return Examination(
        readers=dict(readers.names),
        files=len(asked),
        missed=tuple(missed),
        unasked=tuple(sorted({one.language for one in files} - readers.names.keys())),
        undecided=sum(
            one.verdict is Verdict.UNDECIDED
            for path, findings in by_file.items()
            if path not in lost
            for one in findings
        ),
    )


def _difference(file: Declared, answer: dict[str, Any]) -> tuple[str, str] | None:
    for how in ("lost", "hangs", "dies"):
        if how in answer:
            return how, str(answer[how])
    if file.names is None or answer.get("names") is None:
        return None
    unseen, invented = sorted(file.names - set(answer["names"])), sorted(set(answer["names"]) - file.names)
    told = [*_told("it does not see", unseen), *_told("it sees", invented)]
    return ("differs", "; ".join(told)) if told else None


def _told(what: str, names: Iterable[str]) -> Iterable[str]:
    known = list(names)
    if known:
        more = f" and {len(known) - 3} more" if len(known) > 3 else ""
        yield f"{what} {', '.join(known[:3])}{more}"


class _Readers:
    """The other readers, in a process that is begun anew after it hung or died.

    ``names`` are what they are called, by language: those that the first process said.
    """

    def __init__(self, python: str, program: str, patience: float) -> None:
        self.python = python
        self.program = program
        self.patience = patience
        self.names: dict[str, str] = {}

    def __enter__(self) -> _Readers:
        self.names = self._begin()
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def read(self, file: Declared) -> dict[str, Any]:
        if self._process.poll() is not None and not self._begin():
            self._end()
            return {"dies": "its reader ended before, and could not be begun anew"}
        asked = {"language": file.language, "path": os.path.abspath(file.path), "text": file.text}
        try:
            self._stdin.write(json.dumps(asked) + "\n")
            self._stdin.flush()
            answer = self._answer(self.patience)
        except BrokenPipeError:
            answer = {"dies": _ENDED}
        if answer.keys() & {"hangs", "dies"}:
            self._end()
        return answer

    def _begin(self) -> dict[str, str]:
        try:
            self._process = subprocess.Popen(
                [self.python, self.program],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                encoding="utf-8",
                errors="surrogatepass",
            )
        except OSError as error:
            raise UsageError(f"{self.python} cannot be run: {error.strerror or error}") from error
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._stdin = self._process.stdin
        self._lines: Queue[str] = Queue()
        Thread(target=_pass_on, args=(self._process.stdout, self._lines), daemon=True).start()
        names: dict[str, str] = self._answer(self.patience * _TO_BEGIN).get("readers", {})
        return names

    def _answer(self, patience: float) -> dict[str, Any]:
        try:
            line = self._lines.get(timeout=patience)
        except Empty:
            return {"hangs": f"its reader does not come to an end within {patience:g} s"}
        try:
            answer: dict[str, Any] = json.loads(line) if line else {"dies": _ENDED}
        except ValueError:
            return {"dies": f"its reader said {line.strip()!r} while it read this"}
        return answer

    def _end(self) -> None:
        self._process.kill()
        self._process.wait()
        with suppress(OSError):
            self._stdin.close()


def _pass_on(stream: TextIO, lines: Queue[str]) -> None:
    """Lines as they come, then an empty one; a thread's work, since a pipe cannot be waited for with a limit."""
    with stream:
        for line in stream:
            lines.put(line)
    lines.put("")
