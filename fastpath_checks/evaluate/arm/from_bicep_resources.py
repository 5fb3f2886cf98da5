"""Bicep's resources and modules -> resource declarations of the ARM template model."""

from __future__ import annotations

from fastpath_checks.core.diagnostics import Diagnostic, Level
from fastpath_checks.core.spans import Span, written
from fastpath_checks.core.values import Because, Missing
from fastpath_checks.evaluate.arm import template as arm
from fastpath_checks.evaluate.arm.from_bicep_expressions import ExpressionLowering
from fastpath_checks.evaluate.arm.from_bicep_modules import ModuleLoader
from fastpath_checks.evaluate.arm.from_bicep_names import body_of
from fastpath_checks.syntax.bicep import nodes as bicep
from fastpath_checks.syntax.bicep.statements import Module, Resource

DEPLOYMENT_TYPE = "Microsoft.Resources/deployments"
_APART = frozenset(("name", "parent", "scope", "dependsOn"))
_MODULE_APART = frozenset(("name", "scope", "dependsOn", "params"))


class _Frame:
    """What stands around a body: its loop and the conditions of the declaration."""

    __slots__ = ("bound", "condition", "loop")

    def __init__(self, loop: arm.CopyLoop | None, condition: arm.Expression | None, bound: int) -> None:
        self.loop = loop
        self.condition = condition
        self.bound = bound


class ResourceLowering:
    """Lowers the resources and modules of one file into ``found``, in the order in which they are written."""

    __slots__ = ("expressions", "found", "loader")

    def __init__(self, expressions: ExpressionLowering, loader: ModuleLoader) -> None:
        self.expressions = expressions
        self.loader = loader
        self.found: list[arm.ResourceDeclaration] = []

    def resource(self, statement: Resource) -> None:
        """A top-level resource, and all that are nested in it."""
        type, api_version = _split(_text(statement.reference))
        if (not type or api_version is None) and not self.expressions.names.has_extensions:
            self._diagnose(
                "resource-type", "a resource's type is written 'Provider/type@api-version'", statement.reference
            )
        self._resource(statement, statement.name.name, type, api_version, None, None)

    def _resource(
        self,
        statement: Resource,
        symbol: str,
        type: str,
        api_version: str | None,
        parent: arm.SymbolReference | arm.Unmodelled | None,
        outer_condition: arm.Expression | None,
    ) -> None:
        expressions = self.expressions
        body = body_of(statement.body)
        children = {
            nested.name.name: f"{symbol}::{nested.name.name}"
            for nested in body.resources
            if isinstance(nested, Resource)
        }
        expressions.enter_body(children)
        frame = self._enter(statement.body, outer_condition)
        properties = _named(body)
        lost = _lost(body)
        if parent is None and "parent" in properties:
            parent = self._parent(properties["parent"])
        elif parent is None and lost is not None and type.count("/") > 1:
            parent = self._parent(lost)
        name = properties.get("name", lost)
        scope = properties.get("scope", lost)
        declaration = arm.ResourceDeclaration(
            type,
            expressions.lower(name) if name is not None else self._nameless(statement),
            self._members(body, _APART),
            expressions.between(statement.start, statement.reference.end),
            expressions.span(statement),
            symbol=symbol,
            api_version=api_version,
            parent=parent,
            existing=statement.existing,
            condition=frame.condition,
            loop=frame.loop,
            scope=expressions.lower(scope) if scope is not None else None,
        )
        self.found.append(declaration)
        self._leave(frame)
        if children and isinstance(statement.body, bicep.For):
            first = next(nested for nested in body.resources if isinstance(nested, Resource))
            self._diagnose("resource-nesting", "no resource nests inside one that is looped", first.name)
        if children:
            # A nested resource is deployed only where the one around it is.
            inherited = _both(outer_condition, self._own_condition(statement.body))
            for nested in body.resources:
                if isinstance(nested, Resource):
                    segment, own_version = _split(_text(nested.reference))
                    self._resource(
                        nested,
                        children[nested.name.name],
                        f"{type}/{segment}",
                        own_version or api_version,
                        arm.SymbolReference(symbol, None, expressions.span(nested.name)),
                        inherited,
                    )
        expressions.leave_body()

    def module(self, statement: Module) -> None:
        expressions = self.expressions
        frame = self._enter(statement.body, None)
        body = body_of(statement.body)
        properties = _named(body)
        lost = _lost(body)
        span = expressions.span(statement)
        name = properties.get("name", lost)
        scope = properties.get("scope", lost)
        self.found.append(
            arm.ResourceDeclaration(
                DEPLOYMENT_TYPE,
                expressions.lower(name) if name is not None else _generated_name(statement.name.name, span),
                self._members(body, _MODULE_APART),
                expressions.between(statement.start, statement.path.end),
                span,
                symbol=statement.name.name,
                condition=frame.condition,
                loop=frame.loop,
                scope=expressions.lower(scope) if scope is not None else None,
                deployment=self._deployment(statement, properties.get("params", lost)),
            )
        )
        self._leave(frame)

    def _deployment(self, statement: Module, given: bicep.Expression | None) -> arm.NestedDeployment:
        expressions = self.expressions
        path_span = expressions.span(statement.path)
        reference = _text(statement.path)
        taken = self.loader.module(expressions.file, reference, path_span)
        expressions.diagnostics.extend(taken.diagnostics)
        absent = None
        if taken.template is None:
            because = taken.because or Because.OUTSIDE_THE_FILES
            origin = written(expressions.file, path_span.start, path_span.end)
            absent = Missing(because, f"module '{reference}'", origin)
        parameters = self._arguments(given, taken.template)
        return arm.NestedDeployment(taken.template, parameters, inner_scope=True, absent=absent)

    def _arguments(self, given: bicep.Expression | None, template: arm.Template | None) -> dict[str, arm.Expression]:
        """What a module is given. Behind a spread any parameter may hide, so none falls to its default."""
        expressions = self.expressions
        found: dict[str, arm.Expression] = {}
        if given is None:
            return found
        names = template.parameters if template is not None else {}
        if isinstance(given, bicep.Unread):
            return dict.fromkeys(names, expressions.lower(given))
        if not isinstance(given, bicep.Object):
            unknown = expressions.unmodelled(Because.UNMODELLED, "params that are no object", given)
            return dict.fromkeys(names, unknown)
        for member in given.members:
            if isinstance(member, bicep.Property) and not isinstance(member.key, bicep.InterpolatedString):
                key = member.key.name if isinstance(member.key, bicep.Identifier) else member.key.value
                found[key] = expressions.lower(member.value)
            else:
                is_unread = isinstance(member, bicep.Spread) and isinstance(member.source, bicep.Unread)
                because = Because.UNPARSED if is_unread else Because.UNMODELLED
                unknown = expressions.unmodelled(because, "a spread in params", member)
                found.update(dict.fromkeys((*names, *found), unknown))
        return found

    def _enter(
        self, body: bicep.Object | bicep.Conditional | bicep.For, outer_condition: arm.Expression | None
    ) -> _Frame:
        expressions = self.expressions
        if isinstance(body, bicep.For):
            source = expressions.lower(body.source)
            index = body.index.name if body.index is not None else None
            bound = (body.item.name,) if index is None else (body.item.name, index)
            expressions.bind(*bound)
            condition = expressions.lower(body.body.condition) if isinstance(body.body, bicep.Conditional) else None
            loop = arm.CopyLoop(
                expressions.between(body.start, body.source.end),
                source=source,
                item=body.item.name,
                index=index,
                condition=condition,
            )
            return _Frame(loop, outer_condition, len(bound))
        own = expressions.lower(body.condition) if isinstance(body, bicep.Conditional) else None
        return _Frame(None, _both(outer_condition, own), 0)

    def _leave(self, frame: _Frame) -> None:
        self.expressions.unbind(frame.bound)

    def _own_condition(self, body: bicep.Object | bicep.Conditional | bicep.For) -> arm.Expression | None:
        return self.expressions.lower(body.condition) if isinstance(body, bicep.Conditional) else None

    def _parent(self, node: bicep.Expression) -> arm.SymbolReference | arm.Unmodelled:
        lowered = self.expressions.lower(node)
        if isinstance(lowered, (arm.SymbolReference, arm.Unmodelled)):
            return lowered
        self._diagnose("resource-parent", "a parent is the symbolic name of a resource", node)
        return self.expressions.unmodelled(Because.ERROR, "parent", node)

    def _members(self, body: bicep.Object, apart: frozenset[str]) -> arm.ObjectNode:
        expressions = self.expressions
        members = [
            expressions.member(member)
            for member in body.members
            if isinstance(member, bicep.Spread) or _key(member) not in apart
        ]
        return arm.ObjectNode(tuple(members), expressions.span(body))

    def _nameless(self, statement: Resource) -> arm.Expression:
        if not self.expressions.names.has_extensions:
            # What an extension deploys may go by something else.
            self._diagnose("resource-name", f"resource '{statement.name.name}' has no name", statement.name)
        return self.expressions.unmodelled(Because.ERROR, f"{statement.name.name}.name", statement.name)

    def _diagnose(self, code: str, summary: str, node: bicep.Node) -> None:
        span = self.expressions.span(node)
        self.expressions.diagnostics.append(Diagnostic(code, Level.ERROR, summary, span=span))


def _both(left: arm.Expression | None, right: arm.Expression | None) -> arm.Expression | None:
    if left is None or right is None:
        return left or right
    return arm.Call("and", (left, right), right.span)


def _generated_name(symbol: str, span: Span) -> arm.Expression:
    """The name that the compiler gives a module without one; it differs from deployment to deployment."""
    deployment = arm.Property(arm.Call("deployment", (), span), "name", span)
    unique = arm.Call("uniqueString", (arm.Literal(symbol, span), deployment), span)
    return arm.Call("format", (arm.Literal(f"{symbol}-{{0}}", span), unique), span)


def _text(node: bicep.String | bicep.InterpolatedString) -> str:
    return node.value if isinstance(node, bicep.String) else ""


def _split(reference: str) -> tuple[str, str | None]:
    type, at, version = reference.removeprefix("az:").partition("@")
    return type, version if at else None


def _key(member: bicep.Property) -> str:
    match member.key:
        case bicep.Identifier(name):
            return name
        case bicep.String(value):
            return value
    return ""


def _lost(body: bicep.Object) -> bicep.Unread | None:
    """What could not be read of a body and may be any member of it."""
    for member in body.members:
        if isinstance(member, bicep.Spread) and isinstance(member.source, bicep.Unread):
            return member.source
    return None


def _named(body: bicep.Object) -> dict[str, bicep.Expression]:
    return {_key(member): member.value for member in body.members if isinstance(member, bicep.Property)}
