"""Where reading goes on behind an argument or a block that cannot be read."""

from __future__ import annotations

import re

from fastpath_checks.syntax.hcl.closing_words import ClosingWords
from fastpath_checks.syntax.hcl.identifiers import IDENTIFIER

TOP_LEVEL = frozenset(
    {
        "check", "data", "ephemeral", "import", "locals", "module", "moved", "output", "provider", "removed",
        "resource", "terraform", "variable",
    }
)  # fmt: skip
"""Block types of a file's top level, of which none but ``data`` and ``provider`` stands in another block."""

_LANDMARK = re.compile(
    rf"""
    "(?:[^"\\\n]|\\.)*"
    |(?:\#|//)[^\n]*
    |(/\*)
    |<<-?({IDENTIFIER})[ \t]*\r?\n
    |([{{\[(])
    |([}}\])])
    |(\n)""",
    re.VERBOSE,
)
_ITEM_LINE = re.compile(
    rf"""([ \t]*)(?:
    {IDENTIFIER}[ \t]*=(?![=>])
    |{IDENTIFIER}(?:[ \t]+(?:"[^"\n]*"|{IDENTIFIER}))*[ \t]*\{{
    |([}}\])])
    )""",
    re.VERBOSE,
).match


def indentation(text: str, at: int) -> int:
    """How many blanks the line begins with on which an offset lies."""
    begin = text.rfind("\n", 0, at) + 1
    end = begin
    while text.startswith((" ", "\t"), end):
        end += 1
    return end - begin


def find_next_item(text: str, start: int, resume: int, closing_words: ClosingWords) -> int:
    """The offset at which to go on after the item at ``start``, which has been given up.

    That is behind the line on which its brackets are closed, or before a line that is no part of it to judge by its
    indentation: in the midst of editing, brackets are not to be trusted. Never before ``resume``.
    """
    column = indentation(text, start)
    depth = 0
    at = max(start + 1, resume) if text.startswith(("}", "]", ")"), start) else max(start, resume)
    while True:
        mark = _LANDMARK.search(text, at)
        if mark is None:
            return len(text)
        at = mark.end()
        comment, heredoc, opened, closed, newline = mark.groups()
        if comment:
            close = text.find("*/", at)
            at = len(text) if close < 0 else close + 2
        elif heredoc:
            at = max(at - 1, closing_words.behind(heredoc, at))
        elif opened:
            depth += 1
        elif closed:
            depth -= 1
            if depth < 0:
                if closed == "}":
                    return mark.start()
                depth = 0
        elif newline:
            if depth == 0:
                return at
            line = _ITEM_LINE(text, at)
            if line is not None:
                blanks = len(line[1])
                if blanks < column or (blanks == column and line[2] is None):
                    return at
                if blanks == column:
                    depth = 1
