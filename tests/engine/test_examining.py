"""Readers that a test writes: a program in Python that answers, hangs, dies or raves, as others may."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from fastpath_checks.engine.analyze import analyze
from fastpath_checks.engine.declared_names import Declared, declarations
from fastpath_checks.engine.examining import Examination, examine
from fastpath_checks.engine.findings import Verdict
from fastpath_checks.engine.request import Request, UsageError

FIXTURE = Path(__file__).parents[2] / "fixtures" / "gateway-sku-without-fastpath" / "fail-ergw1az"
SEES = ["resource.azurerm_virtual_network.hub", "module.hub"]

READER = """
import json, os, sys, time
print(json.dumps({"readers": {"terraform": "reader 1.0", "bicep": "reader 1.0"}}), flush=True)
for line in sys.stdin:
    asked = json.loads(line)
    text = asked["text"]
    if "# hang" in text:
        time.sleep(60)
    if "# die" in text:
        os._exit(3)
    if "# rave" in text:
        print("what is this?", flush=True)
        continue
    print(json.dumps({"lost": "why not"} if "# lose" in text else {"names": %r}), flush=True)
"""


def examined(folder: Path, program: str = READER % SEES, patience: float = 20.0) -> Examination:
    (folder / "reader").mkdir(exist_ok=True)
    (folder / "reader" / "reader.py").write_text(program)
    request = Request((str(folder / "infra"),))
    return examine(request, analyze(request), str(folder / "reader" / "reader.py"), sys.executable, patience)


def estate(folder: Path, **marks: str) -> None:
    """Terraform files of these stems, each with a comment that the reader obeys; all declare what the reader sees."""
    (folder / "infra").mkdir()
    for stem, mark in marks.items():
        (folder / "infra" / stem).mkdir()
        text = f'# {mark}\nresource "azurerm_virtual_network" "hub" {{}}\nmodule "hub" {{ source = "./x" }}\n'
        (folder / "infra" / stem / "main.tf").write_text(text)


def told(found: Examination) -> dict[str, tuple[str, str]]:
    return {Path(one.path).parent.name: (one.how, one.why) for one in found.missed}


def test_what_another_reader_reads_alike_is_not_missed(tmp_path: Path) -> None:
    estate(tmp_path, one="", other="")
    found = examined(tmp_path)
    assert (found.files, found.missed, found.readers["terraform"]) == (2, (), "reader 1.0")


def test_what_it_loses_hangs_on_or_dies_of_is_told_and_the_files_behind_that_are_read(tmp_path: Path) -> None:
    estate(tmp_path, a="lose", b="hang", c="die", d="rave", e="")
    assert told(examined(tmp_path, patience=1.5)) == {
        "a": ("lost", "why not"),
        "b": ("hangs", "its reader does not come to an end within 1.5 s"),
        "c": ("dies", "its reader ended while it read this"),
        "d": ("dies", "its reader said 'what is this?' while it read this"),
    }


def test_a_reader_that_cannot_be_begun_anew_dies_on_all_that_is_left(tmp_path: Path) -> None:
    estate(tmp_path, a="die", b="", c="")
    begun = tmp_path / "begun"
    once = f"import os, sys\nif os.path.exists({str(begun)!r}): sys.exit(1)\nopen({str(begun)!r}, 'w').close()\n"
    found = examined(tmp_path, once + READER % SEES)
    assert {how for how, _ in told(found).values()} == {"dies"}
    assert told(found)["c"] == ("dies", "its reader ended before, and could not be begun anew")
    assert found.readers["terraform"] == "reader 1.0"


def test_what_it_reads_differently_is_told_by_name(tmp_path: Path) -> None:
    estate(tmp_path, one="")
    sees = ["module.hub", "module.a", "module.b", "module.c", "module.d"]
    assert told(examined(tmp_path, READER % sees)) == {
        "one": (
            "differs",
            "it does not see resource.azurerm_virtual_network.hub; it sees module.a, module.b, module.c and 1 more",
        )
    }


def test_our_verdicts_on_what_is_missed_are_counted_with_it_and_the_undecided_ones_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "infra").mkdir()
    for name in ("main.tf", "main.bicep"):
        text = (FIXTURE / name).read_text("utf-8")
        mark = "# lose\n" if name == "main.tf" else ""
        (tmp_path / "infra" / name).write_text(mark + text)
    request = Request((str(tmp_path / "infra"),))
    declared = {one.language: one for one in declarations(request)}
    found = examined(tmp_path, READER % sorted(declared["bicep"].names or ()))
    report = analyze(request)
    (missed,) = found.missed
    of_terraform = [one for one in report.findings if one.language == "terraform"]
    assert missed.number(Verdict.FAIL) == sum(one.verdict is Verdict.FAIL for one in of_terraform) > 0
    undecided = sum(one.verdict is Verdict.UNDECIDED for one in report.findings)
    assert found.undecided == undecided - missed.number(Verdict.UNDECIDED)


def test_a_language_without_a_reader_is_named(tmp_path: Path) -> None:
    estate(tmp_path, one="")
    (tmp_path / "infra" / "main.tf.json").write_text("{}")
    found = examined(tmp_path)
    assert (found.files, found.unasked) == (1, ("terraform_json",))


@pytest.mark.parametrize("program", ["import sys; sys.exit(1)", "print('{\"readers\": {}}')"])
def test_an_environment_without_readers_is_a_usage_error(tmp_path: Path, program: str) -> None:
    estate(tmp_path, one="")
    with pytest.raises(UsageError, match="has none of the readers that Checkov uses"):
        examined(tmp_path, program)


def test_a_python_that_is_not_there_is_a_usage_error(tmp_path: Path) -> None:
    estate(tmp_path, one="")
    request = Request((str(tmp_path / "infra"),))
    with pytest.raises(UsageError, match="cannot be run"):
        examine(request, analyze(request), "reader.py", str(tmp_path / "no-python"))


def test_what_files_declare_is_compared_by_name_but_for_json(tmp_path: Path) -> None:
    template = '{"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"}'
    files = {
        "a.tf": 'data "azurerm_subscription" "this" {}\nmodule "hub" {}\nlocals {}\n',
        "b.tofu": 'resource "azurerm_lb" "app" {}\n',
        "c.tf.json": "{}",
        "d.bicep": "resource lb 'Microsoft.Network/loadBalancers@2023-09-01' = {\n}\nmodule m 'm.bicep' = {\n}\n",
        "e.json": template,
        "f.json": '{"resources": []}',
        "g.tfvars": "a = 1\n",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    found = {Path(one.path).name: one for one in declarations(Request((str(tmp_path),)))}
    assert {name: (one.language, one.names) for name, one in found.items()} == {
        "a.tf": ("terraform", {"data.azurerm_subscription.this", "module.hub"}),
        "b.tofu": ("terraform", {"resource.azurerm_lb.app"}),
        "c.tf.json": ("terraform_json", None),
        "d.bicep": ("bicep", {"resource.lb", "module.m"}),
        "e.json": ("arm", None),
    }


def test_a_single_file_is_examined_alone(tmp_path: Path) -> None:
    estate(tmp_path, one="", other="")
    path = str(tmp_path / "infra" / "one" / "main.tf")
    (declared,) = declarations(Request((path,)))
    assert isinstance(declared, Declared)
    assert Path(declared.path).resolve() == Path(path)
