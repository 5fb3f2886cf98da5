"""The inputs that files declare as sensitive, by plain text search: what no report may show of them.

Values are judged by the evaluators, which never look at a sensitive one. This is for the code that reports show around
a range: it may hold the default of such an input, or what is given to it. Too many names do no harm; one too few does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from fastpath_checks.core.spans import SourceFile

REACH = 50_000
"""Code points in which a declaration's braces are looked for."""

_VARIABLE = re.compile(r'^(?P<indent>[ \t]*)variable[ \t]+"?(?P<name>[^\s"{]+)"?[ \t]*\{', re.MULTILINE)
_MARKED = re.compile(r"\b(?:sensitive|ephemeral)\s*=\s*true\b")
_SECURE_DECORATOR = re.compile(
    r"@(?:sys\.)?secure\(\)(?:\s|//[^\n]*|@[^\n]*)*(?:(?:param|output|type)[ \t]+)?(\w+)", re.ASCII
)
_NEXT_STATEMENT = re.compile(
    r"^(?:param|var|resource|module|output|type|func|import|metadata|targetScope|@)", re.MULTILINE
)
_SECURE_OBJECT = re.compile(r'"sensitive"\s*:\s*true\b|"type"\s*:\s*"secure(?:string|object)"', re.IGNORECASE)
_KEY_BEFORE = re.compile(r'"([^"\\\n]+)"\s*:\s*$')


class SensitiveInput(NamedTuple):
    """The name of an input, and the half-open range of the text that declares it."""

    name: str
    start: int
    end: int


def sensitive_names(files: Iterable[SourceFile]) -> frozenset[str]:
    """The names of the sensitive inputs of all files: one declares them, another gives them values."""
    return frozenset(one.name for file in files for one in sensitive_inputs(file.text) if one.name)


def sensitive_inputs(text: str) -> Iterator[SensitiveInput]:
    """What a file of any of the languages declares as sensitive."""
    if "variable" in text and ("sensitive" in text or "ephemeral" in text):
        yield from _variables(text)
    if "secure()" in text:
        yield from _decorated(text)
    if '"' in text:
        yield from _objects(text)


def _variables(text: str) -> Iterator[SensitiveInput]:
    for match in _VARIABLE.finditer(text):
        after = _end_of_block(text, match.end(), match["indent"])
        if _MARKED.search(text, match.end(), after):
            yield SensitiveInput(match["name"], match.start(), after)


def _end_of_block(text: str, start: int, indent: str) -> int:
    """Where a block closes: on the line on which it opens, or at the first brace below its keyword."""
    line_end = text.find("\n", start)
    line = text[start : line_end if line_end >= 0 else len(text)]
    if line.count("}") > line.count("{"):
        return start + len(line)
    closing = text.find(f"\n{indent}}}", start)
    return closing if closing >= 0 else len(text)


def _decorated(text: str) -> Iterator[SensitiveInput]:
    for match in _SECURE_DECORATOR.finditer(text):
        after = _NEXT_STATEMENT.search(text, match.end())
        yield SensitiveInput(match[1], match.start(), after.start() if after is not None else len(text))


def _objects(text: str) -> Iterator[SensitiveInput]:
    for match in _SECURE_OBJECT.finditer(text):
        start = _brace(text, match.start(), -1)
        end = _brace(text, match.end(), 1)
        key = _KEY_BEFORE.search(text, max(start - 300, 0), start)
        yield SensitiveInput(key[1] if key is not None else "", start, end)


def _brace(text: str, at: int, step: int) -> int:
    """The offset of the brace that encloses a place, to the left or to the right of it."""
    inward, outward = ("}", "{") if step < 0 else ("{", "}")
    depth = 0
    stop = max(at - REACH, -1) if step < 0 else min(at + REACH, len(text))
    for index in range(at - 1 if step < 0 else at, stop, step):
        if text[index] == inward:
            depth += 1
        elif text[index] == outward:
            if depth == 0:
                return index
            depth -= 1
    return at
