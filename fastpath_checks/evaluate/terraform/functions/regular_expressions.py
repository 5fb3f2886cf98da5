"""RE2 patterns, run by Python's engine where both mean the same."""

from __future__ import annotations

import re
from typing import Any

from fastpath_checks.core.values import Known
from fastpath_checks.evaluate.terraform.failures import Unmodelled
from fastpath_checks.evaluate.terraform.functions.signatures import Function, declare, refuse, texts
from fastpath_checks.evaluate.terraform.shapes import ListData
from fastpath_checks.evaluate.terraform.type_constraints import STRING, Type

PATTERN_LIMIT = 2_000
SUBJECT_LIMIT = 20_000
_CLASSES = {
    "alnum": "0-9A-Za-z", "alpha": "A-Za-z", "ascii": r"\x00-\x7F", "blank": r"\t ", "cntrl": r"\x00-\x1F\x7F",
    "digit": "0-9", "graph": "!-~", "lower": "a-z", "print": " -~", "punct": r"!-/:-@\[-`{-~", "space": r"\t\n\v\f\r ",
    "upper": "A-Z", "word": "0-9A-Za-z_", "xdigit": "0-9A-Fa-f",
}  # fmt: skip
_CLASS = re.compile(r"\[:(\^?)([a-z]+):\]")
_NESTED = re.compile(r"[+*}]\)[+*{]")


def _translated(pattern: str) -> re.Pattern[str]:
    """The pattern as Python reads it; refuses what RE2 refuses, Unmodelled what may differ."""
    if len(pattern) > PATTERN_LIMIT or _NESTED.search(pattern):
        raise Unmodelled("regular expression that may take very long")
    parts: list[str] = []
    in_class = False
    at = 0
    while at < len(pattern):
        if in_class and pattern.startswith("[:", at):
            match = _CLASS.match(pattern, at)
            if match is None or match[2] not in _CLASSES or match[1]:
                raise Unmodelled("character class")
            parts.append(_CLASSES[match[2]])
            at = _hyphen(pattern, match.end(), parts)
            continue
        one = pattern[at]
        if one == "\\":
            escaped = pattern[at + 1 : at + 2]
            parts.append(_escape(escaped, in_class))
            at += 2
            if in_class and escaped in "dDwWs":
                at = _hyphen(pattern, at, parts)
            continue
        if in_class:
            in_class = one != "]"
            parts.append("\\" + one if one in "[&~|" else one)
        elif one == "[":
            in_class = True
            parts.append(one)
            if pattern.startswith("^", at + 1):
                parts.append("^")
                at += 1
            if pattern.startswith("]", at + 1):
                parts.append("\\]")
                at += 1
        elif one == "$":
            parts.append("$" if _multiline(pattern) else r"\Z")
        elif one == "(" and pattern.startswith("(?", at):
            at = _group(pattern, at, parts)
            continue
        elif one == "+" and at and pattern[at - 1] in "*+?}" and not pattern.endswith("\\" + pattern[at - 1], 0, at):
            raise refuse("this regular expression repeats a repetition")
        else:
            parts.append(one)
        at += 1
    try:
        return re.compile("".join(parts), re.ASCII)
    except (re.error, OverflowError, RecursionError) as error:
        raise refuse(f"this is not a regular expression: {error}") from error


def _hyphen(pattern: str, at: int, parts: list[str]) -> int:
    """Copy the hyphen that follows a class inside of brackets, where it is one: RE2 makes no range of it."""
    if not pattern.startswith("-", at) or pattern.startswith("-]", at):
        return at
    if pattern.startswith("--", at):
        raise Unmodelled("character class")
    parts.append("\\-")
    return at + 1


def _multiline(pattern: str) -> bool:
    return re.match(r"\(\?[is]*m", pattern) is not None


def _escape(letter: str, in_class: bool) -> str:
    if letter == "z" and not in_class:
        return r"\Z"
    if letter == "A" and not in_class:
        return r"\A"
    if letter in "dDwWsSbBnrtfvx" and letter:
        if letter == "s":
            return r"\t\n\f\r " if in_class else r"[\t\n\f\r ]"
        if letter == "S":
            if in_class:
                raise Unmodelled("character class")
            return r"[^\t\n\f\r ]"
        if letter in "bB" and in_class:
            raise refuse("this is not a regular expression")
        return "\\" + letter
    if letter.isalnum() or not letter:
        if letter in ("p", "P", "Q", "a", "C"):
            raise Unmodelled("regular expression escape")
        raise refuse("this is not a regular expression")
    return "\\" + letter


def _group(pattern: str, at: int, parts: list[str]) -> int:
    """Copy the opening of a ``(?...`` group; where it ends."""
    match = re.compile(r"\(\?(?:P?<([A-Za-z_]\w*)>|:|([is]*)([):]))").match(pattern, at)
    if match is None:
        flags = re.compile(r"\(\?([imsU-]+)([):])").match(pattern, at)
        if flags is None:
            raise refuse("this is not a regular expression that Terraform knows")
        if at == 0 and flags[2] == ")" and set(flags[1]) <= set("ims"):
            parts.append(flags[0])
            return flags.end()
        raise Unmodelled("regular expression flags")
    if match[1]:
        parts.append(f"(?P<{match[1]}>")
    elif match[3] == ")" and at != 0:
        raise Unmodelled("regular expression flags")
    else:
        parts.append(match[0])
    return match.end()


def _searchable(text: str, pattern: re.Pattern[str]) -> str:
    if len(text) > SUBJECT_LIMIT:
        raise Unmodelled("regular expression on a long text")
    if pattern.flags & re.IGNORECASE and not text.isascii():
        raise Unmodelled("regular expression without case beyond ASCII")
    return text


def _captured(pattern: re.Pattern[str], match: re.Match[str]) -> Any:
    if not pattern.groups:
        return match[0]
    if pattern.groupindex:
        if len(pattern.groupindex) != pattern.groups:
            raise refuse("named and unnamed groups cannot stand together")
        return {name: match[name] for name in pattern.groupindex}
    return list(match.groups())


def find(pattern: str, text: str) -> Any:
    """``regex``: the first match, its groups where there are any."""
    compiled = _translated(pattern)
    match = compiled.search(_searchable(text, compiled))
    if match is None:
        raise refuse("the pattern did not match")
    return _captured(compiled, match)


def find_all(pattern: str, text: str) -> Any:
    """``regexall``: all matches."""
    compiled = _translated(pattern)
    found = [_captured(compiled, match) for match in compiled.finditer(_searchable(text, compiled))]
    if not compiled.groups:
        return texts(found)
    if compiled.groupindex:
        kind = Type("object", attributes=dict.fromkeys(compiled.groupindex, STRING))
        return ListData([Known({name: Known(part) for name, part in one.items()}) for one in found], kind)
    kind = Type("tuple", items=(STRING,) * compiled.groups)
    return ListData([Known([Known(part) for part in one]) for one in found], kind)


def substitute(pattern: str, text: str, new: str) -> str:
    """``replace`` with a pattern: ``$1`` and ``${name}`` stand for groups."""
    compiled = _translated(pattern)
    parts = re.split(r"\$(?:\{(\w+)\}|(\w+)|(\$))", new)

    def expanded(match: re.Match[str]) -> str:
        made = [parts[0]]
        for at in range(1, len(parts), 4):
            name = parts[at] or parts[at + 1]
            if name is None:
                made.append("$")
            elif name.isdigit():
                made.append(match[int(name)] or "" if int(name) <= compiled.groups else "")
            else:
                made.append(match[name] or "" if name in compiled.groupindex else "")
            made.append(parts[at + 3])
        return "".join(made)

    return compiled.sub(expanded, _searchable(text, compiled))


FUNCTIONS: dict[str, Function] = {
    "regex": declare("text text", find),
    "regexall": declare("text text", find_all),
}
