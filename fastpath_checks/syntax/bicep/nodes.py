"""The tree of a Bicep or .bicepparam file: expressions. Types and statements have files of their own.

Every node has ``start`` and ``end``: half-open offsets, in code points, into the file's text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Union

if TYPE_CHECKING:
    from fastpath_checks.syntax.bicep.statements import Broken, Resource


class Node:
    """Anything with a place in the text."""

    __slots__ = ("end", "start")

    def __init__(self, start: int, end: int) -> None:
        self.start = start
        self.end = end


class Comment(Node):
    """``// ...`` to the end of its line, or ``/* ... */``."""

    __slots__ = ()


class Identifier(Node):
    """A declared name, or the use of one."""

    __slots__ = ("name",)
    __match_args__ = ("name",)

    def __init__(self, name: str, start: int, end: int) -> None:
        self.name = name
        self.start = start
        self.end = end


class Constant(Node):
    """``true``, ``false``, ``null`` or an integer."""

    __slots__ = ("value",)
    __match_args__ = ("value",)

    def __init__(self, value: bool | int | None, start: int, end: int) -> None:
        self.value = value
        self.start = start
        self.end = end


class String(Node):
    """A string without interpolation; ``value`` has its escapes resolved."""

    __slots__ = ("value",)
    __match_args__ = ("value",)

    def __init__(self, value: str, start: int, end: int) -> None:
        self.value = value
        self.start = start
        self.end = end


class InterpolatedString(Node):
    """``'a${x}b'``: texts and expressions in turn, beginning and ending with a text (which may be empty)."""

    __slots__ = ("parts",)
    __match_args__ = ("parts",)

    def __init__(self, parts: tuple[str | Expression, ...], start: int, end: int) -> None:
        self.parts = parts
        self.start = start
        self.end = end


class Spread(Node):
    """``...source`` in an object or an array."""

    __slots__ = ("source",)
    __match_args__ = ("source",)

    def __init__(self, source: Expression, start: int, end: int) -> None:
        self.source = source
        self.start = start
        self.end = end


class Property(Node):
    """``key: value`` of an object."""

    __slots__ = ("key", "value")
    __match_args__ = ("key", "value")

    def __init__(self, key: Identifier | String | InterpolatedString, value: Expression, start: int, end: int) -> None:
        self.key = key
        self.value = value
        self.start = start
        self.end = end


class Unread(Node):
    """What could not be read of an object, or what is written twice: a value, or members whose names are not known."""

    __slots__ = ()


class Object(Node):
    """``{ ... }``; ``resources`` are the nested declarations of a resource's body, which are no members.

    A member that could not be read is a property with an ``Unread`` value, or a spread of one where it has no name.
    """

    __slots__ = ("members", "resources")
    __match_args__ = ("members",)

    def __init__(
        self,
        members: tuple[Property | Spread, ...],
        start: int,
        end: int,
        resources: tuple[Resource | Broken, ...] = (),
    ) -> None:
        self.members = members
        self.start = start
        self.end = end
        self.resources = resources


class Array(Node):
    __slots__ = ("items",)
    __match_args__ = ("items",)

    def __init__(self, items: tuple[Expression | Spread, ...], start: int, end: int) -> None:
        self.items = items
        self.start = start
        self.end = end


class For(Node):
    """``[for item in source: body]`` or ``[for (item, index) in source: if (...) {...}]``.

    ``body`` is a ``Conditional`` only in a resource's or module's loop; ``index`` is None where it is not named.
    """

    __slots__ = ("body", "index", "item", "source")

    def __init__(
        self,
        item: Identifier,
        index: Identifier | None,
        source: Expression,
        body: Expression | Conditional,
        start: int,
        end: int,
    ) -> None:
        self.item = item
        self.index = index
        self.source = source
        self.body = body
        self.start = start
        self.end = end


class Conditional(Node):
    """``if (condition) { ... }`` as the body of a declaration or of its loop."""

    __slots__ = ("body", "condition")
    __match_args__ = ("condition", "body")

    def __init__(self, condition: Expression, body: Object, start: int, end: int) -> None:
        self.condition = condition
        self.body = body
        self.start = start
        self.end = end


class Call(Node):
    """``name(...)``, or ``source.name(...)`` with a ``source`` (``az.resourceGroup()``, ``x.listKeys()``)."""

    __slots__ = ("arguments", "name", "source")
    __match_args__ = ("name", "arguments", "source")

    def __init__(
        self, name: Identifier, arguments: tuple[Expression, ...], source: Expression | None, start: int, end: int
    ) -> None:
        self.name = name
        self.arguments = arguments
        self.source = source
        self.start = start
        self.end = end


class Access(Node):
    """``source.name``; ``safe`` for ``source.?name``."""

    __slots__ = ("name", "safe", "source")
    __match_args__ = ("source", "name")

    def __init__(self, source: Expression, name: Identifier, safe: bool, start: int, end: int) -> None:
        self.source = source
        self.name = name
        self.safe = safe
        self.start = start
        self.end = end


class Index(Node):
    """``source[index]``; ``safe`` for ``[?index]``, ``from_end`` for ``[^index]``."""

    __slots__ = ("from_end", "index", "safe", "source")
    __match_args__ = ("source", "index")

    def __init__(self, source: Expression, index: Expression, safe: bool, from_end: bool, start: int, end: int) -> None:
        self.source = source
        self.index = index
        self.safe = safe
        self.from_end = from_end
        self.start = start
        self.end = end


class Child(Node):
    """``source::name``: a resource nested in another's body."""

    __slots__ = ("name", "source")
    __match_args__ = ("source", "name")

    def __init__(self, source: Expression, name: Identifier, start: int, end: int) -> None:
        self.source = source
        self.name = name
        self.start = start
        self.end = end


class NotNull(Node):
    """``source!``: the author's word that it is not null."""

    __slots__ = ("source",)
    __match_args__ = ("source",)

    def __init__(self, source: Expression, start: int, end: int) -> None:
        self.source = source
        self.start = start
        self.end = end


class Unary(Node):
    """``!x``, ``-x`` or ``+x``."""

    __slots__ = ("operand", "operator")
    __match_args__ = ("operator", "operand")

    def __init__(self, operator: str, operand: Expression, start: int, end: int) -> None:
        self.operator = operator
        self.operand = operand
        self.start = start
        self.end = end


class Binary(Node):
    __slots__ = ("left", "operator", "right")
    __match_args__ = ("operator", "left", "right")

    def __init__(self, operator: str, left: Expression, right: Expression, start: int, end: int) -> None:
        self.operator = operator
        self.left = left
        self.right = right
        self.start = start
        self.end = end


class Ternary(Node):
    """``condition ? yes : no``."""

    __slots__ = ("condition", "no", "yes")
    __match_args__ = ("condition", "yes", "no")

    def __init__(self, condition: Expression, yes: Expression, no: Expression, start: int, end: int) -> None:
        self.condition = condition
        self.yes = yes
        self.no = no
        self.start = start
        self.end = end


class Lambda(Node):
    """``x => body`` or ``(x, y) => body``."""

    __slots__ = ("body", "parameters")
    __match_args__ = ("parameters", "body")

    def __init__(self, parameters: tuple[Identifier, ...], body: Expression, start: int, end: int) -> None:
        self.parameters = parameters
        self.body = body
        self.start = start
        self.end = end


class Parenthesized(Node):
    __slots__ = ("inner",)
    __match_args__ = ("inner",)

    def __init__(self, inner: Expression, start: int, end: int) -> None:
        self.inner = inner
        self.start = start
        self.end = end


Expression = Union[  # noqa: UP007 - an alias is evaluated when it is read
    Identifier,
    Constant,
    String,
    InterpolatedString,
    Object,
    Array,
    For,
    Call,
    Access,
    Index,
    Child,
    NotNull,
    Unary,
    Binary,
    Ternary,
    Lambda,
    Parenthesized,
    Unread,
]


class Decorator(Node):
    """``@name(...)`` or ``@sys.name(...)``; ``call`` is the whole expression after the ``@``."""

    __slots__ = ("call",)
    __match_args__ = ("call",)

    def __init__(self, call: Expression, start: int, end: int) -> None:
        self.call = call
        self.start = start
        self.end = end

    @property
    def name(self) -> str:
        """The decorator's name without its namespace; empty for what is no call of a name."""
        return self.call.name.name if isinstance(self.call, Call) else ""
