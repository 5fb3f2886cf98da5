"""Terraform plans in JSON (``terraform show -json plan``) -> instances, as the configuration itself would give them."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable

from fastpath_checks.core.diagnostics import Diagnostic, Level
from fastpath_checks.core.files import Files
from fastpath_checks.core.spans import SourceFile, Span
from fastpath_checks.evaluate.terraform.azurerm.deploying import wanted
from fastpath_checks.evaluate.terraform.instances import Instance
from fastpath_checks.evaluate.terraform.plan_configuration import ConfiguredModule
from fastpath_checks.evaluate.terraform.plan_drift import drifted
from fastpath_checks.evaluate.terraform.plan_nodes import is_false, is_true, member, text
from fastpath_checks.evaluate.terraform.plan_providers import planned_providers
from fastpath_checks.evaluate.terraform.plan_resources import shown_resources
from fastpath_checks.evaluate.terraform.plan_types import is_asked
from fastpath_checks.evaluate.terraform.plan_values import PlanValues
from fastpath_checks.syntax.jsonc import JsonObject

LOCK_FILE = ".terraform.lock.hcl"
_FORMATS = ("0.1", "0.2")
"""What Terraform 0.12 to 1.0 wrote; since then it is 1.x, which promises to add only."""


def read_plan(file: SourceFile, tree: JsonObject, files: Files) -> tuple[Iterable[Instance], list[Diagnostic]]:
    """The instances of the wanted types that the plan leaves behind, those that it creates and those that stay.

    They are made one after the other: whoever reads the attributes of one before the next has it read once.
    What is known after apply is unknown, but for ids and names that the configuration's references tell. On a create,
    a computed attribute that nobody wrote is absent: the provider's default applies to it.
    """
    diagnostics = _remarks(file, tree)
    if any(one.level is Level.ERROR and one.code == "unsupported-plan-format" for one in diagnostics):
        return (), diagnostics
    shown = shown_resources(file, tree, is_asked)
    configuration = member(tree, "configuration", "root_module")
    root = ConfiguredModule(configuration if isinstance(configuration, JsonObject) else None)
    values = PlanValues(file, shown, root, planned_providers(file, tree), _locked(file, files))
    return (values.instance(one) for one in shown.resources if wanted(one.type)), diagnostics


def _remarks(file: SourceFile, tree: JsonObject) -> list[Diagnostic]:
    found: list[Diagnostic] = []
    start = Span(file, tree.start, tree.start + 1)
    spelled_version = tree.get("format_version")
    version = text(spelled_version)
    if not version.startswith("1.") and version not in _FORMATS:
        spelled = f"format {version}" if version else "no format_version"
        summary = f"this plan has {spelled}: only 1.x can be read"
        hint = "write it with `terraform show -json` of Terraform 0.12 or later"
        place = start if spelled_version is None else Span(file, spelled_version.start, spelled_version.end)
        return [Diagnostic("unsupported-plan-format", Level.ERROR, summary, "", place, hint)]
    if not isinstance(member(tree, "planned_values", "root_module"), JsonObject):
        summary = "this plan has no planned values: nothing of it is judged"
        hint = "a state shows no plan; use `terraform show -json PLANFILE`"
        found.append(Diagnostic("incomplete-plan", Level.ERROR, summary, "", start, hint))
    if not isinstance(member(tree, "configuration", "root_module"), JsonObject):
        summary = "this plan has no configuration: what refers to what is not known"
        found.append(Diagnostic("incomplete-plan", Level.WARNING, summary, "", start))
    if tree.get("resource_changes") is None and tree.get("planned_values") is not None:
        summary = "this plan has no resource changes: what is known after apply is not marked"
        found.append(Diagnostic("incomplete-plan", Level.WARNING, summary, "", start))
    if is_true(tree.get("errored")):
        summary = "terraform met errors while it made this plan: it does not show everything"
        found.append(Diagnostic("incomplete-plan", Level.ERROR, summary, "", start))
    elif is_false(tree.get("complete")):
        summary = "this plan is not complete: terraform put off a part of the changes"
        found.append(Diagnostic("incomplete-plan", Level.WARNING, summary, "", start))
    return found + drifted(file, tree)


def _locked(file: SourceFile, files: Files) -> dict[str, str]:
    """The provider versions of the lock file beside the plan, if there is one."""
    directory = posixpath.dirname(file.path)
    if LOCK_FILE not in (files.names(directory or ".") or ()):
        return {}
    from fastpath_checks.evaluate.terraform.locking import locked_versions  # reads HCL, which a plan does not need

    return locked_versions(directory or ".", files)
