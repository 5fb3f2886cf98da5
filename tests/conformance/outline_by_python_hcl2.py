"""Run by an interpreter that has python-hcl2: outlines of the files whose paths stand on standard input, as JSON.

An outline lists the items of a body in order: ``["argument", line, name, literals]`` and
``["block", line, header, outline]``. Literals are texts as they are written, in order; a string's text stands between
quotes unless it has interpolations, whose literals then follow in their places. The number of an index in the old style
(``a.0``) is none, for python-hcl2 takes it for a name.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import hcl2
from lark import Token, Tree
from lark.exceptions import LarkError

NUMBERS = ("int_lit", "float_lit")


def outline(body):
    items = []
    for child in body.children:
        if not isinstance(child, Tree):
            continue
        if child.data == "attribute":
            name, _, value = child.children
            items.append(["argument", line(child), text(name), literals(value, [])])
        elif child.data == "block":
            header = [part for part in child.children if isinstance(part, Tree) and part.data != "body"]
            [inner] = [part for part in child.children if isinstance(part, Tree) and part.data == "body"]
            labels = [text(part) for part in header if part.data in ("identifier", "string")]
            items.append(["block", line(child), labels, outline(inner)])
    return items


def line(tree):
    return first_token(tree).line


def first_token(tree):
    return next(tree.scan_values(lambda value: isinstance(value, Token)))


def text(node):
    if isinstance(node, Token):
        return str(node)
    return "".join(node.scan_values(lambda value: isinstance(value, Token)))


def literals(node, found):
    if isinstance(node, Token):
        return found
    if node.data == "string":
        string(node, found)
    elif node.data in NUMBERS or node.data == "literal_value":
        found.append(text(node).strip())
    elif node.data.startswith("heredoc_template"):
        found.append(text(node).rstrip("\n"))
    else:
        for child in node.children:
            literals(child, found)
    return found


def string(node, found):
    parts = [part for part in node.children if isinstance(part, Tree)]
    inner = [part.children[0] for part in parts]
    if all(isinstance(part, Token) or part.data == "escaped_interpolation" for part in inner):
        found.append('"' + "".join(text(part) for part in parts) + '"')
        return
    run = ""
    for part in inner:
        if isinstance(part, Token) or part.data == "escaped_interpolation":
            run += text(part)
            continue
        if run:
            found.append(run)
        run = ""
        literals(part, found)
    if run:
        found.append(run)


def main():
    outlines = {}
    for path in json.load(sys.stdin):
        source = Path(path).read_text(encoding="utf-8-sig")
        try:
            tree = hcl2.parses_to_tree(source if source.endswith("\n") else source + "\n")
            [body] = [child for child in tree.children if isinstance(child, Tree) and child.data == "body"]
            outlines[path] = outline(body)
        except LarkError as error:
            outlines[path] = f"{type(error).__name__}: {str(error)[:200]}"
    json.dump(outlines, sys.stdout)


if __name__ == "__main__":
    main()
