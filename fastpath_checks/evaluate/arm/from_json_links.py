"""The files that an ARM template links: read from disk by a path relative to it, or told to be elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from fastpath_checks.core.diagnostics import Diagnostic, Level
from fastpath_checks.core.files import Files, beside
from fastpath_checks.core.spans import SourceFile, Span, written
from fastpath_checks.core.values import Because, Missing
from fastpath_checks.evaluate.arm.from_json_values import span_of
from fastpath_checks.evaluate.arm.template import Template
from fastpath_checks.syntax.arm_expressions import is_expression
from fastpath_checks.syntax.jsonc import JsonObject, JsonString, JsonValue

LINK_DEPTH_LIMIT = 24

TemplateReader = Callable[[SourceFile], "tuple[Template | None, list[Diagnostic]]"]

_SHOWN = 80
_ABSENT = frozenset(("not-found", "outside-the-root"))


class Linked(NamedTuple):
    """A linked template, or what is missing because there is none; and what was remarked on it."""

    template: Template | None
    missing: Missing | None
    diagnostics: tuple[Diagnostic, ...]


class Links:
    """Reads linked templates, each once; ``read`` turns a file into a template, and may ask here again."""

    __slots__ = ("_files", "_linked", "_open", "_read")

    def __init__(self, files: Files, read: TemplateReader) -> None:
        self._files = files
        self._read = read
        self._linked: dict[str, Linked] = {}
        self._open: dict[str, JsonObject] = {}

    def enter(self, path: str, tree: JsonObject) -> None:
        """The file at ``path`` is being read: whoever links it from below closes a cycle."""
        self._open[path] = tree

    def leave(self, path: str) -> None:
        self._open.pop(path, None)

    def linked(self, file: SourceFile, link: JsonValue) -> Linked:
        """What the ``templateLink`` of a deployment, written in ``file``, means."""
        target = _target(link)
        if target is None:
            return _elsewhere(file, link)
        is_relative = isinstance(link, JsonObject) and link.find("relativePath") is target
        if is_relative and not is_expression(target.value):
            return self._on_disk(file, target.value, span_of(file, target))
        staged = self._staged(file, target)
        if staged is not None and self._files.read(beside(file, staged)).file is not None:
            return self._on_disk(file, staged, span_of(file, target))
        return _elsewhere(file, target)

    def parameters(self, file: SourceFile, link: JsonValue) -> SourceFile | None:
        """The parameter file that a ``parametersLink`` means, where it lies beside the template by convention."""
        target = _target(link)
        staged = self._staged(file, target) if target is not None else None
        return self._files.read(beside(file, staged)).file if staged is not None else None

    def _staged(self, file: SourceFile, target: JsonString) -> str | None:
        if not is_expression(target.value) or file.path not in self._open:
            return None
        from fastpath_checks.evaluate.arm.from_json_artifacts import path_beside  # few templates link so

        return path_beside(target.value, self._open[file.path])

    def _on_disk(self, file: SourceFile, reference: str, span: Span) -> Linked:
        path = beside(file, reference)
        if path in self._open:
            return _refused("module-cycle", f"'{reference}' links this template itself", Because.CYCLE, span)
        taken = self._linked.get(path)
        if taken is not None:
            return taken
        if len(self._open) >= LINK_DEPTH_LIMIT:
            summary = f"templates are linked more than {LINK_DEPTH_LIMIT} levels deep"
            return _refused("module-depth", summary, Because.LIMIT, span)
        loaded = self._files.read(path)
        if loaded.file is None:
            return _unread(reference, span, loaded.diagnostic)
        template, diagnostics = self._read(loaded.file)
        if template is None:
            return Linked(None, _missing(Because.ERROR, reference, span), tuple(diagnostics))
        taken = self._linked[path] = Linked(template, None, tuple(diagnostics))
        return taken


def _target(link: JsonValue) -> JsonString | None:
    """What a link names its file by."""
    if isinstance(link, JsonObject):
        named = link.find("relativePath") or link.find("uri") or link.find("id")
        return named if isinstance(named, JsonString) else None
    return None


def _missing(because: Because, reference: str, span: Span) -> Missing:
    return Missing(because, f"template '{reference}'", written(span.file, span.start, span.end))


def _refused(code: str, summary: str, because: Because, span: Span) -> Linked:
    diagnostic = Diagnostic(code, Level.ERROR, summary, span=span)
    return Linked(None, _missing(because, span.text.strip('"'), span), (diagnostic,))


def _unread(reference: str, span: Span, why: Diagnostic | None) -> Linked:
    if why is None or why.code in _ABSENT:
        return _not_found(reference, span, "scan a directory that holds it")
    summary = f"template '{reference}' is not read: {why.summary}"
    diagnostic = Diagnostic(why.code, Level.ERROR, summary, why.detail, span, why.hint)
    return Linked(None, _missing(Because.ERROR, reference, span), (diagnostic,))


def _elsewhere(file: SourceFile, target: JsonValue) -> Linked:
    """A file that no literal path leads to."""
    span = span_of(file, target)
    shown = target.value if isinstance(target, JsonString) else "templateLink"
    shown = shown if len(shown) <= _SHOWN else f"{shown[: _SHOWN - 3]}..."
    return _not_found(shown, span, "only a literal relativePath is followed: link a copy of the template by one")


def _not_found(reference: str, span: Span, hint: str) -> Linked:
    summary = f"template '{reference}' is not in the files"
    detail = "What it creates, and what its outputs are, is not known."
    diagnostic = Diagnostic("module-not-found", Level.WARNING, summary, detail, span, hint)
    return Linked(None, _missing(Because.OUTSIDE_THE_FILES, reference, span), (diagnostic,))
