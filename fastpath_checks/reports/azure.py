"""Logging commands of Azure Pipelines: issues of the build with their places in the code."""

from __future__ import annotations

from fastpath_checks.engine.exit_codes import CLEAN, exit_code
from fastpath_checks.engine.findings import Report
from fastpath_checks.reports.annotations import Annotation, annotated
from fastpath_checks.reports.cells import escaped

LEVELS = {"error": "error", "warning": "warning", "note": "warning"}
"""An issue is one of the two: Azure Pipelines knows no milder one."""


def azure_text(report: Report) -> str:
    """One command a line; a run that passes with issues is marked as such."""
    told = annotated(report, levels=LEVELS)
    rows = [_command(one) for one in told.shown]
    if told.left_out:
        rows.append(
            f"##vso[task.logissue type=warning]{data(told.left_out)}; a report in another format has all of them"
        )
    if rows and exit_code(report) == CLEAN:
        rows.append("##vso[task.complete result=SucceededWithIssues;]there are findings below what fails the run")
    return "".join(f"{row}\n" for row in rows)


def data(text: str) -> str:
    """Text behind a command's ``]``, by the rules of the agent's task library."""
    return text.replace("%", "%AZP25").replace("\r", "%0D").replace("\n", "%0A")


def property_value(text: str) -> str:
    """Text of a command's property."""
    return data(text).replace("]", "%5D").replace(";", "%3B")


def _command(one: Annotation) -> str:
    properties = [f"type={LEVELS[one.level]}"]
    if one.place is not None:
        properties += [
            f"sourcepath={property_value(escaped(one.place.path))}",
            f"linenumber={one.place.line}",
            f"columnnumber={one.place.column}",
        ]
    properties.append(f"code={property_value(escaped(one.code))}")
    return f"##vso[task.logissue {';'.join(properties)}]{data(f'{escaped(one.title)}: ' + ' - '.join(one.lines))}"
