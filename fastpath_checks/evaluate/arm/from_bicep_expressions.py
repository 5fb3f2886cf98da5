"""Bicep expressions -> expressions of the ARM template model."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastpath_checks.core.diagnostics import Diagnostic, Level
from fastpath_checks.core.spans import SourceFile, Span, written
from fastpath_checks.core.values import Because, Missing
from fastpath_checks.evaluate.arm import template as arm
from fastpath_checks.evaluate.arm.from_bicep_names import Kind, Names, Symbol
from fastpath_checks.syntax.bicep import nodes as bicep

DEPTH_LIMIT = 240
USER_NAMESPACE = "__bp."
"""What the compiler puts before the names of user functions; with it none hides a built-in one."""

_BUILT_IN_NAMESPACES = frozenset(("az", "sys"))
_BINARY = {
    "*": "mul",
    "/": "div",
    "%": "mod",
    "+": "add",
    "-": "sub",
    "<": "less",
    ">": "greater",
    "<=": "lessOrEquals",
    ">=": "greaterOrEquals",
    "==": "equals",
    "??": "coalesce",
}
_CHAINED = {"&&": "and", "||": "or"}

FunctionLowering = Callable[["ExpressionLowering", bicep.Call], "arm.Expression | None"]


class ExpressionLowering:
    """Lowers the expressions of one file. What it cannot lower becomes ``Unmodelled``, with the reason.

    ``special`` holds functions that the compiler itself answers (``loadJsonContent``); one that gives None is called as
    any other. ``variable_prefix`` sets the variables of this file apart where several files share a table of them.
    """

    __slots__ = (
        "_children_in_reach",
        "_depth",
        "_function_parameters",
        "_locals",
        "diagnostics",
        "file",
        "names",
        "special",
        "variable_prefix",
    )

    def __init__(
        self,
        file: SourceFile,
        names: Names,
        diagnostics: list[Diagnostic],
        special: dict[str, FunctionLowering],
        variable_prefix: str = "",
    ) -> None:
        self.file = file
        self.names = names
        self.diagnostics = diagnostics
        self.special = special
        self.variable_prefix = variable_prefix
        self._depth = 0
        self._locals: list[str] = []
        self._function_parameters: frozenset[str] | None = None
        self._children_in_reach: list[dict[str, str]] = []

    def span(self, node: bicep.Node) -> Span:
        return Span(self.file, node.start, node.end)

    def unmodelled(self, because: Because, name: str, node: bicep.Node) -> arm.Unmodelled:
        return arm.Unmodelled(Missing(because, name, written(self.file, node.start, node.end)), self.span(node))

    def bind(self, *names: str) -> None:
        """From here on these names are the items of a loop, or the parameters of a lambda."""
        self._locals.extend(names)

    def unbind(self, count: int) -> None:
        del self._locals[len(self._locals) - count :]

    def enter_body(self, children: dict[str, str]) -> None:
        """Inside a resource's body its nested resources go by their own names: name -> qualified symbol."""
        self._children_in_reach.append(children)

    def leave_body(self) -> None:
        self._children_in_reach.pop()

    def lower(self, node: bicep.Expression) -> arm.Expression:
        if self._depth >= DEPTH_LIMIT:
            return self.unmodelled(Because.LIMIT, "an expression nested too deep", node)
        self._depth += 1
        result = _LOWERINGS[type(node)](self, node)
        self._depth -= 1
        return result

    def function_body(self, parameters: tuple[str, ...], body: bicep.Expression) -> arm.Expression:
        """The body of a user function, which sees its parameters and other functions only."""
        self._function_parameters = frozenset(parameters)
        try:
            return self.lower(body)
        finally:
            self._function_parameters = None

    def _identifier(self, node: bicep.Identifier) -> arm.Expression:
        name = node.name
        span = self.span(node)
        if name in self._locals:
            return arm.LocalName(name, span)
        if self._function_parameters is not None and name in self._function_parameters:
            return arm.Call("parameters", (arm.Literal(name, span),), span)
        declared = self._declared_resource(node)
        if declared is not None:
            return arm.SymbolReference(declared[0], None, span)
        symbol = self.names.symbols.get(name)
        if symbol is None:
            return self._undeclared(node)
        match symbol.kind:
            case Kind.PARAMETER:
                return arm.Call("parameters", (arm.Literal(name, span),), span)
            case Kind.VARIABLE:
                return arm.Call("variables", (arm.Literal(self.variable_prefix + name, span),), span)
            case Kind.BROKEN:
                return self.unmodelled(Because.UNPARSED, name, node)
        return self.unmodelled(Because.UNMODELLED, _called(symbol, name), node)

    def _undeclared(self, node: bicep.Identifier) -> arm.Expression:
        from difflib import get_close_matches  # only a mistake pays for its import

        near = get_close_matches(node.name, self.names.symbols, 1)
        self.diagnostics.append(
            Diagnostic(
                "undeclared-name",
                Level.ERROR,
                f"'{node.name}' is not declared",
                span=self.span(node),
                hint=f"did you mean '{near[0]}'?" if near else "",
            )
        )
        return self.unmodelled(Because.ERROR, node.name, node)

    def _declared_resource(self, node: bicep.Expression) -> tuple[str, bool] | None:
        """The qualified symbol of a resource or module that an expression names, and whether it is looped."""
        match node:
            case bicep.Identifier(name):
                if name in self._locals or self._function_parameters is not None:
                    return None
                for children in reversed(self._children_in_reach):
                    if name in children:
                        return children[name], self.names.children.get(children[name], False)
                symbol = self.names.symbols.get(name)
                if symbol is not None and symbol.kind in (Kind.RESOURCE, Kind.MODULE):
                    return name, symbol.looped
            case bicep.Child(source, name):
                parent = self._declared_resource(source)
                if parent is not None:
                    qualified = f"{parent[0]}::{name.name}"
                    if qualified in self.names.children:
                        return qualified, self.names.children[qualified]
            case bicep.Parenthesized(inner) | bicep.NotNull(inner):
                return self._declared_resource(inner)
        return None

    def _constant(self, node: bicep.Constant) -> arm.Expression:
        return arm.Literal(node.value, self.span(node))

    def _string(self, node: bicep.String) -> arm.Expression:
        return arm.Literal(node.value, self.span(node))

    def _interpolated(self, node: bicep.InterpolatedString) -> arm.Expression:
        span = self.span(node)
        pattern = ""
        arguments: list[arm.Expression] = []
        for part in node.parts:
            if isinstance(part, str):
                pattern += part.replace("{", "{{").replace("}", "}}")
            else:
                pattern += f"{{{len(arguments)}}}"
                arguments.append(self.lower(part))
        return arm.Call("format", (arm.Literal(pattern, span), *arguments), span)

    def _object(self, node: bicep.Object) -> arm.Expression:
        return arm.ObjectNode(tuple(self.member(member) for member in node.members), self.span(node))

    def member(self, member: bicep.Property | bicep.Spread) -> arm.Member | arm.Spread:
        if isinstance(member, bicep.Spread):
            return arm.Spread(self.lower(member.source))
        return arm.Member(self.key(member.key), self.lower(member.value))

    def key(self, key: bicep.Identifier | bicep.String | bicep.InterpolatedString) -> arm.Expression:
        if isinstance(key, bicep.Identifier):
            return arm.Literal(key.name, self.span(key))
        return self.lower(key)

    def _array(self, node: bicep.Array) -> arm.Expression:
        items = [
            arm.Spread(self.lower(item.source)) if isinstance(item, bicep.Spread) else self.lower(item)
            for item in node.items
        ]
        return arm.ArrayNode(tuple(items), self.span(node))

    def _for(self, node: bicep.For) -> arm.Expression:
        source = self.lower(node.source)
        index = node.index.name if node.index is not None else None
        bound = (node.item.name,) if index is None else (node.item.name, index)
        self.bind(*bound)
        condition = None
        if isinstance(node.body, bicep.Conditional):
            condition = self.lower(node.body.condition)
            body = self.lower(node.body.body)
        else:
            body = self.lower(node.body)
        self.unbind(len(bound))
        return arm.ForExpression(node.item.name, index, source, condition, body, self.span(node))

    def _lambda(self, node: bicep.Lambda) -> arm.Expression:
        parameters = tuple(parameter.name for parameter in node.parameters)
        self.bind(*parameters)
        body = self.lower(node.body)
        self.unbind(len(parameters))
        return arm.Lambda(parameters, body, self.span(node))

    def _call(self, node: bicep.Call) -> arm.Expression:
        name = node.name.name
        source = node.source
        if source is None:
            symbol = self.names.symbols.get(name)
            if symbol is not None and symbol.kind is Kind.FUNCTION:
                return arm.Call(USER_NAMESPACE + name, self._arguments(node), self.span(node))
            if symbol is not None and symbol.kind is Kind.IMPORTED:
                return self.unmodelled(Because.UNMODELLED, _called(symbol, name), node)
            if symbol is not None and symbol.kind is Kind.BROKEN:
                return self.unmodelled(Because.UNPARSED, name, node)
            return self._built_in(node)
        if isinstance(source, bicep.Identifier) and source.name not in self._locals:
            symbol = self.names.symbols.get(source.name)
            if symbol is None and source.name in _BUILT_IN_NAMESPACES:
                return self._built_in(node)
            if symbol is not None and symbol.kind in (Kind.NAMESPACE, Kind.EXTENSION):
                return self.unmodelled(Because.UNMODELLED, _called(symbol, f"{source.name}.{name}"), node)
        if name == "getSecret":
            return self.unmodelled(Because.SENSITIVE, self.file.text[node.start : node.end], node)
        return arm.Call(name, (self.lower(source), *self._arguments(node)), self.span(node))

    def _arguments(self, node: bicep.Call) -> tuple[arm.Expression, ...]:
        return tuple(self.lower(argument) for argument in node.arguments)

    def _built_in(self, node: bicep.Call) -> arm.Expression:
        name = node.name.name
        if name == "any" and len(node.arguments) == 1:
            return self.lower(node.arguments[0])
        if name == "nameof" and len(node.arguments) == 1:
            return self._name_of(node.arguments[0], node)
        if name in self.special:
            answered = self.special[name](self, node)
            if answered is not None:
                return answered
        return arm.Call(name, self._arguments(node), self.span(node))

    def _name_of(self, argument: bicep.Expression, node: bicep.Call) -> arm.Expression:
        match argument:
            case bicep.Identifier(name):
                return arm.Literal(name, self.span(node))
            case bicep.Access(_, name) | bicep.Child(_, name):
                return arm.Literal(name.name, self.span(node))
        return self.unmodelled(Because.UNMODELLED, "nameof", node)

    def _access(self, node: bicep.Access) -> arm.Expression:
        source = node.source
        if isinstance(source, bicep.Identifier) and source.name not in self._locals:
            symbol = self.names.symbols.get(source.name)
            if symbol is not None and symbol.kind in (Kind.NAMESPACE, Kind.EXTENSION):
                return self.unmodelled(Because.UNMODELLED, _called(symbol, f"{source.name}.{node.name.name}"), node)
        return arm.Property(self.lower(source), node.name.name, self.span(node), node.safe)

    def _index(self, node: bicep.Index) -> arm.Expression:
        declared = self._declared_resource(node.source)
        index = self.lower(node.index)
        span = self.span(node)
        if declared is not None and declared[1] and not node.safe:
            symbol = declared[0]
            if node.from_end:
                count = arm.Call("length", (arm.SymbolReference(symbol, None, self.span(node.source)),), span)
                index = arm.Call("sub", (count, index), span)
            return arm.SymbolReference(symbol, index, span)
        return arm.Index(self.lower(node.source), index, span, node.safe, node.from_end)

    def _child(self, node: bicep.Child) -> arm.Expression:
        declared = self._declared_resource(node)
        if declared is not None:
            return arm.SymbolReference(declared[0], None, self.span(node))
        because = Because.ERROR
        root: bicep.Expression = node
        while isinstance(root, bicep.Child):
            root = root.source
        if self._declared_resource(root) is not None:
            # The parent is there, the child is not: it may be one that could not be read.
            because = Because.UNPARSED
        return self.unmodelled(because, self.file.text[node.start : node.end], node)

    def _not_null(self, node: bicep.NotNull) -> arm.Expression:
        return self.lower(node.source)

    def _unary(self, node: bicep.Unary) -> arm.Expression:
        span = self.span(node)
        if node.operator == "!":
            return arm.Call("not", (self.lower(node.operand),), span)
        match node.operand:
            case bicep.Constant(int(value)) if not isinstance(value, bool):
                return arm.Literal(-value if node.operator == "-" else value, span)
        if node.operator == "+":
            return self.lower(node.operand)
        return arm.Call("sub", (arm.Literal(0, span), self.lower(node.operand)), span)

    def _binary(self, node: bicep.Binary) -> arm.Expression:
        operator = node.operator
        span = self.span(node)
        if operator in _CHAINED:
            operands: list[bicep.Expression] = []
            left: bicep.Expression = node
            while isinstance(left, bicep.Binary) and left.operator == operator:
                operands.append(left.right)
                left = left.left
            operands.append(left)
            return arm.Call(_CHAINED[operator], tuple(self.lower(operand) for operand in reversed(operands)), span)
        sides: tuple[arm.Expression, ...] = (self.lower(node.left), self.lower(node.right))
        if operator in _BINARY:
            return arm.Call(_BINARY[operator], sides, span)
        if operator in ("=~", "!~"):
            sides = tuple(arm.Call("toLower", (side,), side.span) for side in sides)
        equal = arm.Call("equals", sides, span)
        return equal if operator == "=~" else arm.Call("not", (equal,), span)

    def _ternary(self, node: bicep.Ternary) -> arm.Expression:
        parts = (self.lower(node.condition), self.lower(node.yes), self.lower(node.no))
        return arm.Call("if", parts, self.span(node))

    def _parenthesized(self, node: bicep.Parenthesized) -> arm.Expression:
        return self.lower(node.inner)


def _called(symbol: Symbol, name: str) -> str:
    return f"{name} from '{symbol.path}'" if symbol.path else f"{symbol.kind.value} {name}"


_LOWERINGS: dict[type, Callable[[ExpressionLowering, Any], arm.Expression]] = {
    bicep.Identifier: ExpressionLowering._identifier,
    bicep.Constant: ExpressionLowering._constant,
    bicep.String: ExpressionLowering._string,
    bicep.InterpolatedString: ExpressionLowering._interpolated,
    bicep.Object: ExpressionLowering._object,
    bicep.Array: ExpressionLowering._array,
    bicep.For: ExpressionLowering._for,
    bicep.Call: ExpressionLowering._call,
    bicep.Access: ExpressionLowering._access,
    bicep.Index: ExpressionLowering._index,
    bicep.Child: ExpressionLowering._child,
    bicep.NotNull: ExpressionLowering._not_null,
    bicep.Unary: ExpressionLowering._unary,
    bicep.Binary: ExpressionLowering._binary,
    bicep.Ternary: ExpressionLowering._ternary,
    bicep.Lambda: ExpressionLowering._lambda,
    bicep.Parenthesized: ExpressionLowering._parenthesized,
}
