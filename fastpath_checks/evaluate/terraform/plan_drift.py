"""What a plan found changed outside of Terraform, of what is judged: names of attributes, never their values."""

from __future__ import annotations

from typing import Any

from fastpath_checks.core.diagnostics import Diagnostic, Level
from fastpath_checks.core.spans import SourceFile, Span
from fastpath_checks.evaluate.terraform.azurerm.catalog import kind_of
from fastpath_checks.evaluate.terraform.azurerm.deploying import wanted
from fastpath_checks.evaluate.terraform.plan_nodes import objects
from fastpath_checks.evaluate.terraform.plan_parsing import LaidOutResource
from fastpath_checks.evaluate.terraform.plan_resources import outline_of
from fastpath_checks.syntax.jsonc import JsonObject

_BODY = frozenset({"body", "type", "name", "parent_id"})
"""What is judged of a type that has no table: azapi's."""


def drifted(file: SourceFile, tree: JsonObject) -> list[Diagnostic]:
    """A note for each resource of which something that is judged was changed: the planned values are what counts."""
    found = [one for one in objects(tree.get("resource_drift")) if isinstance(one, LaidOutResource)]
    if not found:
        return []
    planned = _planned(tree, {outline_of(one).address for one in found})
    notes = (_note(file, one, planned) for one in found)
    return [note for note in notes if note is not None]


def _planned(tree: JsonObject, addresses: set[str]) -> dict[str, dict[str, Any]]:
    """The attributes that the resources will have, by address."""
    changes = (one for one in objects(tree.get("resource_changes")) if isinstance(one, LaidOutResource))
    return {
        outline.address: _state(one, "after") for one in changes if (outline := outline_of(one)).address in addresses
    }


def _note(file: SourceFile, one: LaidOutResource, planned: dict[str, dict[str, Any]]) -> Diagnostic | None:
    outline = outline_of(one)
    if outline.is_data or not wanted(outline.type):
        return None
    place = Span(file, one.start, one.start + 1)
    if outline.actions == ("delete",):
        summary = f"{outline.address} was deleted outside of Terraform; the planned values are judged"
        return Diagnostic("drifted-resource", Level.NOTE, summary, "", place)
    kind = kind_of(outline.type, False)
    judged = frozenset(entry.attribute for entry in kind.fields) if kind is not None and kind.fields else _BODY
    before, after = _state(one, "before"), _state(one, "after")
    names = sorted(name for name in judged if name and before.get(name) != after.get(name))
    if not names:
        return None
    summary = f"{outline.address} was changed outside of Terraform: {', '.join(names)}; the planned values are judged"
    return Diagnostic(
        "drifted-resource", Level.NOTE, summary, _counts(names, after, planned.get(outline.address)), place
    )


def _counts(names: list[str], after: dict[str, Any], planned: dict[str, Any] | None) -> str:
    """How the change counts in what is judged."""
    if planned is None:
        return ""
    kept = [name for name in names if planned.get(name) == after.get(name)]
    changed = [name for name in names if name not in kept]
    sentences = []
    if kept:
        sentences.append(f"The plan leaves {', '.join(kept)} as found.")
    if changed:
        sentences.append(f"The plan changes {', '.join(changed)} again.")
    return " ".join(sentences)


def _state(one: LaidOutResource, name: str) -> dict[str, Any]:
    change = one.plain().get("change")
    state = change.get(name) if isinstance(change, dict) else None
    return state if isinstance(state, dict) else {}
