"""Literals that a code frame never shows: what is assigned to names that sound like secrets, and sensitive inputs."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re

MASK = "***"

_WORDS = ("passw", "pwd", "secret", "token", "credential", "certificate", "connectionstring", "connection_string")
_LITERAL = r""" "(?:[^"\\]|\\.)*"? | '(?:[^'\\]|\\.)*'? """


def secret_ranges(text: str) -> Iterator[tuple[int, int]]:
    """The half-open ranges of literals in a line that are assigned to a name which sounds like a secret."""
    folded = text.lower()
    if "key" in folded or any(word in folded for word in _WORDS):
        for match in _assigned().finditer(text):
            yield match.span("literal")


def literal_ranges(text: str) -> Iterator[tuple[int, int]]:
    """The half-open ranges of all literals in a line."""
    for match in _literals().finditer(text):
        yield match.span()


@lru_cache(maxsize=1)
def _assigned() -> re.Pattern[str]:
    """A name that holds such a word, or ends in ``key`` as ``shared_key`` and ``authorizationKey`` do, and its literal.

    Bicep writes a type between the two, ARM an object around the literal. Compiled only for a line that needs it.
    """
    import re

    return re.compile(
        rf"""
        (?: (?: {"|".join(_WORDS)} ) [\w-]{{0,60}} | key )
        ["']? (?: \s+ \w{{1,60}} )? \s* [:=] \s* (?: \{{ [^{{}}]{{0,200}}? "(?:default)?value" \s* : \s* )?
        (?P<literal> {_LITERAL} )
        """,
        re.IGNORECASE | re.VERBOSE,
    )


@lru_cache(maxsize=1)
def _literals() -> re.Pattern[str]:
    import re

    return re.compile(rf"{_LITERAL} | (?<![\w.])(?:true|false|-?\d[\w.]*)(?![\w.])", re.VERBOSE)
