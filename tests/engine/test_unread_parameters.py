"""What a parameter file gives that could not be read, or not in full: said aloud, and no default takes its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from bad_input import Scan, bicep, parameters, resource, template, terraform

DECLARED = template(
    resource("a", "[parameters('bypass')]"),
    resource("b"),
    parameters={"bypass": {"type": "bool", "defaultValue": True}, "other": {"type": "int", "defaultValue": 1}},
)
GIVEN = parameters(bypass=True, other=2)
BICEP = "param bypass bool = true\nparam other int = 1\n" + bicep("a", "bypass") + bicep("b")


@pytest.fixture
def scan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Scan:
    monkeypatch.chdir(tmp_path)
    return Scan(tmp_path, capsys)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\x00\x01", "binary-file"),
        ("é".encode("latin-1"), "not-utf8"),
        ("", "syntax-error"),
        ("[1]", "parameters-structure"),
        ("nonsense", "syntax-error"),
        (parameters().replace('"parameters": {}', '"parameters": []'), "parameters-structure"),
        (GIVEN.replace('"bypass": {', '"bypass" {'), "syntax-error"),
        (GIVEN.replace('"bypass"', "bypass"), "syntax-error"),
        (GIVEN[: GIVEN.index('"bypass"')], "syntax-error"),
    ],
)
@pytest.mark.parametrize("name", ["azuredeploy.json", "main.bicep"])
def test_a_parameter_file_that_cannot_be_read_leaves_its_parameters_open(
    scan: Scan, name: str, content: str | bytes, code: str
) -> None:
    source = DECLARED if name == "azuredeploy.json" else BICEP
    stem = name.rpartition(".")[0]
    seen = scan({name: source, f"{stem}.parameters.json": content})
    assert (seen.code, {one.split()[1] for one in seen.errors()}) == (3, {code})
    assert seen.verdicts == {"a": "undecided", "b": "pass"}


def test_what_can_be_read_of_a_parameter_file_counts(scan: Scan) -> None:
    broken = GIVEN.replace('"other": {', '"other" {')
    seen = scan({"azuredeploy.json": DECLARED, "azuredeploy.parameters.json": broken})
    assert (seen.code, seen.verdicts) == (3, {"a": "pass", "b": "pass"})


def test_a_parameter_file_that_gives_nothing_leaves_the_defaults(scan: Scan) -> None:
    seen = scan({"azuredeploy.json": DECLARED, "azuredeploy.parameters.json": parameters()})
    assert (seen.code, seen.verdicts) == (0, {"a": "pass", "b": "pass"})


def test_a_value_of_the_command_line_wins_over_what_was_not_read(scan: Scan) -> None:
    files: dict[str, str | bytes] = {"azuredeploy.json": DECLARED, "azuredeploy.parameters.json": "["}
    seen = scan(files, ".", "--var", "bypass=true")
    assert (seen.code, seen.verdicts) == (3, {"a": "pass", "b": "pass"})


@pytest.mark.parametrize(
    ("lines", "code", "verdict"),
    [
        ("param bypass = \n", 3, "undecided"),
        ("param = true\n", 3, "undecided"),
        ("??? = true\n", 3, "undecided"),
        ("extends nowhere\n", 3, "undecided"),
        ("extends 'nowhere.bicepparam'\n", 0, "undecided"),
        ("extends '${'x'}.bicepparam'\n", 3, "undecided"),
        ("extends 'base.bicepparam'\n", 3, "undecided"),
        ("extends 'nowhere.bicepparam'\nparam bypass = true\n", 0, "pass"),
        ("var x = \n", 3, "pass"),
        ("param other = 2\n", 0, "pass"),
    ],
)
def test_a_statement_that_cannot_be_read_may_give_any_parameter(
    scan: Scan, lines: str, code: int, verdict: str
) -> None:
    base = "using none\nparam = 1\n"
    uses = f"using 'main.bicep'\n{lines}"
    seen = scan({"main.bicep": BICEP, "main.bicepparam": uses, "base.bicepparam": base}, "main.bicepparam")
    assert (seen.code, seen.verdicts) == (code, {"a": verdict, "b": "pass"})


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"\x00\x01", "binary-file"), ("é".encode("latin-1"), "not-utf8"), ("bypass = ", "syntax-error")],
)
@pytest.mark.parametrize("name", ["terraform.tfvars", "prod.tfvars"])
def test_a_variable_file_that_cannot_be_read_leaves_its_variables_open(
    scan: Scan, name: str, content: str | bytes, code: str
) -> None:
    source = 'variable "bypass" {\n  default = true\n}\n' + terraform("a", "var.bypass") + terraform("b")
    seen = scan({"main.tf": source, name: content}, name)
    assert (seen.code, {one.split()[1] for one in seen.errors()}) == (3, {code})
    assert seen.verdicts == {"a": "undecided", "b": "pass"}
