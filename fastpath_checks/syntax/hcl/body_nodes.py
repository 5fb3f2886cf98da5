"""The nodes of files and blocks: bodies, the arguments and the blocks in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastpath_checks.core.spans import SourceFile

if TYPE_CHECKING:
    from fastpath_checks.syntax.hcl.nodes import Expression


class Attribute:
    """``name = value``. Where the value cannot be read it is an ``Unread``, so that the argument is not absent."""

    __slots__ = ("end", "name", "name_end", "name_start", "start", "value")

    def __init__(self, name: str, value: Expression, name_start: int, name_end: int, end: int) -> None:
        self.name = name
        self.value = value
        self.name_start = name_start
        self.name_end = name_end
        self.start = name_start
        self.end = end


class Block:
    """``type "label" name { body }``. ``header_end`` is the end of the last label, or of the type."""

    __slots__ = ("body", "end", "header_end", "label_spans", "labels", "start", "type")

    def __init__(
        self,
        type: str,
        labels: tuple[str, ...],
        body: Body,
        start: int,
        end: int,
        header_end: int,
        label_spans: tuple[tuple[int, int], ...] = (),
    ) -> None:
        self.type = type
        self.labels = labels
        self.body = body
        self.start = start
        self.end = end
        self.header_end = header_end
        self.label_spans = label_spans


class Body:
    """What stands in a file, or between the braces of a block, in order.

    ``broken`` says that something in it could not be read and was skipped: what is absent may have been written.
    """

    __slots__ = ("attributes", "blocks", "broken", "end", "file", "start")

    def __init__(self, file: SourceFile, start: int, end: int) -> None:
        self.attributes: list[Attribute] = []
        self.blocks: list[Block] = []
        self.broken = False
        self.file = file
        self.start = start
        self.end = end
