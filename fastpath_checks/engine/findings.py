"""What a scan says: findings, what it could not read, and the sums."""

from __future__ import annotations

import hashlib
from enum import Enum
from typing import NamedTuple

from fastpath_checks.core.diagnostics import Diagnostic
from fastpath_checks.core.spans import Location, Span


class Verdict(Enum):
    """The answer of one rule for one subject. What a rule does not concern has no verdict at all."""

    PASS = "pass"
    FAIL = "fail"
    UNDECIDED = "undecided"


class Subject(NamedTuple):
    """What a finding is about: ARM type, Azure name, the address as its language spells it, where it is declared.

    ``id`` is the whole id where every part of it is known; ``calls`` are the module calls through which it is declared.
    """

    type: str
    name: str
    address: str
    declaration: Span
    id: str | None = None
    calls: tuple[Span, ...] = ()


class Because(NamedTuple):
    """One step of the reasons, with the place that it speaks of."""

    message: str
    span: Span | None

    @property
    def location(self) -> Location | None:
        return self.span.location() if self.span is not None else None


class MissingInput(NamedTuple):
    """An input that would decide an undecided verdict: why it is unknown (kebab-case), and what it is called."""

    because: str
    name: str
    span: Span | None

    @property
    def location(self) -> Location | None:
        return self.span.location() if self.span is not None else None


class Suppression(NamedTuple):
    """Why a finding does not count: ``kind`` is ``waiver``, ``comment`` or ``baseline``, ``span`` where that is said.

    ``reason`` may be empty for a comment, ``owner`` and ``ticket`` for all; ``expires``, the last day, is None where it
    has no end.
    """

    kind: str
    reason: str
    owner: str = ""
    expires: str | None = None
    ticket: str = ""
    span: Span | None = None

    @property
    def location(self) -> Location | None:
        return self.span.location() if self.span is not None else None


class Finding(NamedTuple):
    """One verdict, told: ``severity`` is the policy's word, ``scenarios`` are empty where it holds in all of them.

    ``hides`` says that its story, whatever the verdict, leads over an input that its files call sensitive.
    """

    rule: str
    name: str
    verdict: Verdict
    severity: str
    message: str
    root: str
    language: str
    scenarios: tuple[str, ...]
    subject: Subject
    span: Span | None
    because: tuple[Because, ...]
    missing: tuple[MissingInput, ...]
    fix: str
    url: str
    suppressed: Suppression | None = None
    hides: bool = False

    @property
    def location(self) -> Location | None:
        return self.span.location() if self.span is not None else None

    @property
    def fingerprint(self) -> str:
        """Rule, root and subject; no line numbers, so that it survives moved lines."""
        story = "\0".join((self.rule, self.root, self.subject.type, self.subject.address))
        return hashlib.sha256(story.encode("utf-8", "surrogatepass")).hexdigest()[:32]

    def order(self) -> tuple[object, ...]:
        """Findings are reported by place, then by rule: stable whatever the order of the work."""
        location = self.location
        place = (location.path, location.line, location.column) if location is not None else ("", 0, 0)
        return (*place, self.rule, self.root, self.subject.address, self.verdict.value, self.scenarios)


class Summary(NamedTuple):
    """The sums of one run. ``compiled`` counts templates judged from the Bicep that they were compiled from.

    ``suppressed`` counts failed and undecided verdicts that something keeps from counting among these, ``untouched``
    those that are not told because the change which is judged has nothing to do with them.
    """

    files_read: int
    files_not_read: int
    compiled: int
    roots: int
    scenarios: int
    resources: int
    connections: int
    failed: int
    undecided: int
    passed: int
    suppressed: int = 0
    untouched: int = 0


class Report(NamedTuple):
    """All that a scan found, in a stable order.

    ``policy`` names the policy that set the severities (a path, or a shipped one's name), ``profile`` the date of the
    facts, ``fail_on`` the lowest severity that fails a run (``NONE``: nothing does);
    ``undecided_fails`` says that undecided verdicts count too. ``sensitive_inputs`` are the names that some file
    declares as sensitive: no report shows what they are given.
    """

    findings: tuple[Finding, ...]
    diagnostics: tuple[Diagnostic, ...]
    summary: Summary
    policy: str
    profile: str
    fail_on: str
    undecided_fails: bool = False
    sensitive_inputs: frozenset[str] = frozenset()
