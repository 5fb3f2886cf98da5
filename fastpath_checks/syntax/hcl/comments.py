"""The comments of a file, listed when someone asks."""

from __future__ import annotations

import re
from typing import NamedTuple

from fastpath_checks.core.spans import SourceFile
from fastpath_checks.syntax.hcl.identifiers import IDENTIFIER

_CODE = re.compile(rf'(")|(#[^\r\n]*|//[^\r\n]*)|(/\*)|<<-?({IDENTIFIER})\r?\n|(\{{)|(\}})')
_STRING = re.compile(r'(?:[^"\\$%\n]+|\\.|(?:\$\$|%%)\{|\$(?!\{)|%(?!\{))*("|\n|[$%]\{)?')
_HEREDOC = re.compile(r"(?:[^$%\n]+|(?:\$\$|%%)\{|\$(?!\{)|%(?!\{))*(\n|[$%]\{)?")


class Comment(NamedTuple):
    """``# ...`` or ``// ...`` without its line end, or ``/* ... */``."""

    start: int
    end: int


class _Inside:
    """What surrounds the place: a quoted string, a heredoc with its word, or the code of a ``${`` in one of them."""

    __slots__ = ("braces", "kind", "word")

    def __init__(self, kind: str, word: str = "") -> None:
        self.kind = kind
        self.word = word
        self.braces = 0


def list_comments(file: SourceFile) -> list[Comment]:
    """Every comment in the order of the text, none that stands in a string or a heredoc."""
    text = file.text
    found: list[Comment] = []
    if "#" not in text and "//" not in text and "/*" not in text:
        return found
    stack = [_Inside("code")]
    at = 0
    while at < len(text):
        inside = stack[-1]
        if inside.kind == "code":
            at = _code(text, at, stack, found)
        else:
            at = _template(text, at, stack)
    return found


def _code(text: str, at: int, stack: list[_Inside], found: list[Comment]) -> int:
    """Go to the next thing of interest in code; the offset behind it."""
    mark = _CODE.search(text, at)
    if mark is None:
        return len(text)
    quote, line, block, word, opened, closed = mark.groups()
    inside = stack[-1]
    at = mark.end()
    if quote:
        stack.append(_Inside("string"))
    elif line:
        found.append(Comment(mark.start(), at))
    elif block:
        close = text.find("*/", at)
        at = len(text) if close < 0 else close + 2
        found.append(Comment(mark.start(), at))
    elif word:
        stack.append(_Inside("heredoc", word))
    elif opened:
        inside.braces += 1
    elif closed and len(stack) > 1:
        inside.braces -= 1
        if inside.braces < 0:
            stack.pop()
    return at


def _template(text: str, at: int, stack: list[_Inside]) -> int:
    """Go to the next sequence, or the end, of a string or a heredoc; the offset behind it."""
    inside = stack[-1]
    heredoc = inside.kind == "heredoc"
    match = (_HEREDOC if heredoc else _STRING).match(text, at)
    assert match is not None
    stop = match[1]
    if stop is None:
        return len(text)
    if stop[0] in "$%":
        stack.append(_Inside("code"))
    elif heredoc:
        if text[at : match.end()].strip() == inside.word and text.startswith("\n", at - 1):
            stack.pop()
    else:
        stack.pop()
    return match.end()
