"""Places in SARIF: where something is, and the story that leads there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from fastpath_checks.core.spans import Location
from fastpath_checks.reports.records import Record

BASE = "%SRCROOT%"
LINKED = 5
"""Of a longer story only the beginning is linked from the message."""


def placed(location: Location) -> dict[str, Any]:
    """A range of a file."""
    region = {
        "startLine": location.line,
        "startColumn": location.column,
        "endLine": location.end_line,
        "endColumn": location.end_column,
    }
    return {"physicalLocation": {"artifactLocation": artifact(location.path), "region": region}}


def artifact(path: str) -> dict[str, str]:
    """Where a file is: below the working directory by a relative URI, elsewhere by one that needs no base."""
    uri = quote(path.encode("utf-8", "surrogatepass"), safe="/-._~!$'()*+,;=@")
    if path.startswith("/"):
        return {"uri": f"file://{uri}"}
    if path.startswith("../"):
        return {"uri": uri}
    return {"uri": uri, "uriBaseId": BASE}


def related(record: Record) -> Iterator[dict[str, Any]]:
    """The reasons, and the places of the missing inputs, numbered as the message refers to them."""
    number = 0
    for step in record.steps:
        if step.location is not None:
            number += 1
            yield {"id": number, **placed(step.location), "message": {"text": plain(step.message) or "see here"}}


def message(record: Record) -> str:
    """The sentence that the finding is, then links to its reasons: GitHub shows those that a message refers to."""
    links = [
        f"[{_link_text(step.message)}]({number})"
        for number, step in enumerate((one for one in record.steps if one.location is not None), 1)
        if step.message
    ]
    end = "" if record.message.endswith((".", "!", "?")) else "."
    because = f" Because {'; '.join(links[:LINKED])}." if links else ""
    return f"{plain(record.message)}{end}{because}"


def code_flow(record: Record) -> dict[str, Any] | None:
    """The way to the deciding place, which comes last: from what the verdict rests on; None without such places."""
    here = record.finding.location
    steps = [(step.message, step.location) for step in reversed(record.steps) if step.location is not None]
    if here is None or not steps:
        return None
    story = [*steps, (record.label or record.message, here)]
    locations = [
        {"location": {**placed(place), "message": {"text": plain(told) or "see here"}}, "importance": "important"}
        for told, place in story
        if place is not None
    ]
    locations[-1]["importance"] = "essential"
    return {"threadFlows": [{"locations": locations}]}


def plain(text: str) -> str:
    """Text in which nothing looks like a link (3.11.6)."""
    return text.replace("](", "\\](")


def _link_text(text: str) -> str:
    return text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
