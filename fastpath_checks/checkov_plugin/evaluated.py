"""Which keys of a declaration a verdict rests on, in the words of Checkov's ``evaluated_keys``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from fastpath_checks.checkov_plugin.showing import Declaration
from fastpath_checks.engine.findings import Finding

_KEY = re.compile(r"""\s*["']?([A-Za-z_][\w-]*)["']?\s*[=:]""")


def evaluated_keys(finding: Finding, shown: Declaration, configuration: dict[str, Any]) -> list[str]:
    """The paths (``properties/connectionType``) of the declaration's own keys among the reasons, each once, in order.

    Bicep's configurations have them below ``config``.
    """
    body = configuration.get("config", configuration)
    keys: dict[str, None] = {}
    path = finding.subject.declaration.file.path
    for span in (finding.span, *(reason.span for reason in finding.because)):
        if span is None or span.file.path != path or span == finding.subject.declaration:
            continue
        line = span.location().line
        if not shown.first_line <= line <= shown.last_line:
            continue
        written = _KEY.match(span.file.line_text(line))
        if written is not None:
            keys.update(dict.fromkeys(list(_paths(body, written.group(1)))[:1]))
    return list(keys)


def _paths(node: Any, key: str, above: str = "") -> Iterator[str]:
    """Where a key stands, the nearest to the top first among those below one another."""
    if isinstance(node, dict):
        if key in node:
            yield f"{above}{key}"
        for name, inner in node.items():
            if not str(name).startswith("__"):
                yield from _paths(inner, key, f"{above}{name}/")
    elif isinstance(node, list):
        for index, inner in enumerate(node):
            yield from _paths(inner, key, f"{above}[{index}]/")
