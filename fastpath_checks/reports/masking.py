"""Literals that a code frame never shows: what is given to names that sound like secrets, and sensitive inputs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from fastpath_checks.core.spans import SourceFile, Span
from fastpath_checks.engine.sensitive import sensitive_inputs

MASK = "***"

_WORDS = ("passw", "pwd", "secret", "token", "credential", "certificate", "connectionstring", "connection_string")
_LITERAL = r""" "(?:[^"\\]|\\.)*"? | '(?:[^'\\]|\\.)*'? """
_INPUT_ENDINGS = (".tfvars", ".tfvars.json", ".bicepparam")
_HEADER = re.compile(r"\s*\w+(?:\s+\"[\w.-]*\")+\s*\{\s*")
"""The first line of a block of HCL: its literals are labels, not values."""
_INPUT_SIGNS = re.compile(r'"planned_values"|"resource_changes"|deploymentParameters\.json', re.IGNORECASE)


class Mask(NamedTuple):
    """``names`` are inputs that some file declares as sensitive; ``everything`` masks every literal."""

    names: frozenset[str] = frozenset()
    everything: bool = False


def masked_ranges(file: SourceFile, start: int, text: str, mask: Mask, shown: Span | None) -> Iterator[tuple[int, int]]:
    """The half-open ranges to mask in a piece of a line that begins at an offset of its file.

    Of a file that gives inputs or planned values, ``shown`` is the only literal that may be seen.
    """
    if _HEADER.fullmatch(text):
        return
    is_json = file.path.endswith(".json")
    if mask.everything:
        yield from literal_ranges(text, is_json)
        return
    yield from secret_ranges(text, mask.names)
    declared = (*_declared(file), *_given(file, mask.names))
    gives = _gives_values(file)
    if not declared and not gives:
        return
    for first, beyond in literal_ranges(text, is_json):
        at = start + first
        in_shown = shown is not None and shown.start <= at < shown.end
        if (gives and not in_shown) or any(one <= at < other for one, other in declared):
            yield first, beyond


def secret_ranges(text: str, names: frozenset[str] = frozenset()) -> Iterator[tuple[int, int]]:
    """The half-open ranges of literals in a line that are given to one of the names, or to one that sounds secret."""
    folded = text.lower()
    if "key" in folded or "sensitive" in folded or any(word in folded for word in _WORDS):
        for match in _assigned(_SOUNDING).finditer(text):
            yield match.span("literal")
    near = frozenset(name for name in names if name.lower() in folded)
    if near:
        for match in _assigned("|".join(map(re.escape, sorted(near)))).finditer(text):
            yield match.span("literal")


def literal_ranges(text: str, is_json: bool = False) -> Iterator[tuple[int, int]]:
    """The half-open ranges of all literals in a line; those of JSON but for the keys."""
    for match in _literals().finditer(text):
        if not (is_json and text[match.end() :].lstrip().startswith(":")):
            yield match.span()


_SOUNDING = rf"(?: {'|'.join(_WORDS)} ) [\w-]{{0,60}} | key | \b sensitive \("


@lru_cache(maxsize=256)
def _assigned(name: str) -> re.Pattern[str]:
    """A name that one of the alternatives ends, and the literal that it is given.

    Names that sound secret hold such a word, or end in ``key`` as ``shared_key`` and ``authorizationKey`` do. Bicep
    writes a type between the two, ARM an object around the literal. Compiled only for a line that needs it.
    """
    return re.compile(
        rf"""
        (?: {name} )
        (?: (?<=\() \s* | ["']? (?: \s+ \w{{1,60}} \??)? \s* [:=] \s* )
        (?: \{{ [^{{}}]{{0,200}}? "(?:default)?value" \s* : \s* )?
        (?P<literal> {_LITERAL} )
        """,
        re.IGNORECASE | re.VERBOSE,
    )


@lru_cache(maxsize=1)
def _literals() -> re.Pattern[str]:
    return re.compile(rf"{_LITERAL} | (?<![\w.])(?:true|false|-?\d[\w.]*)(?![\w.])", re.VERBOSE)


@lru_cache(maxsize=64)
def _declared(file: SourceFile) -> tuple[tuple[int, int], ...]:
    return tuple((one.start, one.end) for one in sensitive_inputs(file.text))


@lru_cache(maxsize=64)
def _given(file: SourceFile, names: frozenset[str]) -> tuple[tuple[int, int], ...]:
    """The ranges of the objects and lists that are given to one of the names, over however many lines."""
    if not names:
        return ()
    given = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(names)))})[\"']?\s*[:=]\s*(?=[{{\[])", re.IGNORECASE)
    return tuple((match.end(), _closing(file.text, match.end())) for match in given.finditer(file.text))


def _closing(text: str, start: int) -> int:
    """Behind the bracket that closes the one at a place, brackets inside texts counted, too; the end without one."""
    depth = 0
    for match in re.compile(r"[\[\]{}]").finditer(text, start):
        depth += 1 if match.group() in "[{" else -1
        if depth == 0:
            return match.end()
    return len(text)


@lru_cache(maxsize=64)
def _gives_values(file: SourceFile) -> bool:
    name = file.path.rpartition("/")[2]
    if name.endswith(_INPUT_ENDINGS) or ("parameters." in name and name.endswith(".json")):
        return True
    return name.endswith(".json") and _INPUT_SIGNS.search(file.text) is not None
