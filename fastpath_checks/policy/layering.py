"""Layers -> the effective policy: the shipped default <- what ``extends:`` names <- the project's own file <- flags.

Settings of an upper layer replace those below it, key by key; ``exclude`` and waivers are added up; assertions and
overrides of an upper layer come before those below it, and the first that matches counts. This room reads no file: a
reader is passed in.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from fastpath_checks.core.diagnostics import Diagnostic, Level
from fastpath_checks.core.files import Loaded, beside
from fastpath_checks.core.spans import SourceFile
from fastpath_checks.policy.assertions import Assertions
from fastpath_checks.policy.facts import PROFILES, unknown_profile
from fastpath_checks.policy.layers import Layer, shipped_layer
from fastpath_checks.policy.model import Parameter, Policy, PolicyError, RuleSetting, Severity
from fastpath_checks.policy.nearest import nearest, suggestion
from fastpath_checks.policy.shipped import policies

Reader = Callable[[str], Loaded]
"""Gives the file at a path as reports show it: ``Files.read``."""

BASE = "default"
NOTHING = "NONE"
"""What ``fail_on`` says where no finding fails a run."""

LAYERS_LIMIT = 16


class Flags(NamedTuple):
    """What the command line overrides; None leaves it to the policy."""

    profile: str | None = None
    fail_on: str | None = None


NO_FLAGS = Flags()


def shipped_policy(name: str = BASE, flags: Flags = NO_FLAGS) -> Policy:
    """A policy that comes with the package. Raises PolicyError for a name or a flag that nothing knows."""
    if name not in policies():
        raise PolicyError((_no_such_policy(name),))
    return _merged([shipped_layer(name), *_shipped_below(shipped_layer(name))], flags)


def policy_of_file(file: SourceFile, read: Reader, flags: Flags = NO_FLAGS) -> Policy:
    """The policy that a project wrote, with all layers below it. Raises PolicyError."""
    # Only a policy of one's own needs YAML and its schema.
    from fastpath_checks.policy.loading import read_layer

    layers = [read_layer(file)]
    seen = {file.path}
    while layers[-1].extends_at is not None:
        upper = layers[-1]
        below = _extended(upper, file, read)
        if isinstance(below, SourceFile):
            file = below
            if file.path in seen:
                raise _wrong_base(upper, f"`extends` leads back to {file.path}")
            if len(layers) >= LAYERS_LIMIT:
                raise _wrong_base(upper, f"more than {LAYERS_LIMIT} policies extend each other")
            seen.add(file.path)
            layers.append(read_layer(file))
        else:
            layers.append(below)
            break
    layers.extend(_shipped_below(layers[-1]))
    return _merged(layers, flags)


def _extended(upper: Layer, file: SourceFile, read: Reader) -> Layer | SourceFile:
    """The shipped policy, or the file, that a layer extends. Names win over files; ``./default`` is a file."""
    name = str(upper.data["extends"])
    if name in policies():
        return shipped_layer(name)
    loaded = read(beside(file, name))
    if loaded.file is not None:
        return loaded.file
    why = loaded.diagnostic.summary if loaded.diagnostic is not None else "it cannot be read"
    near = nearest(name, policies())
    hint = f"did you mean {near}?" if near else f"a path, or one of the shipped policies: {', '.join(policies())}"
    raise _wrong_base(upper, f"`extends` names `{name}`, which is no shipped policy and no readable file ({why})", hint)


def _shipped_below(layer: Layer) -> list[Layer]:
    """The shipped layers below one that extends no file: what it names, and the default at the bottom."""
    found: list[Layer] = []
    while not (layer.is_shipped and layer.name == BASE):
        layer = shipped_layer(str(layer.data.get("extends", BASE)))
        found.append(layer)
    return found


def _merged(layers: list[Layer], flags: Flags) -> Policy:
    """``layers`` from the top to the default at the bottom, which sets every key."""
    rules: dict[str, RuleSetting] = {}
    exclude: list[str] = []
    settings: dict[str, str] = {}
    told_by: dict[str, str] = {}
    for layer in reversed(layers):
        for rule_id, rule in layer.data.get("rules", {}).items():
            rules[rule_id] = _set(rules.get(rule_id), rule, layer, rule_id)
        for glob in dict.fromkeys(layer.data.get("exclude", ())):
            if glob not in exclude:
                told_by[f"exclude[{len(exclude)}]"] = layer.name
                exclude.append(glob)
        for key in ("profile", "fail_on", "undecided", "suppressions"):
            if key in layer.data:
                settings[key] = layer.data[key]
                told_by[key] = layer.name
    if flags.profile is not None:
        settings["profile"], told_by["profile"] = _profile(flags.profile), "--profile"
    if flags.fail_on is not None:
        settings["fail_on"], told_by["fail_on"] = _severity(flags.fail_on), "--fail-on"
    return Policy(
        name=layers[0].name,
        rules=rules,
        fail_on=Severity[settings["fail_on"]] if settings["fail_on"] != NOTHING else None,
        undecided_fails=settings["undecided"] == "fail",
        profile=settings["profile"],
        exclude=tuple(exclude),
        assertions=Assertions(tuple(entry for layer in layers for entry in layer.assertions)),
        overrides=tuple(entry for layer in layers for entry in layer.overrides),
        waivers=tuple(entry for layer in layers for entry in layer.waivers),
        told_by=told_by,
        suppressions=settings["suppressions"],
    )


def _set(below: RuleSetting | None, rule: dict[str, Any], layer: Layer, rule_id: str) -> RuleSetting:
    """What is said of a rule once a layer has been laid over what the layers below say; the lowest says how severe."""
    parameters = {
        name: Parameter(value, layer.name, layer.parameters_at[rule_id, name])
        for name, value in rule.get("parameters", {}).items()
    }
    if below is None or "severity" in rule:
        severity, reason, told_by = Severity[rule["severity"]], rule.get("reason", ""), layer.name
    else:
        severity, reason, told_by = below.severity, rule.get("reason", below.reason), below.layer
    return RuleSetting(
        severity,
        reason,
        told_by,
        rule.get("suppressions", below.suppressions if below is not None else None),
        {**(below.parameters if below is not None else {}), **parameters},
    )


def _severity(flag: str) -> str:
    """The name of a severity that can fail a run, or NONE, given in any case."""
    names = [*(one.name for one in Severity if one is not Severity.OFF), NOTHING]
    if flag.upper() not in names:
        summary = f"unknown severity {flag!r}"
        raise PolicyError((Diagnostic("policy-wrong-value", Level.ERROR, summary, hint=suggestion(flag, names)),))
    return flag.upper()


def _profile(flag: str) -> str:
    if flag not in PROFILES:
        raise PolicyError((unknown_profile(flag),))
    return flag


def _no_such_policy(name: str) -> Diagnostic:
    return Diagnostic(
        "policy-not-found", Level.ERROR, f"no policy is called {name!r}", hint=suggestion(name, policies())
    )


def _wrong_base(layer: Layer, summary: str, hint: str = "") -> PolicyError:
    return PolicyError((Diagnostic("policy-not-found", Level.ERROR, summary, span=layer.extends_at, hint=hint),))
