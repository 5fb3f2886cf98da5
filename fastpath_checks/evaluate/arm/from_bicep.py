"""Bicep -> the ARM template model, as the compiler would: symbols, loops and conditions stay, syntax goes."""

from __future__ import annotations

from fastpath_checks.core.diagnostics import Diagnostic
from fastpath_checks.core.files import Files
from fastpath_checks.core.spans import SourceFile, Span
from fastpath_checks.core.values import Because
from fastpath_checks.evaluate.arm import template as arm
from fastpath_checks.evaluate.arm.from_bicep_contents import content_functions
from fastpath_checks.evaluate.arm.from_bicep_expressions import ExpressionLowering, declared_twice
from fastpath_checks.evaluate.arm.from_bicep_imports import Imports, lower_function
from fastpath_checks.evaluate.arm.from_bicep_modules import ModuleLoader
from fastpath_checks.evaluate.arm.from_bicep_names import Names
from fastpath_checks.evaluate.arm.from_bicep_resources import ResourceLowering
from fastpath_checks.evaluate.arm.from_bicep_types import Meaning, meaning_of
from fastpath_checks.syntax.bicep import parse_bicep
from fastpath_checks.syntax.bicep import statements as bicep
from fastpath_checks.syntax.bicep.nodes import Array, Call, Decorator, String


def bicep_loader(files: Files, cache: str | None = None) -> ModuleLoader:
    """A loader for ``read_bicep``: one for all roots of a scan, so that each module is read and lowered once.

    ``cache`` is the folder to which ``bicep restore`` has brought the modules of registries; ``files`` must admit it.
    """

    def read_source(file: SourceFile, stand_in: Span | None) -> tuple[arm.Template, list[Diagnostic]]:
        program, diagnostics = parse_bicep(file)
        template, remarks = lower_bicep(program, file, loader, stand_in)
        return template, [*diagnostics, *remarks]

    def read_compiled(file: SourceFile) -> tuple[arm.Template | None, list[Diagnostic]]:
        from fastpath_checks.evaluate.arm.from_json import json_reader  # few Bicep files have a module of JSON

        return json_reader(files)(file)

    loader = ModuleLoader(files, read_source, read_compiled, cache)
    return loader


def read_bicep(file: SourceFile, load: ModuleLoader) -> tuple[arm.Template, list[Diagnostic]]:
    """The template of a Bicep file that is deployed by itself, with everything that was remarked on it and below it."""
    return load.root(file)


def lower_bicep(
    program: bicep.Program, file: SourceFile, load: ModuleLoader, stand_in: Span | None = None
) -> tuple[arm.Template, list[Diagnostic]]:
    """The template that a Bicep file stands for, its local modules with it.

    The diagnostics are those of lowering, and of reading and lowering the modules; not those of reading ``program``.
    All of it is said to stand at ``stand_in``, where that is given.
    """
    lowering = _FileLowering(program, file, load, stand_in)
    load.enter(file.path)
    try:
        lowering.run(program)
    finally:
        load.leave()
    return lowering.template, list(dict.fromkeys(lowering.diagnostics))


class _FileLowering:
    __slots__ = ("diagnostics", "expressions", "imports", "names", "resources", "template")

    def __init__(self, program: bicep.Program, file: SourceFile, load: ModuleLoader, stand_in: Span | None) -> None:
        self.diagnostics: list[Diagnostic] = []
        self.names = Names(program)
        variables: dict[str, arm.Expression] = {}
        functions: dict[str, arm.UserFunction] = {}
        self.imports = Imports(load, self.diagnostics, variables, functions)
        special = content_functions(load.files)
        self.expressions = ExpressionLowering(
            file, self.names, self.diagnostics, special, self.imports, stand_in=stand_in
        )
        self.resources = ResourceLowering(self.expressions, load)
        self.template = arm.Template(
            file,
            "bicep",
            parameters={},
            variables=variables,
            resources=self.resources.found,
            outputs={},
            functions=functions,
        )

    def run(self, program: bicep.Program) -> None:
        expressions, template = self.expressions, self.template
        for repeated in self.names.repeated:
            self.diagnostics.append(declared_twice(repeated, expressions))
        for statement in program.statements:
            match statement:
                case bicep.TargetScope():
                    if isinstance(statement.value, String):
                        template.target_scope = statement.value.value
                case bicep.Parameter():
                    template.parameters[statement.name.name] = self._parameter(statement)
                case bicep.Variable():
                    template.variables[statement.name.name] = expressions.lower(statement.value)
                case bicep.Resource():
                    self.resources.resource(statement)
                case bicep.Module():
                    self.resources.module(statement)
                case bicep.Output():
                    name = statement.name.name
                    value = expressions.lower(statement.value)
                    if name in template.outputs:
                        self.diagnostics.append(declared_twice(statement.name, expressions))
                        value = expressions.unmodelled(Because.UNPARSED, name, statement)
                    span = expressions.between(statement.start, statement.name.end)
                    template.outputs[name] = arm.Output(name, value, span, _has(statement.decorators, "secure"))
                case bicep.Function():
                    lower_function(expressions, statement, template.functions)
                case bicep.Broken():
                    self._broken(statement)
        self.imports.finish()

    def _parameter(self, statement: bicep.Parameter) -> arm.Parameter:
        expressions = self.expressions
        meaning = meaning_of(statement.type, expressions)
        return arm.Parameter(
            statement.name.name,
            meaning.name,
            expressions.between(statement.start, statement.name.end),
            default=expressions.lower(statement.default) if statement.default is not None else None,
            allowed=self._allowed(statement, meaning),
            nullable=meaning.nullable,
            secure=_has(statement.decorators, "secure") or meaning.secure,
        )

    def _allowed(self, statement: bicep.Parameter, meaning: Meaning) -> arm.Expression | None:
        for decorator in statement.decorators:
            call = decorator.call
            if decorator.name == "allowed" and isinstance(call, Call) and len(call.arguments) == 1:
                listed = call.arguments[0]
                # Of an array they are what its items may be, not what it may be.
                if isinstance(listed, Array) and meaning.name != "array":
                    return self.expressions.lower(listed)
        return arm.ArrayNode(meaning.allowed, self.expressions.span(statement.type)) if meaning.allowed else None

    def _broken(self, statement: bicep.Broken) -> None:
        """What is named but could not be read is there, and unknown."""
        name, span = statement.name, self.expressions.span(statement)
        if not name:
            return
        unread = self.expressions.unmodelled(Because.UNPARSED, name, statement)
        if statement.keyword == "output":
            self.template.outputs.setdefault(name, arm.Output(name, unread, span))
        elif statement.keyword == "param":
            self.template.parameters.setdefault(name, arm.Parameter(name, "any", span, default=unread))


def _has(decorators: tuple[Decorator, ...], name: str) -> bool:
    return any(decorator.name == name for decorator in decorators)
