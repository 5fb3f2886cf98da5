"""An ARM parameter file -> values for a template's parameters."""

from __future__ import annotations

from fastpath_checks.core.diagnostics import Diagnostic, Level
from fastpath_checks.core.spans import SourceFile, Span
from fastpath_checks.core.values import Because
from fastpath_checks.evaluate.arm import template as arm
from fastpath_checks.evaluate.arm.from_json_resources import secret_of
from fastpath_checks.evaluate.arm.from_json_values import key_span, span_of, unmodelled
from fastpath_checks.evaluate.arm.parameter_values import unread_parameters
from fastpath_checks.evaluate.arm.placeholders import placeholder_in, placeholder_note
from fastpath_checks.syntax.jsonc import (
    JsonArray,
    JsonLiteral,
    JsonMember,
    JsonNumber,
    JsonObject,
    JsonString,
    JsonUnread,
    JsonValue,
    parse_json,
)


def read_parameters(file: SourceFile, tree: JsonObject) -> tuple[arm.ParameterFile, list[Diagnostic]]:
    """The values that a parameter file gives; its texts are as written, for expressions have no meaning there.

    The diagnostics are not those of reading ``tree``. Without ``$schema`` and ``parameters`` the whole object is taken
    for the parameters, as Azure's command line does.
    """
    reading = _Reading(file)
    given = tree.find("parameters")
    if given is None and tree.find("$schema") is None:
        given = tree
    values: dict[str, arm.Expression] = {}
    is_whole = given is not None or not tree.broken
    if isinstance(given, JsonObject):
        values = {member.key: reading.given(member) for member in given.members}
        is_whole = not given.broken
    elif given is not None:
        is_whole = isinstance(given, JsonLiteral) and given.value is None
        if not (is_whole or isinstance(given, JsonUnread)):
            reading.say("parameters-structure", Level.ERROR, "'parameters' is an object", given)
    if reading.placeholders:
        reading.diagnostics.append(placeholder_note(reading.placeholders))
    unread = None if is_whole else unread_parameters(file, span_of(file, given or tree)).unread
    return arm.ParameterFile(file, values, {}, None, {}, unread), reading.diagnostics


def read_parameter_file(file: SourceFile) -> tuple[arm.ParameterFile, list[Diagnostic]]:
    """The values of a parameter file, with everything that was remarked on it."""
    tree, diagnostics = parse_json(file)
    if isinstance(tree, JsonObject):
        parameters, remarks = read_parameters(file, tree)
        return parameters, [*diagnostics, *remarks]
    if not diagnostics and tree is not None:
        span = Span(file, tree.start, tree.start + 1)
        summary = "a parameter file is an object"
        diagnostics.append(Diagnostic("parameters-structure", Level.ERROR, summary, span=span))
    return unread_parameters(file), diagnostics


class _Reading:
    __slots__ = ("diagnostics", "file", "placeholders")

    def __init__(self, file: SourceFile) -> None:
        self.file = file
        self.diagnostics: list[Diagnostic] = []
        self.placeholders: list[tuple[str, Span]] = []

    def given(self, member: JsonMember) -> arm.Expression:
        """What ``{"value": ...}`` gives a parameter; a secret, or what only the deployment computes, is unknown."""
        file, value, span = self.file, member.value, key_span(self.file, member)
        if isinstance(value, JsonObject):
            written = value.find("value")
            if written is not None:
                return self.literal(written)
            secret = secret_of(file, value)
            if secret is not None:
                return secret
            expression = value.find("expression")
            if expression is not None:
                name = f"the value of parameter '{member.key}'"
                return unmodelled(Because.OUTSIDE_THE_FILES, name, span_of(file, expression))
            if value.broken:
                return unmodelled(Because.UNPARSED, member.key, span)
        elif isinstance(value, JsonUnread):
            return unmodelled(Because.UNPARSED, member.key, span)
        summary = f"parameter '{member.key}' has no value"
        hint = 'values are written as "name": {"value": ...}'
        self.diagnostics.append(Diagnostic("parameter-without-value", Level.ERROR, summary, span=span, hint=hint))
        return unmodelled(Because.ERROR, member.key, span)

    def literal(self, value: JsonValue) -> arm.Expression:
        span = span_of(self.file, value)
        match value:
            case JsonString():
                placeholder = placeholder_in(value.value)
                if placeholder is None:
                    return arm.Literal(value.value, span)
                self.placeholders.append((placeholder, span))
                return unmodelled(Because.OUTSIDE_THE_FILES, placeholder, span)
            case JsonNumber() | JsonLiteral():
                return arm.Literal(value.value, span)
            case JsonArray():
                items: list[arm.Expression | arm.Spread] = [self.literal(item) for item in value.items]
                if value.broken:
                    items.append(arm.Spread(unmodelled(Because.UNPARSED, "items", span)))
                return arm.ArrayNode(tuple(items), span)
            case JsonObject():
                members: list[arm.Member | arm.Spread] = [
                    arm.Member(arm.Literal(one.key, key_span(self.file, one)), self.literal(one.value))
                    for one in value.members
                ]
                if value.broken:
                    members.append(arm.Spread(unmodelled(Because.UNPARSED, "members", span)))
                return arm.ObjectNode(tuple(members), span)
        return unmodelled(Because.UNPARSED, "a value that could not be read", span)

    def say(self, code: str, level: Level, summary: str, value: JsonValue) -> None:
        self.diagnostics.append(Diagnostic(code, level, summary, span=Span(self.file, value.start, value.start + 1)))
