"""A .bicepparam file -> values for a template's parameters."""

from __future__ import annotations

import posixpath
import re

from fastpath_checks.core.diagnostics import Diagnostic, Level
from fastpath_checks.core.files import beside
from fastpath_checks.core.spans import SourceFile
from fastpath_checks.core.values import Because
from fastpath_checks.evaluate.arm import template as arm
from fastpath_checks.evaluate.arm.from_bicep_contents import CONTENT_FUNCTIONS
from fastpath_checks.evaluate.arm.from_bicep_expressions import ExpressionLowering
from fastpath_checks.evaluate.arm.from_bicep_modules import ModuleLoader
from fastpath_checks.evaluate.arm.from_bicep_names import Kind, Names
from fastpath_checks.syntax.bicep import nodes as bicep
from fastpath_checks.syntax.bicep import parse_bicep_parameters
from fastpath_checks.syntax.bicep.statements import (
    Extends,
    ParameterAssignment,
    Program,
    Using,
    Variable,
)

EXTENDS_LIMIT = 16
_PLACEHOLDER = re.compile(r"<[A-Za-z][\w .-]*>|\{\{[^{}]+\}\}|\$\{[^{}]+\}")
_OWN_VALUE = "param "


def lower_bicep_parameters(
    program: Program, file: SourceFile, load: ModuleLoader
) -> tuple[arm.ParameterFile, list[Diagnostic]]:
    """The values that a .bicepparam file gives, those of the files that it extends with them.

    The variables of an extended file, and values that other values name, stand in ``variables`` under names that no
    Bicep variable can have.
    """
    chain = [(program, file)]
    diagnostics: list[Diagnostic] = []
    seen = {file.path}
    while (extended := _extended(*chain[-1], load, diagnostics, seen)) is not None:
        chain.append(extended)
    values: dict[str, arm.Expression] = {}
    variables: dict[str, arm.Expression] = {}
    for level in range(len(chain) - 1, -1, -1):
        own_program, own_file = chain[level]
        prefix = f"{posixpath.basename(own_file.path)}#{level} " if level else ""
        _lower_one(own_program, own_file, prefix, load, values, variables, diagnostics)
    using = next((s.path for own, _ in chain for s in own.statements if isinstance(s, Using)), None)
    path = using.value if isinstance(using, bicep.String) else None
    return arm.ParameterFile(file, values, variables, path), list(dict.fromkeys(diagnostics))


def _extended(
    program: Program, file: SourceFile, load: ModuleLoader, diagnostics: list[Diagnostic], seen: set[str]
) -> tuple[Program, SourceFile] | None:
    for statement in program.statements:
        if isinstance(statement, Extends) and isinstance(statement.path, bicep.String):
            written_path = statement.path.value
            path = beside(file, written_path)
            span = arm.Span(file, statement.path.start, statement.path.end)
            if path in seen or len(seen) > EXTENDS_LIMIT:
                summary = f"'{written_path}' extends this file itself" if path in seen else "too many files extended"
                diagnostics.append(Diagnostic("extends-cycle", Level.ERROR, summary, span=span))
                return None
            seen.add(path)
            loaded = load.files.read(path)
            if loaded.file is None:
                reason = loaded.diagnostic.summary if loaded.diagnostic is not None else "not found"
                code = loaded.diagnostic.code if loaded.diagnostic is not None else "not-found"
                summary = f"'{written_path}' is not read: {reason}"
                diagnostics.append(Diagnostic(code, Level.WARNING, summary, span=span))
                return None
            extended, remarks = parse_bicep_parameters(loaded.file)
            diagnostics.extend(remarks)
            return extended, loaded.file
    return None


class _Values(ExpressionLowering):
    """Expressions of a .bicepparam file, where a parameter's name stands for the value that the file gives it."""

    __slots__ = ()

    def _identifier(self, node: bicep.Identifier) -> arm.Expression:
        symbol = self.names.symbols.get(node.name)
        if symbol is not None and symbol.kind is Kind.PARAMETER and node.name not in self._locals:
            span = self.span(node)
            return arm.Call("variables", (arm.Literal(self.variable_prefix + _OWN_VALUE + node.name, span),), span)
        return super()._identifier(node)
