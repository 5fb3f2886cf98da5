"""What to do with a statement, or a member of an object, that cannot be read: report it, and find where to go on."""

from __future__ import annotations

from fastpath_checks.core.diagnostics import Diagnostic, Level
from fastpath_checks.core.spans import SourceFile, Span
from fastpath_checks.syntax.bicep.cursor import SyntaxFailure
from fastpath_checks.syntax.bicep.lexing import END, IDENTIFIER, NEWLINE, STRING, STRING_END, STRING_START, Tokens
from fastpath_checks.syntax.bicep.nodes import Identifier, InterpolatedString, Property, Spread, String, Unread
from fastpath_checks.syntax.bicep.statements import Broken
from fastpath_checks.syntax.bicep.type_parsing import TypeReader

ERROR_LIMIT = 20
"""Errors reported of one file; later statements are still read."""

ATTEMPTS_LIMIT = 8
"""Objects around an error that look for the end of the member that it stands in."""

_PARTNERS = {"}": "{", "]": "[", ")": "(", STRING_END: STRING_START}
_OPENING = frozenset(_PARTNERS.values())
_CLOSING = frozenset(_PARTNERS)
_AFTER_KEYWORD = frozenset((IDENTIFIER, STRING, STRING_START, "{", "*", "="))


class RecoveringReader(TypeReader):
    """A reader that goes on after an error. ``keywords`` are the words that begin statements."""

    __slots__ = ("diagnostics", "file", "keyword_at", "keywords")

    def __init__(self, tokens: Tokens, file: SourceFile, keywords: frozenset[str]) -> None:
        super().__init__(tokens)
        self.file = file
        self.keywords = keywords
        self.keyword_at = -1
        self.diagnostics: list[Diagnostic] = []

    def report(self, failure: SyntaxFailure) -> None:
        start, end = self.spans[failure.index]
        if self.kinds[failure.index] == NEWLINE:
            end = start
        self._say("syntax-error", failure.summary, start, end, failure.hint)

    def _say(self, code: str, summary: str, start: int, end: int, hint: str = "") -> None:
        if len(self.diagnostics) < ERROR_LIMIT:
            self.diagnostics.append(Diagnostic(code, Level.ERROR, summary, span=Span(self.file, start, end), hint=hint))

    def lost_member(self, begin: int, failure: SyntaxFailure) -> Property | Spread:
        end = self._end_of_member(begin, failure.index) if failure.attempts < ATTEMPTS_LIMIT else None
        failure.attempts += 1
        if end is None:
            raise failure
        self.report(failure)
        self.at = end
        start = self.spans[begin][0]
        unread = Unread(start, self.spans[end - 1][1])
        if not self._is_one_property(begin, end, failure.index):
            return Spread(unread, start, unread.end)
        named = Identifier if self.kinds[begin] == IDENTIFIER else String
        return Property(named(self.texts[begin], *self.spans[begin]), unread, start, unread.end)

    def _end_of_member(self, begin: int, failed: int) -> int | None:
        """The line end, comma or brace that ends a member; None where its brackets, or its column, leave a doubt."""
        column = self._column(begin)
        if self._begins_statement(begin, False) or (self.keyword_at >= 0 and column <= self._column(self.keyword_at)):
            return None
        kinds = self.kinds
        open_brackets: list[str] = []
        for index in range(begin, len(kinds) - 1):
            kind = kinds[index]
            if kind in _CLOSING:
                if not open_brackets:
                    return index if kind == "}" and failed <= index and begin < index else None
                if open_brackets.pop() != _PARTNERS[kind]:
                    return None
            elif kind in _OPENING:
                open_brackets.append(kind)
            elif not open_brackets and index >= failed:
                if kind == ",":
                    return index
                if kind == NEWLINE:
                    return index if kinds[index + 1] == "}" or self._column(index + 1) == column else None
        return None

    def _is_one_property(self, begin: int, end: int, failed: int) -> bool:
        """Whether the tokens are ``name: ...`` and nothing that may be a second member."""
        kinds = self.kinds
        if kinds[begin] not in (IDENTIFIER, STRING) or kinds[begin + 1] != ":" or failed < begin + 2:
            return False
        depth = questions = 0
        for index in range(begin + 2, end):
            kind = kinds[index]
            depth += (kind in _OPENING) - (kind in _CLOSING)
            if depth == 0:
                questions += kind == "?"
                questions -= kind == ":"
                if questions < 0 or kind == NEWLINE or kind == "...":
                    return False
        return True

    def told_twice(self, members: list[Property | Spread]) -> list[Property | Spread]:
        """The compiler refuses them; which of the two is meant, nobody can say."""
        kept: list[Property | Spread] = []
        first: dict[str, int] = {}
        for member in members:
            name = _name(member.key) if isinstance(member, Property) else None
            if name is None or name not in first:
                if name is not None:
                    first[name] = len(kept)
                kept.append(member)
            elif isinstance(member, Property):
                key, value = member.key, member.value
                self._say("duplicate-key", f"the property '{name}' is written twice", key.start, key.end)
                kept[first[name]] = Property(key, Unread(value.start, value.end), key.start, value.end)
        return kept

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

    def is_left_over(self, index: int, after: int) -> bool:
        """Whether a token that begins a line seems to belong to the statement before it, which begins at another."""
        return self.kinds[index] in _CLOSING or self._column(index) > self._column(after)

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


def _name(key: Identifier | String | InterpolatedString) -> str | None:
    match key:
        case Identifier(name) | String(name):
            return name
    return None
