"""Every format that a report is written in, by its name. A writer is imported when it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastpath_checks.engine.findings import Report

if TYPE_CHECKING:
    from fastpath_checks.engine.changes import Changes
    from fastpath_checks.engine.path_report import PathReport


def rendered(
    format: str,
    report: Report,
    *,
    show: str = "undecided",
    quiet: bool = False,
    changes: Changes | None = None,
    paths: PathReport | None = None,
) -> str:
    """The report in a format, as a file holds it; with ``changes``, of what a change brings.

    ``show`` says which verdicts are listed: with ``all`` the passed ones, too, where the format has a word for them.
    ``quiet`` leaves warnings, notes and the summary out of the text. Text, JSON and Markdown tell the whole change, the
    other formats the findings that it brings. HTML shows the data ``paths``, too.
    """
    passes = show == "all"
    match format:
        case "text":
            from fastpath_checks.reports.layout import plain
            from fastpath_checks.reports.text import PLAIN_WIDTH, text_lines

            text = plain(text_lines(report, PLAIN_WIDTH, show=show, quiet=quiet))
            if changes is None:
                return text
            from fastpath_checks.reports.changes_text import change_lines

            return text + plain(change_lines(changes, PLAIN_WIDTH))
        case "json":
            from fastpath_checks.reports.json_report import json_text

            return json_text(report, passes=passes, changes=changes)
        case "sarif":
            from fastpath_checks.reports.sarif import sarif_text

            return sarif_text(report, passes=passes)
        case "junit":
            from fastpath_checks.reports.junit import junit_text

            return junit_text(report, passes=passes)
        case "gitlab":
            from fastpath_checks.reports.gitlab import gitlab_text

            return gitlab_text(report)
        case "github":
            from fastpath_checks.reports.github import github_text

            return github_text(report)
        case "azure":
            from fastpath_checks.reports.azure import azure_text

            return azure_text(report)
        case "markdown":
            from fastpath_checks.reports.markdown import markdown_text

            text = markdown_text(report, passes=passes)
            if changes is None:
                return text
            from fastpath_checks.reports.changes_markdown import changes_text

            return changes_text(changes) + text
        case "html":
            from fastpath_checks.reports.html_report import html_text

            return html_text(report, passes=passes, paths=paths)
        case "csv":
            from fastpath_checks.reports.csv_report import csv_text

            return csv_text(report, passes=passes)
    raise ValueError(f"there is no format {format!r}")
