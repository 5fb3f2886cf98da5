"""What a compiled template exports to the Bicep files that import from it: its variables, functions and types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastpath_checks.core.spans import SourceFile, Span
from fastpath_checks.evaluate.arm import template as arm
from fastpath_checks.evaluate.arm.from_bicep_expressions import USER_NAMESPACE, ExpressionLowering
from fastpath_checks.evaluate.arm.from_bicep_names import Kind, Names, Symbol
from fastpath_checks.evaluate.arm.from_json_types import Declaration, declared_type
from fastpath_checks.syntax.bicep.nodes import Constant, String
from fastpath_checks.syntax.bicep.statements import Broken, Program
from fastpath_checks.syntax.bicep.type_nodes import LiteralType, NamedType, NullableType, Type, UnionType
from fastpath_checks.syntax.jsonc import JsonLiteral, JsonNumber, JsonObject, JsonString, JsonValue, parse_json

if TYPE_CHECKING:
    from fastpath_checks.evaluate.arm.from_bicep_imports import Imports

_BICEP_NAMES = {"securestring": "secureString", "secureobject": "secureObject"}


def compiled_exporter(
    file: SourceFile, template: arm.Template, importer: ExpressionLowering, imports: Imports
) -> ExpressionLowering:
    """A file that lends its exports. All its variables and functions come along, for they may need each other."""
    prefix = f"{file.path}#"
    names = Names(Program([], [], 0, 0))
    for name, value in template.variables.items():
        names.symbols[name] = Symbol(Kind.VARIABLE, Broken("var", name, 0, 0))
        imports.variables[prefix + name] = _Renamed(value, prefix)
    for name, function in template.functions.items():
        own = name.rpartition(".")[2]
        names.symbols.setdefault(own, Symbol(Kind.FUNCTION, Broken("func", own, 0, 0)))
        for known_as in (USER_NAMESPACE + prefix + own, USER_NAMESPACE + prefix + name):
            imports.functions[known_as] = arm.UserFunction(
                known_as, function.parameters, _Renamed(function.body, prefix)
            )
    tree, _ = parse_json(file)
    definitions = tree.find("definitions") if isinstance(tree, JsonObject) else None
    if isinstance(tree, JsonObject) and isinstance(definitions, JsonObject):
        for member in definitions.members:
            names.types[member.key] = _type(member.value.start, member.value.end, declared_type(member.value, tree))
    return ExpressionLowering(file, names, imports.diagnostics, importer.special, imports, prefix=prefix)


def _type(start: int, end: int, declared: Declaration) -> Type:
    """The Bicep type that a definition declares, as far as it limits values: name, literals, whether it may be null."""
    found: Type = NamedType(_BICEP_NAMES.get(declared.type.casefold(), declared.type), (), start, end)
    if declared.allowed is not None and declared.type.casefold() != "array":
        literals = [_literal(item) for item in declared.allowed.items]
        known = tuple(literal for literal in literals if literal is not None)
        if known and len(known) == len(literals):
            found = UnionType(known, start, end)
    return NullableType(found, True, start, end) if declared.nullable else found


def _literal(item: JsonValue) -> LiteralType | None:
    start, end = item.start, item.end
    match item:
        case JsonString():
            return LiteralType(String(item.value, start, end), start, end)
        case JsonLiteral(value=value) | JsonNumber(value=int(value)):
            return LiteralType(Constant(value, start, end), start, end)
    return None


class _Renamed:
    """An expression of the template, whose variables and functions go by their names among the importer's."""

    __slots__ = ("_inner", "_node", "_prefix")

    def __init__(self, inner: arm.Expression, prefix: str) -> None:
        self._inner = inner
        self._prefix = prefix
        self._node: arm.Expression | None = None

    @property
    def span(self) -> Span:
        return self._inner.span

    def node(self) -> arm.Expression:
        if self._node is None:
            self._node = self._renamed(self._inner)
        return self._node

    def _renamed(self, node: arm.Expression) -> arm.Expression:
        renamed = self._renamed
        match node:
            case arm.Call(name, arguments):
                if name.casefold() == "variables" and arguments and isinstance(arguments[0], arm.Literal):
                    own = arm.Literal(f"{self._prefix}{arguments[0].value}", arguments[0].span)
                    return arm.Call(name, (own, *arguments[1:]), node.span)
                called = USER_NAMESPACE + self._prefix + name if "." in name else name
                return arm.Call(called, tuple(map(renamed, arguments)), node.span)
            case arm.Property(source, name):
                return arm.Property(renamed(source), name, node.span, node.safe)
            case arm.Index(source, index):
                return arm.Index(renamed(source), renamed(index), node.span, node.safe, node.from_end)
            case arm.Lambda(parameters, body, span):
                return arm.Lambda(parameters, renamed(body), span)
            case arm.ForExpression():
                condition = None if node.condition is None else renamed(node.condition)
                body = renamed(node.body)
                return arm.ForExpression(node.item, node.index, renamed(node.source), condition, body, node.span)
            case arm.ArrayNode(items, span):
                return arm.ArrayNode(tuple(self._item(item) for item in items), span)
            case arm.ObjectNode(members, span):
                return arm.ObjectNode(tuple(self._member(member) for member in members), span)
            case arm.Literal() | arm.LocalName() | arm.SymbolReference() | arm.Unmodelled() | arm.Deferred():
                return node
        return renamed(node.node())

    def _item(self, item: arm.Expression | arm.Spread) -> arm.Expression | arm.Spread:
        return arm.Spread(self._renamed(item.source)) if isinstance(item, arm.Spread) else self._renamed(item)

    def _member(self, member: arm.Member | arm.Spread) -> arm.Member | arm.Spread:
        if isinstance(member, arm.Spread):
            return arm.Spread(self._renamed(member.source))
        return arm.Member(self._renamed(member.key), self._renamed(member.value))
