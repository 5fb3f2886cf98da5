"""Where the words stand that close heredocs: looked up only when something is wrong."""

from __future__ import annotations

import re
from bisect import bisect_left

from fastpath_checks.syntax.hcl.identifiers import IDENTIFIER

_WORD_LINE = re.compile(rf"^[^\S\n]*({IDENTIFIER})[^\S\n]*$", re.MULTILINE)


class ClosingWords:
    """The lines of a text that hold one word and nothing else. They are listed once, so that no search is repeated."""

    __slots__ = ("_ends", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._ends: dict[str, list[int]] | None = None

    @property
    def listed(self) -> bool:
        return self._ends is not None

    def behind(self, word: str, at: int) -> int:
        """The end of the first line behind ``at`` that holds ``word``, or -1."""
        if self._ends is None:
            self._ends = {}
            for match in _WORD_LINE.finditer(self._text):
                self._ends.setdefault(match[1], []).append(match.end())
        ends = self._ends.get(word, ())
        index = bisect_left(ends, at)
        return ends[index] if index < len(ends) else -1
