"""Texts that a pipeline replaces before it deploys: what they will be, no file says."""

from __future__ import annotations

import re

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
