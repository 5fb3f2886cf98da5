"""How severe a rule is in one place: what an override says of it, else what the policy says everywhere."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable

from fastpath_checks.engine.scenarios import Scenario
from fastpath_checks.graph.resources import Resource
from fastpath_checks.policy.exceptions import Override
from fastpath_checks.policy.model import Policy, Severity
from fastpath_checks.policy.patterns import means
from fastpath_checks.sources.globs import Globs
from fastpath_checks.topology.asserting import identity


def is_asked(policy: Policy, rule_id: str) -> bool:
    """Whether a rule is switched on anywhere."""
    words = (one.severities.get(rule_id, "OFF") for one in policy.overrides)
    return policy.severity(rule_id) is not Severity.OFF or any(word != "OFF" for word in words)


def severity_here(policy: Policy, rule_id: str, resource: Resource, scenario: Scenario) -> Severity:
    """The severity of a rule for a resource in a scenario; the first override that matches and speaks of it counts."""
    for override in policy.overrides:
        if rule_id in override.severities and _matches(override, resource, scenario):
            return Severity[override.severities[rule_id]]
    return policy.severity(rule_id)


def _matches(override: Override, resource: Resource, scenario: Scenario) -> bool:
    if override.path is not None:
        top = posixpath.dirname(override.span.file.path)
        paths = (scenario.root.path, resource.header.file.path)
        if not _any_matches(override.path, (one for path in paths for one in _spellings(path, top))):
            return False
    if override.scenario is not None:
        files = (scenario.name, *(file.path for file in scenario.files))
        if not _any_matches(override.scenario, (path for path in files if path)):
            return False
    return override.resource is None or means(override.resource, *identity(resource))


def _any_matches(glob: str, paths: Iterable[str]) -> bool:
    globs = Globs((glob,))
    return any(globs.matches(path) for path in paths)


def _spellings(path: str, top: str) -> tuple[str, ...]:
    """A path as reports show it, and relative to the directory of the policy, where both are below the same one."""
    if path.startswith("/") != top.startswith("/"):
        return (path,)
    return (path, posixpath.relpath(path, top or "."))
