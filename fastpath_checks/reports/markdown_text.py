"""Text of others inside Markdown: drawn as it is, whatever it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from fastpath_checks.reports.cells import escaped

_START = r"[@#]|(?<=:)(?=//)|(?<=www)(?=\.)|(?<=WWW)(?=\.)"
_STARTS = re.compile(_START)
_MARKS = re.compile(rf"[\\`*_{{}}\[\]|~!$<>&]|{_START}")
_BREAK = "&#8203;"
"""A break without width: behind it no mention, reference or link begins, which entities alone do not prevent."""


def prose(text: str) -> str:
    """One line of text in a paragraph, a list or a table."""
    return _MARKS.sub(_mark, escaped(text))


def html(text: str) -> str:
    """One line of text inside an element of HTML, where Markdown draws no marks, but still links mentions."""
    return _STARTS.sub(lambda match: match.group() + _BREAK, escape(escaped(text), quote=True).replace("&#x27;", "'"))


def fenced(text: str) -> Iterator[str]:
    """Lines of code in a fence that nothing inside can close."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    yield f"{fence}text"
    yield from text.splitlines()
    yield fence


def _mark(match: re.Match[str]) -> str:
    char = match.group()
    if char in ("", "@", "#"):
        return char + _BREAK
    return f"&#{ord(char)};" if char in "<>&" else f"\\{char}"
