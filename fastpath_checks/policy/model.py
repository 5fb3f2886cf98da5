"""What an organization wants: how severe each rule is, what fails a run, and what the files cannot know."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

from fastpath_checks.core.diagnostics import Diagnostic
from fastpath_checks.core.spans import Span
from fastpath_checks.policy.assertions import Assertions
from fastpath_checks.policy.exceptions import Override, Waiver


class Severity(IntEnum):
    """From not asked at all to the inspection of traffic being skipped; ordered."""

    OFF = 0
    INFO = 1
    LOW = 2
    MEDIUM = 3
    HIGH = 4
    CRITICAL = 5


class Parameter(NamedTuple):
    """What a rule compares with, in the place of what the facts say; ``span`` is where the policy ``layer`` says so."""

    value: float
    layer: str
    span: Span


class RuleSetting(NamedTuple):
    """What a policy says of one rule; ``layer`` names the policy that set the severity last.

    ``suppressions`` says what comments in the code may do: ``allowed``, ``reason-required`` or ``forbidden``; None
    leaves it to the whole policy. ``parameters`` are those that are set, by name.
    """

    severity: Severity
    reason: str
    layer: str
    suppressions: str | None = None
    parameters: dict[str, Parameter] = {}


class Policy(NamedTuple):
    """The effective policy of one run, all layers applied.

    ``name`` is what a report shows: the path of the project's own file, or the name of a shipped policy. ``fail_on`` is
    the lowest severity that fails a run, None where nothing does; ``undecided_fails`` lets undecided verdicts count for
    it, too. ``profile`` is the date of the facts; ``exclude`` holds path globs that no scan enters. The first of the
    ``overrides`` that speaks of a rule in a place counts. ``told_by`` names the layer or flag that set a key last:
    ``profile``, ``fail_on``, ``undecided``, ``suppressions``, and each glob of ``exclude`` as ``exclude[0]``.
    ``suppressions`` is what comments in the code may do of rules that say nothing of it themselves.
    """

    name: str
    rules: dict[str, RuleSetting]
    fail_on: Severity | None
    undecided_fails: bool
    profile: str
    exclude: tuple[str, ...]
    assertions: Assertions
    overrides: tuple[Override, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    told_by: dict[str, str] = {}
    suppressions: str = "allowed"

    def severity(self, rule_id: str) -> Severity:
        """The severity of a rule; LookupError for an id that the default policy does not list."""
        return self.rules[rule_id].severity

    def suppressions_of(self, rule_id: str) -> str:
        """What comments in the code may do of a rule's findings."""
        return self.rules[rule_id].suppressions or self.suppressions


class PolicyError(Exception):
    """A policy, or a flag that overrides it, cannot be followed: all that is wrong, each with its place."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__("; ".join(one.summary for one in diagnostics))
        self.diagnostics = diagnostics
