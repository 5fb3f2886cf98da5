"""A reader of Terraform as ``terraform fmt`` lays it out: enough to rewrite the fixtures.

It is kept apart from the product's own reader, so that the plans do not depend on what they test. One argument or
block header begins each line; a block ends with a closing brace on a line of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple, Union

_BLOCK = re.compile(r'\s*([A-Za-z_][\w-]*)((?: "[^"]*")*) \{(\})?$')
_ARGUMENT = re.compile(r"\s*([A-Za-z_][\w-]*)\s+= (.*)$", re.DOTALL)
_TEXT = re.compile(r'"(?:\\.|[^"\\])*"')


class Argument(NamedTuple):
    name: str
    expression: str


class Block(NamedTuple):
    type: str
    labels: tuple[str, ...]
    body: tuple[Item, ...]
    text: str

    def argument(self, name: str) -> str | None:
        """The expression of an argument, None where it is not written."""
        return next((item.expression for item in self.body if isinstance(item, Argument) and item.name == name), None)


Item = Union[Argument, Block]  # noqa: UP007 - an alias is evaluated when it is read


def read_items(text: str) -> tuple[Item, ...]:
    """The arguments and blocks of a file; ValueError at a line that ``terraform fmt`` would not have written."""
    lines = iter(text.splitlines())
    return tuple(_items(lines, []))


def _items(lines: Iterator[str], seen: list[str]) -> Iterator[Item]:
    for line in lines:
        seen.append(line)
        stripped = line.strip()
        if stripped == "}":
            return
        if not stripped or stripped.startswith(("#", "//")):
            continue
        header = _BLOCK.match(line)
        if header:
            inner = [line]
            body = () if header[3] else tuple(_items(lines, inner))
            seen.extend(inner[1:])
            yield Block(header[1], tuple(re.findall(r'"([^"]*)"', header[2])), body, "\n".join(inner))
            continue
        argument = _ARGUMENT.match(line)
        if not argument:
            raise ValueError(f"not as terraform fmt writes it: {line!r}")
        expression = argument[2]
        while _open_brackets(expression):
            following = next(lines)
            seen.append(following)
            expression += "\n" + following
        yield Argument(argument[1], expression)


def _open_brackets(expression: str) -> bool:
    bare = _TEXT.sub("", expression)
    return sum(bare.count(sign) for sign in "([{") > sum(bare.count(sign) for sign in ")]}")
