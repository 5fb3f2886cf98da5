"""What numbers and the escapes of quoted text mean."""

from __future__ import annotations

import re

from fastpath_checks.syntax.hcl.lexing import SyntaxFailure

DIGITS_LIMIT = 400
EXPONENT_LIMIT = 300
"""What is larger does not fit into a float, and no number of Azure is."""

_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.?))|(?:\$\$|%%)\{", re.DOTALL)
_MARKED = re.compile(r"(?:\$\$|%%)\{")
_CONTROL = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "\\": "\\"}


def unescape(raw: str, start: int) -> str:
    """The text that the inside of a quoted string means; ``start`` is its offset, for what is wrong in it."""
    if "\\" not in raw:
        return unmark(raw)
    parts: list[str] = []
    at = 0
    for match in _ESCAPE.finditer(raw):
        parts.append(raw[at : match.start()])
        at = match.end()
        short, long, control = match.groups()
        if control is None and short is None and long is None:
            parts.append(match[0][1:])
        elif control is None:
            code = int(short or long, 16)
            parts.append("\ufffd" if code > 0x10FFFF or 0xD800 <= code < 0xE000 else chr(code))
        elif control in _CONTROL:
            parts.append(_CONTROL[control])
        else:
            hint = r"The escapes are \n, \r, \t, \", \\, \uNNNN and \UNNNNNNNN."
            raise SyntaxFailure(f"{match[0]} is no escape sequence", start + match.start(), start + at, hint)
    parts.append(raw[at:])
    return "".join(parts)


def unmark(raw: str) -> str:
    """The text that a line of a heredoc means: ``$${`` and ``%%{`` stand for ``${`` and ``%{``."""
    if "${" not in raw and "%{" not in raw:
        return raw
    return _MARKED.sub(lambda match: match[0][1:], raw)


def number(raw: str, start: int) -> int | float:
    """The number that is written."""
    mantissa, _, exponent = raw.lower().partition("e")
    if len(mantissa) > DIGITS_LIMIT or len(exponent) > 6 or abs(int(exponent or "0")) > EXPONENT_LIMIT:
        summary = "this number has more digits than can be read"
        raise SyntaxFailure(summary, start, start + min(len(raw), 40), code="limit")
    if not exponent and "." not in mantissa:
        return int(mantissa)
    value = float(raw)
    if value.is_integer():
        from decimal import Decimal

        exact = Decimal(raw)
        if exact == exact.to_integral_value():
            return int(exact)
    return value
