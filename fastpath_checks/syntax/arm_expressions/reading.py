"""Template expressions: calls, texts in single quotes, numbers, ``.name`` and ``[key]``.

There is nothing else: no operators, and ``true``, ``false`` and ``null`` are functions (``true()``).
https://learn.microsoft.com/azure/azure-resource-manager/templates/template-expressions (2025-04-28)
"""

from __future__ import annotations

import re
from typing import NoReturn

from fastpath_checks.syntax.arm_expressions.nodes import Access, Call, Expression, Item, Malformed, Number, Text

DEPTH_LIMIT = 200
"""Calls, accesses and items inside each other; what is deeper is refused."""

DIGITS_LIMIT = 400

_NAME = r"[A-Za-z_$][\w$]*"
_OPERAND = re.compile(
    rf"\s*(?:({_NAME}(?:\.{_NAME})*)\s*\(|'([^']*(?:''[^']*)*)'(?!')|(-?[0-9]+(?:\.[0-9]+)?)(?![\w.])|(\)))"
)
_STEP = re.compile(rf"\s*(?:([,\])])|\.\s*(\??)\s*({_NAME})|\[\s*(\??))")
_BLANK = re.compile(r"\s*")
_NEXT_WORD = re.compile(rf"{_NAME}|.", re.DOTALL)


def is_expression(value: str) -> bool:
    """Whether a JSON text is an expression: ``[...]``, but not ``[[...``, which only looks like one."""
    return value[:1] == "[" and value[-1:] == "]" and len(value) > 1 and value[1] != "["


def literal_text(value: str) -> str:
    """What a JSON text that is no expression says: ``[[x]`` is ``[x]``, all others are as written."""
    return value[1:] if value[:2] == "[[" and value[-1] == "]" else value


def parse_expression(text: str, start: int, end: int) -> Expression | Malformed:
    """The expression in ``text[start:end]``, the range between the brackets; offsets count from the text's start."""
    try:
        return _read(text, start, end)
    except _Refused as refused:
        return refused.malformed


class _Refused(Exception):
    def __init__(self, malformed: Malformed) -> None:
        self.malformed = malformed


class _Frame:
    """A call whose ``)``, or an item whose ``]``, is still to come; ``depth`` is that of the deepest part so far."""

    __slots__ = ("arguments", "depth", "name", "opener", "safe", "source", "start")

    def __init__(self, name: str, source: Expression | None, safe: bool, start: int, opener: int, depth: int) -> None:
        self.name = name
        self.source = source
        self.safe = safe
        self.start = start
        self.opener = opener
        self.depth = depth
        self.arguments: list[Expression] = []


def _read(text: str, start: int, end: int) -> Expression:
    frames: list[_Frame] = []
    match_operand, match_step = _OPERAND.match, _STEP.match
    at = start
    node: Expression | None
    while True:
        operand = match_operand(text, at, end)
        if operand is None:
            _refuse_operand(text, at, end, frames)
        name, raw, digits, _closer = operand.groups()
        depth = 0
        if name is not None:
            if len(frames) >= DEPTH_LIMIT:
                _refuse("this is nested too deep", operand.start(1), operand.end(1))
            frames.append(_Frame(name, None, False, operand.start(1), operand.end() - 1, 0))
            at = operand.end()
            closing = match_operand(text, at, end)
            if closing is None or closing.group(4) is None:
                continue
            node = None
        elif raw is not None:
            node = Text(raw.replace("''", "'") if "'" in raw else raw, operand.start(2) - 1, operand.end(2) + 1)
            at = operand.end()
        elif digits is not None:
            if len(digits) > DIGITS_LIMIT:
                _refuse("this number has too many digits", operand.start(3), operand.end(3))
            node = Number(float(digits) if "." in digits else int(digits), operand.start(3), operand.end(3))
            at = operand.end()
        else:
            _refuse_operand(text, at, end, frames)
        while True:
            step = match_step(text, at, end)
            if step is None:
                if frames or node is None or _next(text, at, end)[0] < end:
                    _refuse_step(text, at, end, frames)
                return node
            mark, safe, property_name, item_safe = step.groups()
            at = step.end()
            if property_name is not None and node is not None:
                depth = _deeper(depth, node)
                node = Access(node, property_name, bool(safe), node.start, at)
            elif mark is None and node is not None:
                if len(frames) >= DEPTH_LIMIT:
                    _refuse("this is nested too deep", at - 1, at)
                frames.append(_Frame("", node, bool(item_safe), node.start, at - 1 - len(item_safe), depth))
                break
            elif not frames or (mark == "]") is (frames[-1].source is None):
                _refuse_step(text, step.start(), end, frames)
            else:
                frame = frames[-1]
                frame.depth = max(frame.depth, depth)
                if node is not None:
                    frame.arguments.append(node)
                if mark == ",":
                    if frame.source is not None:
                        _refuse_step(text, step.start(), end, frames)
                    break
                frames.pop()
                if frame.source is not None:
                    node = Item(frame.source, frame.arguments[0], frame.safe, frame.start, at)
                else:
                    node = Call(frame.name, tuple(frame.arguments), frame.start, at)
                depth = _deeper(frame.depth, node)


def _deeper(depth: int, node: Expression) -> int:
    if depth >= DEPTH_LIMIT:
        _refuse("this is nested too deep", node.start, node.end)
    return depth + 1


def _refuse(summary: str, start: int, end: int) -> NoReturn:
    raise _Refused(Malformed(summary, start, end))


def _next(text: str, at: int, end: int) -> tuple[int, int]:
    """The range of the word or character that comes next; empty at the end."""
    blank = _BLANK.match(text, at, end)
    at = blank.end() if blank is not None else at
    word = _NEXT_WORD.match(text, at, end)
    return at, word.end() if word is not None else at


def _refuse_operand(text: str, at: int, end: int, frames: list[_Frame]) -> NoReturn:
    start, stop = _next(text, at, end)
    if start == stop and frames:
        _refuse_step(text, at, end, frames)
    word = text[start:stop]
    if word == "'":
        _refuse("this text is never closed", start, end)
    if len(word) > 1 or word.isalpha():
        _refuse(f"'{word}' is no value: functions are called with parentheses", start, stop)
    _refuse("an expression is expected", start, stop)


def _refuse_step(text: str, at: int, end: int, frames: list[_Frame]) -> NoReturn:
    start, stop = _next(text, at, end)
    if not frames:
        _refuse("nothing is expected after the end of the expression", start, end)
    opener = frames[-1].opener
    if start == stop:
        _refuse(f"'{text[opener]}' is never closed", opener, opener + 1)
    expected = "',' or ')' is expected" if frames[-1].source is None else "']' is expected"
    _refuse(expected, start, stop)
