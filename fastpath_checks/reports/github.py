"""Workflow commands of GitHub Actions: annotations on the lines of a pull request, without code scanning."""

from __future__ import annotations

from fastpath_checks.engine.findings import Report
from fastpath_checks.reports.annotations import Annotation, annotated
from fastpath_checks.reports.cells import escaped

LEVELS = {"error": "error", "warning": "warning", "note": "notice"}


def github_text(report: Report) -> str:
    """One command a line; nothing where there is nothing to say."""
    told = annotated(report, levels=LEVELS)
    rows = [_command(one) for one in told.shown]
    if told.left_out:
        rows.append(
            f"::notice title=fastpath-checks::{data(told.left_out)}; a report in another format has all of them"
        )
    return "".join(f"{row}\n" for row in rows)


def data(text: str) -> str:
    """Text behind a command's ``::``, by the rules of the runner's toolkit."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def property_value(text: str) -> str:
    """Text of a command's property."""
    return data(text).replace(":", "%3A").replace(",", "%2C")


def _command(one: Annotation) -> str:
    properties = []
    if one.place is not None:
        place = one.place
        properties += [f"file={property_value(escaped(place.path))}", f"line={place.line}"]
        if place.end_line == place.line:
            # Columns are shown only of a range within one line.
            properties += [f"col={place.column}", f"endColumn={place.end_column}"]
        else:
            properties.append(f"endLine={place.end_line}")
    properties.append(f"title={property_value(escaped(one.title))}")
    return f"::{LEVELS[one.level]} {','.join(properties)}::{data(chr(10).join(one.lines))}"
