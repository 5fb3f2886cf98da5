"""The findings of a report as every format tells them: which ones, in which order, in which words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from fastpath_checks.core.spans import Location, Span
from fastpath_checks.engine.exit_codes import fails
from fastpath_checks.engine.findings import Finding, Report, Suppression, Verdict
from fastpath_checks.policy.model import Severity
from fastpath_checks.reports.masking import Mask

_RANKS = {Verdict.FAIL: 0, Verdict.UNDECIDED: 1, Verdict.PASS: 3}
_SUPPRESSED = 2


class Step(NamedTuple):
    """One line of a story: a reason, or an input that is missing. ``span`` is None where no text stands behind it."""

    message: str
    span: Span | None

    @property
    def location(self) -> Location | None:
        return self.span.location() if self.span is not None else None

    @property
    def told(self) -> str:
        """The message with its place, for a format in which a place is only text."""
        place = self.location
        return self.message if place is None else f"{self.message} ({place.path}:{place.line}:{place.column})"


class Record(NamedTuple):
    """One finding, told.

    ``status`` is ``failed``, ``undecided``, ``passed`` or ``waived``; ``message`` is a sentence without its end, which
    names the scenarios where it does not hold in all; ``label`` is what the deciding range itself says. ``steps`` are
    the other reasons and the missing inputs, in the order of the story. ``waived`` is why the finding does not count,
    or empty; ``fails`` says that it fails the run. ``mask`` says what no excerpt of its story shows.
    """

    finding: Finding
    status: str
    message: str
    label: str
    steps: tuple[Step, ...]
    resource: str
    waived: str
    fails: bool
    mask: Mask

    @property
    def title(self) -> str:
        return f"{self.finding.rule} {self.finding.name}"

    @property
    def place(self) -> Location:
        """Where the finding is; the beginning of its root where no text stands behind it."""
        return self.finding.location or Location(self.finding.root, 1, 1, 1, 1)


def records(report: Report, *, passes: bool) -> list[Record]:
    """Failed verdicts, undecided ones, suppressed ones and then passes, each from the most severe on, then by place."""
    findings = sorted(
        reported(report, passes=passes), key=lambda one: (_rank(one), -Severity[one.severity], one.order())
    )
    return [_record(one, report) for one in findings]


def counting(report: Report) -> list[Record]:
    """The records that count: failed and undecided ones that nothing suppresses."""
    return [one for one in records(report, passes=False) if one.status in ("failed", "undecided")]


def reported(report: Report, *, passes: bool) -> Iterator[Finding]:
    """The findings that are reported, in the report's order: passes only where they are asked for."""
    return (one for one in report.findings if passes or one.verdict is not Verdict.PASS)


def mask_of(finding: Finding, report: Report) -> Mask:
    """No literal is shown of a story that leads over an input which its files call sensitive."""
    return Mask(report.sensitive_inputs, finding.hides)


def resource(finding: Finding) -> str:
    """The resource by address and ARM type, and its name where the address does not end in it."""
    about = finding.subject
    name = "" if not about.name or about.address.endswith(about.name) else f" {about.name!r}"
    return f"{about.address}{name} ({about.type})"


def suppression(one: Suppression) -> str:
    """Why a finding does not count, who answers for it, and until when."""
    where = "said in a comment" if one.kind == "comment" else ""
    more = [one.owner, one.ticket, f"until {one.expires}" if one.expires else "", where]
    return "; ".join((one.reason or "no reason is given", *(part for part in more if part)))


def _rank(finding: Finding) -> int:
    return _SUPPRESSED if finding.suppressed is not None else _RANKS[finding.verdict]


def _record(finding: Finding, report: Report) -> Record:
    scenarios = f" (only in {', '.join(finding.scenarios)})" if finding.scenarios else ""
    reasons = [Step(one.message, one.span) for one in finding.because if one.span is None or one.span != finding.span]
    inputs = [Step(f"{one.name} is not known ({one.because})", one.span) for one in finding.missing]
    return Record(
        finding=finding,
        status=_status(finding),
        message=finding.message + scenarios,
        label=" and ".join(one.message for one in finding.because if one.span is not None and one.span == finding.span),
        steps=(*reasons, *inputs),
        resource=resource(finding),
        waived=suppression(finding.suppressed) if finding.suppressed is not None else "",
        fails=fails(finding, report),
        mask=mask_of(finding, report),
    )


def _status(finding: Finding) -> str:
    if finding.suppressed is not None:
        return "waived"
    return {Verdict.FAIL: "failed", Verdict.UNDECIDED: "undecided", Verdict.PASS: "passed"}[finding.verdict]
