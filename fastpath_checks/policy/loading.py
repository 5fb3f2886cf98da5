"""The text of one policy file -> one layer, or all that is wrong with it."""

from __future__ import annotations

from typing import Any, cast

from fastpath_checks.core.diagnostics import Diagnostic
from fastpath_checks.core.spans import SourceFile
from fastpath_checks.policy.assertions import SUBJECTS, AssertedValue, Assertion, SubjectKind
from fastpath_checks.policy.exceptions import overrides_in, waivers_in
from fastpath_checks.policy.facts import DEFAULT_PROFILE, PROFILES, load_facts
from fastpath_checks.policy.layers import Layer, shipped_layer
from fastpath_checks.policy.model import PolicyError
from fastpath_checks.policy.nearest import nearest, suggestion
from fastpath_checks.policy.parameters import parameters
from fastpath_checks.policy.shipped import shipped
from fastpath_checks.policy.validating import complaint, complaints, in_order, unknown_key
from fastpath_checks.policy.yaml_tree import Tree, read_tree


def read_layer(file: SourceFile) -> Layer:
    """A policy that somebody wrote. Raises PolicyError with everything that is wrong with it."""
    tree = read_tree(file)
    rule_ids = tuple(shipped_layer("default").data["rules"])
    in_overrides = [("overrides", index, "rules") for index in _places(tree, "overrides")]
    known_keys = dict.fromkeys((("rules",), *in_overrides), rule_ids)
    wrong = complaints(tree, shipped("policy.schema.json"), known_keys)
    if isinstance(tree.data, dict):
        places = {one.span for one in wrong}
        more = (
            *_unknown_rules(tree, rule_ids),
            *_unknown_profile(tree),
            *_unknown_skus(tree),
            *_impossible_dates(tree),
            *_unknown_parameters(tree),
        )
        wrong.extend(one for one in more if one.span not in places)
    if wrong:
        raise PolicyError(in_order(wrong))
    data: dict[str, Any] = tree.data
    extends_at = tree.value(("extends",)) if "extends" in data else None
    return Layer(
        file.path,
        data,
        _assertions(tree),
        extends_at,
        overrides=overrides_in(tree),
        waivers=waivers_in(tree),
        parameters_at={
            (rule_id, name): tree.value(("rules", rule_id, "parameters", name))
            for rule_id, rule in data.get("rules", {}).items()
            for name in rule.get("parameters", ())
        },
    )


def _unknown_rules(tree: Tree, rule_ids: tuple[str, ...]) -> list[Diagnostic]:
    """Ids that no rule has, wherever a policy names one."""
    found = []
    for path in (("rules",), *(("overrides", index, "rules") for index in _places(tree, "overrides"))):
        rules = _at(tree.data, path)
        if isinstance(rules, dict):
            found += [unknown_key(tree, (*path, rule_id), rule_ids) for rule_id in rules if rule_id not in rule_ids]
    for index in _places(tree, "waivers"):
        rule = _at(tree.data, ("waivers", index, "rule"))
        if isinstance(rule, str) and rule not in rule_ids:
            summary = f"`waivers[{index}].rule` is `{rule}`, which is no rule"
            at = tree.value(("waivers", index, "rule"))
            found.append(complaint("policy-wrong-value", summary, at, suggestion(rule, rule_ids)))
    return found


def _unknown_parameters(tree: Tree) -> list[Diagnostic]:
    """Parameters of rules that have none; those of a rule that has some are the schema's affair."""
    rules = _at(tree.data, ("rules",))
    found = []
    for rule_id in rules if isinstance(rules, dict) else ():
        if rule_id not in parameters() and _at(rules, (rule_id, "parameters")) is not None:
            summary = f"`rules.{rule_id}.parameters` is set, and the rule has none"
            at = tree.key(("rules", rule_id, "parameters"))
            found.append(
                complaint("policy-unknown-key", summary, at, f"rules with parameters: {', '.join(parameters())}")
            )
    return found


def _impossible_dates(tree: Tree) -> list[Diagnostic]:
    """Days that no calendar has, such as 2026-02-30."""
    found = []
    for index in _places(tree, "waivers"):
        expires = _at(tree.data, ("waivers", index, "expires"))
        if isinstance(expires, str) and not _is_day(expires):
            summary = f"`waivers[{index}].expires` is `{expires}`, expected a date such as 2026-03-31"
            found.append(complaint("policy-wrong-value", summary, tree.value(("waivers", index, "expires"))))
    return found


def _is_day(text: str) -> bool:
    from datetime import date

    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _places(tree: Tree, key: str) -> range:
    """The indices of a list at the top; none where it is no list."""
    entries = _at(tree.data, (key,))
    return range(len(entries) if isinstance(entries, list) else 0)


def _at(data: Any, path: tuple[str | int, ...]) -> Any:
    """What stands at a path; None where nothing does."""
    for step in path:
        if isinstance(step, int):
            data = data[step] if isinstance(data, list) and step < len(data) else None
        else:
            data = data.get(step) if isinstance(data, dict) else None
    return data


def _unknown_profile(tree: Tree) -> list[Diagnostic]:
    profile = tree.data.get("profile")
    if not isinstance(profile, str) or profile in PROFILES:
        return []
    summary = f"`profile` is `{profile}`, expected one of {', '.join(PROFILES)}"
    near = nearest(profile, PROFILES)
    hint = f"did you mean {near}?" if near else ""
    return [complaint("policy-unknown-profile", summary, tree.value(("profile",)), hint)]


def _unknown_skus(tree: Tree) -> list[Diagnostic]:
    """An asserted SKU that Azure does not have would quietly fail each connection of the gateway."""
    entries = tree.data.get("assertions")
    facts = load_facts(DEFAULT_PROFILE)
    known = (*(one["sku"] for one in facts.value("gateway_skus")), *facts.value("gateway_skus_without"))
    folded = {sku.casefold() for sku in known}
    found = []
    for index, entry in enumerate(entries if isinstance(entries, list) else ()):
        sku = entry.get("sku") if isinstance(entry, dict) else None
        if isinstance(sku, str) and sku.casefold() not in folded:
            summary = f"`assertions[{index}].sku` is `{sku}`, which is no SKU of an ExpressRoute gateway"
            at = tree.value(("assertions", index, "sku"))
            found.append(complaint("policy-wrong-value", summary, at, suggestion(sku, known)))
    return found


def _assertions(tree: Tree) -> tuple[Assertion, ...]:
    found = []
    for index, entry in enumerate(tree.data.get("assertions", [])):
        subject = next(key for key in SUBJECTS if key in entry)
        values = {
            key: AssertedValue(data, tree.value(("assertions", index, key)))
            for key, data in entry.items()
            if key not in (subject, "reason")
        }
        found.append(Assertion(cast(SubjectKind, subject), entry[subject], values))
    return tuple(found)
