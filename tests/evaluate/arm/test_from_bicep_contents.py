"""What Bicep loads from files while it compiles: texts, JSON, YAML, bytes and the listing of a directory."""

from __future__ import annotations

from base64 import b64encode

import pytest
from evaluated_templates import bicep
from files_in_memory import FilesInMemory
from shown_templates import shown

from fastpath_checks.core.values import plain
from fastpath_checks.evaluate.arm import evaluate_template
from fastpath_checks.evaluate.arm.from_bicep import bicep_loader, read_bicep
from fastpath_checks.evaluate.arm.from_bicep_contents import BASE64_LIMIT, matching
from fastpath_checks.evaluate.arm.template import Inputs

BOMB = "a0: &a0 [x, x]\n" + "".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 12))
FILES: dict[str, str | bytes] = {
    "a.txt": "a\nb",
    "lib/a.json": '{"a": {"b-c": [1, true]}, "d": "[resourceId()]"}',
    "bad.json": "{",
    "a.yaml": "a: [1, ~, x, '2', 1.5]\nb: yes\n",
    "bomb.yaml": BOMB,
    "loop.yaml": "a: &a [*a]\n",
    "latin.txt": "é".encode("latin-1"),
    "wide.txt": "é".encode("utf-16-le"),
    "big.txt": "é".encode("utf-16-be"),
    "marked.txt": b"\xfe\xff" + "é".encode("utf-16-be"),
    "odd.txt": b"abc",
    "latin.json": '{"é": 1}'.encode("latin-1"),
    "data.bin": bytes(range(256)),
    "large.bin": b"\0" * (BASE64_LIMIT + 1),
    "lib/B.bicep": "",
    "lib/noext": "",
    "lib/deeper/c.json": "{}",
}


def content(text):
    files = FilesInMemory({"main.bicep": f"output o any = {text}\n", **FILES})
    template, diagnostics = read_bicep(files.files["main.bicep"], bicep_loader(files))
    return shown(template.outputs["o"].value), [d.code for d in diagnostics]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("loadTextContent('a.txt')", "'a\\nb'"),
        ("sys.loadTextContent(('./lib/../a.txt'), 'utf-8')", "'a\\nb'"),
        ("loadTextContent('latin.txt', 'iso-8859-1')", "'é'"),
        ("loadTextContent('wide.txt', 'utf-16')", "'é'"),
        ("loadTextContent('big.txt', 'utf-16BE')", "'é'"),
        ("loadTextContent('marked.txt', 'utf-16')", "'é'"),
        ("loadTextContent('odd.txt', 'us-ascii')", "'abc'"),
        ("loadTextContent('odd.txt', 'utf-16')", "?UNMODELLED(loadTextContent in this encoding)"),
        ("loadTextContent('latin.txt', 'us-ascii')", "?UNMODELLED(loadTextContent in this encoding)"),
        ("loadTextContent('odd.txt', 'ebcdic')", "?UNMODELLED(loadTextContent in this encoding)"),
        ("loadTextContent('${'a'}.txt')", "?UNMODELLED(loadTextContent of a path that is not written out)"),
        ("loadJsonContent('lib/a.json')", "{'a': {'b-c': [1, True]}, 'd': '[resourceId()]'}"),
        ("loadJsonContent('lib/a.json').a", "{'a': {'b-c': [1, True]}, 'd': '[resourceId()]'}.a"),
        ("loadJsonContent('lib/a.json', '$.a.b-c[0]')", "1"),
        ("loadJsonContent('lib/a.json', '.d')", "'[resourceId()]'"),
        ("loadJsonContent('latin.json', '$', 'iso-8859-1')", "{'é': 1}"),
        ("loadJsonContent('lib/a.json', '$..d')", "?UNMODELLED(loadJsonContent('lib/a.json', '$..d'))"),
        ("loadJsonContent('lib/a.json', 'nothing')", "?ERROR(loadJsonContent of 'lib/a.json', which cannot be read)"),
        ("loadJsonContent('bad.json')", "?ERROR(loadJsonContent of 'bad.json', which cannot be read)"),
        ("loadYamlContent('a.yaml')", "{'a': [1, None, 'x', '2', 1.5], 'b': ?UNMODELLED(the YAML word yes)}"),
        ("loadYamlContent('bomb.yaml')", "?ERROR(loadYamlContent of 'bomb.yaml', which cannot be read)"),
        ("loadYamlContent('loop.yaml')", "?ERROR(loadYamlContent of 'loop.yaml', which cannot be read)"),
        ("loadFileAsBase64('a.txt')", "'YQpi'"),
        ("loadFileAsBase64('data.bin')", repr(b64encode(bytes(range(256))).decode())),
        (
            "loadDirectoryFileInfo('lib', '*.json')",
            "[{'relativePath': 'lib/a.json', 'baseName': 'a.json', 'extension': '.json'}]",
        ),
        ("map(loadDirectoryFileInfo('lib'), f => f.baseName)[0]", None),
        ("loadDirectoryFileInfo('lib', '?.json')", "?UNMODELLED(loadDirectoryFileInfo('lib', '?.json'))"),
    ],
)
def test_contents_of_files_are_values(text, expected):
    found, codes = content(text)
    assert codes == []
    assert expected is None or found == expected


def test_a_listing_holds_the_files_of_a_directory_by_their_paths():
    files = FilesInMemory(
        {
            "main.bicep": "module m 'sub/n.bicep' = { name: 'm' }\noutput o array = m.outputs.o\n",
            "sub/n.bicep": "var l = loadDirectoryFileInfo('../lib/')\n"
            "output o array = map(l, f => '${f.relativePath}|${f.extension}')\n",
            **FILES,
        }
    )
    template, diagnostics = read_bicep(files.files["main.bicep"], bicep_loader(files))
    deployment = evaluate_template(template, Inputs(), files, lambda type: False)
    assert (diagnostics, deployment.diagnostics) == ([], [])
    assert plain(deployment.outputs["o"]) == ["../lib/a.json|.json", "../lib/B.bicep|.bicep", "../lib/noext|"]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("", ["a.json", "B.txt", "c", "d.e.json"]),
        ("*.*", ["a.json", "B.txt", "c", "d.e.json"]),
        ("*.json", ["a.json", "d.e.json"]),
        ("c.*", ["c"]),
        ("d*n", ["d.e.json"]),
        ("x*", []),
        ("b*", None),
        ("a?json", None),
        ("c.", None),
    ],
)
def test_a_pattern_means_what_it_means_everywhere_or_nothing(pattern, expected):
    assert matching(["B.txt", "a.json", "c", "d.e.json"], pattern) == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("loadTextContent('nowhere.txt')", "not-found"),
        ("loadTextContent('nowhere.txt', 'utf-16')", "not-found"),
        ("loadFileAsBase64('nowhere.bin')", "not-found"),
        ("loadFileAsBase64('large.bin')", "too-large"),
        ("loadDirectoryFileInfo('nowhere')", "not-found"),
        ("loadDirectoryFileInfo('a.txt')", "not-found"),
    ],
)
def test_a_content_that_is_not_there_is_a_warning_and_unknown(text, code):
    shown_text = text if "," not in text else "loadTextContent('nowhere.txt')"
    assert content(text) == (f"?OUTSIDE_THE_FILES({shown_text})", [code])


def test_a_content_that_cannot_be_read_is_said_where_it_is_used():
    text = "var used = loadJsonContent('lib.bicep')\nvar unused = loadJsonContent('lib.bicep', '.x')\n"
    deployment = bicep(text + "resource r 'A.B/c@1' = { name: 'n', tags: used }\n", lib="{")
    [diagnostic] = deployment.diagnostics
    assert diagnostic.code == "content-not-read"
    assert diagnostic.span is not None
    assert diagnostic.span.text == "loadJsonContent('lib.bicep')"


def test_a_loaded_value_points_into_the_file_that_holds_it():
    files = FilesInMemory({"main.bicep": "output o any = loadYamlContent('x.yaml')\n", "x.yaml": "a:\n  - 'b'\n"})
    template, _ = read_bicep(files.files["main.bicep"], bicep_loader(files))
    document = template.outputs["o"].value.node()
    [item] = document.members[0].value.items
    assert item.span.text == "'b'"
