"""The effective policy as text: every key with the layer that decided it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fastpath_checks.policy.model import Policy
from fastpath_checks.policy.resolved import with_layers
from fastpath_checks.reports.cells import escaped
from fastpath_checks.reports.layout import EMPTY, Line, Piece, paragraph

_KEYS = ("profile", "fail_on", "undecided", "suppressions")


def policy_lines(policy: Policy, width: int) -> Iterator[Line]:
    """Keys, rules with reasons and parameters, and the entries of each list with their place."""
    said = with_layers(policy)
    yield (Piece("policy ", "label"), Piece(escaped(policy.name), "path"))
    for key in _KEYS:
        yield _row(f"{key:<12}  {said[key]['value']}", said[key]["layer"])
    for entry in said["exclude"]:
        yield _row(f"{'exclude':<12}  {entry['value']}", entry["layer"])
    yield EMPTY
    for rule_id, rule in said["rules"].items():
        yield from _rule(rule_id, rule, policy, width)
    for key in ("overrides", "waivers", "assertions"):
        if said[key]:
            yield EMPTY
            yield (Piece(key, "name"),)
            for entry in said[key]:
                place = f"{entry.pop('layer')}:{entry.pop('line')}"
                yield from paragraph("", _words(entry), width)
                yield (Piece(f"    {escaped(place)}", "path"),)


def _rule(rule_id: str, rule: dict[str, Any], policy: Policy, width: int) -> Iterator[Line]:
    yield (
        Piece(rule_id, "rule"),
        Piece(f"  {rule['severity']:<8}", rule["severity"]),
        Piece(f"  {escaped(rule['layer'])}", "path"),
    )
    if rule["reason"]:
        yield from paragraph("", rule["reason"], width, style="context")
    if rule["suppressions"] != policy.suppressions:
        yield from paragraph("suppressions: ", rule["suppressions"], width)
    for name, one in rule["parameters"].items():
        told = f"{one['value']:g} ({one['layer']})" if one["value"] is not None else "what the facts say"
        yield from paragraph(f"{name}: ", told, width)


def _row(text: str, layer: str) -> Line:
    return (Piece(f"{escaped(text):<40}"), Piece(f"  {escaped(layer)}", "path"))


def _words(entry: dict[str, Any]) -> str:
    """``circuit erc-*, kind provider``."""
    told = []
    for key, value in entry.items():
        if key == "rules":
            told.append(", ".join(f"{rule_id} {one['severity']}" for rule_id, one in value.items()))
        else:
            told.append(f"{key} {str(value).lower() if isinstance(value, bool) else value}")
    return ", ".join(told)
