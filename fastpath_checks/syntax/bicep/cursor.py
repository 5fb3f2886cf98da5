"""Where a reader stands in the tokens of a file, and how it says that something else should stand there."""

from __future__ import annotations

from fastpath_checks.syntax.bicep.lexing import (
    BAD,
    END,
    IDENTIFIER,
    NEWLINE,
    STRING,
    STRING_END,
    STRING_MIDDLE,
    STRING_START,
    Tokens,
)
from fastpath_checks.syntax.bicep.nodes import Identifier

NESTING_LIMIT = 200

_DESCRIPTIONS = {
    END: "the end of the file",
    NEWLINE: "the end of the line",
    STRING: "a string",
    STRING_START: "a string",
    STRING_MIDDLE: "'}'",
    STRING_END: "'}'",
}


class SyntaxFailure(Exception):
    """What is being read ends here: ``index`` is the token at which it went wrong.

    ``attempts`` counts the objects around it that tried to go on behind the member that it stands in.
    """

    def __init__(self, index: int, summary: str, hint: str) -> None:
        super().__init__(summary)
        self.index = index
        self.attempts = 0
        self.summary = summary
        self.hint = hint


class Cursor:
    """A place in the tokens of a file. ``depth`` counts the levels of nesting around it."""

    __slots__ = ("at", "depth", "faults", "kinds", "spans", "texts")

    def __init__(self, tokens: Tokens) -> None:
        self.kinds = tokens.kinds
        self.texts = tokens.texts
        self.spans = tokens.spans
        self.faults = tokens.faults
        self.at = 0
        self.depth = 0

    def failure(self, expected: str, hint: str = "") -> SyntaxFailure:
        """What to raise where ``expected`` does not stand."""
        kind = self.kinds[self.at]
        if kind == BAD:
            return SyntaxFailure(self.at, *self.faults[self.at])
        found = _DESCRIPTIONS.get(kind) or f"'{self.texts[self.at]}'"
        return SyntaxFailure(self.at, f"expected {expected}, found {found}", hint)

    def expect(self, kind: str, hint: str = "") -> int:
        """Step over a token of this kind, and give its end."""
        at = self.at
        if self.kinds[at] != kind:
            raise self.failure(f"'{kind}'", hint)
        self.at = at + 1
        return self.spans[at][1]

    def identifier(self, expected: str = "a name", hint: str = "") -> Identifier:
        at = self.at
        if self.kinds[at] != IDENTIFIER:
            raise self.failure(expected, hint)
        self.at = at + 1
        return Identifier(self.texts[at], *self.spans[at])

    def is_word(self, word: str) -> bool:
        """Whether the next token is this word."""
        return self.kinds[self.at] == IDENTIFIER and self.texts[self.at] == word

    def expect_word(self, word: str) -> None:
        if not self.is_word(word):
            raise self.failure(f"'{word}'")
        self.at += 1

    def skip_newline(self) -> None:
        """Step over the end of the line, if it is here; the tokens never hold two in a row."""
        if self.kinds[self.at] == NEWLINE:
            self.at += 1

    def deepen(self) -> None:
        self.depth += 1
        if self.depth > NESTING_LIMIT:
            raise SyntaxFailure(self.at, f"nested more than {NESTING_LIMIT} levels deep", "")
