"""What a Bicep file imports: variables and functions of other files come along into the importer's tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastpath_checks.core.diagnostics import Diagnostic, Level
from fastpath_checks.core.files import beside
from fastpath_checks.core.spans import Span, written
from fastpath_checks.core.values import Because, Missing
from fastpath_checks.evaluate.arm import template as arm
from fastpath_checks.evaluate.arm.from_bicep_expressions import USER_NAMESPACE, ExpressionLowering
from fastpath_checks.evaluate.arm.from_bicep_names import Kind, Names, Symbol
from fastpath_checks.syntax.bicep.nodes import String
from fastpath_checks.syntax.bicep.statements import Function, Import, Variable
from fastpath_checks.syntax.bicep.type_nodes import Type

if TYPE_CHECKING:
    from fastpath_checks.evaluate.arm.from_bicep_modules import ModuleLoader


class Imports:
    """The imports of one template or parameter file, and of the files that it imports from.

    What is asked for is added to ``variables`` and ``functions`` under names that no Bicep name can have; ``finish``
    lowers it, so that files which import from each other in a circle end.
    """

    __slots__ = ("_asked", "_exporters", "_pending", "_refused", "diagnostics", "functions", "loader", "variables")

    def __init__(
        self,
        loader: ModuleLoader,
        diagnostics: list[Diagnostic],
        variables: dict[str, arm.Expression],
        functions: dict[str, arm.UserFunction],
    ) -> None:
        self.loader = loader
        self.diagnostics = diagnostics
        self.variables = variables
        self.functions = functions
        self._exporters: dict[str, ExpressionLowering] = {}
        self._pending: list[tuple[ExpressionLowering, Variable | Function]] = []
        self._asked: set[tuple[str, str]] = set()
        self._refused: set[tuple[str, str]] = set()

    def variable(self, importer: ExpressionLowering, symbol: Symbol, name: str) -> str | arm.Unmodelled:
        """The name, in the table of variables, of the exported variable ``name``."""
        exporter = self._exporter(importer, symbol, name)
        if not isinstance(exporter, ExpressionLowering):
            return exporter
        found = exporter.names.symbols.get(name)
        if found is None or found.kind is not Kind.VARIABLE:
            return self._not_exported(importer, symbol, name)
        return exporter.own_variable(name)

    def function(self, importer: ExpressionLowering, symbol: Symbol, name: str) -> str | arm.Unmodelled:
        """The name, in the table of functions, of the exported function ``name``."""
        exporter = self._exporter(importer, symbol, name)
        if not isinstance(exporter, ExpressionLowering):
            return exporter
        found = exporter.names.symbols.get(name)
        if found is None or found.kind is not Kind.FUNCTION:
            return self._not_exported(importer, symbol, name)
        return exporter.own_function(name)

    def type(self, importer: ExpressionLowering, symbol: Symbol, name: str) -> tuple[Type, ExpressionLowering] | None:
        """The exported type ``name`` and the file that it means something in; None where it is not in the files.

        Types of a registry are not warned about: they only limit values.
        """
        path = _path_of(symbol)
        if path is None or (self.loader.is_outside(path) and self.loader.cached(importer.file, path) is None):
            return None
        exporter = self._exporter(importer, symbol, name)
        if not isinstance(exporter, ExpressionLowering) or name not in exporter.names.types:
            return None
        return exporter.names.types[name], exporter

    def need(self, exporter: ExpressionLowering, name: str) -> None:
        """Take a variable or a function of an exporting file along."""
        asked = (exporter.prefix, name)
        symbol = exporter.names.symbols.get(name)
        if asked in self._asked or symbol is None:
            return
        self._asked.add(asked)
        if isinstance(symbol.statement, (Variable, Function)):
            self._pending.append((exporter, symbol.statement))

    def finish(self) -> None:
        """Lower what was asked for, and what that asks for in turn."""
        while self._pending:
            exporter, statement = self._pending.pop()
            name = statement.name.name
            if isinstance(statement, Variable):
                self.variables[exporter.prefix + name] = exporter.lower(statement.value)
            else:
                lower_function(exporter, statement, self.functions)

    def _exporter(self, importer: ExpressionLowering, symbol: Symbol, name: str) -> ExpressionLowering | arm.Unmodelled:
        reference = _path_of(symbol)
        if reference is None:
            return self._refusal(importer, symbol, name, Because.ERROR, "an import names its file in plain text")
        path = (
            self.loader.cached(importer.file, reference)
            if self.loader.is_outside(reference)
            else beside(importer.file, reference)
        )
        if path is None:
            return self._refusal(
                importer, symbol, name, Because.OUTSIDE_THE_FILES, f"'{reference}' is not in the files"
            )
        found = self._exporters.get(path)
        if found is not None:
            return found
        if not path.endswith(".bicep"):
            return self._compiled(importer, symbol, name, path)
        loaded = self.loader.program(path)
        if loaded.file is None or loaded.program is None:
            reason = loaded.refusal.summary if loaded.refusal is not None else "there is no such file"
            summary = f"'{reference}' is not read: {reason}"
            return self._refusal(importer, symbol, name, Because.OUTSIDE_THE_FILES, summary)
        self.diagnostics.extend(loaded.diagnostics)
        exporter = ExpressionLowering(
            loaded.file,
            Names(loaded.program),
            self.diagnostics,
            importer.special,
            self,
            prefix=f"{path}#",
            exporting=True,
        )
        self._exporters[path] = exporter
        return exporter

    def _compiled(
        self, importer: ExpressionLowering, symbol: Symbol, name: str, path: str
    ) -> ExpressionLowering | arm.Unmodelled:
        from fastpath_checks.evaluate.arm.from_bicep_compiled import compiled_exporter  # few import from a template

        file = self.loader.files.read(path).file
        template, remarks = self.loader.read_json(file) if file is not None else (None, [])
        self.diagnostics.extend(remarks)
        if file is None or template is None:
            summary = f"'{_path_of(symbol)}' is not read: there is no such template"
            return self._refusal(importer, symbol, name, Because.OUTSIDE_THE_FILES, summary)
        exporter = self._exporters[path] = compiled_exporter(file, template, importer, self)
        return exporter

    def _not_exported(self, importer: ExpressionLowering, symbol: Symbol, name: str) -> arm.Unmodelled:
        exporter = self._exporters.get(beside(importer.file, _path_of(symbol) or ""))
        if exporter is not None and (
            exporter.names.incomplete
            or (name in exporter.names.symbols and exporter.names.symbols[name].kind is Kind.BROKEN)
        ):
            return self._unmodelled(importer, symbol, name, Because.UNPARSED)
        return self._refusal(
            importer, symbol, name, Because.ERROR, f"'{_path_of(symbol)}' exports no variable or function '{name}'"
        )

    def _refusal(
        self, importer: ExpressionLowering, symbol: Symbol, name: str, because: Because, summary: str
    ) -> arm.Unmodelled:
        """The unknown that stands for the import, said once."""
        key = (importer.file.path, summary)
        if key not in self._refused:
            self._refused.add(key)
            level = Level.WARNING if because is Because.OUTSIDE_THE_FILES else Level.ERROR
            self.diagnostics.append(
                Diagnostic(
                    "import-not-found",
                    level,
                    summary,
                    detail="What is imported from it is not known.",
                    span=importer.span(_import_of(symbol).path),
                )
            )
        return self._unmodelled(importer, symbol, name, because)

    def _unmodelled(self, importer: ExpressionLowering, symbol: Symbol, name: str, because: Because) -> arm.Unmodelled:
        path = _import_of(symbol).path
        origin = written(importer.file, path.start, path.end)
        shown = f"{name} from '{_path_of(symbol) or '?'}'"
        return arm.Unmodelled(Missing(because, shown, origin), Span(importer.file, path.start, path.end))


def lower_function(expressions: ExpressionLowering, statement: Function, table: dict[str, arm.UserFunction]) -> None:
    """Add a ``func`` to the table of functions."""
    parameters = tuple(parameter.name.name for parameter in statement.parameters)
    name = USER_NAMESPACE + expressions.prefix + statement.name.name
    table[name] = arm.UserFunction(name, parameters, expressions.function_body(parameters, statement.body))


def _import_of(symbol: Symbol) -> Import:
    statement = symbol.statement
    if not isinstance(statement, Import):
        raise TypeError("only an import names what another file exports")
    return statement


def _path_of(symbol: Symbol) -> str | None:
    path = _import_of(symbol).path
    return path.value if isinstance(path, String) else None
