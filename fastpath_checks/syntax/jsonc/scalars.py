"""What strings, numbers and words of JSON mean."""

from __future__ import annotations

import re

ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))", re.DOTALL)
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?")
_CONTROL = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", '"': '"', "\\": "\\", "/": "/", "'": "'"}
WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None}
DIGITS_LIMIT = 400
"""More digits than any number of Azure has; Python refuses to convert thousands of them."""


def unescape(raw: str) -> tuple[str, int]:
    """The text that a string with escapes means, and the offset of the first bad escape in it, or -1.

    Pairs of surrogates become one character, a lone one becomes U+FFFD.
    """
    parts: list[str] = []
    at = 0
    bad = -1
    for match in ESCAPE.finditer(raw):
        parts.append(raw[at : match.start()])
        code, control = match.groups()
        if code:
            parts.append(chr(int(code, 16)))
        elif control in _CONTROL:
            parts.append(_CONTROL[control])
        else:
            bad = match.start() if bad < 0 else bad
            parts.append(control)
        at = match.end()
    parts.append(raw[at:])
    text = "".join(parts)
    if any("\ud800" <= character <= "\udfff" for character in text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text, bad


def number(raw: str) -> int | float | None:
    """The number that is written, or None where it is none (``01``, ``1.``, ``0x1F``)."""
    match = _NUMBER.fullmatch(raw)
    if match is None or len(raw) > DIGITS_LIMIT:
        return None
    if match.group(1) is None and match.group(2) is None:
        return int(raw)
    return float(raw)
