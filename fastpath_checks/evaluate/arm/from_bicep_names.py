"""What the names of one Bicep file stand for."""

from __future__ import annotations

from enum import Enum

from fastpath_checks.syntax.bicep.nodes import Conditional, For, Identifier, Object, String
from fastpath_checks.syntax.bicep.statements import (
    Broken,
    Extension,
    Function,
    Import,
    Module,
    Parameter,
    ParameterAssignment,
    Program,
    Resource,
    Statement,
    TypeDeclaration,
    Variable,
)
from fastpath_checks.syntax.bicep.type_nodes import ResourceType, Type


class Kind(Enum):
    PARAMETER = "parameter"
    RESOURCE_PARAMETER = "resource-typed parameter"
    VARIABLE = "variable"
    RESOURCE = "resource"
    MODULE = "module"
    FUNCTION = "function"
    IMPORTED = "imported name"
    NAMESPACE = "imported namespace"
    EXTENSION = "extension"
    BROKEN = "broken"


class Symbol:
    """A declared name. ``looped`` for resources and modules; of an import, ``name`` is what the exporting file says."""

    __slots__ = ("kind", "looped", "name", "statement")

    def __init__(self, kind: Kind, statement: Statement, looped: bool = False, name: str = "") -> None:
        self.kind = kind
        self.statement = statement
        self.looped = looped
        self.name = name


class Names:
    """The declarations of a file by name.

    ``symbols`` are what an expression may name; ``types`` the named types, some of them secret; ``children`` the nested
    resources by their qualified symbol (``vnet::gateway``) with whether they are looped. ``incomplete`` says that a
    statement that could not be read may have declared more, ``has_extensions`` that resources need not be Azure's.
    ``repeated`` are declared names that are taken already: the compiler refuses them, so they mean nothing.
    """

    __slots__ = ("children", "has_extensions", "incomplete", "repeated", "secret_types", "symbols", "types")

    def __init__(self, program: Program) -> None:
        self.incomplete = False
        self.has_extensions = False
        self.symbols: dict[str, Symbol] = {}
        self.types: dict[str, Type] = {}
        self.secret_types: set[str] = set()
        self.children: dict[str, bool] = {}
        self.repeated: list[Identifier | String] = []
        for statement in program.statements:
            self._declare(statement)

    def _declare(self, statement: Statement) -> None:
        match statement:
            case Parameter():
                is_resource = isinstance(statement.type, ResourceType)
                kind = Kind.RESOURCE_PARAMETER if is_resource else Kind.PARAMETER
                self._add(statement.name, Symbol(kind, statement))
            case ParameterAssignment():
                self._add(statement.name, Symbol(Kind.PARAMETER, statement))
            case Variable():
                self._add(statement.name, Symbol(Kind.VARIABLE, statement))
            case Resource():
                self._add(statement.name, Symbol(Kind.RESOURCE, statement, isinstance(statement.body, For)))
                self._declare_children(statement.name.name, statement)
            case Module():
                self._add(statement.name, Symbol(Kind.MODULE, statement, isinstance(statement.body, For)))
            case Function():
                self._add(statement.name, Symbol(Kind.FUNCTION, statement))
            case Import():
                if statement.namespace is not None:
                    self._add(statement.namespace, Symbol(Kind.NAMESPACE, statement))
                for imported in statement.symbols:
                    exported = imported.name.name if isinstance(imported.name, Identifier) else imported.name.value
                    self._add(imported.alias or imported.name, Symbol(Kind.IMPORTED, statement, name=exported))
            case Extension():
                self.has_extensions = True
                specification = statement.specification
                alias = statement.alias or (specification if isinstance(specification, Identifier) else None)
                if alias is not None:
                    self._add(alias, Symbol(Kind.EXTENSION, statement))
            case TypeDeclaration():
                self._add_type(statement)
                if any(decorator.name == "secure" for decorator in statement.decorators):
                    self.secret_types.add(statement.name.name)
            case Broken():
                if not statement.name:
                    self.incomplete = True
                elif statement.keyword != "output":
                    self.symbols[statement.name] = Symbol(Kind.BROKEN, statement)

    def _add(self, identifier: Identifier | String, symbol: Symbol) -> None:
        name = identifier.name if isinstance(identifier, Identifier) else identifier.value
        taken = self.symbols.get(name)
        if taken is None and name not in self.types:
            self.symbols[name] = symbol
            return
        if taken is None or not isinstance(taken.statement, Broken):
            self.repeated.append(identifier)
        self.symbols[name] = Symbol(Kind.BROKEN, symbol.statement)
        self.types.pop(name, None)

    def _add_type(self, statement: TypeDeclaration) -> None:
        name = statement.name.name
        if name not in self.types and name not in self.symbols:
            self.types[name] = statement.value
        else:
            self._add(statement.name, Symbol(Kind.BROKEN, statement))

    def _declare_children(self, qualified: str, resource: Resource) -> None:
        pending = [(qualified, resource)]
        while pending:
            qualified, resource = pending.pop()
            for nested in body_of(resource.body).resources:
                if isinstance(nested, Resource):
                    symbol = f"{qualified}::{nested.name.name}"
                    if symbol in self.children:
                        self.repeated.append(nested.name)
                    self.children[symbol] = isinstance(nested.body, For)
                    pending.append((symbol, nested))


def body_of(body: Object | Conditional | For) -> Object:
    """The object inside a declaration's conditions and loops."""
    inner: object = body.body if isinstance(body, For) else body
    if isinstance(inner, Conditional):
        inner = inner.body
    return inner if isinstance(inner, Object) else Object((), body.start, body.end)
