"""The value of a template's parameter: given, from a file, passed by the parent, its default, or not known."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from fastpath_checks.core.diagnostics import Level
from fastpath_checks.core.spans import Origin, OriginKind, SourceFile, Span
from fastpath_checks.core.values import Because, Known, Missing, OneOf, Unknown, Value, join, one_of, seen_at, unknown
from fastpath_checks.evaluate.arm.template import Inputs, Parameter, ParameterFile, Template

if TYPE_CHECKING:
    from fastpath_checks.evaluate.arm.running import Run
    from fastpath_checks.evaluate.arm.scope import Scope

Given = Callable[[], Value]
"""Computes what a parameter is given, when it is asked for."""


def parameter_value(scope: Scope, parameter: Parameter) -> Value:
    """What ``parameters('x')`` is. A null that is given means that nothing is: then the default counts."""
    given = scope.given.get(parameter.name.casefold())
    value = given() if given is not None else None
    if parameter.secure and (value is not None or parameter.default is not None):
        origin = value.origin if value is not None else Origin(parameter.span, OriginKind.DERIVED)
        return unknown(Because.SENSITIVE, shown_name(scope, parameter), origin)
    match value:
        case None | Known(None):
            return _default(scope, parameter)
        case OneOf(choices) if any(choice.data is None for choice in choices):
            real = [choice for choice in choices if choice.data is not None]
            return join([*real, _default(scope, parameter)], value.missing, "", value.origin)
    return value


def _default(scope: Scope, parameter: Parameter) -> Value:
    origin = Origin(parameter.span, OriginKind.DERIVED)
    if parameter.default is not None:
        return as_input(scope.evaluator.evaluate(parameter.default), OriginKind.VARIABLE_DEFAULT)
    if parameter.nullable:
        return Known(None, Origin(parameter.span, OriginKind.VARIABLE_DEFAULT))
    name = shown_name(scope, parameter)
    missing = (Missing(Because.NO_DEFAULT, name, origin),)
    if parameter.allowed is not None:
        allowed = scope.evaluator.evaluate(parameter.allowed)
        if isinstance(allowed, Known) and isinstance(allowed.data, list) and parameter.type.casefold() != "array":
            choices = [choice for choice in allowed.data if isinstance(choice, Known)]
            if choices and len(choices) == len(allowed.data):
                alternatives = one_of(choices, missing, origin)
                if not isinstance(alternatives, Unknown):
                    return alternatives
    return Unknown(missing, name, origin, never_null=True)


def shown_name(scope: Scope, parameter: Parameter) -> str:
    """The parameter as users of the language say it, qualified by the module."""
    bicep = scope.template.language == "bicep"
    return scope.qualified(f"param {parameter.name}" if bicep else f"parameters('{parameter.name}')")


def named(value: Value, name: str) -> Value:
    """The same value, in which what has no expression that is left is called by the parameter's name.

    However it was computed, it is one value in this deployment: a reference by that parameter means what it names.
    """
    match value:
        case Unknown(residual=""):
            return Unknown(value.missing, name, value.origin, value.never_null)
        case Known(data) if type(data) is dict:  # what a resource shows of itself stays that
            members = {key: named(item, f"{name}.{key}") for key, item in data.items()}
            return value if all(members[key] is data[key] for key in data) else Known(members, value.origin)
        case Known(data) if isinstance(data, list):
            items = [named(item, f"{name}[{index}]") for index, item in enumerate(data)]
            return (
                value if all(one is two for one, two in zip(items, data, strict=True)) else Known(items, value.origin)
            )
    return value


def as_input(value: Value, kind: OriginKind) -> Value:
    """The same value, throughout which what is a literal tells that it is a default, or was given."""
    origin = value.origin
    if origin.kind is OriginKind.WRITTEN:
        origin = origin._replace(kind=kind)
    match value:
        case Known(data) if isinstance(data, dict):
            return Known({key: as_input(item, kind) for key, item in data.items()}, origin)
        case Known(data) if isinstance(data, list):
            return Known([as_input(item, kind) for item in data], origin)
        case Known(data):
            return Known(data, origin)
    return value


def root_inputs(run: Run, template: Template, inputs: Inputs) -> dict[str, Given]:
    """What the parameters of a root are given, by name in lower case: the last file wins, then the command line."""
    found: dict[str, Given] = {}
    for file in inputs.files:
        evaluate = _file_reader(run, template, file)
        for name, expression in file.values.items():
            if _undeclared(template, name):
                _say_undeclared(run, template, name, expression.span)
            found[name.casefold()] = evaluate(name)
        if file.unread is not None:
            unread = Unknown((file.unread,), "", file.unread.origin)
            given = {name.casefold() for name in file.values}
            unseen = {name.casefold() for name in template.parameters} - given
            found.update(dict.fromkeys(unseen, lambda unread=unread: unread))  # type: ignore[misc]
    for name, value in inputs.given.items():
        found[name.casefold()] = lambda value=value: value  # type: ignore[misc]
    return found


def unread_parameters(file: SourceFile, span: Span | None = None) -> ParameterFile:
    """A parameter file of which nothing could be read; ``span`` is where that began, where there is such a place."""
    origin = Origin(span, OriginKind.VARIABLE_GIVEN)
    return ParameterFile(file, {}, {}, None, {}, Missing(Because.UNPARSED, f"what {file.path} gives", origin))


def _file_reader(run: Run, template: Template, file: ParameterFile) -> Callable[[str], Given]:
    """Evaluates the values of one parameter file, which sees its own variables and functions only."""
    from fastpath_checks.evaluate.arm.expansion import new_scope
    from fastpath_checks.evaluate.arm.scope import Placement

    stand_in = Template(
        file.file,
        template.language,
        parameters={},
        variables=file.variables,
        resources=[],
        outputs={},
        functions=file.functions,
    )
    scope = new_scope(run, stand_in, Placement(), {})

    def reader(name: str) -> Given:
        return lambda: as_input(scope.evaluator.evaluate(file.values[name]), OriginKind.VARIABLE_GIVEN)

    return reader


def _undeclared(template: Template, name: str) -> bool:
    return name not in template.parameters and not any(
        name.casefold() == declared.casefold() for declared in template.parameters
    )


def _say_undeclared(run: Run, template: Template, name: str, span: Span) -> None:
    from difflib import get_close_matches  # only a mistake pays for its import

    near = get_close_matches(name, template.parameters, 1)
    run.say(
        "undeclared-parameter",
        Level.WARNING,
        f"the template has no parameter '{name}'",
        span,
        hint=f"did you mean '{near[0]}'?" if near else "",
    )


def passed(value: Value, span: Span) -> Value:
    """What a module is given: the value, with the step that it came through the module's argument."""
    return seen_at(value, span, OriginKind.MODULE_ARGUMENT)
