"""The JSON of a plan, without the resources that nobody asks for: they are most of a large plan."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from fastpath_checks.core.diagnostics import Diagnostic
from fastpath_checks.core.spans import SourceFile, Span
from fastpath_checks.evaluate.terraform.plan_types import is_asked
from fastpath_checks.syntax.jsonc import JsonValue, parse_json

_TEXT = r'"[^"\\]*(?:\\.[^"\\]*)*"'
_RESOURCE = re.compile(
    rf'\{{\s*"address"\s*:\s*{_TEXT}\s*,\s*(?:"(?:module_address|previous_address)"\s*:\s*{_TEXT}\s*,\s*)*'
    r'"mode"\s*:\s*"(?:managed|data)"\s*,\s*"type"\s*:\s*"([^"\\]+)"'
)
"""How terraform begins each resource, in every part of a plan. Inside a string the quotes would be escaped."""


def parse_plan(file: SourceFile) -> tuple[JsonValue | None, list[Diagnostic]]:
    """The plan's tree and what is wrong with it, as ``parse_json``; in place of other resources stands ``{}``.

    Offsets are those of the file. What those resources say is skipped at the speed of the standard library, and takes
    no memory; where it cannot be skipped (the plan is cut off there), all from there on is read.
    """
    masked = "".join(_pieces(file.text))
    tree, diagnostics = parse_json(SourceFile(file.path, masked))
    return tree, [
        one if one.span is None else one._replace(span=Span(file, one.span.start, one.span.end)) for one in diagnostics
    ]


def _pieces(text: str) -> Iterator[str]:
    decoder = json.JSONDecoder()
    done = at = 0
    while True:
        match = _RESOURCE.search(text, at)
        if match is None:
            break
        start = match.start()
        try:
            _, at = decoder.raw_decode(text, start)
        except (ValueError, RecursionError):
            break
        if not is_asked(match.group(1)):
            yield text[done:start]
            yield "{}".ljust(at - start)
            done = at
    yield text[done:]
