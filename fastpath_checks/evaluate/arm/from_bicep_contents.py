"""The functions of Bicep that read a file while compiling: ``loadTextContent``, ``loadJsonContent`` and their kin."""

from __future__ import annotations

from collections.abc import Callable

from fastpath_checks.core.diagnostics import Diagnostic, Level
from fastpath_checks.core.files import Files, beside
from fastpath_checks.core.spans import SourceFile
from fastpath_checks.core.values import Because
from fastpath_checks.evaluate.arm import template as arm
from fastpath_checks.evaluate.arm.from_bicep_documents import Document, read_json, read_yaml
from fastpath_checks.evaluate.arm.from_bicep_expressions import ExpressionLowering, FunctionLowering
from fastpath_checks.syntax.bicep import nodes as bicep


def content_functions(files: Files) -> dict[str, FunctionLowering]:
    """What ``ExpressionLowering`` takes as ``special``."""
    return {name: _bound(lower, files) for name, lower in _FUNCTIONS.items()}


_Lowering = Callable[[Files, ExpressionLowering, bicep.Call], arm.Expression]


def _bound(lower: _Lowering, files: Files) -> FunctionLowering:
    return lambda expressions, node: lower(files, expressions, node)


def _load(
    files: Files, expressions: ExpressionLowering, node: bicep.Call, encoding: int
) -> SourceFile | arm.Unmodelled:
    """The file that a call's first argument names, or the unknown that the call becomes.

    ``encoding`` is the position of the argument that may name one: in others than UTF-8 nothing is read.
    """
    name = node.name.name
    path = node.arguments[0] if node.arguments else None
    while isinstance(path, bicep.Parenthesized):
        path = path.inner
    if not isinstance(path, bicep.String):
        return expressions.unmodelled(Because.UNMODELLED, f"{name} of a path that is not written out", node)
    if len(node.arguments) > encoding and not _is_utf_8(node.arguments[encoding]):
        return expressions.unmodelled(Because.UNMODELLED, f"{name} in another encoding than UTF-8", node)
    loaded = files.read(beside(expressions.file, path.value))
    if loaded.file is not None:
        return loaded.file
    reason = loaded.diagnostic.summary if loaded.diagnostic is not None else "there is no such file"
    code = loaded.diagnostic.code if loaded.diagnostic is not None else "not-found"
    expressions.diagnostics.append(
        Diagnostic(
            code,
            Level.WARNING,
            f"{name}('{path.value}') is not read: {reason}",
            span=expressions.span(path),
            hint=loaded.diagnostic.hint if loaded.diagnostic is not None else "",
        )
    )
    return expressions.unmodelled(Because.OUTSIDE_THE_FILES, f"{name}('{path.value}')", node)


def _is_utf_8(argument: bicep.Expression) -> bool:
    return isinstance(argument, bicep.String) and argument.value.casefold() in ("utf-8", "us-ascii")


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
    return Document(file, read, path, unread, expressions.span(node))


def _steps(path: str) -> tuple[str | int, ...] | None:
    """``$.a.b[0]`` as its steps; None where more of JSONPath is used than names and positions."""
    found: list[str | int] = []
    rest = path.removeprefix("$")
    for part in rest.replace("[", ".[").split("."):
        if part.startswith("[") and part.endswith("]"):
            inner = part[1:-1]
            if inner.isdecimal():
                found.append(int(inner))
            elif len(inner) > 2 and inner[0] == inner[-1] == "'":
                found.append(inner[1:-1])
            else:
                return None
        elif part.replace("_", "").replace("-", "").isalnum():
            found.append(part)
        elif part:
            return None
    return tuple(found)


def _not_read(files: Files, expressions: ExpressionLowering, node: bicep.Call) -> arm.Expression:
    """Bytes and directory listings are not what ``Files`` gives."""
    return expressions.unmodelled(Because.UNMODELLED, expressions.shown(node), node)


_FUNCTIONS: dict[str, _Lowering] = {
    "loadTextContent": _text_content,
    "loadJsonContent": _json_content,
    "loadYamlContent": _yaml_content,
    "loadFileAsBase64": _not_read,
    "loadDirectoryFileInfo": _not_read,
}
