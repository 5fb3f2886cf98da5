"""Bicep expressions -> expressions of the ARM template model."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from fastpath_checks.core.diagnostics import Diagnostic, Level
from fastpath_checks.core.spans import SourceFile, Span, written
from fastpath_checks.core.values import Because, Missing
from fastpath_checks.evaluate.arm import template as arm
from fastpath_checks.evaluate.arm.from_bicep_calls import lower_call
from fastpath_checks.evaluate.arm.from_bicep_names import Kind, Names, Symbol
from fastpath_checks.evaluate.arm.from_bicep_operators import lower_binary, lower_ternary, lower_unary
from fastpath_checks.syntax.bicep import nodes as bicep
from fastpath_checks.syntax.bicep.statements import Module, Resource

if TYPE_CHECKING:
    from fastpath_checks.evaluate.arm.from_bicep_imports import Imports

DEPTH_LIMIT = 240
USER_NAMESPACE = "__bp."
"""What the compiler puts before the names of user functions; with it none hides a built-in one."""

FunctionLowering = Callable[["ExpressionLowering", bicep.Call], "arm.Expression"]


class ExpressionLowering:
    """Lowers the expressions of one file. What it cannot lower becomes ``Unmodelled``, with the reason.

    ``special`` holds functions that the compiler itself answers (``loadJsonContent``). ``prefix`` sets the variables
    and functions of this file apart where several files share a table of them. ``exporting`` says that the file only
    lends its exports to another one: what depends on a deployment of its own has no meaning there. ``stand_in`` is
    where all of it is said to stand, for a text that no user has.
    """

    __slots__ = (
        "_children_in_reach", "_depth", "_function_parameters", "_locals", "diagnostics", "exporting", "file",
        "imports", "names", "prefix", "special", "stand_in",
    )  # fmt: skip

    lowerings: ClassVar[dict[type, Callable[[Any, Any], arm.Expression]]]
    """What lowers each type of node; set below, where all of it is defined."""

    def __init__(
        self,
        file: SourceFile,
        names: Names,
        diagnostics: list[Diagnostic],
        special: dict[str, FunctionLowering],
        imports: Imports,
        *,
        prefix: str = "",
        exporting: bool = False,
        stand_in: Span | None = None,
    ) -> None:
        self.file = file
        self.names = names
        self.diagnostics = diagnostics
        self.special = special
        self.imports = imports
        self.prefix = prefix
        self.exporting = exporting
        self.stand_in = stand_in
        self._depth = 0
        self._locals: list[str] = []
        self._function_parameters: frozenset[str] | None = None
        self._children_in_reach: list[dict[str, str]] = []

    def span(self, node: bicep.Node) -> Span:
        return self.stand_in or Span(self.file, node.start, node.end)

    def between(self, start: int, end: int) -> Span:
        return self.stand_in or Span(self.file, start, end)

    def unmodelled(self, because: Because, name: str, node: bicep.Node) -> arm.Unmodelled:
        span = self.span(node)
        return arm.Unmodelled(Missing(because, name, written(span.file, span.start, span.end)), span)

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
        result = self.lowerings[type(node)](self, node)
        self._depth -= 1
        return result

    def function_body(self, parameters: tuple[str, ...], body: bicep.Expression) -> arm.Expression:
        """The body of a user function, which sees its parameters and other functions only."""
        self._function_parameters = frozenset(parameters)
        try:
            return self.lower(body)
        finally:
            self._function_parameters = None

    def is_local(self, name: str) -> bool:
        """Whether a loop, a lambda or a function binds this name here."""
        return name in self._locals or (self._function_parameters is not None and name in self._function_parameters)

    def shown(self, node: bicep.Node) -> str:
        """What is written there, short enough to name it."""
        text = " ".join(self.file.text[node.start : node.end].split())
        return text if len(text) <= 80 else f"{text[:77]}..."

    def own_variable(self, name: str) -> str:
        """The name of this file's own variable in the table of variables."""
        if self.exporting:
            self.imports.need(self, name)
        return self.prefix + name

    def own_function(self, name: str) -> str:
        """The name of this file's own function in the table of functions."""
        if self.exporting:
            self.imports.need(self, name)
        return USER_NAMESPACE + self.prefix + name

    def _identifier(self, node: bicep.Identifier) -> arm.Expression:
        name = node.name
        span = self.span(node)
        if name in self._locals:
            return arm.LocalName(name, span)
        if self._function_parameters is not None and name in self._function_parameters:
            return arm.Call("parameters", (arm.Literal(name, span),), span)
        declared = self._declared_resource(node)
        if declared is not None and not self.exporting:
            return arm.SymbolReference(declared[0], None, span)
        symbol = self.names.symbols.get(name)
        if symbol is None:
            return self._undeclared(node)
        match symbol.kind:
            case Kind.PARAMETER if not self.exporting:
                return arm.Call("parameters", (arm.Literal(name, span),), span)
            case Kind.VARIABLE:
                return arm.Call("variables", (arm.Literal(self.own_variable(name), span),), span)
            case Kind.IMPORTED:
                return self._imported(symbol, symbol.name, node)
            case Kind.BROKEN:
                return self.unmodelled(Because.UNPARSED, name, node)
        return self.unmodelled(Because.UNMODELLED, f"{symbol.kind.value} {name}", node)

    def _imported(self, symbol: Symbol, name: str, node: bicep.Node) -> arm.Expression:
        target = self.imports.variable(self, symbol, name)
        if not isinstance(target, str):
            return target
        span = self.span(node)
        return arm.Call("variables", (arm.Literal(target, span),), span)

    def _undeclared(self, node: bicep.Identifier) -> arm.Expression:
        if self.names.incomplete:
            return self.unmodelled(Because.UNPARSED, node.name, node)
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

    def _access(self, node: bicep.Access) -> arm.Expression:
        source = node.source
        if isinstance(source, bicep.Identifier) and not self.is_local(source.name):
            symbol = self.names.symbols.get(source.name)
            if symbol is not None and symbol.kind is Kind.NAMESPACE:
                return self._imported(symbol, node.name.name, node)
            if symbol is not None and symbol.kind is Kind.EXTENSION:
                return self.unmodelled(Because.UNMODELLED, f"extension {source.name}", node)
        lowered = self._where_it_is_deployed(source) if node.safe else None
        return arm.Property(lowered or self.lower(source), node.name.name, self.span(node), _is_safe(node))

    def _where_it_is_deployed(self, source: bicep.Expression) -> arm.Expression | None:
        """``x`` of ``x.?outputs`` for a conditional ``x``: as the compiler has it, null where ``x`` is not deployed."""
        if not isinstance(source, bicep.Identifier) or self.is_local(source.name):
            return None
        symbol = self.names.symbols.get(source.name)
        body = (
            symbol.statement.body if symbol is not None and isinstance(symbol.statement, (Module, Resource)) else None
        )
        if not isinstance(body, bicep.Conditional):
            return None
        span = self.span(source)
        bound, self._locals = self._locals, []
        condition = self.lower(body.condition)
        self._locals = bound
        return arm.Call("if", (condition, self.lower(source), arm.Literal(None, span)), span)

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
        return arm.Index(self.lower(node.source), index, span, _is_safe(node), node.from_end)

    def _child(self, node: bicep.Child) -> arm.Expression:
        declared = self._declared_resource(node)
        if declared is not None:
            return arm.SymbolReference(declared[0], None, self.span(node))
        # The parent may be there and the child not: one that could not be read.
        return self.unmodelled(Because.UNPARSED, self.shown(node), node)

    def _not_null(self, node: bicep.NotNull) -> arm.Expression:
        return self.lower(node.source)

    def _parenthesized(self, node: bicep.Parenthesized) -> arm.Expression:
        return self.lower(node.inner)

    def _unread(self, node: bicep.Unread) -> arm.Expression:
        return self.unmodelled(Because.UNPARSED, "what could not be read", node)


def declared_twice(name: bicep.Identifier | bicep.String, expressions: ExpressionLowering) -> Diagnostic:
    """What is said where a name is declared that is taken already."""
    text = name.name if isinstance(name, bicep.Identifier) else name.value
    summary = f"'{text}' is declared twice: the compiler refuses it"
    return Diagnostic("duplicate-declaration", Level.ERROR, summary, span=expressions.span(name))


def _is_safe(node: bicep.Access | bicep.Index) -> bool:
    """Whether an absent part gives null: by a ``?`` here, or before it in the chain, as ``tryGet`` has it."""
    link: bicep.Expression = node
    while isinstance(link, (bicep.Access, bicep.Index)):
        if link.safe:
            return True
        link = link.source
    return False


ExpressionLowering.lowerings = {
    bicep.Identifier: ExpressionLowering._identifier,
    bicep.Constant: ExpressionLowering._constant,
    bicep.String: ExpressionLowering._string,
    bicep.InterpolatedString: ExpressionLowering._interpolated,
    bicep.Object: ExpressionLowering._object,
    bicep.Array: ExpressionLowering._array,
    bicep.For: ExpressionLowering._for,
    bicep.Call: lower_call,
    bicep.Access: ExpressionLowering._access,
    bicep.Index: ExpressionLowering._index,
    bicep.Child: ExpressionLowering._child,
    bicep.NotNull: ExpressionLowering._not_null,
    bicep.Unary: lower_unary,
    bicep.Binary: lower_binary,
    bicep.Ternary: lower_ternary,
    bicep.Lambda: ExpressionLowering._lambda,
    bicep.Parenthesized: ExpressionLowering._parenthesized,
    bicep.Unread: ExpressionLowering._unread,
}
