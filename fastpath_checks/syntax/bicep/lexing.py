"""Text -> tokens. A string with interpolation becomes several: its texts, and the tokens of its expressions between."""

from __future__ import annotations

import re

from fastpath_checks.syntax.bicep.nodes import Comment

IDENTIFIER = "identifier"
NEWLINE = "newline"
INTEGER = "integer"
STRING = "string"
STRING_START = "string-start"
STRING_MIDDLE = "string-middle"
STRING_END = "string-end"
BAD = "bad"
END = "end"

_TOKEN = re.compile(
    r"""[ \t]*(?:
    ([A-Za-z_][A-Za-z0-9_]*)
  | ([\r\n][ \t\r\n]*)
  | (\.\.\.|=>|::|\?\?|==|!=|=~|!~|<=|>=|&&|\|\||[()\[\],.:?!<>+\-*%=@|^]|/(?![/*]))
  | '(?!'')([^'\\$\r\n]*)'
  | ([{}])
  | ([0-9]+)
  | (//[^\r\n]*|/\*.*?\*/)
  | (\#(?:disable-next-line|disable-diagnostics|restore-diagnostics)[^\r\n]*)
  | (\$*'''|')
  | ([\s\ufeff]+)
  | (.)
  | \Z)""",
    re.VERBOSE | re.DOTALL,
)
_IDENTIFIER, _NEWLINE, _OPERATOR, _STRING, _BRACE, _INTEGER, _COMMENT, _PRAGMA, _QUOTE, _BLANK, _BAD = range(1, 12)

_TEXT = re.compile(r"((?:[^'\\$\r\n]|\\u\{[0-9A-Fa-f]+\}|\\[^\r\n]|\$(?!\{))*)(\$\{|')")
_LINE = re.compile(r"[^\r\n]*")
_ESCAPE = re.compile(r"\\(?:u\{([0-9A-Fa-f]{1,8})\}|(.))")
_ESCAPED = {"n": "\n", "r": "\r", "t": "\t", "\\": "\\", "'": "'", "$": "$"}
_AT_LEFT_EDGE = re.compile(
    r"(?:@[A-Za-z_]|(?:targetScope|metadata|param|var|resource|module|output|type|func|import|extension|using|assert)"
    r"[ \t]+[A-Za-z_'{*=])"
)


class Tokens:
    """Parallel lists: what a token is, its text (a string's value), and its ``(start, end)``.

    An operator's kind is its own text. Line ends are one token for any number of them; the last token is ``END``.
    ``faults`` says, by index, what is wrong with each ``BAD`` token: a summary and a hint.
    """

    __slots__ = ("comments", "faults", "kinds", "spans", "texts")

    def __init__(self) -> None:
        self.kinds: list[str] = []
        self.texts: list[str] = []
        self.spans: list[tuple[int, int]] = []
        self.comments: list[Comment] = []
        self.faults: dict[int, tuple[str, str]] = {}

    def add(self, kind: str, text: str, start: int, end: int) -> None:
        self.kinds.append(kind)
        self.texts.append(text)
        self.spans.append((start, end))

    def add_fault(self, summary: str, hint: str, start: int, end: int) -> None:
        self.faults[len(self.kinds)] = (summary, hint)
        self.add(BAD, "", start, end)


class _Hole:
    """An open ``${``: how many dollar signs its string asks for (0: a string of one line), and its open braces."""

    __slots__ = ("braces", "dollars")

    def __init__(self, dollars: int) -> None:
        self.dollars = dollars
        self.braces = 0


def tokenize(text: str) -> Tokens:
    """All tokens of a text. Never fails: what is no token becomes a ``BAD`` one."""
    tokens = Tokens()
    add_kind, add_text, add_span = tokens.kinds.append, tokens.texts.append, tokens.spans.append
    holes: list[_Hole] = []
    at: int | None = 0
    while at is not None:
        begin, at = at, None
        for match in _TOKEN.finditer(text, begin):
            group = match.lastindex
            if group == _IDENTIFIER:
                add_kind(IDENTIFIER)
            elif group == _OPERATOR:
                operator = match[_OPERATOR]
                add_kind(operator)
                add_text(operator)
                add_span(match.span(_OPERATOR))
                continue
            elif group == _NEWLINE:
                if holes and text[match.end() - 1] in "\r\n" and _AT_LEFT_EDGE.match(text, match.end()):
                    # A string that was never closed must not swallow the declarations after it.
                    holes.clear()
                if not tokens.kinds or tokens.kinds[-1] != NEWLINE:
                    add_kind(NEWLINE)
                    add_text("\n")
                    add_span(match.span(_NEWLINE))
                continue
            elif group == _STRING:
                add_kind(STRING)
                add_text(match[_STRING])
                start, end = match.span(_STRING)
                add_span((start - 1, end + 1))
                continue
            elif group == _BRACE:
                brace = match[_BRACE]
                if holes:
                    hole = holes[-1]
                    if brace == "{":
                        hole.braces += 1
                    elif hole.braces:
                        hole.braces -= 1
                    else:
                        holes.pop()
                        start = match.start(_BRACE)
                        at = _string(text, start, start + 1, hole.dollars, False, tokens, holes)
                        break
                add_kind(brace)
            elif group == _INTEGER:
                add_kind(INTEGER)
            elif group == _COMMENT:
                tokens.comments.append(Comment(*match.span(_COMMENT)))
                continue
            elif group == _QUOTE:
                start, end = match.span(_QUOTE)
                at = _string(text, start, end, end - start - 3 if end - start > 1 else -1, True, tokens, holes)
                break
            elif group == _BAD:
                start, end = match.span(_BAD)
                at = _bad(text, start, end, tokens)
                break
            else:
                continue
            add_text(match[group])
            add_span(match.span(group))
    tokens.add(END, "", len(text), len(text))
    return tokens


def _string(text: str, start: int, at: int, dollars: int, first: bool, tokens: Tokens, holes: list[_Hole]) -> int:
    """Add the piece of a string that runs from ``at`` to its quote or hole; ``dollars`` is -1 on a single line."""
    if dollars < 0:
        match = _TEXT.match(text, at)
        if match is None:
            line = _LINE.match(text, at)
            end = line.end() if line else at
            tokens.add_fault("a string is not closed", "close it with ' on the same line, or use '''", start, end)
            return end
        opens = match[2] != "'"
        value, end = match[1], match.end()
        if "\\" in value:
            value = _unescape(value, match.start(1), tokens)
    else:
        close = text.find("'''", at)
        if close < 0:
            line = _LINE.match(text, start)
            end = line.end() if line else at
            tokens.add_fault("a multi-line string is not closed", "close it with '''", start, end)
            return end
        mark = "$" * dollars + "{"
        hole = text.find(mark, at, close) if dollars else -1
        opens = hole >= 0
        if opens:
            value, end = text[at:hole], hole + len(mark)
        else:
            # As in the compiler: of a longer run of quotes, the last three close the string.
            while text.startswith("'", close + 3):
                close += 1
            value, end = text[at:close], close + 3
        if first and value[:1] in ("\r", "\n"):
            value = value[2:] if value.startswith("\r\n") else value[1:]
    if opens:
        holes.append(_Hole(dollars))
        tokens.add(STRING_START if first else STRING_MIDDLE, value, start, end)
    else:
        tokens.add(STRING if first else STRING_END, value, start, end)
    return end


def _unescape(raw: str, offset: int, tokens: Tokens) -> str:
    def resolved(match: re.Match[str]) -> str:
        if match[1] is not None and int(match[1], 16) <= 0x10FFFF:
            return chr(int(match[1], 16))
        if match[2] in _ESCAPED:
            return _ESCAPED[match[2]]
        tokens.add_fault(
            f"{match[0]} is no escape sequence",
            r"escape with \\ \' \n \r \t \$ or \u{...}",
            offset + match.start(),
            offset + match.end(),
        )
        return match[0]

    return _ESCAPE.sub(resolved, raw)


def _bad(text: str, start: int, end: int, tokens: Tokens) -> int:
    character = text[start]
    if character == '"':
        closing = text.find('"', end)
        line = _LINE.match(text, end)
        line_end = line.end() if line else end
        end = closing + 1 if 0 <= closing < line_end else line_end
        tokens.add_fault("strings are written in single quotes", "write '...'", start, end)
    elif character == ";":
        tokens.add_fault("unexpected ';'", "a statement ends at the end of its line", start, end)
    elif text.startswith("/*", start):
        tokens.add_fault("a comment is not closed", "close it with */", start, start + 2)
        return len(text)
    else:
        tokens.add_fault(f"unexpected character {character!r}", "", start, end)
    return end
