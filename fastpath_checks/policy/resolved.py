"""The effective policy as data: as a policy file would say it, and with the layer that decided each key."""

from __future__ import annotations

from typing import Any

from fastpath_checks.core.spans import Span
from fastpath_checks.policy.model import Policy, RuleSetting
from fastpath_checks.policy.parameters import parameters

VERSION = 1
NOTHING = "NONE"


def as_policy(policy: Policy) -> dict[str, Any]:
    """What a policy file would have to say to mean the same without any layer but the default below it."""
    said: dict[str, Any] = {
        "version": VERSION,
        "profile": policy.profile,
        "fail_on": policy.fail_on.name if policy.fail_on is not None else NOTHING,
        "undecided": "fail" if policy.undecided_fails else "report",
        "suppressions": policy.suppressions,
        "exclude": list(policy.exclude),
        "rules": {rule_id: _rule(setting) for rule_id, setting in sorted(policy.rules.items())},
        "overrides": _overrides(policy),
        "waivers": _waivers(policy),
        "assertions": _assertions(policy),
    }
    return {key: value for key, value in said.items() if value != []}


def as_yaml(policy: Policy) -> str:
    """``as_policy`` as the text of a file."""
    import yaml

    return str(yaml.safe_dump(as_policy(policy), sort_keys=False, allow_unicode=True, width=120))


def with_layers(policy: Policy) -> dict[str, Any]:
    """``as_policy`` with the layer of each key beside its value, and for each entry of a list where it stands."""
    said = as_policy(policy)
    keys = ("profile", "fail_on", "undecided", "suppressions")
    return {
        "version": VERSION,
        "policy": policy.name,
        **{key: {"value": said[key], "layer": policy.told_by[key]} for key in keys},
        "exclude": [
            {"value": glob, "layer": policy.told_by[f"exclude[{index}]"]} for index, glob in enumerate(policy.exclude)
        ],
        "rules": {rule_id: _rule_with_layers(rule_id, policy) for rule_id in said["rules"]},
        "overrides": _placed(_overrides(policy), [one.span for one in policy.overrides]),
        "waivers": _placed(_waivers(policy), [one.span for one in policy.waivers]),
        "assertions": _placed(
            _assertions(policy),
            [next(value.span for value in one.values.values()) for one in policy.assertions.entries],
        ),
    }


def _rule(setting: RuleSetting) -> dict[str, Any]:
    found: dict[str, Any] = {"severity": setting.severity.name}
    if setting.reason:
        found["reason"] = setting.reason
    if setting.suppressions is not None:
        found["suppressions"] = setting.suppressions
    if setting.parameters:
        found["parameters"] = {name: one.value for name, one in setting.parameters.items()}
    return found


def _rule_with_layers(rule_id: str, policy: Policy) -> dict[str, Any]:
    setting = policy.rules[rule_id]
    set_here = setting.parameters
    return {
        "severity": setting.severity.name,
        "reason": setting.reason,
        "layer": setting.layer,
        "suppressions": policy.suppressions_of(rule_id),
        "parameters": {
            one.name: {
                "value": set_here[one.name].value if one.name in set_here else None,
                "layer": set_here[one.name].layer if one.name in set_here else "facts",
            }
            for one in parameters().get(rule_id, ())
        },
    }


def _overrides(policy: Policy) -> list[dict[str, Any]]:
    return [
        {
            **_given(path=one.path, scenario=one.scenario, resource=one.resource),
            "rules": {rule_id: {"severity": word} for rule_id, word in one.severities.items()},
            **_given(reason=one.reason),
        }
        for one in policy.overrides
    ]


def _waivers(policy: Policy) -> list[dict[str, Any]]:
    return [
        _given(
            rule=one.rule,
            subject=one.subject,
            reason=one.reason,
            owner=one.owner,
            expires=one.expires,
            ticket=one.ticket,
        )
        for one in policy.waivers
    ]


def _assertions(policy: Policy) -> list[dict[str, Any]]:
    return [
        {one.subject: one.pattern, **{key: value.data for key, value in one.values.items()}}
        for one in policy.assertions.entries
    ]


def _given(**said: str | None) -> dict[str, str]:
    return {key: text for key, text in said.items() if text}


def _placed(entries: list[dict[str, Any]], spans: list[Span | None]) -> list[dict[str, Any]]:
    found = []
    for entry, span in zip(entries, spans, strict=True):
        location = span.location() if span is not None else None
        found.append({**entry, "layer": location.path if location else "", "line": location.line if location else None})
    return found
