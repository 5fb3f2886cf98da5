"""The tree of a Bicep file: types."""

from __future__ import annotations

from typing import Union

from fastpath_checks.syntax.bicep.nodes import (
    Constant,
    Decorator,
    Expression,
    Identifier,
    InterpolatedString,
    Node,
    String,
)


class NamedType(Node):
    """``string``, ``subnetType``, ``resourceInput<'...'>`` (then with ``arguments``)."""

    __slots__ = ("arguments", "name")
    __match_args__ = ("name", "arguments")

    def __init__(self, name: str, arguments: tuple[Type, ...], start: int, end: int) -> None:
        self.name = name
        self.arguments = arguments
        self.start = start
        self.end = end


class LiteralType(Node):
    """A type of one value: ``'ErGw3AZ'``, ``10``, ``true``, ``null``."""

    __slots__ = ("value",)
    __match_args__ = ("value",)

    def __init__(self, value: String | InterpolatedString | Constant, start: int, end: int) -> None:
        self.value = value
        self.start = start
        self.end = end


class UnaryType(Node):
    """``-1`` or ``!true`` where a type stands."""

    __slots__ = ("operand", "operator")
    __match_args__ = ("operator", "operand")

    def __init__(self, operator: str, operand: Type, start: int, end: int) -> None:
        self.operator = operator
        self.operand = operand
        self.start = start
        self.end = end


class UnionType(Node):
    """``'a' | 'b'``."""

    __slots__ = ("members",)
    __match_args__ = ("members",)

    def __init__(self, members: tuple[Type, ...], start: int, end: int) -> None:
        self.members = members
        self.start = start
        self.end = end


class ArrayType(Node):
    """``item[]``."""

    __slots__ = ("item",)
    __match_args__ = ("item",)

    def __init__(self, item: Type, start: int, end: int) -> None:
        self.item = item
        self.start = start
        self.end = end


class NullableType(Node):
    """``inner?``, or ``inner!`` where ``nullable`` is false."""

    __slots__ = ("inner", "nullable")
    __match_args__ = ("inner", "nullable")

    def __init__(self, inner: Type, nullable: bool, start: int, end: int) -> None:
        self.inner = inner
        self.nullable = nullable
        self.start = start
        self.end = end


class TypeAccess(Node):
    """A part of a type: ``t.name`` or ``t.name<...>``, ``t.*``, ``t[0]``, ``t[*]``; ``key`` is None for ``*``."""

    __slots__ = ("arguments", "key", "source")
    __match_args__ = ("source", "key")

    def __init__(
        self,
        source: Type,
        key: Identifier | Expression | None,
        arguments: tuple[Type, ...],
        start: int,
        end: int,
    ) -> None:
        self.source = source
        self.key = key
        self.arguments = arguments
        self.start = start
        self.end = end


class PropertyType(Node):
    """One line of an object type; ``key`` is None for ``*: type``."""

    __slots__ = ("decorators", "key", "type")
    __match_args__ = ("key", "type")

    def __init__(
        self,
        key: Identifier | String | InterpolatedString | None,
        type: Type,
        decorators: tuple[Decorator, ...],
        start: int,
        end: int,
    ) -> None:
        self.key = key
        self.type = type
        self.decorators = decorators
        self.start = start
        self.end = end


class ObjectType(Node):
    __slots__ = ("properties",)
    __match_args__ = ("properties",)

    def __init__(self, properties: tuple[PropertyType, ...], start: int, end: int) -> None:
        self.properties = properties
        self.start = start
        self.end = end


class TupleItem(Node):
    __slots__ = ("decorators", "type")
    __match_args__ = ("type",)

    def __init__(self, type: Type, decorators: tuple[Decorator, ...], start: int, end: int) -> None:
        self.type = type
        self.decorators = decorators
        self.start = start
        self.end = end


class TupleType(Node):
    __slots__ = ("items",)
    __match_args__ = ("items",)

    def __init__(self, items: tuple[TupleItem, ...], start: int, end: int) -> None:
        self.items = items
        self.start = start
        self.end = end


class ResourceType(Node):
    """``resource 'Microsoft.X/y@2024-01-01'`` as the type of a parameter or output; an output may omit the text."""

    __slots__ = ("reference",)
    __match_args__ = ("reference",)

    def __init__(self, reference: String | InterpolatedString | None, start: int, end: int) -> None:
        self.reference = reference
        self.start = start
        self.end = end


Type = Union[  # noqa: UP007 - an alias is evaluated when it is read
    NamedType,
    LiteralType,
    UnaryType,
    UnionType,
    ArrayType,
    NullableType,
    TypeAccess,
    ObjectType,
    TupleType,
    ResourceType,
]
