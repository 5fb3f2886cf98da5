"""python-hcl2 as a second reader: every fixture has the same blocks, arguments and literals to both.

It needs an interpreter of its own, for it cannot stand beside Checkov: ``FASTPATH_CONFORMANCE_PYTHON`` names one.
"""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from fastpath_checks.core.spans import SourceFile
from fastpath_checks.syntax.hcl import nodes, parse_configuration

ROOT = Path(__file__).parents[2]
FIXTURES = sorted((ROOT / "fixtures").rglob("*.tf"))
INTERPRETER = os.environ.get("FASTPATH_CONFORMANCE_PYTHON", "")
OUTLINER = Path(__file__).with_name("outline_by_python_hcl2.py")

DIFFERENCES: dict[str, str] = {}
"""Fixtures that python-hcl2 reads in another way, each with the reason why it is the one that is wrong."""


def items_of(body: nodes.Body) -> list[object]:
    """The outline of a body as ``outline_by_python_hcl2.py`` makes it."""
    text = body.file.text
    found: list[tuple[int, list[object]]] = []
    for attribute in body.attributes:
        line, _ = body.file.position(attribute.start)
        literals = literals_of(attribute.value, text, [])
        found.append((attribute.start, ["argument", line, attribute.name, literals]))
    for block in body.blocks:
        line, _ = body.file.position(block.start)
        header = [block.type, *(text[start:end] for start, end in block.label_spans)]
        found.append((block.start, ["block", line, header, items_of(block.body)]))
    return [item for _, item in sorted(found, key=lambda pair: pair[0])]


def literals_of(node: object, text: str, found: list[str]) -> list[str]:
    """The literals in an expression, as they are written, in the order of the text."""
    match node:
        case nodes.Literal() | nodes.StringLiteral() | nodes.TemplateText() | nodes.Heredoc():
            found.append(text[node.start : node.end])
        case list():
            for one in node:
                literals_of(one, text, found)
        case _:
            parts = [getattr(node, name) for name in getattr(node, "__slots__", ())]
            inner = [part for part in parts if hasattr(part, "start") or isinstance(part, list)]
            for one in sorted(inner, key=begins_at):
                literals_of(one, text, found)
    return found


def begins_at(node: object) -> int:
    if isinstance(node, list):
        return min((begins_at(one) for one in node), default=0)
    start = getattr(node, "start", 0)
    assert isinstance(start, int)
    return start


def read_by_python_hcl2(paths: list[Path]) -> dict[str, object]:
    done = subprocess.run(
        [INTERPRETER, str(OUTLINER)],
        input=json.dumps([str(path) for path in paths]),
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    outlines = json.loads(done.stdout)
    assert isinstance(outlines, dict)
    return outlines


@pytest.fixture(scope="module")
def second_reading() -> dict[str, object]:
    if not INTERPRETER:
        pytest.skip("FASTPATH_CONFORMANCE_PYTHON names no interpreter that has python-hcl2")
    return read_by_python_hcl2(FIXTURES)


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.parent.relative_to(ROOT / "fixtures").as_posix())
def test_python_hcl2_sees_the_same_blocks_and_literals(path: Path, second_reading: dict[str, object]) -> None:
    with path.open(encoding="utf-8", newline="") as stream:
        body, diagnostics = parse_configuration(SourceFile(path.name, stream.read()))
    assert diagnostics == []
    name = path.relative_to(ROOT / "fixtures").as_posix()
    if name in DIFFERENCES:
        assert items_of(body) != second_reading[str(path)], f"no longer another reading: {DIFFERENCES[name]}"
    else:
        assert items_of(body) == second_reading[str(path)]


def test_there_are_fixtures_to_compare() -> None:
    assert len(FIXTURES) > 50
