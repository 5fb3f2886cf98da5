"""Bad input, by the real command: said at its place, never a clean exit, and the rest is judged."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from bad_input import Scan, bicep, parameters, plan, resource, template, terraform, terraform_json

ELSEWHERE: dict[str, str | bytes] = {"other/main.bicep": bicep("elsewhere")}
VARIABLE = 'variable "v" {\n  default = true\n}\n'
BOOL = {"v": {"type": "bool", "defaultValue": True}}


@pytest.fixture
def scan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Scan:
    monkeypatch.chdir(tmp_path)
    return Scan(tmp_path, capsys)


TWO = template(resource("a"), resource("b"))
TF_JSON = '{"resource": {"%s": {"a": %s, "b": {"name": }}}}' % (  # noqa: UP031 - braces all over
    "azurerm_virtual_network_gateway_connection", json.dumps(next(iter(terraform_json("a").values()))["a"])
)  # fmt: skip


@pytest.mark.parametrize(
    ("files", "errors", "verdicts"),
    [
        (
            {"main.tf": 'resource "x" "y" {\n  a = \n}\n' + terraform("b"), "more.tf": terraform("c")},
            ["error syntax-error main.tf:2:7"],
            {"b": "pass", "c": "pass"},
        ),
        (
            {"main.tf": terraform("a", more="  odd = = 1\n") + terraform("b")},
            ["error syntax-error main.tf:10:9"],
            {"a": "pass", "b": "pass"},
        ),
        ({"main.tf.json": TF_JSON, "more.tf": terraform("c")}, None, {"a": "pass", "c": "pass"}),
        ({"main.bicep": "var x = \n" + bicep("b")}, ["error syntax-error main.bicep:1:9"], {"b": "pass"}),
        (
            {"main.bicep": bicep("a"), "main.bicepparam": "using 'main.bicep'\nparam x = \n"},
            ["error syntax-error main.bicepparam:2:11"],
            {"a": "pass"},
        ),
        ({"azuredeploy.json": TWO[:-200]}, None, {"a": "pass", "b": "undecided"}),
        (
            {
                "azuredeploy.json": template(resource("a", "[parameters('v')]"), parameters=BOOL),
                "azuredeploy.parameters.json": parameters(v=False).replace('"value": false', '"value": '),
            },
            ["error syntax-error azuredeploy.parameters.json:7:5"],
            {"a": "undecided"},
        ),
        ({"tfplan.json": plan("a")[:-300]}, None, {"a": "pass"}),
        ({"tfplan.json": plan("a", "2.0")}, ["error unsupported-plan-format tfplan.json:2:21"], {}),
        (
            {"main.tf": VARIABLE + terraform("a", "var.v"), "terraform.tfvars": "v = \n"},
            ["error syntax-error terraform.tfvars:1:5"],
            {"a": "undecided"},
        ),
        (
            {"main.tf": VARIABLE + terraform("a"), "terraform.tfvars": "w = [\n"},
            ["error syntax-error terraform.tfvars:2:1"],
            {"a": "pass"},
        ),
    ],
    ids=[
        "block", "argument", "tf.json", "bicep", "bicepparam", "arm", "parameters", "plan", "plan-2.0", "tfvars",
        "tfvars-unused",
    ],
)  # fmt: skip
def test_a_syntax_error_is_said_where_it_is_and_the_rest_is_judged(
    scan: Scan, files: dict[str, str | bytes], errors: list[str] | None, verdicts: dict[str, str]
) -> None:
    seen = scan({**files, **ELSEWHERE})
    assert seen.code == 3
    known = {name: verdict for name, verdict in seen.verdicts.items() if name in ("a", "b", "c", "elsewhere")}
    assert known == {**verdicts, "elsewhere": "pass"}
    assert seen.errors()
    if errors is not None:
        assert seen.errors() == errors


def test_a_finding_beside_an_error_fails_the_run(scan: Scan) -> None:
    seen = scan({"main.tf": "x = = 1\n" + terraform("a", "false")})
    assert (seen.code, seen.verdicts) == (1, {"a": "fail"})
    assert seen.errors() == ["error syntax-error main.tf:1:5"]


NAMES = ("main.tf", "main.tf.json", "main.bicep", "azuredeploy.json")
LATIN = template(resource("a"), metadata={"by": "é"}).replace("\\u00e9", "é")


@pytest.mark.parametrize("name", [*NAMES[:3], "main.bicepparam"])
def test_a_binary_file_is_refused(scan: Scan, name: str) -> None:
    seen = scan({name: b"\x7fELF\x00\x01" * 100, **ELSEWHERE})
    assert (seen.code, seen.remarks) == (3, [f"error binary-file {name}"])
    assert seen.verdicts == {"elsewhere": "pass"}


@pytest.mark.parametrize("name", NAMES)
def test_what_is_not_utf_8_is_refused(scan: Scan, name: str) -> None:
    text = {"main.tf": "# é\n", "main.tf.json": '{"//": "é"}', "main.bicep": "// é\n"}.get(name, LATIN)
    seen = scan({name: text.encode("latin-1"), **ELSEWHERE})
    assert (seen.code, seen.remarks) == (3, [f"error not-utf8 {name}"])
    assert seen.verdicts == {"elsewhere": "pass"}


def test_utf_16_with_its_mark_is_read(scan: Scan) -> None:
    seen = scan(
        {
            "main.tf": terraform("a").encode("utf-16"),
            "b/main.bicep": bicep("b").encode("utf-16"),
            "c/azuredeploy.json": b"\xfe\xff" + template(resource("c")).encode("utf-16-be"),
            "d/tfplan.json": plan("d").encode("utf-16"),
        }
    )
    assert (seen.code, seen.remarks) == (0, [])
    assert seen.verdicts == dict.fromkeys("abcd", "pass")


@pytest.mark.parametrize("name", NAMES)
def test_a_source_of_50_mb_is_refused(scan: Scan, name: str) -> None:
    text = template(resource("a")) if name == "azuredeploy.json" else ""
    seen = scan({name: text + "\n" + " " * 50_000_000, **ELSEWHERE})
    assert (seen.code, seen.remarks) == (3, [f"error too-large {name}"])
    assert seen.verdicts == {"elsewhere": "pass"}


@pytest.mark.parametrize("content", [b"\x00" * 100, "v = \"é\"\n".encode("latin-1"), b" " * 50_000_000])  # fmt: skip
def test_what_an_unread_file_of_variables_gives_is_not_known(scan: Scan, content: bytes) -> None:
    files = {"main.tf": VARIABLE + terraform("a", "var.v"), "terraform.tfvars": "v = true\n"}
    seen = scan({**files, "prod.auto.tfvars": content})
    assert (seen.code, seen.verdicts) == (3, {"a": "undecided"})


def test_links_in_a_circle_and_out_of_the_tree_end(scan: Scan, tmp_path: Path) -> None:
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "loop").symlink_to("../d")
    (tmp_path / "self.tf").symlink_to("self.tf")
    (tmp_path / "d" / "out").symlink_to(os.sep)
    (tmp_path / "d" / "out.tf").symlink_to(os.path.realpath(os.__file__))
    seen = scan({"d/main.tf": terraform("a"), **ELSEWHERE})
    assert seen.code == 3
    assert seen.verdicts == {"a": "pass", "elsewhere": "pass"}
    assert seen.remarks == [
        "warning outside-the-root d/out", "error outside-the-root d/out.tf", "error dangling-link self.tf",
    ]  # fmt: skip


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_an_error(scan: Scan, tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text(terraform("a"))
    (tmp_path / "main.tf").chmod(0)
    seen = scan(ELSEWHERE)
    assert (seen.code, seen.remarks) == (3, ["error unreadable main.tf"])
    assert seen.verdicts == {"elsewhere": "pass"}


def test_a_pipe_and_a_directory_by_the_name_of_a_source_are_refused(scan: Scan, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.tf")
    os.mkfifo(tmp_path / "pipe.json")
    (tmp_path / "folder.bicep").mkdir()
    seen = scan(ELSEWHERE)
    assert (seen.code, seen.verdicts) == (3, {"elsewhere": "pass"})
    assert seen.remarks == ["warning not-a-file pipe.json", "error not-a-file pipe.tf"]


@pytest.mark.parametrize("name", ["main.tf", "main.bicep"])
def test_an_empty_source_is_a_root_without_resources(scan: Scan, name: str) -> None:
    assert scan({name: ""}) == (0, [], {})


def test_a_directory_without_anything_is_not_clean(scan: Scan) -> None:
    assert scan({"notes.txt": "", "empty.json": ""}).code == 3


def test_any_name_that_a_file_may_have_is_read(scan: Scan) -> None:
    seen = scan(
        {
            "a b/main.tf": terraform("a"),
            "ü\n/mäin.bicep": bicep("b"),
            "c*?[x]/azuredeploy.json": template(resource("c")),
            "-d/tfplan.json": plan("d"),
        }
    )
    assert (seen.code, seen.verdicts) == (0, dict.fromkeys("abcd", "pass"))
    assert scan({}, "c*?[x]", "./-d").verdicts == dict.fromkeys("cd", "pass")


def test_a_bicepparam_without_its_template_is_said(scan: Scan) -> None:
    seen = scan({"x.bicepparam": "using 'nowhere.bicep'\nparam x = 1\n", **ELSEWHERE})
    assert (seen.code, seen.remarks) == (0, ["warning template-not-found x.bicepparam:1:7"])
    assert seen.verdicts == {"elsewhere": "pass"}


def test_parameters_of_another_template_are_said(scan: Scan) -> None:
    files = {"azuredeploy.json": template(resource("a")), "azuredeploy.parameters.json": parameters(other=1)}
    seen = scan({**files})
    assert (seen.code, seen.remarks) == (0, ["warning undeclared-parameter azuredeploy.parameters.json:6:16"])
    assert seen.verdicts == {"a": "pass"}


def test_a_text_is_read_in_the_encoding_that_its_reader_names(scan: Scan) -> None:
    loaded = "loadTextContent('x.txt', 'iso-8859-1') == 'é'"
    seen = scan({"main.bicep": bicep("a", loaded), "x.txt": "é".encode("latin-1")})
    assert (seen.code, seen.remarks, seen.verdicts) == (0, [], {"a": "pass"})
