"""The ``resources`` of an ARM template -> declarations: an array, or an object with symbolic names; nested ones too."""

from __future__ import annotations

from collections.abc import Callable

from fastpath_checks.core.diagnostics import Diagnostic, Level
from fastpath_checks.core.spans import SourceFile, Span, written
from fastpath_checks.core.values import Because, Missing
from fastpath_checks.evaluate.arm import template as arm
from fastpath_checks.evaluate.arm.from_json_deferred import set_deferred_aside
from fastpath_checks.evaluate.arm.from_json_links import Links
from fastpath_checks.evaluate.arm.from_json_values import (
    JsonExpression,
    copied_members,
    span_of,
    text_node,
    unmodelled,
)
from fastpath_checks.syntax.arm_expressions import is_expression
from fastpath_checks.syntax.jsonc import (
    JsonArray,
    JsonLiteral,
    JsonObject,
    JsonString,
    JsonUnread,
    JsonValue,
)

DEPLOYMENT_TYPE = "microsoft.resources/deployments"
_APART = frozenset((
    "apiversion", "comments", "condition", "dependson", "existing", "extension", "import", "metadata", "name",
    "resources", "scope", "type",
))  # fmt: skip

_Parent = arm.ResourceDeclaration


class ResourceReading:
    """Reads the resources of one file; ``read_nested`` reads a template that stands inside it."""

    __slots__ = ("diagnostics", "file", "links", "read_nested")

    def __init__(
        self,
        file: SourceFile,
        links: Links,
        read_nested: Callable[[JsonObject], arm.Template],
        diagnostics: list[Diagnostic],
    ) -> None:
        self.file = file
        self.links = links
        self.read_nested = read_nested
        self.diagnostics = diagnostics

    def read(self, section: JsonValue | None) -> list[arm.ResourceDeclaration]:
        """All resources of a template's section, parents before their children."""
        found: list[arm.ResourceDeclaration] = []
        self._section(section, None, found)
        return found

    def _section(self, section: JsonValue | None, parent: _Parent | None, found: list[arm.ResourceDeclaration]) -> None:
        match section:
            case JsonArray():
                for item in section.items:
                    self._resource(item, None, parent, found)
            case JsonObject():
                for member in section.members:
                    self._resource(member.value, member.key, parent, found)
            case JsonString() | JsonLiteral(value=bool()):
                self._say("template-structure", "'resources' is an array or an object of resources", section)

    def _resource(
        self, value: JsonValue, symbol: str | None, parent: _Parent | None, found: list[arm.ResourceDeclaration]
    ) -> None:
        if not isinstance(value, JsonObject):
            if not isinstance(value, JsonUnread):
                self._say("template-structure", "a resource is an object", value)
            return
        type = self._type(value)
        header = value.find("name") or value.find("type")  # absent attributes are reported at the name
        if type is None or header is None:
            return
        inside = parent is not None and not _is_whole(type)
        existing = value.find("existing")
        copy = value.find("copy")
        loop = self._loop(copy) if isinstance(copy, JsonObject) else None
        if loop is None and parent is not None:
            loop = parent.loop
        is_deployment = type.casefold() == DEPLOYMENT_TYPE and value.find("properties") is not None
        without = _APART
        if isinstance(copy, JsonObject):
            without |= {"copy"}
        if is_deployment:
            without |= {"properties"}
        declaration = arm.ResourceDeclaration(
            f"{parent.type}/{type}" if inside and parent is not None else type,
            self._name(value),
            JsonExpression(self.file, value, without),
            span_of(self.file, header),
            span_of(self.file, value),
            symbol=symbol,
            api_version=self._api_version(value),
            parent=parent if inside else None,
            existing=isinstance(existing, JsonLiteral) and existing.value is True,
            condition=self._expression(value, "condition"),
            loop=loop,
            scope=self._expression(value, "scope"),
            deployment=self._deployment(value) if is_deployment else None,
        )
        found.append(declaration)
        self._section(value.find("resources"), declaration, found)

    def _type(self, value: JsonObject) -> str | None:
        """The resource's type, of an extension's resource without its version; None, said, where it has none."""
        type = value.find("type")
        if isinstance(type, JsonString):
            node = text_node(self.file, type)
            if isinstance(node, arm.Literal):
                return str(node.value).partition("@")[0]
            summary = "the type of this resource is an expression: the resource is not judged"
            self._say("resource-type", summary, type, Level.WARNING)
        elif not value.broken and not isinstance(type, JsonUnread):
            self._say("resource-type", "this resource has no type", value)
        return None

    def _name(self, value: JsonObject) -> arm.Expression:
        name = value.find("name")
        if name is not None:
            return JsonExpression(self.file, name)
        span = span_of(self.file, value)
        if value.broken:
            return unmodelled(Because.UNPARSED, "the name of a resource", span)
        if value.find("extension") is not None or value.find("import") is not None:
            return unmodelled(Because.UNMODELLED, "a resource of an extension", span)
        self._say("resource-name", "this resource has no name", value)
        return unmodelled(Because.ERROR, "the name of a resource", span)

    def _api_version(self, value: JsonObject) -> str | None:
        version = value.find("apiVersion")
        return version.value if isinstance(version, JsonString) and not version.value.startswith("[") else None

    def _expression(self, value: JsonObject, name: str) -> arm.Expression | None:
        found = value.find(name)
        return None if found is None else JsonExpression(self.file, found)

    def _loop(self, copy: JsonObject) -> arm.CopyLoop:
        span = span_of(self.file, copy)
        name, count = copy.find("name"), copy.find("count")
        times: arm.Expression
        if count is None:
            self._say("copy-incomplete", "a copy needs a count", copy)
            times = unmodelled(Because.ERROR, "copy", span)
        else:
            times = JsonExpression(self.file, count)
        return arm.CopyLoop(span, name=name.value if isinstance(name, JsonString) else "", count=times)

    def _deployment(self, value: JsonObject) -> arm.NestedDeployment:
        properties = value.find("properties")
        if not isinstance(properties, JsonObject):
            return self._absent(Because.UNMODELLED, "a deployment whose properties are an expression", value)
        given = properties.find("parameters")
        template = properties.find("template")
        link = properties.find("templateLink")
        if isinstance(template, JsonObject):
            inner = _is_inner(properties)
            if not inner:
                set_deferred_aside(self.file, template)
            nested = self.read_nested(template)
            return arm.NestedDeployment(nested, self._given(properties, given, nested), inner_scope=inner)
        if link is not None:
            linked = self.links.linked(self.file, link)
            self.diagnostics.extend(linked.diagnostics)
            parameters = self._given(properties, given, linked.template)
            return arm.NestedDeployment(linked.template, parameters, absent=linked.missing)
        if template is not None:
            return self._absent(Because.UNMODELLED, "a template that is an expression", template)
        if not (properties.broken or value.broken):
            self._say("template-structure", "a deployment has a template or a templateLink", properties)
        return self._absent(Because.ERROR, "a deployment without template", value)

    def _absent(self, because: Because, name: str, value: JsonValue) -> arm.NestedDeployment:
        missing = Missing(because, name, written(self.file, value.start, value.end))
        return arm.NestedDeployment(None, {}, absent=missing)

    def _given(
        self, properties: JsonObject, given: JsonValue | None, template: arm.Template | None
    ) -> dict[str, arm.Expression]:
        """What the deployment gives its template. Where that cannot be seen, no parameter falls to its default."""
        unseen: arm.Expression | None = None
        link = properties.find("parametersLink")
        linked = self._linked_parameters(link) if link is not None else None
        if linked is not None and linked.unread is None:
            return linked.values
        if link is not None:
            because = Because.OUTSIDE_THE_FILES if linked is None else Because.UNPARSED
            unseen = unmodelled(because, "parametersLink", span_of(self.file, link))
        elif given is not None and not isinstance(given, (JsonObject, JsonLiteral)):
            unseen = unmodelled(Because.UNMODELLED, "parameters that are an expression", span_of(self.file, given))
        elif isinstance(given, JsonObject) and given.broken:
            unseen = unmodelled(Because.UNPARSED, "parameters", span_of(self.file, given))
        names = template.parameters if template is not None and unseen is not None else {}
        found: dict[str, arm.Expression] = dict.fromkeys(names, unseen) if unseen is not None else {}
        if linked is not None:
            found.update(linked.values)
        if isinstance(given, JsonObject):
            for member in given.members:
                found[member.key] = given_value(self.file, member.key, member.value)
        return found

    def _linked_parameters(self, link: JsonValue) -> arm.ParameterFile | None:
        """The parameter file that lies beside the template; None where it is not in the files."""
        file = self.links.parameters(self.file, link)
        if file is None:
            return None
        from fastpath_checks.evaluate.arm.from_json_parameters import read_parameter_file  # few templates link them

        parameters, remarks = read_parameter_file(file)
        self.diagnostics.extend(remarks)
        return parameters

    def _say(self, code: str, summary: str, value: JsonValue, level: Level = Level.ERROR) -> None:
        self.diagnostics.append(Diagnostic(code, level, summary, span=Span(self.file, value.start, value.start + 1)))


def given_value(file: SourceFile, name: str, value: JsonValue) -> arm.Expression:
    """What ``{"value": ...}``, or an expression that makes such an object, gives a parameter of a nested template."""
    span = span_of(file, value)
    if isinstance(value, JsonString):
        return arm.Property(text_node(file, value), "value", span)
    if isinstance(value, JsonObject):
        inner = value.find("value")
        if inner is not None:
            return JsonExpression(file, inner)
        copies = value.find("copy")
        if isinstance(copies, JsonArray):
            for made in copied_members(file, copies):
                if isinstance(made, arm.Member) and isinstance(made.key, arm.Literal) and made.key.value == "value":
                    return made.value
        secret = secret_of(file, value)
        if secret is not None:
            return secret
        if value.broken:
            return unmodelled(Because.UNPARSED, name, span)
    return unmodelled(Because.ERROR, f"the value of parameter '{name}'", span)


def secret_of(file: SourceFile, value: JsonObject) -> arm.Unmodelled | None:
    """The unknown that ``{"reference": {"keyVault": ..., "secretName": ...}}`` stands for; None for anything else."""
    reference = value.find("reference")
    if reference is None:
        return None
    secret = reference.find("secretName") if isinstance(reference, JsonObject) else None
    named = isinstance(secret, JsonString) and not is_expression(secret.value)
    name = f"the secret {span_of(file, secret).text}" if secret is not None and named else "a secret"
    return unmodelled(Because.SENSITIVE, name, span_of(file, reference))


def _is_whole(type: str) -> bool:
    """Whether a nested resource's type stands for itself: ``Microsoft.X/y``, not ``subnets``."""
    return "." in type.partition("/")[0] and "/" in type


def _is_inner(properties: JsonObject) -> bool:
    options = properties.find("expressionEvaluationOptions")
    scope = options.find("scope") if isinstance(options, JsonObject) else None
    return isinstance(scope, JsonString) and scope.value.casefold() == "inner"
