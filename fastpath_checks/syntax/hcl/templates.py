"""Quoted strings, heredocs and other templates: text with ``${...}`` and ``%{...}`` sequences in it."""

from __future__ import annotations

import re
from typing import Union

from fastpath_checks.syntax.hcl.directives import Control, assembled
from fastpath_checks.syntax.hcl.lexing import NAME, Cursor, SyntaxFailure
from fastpath_checks.syntax.hcl.nodes import (
    Expression,
    Heredoc,
    Interpolation,
    StringLiteral,
    TemplatePart,
    TemplateString,
    TemplateText,
)
from fastpath_checks.syntax.hcl.scalars import unescape, unmark

_PLAIN = re.compile(r'([^"\\$%\r\n]*)"').match
_QUOTED = re.compile(r'((?:[^"\\$%\r\n]+|\\.|(?:\$\$|%%)\{|\$(?!\{)|%(?!\{))*)("|\$\{~?|%\{~?)?').match
_LINE = re.compile(r"((?:[^$%\n]+|(?:\$\$|%%)\{|\$(?!\{)|%(?!\{))*)(\n|\$\{~?|%\{~?)?").match
_INDENT = re.compile(r"\s*").match

Piece = Union[TemplateText, Interpolation, Control]  # noqa: UP007 - an alias is evaluated when it is read


class Pieces:
    """The texts and sequences of a template in order, with ``~`` applied to the texts beside them.

    As Terraform does it, ``~`` takes the blanks of the nearest text only, and every line is a text of its own.
    """

    __slots__ = ("found", "strip_next")

    def __init__(self) -> None:
        self.found: list[Piece] = []
        self.strip_next = False

    def text(self, value: str, start: int, end: int) -> None:
        if self.strip_next:
            value = value.lstrip()
            self.strip_next = False
        self.found.append(TemplateText(value, start, end))

    def sequence(self, piece: Interpolation | Control, strip_before: bool, strip_behind: bool) -> None:
        if strip_before and self.found:
            before = self.found[-1]
            if isinstance(before, TemplateText):
                before.value = before.value.rstrip()
        self.strip_next = strip_behind
        self.found.append(piece)


class TemplateReader(Cursor):
    """Reads templates."""

    __slots__ = ()

    def quoted(self) -> Expression:
        """The string that opens at the current token."""
        start = self.start
        plain = _PLAIN(self.text, self.end, self.limit)
        if plain is not None:
            self.end = end = plain.end()
            self.advance()
            return StringLiteral(plain[1], start, end)
        pieces = Pieces()
        at = self.end
        while True:
            match = _QUOTED(self.text, at, self.limit)
            assert match is not None
            raw, stop = match.groups()
            if stop is None:
                hint = 'Close it with ". Texts of several lines are written as heredocs.'
                raise SyntaxFailure("a string is not closed on its line", start, match.end(), hint)
            if raw:
                pieces.text(unescape(raw, at), at, match.end(1))
            at = match.end()
            if stop == '"':
                break
            at = self._sequence(pieces, stop, match.start(2), at)
        self.end = at
        self.advance()
        return string(pieces.found, start, at)

    def heredoc(self) -> Expression:
        """The heredoc that opens at the current token."""
        start, opener = self.start, self.value
        indented = opener.startswith("<<-")
        word = opener[3 if indented else 2 :].rstrip()
        if self.closing_words.listed and self.closing_words.behind(word, self.end) < 0:
            raise _unclosed(start, opener, word)
        try:
            pieces, close = self._lines(self.end, word)
            if close < 0:
                raise _unclosed(start, opener, word)
            if indented:
                dedent(pieces)
            parts = assembled(melded(pieces))
        except SyntaxFailure as failure:
            failure.resume = max(failure.resume, self.closing_words.behind(word, start))
            raise
        self.end = close
        self.advance()
        return Heredoc(parts, start, close)

    def bare(self, start: int, end: int) -> Expression:
        """The text between two offsets as a template without quotes or escapes, as JSON holds it."""
        pieces, _ = self._lines(start, None)
        return string(pieces, start, end)

    def _lines(self, at: int, word: str | None) -> tuple[list[Piece], int]:
        """The pieces up to the line that holds ``word`` alone or the limit, and the end of that word or -1."""
        text, limit = self.text, self.limit
        pieces = Pieces()
        begins_line = True
        while at < limit:
            match = _LINE(text, at, limit)
            assert match is not None
            raw, stop = match.groups()
            if begins_line and word is not None and raw.strip() == word and stop == "\n":
                return pieces.found, at + len(raw.rstrip())
            if stop is None or stop == "\n":
                pieces.text(unmark(match[0]), at, match.end())
                at = match.end()
                begins_line = True
            else:
                if raw:
                    pieces.text(unmark(raw), at, match.end(1))
                at = self._sequence(pieces, stop, match.start(2), match.end())
                begins_line = False
        return pieces.found, -1

    def _sequence(self, pieces: Pieces, opener: str, start: int, at: int) -> int:
        """Read what stands in ``${...}`` or ``%{...}``; the offset behind it."""
        self.deeper(start)
        outside = self.brackets
        self.brackets = 1
        self.go_to(at)
        node = self.expression() if opener[0] == "$" else self._directive(start)
        stripped = self.kind == "~"
        if stripped:
            self._advance_to_brace()
        if self.kind != "}":
            raise self.expected("'}'")
        self.brackets = outside
        self.depth -= 1
        piece = node if isinstance(node, Control) else Interpolation(node, start, self.end)
        piece.end = self.end
        pieces.sequence(piece, opener[-1] == "~", stripped)
        return self.end

    def _advance_to_brace(self) -> None:
        """From ``~`` to the brace that must touch it."""
        at = self.end
        self.advance()
        if self.start != at:
            raise self.expected("'}' right behind '~'")

    def _directive(self, start: int) -> Control:
        keyword = self.value if self.kind == NAME else ""
        if keyword == "if":
            self.advance()
            return Control(keyword, start, self.expression())
        if keyword == "for":
            self.advance()
            key_name, value_name = self.for_names()
            return Control(keyword, start, self.expression(), key_name, value_name)
        if keyword not in ("else", "endif", "endfor"):
            raise self.expected("'if', 'else', 'endif', 'for' or 'endfor'")
        self.advance()
        return Control(keyword, start)

    def for_names(self) -> tuple[str, str]:
        """``key, value in`` or ``value in``; an empty key is none. Stands behind ``in``."""
        value_name, key_name = self.take(NAME, "a name for the elements"), ""
        if self.kind == ",":
            self.advance()
            key_name, value_name = value_name, self.take(NAME, "a name for the elements' values")
        if self.kind != NAME or self.value != "in":
            raise self.expected("'in' and a collection")
        self.advance()
        return key_name, value_name


def _unclosed(start: int, opener: str, word: str) -> SyntaxFailure:
    hint = f"Close it with a line that holds nothing but {word}, and has an end."
    return SyntaxFailure("a heredoc is not closed", start, start + len(opener.rstrip()), hint)


def string(pieces: list[Piece], start: int, end: int) -> Expression:
    """The node of a template: a literal where it has no sequences."""
    parts: list[TemplatePart] = assembled(melded(pieces))
    if not parts:
        return StringLiteral("", start, end)
    if len(parts) == 1 and isinstance(parts[0], TemplateText):
        return StringLiteral(parts[0].value, start, end)
    return TemplateString(parts, start, end)


def melded(pieces: list[Piece]) -> list[Piece]:
    """Texts that touch each other as one text each.

    An empty text stays: it keeps ``" ${~ x}"`` from being the value of ``x`` itself.
    """
    found: list[Piece] = []
    run: list[TemplateText] = []
    for piece in pieces:
        if isinstance(piece, TemplateText):
            run.append(piece)
            continue
        if run:
            found.append(_joined(run))
            run = []
        found.append(piece)
    if run:
        found.append(_joined(run))
    return found


def _joined(run: list[TemplateText]) -> TemplateText:
    if len(run) == 1:
        return run[0]
    return TemplateText("".join(text.value for text in run), run[0].start, run[-1].end)


def dedent(pieces: list[Piece]) -> None:
    """Take from every line the blanks that all lines begin with; lines of blanks alone do not count.

    A line that begins with a sequence has none to give. What ``~`` has taken is gone before.
    """
    fewest = -1
    adjusted: list[TemplateText] = []
    begins_line = True
    for piece in pieces:
        text = piece.value if isinstance(piece, TemplateText) else ""
        if begins_line:
            match = _INDENT(text)
            assert match is not None
            blanks = match.end()
            if not (text.endswith("\n") and blanks == len(text)):
                if isinstance(piece, TemplateText):
                    adjusted.append(piece)
                fewest = blanks if fewest < 0 else min(fewest, blanks)
        begins_line = text.endswith("\n")
    if fewest > 0:
        for one in adjusted:
            one.value = one.value[fewest:]
