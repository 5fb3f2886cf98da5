"""Every format that data paths are written in, by its name. A writer is imported when it is asked for."""

from __future__ import annotations

from fastpath_checks.engine.path_report import PathReport


def rendered_paths(format: str, report: PathReport, *, quiet: bool = False) -> str:
    """The data paths in a format, as a file holds them.

    ``quiet`` leaves warnings, notes and the summary out of the text.
    """
    match format:
        case "text":
            from fastpath_checks.reports.layout import plain
            from fastpath_checks.reports.paths_text import paths_lines
            from fastpath_checks.reports.text import PLAIN_WIDTH

            return plain(paths_lines(report, PLAIN_WIDTH, quiet=quiet))
        case "json":
            from fastpath_checks.reports.paths_json import paths_json_text

            return paths_json_text(report)
        case "markdown":
            from fastpath_checks.reports.paths_markdown import paths_markdown_text

            return paths_markdown_text(report)
        case "mermaid":
            from fastpath_checks.reports.paths_mermaid import paths_mermaid_text

            return paths_mermaid_text(report)
        case "svg":
            from fastpath_checks.reports.paths_svg import paths_svg_text

            return paths_svg_text(report)
    raise ValueError(f"there is no format {format!r}")
