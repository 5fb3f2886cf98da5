"""The functions of Bicep that read a file while compiling: ``loadTextContent``, ``loadJsonContent`` and their kin."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable

from fastpath_checks.core.diagnostics import Diagnostic, Level
from fastpath_checks.core.files import Files, beside
from fastpath_checks.core.spans import SourceFile, Span
from fastpath_checks.core.values import Because
from fastpath_checks.evaluate.arm import template as arm
from fastpath_checks.evaluate.arm.from_bicep_documents import Document, read_json, read_yaml
from fastpath_checks.evaluate.arm.from_bicep_expressions import ExpressionLowering, FunctionLowering
from fastpath_checks.syntax.bicep import nodes as bicep

BASE64_LIMIT = 96 * 1024
"""Bytes of a file that the compiler turns into base64."""


def content_functions(files: Files) -> dict[str, FunctionLowering]:
    """What ``ExpressionLowering`` takes as ``special``."""
    return {name: _bound(lower, files) for name, lower in _FUNCTIONS.items()}


_Lowering = Callable[[Files, ExpressionLowering, bicep.Call], arm.Expression]


def _bound(lower: _Lowering, files: Files) -> FunctionLowering:
    return lambda expressions, node: lower(files, expressions, node)


def _path_of(expressions: ExpressionLowering, node: bicep.Call) -> bicep.String | arm.Unmodelled:
    """The path that a call's first argument names, or the unknown that the call becomes."""
    path = node.arguments[0] if node.arguments else None
    while isinstance(path, bicep.Parenthesized):
        path = path.inner
    if isinstance(path, bicep.String):
        return path
    return expressions.unmodelled(Because.UNMODELLED, f"{node.name.name} of a path that is not written out", node)


def _not_read(
    expressions: ExpressionLowering, node: bicep.Call, path: bicep.String, why: Diagnostic | None, what: str = "file"
) -> arm.Unmodelled:
    """The unknown that a call becomes whose file is not read, which is said."""
    name = node.name.name
    reason = why.summary if why is not None else f"there is no such {what}"
    expressions.diagnostics.append(
        Diagnostic(
            why.code if why is not None else "not-found",
            Level.WARNING,
            f"{name}('{path.value}') is not read: {reason}",
            span=expressions.span(path),
            hint=why.hint if why is not None else "",
        )
    )
    return expressions.unmodelled(Because.OUTSIDE_THE_FILES, f"{name}('{path.value}')", node)


def _load(
    files: Files, expressions: ExpressionLowering, node: bicep.Call, encoding_at: int
) -> SourceFile | arm.Unmodelled:
    """The text file that a call names, or the unknown that it becomes; an argument may name the text's encoding."""
    path = _path_of(expressions, node)
    if not isinstance(path, bicep.String):
        return path
    where = beside(expressions.file, path.value)
    encoding = _encoding(node.arguments[encoding_at]) if len(node.arguments) > encoding_at else _UTF_8
    if encoding == _UTF_8:
        loaded = files.read(where)
        return _not_read(expressions, node, path, loaded.diagnostic) if loaded.file is None else loaded.file
    data, why = files.read_data(where)
    if data is None:
        return _not_read(expressions, node, path, why)
    text = _decoded(data, encoding) if encoding is not None else None
    if text is None:
        return expressions.unmodelled(Because.UNMODELLED, f"{node.name.name} in this encoding", node)
    return SourceFile(where, text)


_UTF_8 = "utf-8"
_ENCODINGS = {
    "iso-8859-1": "latin-1",
    "us-ascii": "ascii",
    "utf-8": _UTF_8,
    "utf-16": "utf-16-le",
    "utf-16be": "utf-16-be",
}
"""Those that the compiler knows -> Python's names; a mark at the beginning of a file says more than they do."""
_MARKS = {b"\xef\xbb\xbf": _UTF_8, b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


def _encoding(argument: bicep.Expression) -> str | None:
    return _ENCODINGS.get(argument.value.casefold()) if isinstance(argument, bicep.String) else None


def _decoded(data: bytes, encoding: str) -> str | None:
    """The text; None where bytes stand for no character, for nobody documents what the compiler puts there."""
    mark = next((one for one in _MARKS if data.startswith(one)), b"")
    try:
        return data[len(mark) :].decode(_MARKS.get(mark, encoding))
    except UnicodeDecodeError:
        return None


def _text_content(files: Files, expressions: ExpressionLowering, node: bicep.Call) -> arm.Expression:
    loaded = _load(files, expressions, node, 1)
    return arm.Literal(loaded.text, expressions.span(node)) if isinstance(loaded, SourceFile) else loaded


def _json_content(files: Files, expressions: ExpressionLowering, node: bicep.Call) -> arm.Expression:
    loaded = _load(files, expressions, node, 2)
    return _document(loaded, read_json, expressions, node) if isinstance(loaded, SourceFile) else loaded


def _yaml_content(files: Files, expressions: ExpressionLowering, node: bicep.Call) -> arm.Expression:
    loaded = _load(files, expressions, node, 2)
    return _document(loaded, read_yaml, expressions, node) if isinstance(loaded, SourceFile) else loaded


def _document(
    file: SourceFile,
    read: Callable[[SourceFile], arm.Expression | None],
    expressions: ExpressionLowering,
    node: bicep.Call,
) -> arm.Expression:
    path: tuple[str | int, ...] | None = ()
    if len(node.arguments) > 1:
        wanted = node.arguments[1]
        path = _steps(wanted.value) if isinstance(wanted, bicep.String) else None
    if path is None:
        return expressions.unmodelled(Because.UNMODELLED, expressions.shown(node), node)
    unread = expressions.unmodelled(Because.ERROR, f"{node.name.name} of '{file.path}', which cannot be read", node)
    summary = f"'{file.path}' is not what {node.name.name} reads, or holds no such part"
    unread.diagnostic = Diagnostic("content-not-read", Level.ERROR, summary, span=unread.span)
    return Document(file, read, path, unread, expressions.span(node))


_STEP = re.compile(r"\.?\[(\d+)\]|\.?\['([^'\]]+)'\]|(?:\.|(?<![^$]))([\w-]+)")


def _steps(path: str) -> tuple[str | int, ...] | None:
    """``$.a.b[0]`` as its steps; None where more of JSONPath is used than names and positions."""
    found: list[str | int] = []
    at = 1 if path.startswith("$") else 0
    while at < len(path):
        step = _STEP.match(path, at)
        if step is None:
            return None
        position, quoted, name = step.groups()
        found.append(int(position) if position is not None else quoted or name)
        at = step.end()
    return tuple(found)


def _base64_content(files: Files, expressions: ExpressionLowering, node: bicep.Call) -> arm.Expression:
    from base64 import b64encode

    path = _path_of(expressions, node)
    if not isinstance(path, bicep.String):
        return path
    data, why = files.read_data(beside(expressions.file, path.value))
    if data is None:
        return _not_read(expressions, node, path, why)
    if len(data) > BASE64_LIMIT:
        summary = f"the file has more than the {BASE64_LIMIT // 1024} KB that the compiler takes"
        return _not_read(expressions, node, path, Diagnostic("too-large", Level.WARNING, summary))
    return arm.Literal(b64encode(data).decode("ascii"), expressions.span(node))


def _directory_files(files: Files, expressions: ExpressionLowering, node: bicep.Call) -> arm.Expression:
    """``{relativePath, baseName, extension}`` of each file that lies in a directory itself, by their paths."""
    path = _path_of(expressions, node)
    if not isinstance(path, bicep.String):
        return path
    pattern = node.arguments[1] if len(node.arguments) > 1 else bicep.String("*", node.start, node.end)
    directory = beside(expressions.file, path.value)
    names = files.file_names(directory)
    if names is None:
        return _not_read(expressions, node, path, None, "directory")
    chosen = matching(names, pattern.value) if isinstance(pattern, bicep.String) else None
    if chosen is None:
        return expressions.unmodelled(Because.UNMODELLED, expressions.shown(node), node)
    here = posixpath.dirname(expressions.file.path) or "."
    span = expressions.span(node)
    listed = [arm.ObjectNode(_file_info(posixpath.relpath(f"{directory}/{name}", here), span), span) for name in chosen]
    return arm.ArrayNode(tuple(listed), span)


def _file_info(path: str, span: Span) -> tuple[arm.Member, ...]:
    name = posixpath.basename(path)
    dot = name.rfind(".")
    parts = {"relativePath": path, "baseName": name, "extension": name[dot:] if 0 <= dot < len(name) - 1 else ""}
    return tuple(arm.Member(arm.Literal(key, span), arm.Literal(text, span)) for key, text in parts.items())


def matching(names: list[str], pattern: str) -> list[str] | None:
    """The names that a pattern with ``*`` means, sorted without case; None where that differs between systems.

    ``?`` and a dot at the end mean what they meant in DOS, and upper case counts on some systems only.
    """
    if "?" in pattern or pattern.endswith("."):
        return None
    # As .NET has it, `*.*` means every name, and the dot of `x.*` may be the end of it.
    shape = re.escape("*" if pattern in ("", "*.*") else pattern).replace(r"\.\*", r"(?:\.|\Z)\*").replace(r"\*", ".*")
    exact, folded = re.compile(rf"{shape}\Z", re.DOTALL), re.compile(rf"{shape}\Z", re.DOTALL | re.IGNORECASE)
    found = [name for name in names if exact.match(name)]
    if any(folded.match(name) for name in names if name not in found):
        return None
    return sorted(found, key=lambda name: (name.upper(), name))


_FUNCTIONS: dict[str, _Lowering] = {
    "loadTextContent": _text_content,
    "loadJsonContent": _json_content,
    "loadYamlContent": _yaml_content,
    "loadFileAsBase64": _base64_content,
    "loadDirectoryFileInfo": _directory_files,
}
