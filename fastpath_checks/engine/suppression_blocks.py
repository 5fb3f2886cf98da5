"""Which declaration a suppressing comment stands in. Files are read for it only where such a word stands in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from fastpath_checks.core.spans import SourceFile, Span
from fastpath_checks.engine.suppression_marks import Mark, marks_in, marks_in_text

if TYPE_CHECKING:
    from fastpath_checks.syntax.jsonc import JsonObject

_WORDS = (":skip=", '"checkov"')

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
    if path.endswith(".json") and not path.endswith((".tf.json", ".tofu.json")):
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
            yield from _in_metadata(file, item)
    elif isinstance(said, JsonObject):
        id, reason = said.find("id"), said.find("comment")
        if isinstance(id, JsonString):
            text = f"{id.value}: {reason.value}" if isinstance(reason, JsonString) else id.value
            yield from marks_in_text(text, Span(file, said.start, said.end))
        yield from _in_metadata(file, said.find("skip"))


def _placed(file: SourceFile, comments: Sequence[_Range], blocks: Sequence[_Range]) -> Iterator[Placed]:
    for index, (start, end) in enumerate(comments):
        for mark in marks_in(file, start, end):
            around = [one for one in blocks if one[0] <= start < one[1]]
            block = max(around, default=None) or (_next_block(file, comments[index:], blocks) if mark.is_ours else None)
            yield Placed(mark, Span(file, *block) if block is not None else None)


def _next_block(file: SourceFile, comments: Sequence[_Range], blocks: Sequence[_Range]) -> _Range | None:
    """The block that begins on the line behind a comment, or behind those that follow it line by line.

    A comment behind something else on its line speaks of that.
    """
    first, end = comments[0]
    if file.text[file.text.rfind("\n", 0, first) + 1 : first].strip():
        return None
    for start, beyond in comments[1:]:
        if not _is_next_line(file.text[end:start]):
            break
        end = beyond
    return next((one for one in blocks if one[0] >= end and _is_next_line(file.text[end : one[0]])), None)


def _is_next_line(between: str) -> bool:
    return not between.strip() and between.count("\n") <= 1
