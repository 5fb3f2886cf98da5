"""Text of others inside Markdown: drawn as it is, whatever it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fastpath_checks.reports.cells import escaped

_MARKS = re.compile(r"[\\`*_{}\[\]|~!$<>&\"']|[@#]|(?<=:)(?=//)|(?<=www)(?=\.)|(?<=WWW)(?=\.)")
_BREAK = "&#8203;"
"""A break without width: behind it no mention, reference or link begins, which entities alone do not prevent."""


def prose(text: str) -> str:
    """One line of text in a paragraph, a list or a table."""
    return _MARKS.sub(_backslashed, escaped(text))


def html(text: str) -> str:
    """One line of text inside an element of HTML, where backslashes may be drawn."""
    return _MARKS.sub(_entity, escaped(text))


def fenced(text: str) -> Iterator[str]:
    """Lines of code in a fence that nothing inside can close."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    yield f"{fence}text"
    yield from text.splitlines()
    yield fence


def _backslashed(match: re.Match[str]) -> str:
    char = match.group()
    if char in ("'", '"'):
        return char
    return f"\\{char}" if char and char not in "@#<>&" else _entity(match)


def _entity(match: re.Match[str]) -> str:
    char = match.group()
    return char + _BREAK if char in ("", "@", "#") else f"&#{ord(char)};"
