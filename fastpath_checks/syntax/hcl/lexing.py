"""Tokens of the language, made one at a time: a cursor that stands on one of them."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod

from fastpath_checks.core.spans import SourceFile
from fastpath_checks.syntax.hcl.closing_words import ClosingWords
from fastpath_checks.syntax.hcl.identifiers import IDENTIFIER
from fastpath_checks.syntax.hcl.nodes import Expression

DEPTH_LIMIT = 200
"""Expressions, or blocks, inside each other; what is deeper is not read."""

NAME = "name"
NUMBER = "number"
QUOTE = '"'
HEREDOC = "<<"
NEWLINE = "newline"
END = "end"
STRANGE = "strange"

_TOKEN = re.compile(
    rf"""[ \t]*(?:
    ({IDENTIFIER})
    |(\.\.\.|=>|::|==|!=|<=|>=|&&|\|\||[{{}}()\[\],.:?!<>+\-*%=~]|/(?![/*]))
    |(")
    |(\r?\n)
    |([0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)
    |((?:\#|//)[^\n]*|/\*[^*]*\*+(?:[^/*][^*]*\*+)*/)
    |(\Z)
    |(.)
    )""",
    re.VERBOSE | re.DOTALL,
).match
_HEREDOC = re.compile(rf"<<-?{IDENTIFIER}\r?\n").match
_KINDS = ("", NAME, "", QUOTE, NEWLINE, NUMBER, "", END, STRANGE)
_OPERATOR, _NEWLINE, _COMMENT, _STRANGE = 2, 4, 6, 8
_SHOWN = {NEWLINE: "the end of the line", END: "the end of the file", QUOTE: "a string", HEREDOC: "a heredoc"}


class SyntaxFailure(Exception):
    """What cannot be read. ``resume`` is where reading may go on at the earliest."""

    def __init__(
        self, summary: str, start: int, end: int, hint: str = "", code: str = "syntax-error", resume: int = 0
    ) -> None:
        super().__init__(summary)
        self.summary = summary
        self.start = start
        self.end = end
        self.hint = hint
        self.code = code
        self.resume = resume


class Cursor(ABC):
    """Stands on one token: its ``kind`` (of an operator, the operator itself), its text and its place.

    ``brackets`` above zero makes line ends blank, as they are inside brackets. ``depth`` counts expressions that are
    inside each other. Nothing behind ``limit`` is seen.
    """

    __slots__ = ("brackets", "closing_words", "depth", "end", "file", "kind", "limit", "start", "text", "value")

    def __init__(self, file: SourceFile, start: int = 0, limit: int = -1) -> None:
        self.file = file
        self.text = file.text
        self.limit = len(file.text) if limit < 0 else limit
        self.brackets = 0
        self.depth = 0
        self.kind = END
        self.value = ""
        self.start = self.end = start
        self.closing_words = ClosingWords(file.text)

    @abstractmethod
    def expression(self) -> Expression:
        """Read the expression that starts at the current token, and stand behind it."""

    def go_to(self, at: int) -> None:
        """Stand on the first token at or behind ``at``."""
        self.end = at
        self.advance()

    def advance(self) -> None:
        """Stand on the next token."""
        text, limit = self.text, self.limit
        at = self.end
        while True:
            match = _TOKEN(text, at, limit)
            assert match is not None
            group = match.lastindex
            assert group is not None
            if group == _COMMENT or (group == _NEWLINE and self.brackets):
                at = match.end()
                continue
            self.start, self.end = match.span(group)
            self.value = value = match[group]
            self.kind = value if group == _OPERATOR else _KINDS[group]
            if value == "<" or group == _STRANGE:
                self._special()
            return

    def _special(self) -> None:
        at = self.start
        opener = _HEREDOC(self.text, at, self.limit)
        if opener is not None:
            self.kind = HEREDOC
            self.value = opener[0]
            self.end = opener.end()
        elif self.text.startswith("<<", at):
            end = min(at + 2, self.limit)
            hint = "Write <<WORD or <<-WORD; nothing may follow the word on its line."
            raise SyntaxFailure("a heredoc begins with a word and the end of its line", at, end, hint)
        elif self.text.startswith("/*", at):
            raise SyntaxFailure("a comment is not closed", at, at + 2, "Close it with */.", resume=self.limit)

    def expected(self, what: str, hint: str = "") -> SyntaxFailure:
        """The failure that something else stands here."""
        if self.kind == STRANGE:
            summary = "unexpected " + (repr(self.value) if self.value.isprintable() else ascii(self.value))
            if self.value in "'`":
                summary, hint = "strings are written in double quotes", f"{what} is expected here."
            return SyntaxFailure(summary, self.start, self.end, hint or f"{what} is expected here.")
        end = self.start if self.kind == NEWLINE else self.end
        shown = _SHOWN.get(self.kind)
        if shown is None:
            shown = (
                "a heredoc" if self.kind == HEREDOC else "a string" if self.kind == QUOTE else f"'{self.value[:40]}'"
            )
        return SyntaxFailure(f"expected {what}, found {shown}", self.start, end, hint)

    def take(self, kind: str, what: str) -> str:
        """The text of the current token, which must be of this kind; stand behind it."""
        if self.kind != kind:
            raise self.expected(what)
        value = self.value
        self.advance()
        return value

    def deeper(self, start: int) -> None:
        """One more expression inside another."""
        self.depth += 1
        if self.depth > DEPTH_LIMIT:
            raise too_deep(start)


def too_deep(start: int) -> SyntaxFailure:
    hint = f"Only {DEPTH_LIMIT} levels are read."
    return SyntaxFailure("this is nested too deep", start, start + 1, hint, "nested-too-deep")
