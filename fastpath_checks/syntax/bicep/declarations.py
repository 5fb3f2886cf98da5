"""Tokens -> statements."""

from __future__ import annotations

from collections.abc import Callable

from fastpath_checks.core.diagnostics import Diagnostic
from fastpath_checks.core.spans import SourceFile
from fastpath_checks.syntax.bicep.cursor import SyntaxFailure
from fastpath_checks.syntax.bicep.lexing import END, IDENTIFIER, NEWLINE, STRING, STRING_START, tokenize
from fastpath_checks.syntax.bicep.nodes import (
    Conditional,
    Expression,
    For,
    Identifier,
    InterpolatedString,
    Object,
    String,
)
from fastpath_checks.syntax.bicep.recovery import RecoveringReader
from fastpath_checks.syntax.bicep.statements import (
    Assertion,
    Broken,
    Extends,
    Extension,
    ExtensionConfiguration,
    Function,
    FunctionParameter,
    Import,
    ImportedSymbol,
    Metadata,
    Module,
    Output,
    Parameter,
    ParameterAssignment,
    Program,
    Resource,
    Statement,
    TargetScope,
    Test,
    TypeDeclaration,
    Using,
    Variable,
)


class DeclarationReader(RecoveringReader):
    """What reads a whole file."""

    __slots__ = ("comments", "readers")

    def __init__(self, file: SourceFile, for_parameters: bool) -> None:
        tokens = tokenize(file.text)
        readers = _PARAMETER_FILE_READERS if for_parameters else _READERS
        super().__init__(tokens, file, frozenset(readers))
        self.comments = tokens.comments
        self.readers = readers

    def program(self) -> Program:
        kinds = self.kinds
        statements: list[Statement] = []
        spoiled = False
        last = -1
        while True:
            self.skip_newline()
            if kinds[self.at] == END:
                return Program(statements, self.comments, 0, len(self.file.text))
            begin = self.at
            try:
                statement = self.statement()
                if kinds[self.at] != NEWLINE and kinds[self.at] != END:
                    raise self.failure("the end of the line")
                # A declaration whose decorators could not be read is not known in full.
                statements.append(self.broken(self.keyword_at, self.at) if spoiled else statement)
                spoiled = False
                last = self.keyword_at
            except SyntaxFailure as failure:
                self.report(failure)
                if last >= 0 and self.is_left_over(begin, last):
                    # The one before was closed too early: this line may belong to it.
                    statements[-1] = self.broken(last, begin)
                last = -1
                spoiled = self.keyword_at < 0
                self.at = self.next_statement(begin if spoiled else self.keyword_at, failure.index)
                if not spoiled:
                    statements.append(self.broken(self.keyword_at, self.at))

    def statement(self) -> Statement:
        """One declaration with its decorators."""
        self.depth = 0
        self.keyword_at = -1
        decorators = self.decorators()
        at = self.at
        self.keyword_at = at
        reader = self.readers.get(self.texts[at]) if self.kinds[at] == IDENTIFIER else None
        if reader is None:
            raise self.failure("a declaration", "such as param, var, resource, module or output")
        self.at = at + 1
        statement = reader(self, self.spans[at][0])
        statement.decorators = decorators
        return statement

    def nested_resource(self) -> Resource | Broken:
        begin, depth, outer_keyword = self.at, self.depth, self.keyword_at
        self.deepen()
        try:
            decorators = self.decorators()
            begin, start = self.at, self.spans[self.at][0]
            self.expect_word("resource")
            nested = self._resource(start)
            nested.decorators = decorators
            if self.kinds[self.at] not in (NEWLINE, ",", "}"):
                raise self.failure("the end of the line")
            return nested
        except SyntaxFailure as failure:
            end = self.end_of_nested(begin, failure.index)
            if end is None:
                raise
            self.report(failure)
            self.at = end
            return self.broken(begin, end)
        finally:
            self.depth, self.keyword_at = depth, outer_keyword

    def _assigned(self) -> Expression:
        self.expect("=")
        return self.expression()

    def _target_scope(self, start: int) -> Statement:
        value = self._assigned()
        return TargetScope(value, start, value.end)

    def _metadata(self, start: int) -> Statement:
        name = self.identifier()
        value = self._assigned()
        return Metadata(name, value, start, value.end)

    def _assertion(self, start: int) -> Statement:
        name = self.identifier()
        value = self._assigned()
        return Assertion(name, value, start, value.end)

    def _parameter(self, start: int) -> Statement:
        name = self.identifier("the name of the parameter")
        if self.kinds[self.at] == "=":
            raise self.failure("a type", "write param name type = default")
        declared = self.declared_type()
        default = self._assigned() if self.kinds[self.at] == "=" else None
        return Parameter(name, declared, default, start, self.spans[self.at - 1][1])

    def _parameter_assignment(self, start: int) -> Statement:
        name = self.identifier("the name of the parameter")
        value = self._assigned()
        return ParameterAssignment(name, value, start, value.end)

    def _variable(self, start: int) -> Statement:
        name = self.identifier("the name of the variable")
        declared = None if self.kinds[self.at] == "=" else self.type()
        value = self._assigned()
        return Variable(name, declared, value, start, value.end)

    def _output(self, start: int) -> Statement:
        name = self.identifier("the name of the output")
        if self.kinds[self.at] == "=":
            raise self.failure("a type", "write output name type = value")
        declared = self.declared_type()
        value = self._assigned()
        return Output(name, declared, value, start, value.end)

    def _resource(self, start: int) -> Resource:
        name = self.identifier("the symbolic name of the resource")
        reference = self.string("a resource type", "write 'Provider/type@api-version'")
        existing = self.is_word("existing")
        if existing:
            self.at += 1
        body = self._body(True)
        return Resource(name, reference, existing, body, start, body.end)

    def _module(self, start: int) -> Statement:
        name = self.identifier("the symbolic name of the module")
        path = self.string("the module's path", "write 'path/to/module.bicep'")
        body = self._body(False)
        return Module(name, path, body, start, body.end)

    def _test(self, start: int) -> Statement:
        name = self.identifier("the name of the test")
        path = self.string("the path of the tested file")
        self.expect("=")
        body = self.object(False)
        return Test(name, path, body, start, body.end)

    def _body(self, of_resource: bool) -> Object | Conditional | For:
        self.expect("=")
        self.skip_newline()
        if self.is_word("if"):
            return self.conditional(of_resource)
        if self.kinds[self.at] == "{":
            return self.object(of_resource)
        if self.kinds[self.at] == "[":
            return self.loop(of_resource)
        raise self.failure("'{', 'if' or '[for'")

    def _type_declaration(self, start: int) -> Statement:
        name = self.identifier("the name of the type")
        self.expect("=")
        self.skip_newline()
        value = self.type()
        return TypeDeclaration(name, value, start, value.end)

    def _function(self, start: int) -> Statement:
        name = self.identifier("the name of the function")
        self.expect("(")
        self.skip_newline()
        parameters: list[FunctionParameter] = []
        while self.kinds[self.at] != ")":
            parameter = self.identifier("the name of a parameter or ')'")
            declared = self.type()
            parameters.append(FunctionParameter(parameter, declared, parameter.start, declared.end))
            self.skip_newline()
            if self.kinds[self.at] == ",":
                self.at += 1
                self.skip_newline()
            elif self.kinds[self.at] != ")":
                raise self.failure("',' or ')'")
        self.at += 1
        returns = self.type()
        self.expect("=>")
        self.skip_newline()
        body = self.expression()
        return Function(name, tuple(parameters), returns, body, start, body.end)

    def _import(self, start: int) -> Statement:
        kind = self.kinds[self.at]
        if kind in (STRING, STRING_START):
            return self._extension(start)
        symbols: list[ImportedSymbol] = []
        namespace = None
        if kind == "*":
            self.at += 1
            self.expect_word("as")
            namespace = self.identifier()
        else:
            self.expect("{", "write import { name } from 'path' or import * as name from 'path'")
            self.skip_newline()
            while self.kinds[self.at] != "}":
                symbols.append(self._imported_symbol())
                if self.kinds[self.at] == ",":
                    self.at += 1
                elif self.kinds[self.at] not in (NEWLINE, "}"):
                    raise self.failure("',' or '}'")
                self.skip_newline()
            self.at += 1
        self.skip_newline()
        self.expect_word("from")
        path = self.string("a path")
        return Import(tuple(symbols), namespace, path, start, path.end)

    def _imported_symbol(self) -> ImportedSymbol:
        name: Identifier | String
        if self.kinds[self.at] == STRING:
            self.at += 1
            name = String(self.texts[self.at - 1], *self.spans[self.at - 1])
        else:
            name = self.identifier("a name to import")
        alias = None
        if self.is_word("as"):
            self.at += 1
            alias = self.identifier()
        return ImportedSymbol(name, alias, name.start, self.spans[self.at - 1][1])

    def _extension(self, start: int) -> Statement:
        specification: Identifier | String | InterpolatedString
        if self.kinds[self.at] == IDENTIFIER:
            specification = self.identifier()
        else:
            specification = self.string("the name of an extension")
        configuration = self._configuration()
        alias = None
        if self.is_word("as"):
            self.at += 1
            alias = self.identifier()
        return Extension(specification, configuration, alias, start, self.spans[self.at - 1][1])

    def _configuration(self) -> Object | None:
        if not self.is_word("with"):
            return None
        self.at += 1
        return self.object(False)

    def _extension_configuration(self, start: int) -> Statement:
        name = self.identifier("the extension's alias")
        self.expect_word("with")
        configuration = self.object(False)
        return ExtensionConfiguration(name, configuration, start, configuration.end)

    def _using(self, start: int) -> Statement:
        path: String | InterpolatedString | None = None
        if self.is_word("none"):
            self.at += 1
        else:
            path = self.string("the path of a template, or none")
        configuration = self._configuration()
        return Using(path, configuration, start, self.spans[self.at - 1][1])

    def _extends(self, start: int) -> Statement:
        path = self.string("the path of a .bicepparam file")
        return Extends(path, start, path.end)


_Reader = Callable[[DeclarationReader, int], Statement]

_READERS: dict[str, _Reader] = {
    "targetScope": DeclarationReader._target_scope,
    "metadata": DeclarationReader._metadata,
    "param": DeclarationReader._parameter,
    "var": DeclarationReader._variable,
    "resource": DeclarationReader._resource,
    "module": DeclarationReader._module,
    "output": DeclarationReader._output,
    "type": DeclarationReader._type_declaration,
    "func": DeclarationReader._function,
    "import": DeclarationReader._import,
    "extension": DeclarationReader._extension,
    "provider": DeclarationReader._extension,
    "assert": DeclarationReader._assertion,
    "test": DeclarationReader._test,
}

_PARAMETER_FILE_READERS: dict[str, _Reader] = {
    "using": DeclarationReader._using,
    "extends": DeclarationReader._extends,
    "param": DeclarationReader._parameter_assignment,
    "var": DeclarationReader._variable,
    "type": DeclarationReader._type_declaration,
    "func": DeclarationReader._function,
    "import": DeclarationReader._import,
    "extension": DeclarationReader._extension,
    "extensionConfig": DeclarationReader._extension_configuration,
}


def parse_bicep(file: SourceFile) -> tuple[Program, list[Diagnostic]]:
    """Read a .bicep file. A statement that cannot be read becomes ``Broken``; the others are unharmed."""
    reader = DeclarationReader(file, for_parameters=False)
    return reader.program(), reader.diagnostics


def parse_bicep_parameters(file: SourceFile) -> tuple[Program, list[Diagnostic]]:
    """Read a .bicepparam file, likewise."""
    reader = DeclarationReader(file, for_parameters=True)
    return reader.program(), reader.diagnostics
