"""Which declaration a suppressing comment stands in. Files are read for it only where such a word stands in them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from fastpath_checks.core.spans import SourceFile, Span
from fastpath_checks.engine.json_triage import JsonKind, triage
from fastpath_checks.engine.suppression_marks import Mark, marks_in, marks_in_text

if TYPE_CHECKING:
    from fastpath_checks.syntax.jsonc import JsonObject

_WORDS = (":skip=", '"checkov"')

BLANKS_LIMIT = 400
"""Blanks that may stand between a comment and what it speaks of, or before it: so many are no layout."""

_HEAD = 65_536

_Range = tuple[int, int]


class Placed(NamedTuple):
    """A mark with the declaration that it speaks of; None where it stands in none."""

    mark: Mark
    block: Span | None


def marks_of(file: SourceFile) -> list[Placed]:
    """The marks of a ``.tf``, ``.bicep`` or ``.json`` file, in the order of the text."""
    if not any(word in file.text for word in _WORDS):
        return []
    path = file.path.lower()
    if path.endswith((".tf", ".tofu")):
        return list(_in_terraform(file))
    if path.endswith(".bicep"):
        return list(_in_bicep(file))
    if path.endswith(".json") and triage(file.text[:_HEAD]) is JsonKind.TEMPLATE:
        return sorted(_in_template(file), key=lambda placed: placed.mark.span.start)
    return []


def _in_terraform(file: SourceFile) -> Iterator[Placed]:
    from fastpath_checks.syntax.hcl import list_comments, parse_configuration

    body, _ = parse_configuration(file)
    blocks = [(one.start, one.end) for one in body.blocks if one.type in ("resource", "data", "module")]
    yield from _placed(file, [(one.start, one.end) for one in list_comments(file)], blocks)


def _in_bicep(file: SourceFile) -> Iterator[Placed]:
    from fastpath_checks.syntax.bicep import parse_bicep

    program, _ = parse_bicep(file)
    yield from _placed(
        file, [(one.start, one.end) for one in program.comments], list(_bicep_blocks(program.statements))
    )


def _bicep_blocks(statements: Iterable[object]) -> Iterator[_Range]:
    """The ranges of resources and modules, decorators included, and of the resources that are nested in them."""
    from fastpath_checks.syntax.bicep.nodes import Conditional, For, Object
    from fastpath_checks.syntax.bicep.statements import Module, Resource

    for one in statements:
        if not isinstance(one, (Resource, Module)):
            continue
        yield min([one.start, *(decorator.start for decorator in one.decorators)]), one.end
        body: object = one.body
        while isinstance(body, (Conditional, For)):
            body = body.body
        if isinstance(body, Object):
            yield from _bicep_blocks(body.resources)


def _in_template(file: SourceFile) -> Iterator[Placed]:
    from fastpath_checks.syntax.jsonc import JsonObject, JsonString, list_comments, parse_json

    tree, _ = parse_json(file)
    resources = [
        one
        for one in _objects(tree)
        if isinstance(kind := one.find("type"), JsonString) and "/" in kind.value and one.find("apiVersion") is not None
    ]
    blocks = [(one.start, one.end) for one in resources]
    yield from _placed(file, [(one.start, one.end) for one in list_comments(file)], blocks)
    for resource in resources:
        metadata = resource.find("metadata")
        said = metadata.find("checkov") if isinstance(metadata, JsonObject) else None
        for mark in _in_metadata(file, said):
            yield Placed(mark, Span(file, resource.start, resource.end))


def _objects(tree: object) -> Iterator[JsonObject]:
    from fastpath_checks.syntax.jsonc import JsonArray, JsonObject

    pending = [tree]
    while pending:
        node = pending.pop()
        if isinstance(node, JsonObject):
            yield node
            pending.extend(member.value for member in node.members)
        elif isinstance(node, JsonArray):
            pending.extend(node.items)


def _in_metadata(file: SourceFile, said: object) -> Iterator[Mark]:
    """A text, a list of texts or objects, or an object with such a list as ``skip``."""
    from fastpath_checks.syntax.jsonc import JsonArray, JsonObject, JsonString

    if isinstance(said, JsonString):
        yield from marks_in_text(said.value, Span(file, said.start, said.end))
    elif isinstance(said, JsonArray):
        for item in said.items:
            if not isinstance(item, JsonArray):
                yield from _in_metadata(file, item)
    elif isinstance(said, JsonObject):
        id, reason = said.find("id"), said.find("comment")
        if isinstance(id, JsonString):
            text = f"{id.value}: {reason.value}" if isinstance(reason, JsonString) else id.value
            yield from marks_in_text(text, Span(file, said.start, said.end))
        skip = said.find("skip")
        if isinstance(skip, JsonArray):
            yield from _in_metadata(file, skip)


def _placed(file: SourceFile, comments: Sequence[_Range], blocks: Iterable[_Range]) -> Iterator[Placed]:
    """The marks of the comments, each with the innermost block around it or, for our own form, that behind it."""
    ordered = sorted(blocks)
    behind = _blocks_behind(file.text, comments, ordered)
    around: list[_Range] = []
    begun = 0
    for (start, end), next_block in zip(comments, behind, strict=True):
        while begun < len(ordered) and ordered[begun][0] <= start:
            around.append(ordered[begun])
            begun += 1
        while around and around[-1][1] <= start:
            around.pop()
        for mark in marks_in(file, start, end):
            block = around[-1] if around else next_block if mark.is_ours else None
            yield Placed(mark, Span(file, *block) if block is not None else None)


def _blocks_behind(text: str, comments: Sequence[_Range], blocks: list[_Range]) -> list[_Range | None]:
    """For each comment the block that begins on the line behind it, or behind those that follow it line by line.

    A comment behind something else on its line speaks of that.
    """
    starts = [start for start, _ in blocks]
    behind: list[_Range | None] = [None] * len(comments)
    for index in reversed(range(len(comments))):
        end = comments[index][1]
        if index + 1 < len(comments) and _is_next_line(text, end, comments[index + 1][0]):
            behind[index] = behind[index + 1]
            continue
        found = bisect_left(starts, end)
        if found < len(starts) and _is_next_line(text, end, starts[found]):
            behind[index] = blocks[found]
    return [
        block if block is not None and _is_alone(text, start) else None
        for (start, _), block in zip(comments, behind, strict=True)
    ]


def _is_next_line(text: str, end: int, start: int) -> bool:
    if start - end > BLANKS_LIMIT:
        return False
    between = text[end:start]
    return not between.strip() and between.count("\n") <= 1


def _is_alone(text: str, start: int) -> bool:
    line = text[max(0, start - BLANKS_LIMIT) : start].rpartition("\n")
    return not line[2].strip() and (bool(line[1]) or start <= BLANKS_LIMIT)
