"""Texts that a pipeline replaces before it deploys: what they will be, no file says."""

from __future__ import annotations

import re

from fastpath_checks.core.diagnostics import Diagnostic, Level
from fastpath_checks.core.spans import Span

_PLACEHOLDER = re.compile(
    r"\$\{[^{}]+\}"  # ${VAR}: shells and envsubst
    r"|#\{[^{}]+\}#?"  # #{token}#: the Replace Tokens task, Octopus
    r"|\{\{[^{}]+\}\}"  # {{token}}: mustache
    r"|\$\([A-Za-z_][\w.-]*\)"  # $(name): Azure Pipelines
    r"|<[A-Za-z][\w .-]*>"  # <Name>: people
)


def placeholder_in(text: str) -> str | None:
    """The first placeholder in a text, as written; None where there is none."""
    found = _PLACEHOLDER.search(text)
    return found.group() if found is not None else None


def placeholder_note(found: list[tuple[str, Span]]) -> Diagnostic:
    """One note for all placeholders of a file - as written, and where - at the first."""
    names = list(dict.fromkeys(name for name, _ in found))
    shown = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
    return Diagnostic(
        "placeholder",
        Level.NOTE,
        f"{shown}: placeholders are replaced when it is deployed, so these values are not known",
        span=found[0][1],
        hint="give the values with --var or a --var-file of your own",
    )
