"""What a Bicep type means for the value of a parameter: its ARM name, whether it may be null, what it allows."""

from __future__ import annotations

from typing import NamedTuple

from fastpath_checks.syntax.bicep.nodes import Constant, Identifier, String
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

_STEP_LIMIT = 200
_BUILT_IN = frozenset(("string", "int", "bool", "array", "object", "secureString", "secureObject", "any"))
ANY = "any"


class Meaning(NamedTuple):
    """``name`` is ``any`` where it is not known; ``allowed`` is empty where a value is not limited to literals."""

    name: str
    nullable: bool
    allowed: tuple[String | Constant, ...] = ()


def meaning_of(type: Type, named: dict[str, Type]) -> Meaning:
    """The meaning of a type, through the file's own named types."""
    nullable = False
    for _ in range(_STEP_LIMIT):
        match type:
            case NullableType(inner, is_nullable):
                nullable = nullable or is_nullable
                type = inner
            case NamedType(name) if name in named:
                type = named[name]
            case NamedType(name) | TypeAccess(NamedType("sys"), Identifier(name)) if name in _BUILT_IN:
                return Meaning(name, nullable)
            case ObjectType():
                return Meaning("object", nullable)
            case ArrayType() | TupleType():
                return Meaning("array", nullable)
            case UnionType(members):
                return _union(members, nullable)
            case LiteralType():
                return _union((type,), nullable)
            case UnaryType():
                return Meaning(ANY, nullable)
            case _:
                break
    return Meaning(ANY, nullable)


def _union(members: tuple[Type, ...], nullable: bool) -> Meaning:
    literals: list[String | Constant] = []
    for member in members:
        match member:
            case LiteralType(Constant(None)):
                nullable = True
            case LiteralType(String() | Constant() as literal):
                literals.append(literal)
            case _:
                return Meaning(ANY, nullable)
    kinds = {_kind(literal) for literal in literals}
    return Meaning(kinds.pop() if len(kinds) == 1 else ANY, nullable, tuple(literals))


def _kind(literal: String | Constant) -> str:
    match literal:
        case Constant(bool()):
            return "bool"
        case Constant():
            return "int"
    return "string"
