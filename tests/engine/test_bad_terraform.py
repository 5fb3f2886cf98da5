"""What Terraform refuses, by the real command: said where it stands, its value unknown, and the rest is judged."""

from __future__ import annotations

from pathlib import Path

import pytest
from bad_input import Scan, terraform

from fastpath_checks.sources.reading import SOURCE_LIMIT


@pytest.fixture
def scan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Scan:
    monkeypatch.chdir(tmp_path)
    return Scan(tmp_path, capsys)


OUTSIDE = "../" * 20 + "etc/hosts"


@pytest.mark.parametrize("call", [f'file("{OUTSIDE}")', 'filesha256("large.bin")', 'templatefile("large.bin", {})'])
def test_a_file_that_may_not_be_read_is_said_where_it_is_asked_for(scan: Scan, call: str) -> None:
    seen = scan(
        {
            "main.tf": f'locals {{\n  text = "${{{call}}}"\n}}\n'
            + terraform("a", 'local.text == "x"')
            + terraform("b"),
            "large.bin": b"x" * (SOURCE_LIMIT + 1),
        }
    )
    assert (seen.code, seen.errors()) == (3, ["error file-not-read main.tf:2:13"])
    assert seen.verdicts == {"a": "undecided", "b": "pass"}


@pytest.mark.parametrize(
    ("expression", "remark"),
    [
        ("upper()", "invalid-argument main.tf:8:35"),
        ('upper("a", "b")', "invalid-argument main.tf:8:35"),
        ("upper(null)", "null-value main.tf:8:35"),
        ("upper([])", "unconvertible main.tf:8:35"),
        ("length(1)", "invalid-argument main.tf:8:35"),
        ('cidrsubnet("10.0.0.0/8", "x", 1)', "unconvertible main.tf:8:35"),
        ('cidrsubnet("10.0.0.0/8", 99, 1)', "invalid-argument main.tf:8:35"),
        ("merge([1])", "invalid-argument main.tf:8:35"),
        ("[1, 2][5]", "invalid-index main.tf:8:35"),
        ("{ a = 1 }.b", "unsupported-attribute main.tf:8:35"),
        ("nothing.like.this", "undeclared-reference main.tf:8:35"),
        ("no_such_function(1)", "unknown-function main.tf:8:35"),
        ('lookup({}, "a")', "invalid-argument main.tf:8:35"),
        ("1 + {}", "unconvertible main.tf:8:39"),
    ],
)
def test_what_terraform_refuses_is_said_where_it_stands_and_not_known(scan: Scan, expression: str, remark: str) -> None:
    seen = scan({"main.tf": terraform("a", f"({expression}) == 1") + terraform("b")})
    assert [one.partition(" ")[2] for one in seen.remarks] == [remark]
    assert seen.verdicts == {"a": "undecided", "b": "pass"}


FLAG = "express_route_gateway_bypass"
CONNECTION = "azurerm_virtual_network_gateway_connection"


@pytest.mark.parametrize(
    "files",
    [
        {"main.tf": terraform("a", f"{CONNECTION}.c.{FLAG}") + terraform("c", f"{CONNECTION}.a.{FLAG}")},
        {
            "main.tf": 'module "m" {\n  source = "./m"\n  x = local.l\n}\nlocals {\n  l = module.m.y\n}\n'
            + terraform("a", "local.l")
            + terraform("c", "module.m.y"),
            "m/main.tf": 'variable "x" {}\noutput "y" {\n  value = var.x\n}\n',
        },
        {
            "main.tf": 'resource "terraform_data" "t" {\n  count = length(terraform_data.t)\n  input = true\n}\n'
            + terraform("a", "length(terraform_data.t) == 2")
            + terraform("c", "length(terraform_data.t) > 0")
        },
    ],
    ids=["resources", "modules-and-locals", "count"],
)
def test_what_goes_in_a_circle_is_said_once_and_not_known(scan: Scan, files: dict[str, str | bytes]) -> None:
    seen = scan({**files, "b.tf": terraform("b")})
    assert seen.code == 3
    assert [one.split()[1] for one in seen.errors()] == ["cycle"]
    assert seen.verdicts == {"a": "undecided", "b": "pass", "c": "undecided"}


def test_a_default_refers_to_nothing_and_what_does_is_not_known(scan: Scan) -> None:
    declared = 'variable "v" {\n  default = var.w\n}\nvariable "w" {\n  default = true\n}\n'
    seen = scan({"main.tf": declared + terraform("a", "var.v") + terraform("b", "var.w")})
    assert seen.remarks == ["warning placeholder main.tf:2:13"]
    assert seen.verdicts == {"a": "undecided", "b": "pass"}


def test_count_beside_for_each_is_said_and_how_many_there_are_is_open(scan: Scan) -> None:
    both = terraform("a", more="  count    = 1\n  for_each = {}\n")
    seen = scan({"main.tf": both + terraform("b", f"length({CONNECTION}.a) == 0")})
    assert (seen.code, seen.errors()) == (3, ["error invalid-count main.tf:10:3"])
    assert seen.verdicts == {"a": "pass", "b": "undecided"}


TEN_MILLION = 'toset([for one in setproduct(range(1000), range(1000), range(10)) : join("-", one)])'


@pytest.mark.parametrize("repeated", [f"for_each = {TEN_MILLION}", "count = 10000000"])
def test_ten_million_instances_are_not_made_and_what_refers_to_them_is_open(scan: Scan, repeated: str) -> None:
    flag = f"{CONNECTION}.a" + ('["1-1-1"]' if "for_each" in repeated else "[1]") + f".{FLAG}"
    seen = scan(
        {"main.tf": terraform("a", more=f"  {repeated}\n") + f'output "o" {{\n  value = {flag}\n}}\n' + terraform("b")}
    )
    assert (seen.code, [one.split()[1] for one in seen.errors()]) == (3, ["limit"])
    assert all(one.split()[2].startswith("main.tf:10:") for one in seen.errors())
    assert seen.verdicts == {"a": "pass", "b": "pass"}
