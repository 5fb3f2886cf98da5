"""ARM templates that stand in Terraform values: their text as a file whose positions are those of the configuration."""

from __future__ import annotations

import json
from typing import Any

from fastpath_checks.core.spans import SourceFile, Span
from fastpath_checks.core.values import Because, Known, Missing, Unknown, Value, from_plain
from fastpath_checks.evaluate.terraform.shapes import FileText, decoded_json


def template_file(value: Value, header: Span) -> SourceFile | None:
    """The template as a file, or None where its text is not known.

    What ``file`` has read is that file. The text of a heredoc stands where it stands in the configuration, in a file
    of that name in which all else is blank. Any other text stands in the line that hands it over.
    """
    if not isinstance(value, Known) or not isinstance(value.data, str):
        return None
    if isinstance(value.data, FileText):
        return value.data.file
    for step in value.origin.steps():
        if step.span is not None and step.span.text.startswith("<<"):
            found = _in_heredoc(step.span, value.data)
            if found is not None:
                return found
    span = value.origin.span or header
    line, _ = span.file.position(span.start)
    return SourceFile(span.file.path, "\n" * (line - 1) + _in_one_line(value.data))


def _in_heredoc(span: Span, text: str) -> SourceFile | None:
    whole = span.file.text
    start = whole.find("\n", span.start) + 1
    written = whole[start : whole.rfind("\n", start, span.end) + 1].splitlines()
    given = text.splitlines()
    if not start or len(written) != len(given):
        return None
    before = "".join(one if one == "\n" else " " for one in whole[:start])
    same = all(one.strip() == two.strip() for one, two in zip(written, given, strict=True))
    return SourceFile(span.file.path, before + "\n".join(written if same else given))


def _in_one_line(text: str) -> str:
    """The text without line ends, where it is JSON in the strict sense."""
    try:
        return json.dumps(json.loads(text), ensure_ascii=False) if "\n" in text else text
    except (ValueError, RecursionError):
        return text


def parameters_of(value: Value | None) -> Value:
    """The parameters in ARM's form, by name ``{"value": ...}``; from a text of JSON or from an object."""
    if value is None or (isinstance(value, Known) and value.data in (None, "")):
        return Known({})
    decoded = decoded_json(value)
    if decoded is not None:
        return decoded
    if not isinstance(value, Known) or isinstance(value.data, dict):
        return value
    try:
        data: Any = json.loads(value.data) if isinstance(value.data, str) else None
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict):
        return Unknown((Missing(Because.ERROR, "parameters that are no JSON object", value.origin),), "", value.origin)
    inner = data.get("parameters")
    return from_plain(inner if isinstance(inner, dict) and "$schema" in data else data, value.origin)
