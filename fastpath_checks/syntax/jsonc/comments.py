"""The comments of a JSON file, listed when someone asks."""

from __future__ import annotations

import re
from typing import NamedTuple

from fastpath_checks.core.spans import SourceFile

_STRING_OR_COMMENT = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*(?:"|\\?\Z)|(//[^\r\n]*|/\*.*?(?:\*/|\Z))', re.DOTALL)


class JsonComment(NamedTuple):
    """``// ...`` without its line end, or ``/* ... */``."""

    start: int
    end: int


def list_comments(file: SourceFile) -> list[JsonComment]:
    """Every comment in the order of the text."""
    text = file.text
    if "//" not in text and "/*" not in text:
        return []
    return [
        JsonComment(match.start(1), match.end(1))
        for match in _STRING_OR_COMMENT.finditer(text)
        if match.group(1) is not None
    ]
