"""What to do with a statement that cannot be read: report it, and find where the next one begins."""

from __future__ import annotations

from fastpath_checks.core.diagnostics import Diagnostic, Level
from fastpath_checks.core.spans import SourceFile, Span
from fastpath_checks.syntax.bicep.cursor import SyntaxFailure
from fastpath_checks.syntax.bicep.lexing import END, IDENTIFIER, NEWLINE, STRING, STRING_END, STRING_START, Tokens
from fastpath_checks.syntax.bicep.statements import Broken
from fastpath_checks.syntax.bicep.type_parsing import TypeReader

ERROR_LIMIT = 20
"""Errors reported of one file; later statements are still read."""

_OPENING = frozenset(("{", "[", "(", STRING_START))
_CLOSING = frozenset(("}", "]", ")", STRING_END))
_AFTER_KEYWORD = frozenset((IDENTIFIER, STRING, STRING_START, "{", "*", "="))


class RecoveringReader(TypeReader):
    """A reader that goes on after an error. ``keywords`` are the words that begin statements."""

    __slots__ = ("diagnostics", "file", "keywords")

    def __init__(self, tokens: Tokens, file: SourceFile, keywords: frozenset[str]) -> None:
        super().__init__(tokens)
        self.file = file
        self.keywords = keywords
        self.diagnostics: list[Diagnostic] = []

    def report(self, failure: SyntaxFailure) -> None:
        if len(self.diagnostics) >= ERROR_LIMIT:
            return
        start, end = self.spans[failure.index]
        if self.kinds[failure.index] == NEWLINE:
            end = start
        self.diagnostics.append(
            Diagnostic(
                "syntax-error", Level.ERROR, failure.summary, span=Span(self.file, start, end), hint=failure.hint
            )
        )

    def broken(self, keyword_at: int, end: int) -> Broken:
        while end > keyword_at + 1 and self.kinds[end - 1] == NEWLINE:
            end -= 1
        named = self.kinds[keyword_at + 1] == IDENTIFIER if self.kinds[keyword_at] == IDENTIFIER else False
        return Broken(
            self.texts[keyword_at] if self.kinds[keyword_at] == IDENTIFIER else "",
            self.texts[keyword_at + 1] if named else "",
            self.spans[keyword_at][0],
            self.spans[end - 1][1],
        )

    def _column(self, index: int) -> int:
        start = self.spans[index][0]
        return start - self.file.text.rfind("\n", 0, start)

    def _begins_statement(self, index: int, perhaps_misspelled: bool) -> bool:
        kind = self.kinds[index]
        if kind != IDENTIFIER:
            return kind == "@" or kind == END
        following = self.kinds[index + 1]
        if self.texts[index] in self.keywords:
            return following in _AFTER_KEYWORD
        return perhaps_misspelled and following == IDENTIFIER and self.texts[index] != "for"

    def next_statement(self, begin: int, failed: int) -> int:
        """Where to go on: at a line that begins a statement, outside this one's brackets or not right of its column.

        A bracket that was never closed is noticed late: the lines before ``failed`` are candidates too.
        """
        column = self._column(begin)
        open_brackets = 0
        for index in range(begin, len(self.kinds) - 1):
            kind = self.kinds[index]
            if kind in _OPENING:
                open_brackets += 1
            elif kind in _CLOSING:
                open_brackets -= 1
            elif (
                kind == NEWLINE
                and (self.kinds[index + 1] == IDENTIFIER or index + 1 >= failed)
                and self._begins_statement(index + 1, index + 1 >= failed)
                and ((open_brackets <= 0 and index >= failed) or self._column(index + 1) <= column)
            ):
                return index + 1
        return len(self.kinds) - 1

    def end_of_nested(self, begin: int, failed: int) -> int | None:
        """The end of the line on which a nested declaration's brackets are closed; None if they are not."""
        column = self._column(begin)
        open_brackets = self._open_brackets(begin, failed)
        for index in range(failed, len(self.kinds) - 1):
            kind = self.kinds[index]
            if kind in _OPENING:
                open_brackets += 1
            elif kind in _CLOSING:
                open_brackets -= 1
                if open_brackets < 0:
                    return None
            elif kind == NEWLINE:
                if open_brackets == 0:
                    return index
                if self._begins_statement(index + 1, False) and self._column(index + 1) < column:
                    return None
        return None

    def _open_brackets(self, begin: int, end: int) -> int:
        kinds = self.kinds[begin:end]
        return sum(kind in _OPENING for kind in kinds) - sum(kind in _CLOSING for kind in kinds)
