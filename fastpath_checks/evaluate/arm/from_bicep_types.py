"""What a Bicep type means for the value of a parameter: its ARM name, whether it may be null, what it allows."""

from __future__ import annotations

from typing import NamedTuple

from fastpath_checks.evaluate.arm import template as arm
from fastpath_checks.evaluate.arm.from_bicep_expressions import ExpressionLowering
from fastpath_checks.evaluate.arm.from_bicep_names import Kind
from fastpath_checks.syntax.bicep.nodes import Constant, Expression, Identifier, String
from fastpath_checks.syntax.bicep.type_nodes import (
    ArrayType,
    LiteralType,
    NamedType,
    NullableType,
    ObjectType,
    TupleType,
    Type,
    TypeAccess,
    UnaryType,
    UnionType,
)

STEP_LIMIT = 200
"""Names and parts followed for one type; beyond it - in a circle, say - the type is not known."""
_BUILT_IN = frozenset(("string", "int", "bool", "array", "object", "secureString", "secureObject", "any"))
ANY = "any"


class Meaning(NamedTuple):
    """``name`` is ``any`` where it is not known; ``allowed`` is empty where a value is not limited to literals."""

    name: str
    nullable: bool
    secure: bool = False
    allowed: tuple[arm.Literal, ...] = ()


def meaning_of(type: Type, scope: ExpressionLowering) -> Meaning:
    """The meaning of a type that is written in the file of ``scope``, through all names that it uses."""
    return _Following().meaning(type, scope)


class _Resolved(NamedTuple):
    """A type without names around it, and the file in which its parts mean something; None where it is not known."""

    type: Type | None
    scope: ExpressionLowering
    nullable: bool
    secure: bool


class _Following:
    """Follows the names of one type. ``steps`` bounds how far; ``passed_secret`` that a part on the way is secret."""

    __slots__ = ("passed_secret", "steps")

    def __init__(self) -> None:
        self.steps = STEP_LIMIT
        self.passed_secret = False

    def meaning(self, type: Type, scope: ExpressionLowering) -> Meaning:
        found = self._resolved(type, scope)
        name = ANY
        match found.type:
            case NamedType(built_in):
                name = built_in
            case ObjectType():
                name = "object"
            case ArrayType() | TupleType():
                name = "array"
            case UnionType() | LiteralType() | UnaryType():
                return self._union(found)
        return Meaning(name, found.nullable, found.secure or self.passed_secret or name.startswith("secure"))

    def _resolved(self, type: Type, scope: ExpressionLowering) -> _Resolved:
        """What is behind names, ``?`` and parts; a ``NamedType`` is left only for what the language has by itself."""
        nullable = secure = False
        while self.steps > 0:
            self.steps -= 1
            following: tuple[Type, ExpressionLowering] | None
            match type:
                case NullableType(inner, is_nullable):
                    nullable = nullable or is_nullable
                    following = inner, scope
                case NamedType(name) if name in scope.names.types:
                    secure = secure or name in scope.names.secret_types
                    following = scope.names.types[name], scope
                case NamedType(name):
                    symbol = scope.names.symbols.get(name)
                    if symbol is not None and symbol.kind is Kind.IMPORTED:
                        following = scope.imports.type(scope, symbol, symbol.name)
                        secure = secure or (following is not None and symbol.name in following[1].names.secret_types)
                    elif name in _BUILT_IN:
                        return _Resolved(type, scope, nullable, secure)
                    else:
                        following = None
                case TypeAccess(NamedType("sys"), Identifier(name)) if name in _BUILT_IN:
                    return _Resolved(NamedType(name, (), type.start, type.end), scope, nullable, secure)
                case TypeAccess(source, key):
                    following = self._part(source, key, scope)
                case _:
                    return _Resolved(type, scope, nullable, secure)
            if following is None:
                break
            type, scope = following
        return _Resolved(None, scope, nullable, secure)

    def _part(
        self, source: Type, key: Identifier | Expression | None, scope: ExpressionLowering
    ) -> tuple[Type, ExpressionLowering] | None:
        if isinstance(source, NamedType) and isinstance(key, Identifier):
            symbol = scope.names.symbols.get(source.name)
            if symbol is not None and symbol.kind is Kind.NAMESPACE:
                return scope.imports.type(scope, symbol, key.name)
        whole = self._resolved(source, scope)
        part: Type | None = None
        match whole.type, key:
            case ObjectType(properties), _:
                wanted = _text(key)
                line = next((one for one in properties if _text(one.key) == wanted), None)
                part = line.type if line is not None else None
                if line is not None and any(decorator.name == "secure" for decorator in line.decorators):
                    self.passed_secret = True
            case ArrayType(item), None:
                part = item
            case TupleType(items), Constant(int(position)) if position < len(items):
                part = items[position].type
        return None if part is None else (part, whole.scope)

    def _union(self, union: _Resolved) -> Meaning:
        literals: list[arm.Literal] = []
        nullable = union.nullable
        secure = union.secure or self.passed_secret
        pending = [(union.type, union.scope)]
        while pending:
            member, scope = pending.pop()
            match member:
                case LiteralType(Constant(None)):
                    nullable = True
                case LiteralType(String(value) | Constant(value)):
                    literals.append(arm.Literal(value, scope.span(member)))
                case UnaryType("-", LiteralType(Constant(int(number)))) if not isinstance(number, bool):
                    literals.append(arm.Literal(-number, scope.span(member)))
                case UnionType(members):
                    pending.extend((inner, scope) for inner in reversed(members))
                case NamedType() | NullableType() | TypeAccess():
                    found = self._resolved(member, scope)
                    nullable, secure = nullable or found.nullable, secure or found.secure
                    if found.type is None or isinstance(found.type, NamedType):
                        return Meaning(ANY, nullable, secure)
                    pending.append((found.type, found.scope))
                case _:
                    return Meaning(ANY, nullable, secure)
        kinds = {_kind(literal.value) for literal in literals}
        return Meaning(kinds.pop() if len(kinds) == 1 else ANY, nullable, secure, tuple(literals))


def _text(key: object) -> str | None:
    match key:
        case Identifier(name):
            return name
        case String(value):
            return value
    return None


def _kind(value: bool | int | float | str | None) -> str:
    if isinstance(value, bool):
        return "bool"
    return "int" if isinstance(value, int) else "string"
