"""The functions of Bicep that read a file while compiling: ``loadTextContent``, ``loadJsonContent`` and their kin."""

from __future__ import annotations

from collections.abc import Callable

from fastpath_checks.core.diagnostics import Diagnostic, Level
from fastpath_checks.core.files import beside
from fastpath_checks.core.spans import SourceFile
from fastpath_checks.core.values import Because
from fastpath_checks.evaluate.arm import template as arm
from fastpath_checks.evaluate.arm.from_bicep_expressions import ExpressionLowering, FunctionLowering
from fastpath_checks.evaluate.arm.from_bicep_modules import ModuleLoader
from fastpath_checks.syntax.bicep import nodes as bicep


def _load(load: ModuleLoader, expressions: ExpressionLowering, node: bicep.Call) -> SourceFile | arm.Unmodelled:
    """The file that a call's first argument names, or the unknown that the call becomes."""
    name = node.name.name
    path = node.arguments[0] if node.arguments else None
    if not isinstance(path, bicep.String):
        return expressions.unmodelled(Because.ERROR, f"{name} without a literal path", node)
    loaded = load.files.read(beside(expressions.file, path.value))
    if loaded.file is not None:
        return loaded.file
    reason = loaded.diagnostic.summary if loaded.diagnostic is not None else "not found"
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


def _text_content(load: ModuleLoader) -> FunctionLowering:
    def lower(expressions: ExpressionLowering, node: bicep.Call) -> arm.Expression:
        loaded = _load(load, expressions, node)
        if isinstance(loaded, SourceFile):
            return arm.Literal(loaded.text, expressions.span(node))
        return loaded

    return lower


def _json_content(load: ModuleLoader) -> FunctionLowering:
    def lower(expressions: ExpressionLowering, node: bicep.Call) -> arm.Expression:
        loaded = _load(load, expressions, node)
        if not isinstance(loaded, SourceFile):
            return loaded
        return expressions.unmodelled(Because.UNMODELLED, "loadJsonContent", node)

    return lower


def _not_read(load: ModuleLoader) -> FunctionLowering:
    def lower(expressions: ExpressionLowering, node: bicep.Call) -> arm.Expression:
        text = expressions.file.text[node.start : node.end]
        return expressions.unmodelled(Because.UNMODELLED, text if len(text) < 80 else node.name.name, node)

    return lower


CONTENT_FUNCTIONS: dict[str, Callable[[ModuleLoader], FunctionLowering]] = {
    "loadTextContent": _text_content,
    "loadJsonContent": _json_content,
    "loadYamlContent": _not_read,
    "loadFileAsBase64": _not_read,
    "loadDirectoryFileInfo": _not_read,
}
