"""ARM JSON -> the template model. Values stay JSON until somebody evaluates them: what is not used costs nothing."""

from __future__ import annotations

import re

from fastpath_checks.core.diagnostics import Diagnostic, Level
from fastpath_checks.core.files import Files
from fastpath_checks.core.spans import SourceFile, Span
from fastpath_checks.evaluate.arm import template as arm
from fastpath_checks.evaluate.arm.from_json_links import Links, TemplateReader
from fastpath_checks.evaluate.arm.from_json_parameters import read_parameter_file, read_parameters
from fastpath_checks.evaluate.arm.from_json_resources import ResourceReading
from fastpath_checks.evaluate.arm.from_json_types import Declaration, declared_type
from fastpath_checks.evaluate.arm.from_json_values import JsonExpression, copied_members, copy_node, key_span
from fastpath_checks.syntax.jsonc import (
    JsonArray,
    JsonMember,
    JsonObject,
    JsonString,
    JsonUnread,
    JsonValue,
    parse_json,
)

__all__ = ["json_reader", "read_parameter_file", "read_parameters", "read_template"]

_SCHEMA = re.compile(r"(subscription|managementGroup|tenant)?deploymentTemplate\.json", re.IGNORECASE)
_SCOPES = {"subscription": "subscription", "managementgroup": "managementGroup", "tenant": "tenant"}


def read_template(file: SourceFile, tree: JsonObject, files: Files) -> tuple[arm.Template, list[Diagnostic]]:
    """The template that a JSON file holds, those that it nests and links with it.

    The diagnostics are not those of reading ``tree``, but those of linked files are among them. An expression that
    cannot be read is told when it is evaluated (see ``Unmodelled``).
    """
    return _TemplateReading(files).read(file, tree)


def json_reader(files: Files) -> TemplateReader:
    """Reads the ARM templates that Bicep takes in as modules; None for a file that holds no JSON object."""
    return _TemplateReading(files).read_file


class _TemplateReading:
    __slots__ = ("links",)

    def __init__(self, files: Files) -> None:
        self.links = Links(files, self.read_file)

    def read_file(self, file: SourceFile) -> tuple[arm.Template | None, list[Diagnostic]]:
        tree, diagnostics = parse_json(file)
        if not isinstance(tree, JsonObject):
            if tree is not None and not isinstance(tree, JsonUnread):
                diagnostics.append(_misplaced("a template is an object", file, tree))
            return None, diagnostics
        template, remarks = self.read(file, tree)
        return template, [*diagnostics, *remarks]

    def read(self, file: SourceFile, tree: JsonObject) -> tuple[arm.Template, list[Diagnostic]]:
        reading = _FileReading(file, self.links)
        self.links.enter(file.path, tree)
        try:
            template = reading.template(tree)
        finally:
            self.links.leave(file.path)
        return template, list(dict.fromkeys(reading.diagnostics))


class _FileReading:
    """Reads the template of one file and those nested in it."""

    __slots__ = ("diagnostics", "file", "resources")

    def __init__(self, file: SourceFile, links: Links) -> None:
        self.file = file
        self.diagnostics: list[Diagnostic] = []
        self.resources = ResourceReading(file, links, self.template, self.diagnostics)

    def template(self, tree: JsonObject) -> arm.Template:
        return arm.Template(
            self.file,
            "arm",
            parameters={member.key: self._parameter(member, tree) for member in self._section(tree, "parameters")},
            variables=self._variables(tree),
            resources=self.resources.read(tree.find("resources")),
            outputs={member.key: self._output(member, tree) for member in self._section(tree, "outputs")},
            functions=self._functions(tree.find("functions")),
            target_scope=_target_scope(tree),
        )

    def _section(self, tree: JsonObject, name: str) -> list[JsonMember]:
        """The members of one of a template's named sections; none where it is absent or null."""
        section = tree.find(name)
        if isinstance(section, JsonObject):
            return section.members
        self._expect_absent(section, f"'{name}' is an object")
        return []

    def _expect_absent(self, value: JsonValue | None, summary: str) -> None:
        if value is None or isinstance(value, JsonUnread) or getattr(value, "value", "") is None:
            return
        self.diagnostics.append(_misplaced(summary, self.file, value))

    def _parameter(self, member: JsonMember, tree: JsonObject) -> arm.Parameter:
        declared = self._declared(member, tree, "parameter")
        default = member.value.find("defaultValue") if isinstance(member.value, JsonObject) else None
        return arm.Parameter(
            member.key,
            declared.type,
            key_span(self.file, member),
            default=JsonExpression(self.file, default) if default is not None else None,
            allowed=JsonExpression(self.file, declared.allowed) if declared.allowed is not None else None,
            nullable=declared.nullable,
            secure=declared.secure,
        )

    def _declared(self, member: JsonMember, tree: JsonObject, kind: str) -> Declaration:
        if not isinstance(member.value, (JsonObject, JsonUnread)):
            self.diagnostics.append(_misplaced(f"the {kind} '{member.key}' is an object", self.file, member.value))
        return declared_type(member.value, tree)

    def _variables(self, tree: JsonObject) -> dict[str, arm.Expression]:
        found: dict[str, arm.Expression] = {}
        for member in self._section(tree, "variables"):
            if member.key.casefold() == "copy" and isinstance(member.value, JsonArray):
                for made in copied_members(self.file, member.value):
                    if isinstance(made, arm.Member) and isinstance(made.key, arm.Literal):
                        found[str(made.key.value)] = made.value
            else:
                found[member.key] = JsonExpression(self.file, member.value)
        return found

    def _output(self, member: JsonMember, tree: JsonObject) -> arm.Output:
        file, span = self.file, key_span(self.file, member)
        declared = self._declared(member, tree, "output")
        value: arm.Expression = arm.Literal(None, span)
        if isinstance(member.value, JsonObject):
            written = member.value.find("value")
            copy = member.value.find("copy")
            condition = member.value.find("condition")
            if written is not None:
                value = JsonExpression(file, written)
            elif isinstance(copy, JsonObject):
                value = copy_node(file, copy, "")
            if condition is not None:
                asked = JsonExpression(file, condition)
                value = arm.Call("if", (asked, value, arm.Literal(None, asked.span)), value.span)
        return arm.Output(member.key, value, span, declared.secure)

    def _functions(self, section: JsonValue | None) -> dict[str, arm.UserFunction]:
        found: dict[str, arm.UserFunction] = {}
        if not isinstance(section, JsonArray):
            self._expect_absent(section, "'functions' is an array")
            return found
        for group in section.items:
            namespace = group.find("namespace") if isinstance(group, JsonObject) else None
            if not isinstance(group, JsonObject) or not isinstance(namespace, JsonString):
                self._expect_absent(group, "functions are an object with a namespace and members")
                continue
            for member in self._section(group, "members"):
                if isinstance(member.value, JsonObject):
                    name = f"{namespace.value}.{member.key}"
                    found[name] = self._function(name, member.value, key_span(self.file, member))
        return found

    def _function(self, name: str, value: JsonObject, span: Span) -> arm.UserFunction:
        parameters: list[str] = []
        listed = value.find("parameters")
        for one in listed.items if isinstance(listed, JsonArray) else ():
            parameter = one.find("name") if isinstance(one, JsonObject) else None
            if isinstance(parameter, JsonString):
                parameters.append(parameter.value)
        output = value.find("output")
        body = output.find("value") if isinstance(output, JsonObject) else None
        node: arm.Expression = arm.Literal(None, span) if body is None else JsonExpression(self.file, body)
        return arm.UserFunction(name, tuple(parameters), node)


def _target_scope(tree: JsonObject) -> str:
    schema = tree.find("$schema")
    match = _SCHEMA.search(schema.value) if isinstance(schema, JsonString) else None
    return _SCOPES.get((match.group(1) or "").casefold(), "resourceGroup") if match is not None else "resourceGroup"


def _misplaced(summary: str, file: SourceFile, value: JsonValue) -> Diagnostic:
    return Diagnostic("template-structure", Level.ERROR, summary, span=Span(file, value.start, value.start + 1))
