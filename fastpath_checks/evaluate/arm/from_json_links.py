"""The templates that an ARM template links: read from disk by a path relative to it, or told to be elsewhere."""

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
        self._open: list[str] = []

    def enter(self, path: str) -> None:
        """The file at ``path`` is being read: whoever links it from below closes a cycle."""
        self._open.append(path)

    def leave(self) -> None:
        self._open.pop()

    def linked(self, file: SourceFile, link: JsonValue) -> Linked:
        """What the ``templateLink`` of a deployment, written in ``file``, means."""
        target: JsonValue | None = None
        if isinstance(link, JsonObject):
            target = link.find("relativePath")
            if isinstance(target, JsonString) and not is_expression(target.value):
                return self._on_disk(file, target.value, span_of(file, target))
            target = target or link.find("uri") or link.find("id")
        return _elsewhere(file, target if isinstance(target, JsonString) else link)

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
    span = span_of(file, target)
    shown = target.value if isinstance(target, JsonString) else "templateLink"
    shown = shown if len(shown) <= _SHOWN else f"{shown[: _SHOWN - 3]}..."
    return _not_found(shown, span, "only a literal relativePath is followed: link a copy of the template by one")


def _not_found(reference: str, span: Span, hint: str) -> Linked:
    summary = f"template '{reference}' is not in the files"
    detail = "What it creates, and what its outputs are, is not known."
    diagnostic = Diagnostic("module-not-found", Level.WARNING, summary, detail, span, hint)
    return Linked(None, _missing(Because.OUTSIDE_THE_FILES, reference, span), (diagnostic,))
