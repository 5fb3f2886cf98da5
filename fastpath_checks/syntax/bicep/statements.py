"""The tree of a Bicep or .bicepparam file: statements, and the program that they make."""

from __future__ import annotations

from fastpath_checks.syntax.bicep.nodes import (
    Comment,
    Conditional,
    Decorator,
    Expression,
    For,
    Identifier,
    InterpolatedString,
    Node,
    Object,
    String,
)
from fastpath_checks.syntax.bicep.type_nodes import Type


class Statement(Node):
    """A declaration from its keyword to its end; its decorators stand before ``start``."""

    __slots__ = ("decorators",)

    def __init__(self, start: int, end: int) -> None:
        self.start = start
        self.end = end
        self.decorators: tuple[Decorator, ...] = ()


class TargetScope(Statement):
    __slots__ = ("value",)

    def __init__(self, value: Expression, start: int, end: int) -> None:
        super().__init__(start, end)
        self.value = value


class Metadata(Statement):
    __slots__ = ("name", "value")

    def __init__(self, name: Identifier, value: Expression, start: int, end: int) -> None:
        super().__init__(start, end)
        self.name = name
        self.value = value


class Parameter(Statement):
    __slots__ = ("default", "name", "type")

    def __init__(self, name: Identifier, type: Type, default: Expression | None, start: int, end: int) -> None:
        super().__init__(start, end)
        self.name = name
        self.type = type
        self.default = default


class ParameterAssignment(Statement):
    """``param name = value`` of a .bicepparam file."""

    __slots__ = ("name", "value")

    def __init__(self, name: Identifier, value: Expression, start: int, end: int) -> None:
        super().__init__(start, end)
        self.name = name
        self.value = value


class Variable(Statement):
    __slots__ = ("name", "type", "value")

    def __init__(self, name: Identifier, type: Type | None, value: Expression, start: int, end: int) -> None:
        super().__init__(start, end)
        self.name = name
        self.type = type
        self.value = value


class Resource(Statement):
    """``reference`` is the text ``Microsoft.X/y@2024-01-01``; ``body`` is an object, in an ``if`` or a loop or both."""

    __slots__ = ("body", "existing", "name", "reference")

    def __init__(
        self,
        name: Identifier,
        reference: String | InterpolatedString,
        existing: bool,
        body: Object | Conditional | For,
        start: int,
        end: int,
    ) -> None:
        super().__init__(start, end)
        self.name = name
        self.reference = reference
        self.existing = existing
        self.body = body


class Module(Statement):
    __slots__ = ("body", "name", "path")

    def __init__(
        self,
        name: Identifier,
        path: String | InterpolatedString,
        body: Object | Conditional | For,
        start: int,
        end: int,
    ) -> None:
        super().__init__(start, end)
        self.name = name
        self.path = path
        self.body = body


class Test(Statement):
    __slots__ = ("body", "name", "path")

    def __init__(self, name: Identifier, path: String | InterpolatedString, body: Object, start: int, end: int) -> None:
        super().__init__(start, end)
        self.name = name
        self.path = path
        self.body = body


class Output(Statement):
    __slots__ = ("name", "type", "value")

    def __init__(self, name: Identifier, type: Type, value: Expression, start: int, end: int) -> None:
        super().__init__(start, end)
        self.name = name
        self.type = type
        self.value = value


class Assertion(Statement):
    __slots__ = ("name", "value")

    def __init__(self, name: Identifier, value: Expression, start: int, end: int) -> None:
        super().__init__(start, end)
        self.name = name
        self.value = value


class TypeDeclaration(Statement):
    __slots__ = ("name", "value")

    def __init__(self, name: Identifier, value: Type, start: int, end: int) -> None:
        super().__init__(start, end)
        self.name = name
        self.value = value


class FunctionParameter(Node):
    __slots__ = ("name", "type")

    def __init__(self, name: Identifier, type: Type, start: int, end: int) -> None:
        self.name = name
        self.type = type
        self.start = start
        self.end = end


class Function(Statement):
    __slots__ = ("body", "name", "parameters", "returns")

    def __init__(
        self,
        name: Identifier,
        parameters: tuple[FunctionParameter, ...],
        returns: Type,
        body: Expression,
        start: int,
        end: int,
    ) -> None:
        super().__init__(start, end)
        self.name = name
        self.parameters = parameters
        self.returns = returns
        self.body = body


class ImportedSymbol(Node):
    __slots__ = ("alias", "name")

    def __init__(self, name: Identifier | String, alias: Identifier | None, start: int, end: int) -> None:
        self.name = name
        self.alias = alias
        self.start = start
        self.end = end


class Import(Statement):
    """``import {a, b as c} from path``, or ``import * as namespace from path`` (then ``symbols`` is empty)."""

    __slots__ = ("namespace", "path", "symbols")

    def __init__(
        self,
        symbols: tuple[ImportedSymbol, ...],
        namespace: Identifier | None,
        path: String | InterpolatedString,
        start: int,
        end: int,
    ) -> None:
        super().__init__(start, end)
        self.symbols = symbols
        self.namespace = namespace
        self.path = path


class Extension(Statement):
    """``extension name with {...} as alias``; ``provider`` and ``import 'text'`` are its older spellings."""

    __slots__ = ("alias", "configuration", "specification")

    def __init__(
        self,
        specification: Identifier | String | InterpolatedString,
        configuration: Object | None,
        alias: Identifier | None,
        start: int,
        end: int,
    ) -> None:
        super().__init__(start, end)
        self.specification = specification
        self.configuration = configuration
        self.alias = alias


class ExtensionConfiguration(Statement):
    """``extensionConfig alias with {...}`` of a .bicepparam file."""

    __slots__ = ("configuration", "name")

    def __init__(self, name: Identifier, configuration: Object, start: int, end: int) -> None:
        super().__init__(start, end)
        self.name = name
        self.configuration = configuration


class Using(Statement):
    """``using 'main.bicep'`` or ``using none``, then ``path`` is None."""

    __slots__ = ("configuration", "path")

    def __init__(
        self, path: String | InterpolatedString | None, configuration: Object | None, start: int, end: int
    ) -> None:
        super().__init__(start, end)
        self.path = path
        self.configuration = configuration


class Extends(Statement):
    __slots__ = ("path",)

    def __init__(self, path: String | InterpolatedString, start: int, end: int) -> None:
        super().__init__(start, end)
        self.path = path


class Broken(Statement):
    """A statement that could not be read. ``keyword`` and ``name`` are what is known of it, or empty."""

    __slots__ = ("keyword", "name")

    def __init__(self, keyword: str, name: str, start: int, end: int) -> None:
        super().__init__(start, end)
        self.keyword = keyword
        self.name = name


class Program(Node):
    """One file: its statements and its comments, each in the order of the text."""

    __slots__ = ("comments", "statements")

    def __init__(self, statements: list[Statement], comments: list[Comment], start: int, end: int) -> None:
        self.statements = statements
        self.comments = comments
        self.start = start
        self.end = end
