"""The files that a Bicep file takes in: its modules, each lowered once, and the contents it loads."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from fastpath_checks.core.diagnostics import Diagnostic, Level
from fastpath_checks.core.files import Files, beside
from fastpath_checks.core.spans import SourceFile, Span
from fastpath_checks.core.values import Because
from fastpath_checks.evaluate.arm.template import Template
from fastpath_checks.syntax.bicep.nodes import String
from fastpath_checks.syntax.bicep.statements import Module, Program, Using

MODULE_DEPTH_LIMIT = 24

TemplateReader = Callable[[SourceFile], "tuple[Template | None, list[Diagnostic]]"]
"""Reads a file's text into a template, with its remarks."""

_REGISTRIES = ("br:", "br/", "ts:", "ts/")
_ABSENT = frozenset(("not-found", "outside-the-root"))


class Taken(NamedTuple):
    """A module's template, or why there is none; and what was remarked on it and the modules below it."""

    template: Template | None
    because: Because | None
    diagnostics: tuple[Diagnostic, ...]


class ModuleLoader:
    """Reads modules and other files on behalf of the files that name them; share one among the roots of a scan.

    ``read_bicep`` and ``read_json`` turn a module's file into a template; ``read_bicep`` may ask this loader again.
    """

    __slots__ = ("_open", "_taken", "files", "read_bicep", "read_json")

    def __init__(self, files: Files, read_bicep: TemplateReader, read_json: TemplateReader | None = None) -> None:
        self.files = files
        self.read_bicep = read_bicep
        self.read_json = read_json
        self._taken: dict[str, Taken] = {}
        self._open: list[str] = []

    def enter(self, path: str) -> None:
        """The file at ``path`` is being lowered: whoever takes it in from below closes a cycle."""
        self._open.append(path)

    def leave(self) -> None:
        self._open.pop()

    def module(self, file: SourceFile, reference: str, span: Span) -> Taken:
        """The template that ``reference``, written in ``file`` at ``span``, means."""
        if reference.startswith(_REGISTRIES):
            return _outside(reference, span)
        path = beside(file, reference)
        if path in self._open:
            diagnostic = Diagnostic("module-cycle", Level.ERROR, f"'{reference}' contains this file itself", span=span)
            return Taken(None, Because.CYCLE, (diagnostic,))
        taken = self._taken.get(path)
        if taken is not None:
            return taken
        if len(self._open) >= MODULE_DEPTH_LIMIT:
            summary = f"modules are nested more than {MODULE_DEPTH_LIMIT} levels deep"
            return Taken(None, Because.LIMIT, (Diagnostic("module-depth", Level.ERROR, summary, span=span),))
        taken = self._read(path, reference, span)
        if taken.template is not None:
            self._taken[path] = taken
        return taken

    def _read(self, path: str, reference: str, span: Span) -> Taken:
        loaded = self.files.read(path)
        if loaded.file is None:
            return _unread(reference, span, loaded.diagnostic)
        read = self.read_bicep if path.endswith(".bicep") else self.read_json
        if read is None:
            summary = f"module '{reference}' is no Bicep file"
            return Taken(
                None, Because.UNMODELLED, (Diagnostic("module-not-read", Level.WARNING, summary, span=span),)
            )
        template, diagnostics = read(loaded.file)
        return Taken(template, None if template is not None else Because.ERROR, tuple(diagnostics))


def local_references(program: Program, file: SourceFile) -> list[str]:
    """The paths of the files that this one deploys or, being a .bicepparam, gives values to; sorted, each once."""
    found: set[str] = set()
    for statement in program.statements:
        if (
            isinstance(statement, (Module, Using))
            and isinstance(statement.path, String)
            and not statement.path.value.startswith(_REGISTRIES)
        ):
            found.add(beside(file, statement.path.value))
    return sorted(found)


def _outside(reference: str, span: Span) -> Taken:
    diagnostic = Diagnostic(
        "module-outside",
        Level.WARNING,
        f"module '{reference}' is not in the files",
        detail="What it creates, and what its outputs are, is not known.",
        span=span,
        hint="scan the template that `bicep build` makes of this file, or refer to a copy of the module by its path",
    )
    return Taken(None, Because.OUTSIDE_THE_FILES, (diagnostic,))


def _unread(reference: str, span: Span, why: Diagnostic | None) -> Taken:
    reason = why.summary if why is not None else "not found"
    absent = why is None or why.code in _ABSENT
    diagnostic = Diagnostic(
        why.code if why is not None else "not-found",
        Level.WARNING if absent else Level.ERROR,
        f"module '{reference}' is not read: {reason}",
        detail=why.detail if why is not None else "",
        span=span,
        hint=(why.hint if why is not None else "") or ("scan a directory that holds it" if absent else ""),
    )
    return Taken(None, Because.OUTSIDE_THE_FILES if absent else Because.ERROR, (diagnostic,))
