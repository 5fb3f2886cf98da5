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

SAMPLES = {
    "operators": "a = !b && -1 + 2 * c >= 3 || d ? 1.5e3 : [true, false, null]\n",
    "references": 'a = b.c["d"][0].e\nf = g[*].h[1]\ni = j.*.k\nl = m.0.n\n',
    "for": 'a = [for x in ["b"] : x if x != "c"]\nd = {for k, v in e : "f" => "g"...}\n',
    "objects": 'a = {\n  b = 1, "c d" : "e"\n  (f) = { g = {} }\n}\n',
    "calls": 'a = b("c", [1]...)\n',
    "templates": 'a = "b${c}d$${e}f"\ng = "${h("i")}"\n',
    "heredocs": 'a = <<EOT\nb\n  EOT\nc = <<-EOT\n  d\n    e\n  EOT\nf = ["g", <<EOT\nh\nEOT\n]\n',
    "comments": "# a\na = 1 // b\n/* c\nd */ e = [1, # f\n2]\n",
    "one line": 'a "b" c {}\nd { e = "f" }\n',
    "line ends": 'a = "b"\r\nc {\r\n  d = 1\r\n}\r\n',
}
"""What the fixtures have little or nothing of."""

REFUSED = {
    "a blank behind a heredoc's closing word": "a = <<EOT\nb\nEOT \n",
    "a line end before a call's parenthesis": "a = [\n  b\n  (1)\n]\n",
    "a comment in a block's header": 'a /* b */ "c" {\n}\n',
    "a letter that is not ASCII": "größe = 1\n",
    "a function of a namespace with one name": "a = core::upper(b)\n",
}
"""What Terraform accepts (``terraform fmt`` says so) and python-hcl2 does not read."""


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
        case nodes.Literal() if text[node.start - 1] == ".":
            pass
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


@pytest.fixture(scope="module")
def reading_of_samples(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    if not INTERPRETER:
        pytest.skip("FASTPATH_CONFORMANCE_PYTHON names no interpreter that has python-hcl2")
    directory = tmp_path_factory.mktemp("samples")
    paths = {}
    for number, (name, text) in enumerate({**SAMPLES, **REFUSED}.items()):
        path = directory / f"{number}.tf"
        path.write_bytes(text.encode())
        paths[name] = path
    outlines = read_by_python_hcl2(list(paths.values()))
    return {name: outlines[str(path)] for name, path in paths.items()}


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.parent.relative_to(ROOT / "fixtures").as_posix())
def test_python_hcl2_sees_the_same_in_a_fixture(path: Path, second_reading: dict[str, object]) -> None:
    with path.open(encoding="utf-8", newline="") as stream:
        body, diagnostics = parse_configuration(SourceFile(path.name, stream.read()))
    assert diagnostics == []
    assert items_of(body) == second_reading[str(path)]


@pytest.mark.parametrize("name", SAMPLES)
def test_python_hcl2_sees_the_same_in_a_sample(name: str, reading_of_samples: dict[str, object]) -> None:
    body, diagnostics = parse_configuration(SourceFile("sample.tf", SAMPLES[name]))
    assert diagnostics == []
    assert items_of(body) == reading_of_samples[name]


@pytest.mark.parametrize("name", REFUSED)
def test_what_python_hcl2_refuses_though_terraform_does_not_is_read(
    name: str, reading_of_samples: dict[str, object]
) -> None:
    _, diagnostics = parse_configuration(SourceFile("sample.tf", REFUSED[name]))
    assert diagnostics == []
    assert isinstance(reading_of_samples[name], str), "python-hcl2 reads it now: move it to the samples"


def test_there_are_fixtures_to_compare() -> None:
    assert len(FIXTURES) > 50
