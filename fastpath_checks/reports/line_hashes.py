"""GitHub's ``primaryLocationLineHash``: what a line and the code behind it are, wherever the line moves.

The values are those that GitHub's action for uploading SARIF computes of the same file, so that an alert keeps its
identity whether a report is uploaded by that action, which would warn of another value, or by the API, which computes
none. Of the file without blanks and tabs, its line ends made one, the hash covers the 100 UTF-16 code units that begin
with the line; behind the file stand one unit 65535 and zeros. Equal windows are counted.
"""

from __future__ import annotations

import re

from fastpath_checks.core.spans import SourceFile

WINDOW = 100
BASE = 37
END = "\uffff"
_MASK = (1 << 64) - 1
_OF_TWO_UNITS = re.compile("[\U00010000-\U0010ffff]")


class LineHashes:
    """The hashes of the lines of one file, computed when they are asked for."""

    __slots__ = ("_starts", "_units")

    def __init__(self, file: SourceFile) -> None:
        text = file.text.replace("\r\n", "\n").replace("\r", "\n").replace(" ", "").replace("\t", "")
        self._units = _OF_TWO_UNITS.sub(_pair, text) + END
        self._starts = [0, *(match.end() for match in re.finditer("\n", self._units))]

    def of(self, line: int) -> str:
        """``hash:count`` of a 1-based line."""
        window = self._window(line)
        count = sum(self._window(earlier) == window for earlier in range(1, line)) + 1
        value = 0
        for unit in window:
            value = (value * BASE + ord(unit)) & _MASK
        value = (value * pow(BASE, WINDOW - len(window), 1 << 64)) & _MASK
        return f"{value:x}:{count}"

    def _window(self, line: int) -> str:
        start = self._starts[min(line, len(self._starts)) - 1]
        return self._units[start : start + WINDOW]


def _pair(match: re.Match[str]) -> str:
    rest = ord(match.group()) - 0x10000
    return chr(0xD800 + (rest >> 10)) + chr(0xDC00 + (rest & 0x3FF))
