"""What the door says, in records and on standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterable


def plain(text: str) -> str:
    """Text from scanned files as it may stand on a terminal: control characters are spelled out."""
    return "".join(letter if letter.isprintable() else letter.encode("unicode_escape").decode() for letter in text)


def say(lines: Iterable[str]) -> None:
    """Write lines to standard error: the first as ours, the others below it."""
    for position, line in enumerate(lines):
        print(f"{'  ' if position else 'fastpath-checks: '}{plain(line)}", file=sys.stderr)
