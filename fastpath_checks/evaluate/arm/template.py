"""The ARM template as a model: what JSON templates are read into, and what Bicep is lowered into.

Every node carries the span that a person wrote. Names of functions are ARM's (``resourceId``, ``format``); they are
compared without case. Nothing here evaluates.
"""

from __future__ import annotations

from typing import NamedTuple, Protocol, Union

from fastpath_checks.core.diagnostics import Diagnostic
from fastpath_checks.core.spans import SourceFile, Span
from fastpath_checks.core.values import Missing, Value


class Literal:
    """None, a bool, a number or a text."""

    __slots__ = ("span", "value")
    __match_args__ = ("value",)

    def __init__(self, value: bool | int | float | str | None, span: Span) -> None:
        self.value = value
        self.span = span


class Member(NamedTuple):
    """``key: value`` of an object; the key may be computed."""

    key: Expression
    value: Expression


class Spread(NamedTuple):
    """``...source`` inside an object or an array."""

    source: Expression


class ObjectNode(NamedTuple):
    members: tuple[Member | Spread, ...]
    span: Span


class ArrayNode(NamedTuple):
    items: tuple[Expression | Spread, ...]
    span: Span


class Call:
    """A template function (``concat``), or a user function by its full name (``contoso.uniqueName``)."""

    __slots__ = ("arguments", "name", "span")
    __match_args__ = ("name", "arguments")

    def __init__(self, name: str, arguments: tuple[Expression, ...], span: Span) -> None:
        self.name = name
        self.arguments = arguments
        self.span = span


class Property:
    """``source.name``; ``safe`` for ``source.?name``."""

    __slots__ = ("name", "safe", "source", "span")
    __match_args__ = ("source", "name")

    def __init__(self, source: Expression, name: str, span: Span, safe: bool = False) -> None:
        self.source = source
        self.name = name
        self.span = span
        self.safe = safe


class Index:
    """``source[index]``; ``safe`` for ``[?index]``, ``from_end`` for ``[^index]`` (1-based from the end)."""

    __slots__ = ("from_end", "index", "safe", "source", "span")
    __match_args__ = ("source", "index")

    def __init__(
        self, source: Expression, index: Expression, span: Span, safe: bool = False, from_end: bool = False
    ) -> None:
        self.source = source
        self.index = index
        self.span = span
        self.safe = safe
        self.from_end = from_end


class Lambda(NamedTuple):
    parameters: tuple[str, ...]
    body: Expression
    span: Span


class LocalName(NamedTuple):
    """A name that a loop or a lambda binds: the item, its index."""

    name: str
    span: Span


class ForExpression:
    """Bicep's ``[for item in source: body]`` where a value stands; ``index`` and ``condition`` may be None.

    ARM's ``copy`` of a property, a variable or an output (there without a name) is one whose ``item`` is the loop's
    name and whose ``source`` is ``range(0, count)``; in its body ``copyIndex(name)`` gives the position, ``offset``
    added. ``copyIndex()`` counts in the resource's loop, or where there is none in the outermost copy around.
    """

    __slots__ = ("body", "condition", "index", "item", "source", "span")

    def __init__(
        self,
        item: str,
        index: str | None,
        source: Expression,
        condition: Expression | None,
        body: Expression,
        span: Span,
    ) -> None:
        self.item = item
        self.index = index
        self.source = source
        self.condition = condition
        self.body = body
        self.span = span


class SymbolReference:
    """A declared resource or module by its symbolic name, one instance of it where it is looped.

    ``.id``, ``.name``, ``.type``, ``.properties.x`` and ``.outputs.y`` are ``Property`` nodes around it; arguments of a
    ``Call`` may hold it too (``reference(symbol)``, ``dependsOn``).
    """

    __slots__ = ("index", "span", "symbol")
    __match_args__ = ("symbol", "index")

    def __init__(self, symbol: str, index: Expression | None, span: Span) -> None:
        self.symbol = symbol
        self.index = index
        self.span = span


class Unmodelled:
    """A construct that is read but not evaluated yet; it evaluates to Unknown with this reason.

    Where JSON holds an expression that cannot be read, ``diagnostic`` says so (reason UNPARSED): nobody knew before
    it was evaluated, so whoever evaluates it reports the diagnostic, each once.
    """

    __slots__ = ("diagnostic", "missing", "span")
    __match_args__ = ("missing",)

    def __init__(self, missing: Missing, span: Span, diagnostic: Diagnostic | None = None) -> None:
        self.missing = missing
        self.span = span
        self.diagnostic = diagnostic


class Deferred(NamedTuple):
    """What a nested template evaluates in its own scope, though its other expressions see its parent's."""

    expression: Expression
    span: Span


class Json(Protocol):
    """A JSON value of a template, turned into nodes only when it is evaluated (see ``from_json_values``).

    ``node()`` gives the same node each time, and never another ``Json``; no part of that node is a ``Json`` either.
    """

    @property
    def span(self) -> Span: ...

    def node(self) -> Expression: ...


Expression = Union[  # noqa: UP007 - an alias is evaluated when it is read
    Literal,
    ObjectNode,
    ArrayNode,
    Call,
    Property,
    Index,
    Lambda,
    LocalName,
    ForExpression,
    SymbolReference,
    Unmodelled,
    Deferred,
    Json,
]


class Parameter:
    """One input. ``nullable`` ones are null when nothing is given. ``allowed`` is an array of literals or None."""

    __slots__ = ("allowed", "default", "name", "nullable", "secure", "span", "type")

    def __init__(
        self,
        name: str,
        type: str,
        span: Span,
        *,
        default: Expression | None = None,
        allowed: Expression | None = None,
        nullable: bool = False,
        secure: bool = False,
    ) -> None:
        self.name = name
        self.type = type
        self.span = span
        self.default = default
        self.allowed = allowed
        self.nullable = nullable
        self.secure = secure


class CopyLoop:
    """How often a resource is declared.

    ARM's ``copy`` has a ``name`` and a ``count`` (``copyIndex('name')`` counts within it); Bicep's ``for`` has a
    ``source`` whose items are bound to ``item`` and whose positions to ``index``; ``condition`` is Bicep's filter.
    """

    __slots__ = ("condition", "count", "index", "item", "name", "source", "span")

    def __init__(
        self,
        span: Span,
        *,
        name: str = "",
        count: Expression | None = None,
        source: Expression | None = None,
        item: str = "",
        index: str | None = None,
        condition: Expression | None = None,
    ) -> None:
        self.span = span
        self.name = name
        self.count = count
        self.source = source
        self.item = item
        self.index = index
        self.condition = condition


class NestedDeployment:
    """The template that a ``Microsoft.Resources/deployments`` resource, or a Bicep module, deploys.

    ``template`` is None where it is not in the files; ``absent`` then says why. ``inner_scope`` false means that its
    expressions see the parent's parameters and variables (ARM's default); Bicep modules are always inner.
    ``parameters`` maps names, as the parent spells them, to expressions of the parent. The scope that an ARM template
    deploys to is said by its resource: ``scope`` or, among ``members``, ``subscriptionId`` and ``resourceGroup``.
    """

    __slots__ = ("absent", "inner_scope", "parameters", "template")

    def __init__(
        self,
        template: Template | None,
        parameters: dict[str, Expression],
        *,
        inner_scope: bool = True,
        absent: Missing | None = None,
    ) -> None:
        self.template = template
        self.parameters = parameters
        self.inner_scope = inner_scope
        self.absent = absent


class ResourceDeclaration:
    """One ``resource`` (or ``module``: then ``deployment`` is set).

    ``name`` is the whole of ``'vnet/GatewaySubnet'`` in JSON (the evaluator splits it along the type), or, for a Bicep
    child, the child's own name, with ``parent`` set. A child that JSON nests in its parent's ``resources`` has its own
    name, its whole type, the parent's declaration as ``parent`` and the parent's very ``loop`` (they count together);
    the parent's condition is not its own. ``members`` holds the rest of the body: location, sku, properties,
    zones, tags, ... ; without ``properties`` where ``deployment`` is set. ``symbol`` is the symbolic name (Bicep,
    ``languageVersion`` 2.0), for a nested Bicep child qualified by its parents' with ``::``. ``scope`` is the
    deployment or extension scope.
    """

    __slots__ = (
        "api_version", "condition", "deployment", "existing", "header", "loop", "members", "name", "parent", "scope",
        "span", "symbol", "type",
    )  # fmt: skip

    def __init__(
        self,
        type: str,
        name: Expression,
        members: Expression,
        header: Span,
        span: Span,
        *,
        symbol: str | None = None,
        api_version: str | None = None,
        parent: SymbolReference | Unmodelled | ResourceDeclaration | None = None,
        existing: bool = False,
        condition: Expression | None = None,
        loop: CopyLoop | None = None,
        scope: Expression | None = None,
        deployment: NestedDeployment | None = None,
    ) -> None:
        self.type = type
        self.name = name
        self.members = members
        self.header = header
        self.span = span
        self.symbol = symbol
        self.api_version = api_version
        self.parent = parent
        self.existing = existing
        self.condition = condition
        self.loop = loop
        self.scope = scope
        self.deployment = deployment


class Output(NamedTuple):
    name: str
    value: Expression
    span: Span
    secure: bool = False


class UserFunction(NamedTuple):
    """``parameters`` are names; the body sees only them."""

    name: str
    parameters: tuple[str, ...]
    body: Expression


class Template:
    """One deployable template. ``language`` is ``arm`` or ``bicep``; ``target_scope`` is ``resourceGroup`` or wider."""

    __slots__ = (
        "file", "functions", "language", "outputs", "parameters", "resources", "target_scope", "variables",
    )  # fmt: skip

    def __init__(
        self,
        file: SourceFile,
        language: str,
        *,
        parameters: dict[str, Parameter],
        variables: dict[str, Expression],
        resources: list[ResourceDeclaration],
        outputs: dict[str, Output],
        functions: dict[str, UserFunction],
        target_scope: str = "resourceGroup",
    ) -> None:
        self.file = file
        self.language = language
        self.parameters = parameters
        self.variables = variables
        self.resources = resources
        self.outputs = outputs
        self.functions = functions
        self.target_scope = target_scope


class ParameterFile(NamedTuple):
    """Values for a template's parameters: a ``.parameters.json`` or a ``.bicepparam``.

    ``variables`` and ``functions`` are the ``var`` and ``func`` statements of a ``.bicepparam``, which its values may
    use. ``using`` is the path that it names, as written, or None. ``unread`` is set where not all of the file could be
    read: what it does not seem to give, it may give.
    """

    file: SourceFile
    values: dict[str, Expression]
    variables: dict[str, Expression]
    using: str | None
    functions: dict[str, UserFunction] = {}
    unread: Missing | None = None


class Inputs(NamedTuple):
    """One set of inputs: files in order (a later one wins), then values given by name on the command line."""

    files: tuple[ParameterFile, ...] = ()
    given: dict[str, Value] = {}
