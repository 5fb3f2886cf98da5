"""The tree of Terraform's configuration language: expressions. Bodies and templates have files of their own.

Every node has ``start`` and ``end``: half-open offsets, in code points, into the file's text. The text between the
offsets of a literal is the literal, quotes included.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Union

from fastpath_checks.syntax.hcl.body_nodes import Attribute, Block, Body
from fastpath_checks.syntax.hcl.template_nodes import (
    ForDirective,
    Heredoc,
    IfDirective,
    Interpolation,
    TemplatePart,
    TemplateString,
    TemplateText,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "AttrStep",
    "Attribute",
    "Binary",
    "Block",
    "Body",
    "Call",
    "Conditional",
    "Expression",
    "ForDirective",
    "ForObject",
    "ForTuple",
    "GetAttr",
    "Heredoc",
    "IfDirective",
    "Index",
    "IndexStep",
    "Interpolation",
    "Literal",
    "ObjectExpression",
    "ObjectItem",
    "ObjectKeyName",
    "Parentheses",
    "Splat",
    "SplatStep",
    "Step",
    "StringLiteral",
    "TemplatePart",
    "TemplateString",
    "TemplateText",
    "TupleExpression",
    "Unary",
    "Unread",
    "Variable",
]


class Unread:
    """A value that stands here but could not be read; a diagnostic says why."""

    __slots__ = ("end", "start")

    def __init__(self, start: int, end: int) -> None:
        self.start = start
        self.end = end


class Literal:
    """A number, ``true``, ``false`` or ``null``. A whole number is an int, however it is written."""

    __slots__ = ("end", "start", "value")
    __match_args__ = ("value",)

    def __init__(self, value: bool | int | float | None, start: int, end: int) -> None:
        self.value = value
        self.start = start
        self.end = end


class StringLiteral:
    """Quoted text without interpolation; ``value`` has its escapes resolved."""

    __slots__ = ("end", "start", "value")
    __match_args__ = ("value",)

    def __init__(self, value: str, start: int, end: int) -> None:
        self.value = value
        self.start = start
        self.end = end


class Variable:
    """The first word of a reference: ``var``, ``local``, a resource type, a name that ``for`` introduces."""

    __slots__ = ("end", "name", "start")
    __match_args__ = ("name",)

    def __init__(self, name: str, start: int, end: int) -> None:
        self.name = name
        self.start = start
        self.end = end


class GetAttr:
    """``source.name``."""

    __slots__ = ("end", "name", "source", "start")
    __match_args__ = ("source", "name")

    def __init__(self, source: Expression, name: str, start: int, end: int) -> None:
        self.source = source
        self.name = name
        self.start = start
        self.end = end


class Index:
    """``source[key]``, and the old form ``source.0``."""

    __slots__ = ("end", "key", "source", "start")
    __match_args__ = ("source", "key")

    def __init__(self, source: Expression, key: Expression, start: int, end: int) -> None:
        self.source = source
        self.key = key
        self.start = start
        self.end = end


class AttrStep:
    """``.name`` behind a splat."""

    __slots__ = ("end", "name", "start")
    __match_args__ = ("name",)

    def __init__(self, name: str, start: int, end: int) -> None:
        self.name = name
        self.start = start
        self.end = end


class IndexStep:
    """``[key]`` or ``.0`` behind a splat."""

    __slots__ = ("end", "key", "start")
    __match_args__ = ("key",)

    def __init__(self, key: Expression, start: int, end: int) -> None:
        self.key = key
        self.start = start
        self.end = end


class SplatStep:
    """``[*]`` behind a splat: the steps that follow it are taken in each element of each element."""

    __slots__ = ("end", "start")

    def __init__(self, start: int, end: int) -> None:
        self.start = start
        self.end = end


class Splat:
    """``source[*]`` or ``source.*`` with the steps that are taken in every element."""

    __slots__ = ("each", "end", "source", "start")
    __match_args__ = ("source", "each")

    def __init__(self, source: Expression, each: Sequence[Step], start: int, end: int) -> None:
        self.source = source
        self.each = each
        self.start = start
        self.end = end


class Conditional:
    """``condition ? if_true : if_false``."""

    __slots__ = ("condition", "end", "if_false", "if_true", "start")
    __match_args__ = ("condition", "if_true", "if_false")

    def __init__(self, condition: Expression, if_true: Expression, if_false: Expression) -> None:
        self.condition = condition
        self.if_true = if_true
        self.if_false = if_false
        self.start: int = condition.start
        self.end: int = if_false.end


class Binary:
    """``left operator right``."""

    __slots__ = ("end", "left", "operator", "right", "start")
    __match_args__ = ("operator", "left", "right")

    def __init__(self, operator: str, left: Expression, right: Expression) -> None:
        self.operator = operator
        self.left = left
        self.right = right
        self.start: int = left.start
        self.end: int = right.end


class Unary:
    """``!operand`` or ``-operand``."""

    __slots__ = ("end", "operand", "operator", "start")
    __match_args__ = ("operator", "operand")

    def __init__(self, operator: str, operand: Expression, start: int) -> None:
        self.operator = operator
        self.operand = operand
        self.start = start
        self.end: int = operand.end


class Parentheses:
    """``(inner)``."""

    __slots__ = ("end", "inner", "start")
    __match_args__ = ("inner",)

    def __init__(self, inner: Expression, start: int, end: int) -> None:
        self.inner = inner
        self.start = start
        self.end = end


class Call:
    """``name(arguments)``; the name has its namespaces: ``provider::azapi::build_resource_id``.

    ``expand_final`` says that the last argument ends in ``...``.
    """

    __slots__ = ("arguments", "end", "expand_final", "name", "name_end", "start")
    __match_args__ = ("name", "arguments")

    def __init__(
        self, name: str, arguments: list[Expression], expand_final: bool, start: int, end: int, name_end: int
    ) -> None:
        self.name = name
        self.arguments = arguments
        self.expand_final = expand_final
        self.start = start
        self.end = end
        self.name_end = name_end


class TupleExpression:
    """``[items]``."""

    __slots__ = ("end", "items", "start")
    __match_args__ = ("items",)

    def __init__(self, items: list[Expression], start: int, end: int) -> None:
        self.items = items
        self.start = start
        self.end = end


class ObjectKeyName:
    """A key that is a bare word, and means that word."""

    __slots__ = ("end", "name", "start")
    __match_args__ = ("name",)

    def __init__(self, name: str, start: int, end: int) -> None:
        self.name = name
        self.start = start
        self.end = end


class ObjectItem:
    """``key = value`` or ``key: value`` in an object."""

    __slots__ = ("end", "key", "start", "value")
    __match_args__ = ("key", "value")

    def __init__(self, key: Expression, value: Expression) -> None:
        self.key = key
        self.value = value
        self.start: int = key.start
        self.end: int = value.end


class ObjectExpression:
    """``{items}``."""

    __slots__ = ("end", "items", "start")
    __match_args__ = ("items",)

    def __init__(self, items: list[ObjectItem], start: int, end: int) -> None:
        self.items = items
        self.start = start
        self.end = end


class ForTuple:
    """``[for key_name, value_name in collection : body if condition]``; an empty ``key_name`` is none."""

    __slots__ = ("body", "collection", "condition", "end", "key_name", "start", "value_name")

    def __init__(
        self,
        key_name: str,
        value_name: str,
        collection: Expression,
        body: Expression,
        condition: Expression | None,
        start: int,
        end: int,
    ) -> None:
        self.key_name = key_name
        self.value_name = value_name
        self.collection = collection
        self.body = body
        self.condition = condition
        self.start = start
        self.end = end


class ForObject:
    """``{for key_name, value_name in collection : key_body => value_body... if condition}``.

    ``grouping`` says that the values end in ``...``: those with the same key are gathered in a list.
    """

    __slots__ = (
        "collection", "condition", "end", "grouping", "key_body", "key_name", "start", "value_body", "value_name",
    )  # fmt: skip

    def __init__(
        self,
        key_name: str,
        value_name: str,
        collection: Expression,
        key_body: Expression,
        value_body: Expression,
        grouping: bool,
        condition: Expression | None,
        start: int,
        end: int,
    ) -> None:
        self.key_name = key_name
        self.value_name = value_name
        self.collection = collection
        self.key_body = key_body
        self.value_body = value_body
        self.grouping = grouping
        self.condition = condition
        self.start = start
        self.end = end


Step = Union[AttrStep, IndexStep, SplatStep]  # noqa: UP007 - an alias is evaluated when it is read

Expression = Union[  # noqa: UP007
    Literal, StringLiteral, TemplateString, Heredoc, Variable, GetAttr, Index, Splat, Conditional, Binary, Unary,
    Parentheses, Call, TupleExpression, ObjectExpression, ObjectKeyName, ForTuple, ForObject, Unread,
]  # fmt: skip
