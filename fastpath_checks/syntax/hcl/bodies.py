"""Files and blocks: arguments and nested blocks, read in order. What is wrong is reported, and the rest is read."""

from __future__ import annotations

import re

from fastpath_checks.core.diagnostics import Diagnostic, Level
from fastpath_checks.core.spans import SourceFile, Span
from fastpath_checks.syntax.hcl.collections_for import word
from fastpath_checks.syntax.hcl.expressions import ExpressionReader, reference
from fastpath_checks.syntax.hcl.identifiers import IDENTIFIER
from fastpath_checks.syntax.hcl.lexing import (
    DEPTH_LIMIT,
    END,
    NAME,
    NEWLINE,
    QUOTE,
    SyntaxFailure,
    too_deep,
)
from fastpath_checks.syntax.hcl.nodes import Attribute, Block, Body, Expression, Literal, StringLiteral, Unread
from fastpath_checks.syntax.hcl.recovery import TOP_LEVEL, find_next_item, indentation

ERROR_LIMIT = 20
"""Errors reported of one file. What follows is still read, but nothing twice, so that no file takes long."""

_LABEL = re.compile(rf'"([^"]*)"|{IDENTIFIER}')
_ITEM = re.compile(
    rf"""(?:[ \t]*\r?\n)*[ \t]*({IDENTIFIER})(?:
    [ \t]*=[ \t]*(?:"([^"\\$%\r\n]*)"|([0-9]{{1,15}})|({IDENTIFIER})((?:\.{IDENTIFIER})*))[ \t]*(?=\r?\n|\#)
    |((?:[ \t]+(?:"[^"\\$%\r\n]*"|{IDENTIFIER}))*)[ \t]*\{{[ \t]*(?=\r?\n)
    )""",
    re.VERBOSE,
).match
"""What most items are: a name with a text, a number or a reference on one line, or the first line of a block."""


class BodyReader(ExpressionReader):
    """Reads a whole file.

    ``unclosed`` tells afterwards that a block was still open at the end. Then the file is read again by a ``wary``
    reader, which takes a block for closed where the indentation says so.
    """

    __slots__ = ("_indented", "_root", "_stack", "_wary", "diagnostics", "unclosed")

    def __init__(self, file: SourceFile, wary: bool = False) -> None:
        super().__init__(file)
        self.diagnostics: list[Diagnostic] = []
        self.unclosed = False
        self._root = Body(file, 0, self.limit)
        self._stack: list[Block] = []
        self._wary = wary
        self._indented: dict[Block, bool] = {}

    def read(self) -> Body:
        """The file's body."""
        text = self.text
        at = 1 if text.startswith("\ufeff") else 0
        while at >= 0:
            match = _ITEM(text, at)
            if match is None or (self._wary and self._misplaced(match.start(1), match[1])):
                at = self._item(at)
                continue
            name, quoted, digits, first, trail, labels = match.groups()
            start, name_end = match.span(1)
            at = match.end()
            if labels is not None:
                if not self._open(name, start, name_end, labels, at):
                    at = self._behind(start)
                continue
            value: Expression
            if first is not None:
                begin = match.start(4)
                value = reference(first + trail, begin) if trail else word(first, begin)
            elif quoted is not None:
                begin, end = match.span(2)
                value = StringLiteral(quoted, begin - 1, end + 1)
            else:
                begin, end = match.span(3)
                value = Literal(int(digits), begin, end)
            self._body().attributes.append(Attribute(name, value, start, name_end, value.end))
        return self._root

    def _behind(self, start: int, resume: int = 0) -> int:
        return find_next_item(self.text, start, resume, self.closing_words)

    def _body(self) -> Body:
        return self._stack[-1].body if self._stack else self._root

    def _open(self, type: str, start: int, type_end: int, labels: str, at: int) -> bool:
        """Open the block whose first line has been matched, unless it is nested too deep."""
        if len(self._stack) >= DEPTH_LIMIT:
            self._report(too_deep(start))
            self._body().broken = True
            return False
        names: list[str] = []
        spans: list[tuple[int, int]] = []
        header_end = type_end
        if labels:
            for match in _LABEL.finditer(labels):
                names.append(match[0] if match[1] is None else match[1])
                spans.append((type_end + match.start(), type_end + match.end()))
            header_end = spans[-1][1]
        block = Block(type, tuple(names), Body(self.file, at, at), start, at, header_end, tuple(spans))
        self._body().blocks.append(block)
        self._stack.append(block)
        return True

    def _item(self, at: int) -> int:
        """Read whatever stands at an offset; the offset to go on at, or -1 at the end."""
        self.brackets = self.depth = 0
        start = at
        try:
            self.go_to(at)
            while self.kind == NEWLINE:
                self.advance()
            start = self.start
            if self.kind == END:
                return self._finish()
            if self.kind == "}":
                return self._close(start)
            if self.kind != NAME:
                hint = "Names are written without quotes." if self.kind == QUOTE else ""
                raise self.expected("an argument or a block", hint)
            if self._wary and self._misplaced(start, self.value):
                return self._close_unclosed(start)
            name, name_end = self.value, self.end
            self.advance()
            if self.kind == "=":
                return self._argument(name, start, name_end)
            return self._block(name, start, name_end)
        except (SyntaxFailure, RecursionError) as error:
            failure = error if isinstance(error, SyntaxFailure) else too_deep(self.start)
            self._report(failure)
            self._body().broken = True
            hopeless = len(self.diagnostics) >= ERROR_LIMIT
            return self._behind(start, max(failure.resume, failure.start) if hopeless else failure.resume)

    def _argument(self, name: str, start: int, name_end: int) -> int:
        begin = self.end
        attribute = Attribute(name, Unread(begin, begin), start, name_end, begin)
        self._body().attributes.append(attribute)
        try:
            self.advance()
            begin = self.start
            value = self.expression()
            if self.kind != NEWLINE and self.kind != END:
                raise self.expected("the end of the line")
        except (SyntaxFailure, RecursionError) as error:
            failure = error if isinstance(error, SyntaxFailure) else too_deep(self.start)
            attribute.end = max(begin, failure.end)
            attribute.value = Unread(begin, attribute.end)
            raise failure from error
        attribute.value = value
        attribute.end = value.end
        return self.start

    def _block(self, type: str, start: int, type_end: int) -> int:
        names: list[str] = []
        spans: list[tuple[int, int]] = []
        header_end = type_end
        while self.kind != "{":
            spans.append((self.start, self.end))
            if self.kind == NAME:
                names.append(self.value)
                self.advance()
            elif self.kind == QUOTE:
                label = self.quoted()
                spans[-1] = (label.start, label.end)
                if not isinstance(label, StringLiteral):
                    raise SyntaxFailure("a label is plain text, without ${...}", label.start, label.end)
                names.append(label.value)
            elif names:
                raise self.expected("a label or '{'")
            else:
                self._body().attributes.append(
                    Attribute(type, Unread(self.start, self.start), start, type_end, type_end)
                )
                raise self.expected("'=' and a value, or '{' and a block")
            header_end = spans[-1][1]
        if len(self._stack) >= DEPTH_LIMIT:
            raise too_deep(start)
        body = Body(self.file, self.end, self.end)
        block = Block(type, tuple(names), body, start, self.end, header_end, tuple(spans))
        self.advance()
        if self.kind == NEWLINE or self.kind == END:
            self._body().blocks.append(block)
            self._stack.append(block)
            return self.start
        if self.kind != "}":
            body.attributes.append(self._only_argument())
        body.end = self.start
        block.end = self.end
        self._body().blocks.append(block)
        return self._line_end()

    def _only_argument(self) -> Attribute:
        """The one argument of a block that is written on one line."""
        hint = "A block on one line holds one argument at most; otherwise a line ends behind the brace."
        start, end = self.start, self.end
        name = self.take(NAME, "an argument, '}' or the end of the line")
        if self.kind != "=":
            raise self.expected("'=' and a value", hint)
        self.advance()
        value = self.expression()
        if self.kind != "}":
            raise self.expected("'}'", hint)
        return Attribute(name, value, start, end, value.end)

    def _line_end(self) -> int:
        """The offset behind a block's brace, after which nothing may follow on its line."""
        at = self.end
        self.advance()
        if self.kind != NEWLINE and self.kind != END:
            self._report(self.expected("the end of the line"))
            return at if self.kind in (NAME, "}") else self._behind(at)
        return self.start

    def _close(self, at: int) -> int:
        if not self._stack:
            raise SyntaxFailure("there is no block that this closes", at, at + 1, resume=at + 1)
        block = self._stack[-1]
        before = indentation(self.text, block.start) if self._wary else 0
        if self._wary and indentation(self.text, at) < before and self._indented.get(block):
            return self._close_unclosed(at)
        self._stack.pop()
        block.body.end = at
        block.end = at + 1
        self._report_repeated(block.body)
        return self._line_end()

    def _misplaced(self, start: int, name: str) -> bool:
        """Whether a line, to judge by its indentation, stands behind the end of the innermost block."""
        if not self._stack:
            return False
        block = self._stack[-1]
        deeper = indentation(self.text, start) > indentation(self.text, block.start)
        indented = self._indented.setdefault(block, deeper)
        return not deeper and (indented or name in TOP_LEVEL)

    def _close_unclosed(self, at: int) -> int:
        block = self._stack.pop()
        line, _ = self.file.position(at)
        hint = f"Close it with }} before line {line}."
        if at >= self.limit:
            hint = "Close it with }."
        self._report(SyntaxFailure("a block is not closed", block.start, block.header_end, hint))
        block.body.broken = self._body().broken = True
        block.body.end = block.end = at
        self._report_repeated(block.body)
        return at

    def _finish(self) -> int:
        self.unclosed = bool(self._stack)
        while self._stack:
            self._close_unclosed(self.limit)
        self._report_repeated(self._root)
        return -1

    def _report(self, failure: SyntaxFailure) -> None:
        if len(self.diagnostics) < ERROR_LIMIT:
            span = Span(self.file, failure.start, failure.end)
            self.diagnostics.append(
                Diagnostic(failure.code, Level.ERROR, failure.summary, span=span, hint=failure.hint)
            )

    def _report_repeated(self, body: Body) -> None:
        attributes = body.attributes
        if len({attribute.name for attribute in attributes}) == len(attributes):
            return
        seen: set[str] = set()
        for one in attributes:
            if one.name in seen:
                summary = f'the argument "{one.name}" is written twice'
                hint = "The first one was read."
                self._report(SyntaxFailure(summary, one.name_start, one.name_end, hint, "duplicate-argument"))
            seen.add(one.name)
