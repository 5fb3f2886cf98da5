"""The command that shows data paths, from its words to its exit code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from told_paths import ESTATE, ROOT

from fastpath_checks.cli.main import main
from fastpath_checks.cli.words import PATH_FORMATS

FIXTURES = ROOT / "fixtures"
OPEN_SKU = FIXTURES / "gateway-sku-without-fastpath" / "undecided-sku-variable" / "main.tf"
DIRECT = FIXTURES / "inspection-skipped-by-fastpath" / "pass-direct" / "main.bicep"
CANARY = "c4n4ry-of-somebody"
SENSITIVE = f"""
variable "secret" {{
  type      = string
  sensitive = true
  default   = "{CANARY}"
}}
resource "azurerm_virtual_network" "hub" {{
  name          = "vnet-${{var.secret}}"
  location      = var.secret
  address_space = [var.secret, "10.0.0.0/16"]
}}
resource "azurerm_subnet" "gateway" {{
  name                 = "GatewaySubnet"
  virtual_network_name = azurerm_virtual_network.hub.name
  address_prefixes     = ["10.0.0.0/26"]
}}
resource "azurerm_virtual_network_gateway" "hub" {{
  name = "vgw-hub"
  type = "ExpressRoute"
  sku  = var.secret
  ip_configuration {{
    subnet_id = azurerm_subnet.gateway.id
  }}
}}
resource "azurerm_virtual_network_gateway_connection" "hub" {{
  name                         = var.secret
  type                         = "ExpressRoute"
  virtual_network_gateway_id   = azurerm_virtual_network_gateway.hub.id
  express_route_circuit_id     = "/subscriptions/s/${{var.secret}}"
  express_route_gateway_bypass = true
}}
"""


def told(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, object]:
    """The JSON of the paths below some words of a command line."""
    assert main(["paths", *words, "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert isinstance(data, dict)
    return data


def answers(data: dict[str, object]) -> list[str]:
    paths = data["paths"]
    assert isinstance(paths, list)
    return [path["answer"] for path in paths]


def test_each_format_goes_to_a_file_of_its_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wanted = [word for format in PATH_FORMATS for word in ("--format", f"{format}={tmp_path / format}")]
    assert main(["paths", str(DIRECT), *wanted]) == 0
    assert capsys.readouterr().out == ""
    assert all((tmp_path / format).read_text(encoding="utf-8") for format in PATH_FORMATS)
    assert json.loads((tmp_path / "json").read_text(encoding="utf-8"))["summary"]["exit_code"] == 0


def test_text_is_what_is_printed_by_itself(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["paths", str(DIRECT)]) == 0
    said = capsys.readouterr().out
    assert "==> FASTPATH" in said
    assert "facts of 2025-11-05" in said
    assert main(["paths", str(DIRECT), "--quiet"]) == 0
    quiet = capsys.readouterr().out
    assert said.startswith(quiet)
    assert "facts of" not in quiet


def test_an_input_decides_what_was_open(capsys: pytest.CaptureFixture[str]) -> None:
    assert set(answers(told(capsys, str(OPEN_SKU)))) == {"UNDECIDED"}
    assert set(answers(told(capsys, str(OPEN_SKU), "--var", "gateway_sku=ErGw3AZ"))) == {"FASTPATH"}
    assert set(answers(told(capsys, str(OPEN_SKU), "--var", "gateway_sku=ErGw1AZ"))) == {"GATEWAY"}


def test_a_profile_changes_what_is_skipped(capsys: pytest.CaptureFixture[str]) -> None:
    def skipped(*words: str) -> object:
        summary = told(capsys, str(DIRECT), *words)["summary"]
        assert isinstance(summary, dict)
        return summary["inspection_skipped"]

    assert skipped() == 0
    assert skipped("--profile", "2021-08-10") != 0


def test_nothing_to_look_at_and_what_cannot_be_read_are_told_by_the_exit_code(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["paths", str(tmp_path)]) == 3
    assert "no data path" in capsys.readouterr().out
    (tmp_path / "main.bicep").write_text(
        "resource x 'Microsoft.Network/connections@2024-05-01' = {\n", encoding="utf-8"
    )
    assert main(["paths", str(tmp_path)]) == 3


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--format", "sarif"], "sarif"),
        (["--format", "text", "--format", "json"], "both go to standard output"),
        (["--format", "svg="], "names no file"),
        (["--profile", "1999-01-01"], "1999-01-01"),
        (["--var", "nobody=1"], "nobody"),
        (["--fail-on", "high"], "--fail-on"),
    ],
)
def test_wrong_usage_is_refused(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["paths", str(DIRECT), *words]) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("format", PATH_FORMATS)
def test_no_format_shows_a_sensitive_value(format: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "main.tf").write_text(SENSITIVE, encoding="utf-8")
    assert main(["paths", str(tmp_path), "--format", format]) == 0
    said = capsys.readouterr().out
    assert CANARY not in said
    assert "UNDECIDED" in said


def test_two_runs_give_the_same_bytes() -> None:
    def run(seed: str, *paths: str) -> bytes:
        command = [sys.executable, "-m", "fastpath_checks", "paths", "--format", "json", *paths]
        done = subprocess.run(
            command, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True, cwd=ROOT
        )
        return done.stdout

    others = str(FIXTURES / "inspection-firewall-in-spoke")
    assert run("1", ESTATE, others) == run("2", others, ESTATE)
