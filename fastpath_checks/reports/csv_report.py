"""The findings as a table for spreadsheets: RFC 4180 but for its line ends, which are ``\\n``.

A cell that a spreadsheet would take for a formula gets an apostrophe, which says that text follows.
"""

from __future__ import annotations

import csv
import io

from fastpath_checks.engine.findings import Report
from fastpath_checks.reports.cells import escaped
from fastpath_checks.reports.records import Record, records

COLUMNS = (
    "rule", "name", "status", "severity", "message", "path", "line", "column", "end_line", "end_column", "root",
    "language", "scenarios", "resource_type", "resource_name", "resource_address", "because", "waived", "fix", "url",
    "fingerprint",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def csv_text(report: Report, *, passes: bool = False) -> str:
    """A line of headings and one for each finding; ``passes`` adds the passed verdicts."""
    rows = io.StringIO()
    writer = csv.writer(rows, lineterminator="\n")
    writer.writerow(COLUMNS)
    for record in records(report, passes=passes):
        writer.writerow([cell(value) for value in _values(record)])
    return rows.getvalue()


def cell(value: str | int) -> str:
    """A value as one line that no spreadsheet computes."""
    text = escaped(str(value))
    return f"'{text}" if text.lstrip(" '\"").startswith(_FORMULA) else text


def _values(record: Record) -> tuple[str | int, ...]:
    finding, place = record.finding, record.place
    return (
        finding.rule,
        finding.name,
        record.status,
        finding.severity,
        record.message,
        *place,
        finding.root,
        finding.language,
        ", ".join(finding.scenarios),
        finding.subject.type,
        finding.subject.name,
        finding.subject.address,
        "; ".join(step.told for step in record.steps),
        record.waived,
        finding.fix,
        finding.url,
        finding.fingerprint,
    )
