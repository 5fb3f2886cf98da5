"""Type constraints: what ``type = list(object({...}))`` means."""

from __future__ import annotations

from collections.abc import Callable

from fastpath_checks.core.values import Value
from fastpath_checks.evaluate.terraform.failures import EvaluationError
from fastpath_checks.syntax.hcl import nodes

DEPTH_LIMIT = 100


class Type:
    """A type.

    ``kind`` is one of any, string, number, bool, list, set, map, object, tuple. ``element`` belongs to the three
    collections; ``attributes`` to objects; ``items`` to tuples. ``optional`` maps an object's optional attributes to
    their defaults, None where there is none.
    """

    __slots__ = ("attributes", "element", "items", "kind", "optional")

    def __init__(
        self,
        kind: str,
        element: Type | None = None,
        attributes: dict[str, Type] | None = None,
        optional: dict[str, Value | None] | None = None,
        items: tuple[Type, ...] = (),
    ) -> None:
        self.kind = kind
        self.element = element
        self.attributes = attributes if attributes is not None else {}
        self.optional = optional if optional is not None else {}
        self.items = items

    def __eq__(self, other: object) -> bool:
        """Whether both are the same type; optional attributes are a matter of conversion, not of the type."""
        if self is other:
            return True
        return (
            isinstance(other, Type)
            and self.kind == other.kind
            and self.element == other.element
            and self.items == other.items
            and self.attributes == other.attributes
        )

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        if self.kind == "object":
            return "object({" + ", ".join(f"{name}={kind!r}" for name, kind in self.attributes.items()) + "})"
        if self.kind == "tuple":
            return "tuple([" + ", ".join(map(repr, self.items)) + "])"
        return f"{self.kind}({self.element!r})" if self.element is not None else self.kind

    def has_any(self) -> bool:
        """Whether some part of the type is left open."""
        return (
            self.kind == "any"
            or (self.element is not None and self.element.has_any())
            or any(item.has_any() for item in self.items)
            or any(item.has_any() for item in self.attributes.values())
        )


ANY = Type("any")
STRING = Type("string")
NUMBER = Type("number")
BOOL = Type("bool")
_PRIMITIVES = {"any": ANY, "string": STRING, "number": NUMBER, "bool": BOOL}
_BARE_COLLECTIONS = {"list": Type("list", ANY), "map": Type("map", ANY), "set": Type("set", ANY)}


def read_type(node: nodes.Expression, constant: Callable[[nodes.Expression], Value], depth: int = 0) -> Type:
    """The type that an expression spells; ``constant`` evaluates the defaults of ``optional``.

    Raises EvaluationError where it spells none.
    """
    if depth > DEPTH_LIMIT:
        raise EvaluationError("limit", "this type is nested too deeply", node.start, node.end)
    if isinstance(node, nodes.Parentheses):
        return read_type(node.inner, constant, depth + 1)
    if isinstance(node, nodes.StringLiteral) or (isinstance(node, nodes.Literal) and isinstance(node.value, str)):
        word = node.value  # the quoted form of Terraform 0.11
    elif isinstance(node, nodes.Variable):
        word = node.name
    elif isinstance(node, nodes.Call):
        return _constructed(node, constant, depth)
    else:
        raise _no_type(node)
    found = _PRIMITIVES.get(word) or _BARE_COLLECTIONS.get(word)
    if found is None:
        raise _no_type(node)
    return found


def _constructed(node: nodes.Call, constant: Callable[[nodes.Expression], Value], depth: int) -> Type:
    if len(node.arguments) != 1:
        raise _no_type(node)
    argument = node.arguments[0]
    if node.name in ("list", "set", "map"):
        return Type(node.name, read_type(argument, constant, depth + 1))
    if node.name == "tuple" and isinstance(argument, nodes.TupleExpression):
        return Type("tuple", items=tuple(read_type(item, constant, depth + 1) for item in argument.items))
    if node.name == "object" and isinstance(argument, nodes.ObjectExpression):
        attributes: dict[str, Type] = {}
        optional: dict[str, Value | None] = {}
        for item in argument.items:
            name = _attribute_name(item.key)
            value = item.value
            default: Value | None = None
            is_optional = isinstance(value, nodes.Call) and value.name == "optional"
            if isinstance(value, nodes.Call) and is_optional:
                if not 1 <= len(value.arguments) <= 2:
                    raise _no_type(value)
                if len(value.arguments) == 2:
                    default = constant(value.arguments[1])
                value = value.arguments[0]
            attributes[name] = read_type(value, constant, depth + 1)
            if is_optional:
                optional[name] = default
        return Type("object", attributes=attributes, optional=optional)
    raise _no_type(node)


def _attribute_name(key: nodes.Expression) -> str:
    if isinstance(key, (nodes.ObjectKeyName, nodes.Variable)):
        return key.name
    if isinstance(key, nodes.StringLiteral):
        return key.value
    raise _no_type(key)


def _no_type(node: nodes.Expression) -> EvaluationError:
    return EvaluationError("invalid-type", "this is not a type constraint", node.start, node.end)
