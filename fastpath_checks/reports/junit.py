"""JUnit's XML, as Jenkins, GitLab and Azure DevOps read it: a suite for each root, a case for each verdict.

A failed verdict is a failure, a waived one is skipped, and so is an undecided one - unless the policy lets undecided
verdicts fail: then it is an error. What could not be read is an error in a suite of its own. There are no times of day
and no durations, so that two runs give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from fastpath_checks.core.diagnostics import Diagnostic, Level
from fastpath_checks.engine.findings import Report
from fastpath_checks.reports.cells import escaped
from fastpath_checks.reports.records import Record, records

_Case = tuple[str, str]
"""A case's element, and what kind it is: ``failure``, ``error``, ``skipped`` or empty."""


def junit_text(report: Report, *, passes: bool = False) -> str:
    """The document; ``passes`` adds the passed verdicts."""
    suites: dict[str, list[_Case]] = {}
    for record in records(report, passes=passes):
        suites.setdefault(record.finding.root, []).append(_case(record))
    unread = [_unread(one) for one in report.diagnostics if one.level is Level.ERROR]
    if unread:
        suites.setdefault("what could not be read", []).extend(unread)
    cases = [case for members in suites.values() for case in members]
    rows = ['<?xml version="1.0" encoding="UTF-8"?>', f"<testsuites{_attributes('fastpath-checks', cases)}>"]
    for root, members in suites.items():
        rows.append(f"  <testsuite{_attributes(root, members)}>")
        rows.extend(element for element, _ in members)
        rows.append("  </testsuite>")
    rows.append("</testsuites>")
    return "\n".join(rows) + "\n"


def _attributes(name: str, cases: list[_Case]) -> str:
    kinds = [kind for _, kind in cases]
    counts = {"tests": len(cases), "failures": kinds.count("failure"), "errors": kinds.count("error")}
    sums = "".join(f' {key}="{count}"' for key, count in counts.items())
    return f' name={attribute(name)}{sums} skipped="{kinds.count("skipped")}" time="0"'


def _case(record: Record) -> _Case:
    finding, place = record.finding, record.place
    kind, message = _outcome(record)
    subject = f"{finding.root}: {finding.subject.address}"
    head = (
        f"    <testcase classname={attribute(subject)} name={attribute(record.title)}"
        f' file={attribute(place.path)} line="{place.line}" time="0"'
    )
    if not kind:
        return f"{head}/>", kind
    body = "" if kind == "skipped" else content(_story(record))
    severity = "" if kind == "skipped" else f" type={attribute(finding.severity)}"
    return f"{head}>\n      <{kind} message={attribute(message)}{severity}>{body}</{kind}>\n    </testcase>", kind


def _outcome(record: Record) -> tuple[str, str]:
    match record.status:
        case "failed":
            return "failure", record.message
        case "waived":
            return "skipped", f"waived: {record.waived}"
        case "undecided":
            return ("error" if record.fails else "skipped"), record.message
    return "", ""


def _story(record: Record) -> Iterator[str]:
    place = record.place
    yield record.message
    yield f"at {place.path}:{place.line}:{place.column}"
    for step in record.steps:
        yield f"because {step.told}"
    yield f"resource: {record.resource}"
    yield f"fix: {record.finding.fix}"
    yield f"see: {record.finding.url}"


def _unread(one: Diagnostic) -> _Case:
    line = one.span.location().line if one.span is not None else 1
    return (
        f"    <testcase classname={attribute(one.where)} name={attribute(one.code)} file={attribute(one.where)}"
        f' line="{line}" time="0">\n'
        f"      <error message={attribute(one.summary)} type={attribute(one.code)}>"
        f"{content(part for part in (one.detail, one.hint and f'hint: {one.hint}') if part)}</error>\n    </testcase>",
        "error",
    )


def attribute(text: str) -> str:
    """Text as a quoted attribute."""
    return quoteattr(escaped(text))


def content(lines: Iterable[str]) -> str:
    """Lines of text in an element. What is escaped for a terminal has no character that XML 1.0 forbids."""
    return escape("\n".join(escaped(line) for line in lines))
