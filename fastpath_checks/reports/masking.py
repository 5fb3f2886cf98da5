"""Literals that a code frame never shows: what is assigned to names that sound like secrets, and sensitive inputs."""

from __future__ import annotations

import re
from collections.abc import Iterator

MASK = "***"

_ASSIGNED = re.compile(
    r"""
    (?: (?: passw | pwd | secret | token | credential | connection_?string | certificate ) [\w-]{0,60} | key )
    ["']? (?: \s+ \w{1,60} )? \s* [:=] \s* (?: \{ [^{}]{0,200}? "(?:default)?value" \s* : \s* )?
    (?P<literal> "(?:[^"\\]|\\.)*"? | '(?:[^'\\]|\\.)*'? )
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""A name that holds such a word, or ends in ``key`` as ``shared_key`` and ``authorizationKey`` do, and its literal.

Bicep writes a type between the two, ARM an object around the literal.
"""

_LITERAL = re.compile(r""""(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?|(?<![\w.])(?:true|false|-?\d[\w.]*)(?![\w.])""")


def secret_ranges(text: str) -> Iterator[tuple[int, int]]:
    """The half-open ranges of literals in a line that are assigned to a name which sounds like a secret."""
    for match in _ASSIGNED.finditer(text):
        yield match.span("literal")


def literal_ranges(text: str) -> Iterator[tuple[int, int]]:
    """The half-open ranges of all literals in a line."""
    for match in _LITERAL.finditer(text):
        yield match.span()
