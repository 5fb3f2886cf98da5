"""Text as a terminal draws it: nothing that could steer the terminal, and how many cells wide it is.

What a scanned file holds is data. A control character, an ANSI sequence, a bidirectional override or an invisible
character in it is written out (``\\x1b``, ``\\u202e``), never sent. So are the beginnings of commands that build agents
look for in what a step prints: Azure Pipelines' ``##vso[`` and both agents' ``##[``, anywhere in a line.
"""

from __future__ import annotations

import re
from unicodedata import category, east_asian_width

COMMAND = re.compile(r"(?<=##)\[|(?<=##vso)\[", re.IGNORECASE)
"""The bracket with which a build agent's command would begin."""

OPENING = "\\x5b"
"""How that bracket is written out."""


def drawn(char: str) -> str:
    """One code point as it is drawn; what is not printable is written as its escape."""
    if char.isprintable():
        return char
    code = ord(char)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def escaped(text: str) -> str:
    """Text for one line of prose: line ends and tabs become spaces, what could steer its reader is written out."""
    if not text.isprintable():
        text = "".join(" " if char in "\t\n\r" else drawn(char) for char in text)
    return COMMAND.sub(lambda _: OPENING, text) if "##" in text else text


def cell_width(text: str) -> int:
    """How many cells of a terminal the drawn text takes: two for wide characters, none for combining marks."""
    if text.isascii():
        return len(text)
    return sum(_width(char) for char in text)


def _width(char: str) -> int:
    if category(char) in ("Mn", "Me"):
        return 0
    return 2 if east_asian_width(char) in ("W", "F") else 1


def wrapped(text: str, width: int) -> list[str]:
    """Prose in lines of at most ``width`` cells, broken at spaces; a longer word stays whole. At least one line."""
    lines: list[str] = []
    line = ""
    for word in escaped(text).split(" "):
        if line and cell_width(line) + 1 + cell_width(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    lines.append(line)
    return lines
