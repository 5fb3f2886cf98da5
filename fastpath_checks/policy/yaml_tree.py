"""YAML text -> plain data with a span for every key and value. Refuses what a policy has no use for.

Scalars are read as YAML 1.2 does: only ``true`` and ``false`` are booleans, so that ``OFF`` and ``no`` stay words, and
a date stays text. Refused with their place: duplicated keys, tags, aliases that make the tree grow beyond bounds or
contain itself, several documents, and text beyond the size limit.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from fastpath_checks.core.diagnostics import Diagnostic, Level
from fastpath_checks.core.spans import SourceFile, Span
from fastpath_checks.policy.model import PolicyError

if TYPE_CHECKING:
    import yaml

SIZE_LIMIT = 1_000_000
"""Code points of one file."""

NODES_LIMIT = 20_000
"""Values of one file, aliases followed."""

DEPTH_LIMIT = 40

Path = tuple[str | int, ...]

_NUMBER = re.compile(r"[-+]?(0|[1-9][0-9]*)\Z")
_FRACTION = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z")
_STRING_TAG = "tag:yaml.org,2002:str"
_CONTAINER_TAGS = ("tag:yaml.org,2002:map", "tag:yaml.org,2002:seq")


class Tree:
    """``data`` is plain; ``values`` and ``keys`` hold the spans of each value and of each mapping's key, by path."""

    __slots__ = ("data", "file", "keys", "values")

    def __init__(self, file: SourceFile) -> None:
        self.file = file
        self.data: Any = None
        self.values: dict[Path, Span] = {}
        self.keys: dict[Path, Span] = {}

    def key(self, path: Path) -> Span:
        """The span of the key that ends a path; of the value where it has no key of its own."""
        return self.keys.get(path) or self.value(path)

    def value(self, path: Path) -> Span:
        return self.values.get(path) or Span(self.file, 0, 0)


def read_tree(file: SourceFile) -> Tree:
    """The tree of a YAML file; PolicyError where it has none."""
    import yaml

    if len(file.text) > SIZE_LIMIT:
        raise refused("policy-too-large", f"more than {SIZE_LIMIT:,} characters", Span(file, 0, 0))
    try:
        root = _compose(file)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        at = mark.index if mark is not None else 0
        summary = ", ".join(part for part in (error.context, error.problem) if part)
        raise refused("policy-syntax", f"no valid YAML: {summary}", Span(file, at, at)) from error
    except yaml.reader.ReaderError as error:
        at = error.position
        summary = "no valid YAML: a character that YAML does not allow"
        raise refused("policy-syntax", summary, Span(file, at, at)) from error
    tree = Tree(file)
    if root is not None:
        tree.data = _Reading(tree).read(root, (), 0)
    return tree


def _compose(file: SourceFile) -> yaml.Node | None:
    """The node at the root; refuses too many nodes, and too deep ones, before they cost time and stack."""
    import yaml

    class Composing(yaml.BaseLoader):
        composed = 0
        depth = 0

        def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
            self.composed += 1
            self.depth += 1
            at = self.peek_event().start_mark.index  # type: ignore[no-untyped-call]
            if self.composed > NODES_LIMIT:
                raise refused("policy-too-large", f"more than {NODES_LIMIT:,} values", Span(file, at, at))
            if self.depth > DEPTH_LIMIT:
                raise refused("policy-too-large", f"nested deeper than {DEPTH_LIMIT} levels", Span(file, at, at))
            node = super().compose_node(parent, index)
            self.depth -= 1
            return node

    return yaml.compose(file.text, Loader=Composing)


def refused(code: str, summary: str, span: Span, hint: str = "") -> PolicyError:
    return PolicyError((Diagnostic(code, Level.ERROR, summary, span=span, hint=hint),))


class _Reading:
    """One walk over the nodes, which counts what it visits: an alias is visited once for each use."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._visited = 0

    def read(self, node: yaml.Node, path: Path, depth: int) -> Any:
        import yaml

        span = self._span(node)
        self._visited += 1
        if self._visited > NODES_LIMIT:
            raise refused("policy-too-large", f"more than {NODES_LIMIT:,} values, aliases followed", span)
        if depth > DEPTH_LIMIT:
            raise refused("policy-too-large", f"nested deeper than {DEPTH_LIMIT} levels", span)
        self._tree.values[path] = span
        if isinstance(node, yaml.ScalarNode):
            if node.tag != _STRING_TAG:
                raise refused("policy-syntax", f"the tag {node.tag} has no meaning here", span)
            return _plain_scalar(node.value) if node.style is None else node.value
        if node.tag not in _CONTAINER_TAGS:
            raise refused("policy-syntax", f"the tag {node.tag} has no meaning here", span)
        if isinstance(node, yaml.SequenceNode):
            return [self.read(child, (*path, index), depth + 1) for index, child in enumerate(node.value)]
        return self._mapping(node, path, depth)

    def _mapping(self, node: yaml.Node, path: Path, depth: int) -> dict[str, Any]:
        import yaml

        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            span = self._span(key_node)
            if not isinstance(key_node, yaml.ScalarNode):
                raise refused("policy-syntax", "a key must be a word", span)
            key: str = key_node.value
            below = (*path, key)
            if key in found:
                line = self._tree.keys[below].location().line
                raise refused("policy-duplicate-key", f"`{key}` is given twice, first in line {line}", span)
            self._tree.keys[below] = span
            found[key] = self.read(value_node, below, depth + 1)
        return found

    def _span(self, node: yaml.Node) -> Span:
        """A block's mark ends where the next thing begins; its span ends with its last word."""
        file, start = self._tree.file, node.start_mark.index
        return Span(file, start, start + len(file.text[start : node.end_mark.index].rstrip()))


def _plain_scalar(text: str) -> Any:
    if text in ("true", "True", "TRUE"):
        return True
    if text in ("false", "False", "FALSE"):
        return False
    if text in ("", "~", "null", "Null", "NULL"):
        return None
    if len(text) < 20 and _NUMBER.match(text):
        return int(text)
    return float(text) if _FRACTION.match(text) else text
