"""The values that a root is given: variable files that Terraform loads by itself, those named, and single values."""

from __future__ import annotations

import posixpath
from typing import NamedTuple

from fastpath_checks.core.diagnostics import Diagnostic, Level
from fastpath_checks.core.files import Files
from fastpath_checks.core.spans import Origin, OriginKind, SourceFile, Span
from fastpath_checks.core.values import Because, Known, Value, unknown
from fastpath_checks.evaluate.terraform.backends import StateFinder
from fastpath_checks.evaluate.terraform.configuration import Configuration
from fastpath_checks.evaluate.terraform.evaluating import Evaluator
from fastpath_checks.evaluate.terraform.failures import EvaluationError, LimitReached, Unmodelled
from fastpath_checks.evaluate.terraform.references import PlaceholderError
from fastpath_checks.evaluate.terraform.scope import Scope
from fastpath_checks.syntax.hcl import nodes, parse_configuration, parse_expression, parse_json_configuration


class TerraformInputs(NamedTuple):
    """What a scenario gives a root beyond the files that Terraform loads by itself.

    ``var_files`` win in order over those; ``given`` - values, or texts as ``terraform -var`` reads them - wins over
    all, and every file over ``environment``, the texts of ``TF_VAR_NAME`` by NAME. ``workspace`` is None where it is
    not known. ``find_state`` finds the states that the root reads. ``unread`` are paths of files before ``var_files``
    that could not be read.
    """

    var_files: tuple[SourceFile, ...] = ()
    given: dict[str, Value | str] = {}
    workspace: str | None = None
    find_state: StateFinder | None = None
    environment: dict[str, str] = {}
    unread: tuple[str, ...] = ()


class Setting(NamedTuple):
    """One ``name = value`` of a variable file."""

    value: nodes.Expression
    file: SourceFile
    span: Span


def automatic_files(names: list[str]) -> list[str]:
    """The variable files among a directory's names that Terraform loads by itself, the last one winning."""
    first = [name for name in ("terraform.tfvars", "terraform.tfvars.json") if name in names]
    return first + sorted(name for name in names if name.endswith((".auto.tfvars", ".auto.tfvars.json")))


class Given:
    """The values for the root's variables, from all places, each evaluated when it is asked for."""

    def __init__(self, ev: Evaluator, files: Files, configuration: Configuration, inputs: TerraformInputs) -> None:
        self._ev = ev
        self._settings: dict[str, Setting] = {}
        self._flags = inputs.given
        self._environment = inputs.environment
        self._placeholder_said = False
        self._broken: Span | None = None
        directory = configuration.directory
        for name in automatic_files(files.names(directory) or []):
            path = posixpath.join(directory, name)
            loaded = files.read(path)
            if loaded.diagnostic is not None:
                ev.diagnostics.append(loaded.diagnostic)
            if loaded.file is not None:
                self._read(loaded.file, configuration)
            else:
                self._lose(SourceFile(path, ""))
        for path in inputs.unread:
            self._lose(SourceFile(path, ""))
        for file in inputs.var_files:
            self._read(file, configuration)

    def _lose(self, file: SourceFile) -> None:
        """What a file says that cannot be read is not known, nor whether it overrides what earlier ones say."""
        self._broken = Span(file, 0, 0)
        self._settings.clear()

    def _read(self, file: SourceFile, configuration: Configuration) -> None:
        parse = parse_json_configuration if file.path.endswith(".json") else parse_configuration
        body, problems = parse(file)
        self._ev.diagnostics.extend(problems)
        if body.broken:
            self._lose(file)
        for attribute in body.attributes:
            span = Span(file, attribute.name_start, attribute.name_end)
            if attribute.name not in configuration.variables:
                summary = f'no variable "{attribute.name}" is declared in {configuration.directory or "."}'
                self._ev.diagnostics.append(Diagnostic("undeclared-variable", Level.NOTE, summary, "", span))
                continue
            self._settings[attribute.name] = Setting(attribute.value, file, span)

    def value(self, name: str, literal: bool) -> Value | None:
        """What the variable is given, or None; ``literal`` says that a flag's text is the value itself."""
        if name in self._flags:
            flag = self._flags[name]
            return self._text(f"--var {name}", name, flag, literal) if isinstance(flag, str) else flag
        setting = self._settings.get(name)
        if setting is None:
            if self._broken is not None:
                return unknown(Because.UNPARSED, f"var.{name}", Origin(self._broken, OriginKind.VARIABLE_GIVEN))
            exported = self._environment.get(name)
            return self._text(f"TF_VAR_{name}", name, exported, literal) if exported is not None else None
        scope = Scope(None, setting.file, literal_kind=OriginKind.VARIABLE_GIVEN)
        try:
            return self._ev.evaluate(setting.value, scope)
        except PlaceholderError as error:
            return self._placeholder(name, scope.span(error.start, error.end))
        except EvaluationError as error:
            span = scope.span(error.start, error.end) if error.start >= 0 else setting.span
            self._ev.report(error.code, Level.ERROR, error.summary, span)
            return unknown(Because.ERROR, f"var.{name}", Origin(span, OriginKind.VARIABLE_GIVEN))
        except LimitReached as limit:
            self._ev.report("limit", Level.ERROR, limit.summary, setting.span)
            return unknown(Because.LIMIT, f"var.{name}", Origin(setting.span, OriginKind.VARIABLE_GIVEN))
        except Unmodelled as case:
            return unknown(Because.UNMODELLED, case.what, Origin(setting.span, OriginKind.VARIABLE_GIVEN))

    def _placeholder(self, name: str, span: Span) -> Value:
        if not self._placeholder_said:
            self._placeholder_said = True
            summary = "variable files hold placeholders, which are not known"
            self._ev.report("placeholder", Level.NOTE, summary, span)
        return unknown(Because.NO_DEFAULT, f"var.{name}", Origin(span, OriginKind.VARIABLE_GIVEN))

    def _text(self, where: str, name: str, text: str, literal: bool) -> Value:
        """The value that the text of a flag or of the environment means; ``where`` is what it is called there."""
        origin = Origin(None, OriginKind.VARIABLE_GIVEN)
        if literal:
            return Known(text, origin)
        file = SourceFile(where, text)
        expression, problems = parse_expression(file)
        if problems or expression is None:
            self._ev.report("invalid-value", Level.ERROR, f"{where}: this is not a value", None)
            return unknown(Because.ERROR, f"var.{name}", origin)
        scope = Scope(None, file, literal_kind=OriginKind.VARIABLE_GIVEN)
        return self._ev.settle(expression, scope, f"var.{name}")
