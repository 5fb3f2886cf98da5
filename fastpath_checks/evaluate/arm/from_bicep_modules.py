"""The files that a Bicep file takes in: its modules, each lowered once, what it imports, and the contents it loads."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from typing import NamedTuple

from fastpath_checks.core.diagnostics import Diagnostic, Level
from fastpath_checks.core.files import Files, beside
from fastpath_checks.core.spans import SourceFile, Span
from fastpath_checks.core.values import Because
from fastpath_checks.evaluate.arm.from_bicep_registries import PREFIXES, cached_path, full_reference
from fastpath_checks.evaluate.arm.template import Template
from fastpath_checks.evaluate.arm.verified_modules import outline_of
from fastpath_checks.syntax.bicep import Program, parse_bicep

MODULE_DEPTH_LIMIT = 24

SourceReader = Callable[["SourceFile", "Span | None"], tuple[Template, list[Diagnostic]]]
TemplateReader = Callable[[SourceFile], "tuple[Template | None, list[Diagnostic]]"]

_ABSENT = frozenset(("not-found", "outside-the-root"))


class Taken(NamedTuple):
    """A module's template, or why there is none; and what was remarked on it and the modules below it."""

    template: Template | None
    because: Because | None
    diagnostics: tuple[Diagnostic, ...]


class Parsed(NamedTuple):
    """A Bicep file that another one imports from, or why there is none."""

    file: SourceFile | None
    program: Program | None
    diagnostics: tuple[Diagnostic, ...]
    refusal: Diagnostic | None


class ModuleLoader:
    """Reads modules and other files on behalf of the files that name them; share one among the roots of a scan.

    ``read_bicep`` and ``read_json`` turn a module's file into a template; ``read_bicep`` may ask this loader again.
    ``cache`` is the folder to which ``bicep restore`` has brought the modules of registries, where there is one.
    """

    __slots__ = (
        "_cache",
        "_last_root",
        "_open",
        "_outlines",
        "_programs",
        "_taken",
        "files",
        "read_bicep",
        "read_json",
    )

    def __init__(
        self, files: Files, read_bicep: SourceReader, read_json: TemplateReader, cache: str | None = None
    ) -> None:
        self.files = files
        self._cache = cache
        self.read_bicep = read_bicep
        self.read_json = read_json
        self._programs: dict[str, Parsed] = {}
        self._taken: dict[str, Taken] = {}
        self._last_root: tuple[str, Taken] | None = None
        self._open: list[str] = []

    def enter(self, path: str) -> None:
        """The file at ``path`` is being lowered: whoever takes it in from below closes a cycle."""
        self._open.append(path)

    def leave(self) -> None:
        self._open.pop()

    def is_outside(self, reference: str) -> bool:
        """Whether a reference names something in a registry, not a file."""
        return reference.startswith(PREFIXES)

    def cached(self, file: SourceFile, reference: str) -> str | None:
        """The path of what a registry's reference, written in ``file``, names; None where no cache holds it."""
        if self._cache is None:
            return None
        below = cached_path(full_reference(reference, posixpath.dirname(file.path), self.files))
        path = posixpath.join(self._cache, below) if below is not None else None
        return path if path is not None and self.files.read(path).file is not None else None

    def root(self, file: SourceFile) -> tuple[Template, list[Diagnostic]]:
        """The template of a Bicep file that is deployed by itself, and what was remarked on it and below it.

        Its scenarios follow one another, and then nobody asks for it again: only the last one is kept.
        """
        taken = self._taken.get(file.path)
        if taken is None and self._last_root is not None and self._last_root[0] == file.path:
            taken = self._last_root[1]
        if taken is not None and taken.template is not None:
            return taken.template, list(taken.diagnostics)
        template, diagnostics = self.read_bicep(file, None)
        self._last_root = (file.path, Taken(template, None, tuple(diagnostics)))
        return template, diagnostics

    def program(self, path: str) -> Parsed:
        """The Bicep file at ``path``, read once."""
        found = self._programs.get(path)
        if found is None:
            loaded = self.files.read(path)
            if loaded.file is None:
                found = Parsed(None, None, (), loaded.diagnostic)
            else:
                program, diagnostics = parse_bicep(loaded.file)
                found = Parsed(loaded.file, program, tuple(diagnostics), None)
            self._programs[path] = found
        return found

    def module(self, file: SourceFile, reference: str, span: Span) -> Taken:
        """The template that ``reference``, written in ``file`` at ``span``, means."""
        path = self.cached(file, reference) if self.is_outside(reference) else beside(file, reference)
        if path is None:
            return self._outside(file, reference, span)
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
        template: Template | None
        if path.endswith(".bicep"):
            template, diagnostics = self.read_bicep(loaded.file, None)
        else:
            template, diagnostics = self.read_json(loaded.file)
        return Taken(template, None if template is not None else Because.ERROR, tuple(diagnostics))

    def _outside(self, file: SourceFile, reference: str, span: Span) -> Taken:
        full = full_reference(reference, posixpath.dirname(file.path), self.files)
        outline = outline_of(full)
        if outline is not None:
            return self._outlined(full, outline, reference, span)
        place = "a template spec" if full.startswith("ts") else "a module registry"
        diagnostic = Diagnostic(
            "module-not-found",
            Level.WARNING,
            f"module '{reference}' is not in the files",
            detail=f"It is {full} in {place}. What it creates, and what its outputs are, is not known.",
            span=span,
            hint="run `bicep restore` on this file first, or name the folder of its modules with --bicep-modules",
        )
        return Taken(None, Because.OUTSIDE_THE_FILES, (diagnostic,))

    def _outlined(self, full: str, outline: str, reference: str, span: Span) -> Taken:
        """A module of Azure's that is not in the files, but that we know; all of it stands where it is called."""
        template, _ = self.read_bicep(SourceFile(full, outline), span)
        diagnostic = Diagnostic(
            "module-outlined",
            Level.NOTE,
            f"module '{reference}' is not in the files: it is judged by what is known of this version",
            detail="Of what it creates, only that counts which ExpressRoute's paths depend on.",
            span=span,
            hint="run `bicep restore` on this file first, to judge the module itself",
        )
        return Taken(template, None, (diagnostic,))


def _unread(reference: str, span: Span, why: Diagnostic | None) -> Taken:
    absent = why is None or why.code in _ABSENT
    reason = why.summary if why is not None else "there is no such file"
    diagnostic = Diagnostic(
        "module-not-found" if absent or why is None else why.code,
        Level.WARNING if absent else Level.ERROR,
        f"module '{reference}' is not read: {reason}",
        detail=why.detail if why is not None else "",
        span=span,
        hint=(why.hint if why is not None else "") or ("scan a directory that holds it" if absent else ""),
    )
    return Taken(None, Because.OUTSIDE_THE_FILES if absent else Because.ERROR, (diagnostic,))
