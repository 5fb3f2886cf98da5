"""YAML as Terraform writes and reads it."""

from __future__ import annotations

import re
from typing import Any

from fastpath_checks.core.values import Known, Value
from fastpath_checks.evaluate.terraform.failures import Unmodelled
from fastpath_checks.evaluate.terraform.functions.json_text import json_of
from fastpath_checks.evaluate.terraform.functions.signatures import refuse
from fastpath_checks.evaluate.terraform.numbers_text import parse_number

DEPTH_LIMIT = 100
NODES_LIMIT = 100_000
_BRACKET = re.compile(r"[][{}]")
_UNCLEAR = re.compile(r"\A[\s]|[ \t]\n|[ \t]\Z|\n\n\Z|[^\n\x20-\x7e]")
_INTEGER = re.compile(r"(?:[-+]?[0-9]+|0x[0-9a-fA-F]+|0o[0-7]+)\Z")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z")
_RARE = re.compile(r"[-+]?\.(?:inf|nan)\Z|\d{4}-\d\d?-\d\d?(?:[Tt \t].*)?\Z", re.IGNORECASE)
"""Infinities and dates, whose value is not modelled."""

_TRUE = frozenset({"y", "Y", "yes", "Yes", "YES", "on", "On", "ON", "true", "True", "TRUE"})
_FALSE = frozenset({"n", "N", "no", "No", "NO", "off", "Off", "OFF", "false", "False", "FALSE"})
_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_LINE_WIDTH = 80
_ESCAPES = {
    '"': '\\"', "\\": "\\\\", "\0": "\\0", "\a": "\\a", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\v": "\\v",
    "\f": "\\f", "\r": "\\r", "\x1b": "\\e", "\x85": "\\N", "\u2028": "\\L", "\u2029": "\\P",
}  # fmt: skip


def yaml_of(value: Known) -> str:
    """The text that ``yamlencode`` writes."""
    lines = _lines(value, 0)
    if any(len(line) > _LINE_WIDTH and " " in line.strip() for line in lines):
        raise Unmodelled("a long line in YAML")
    if value.data is None or isinstance(value.data, (bool, int, float)):
        lines.append("...")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    if any(one not in _ESCAPES and not one.isprintable() for one in text):
        raise Unmodelled("unusual characters in YAML")
    return '"' + "".join(_ESCAPES.get(one, one) for one in text) + '"'


def _lines(value: Value, depth: int) -> list[str]:
    if depth > DEPTH_LIMIT or not isinstance(value, Known):
        raise Unmodelled("deeply nested value")
    data = value.data
    if isinstance(data, dict) and data:
        made: list[str] = []
        for key in sorted(data):
            made.extend(_entry(f"{_quoted(key)}:", data[key], depth))
        return made
    if isinstance(data, list) and data:
        made = []
        for item in data:
            first, *others = _lines(item, depth + 1)
            made.append(f"- {first}")
            inner = "" if isinstance(item, Known) and isinstance(item.data, str) else "  "
            made.extend(f"{inner}{line}" if line else "" for line in others)
        return made
    if isinstance(data, dict):
        return ["{}"]
    if isinstance(data, str) and "\n" in data:
        if _UNCLEAR.search(data):
            raise Unmodelled("a text of several lines in YAML")
        text = data.removesuffix("\n")
        head = "|" if text != data else "|-"
        return [head, *(f"  {line}" if line else "" for line in text.split("\n"))]
    return [_quoted(data) if isinstance(data, str) else json_of(value)]


def _entry(name: str, value: Value, depth: int) -> list[str]:
    first, *others = _lines(value, depth + 1)
    data = value.data if isinstance(value, Known) else None
    if isinstance(data, list) and data:
        return [name, first, *others]
    if isinstance(data, dict) and data:
        return [name, *(f"  {line}" if line else "" for line in (first, *others))]
    return [f"{name} {first}", *others]


def parsed_yaml(text: str) -> Any:
    """Plain data of one YAML document. Refuses what is no YAML."""
    if _brackets_deep(text) > DEPTH_LIMIT:
        raise Unmodelled("very large YAML")
    import yaml

    class Loader(yaml.SafeLoader):
        """Leaves the tag empty where none is written."""

        def resolve(self, kind: Any, value: Any, implicit: Any) -> str:
            return ""

    try:
        root = yaml.compose(text, Loader=Loader)
    except yaml.YAMLError as error:
        raise refuse(f"this is not YAML: {error}") from error
    except RecursionError as error:
        raise Unmodelled("deeply nested value") from error
    if root is None:
        raise refuse("this YAML has no document")
    return _Construction().plain(root, 0)


def _brackets_deep(text: str) -> int:
    """How deep brackets nest, at most: for each word PyYAML looks at all that are open."""
    deepest = depth = 0
    for bracket in _BRACKET.findall(text):
        depth += 1 if bracket in "[{" else -1
        deepest = max(deepest, depth)
    return deepest


class _Construction:
    """Data from YAML's nodes; aliases may repeat a node, so what is made is counted."""

    def __init__(self) -> None:
        self._made = 0

    def plain(self, node: Any, depth: int) -> Any:
        self._made += 1
        if node.tag:
            raise Unmodelled(f"the YAML tag {node.tag}")
        if depth > DEPTH_LIMIT or self._made > NODES_LIMIT:
            raise Unmodelled("very large YAML")
        if node.id == "sequence":
            return [self.plain(item, depth + 1) for item in node.value]
        if node.id == "mapping":
            return self._mapping(node, depth)
        return _scalar(node)

    def _mapping(self, node: Any, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in node.value:
            if key.id != "scalar":
                raise refuse("the keys of a mapping must be strings")
            if key.value == "<<" and key.style is None:
                raise Unmodelled("merge keys of YAML")
            found[key.value] = self.plain(value, depth + 1)
        return found


def _scalar(node: Any) -> Any:
    text = node.value
    if node.style is not None:
        return text
    if text in _NULL:
        return None
    if text in _TRUE or text in _FALSE:
        return text in _TRUE
    if _RARE.match(text):
        raise Unmodelled(f"the YAML scalar {text}")
    if _INTEGER.match(text):
        digits = text.lstrip("+-")
        number = int(digits, {"0x": 16, "0o": 8}.get(digits[:2], 10))
        return -number if text.startswith("-") else number
    if _FLOAT.match(text):
        number_or_none = parse_number(text)
        return text if number_or_none is None else number_or_none
    return text
