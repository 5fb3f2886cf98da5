"""A .bicepparam file -> values for a template's parameters."""

from __future__ import annotations

import posixpath

from fastpath_checks.core.diagnostics import Diagnostic, Level
from fastpath_checks.core.files import beside
from fastpath_checks.core.spans import SourceFile, Span
from fastpath_checks.core.values import Because
from fastpath_checks.evaluate.arm import template as arm
from fastpath_checks.evaluate.arm.from_bicep_contents import content_functions
from fastpath_checks.evaluate.arm.from_bicep_expressions import ExpressionLowering, FunctionLowering, declared_twice
from fastpath_checks.evaluate.arm.from_bicep_imports import Imports, lower_function
from fastpath_checks.evaluate.arm.from_bicep_modules import ModuleLoader, Taken
from fastpath_checks.evaluate.arm.from_bicep_names import Kind, Names
from fastpath_checks.evaluate.arm.parameter_values import unread_parameters
from fastpath_checks.evaluate.arm.placeholders import placeholder_in, placeholder_note
from fastpath_checks.syntax.bicep import Program, parse_bicep_parameters
from fastpath_checks.syntax.bicep import nodes as bicep
from fastpath_checks.syntax.bicep.statements import (
    Broken,
    Extends,
    Function,
    ParameterAssignment,
    Statement,
    Using,
    Variable,
)

EXTENDS_LIMIT = 16
_OWN_VALUE = "param "
_BASE = "base"
"""What a file that extends another calls the values of that one."""


def read_bicep_parameters(file: SourceFile, load: ModuleLoader) -> tuple[arm.ParameterFile, list[Diagnostic]]:
    """The values that a .bicepparam file gives, with everything that was remarked on it."""
    program, diagnostics = parse_bicep_parameters(file)
    parameters, remarks = lower_bicep_parameters(program, file, load)
    return parameters, list(dict.fromkeys((*diagnostics, *remarks)))


def lower_bicep_parameters(
    program: Program, file: SourceFile, load: ModuleLoader
) -> tuple[arm.ParameterFile, list[Diagnostic]]:
    """The values that a .bicepparam file gives, those of the files that it extends with them.

    The variables and functions of an extended file, and values that other values name, stand in the tables of variables
    and functions under names that nothing in Bicep can have.
    """
    diagnostics: list[Diagnostic] = []
    chain = [(program, file)]
    seen = {file.path}
    while (extended := _extended(*chain[-1], load, diagnostics, seen)) is not None:
        chain.append(extended)
    last, lost = chain[-1]
    unread = _extends(last) or next((one for part, _ in chain for one in part.statements if _may_give(one)), None)
    missing = None if unread is None else unread_parameters(lost, Span(lost, unread.start, unread.end)).unread
    using = _using(program)
    parameters = arm.ParameterFile(file, {}, {}, using.value if using is not None else None, {}, missing)
    imports = Imports(load, diagnostics, parameters.variables, parameters.functions)
    prefixes = [f"{posixpath.basename(own.path)}#{level} " if level else "" for level, (_, own) in enumerate(chain)]
    for level in range(len(chain) - 1, -1, -1):
        below = prefixes[level + 1] if level + 1 < len(chain) else None
        _lower_one(chain[level], prefixes[level], below, load, imports, parameters)
    imports.finish()
    return parameters, list(dict.fromkeys(diagnostics))


def used_module(file: SourceFile, load: ModuleLoader) -> Taken:
    """The template that a .bicepparam file is made for, where its ``using`` names a module."""
    program, diagnostics = parse_bicep_parameters(file)
    path = _using(program)
    if path is None:
        return Taken(None, Because.ERROR, tuple(diagnostics))
    return load.module(file, path.value, Span(file, path.start, path.end))


def _using(program: Program) -> bicep.String | None:
    found = next((one.path for one in program.statements if isinstance(one, Using)), None)
    return found if isinstance(found, bicep.String) else None


def _lower_one(
    part: tuple[Program, SourceFile],
    prefix: str,
    below: str | None,
    load: ModuleLoader,
    imports: Imports,
    parameters: arm.ParameterFile,
) -> None:
    program, file = part
    diagnostics = imports.diagnostics
    expressions = _Values(file, Names(program), diagnostics, content_functions(load.files), imports, prefix, below)
    for statement in program.statements:
        match statement:
            case Variable():
                parameters.variables[prefix + statement.name.name] = expressions.lower(statement.value)
            case Function():
                lower_function(expressions, statement, parameters.functions)
            case ParameterAssignment():
                lowered = expressions.lower(statement.value)
                parameters.values[statement.name.name] = lowered
                parameters.variables[prefix + _OWN_VALUE + statement.name.name] = lowered
            case Broken() if statement.keyword == "param" and statement.name:
                unread = expressions.unmodelled(Because.UNPARSED, statement.name, statement)
                parameters.values[statement.name] = unread
    for name in expressions.names.repeated:
        diagnostics.append(declared_twice(name, expressions))
        if isinstance(name, bicep.Identifier) and name.name in parameters.values:
            parameters.values[name.name] = expressions.unmodelled(Because.UNPARSED, name.name, name)
    if expressions.placeholders:
        diagnostics.append(placeholder_note(expressions.placeholders))


def _extended(
    program: Program, file: SourceFile, load: ModuleLoader, diagnostics: list[Diagnostic], seen: set[str]
) -> tuple[Program, SourceFile] | None:
    statement = _extends(program)
    if statement is None:
        return None
    span = Span(file, statement.path.start, statement.path.end)
    if not isinstance(statement.path, bicep.String):
        summary = "the file that is extended is not written out"
        diagnostics.append(Diagnostic("extends-not-read", Level.ERROR, summary, span=span))
        return None
    written_path = statement.path.value
    path = beside(file, written_path)
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


def _extends(program: Program) -> Extends | None:
    return next((one for one in program.statements if isinstance(one, Extends)), None)


def _may_give(statement: Statement) -> bool:
    """Whether a statement could not be read and may have given a parameter, or extended a file that does."""
    if not isinstance(statement, Broken):
        return False
    return statement.keyword in ("", "extends") or (statement.keyword == "param" and not statement.name)


class _Values(ExpressionLowering):
    """Expressions of a .bicepparam file, where a parameter's name stands for the value that the file gives it.

    ``below`` is the prefix of the file that this one extends. ``placeholders`` are those found in its texts.
    """

    __slots__ = ("below", "placeholders")

    def __init__(
        self,
        file: SourceFile,
        names: Names,
        diagnostics: list[Diagnostic],
        special: dict[str, FunctionLowering],
        imports: Imports,
        prefix: str,
        below: str | None,
    ) -> None:
        super().__init__(file, names, diagnostics, special, imports, prefix=prefix)
        self.below = below
        self.placeholders: list[tuple[str, Span]] = []

    def _text(self, node: bicep.String) -> arm.Expression:
        return self._replaced([node.value], node) or self._string(node)

    def _texts(self, node: bicep.InterpolatedString) -> arm.Expression:
        return self._replaced([part for part in node.parts if isinstance(part, str)], node) or self._interpolated(node)

    def _replaced(self, texts: list[str], node: bicep.Node) -> arm.Unmodelled | None:
        """The unknown that a text with a placeholder is."""
        for text in texts:
            placeholder = placeholder_in(text)
            if placeholder is not None:
                self.placeholders.append((placeholder, self.span(node)))
                return self.unmodelled(Because.OUTSIDE_THE_FILES, placeholder, node)
        return None

    def _name(self, node: bicep.Identifier) -> arm.Expression:
        symbol = self.names.symbols.get(node.name)
        if symbol is not None and symbol.kind is Kind.PARAMETER and not self.is_local(node.name):
            return self._value_of(self.prefix, node.name, node)
        if symbol is None and node.name == _BASE and not self.is_local(_BASE):
            return self.unmodelled(Because.UNMODELLED, _BASE, node)
        return self._identifier(node)

    def _member_of(self, node: bicep.Access) -> arm.Expression:
        match node.source:
            case bicep.Identifier("base") if "base" not in self.names.symbols and not self.is_local(_BASE):
                if self.below is None:
                    return self.unmodelled(Because.OUTSIDE_THE_FILES, self.shown(node), node)
                return self._value_of(self.below, node.name.name, node)
        return self._access(node)

    def _value_of(self, prefix: str, name: str, node: bicep.Node) -> arm.Expression:
        span = self.span(node)
        return arm.Call("variables", (arm.Literal(prefix + _OWN_VALUE + name, span),), span)


_Values.lowerings = {
    **ExpressionLowering.lowerings,
    bicep.Identifier: _Values._name,
    bicep.Access: _Values._member_of,
    bicep.String: _Values._text,
    bicep.InterpolatedString: _Values._texts,
}
